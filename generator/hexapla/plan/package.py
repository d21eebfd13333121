"""A planned package: finished strings and booleans, in the order in which a template prints them.

Built by `build` from an `Api` and a `Style`, read by `render`. A string here is text of the target language (a name,
a type, a literal, a line of documentation) and needs no thought any more; a template loops, branches and prints.
"""

from __future__ import annotations

from hexapla.frozen import frozen
from hexapla.plan.calls import Call, Lines


@frozen(kw_only=True)
class EnumMember:
    """A value of an enumeration: the member's name, the value as a literal."""

    name: str
    value: str
    doc: Lines


@frozen(kw_only=True)
class EnumClass:
    """An open enumeration, of texts or of whole numbers."""

    name: str
    integer: bool
    doc: Lines
    members: tuple[EnumMember, ...]


@frozen(kw_only=True)
class Field:
    """An attribute of a record.

    Attributes:
        wire: the name on the wire, as a literal; `renamed` tells whether it differs from `name`.
        annotation: the type of the attribute.
        default: what the attribute is when it is left out; empty where it cannot be.
        nested: how records lie in it: empty for none, `one`, `list`, or `deep` for anything else.
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


@frozen(kw_only=True)
class RecordClass:
    """A record: its attributes, and which of them hold records or secrets (names as literals)."""

    name: str
    doc: Lines
    fields: tuple[Field, ...]
    nested: tuple[str, ...]
    sensitive: tuple[str, ...]

    @property
    def linked(self) -> tuple[Field, ...]:
        """Return the attributes that hold records."""
        return tuple(field for field in self.fields if field.nested)


@frozen(kw_only=True)
class AliasType:
    """A name for a type."""

    name: str
    annotation: str
    doc: Lines


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
class CredentialArgument:
    """A constructor argument that authenticates; `env` is the variable that may stand in for it, a literal or empty."""

    name: str
    text: str
    env: str
    doc: Lines


@frozen(kw_only=True)
class CredentialWay:
    """One way to authenticate: the arguments it takes (as names and as literals), what fills the scheme.

    `env` tells for prose which variables stand in for the arguments; empty where none do.
    """

    names: tuple[str, ...]
    arguments: tuple[str, ...]
    env: str
    username: str
    password: str


@frozen(kw_only=True)
class Quota:
    """The declared quota: header names as literals, and the status of a call beyond it."""

    remaining: str
    resets_in: str
    status: str


@frozen(kw_only=True)
class Example:
    """A call for the README: what it does, as prose, and the lines of code that make it."""

    title: str
    lines: Lines


@frozen
class Each:
    """A file that is rendered once for one thing: the template under `each/`, the path, the thing."""

    template: str
    path: str
    item: ResourceModule | ModelModule


@frozen(kw_only=True)
class Package:
    """Everything the templates of a style see.

    Attributes:
        name: the package's name; `client`: the client's class name and the prefix of its base error.
        version, title, base_url: as literals; `title_text` the same for prose, escaped for Markdown.
        repository: a URL, or empty.
        pages: the documentation pages, as (URL) lines for prose.
    """

    name: str
    client: str
    version: str
    title: str
    title_text: str
    doc: Lines
    base_url: str
    repository: str
    pages: Lines
    credentials: tuple[CredentialArgument, ...]
    ways: tuple[CredentialWay, ...]
    quota: Quota | None
    reasons: tuple[Reason, ...]
    resources: tuple[ResourceModule, ...]
    models: tuple[ModelModule, ...]
    examples: tuple[Example, ...]
    each: tuple[Each, ...]

    @property
    def resources_by_name(self) -> tuple[ResourceModule, ...]:
        """Return the resources as import lines are sorted."""
        return tuple(sorted(self.resources, key=lambda resource: resource.name))

    @property
    def models_by_name(self) -> tuple[ModelModule, ...]:
        """Return the modules of models as import lines are sorted."""
        return tuple(sorted(self.models, key=lambda module: module.name))

    @property
    def calls(self) -> int:
        """Return how many operations the package serves."""
        return sum(len(resource.calls) for resource in self.resources)

    @property
    def model_count(self) -> int:
        """Return how many models the package defines."""
        return sum(len(module.exports) for module in self.models)
