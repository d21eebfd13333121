"""What a method takes: parameters and body to arguments, and how each of them is written into a request.

Names: path first, then query, header, cookie and body. Whoever comes first has a name; a later one of the same name
gets its place behind it (`id_query`), then a number. All but the path are given by name.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Protocol

from hexapla.model import JSON, Operation, Parameter, Place, Property, Record, Type
from hexapla.plan import prose
from hexapla.plan.bodies import Bodies
from hexapla.plan.calls import Argument, Body, BodyField, Sent, Spelling
from hexapla.plan.kinds import Schemas, is_flat, is_list, is_text, may_be_record, only_value
from hexapla.plan.scope import Scope
from hexapla.plan.style import Style, TypeText
from hexapla.plan.variants import family

PATCH: Final = (
    ("replace", "Members to replace, by name: JSON values. At least one of the three must be given."),
    ("add", "Members to add, by name: JSON values."),
    ("remove", "Names of members to remove."),
)
_KEYWORD_PLACES: Final[tuple[Place, ...]] = ("query", "header", "cookie")
_USUAL: Final[dict[Place, tuple[str, bool]]] = {
    "path": ("simple", False),
    "query": ("form", True),
    "header": ("simple", False),
    "cookie": ("form", True),
}
"""Of each place the style that OpenAPI gives a parameter by default, and whether it explodes."""


class User(Protocol):
    """What the arguments ask of the methods they belong to."""

    @property
    def style(self) -> Style:
        """Return the style."""

    @property
    def schemas(self) -> Schemas:
        """Return the schemas by name."""

    def use(self, text: TypeText) -> str:
        """Return a type's text, and remember what it takes from elsewhere."""

    def argument(self, of: Type) -> TypeText:
        """Return the type an argument takes."""

    def describe(self, of: Property | Parameter) -> str:
        """Return what an argument means, with the values it takes."""

    def scope(self, operation: Operation) -> Scope:
        """Return the scope of a method's arguments."""


