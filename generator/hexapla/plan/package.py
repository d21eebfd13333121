"""A planned package: finished strings and booleans, in the order in which a template prints them.

Built by `build` from an `Api` and a `Style`, read by `render`. A string here is text of the target language (a name,
a type, a literal, a line of documentation) and needs no thought any more; a template loops, branches and prints.
"""

from __future__ import annotations

import re

from hexapla.frozen import frozen
from hexapla.names import natural
from hexapla.plan.admission import CredentialArgument, CredentialWay, Security, ServerArgument
from hexapla.plan.calls import Call, Lines
from hexapla.plan.faked import Fake
from hexapla.plan.shown import Example, Program


@frozen(kw_only=True)
class EnumMember:
    """A value of an enumeration: the member's name, the value as a literal."""

    name: str
    value: str
    doc: Lines


@frozen(kw_only=True)
class EnumClass:
    """An open enumeration, of texts or of whole numbers; `plain` is the type of values that it does not list."""

    name: str
    integer: bool
    doc: Lines
    members: tuple[EnumMember, ...]
    plain: str = ""


@frozen(kw_only=True)
class Field:
    """An attribute of a record.

    Attributes:
        wire: the name on the wire, as a literal; `renamed` tells whether it differs from `name`.
        annotation: the type of the attribute.
        default: what the attribute is when it is left out; empty where it cannot be.
        nested: how records lie in it: empty for none, `one`, `list`, or `deep` for anything else.
        constant: the value it always has, as a literal; empty for none.
        shape: by what a runtime reads it, where types are not there when code runs; else empty.
        deprecated: whether nobody should use it any more; `doc` says so, too.
    """

    name: str
    wire: str
    renamed: bool
    annotation: str
    default: str
    doc: Lines
    nested: str
    sensitive: bool
    required: bool
    constant: str
    shape: str = ""
    deprecated: bool = False


@frozen(kw_only=True)
class RecordClass:
    """A record: its attributes, and which of them hold records or secrets (names as literals).

    `additional` is the type of members that are no attributes, `shape` by what a runtime reads them; empty where none
    is declared.
    """

    name: str
    doc: Lines
    fields: tuple[Field, ...]
    nested: tuple[str, ...]
    sensitive: tuple[str, ...]
    additional: str
    shape: str = ""

    @property
    def required(self) -> tuple[Field, ...]:
        """Return the attributes that are always there."""
        return tuple(field for field in self.fields if field.required)

    @property
    def constants(self) -> tuple[Field, ...]:
        """Return the attributes that always have the same value."""
        return tuple(field for field in self.fields if field.constant)

    @property
    def linked(self) -> tuple[Field, ...]:
        """Return the attributes that hold records."""
        return tuple(field for field in self.fields if field.nested)


@frozen(kw_only=True)
class AliasType:
    """A name for a type.

    Attributes:
        members: the types the runtime must choose between; empty where the decoder does by itself.
        tag: the property whose value chooses, as a literal; empty for none.
        tags: the type that each value chooses, by the value as a literal.
        shape: by what a runtime reads a value, where types are not there when code runs; else empty.
    """

    name: str
    annotation: str
    doc: Lines
    members: tuple[str, ...]
    tag: str
    tags: tuple[tuple[str, str], ...]
    shape: str = ""


@frozen(kw_only=True)
class ModelModule:
    """A module of models: one schema, or several that refer to each other in a circle.

    Attributes:
        exports: the names it defines, sorted.
        imports: finished import lines, in the order a linter wants, blank lines between groups included.
    """

    name: str
    exports: tuple[str, ...]
    doc: Lines
    imports: Lines
    enums: tuple[EnumClass, ...]
    records: tuple[RecordClass, ...]
    aliases: tuple[AliasType, ...]


@frozen(kw_only=True)
class ResourceModule:
    """The methods of one resource, in a class for each way of calling."""

    name: str
    attribute: str
    class_name: str
    async_class_name: str
    doc: Lines
    imports: Lines
    calls: tuple[Call, ...]


@frozen(kw_only=True)
class Reason:
    """A documented reason of a refused call: the member's name, its value as a literal, the texts that mean it."""

    name: str
    value: str
    doc: Lines


@frozen(kw_only=True)
class Quota:
    """The declared quota: header names as literals, and the status of a call beyond it."""

    remaining: str
    resets_in: str
    status: str


@frozen(kw_only=True)
class HeaderField:
    """A header field of responses: the constant's name, the field's name as a literal, what it is read as.

    `shape` is by what a runtime reads it, where types are not there when code runs; else empty.
    """

    name: str
    wire: str
    type: str
    doc: Lines
    shape: str = ""


