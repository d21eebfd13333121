"""Security schemes to arguments of the constructor, ways to authenticate, and what each operation asks for.

In: the schemes that operations name. Out: `Security`. What no client can serve (`unserved_scheme`) is left out of the
alternatives; `serve` has told so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from hexapla.finding import Finding, Location, error
from hexapla.frozen import frozen
from hexapla.model import Api, Credential, Operation, SecurityScheme
from hexapla.names import snake
from hexapla.plan import prose
from hexapla.plan.admission import CredentialArgument, CredentialWay
from hexapla.plan.admission import Security as Alternatives
from hexapla.plan.scope import Scope
from hexapla.plan.style import Style

Wanted: TypeAlias = tuple[tuple[str, ...], ...]
"""Alternatives of schemes, by their names."""

_BASIC: Final = (("username", "{username}"), ("password", "{password}"))
_TOKEN: Final = (("token", "{token}"),)
_CLIENT: Final = (("client_id", "{client_id}"), ("client_secret", "{client_secret}"))
"""How schemes are filled where the spec says nothing."""
_EXTRA: Final = (
    ("scope", "The scopes to ask for, separated by spaces; without it the server chooses."),
    ("token_url", "Where tokens are fetched, if not at the documented address."),
)
"""Arguments that go with the credentials of a client that fetches its tokens."""


@frozen(kw_only=True)
class Security:
    """How a client authenticates."""

    arguments: tuple[CredentialArgument, ...]
    ways: tuple[CredentialWay, ...]
    default: Wanted

    def own(self, operation: Operation, schemes: Mapping[str, SecurityScheme]) -> Wanted | None:
        """Return the alternatives of an operation, None where they are those of most."""
        wanted = served(operation, schemes)
        return None if wanted == self.default else wanted


def plan_security(api: Api, style: Style, scope: Scope) -> Security:
    """Return arguments and ways; `scope` holds the names of the constructor's arguments."""
    schemes = {scheme.name: scheme for scheme in api.security_schemes}
    used = {name for operation in api.operations for one in served(operation, schemes) for name in one}
    planner = _Planner(style, scope)
    ways = [way for scheme in api.security_schemes if scheme.name in used for way in planner.ways(scheme)]
    return Security(arguments=tuple(planner.arguments), ways=tuple(ways), default=_default(api, schemes))


def alternatives(api: Api, default: Wanted, style: Style) -> Alternatives:
    """Return what operations ask for, as literals."""
    schemes = {scheme.name: scheme for scheme in api.security_schemes}
    each = dict.fromkeys(one for operation in api.operations for one in served(operation, schemes) or ((),))
    return Alternatives(default=literals(default, style), alternatives=literals(tuple(each), style))


def literals(wanted: Wanted, style: Style) -> Wanted:
    """Return alternatives with literals for names."""
    return tuple(tuple(style.string(name) for name in one) for one in wanted)


def served(operation: Operation, schemes: Mapping[str, SecurityScheme]) -> Wanted:
    """Return the alternatives of an operation that a client can meet."""
    return tuple(
        tuple(requirement.scheme for requirement in alternative)
        for alternative in operation.security
        if all(unserved_scheme(schemes.get(requirement.scheme)) is None for requirement in alternative)
    )


def unserved_scheme(scheme: SecurityScheme | None) -> str | None:
    """Return what a client cannot do about a scheme, None where it serves it."""
    match scheme:
        case None:
            return "an unknown security scheme"
        case SecurityScheme(kind="http", scheme=word) if word.lower() in ("basic", "bearer"):
            return None
        case SecurityScheme(kind="http", scheme=word):
            return f"http authentication of the scheme `{word}`"
        case SecurityScheme(kind="apiKey" | "oauth2" | "openIdConnect"):
            return None
        case SecurityScheme(kind=kind):
            return f"the security type `{kind}`"


def unknown_schemes(api: Api) -> Iterator[Finding]:
    """Yield an error for every requirement of a scheme that the description does not have."""
    known = {scheme.name for scheme in api.security_schemes}
    for operation in api.operations:
        for alternative in operation.security:
            for requirement in alternative:
                if requirement.scheme not in known:
                    message = f"`{requirement.scheme}` is no security scheme of this description"
                    yield error("unknown-security-scheme", message, requirement.where)


def _default(api: Api, schemes: Mapping[str, SecurityScheme]) -> Wanted:
    """Return what most operations ask for; of several, what the first of them asks for."""
    counted = Counter(served(operation, schemes) for operation in api.operations)
    return counted.most_common(1)[0][0] if counted else ()