class Arguments:
    """The arguments of one method: path first, then query, header and cookie, then body."""

    def __init__(self, user: User, operation: Operation) -> None:
        self._user = user
        self._scope = user.scope(operation)
        self._keys: set[str] = set()
        self.all: list[Argument] = []
        self.documented: list[tuple[Argument, str]] = []
        self.of_parameter: dict[str, str] = {}
        self.of_place: dict[Place, dict[str, str]] = {place: {} for place in _KEYWORD_PLACES}
        self._path(operation)
        for place in _KEYWORD_PLACES:
            for parameter in operation.parameters:
                if parameter.location == place:
                    self.of_place[place][parameter.name] = self._parameter(parameter, keyword=True)
        self.body = self._body(operation)

    def sent(self, operation: Operation, place: Place) -> tuple[Sent, ...]:
        """Return the parameters of a place, with the arguments that fill them."""
        style, names = self._user.style, self.of_place[place]
        return tuple(
            Sent(wire=style.string(one.name), argument=names[one.name], key=style.key(one.name))
            for one in operation.parameters
            if one.location == place
        )

    def spellings(self, operation: Operation) -> tuple[Spelling, ...]:
        """Return how parameters are written that are not written as is usual in their place."""
        return tuple(
            self._spelling(one)
            for one in operation.parameters
            if ((*spelling(one), one.allow_reserved) != (*_USUAL[one.location], False) or self._may_be_object(one))
            and (one.location != "path" or one.name in self.of_parameter)
        )

    def _may_be_object(self, one: Parameter) -> bool:
        """Say whether a value may have members: the client refuses them where it is not told so."""
        return not is_flat(one.type, self._user.schemas) and not is_list(one.type, self._user.schemas)

    def _spelling(self, one: Parameter) -> Spelling:
        style = self._user.style
        name, wire = one.name, ""
        if one.location == "path":
            name, wire = self.of_parameter[one.name], one.name if one.style == "matrix" else ""
        how, explode = spelling(one)
        return Spelling(
            place=style.string(one.location),
            name=style.string(name),
            wire=style.string(wire) if wire else "",
            style=style.string(how),
            explode=explode,
            reserved=one.allow_reserved,
        )

    def _path(self, operation: Operation) -> None:
        """Take the parameters of the path; a default counts only where none without one follows."""
        found = [part for part in operation.path if isinstance(part, Parameter)]
        fixed = [self._only(one) is not None for one in found]
        for number, one in enumerate(found):
            self.of_parameter[one.name] = self._parameter(one, keyword=False, fixed=all(fixed[number:]))

    def _parameter(self, one: Parameter, *, keyword: bool, fixed: bool = True) -> str:
        style, schemas = self._user.style, self._user.schemas
        annotation = self._user.argument(one.type)
        if may_be_record(one.type, schemas):
            annotation = style.or_mapping(annotation)
        if one.allow_empty and not is_text(one.type, schemas):
            annotation = style.or_empty(annotation)
        return self._take(one, one.location, annotation, keyword=keyword, required=one.required, fixed=fixed)

    def _only(self, one: Parameter | Property) -> JSON:
        """Return the only value that a required parameter or member may have, None where there are several."""
        return only_value(one.type, self._user.schemas) if one.required else None

    def _take(
        self,
        of: Property | Parameter,
        place: str,
        annotation: TypeText,
        *,
        keyword: bool,
        required: bool,
        fixed: bool = True,
    ) -> str:
        style = self._user.style
        wanted = of.alias or of.name
        second = style.identifier(f"{wanted} {place}")
        own = style.identifier(wanted) if keyword else style.positional(wanted)
        name = self._scope.take(own, of.name, of.where, second=second)
        only = self._only(of) if required and fixed else None
        default = style.value(only) if only is not None else ""
        self.add(
            name,
            self._user.use(annotation),
            self._user.describe(of),
            keys=self._keyed((of.name, of.alias), place),
            keyword=keyword,
            required=required,
            fixed=default,
            deprecated=of.deprecated,
        )
        return name

    def _keyed(self, wanted: Iterable[str | None], place: str) -> tuple[str, ...]:
        """Return names of the description, with the place behind one that an earlier argument has, then a number."""
        keys = []
        for one in dict.fromkeys(name for name in wanted if name is not None):
            key, number = one, 2
            if key in self._keys:
                key = f"{one}_{place}"
            while key in self._keys:
                key, number = f"{one}_{place}_{number}", number + 1
            self._keys.add(key)
            keys.append(self._user.style.key(key))
        return tuple(keys)

    def add(
        self,
        name: str,
        annotation: str,
        said: str,
        *,
        keys: tuple[str, ...],
        keyword: bool = True,
        required: bool = False,
        fixed: str = "",
        deprecated: bool = False,
    ) -> None:
        """Take an argument; `fixed` is the literal of the only value it may have."""
        style = self._user.style
        argument = Argument(
            name=name,
            keys=keys,
            annotation=annotation,
            default=fixed if required else style.left_out(),
            unset=not required,
            keyword=keyword,
            doc=style.comment(said, 8),
            deprecated=deprecated,
        )
        self.all.append(argument)
        self.documented.append((argument, said))

    def _body(self, operation: Operation) -> Body | None:
        body = operation.request_body
        if body is None or not body.contents:
            return None
        content, bodies = body.contents[0], Bodies(self._user, body)
        if content.json_patch:
            for name, said in PATCH:
                annotation = self._user.use(self._user.style.patch_argument(name))
                self.add(name, annotation, said, keys=self._keyed((name,), "body"))
            return bodies.planned(is_patch=True)
        record = bodies.record
        if record is None:
            name = self._scope.take(
                "body", "the request body", operation.where, second=self._user.style.identifier("request_body")
            )
            said = prose.sentence(body.description) or "The body."
            annotation = self._user.use(bodies.annotation(content.type))
            self.add(name, annotation, said, keys=self._keyed(("body",), "body"), required=body.required)
            return bodies.planned(value=name)
        fields = tuple(
            BodyField(
                wire=self._user.style.string(one.name),
                key=self._user.style.key(one.name),
                argument=self._take(
                    one, "body", bodies.member(one), keyword=True, required=one.required and body.required
                ),
            )
            for one in record.properties
            if not one.read_only
        )
        return bodies.planned(fields=fields, more=self._more(record, bodies))

    def _more(self, record: Record, bodies: Bodies) -> str:
        """Take the argument for members that have none of their own."""
        if record.additional is None:
            return ""
        style = self._user.style
        second = style.identifier("members_body")
        name = self._scope.take(style.identifier("more_members"), "other members", record.where, second=second)
        annotation = self._user.use(style.by_name(bodies.inner(record.additional)))
        said = "Members of the body that have no argument of their own, by name."
        self.add(name, annotation, said, keys=self._keyed(("more_members",), "body"))
        return name


def spelling(one: Parameter) -> tuple[str, bool]:
    """Return the style of a parameter (`json` for a JSON text), and whether it explodes."""
    if not one.content:
        return one.style, one.explode
    return ("json", False) if family(one.content) == "json" else _USUAL[one.location]