@frozen(kw_only=True)
class FieldModule:
    """The header fields that responses declare."""

    imports: Lines
    fields: tuple[HeaderField, ...]


@frozen
class Each:
    """A file that is rendered once for one thing: the template under `each/`, the path, the thing."""

    template: str
    path: str
    item: ResourceModule | ModelModule | FieldModule | Program


@frozen(kw_only=True)
class Package:
    """Everything the templates of a style see.

    Attributes:
        name: the package's name; `client`: the client's class name and the prefix of its base error.
        version, title, base_url: as literals; `title_text` the same for prose, escaped for Markdown.
        needs_base_url: whether a caller must say where the API is; `base_url_doc` says what is known,
            behind the argument's name, `base_url_said` without it.
        repository: a URL as a literal, or empty; `clone_url` the same, as git takes it.
        pages: the documentation pages, as (URL) lines for prose.
        sensitive: the names on the wire of members that are secrets, as literals.
    """

    name: str
    client: str
    version: str
    title: str
    title_text: str
    doc: Lines
    base_url: str
    needs_base_url: bool
    base_url_doc: Lines
    base_url_said: Lines = ()
    variables: tuple[ServerArgument, ...]
    repository: str
    clone_url: str = ""
    pages: Lines
    credentials: tuple[CredentialArgument, ...]
    ways: tuple[CredentialWay, ...]
    security: Security
    quota: Quota | None
    sensitive: Lines
    reasons: tuple[Reason, ...]
    resources: tuple[ResourceModule, ...]
    models: tuple[ModelModule, ...]
    examples: tuple[Example, ...]
    fields: FieldModule | None
    fake: Fake
    each: tuple[Each, ...]

    @property
    def product(self) -> str:
        """Return the package's name as a product of `User-Agent`, where a slash stands before the version."""
        return re.sub(r"[^A-Za-z0-9._-]+", "-", self.name).strip("-")

    @property
    def resources_by_name(self) -> tuple[ResourceModule, ...]:
        """Return the resources as import lines are sorted."""
        return tuple(sorted(self.resources, key=lambda resource: natural(resource.name)))

    @property
    def models_by_name(self) -> tuple[ModelModule, ...]:
        """Return the modules of models as import lines are sorted."""
        return tuple(sorted(self.models, key=lambda module: natural(module.name)))

    @property
    def programs(self) -> tuple[Program, ...]:
        """Return the programs that a person can run."""
        return tuple(each.item for each in self.each if isinstance(each.item, Program))

    @property
    def has_choice(self) -> bool:
        """Say whether calls differ in the credentials they ask for, or have a choice of schemes."""
        return len(self.security.alternatives) > 1 or any(len(one) > 1 for one in self.security.alternatives)

    @property
    def sends_deep_objects(self) -> bool:
        """Say whether a parameter or a member of a form spells objects inside objects."""
        styles = [row.style for call in self._all for row in call.spellings]
        styles += [part.style for call in self._all if call.body for part in call.body.parts]
        return any("deepObject" in style for style in styles)

    @property
    def sends_cookies(self) -> bool:
        """Say whether a parameter is a cookie."""
        return any(call.cookies for call in self._all)

    @property
    def sends_files(self) -> bool:
        """Say whether a body is a file or may hold some."""
        return any(word in call.body.kind for call in self._all if call.body for word in ("multipart", "binary"))

    @property
    def _all(self) -> tuple[Call, ...]:
        return tuple(call for resource in self.resources for call in resource.calls)

    @property
    def way_kinds(self) -> tuple[str, ...]:
        """Return the kinds of ways there are, sorted."""
        return tuple(sorted({way.kind for way in self.ways}))

    @property
    def has_choices(self) -> bool:
        """Say whether there are unions that the runtime takes apart."""
        return any(alias.members for module in self.models for alias in module.aliases)

    @property
    def wrappers(self) -> frozenset[str]:
        """Return the classes around answers that come in pieces: Pager, Download, Events, Lines."""
        return frozenset(call.wrapper for resource in self.resources for call in resource.calls if call.wrapper)

    @property
    def fetches_tokens(self) -> bool:
        """Say whether a client fetches tokens for itself."""
        return any(way.kind == "grant" for way in self.ways)

    @property
    def has_streams(self) -> bool:
        """Say whether an answer is read while it comes in."""
        return bool(self.wrappers - {"Pager"})

    @property
    def calls(self) -> int:
        """Return how many operations the package serves."""
        return len({call.id for resource in self.resources for call in resource.calls})

    @property
    def model_count(self) -> int:
        """Return how many models the package defines."""
        return sum(len(module.exports) for module in self.models)