class _Planner:
    """Gathers the constructor's arguments; a word of `x-credentials` is one argument wherever it stands."""

    def __init__(self, style: Style, scope: Scope) -> None:
        self._style = style
        self._scope = scope
        self._words: dict[tuple[str, str], CredentialArgument] = {}

    @property
    def arguments(self) -> list[CredentialArgument]:
        """Return the arguments in the order in which they were met."""
        return list(self._words.values())

    def ways(self, scheme: SecurityScheme) -> Iterator[CredentialWay]:
        """Yield the ways to fill a scheme."""
        for way in scheme.credentials:
            yield self._way(scheme, way, shared="")
        if not scheme.credentials:
            for fields in _usual(scheme):
                yield self._way(scheme, Credential(fields, (), scheme.where), shared=scheme.name)

    def _way(self, scheme: SecurityScheme, way: Credential, *, shared: str) -> CredentialWay:
        env = dict(way.env)
        placed = {part: _template(text) for part, text in way.fields}
        words = list(dict.fromkeys(word for template in placed.values() for word, is_name in template if is_name))
        own = {word: self._argument(scheme, shared, word, env.get(word), way.where) for word in words}
        kind = _kind(scheme, placed)
        extra = self._extra(scheme, way.where) if kind == "grant" else []
        texts = {
            part: self._style.template_text(
                [(own[text].name if is_word else text, is_word) for text, is_word in pieces]
            )
            for part, pieces in placed.items()
        }
        return CredentialWay(
            scheme=self._style.string(scheme.name),
            names=tuple(own[word].name for word in words),
            arguments=tuple(own[word].text for word in words),
            optional=tuple(one.text for one in extra),
            parameters=tuple(one.name for one in (*own.values(), *extra)),
            env=" and ".join(self._style.prose(env[word]) for word in words if word in env),
            kind=kind,
            takes=self._takes(scheme, kind, texts, [*own.values(), *extra]),
        )

    def _takes(
        self, scheme: SecurityScheme, kind: str, texts: Mapping[str, str], own: Sequence[CredentialArgument]
    ) -> tuple[str, ...]:
        """Return what the proof of a kind is made of, as expressions."""
        style, nothing = self._style, self._style.string("")
        told = own[0].text if own else nothing
        match kind:
            case "basic":
                return texts.get("username", nothing), texts.get("password", nothing)
            case "bearer":
                return told, texts.get("token", nothing)
            case "key":
                value = next(iter(texts.values()), nothing)
                return told, style.string(scheme.location), style.string(scheme.parameter), value
            case _:
                flow = next(flow for flow in scheme.flows if flow.kind == "clientCredentials")
                client = (texts.get("client_id", nothing), texts.get("client_secret", nothing))
                return (style.string(scheme.name), *client, own[-2].name, own[-1].name, style.string(flow.token_url))

    def _extra(self, scheme: SecurityScheme, where: Location) -> list[CredentialArgument]:
        return [self._argument(scheme, scheme.name, word, None, where, said) for word, said in _EXTRA]

    def _argument(
        self, scheme: SecurityScheme, shared: str, word: str, variable: str | None, where: Location, said: str = ""
    ) -> CredentialArgument:
        """Return the argument for a word: of a scheme without `x-credentials` its own, else shared by all."""
        if (shared, word) not in self._words:
            style = self._style
            second = style.identifier(f"{scheme.name} {word}")
            name = self._scope.take(style.identifier(word), word, where, second=second)
            said = said or (_meaning(scheme, word) if shared else _said(word, variable))
            self._words[shared, word] = CredentialArgument(
                name=name,
                text=style.string(name),
                env="" if variable is None else style.string(variable),
                doc=style.comment(f"{name}: {said}", 8),
                said=style.comment(said, 4),
                key=self._key(word if name == style.identifier(word) else snake(f"{scheme.name} {word}")),
            )
        return self._words[shared, word]

    def _key(self, wanted: str) -> str:
        """Return what a description calls an argument, with a number behind it where another is called so."""
        taken, number = {argument.key for argument in self._words.values()}, 2
        key = self._style.string(wanted)
        while key in taken:
            key, number = self._style.string(f"{wanted}_{number}"), number + 1
        return key


def _usual(scheme: SecurityScheme) -> Sequence[tuple[tuple[str, str], ...]]:
    """Return how a scheme is filled where the spec says nothing: way by way, what goes where."""
    if scheme.kind == "apiKey":
        word = _word(scheme.parameter)
        return [((word, f"{{{word}}}"),)]
    if scheme.kind == "http" and scheme.scheme.lower() == "basic":
        return [_BASIC]
    fetched = any(flow.kind == "clientCredentials" for flow in scheme.flows)
    return [_TOKEN, _CLIENT] if fetched else [_TOKEN]


def _word(parameter: str) -> str:
    """Return a word that may stand in braces."""
    word = snake(parameter)
    return word if re.fullmatch("[a-z_][a-z0-9_]*", word) else "api_key"


def _kind(scheme: SecurityScheme, placed: Mapping[str, object]) -> str:
    if scheme.kind == "apiKey":
        return "key"
    if scheme.kind == "http" and scheme.scheme.lower() == "basic":
        return "basic"
    return "grant" if "client_id" in placed else "bearer"


def _template(text: str) -> list[tuple[str, bool]]:
    """Cut `{word}` templates: (text, whether it names an argument)."""
    parts = re.split(r"\{([A-Za-z_][A-Za-z0-9_]*)\}", text)
    return [(part, number % 2 == 1) for number, part in enumerate(parts) if part or number % 2 == 1]


_MEANING: Final = {
    "username": "The user name.",
    "client_id": "The name of a client that fetches its tokens by itself.",
    "client_secret": "The password of a client that fetches its tokens by itself.",
}


def _meaning(scheme: SecurityScheme, word: str) -> str:
    """Return what an argument is that the spec does not name: what it says of the scheme, else where it goes."""
    if scheme.kind == "apiKey":
        place = {"header": "the header field", "query": "the query parameter"}.get(scheme.location, "the cookie")
        known = f"The key that is sent as {place} `{scheme.parameter}`."
    else:
        known = _MEANING.get(word) or f"The {word}."
    said = prose.sentence(scheme.description)
    return f"{known} {said}" if said else known


def _said(word: str, variable: str | None) -> str:
    plain = word.replace("_", " ")
    return f"The {plain}; by default that of the variable {variable}." if variable else f"The {plain}."
