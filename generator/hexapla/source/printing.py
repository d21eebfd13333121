"""Plain data to YAML text that reads back as the same data."""

from __future__ import annotations

from hexapla.source.yaml_text import resolve_scalar


def to_yaml(data: object) -> str:
    """Return block-style YAML without aliases; a text that YAML 1.1 or 1.2 would read as something else is quoted."""
    import yaml

    class Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
        def ignore_aliases(self, data: object) -> bool:
            return True

    def text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
        # PyYAML quotes what YAML 1.1 would misread; what only the 1.2 core schema reads otherwise is added here.
        style = "'" if not isinstance(resolve_scalar(value), str) else "|" if "\n" in value else None
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)

    Dumper.add_representer(str, text)
    return str(yaml.dump(data, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=120))
