"""Frozen records with slots: what `dataclass(frozen=True, slots=True)` gives, at a fifth of the time to make a class.

`dataclasses` writes and compiles six methods for every class, half a millisecond each time the program starts; the
program has some eighty of them and is done in a quarter of a second. Here one method is compiled, the constructor;
the rest is the same function for all.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any, Final, TypeVar, dataclass_transform, overload

T = TypeVar("T")


@overload
def frozen(cls: type[T], /) -> type[T]: ...
@overload
def frozen(*, kw_only: bool = False) -> Callable[[type[T]], type[T]]: ...
@dataclass_transform(frozen_default=True)
def frozen(cls: type[T] | None = None, /, *, kw_only: bool = False) -> type[T] | Callable[[type[T]], type[T]]:
    """Make a class a frozen record of its annotated fields.

    Records of one class are equal where their fields are; a record of another class is never equal. A default must be
    immutable: all records share it.

    Args:
        cls: a class with annotated fields, in the order of the constructor.
        kw_only: whether the constructor takes its arguments by name only.
    """
    if cls is None:
        return lambda plain: _make(plain, kw_only)
    return _make(cls, kw_only)


def replace(of: T, **changes: object) -> T:
    """Return a copy of a record with other values in some fields."""
    fields = {name: getattr(of, name) for name in of.__match_args__}  # type: ignore[attr-defined]
    return type(of)(**{**fields, **changes})


def _make(cls: type[T], kw_only: bool) -> type[T]:
    names = tuple(cls.__annotations__)  # its own: there are no fields to inherit
    body = {key: value for key, value in cls.__dict__.items() if key not in ("__dict__", "__weakref__")}
    scope: dict[str, object] = {"_set": object.__setattr__}
    parameters = ["self", "*"] if kw_only and names else ["self"]
    for name in names:
        if name in body:
            scope[f"_default_{name}"] = body.pop(name)
        parameters.append(f"{name}=_default_{name}" if f"_default_{name}" in scope else name)
    lines = "".join(f"\n _set(self, {name!r}, {name})" for name in names) or " pass"
    exec(f"def __init__({', '.join(parameters)}):{lines}", scope, body)  # names of attributes, never outside text
    body |= {"__slots__": names, "__match_args__": names, "_key": staticmethod(attrgetter(*names or ("__class__",)))}
    made: type[T] = type(cls.__name__, cls.__bases__, body | _METHODS)
    return made


def _equal(self: Any, other: Any) -> bool:  # noqa: ANN401
    return type(other) is type(self) and bool(self._key(self) == self._key(other))


def _hash(self: Any) -> int:  # noqa: ANN401
    return hash((type(self), self._key(self)))


def _repr(self: Any) -> str:  # noqa: ANN401
    return f"{type(self).__name__}({', '.join(f'{name}={getattr(self, name)!r}' for name in self.__match_args__)})"


def _refuse(self: object, name: str, value: object = None) -> None:
    message = f"{type(self).__name__} is frozen: `{name}` cannot be changed"
    raise AttributeError(message)


def _state(self: Any) -> tuple[object, ...]:  # noqa: ANN401
    return tuple(getattr(self, name) for name in self.__match_args__)


def _restore(self: Any, state: tuple[object, ...]) -> None:  # noqa: ANN401
    for name, value in zip(self.__match_args__, state, strict=True):
        object.__setattr__(self, name, value)


_METHODS: Final = {
    "__eq__": _equal,
    "__hash__": _hash,
    "__repr__": _repr,
    "__setattr__": _refuse,
    "__delattr__": _refuse,
    "__getstate__": _state,
    "__setstate__": _restore,
}
