"""YAML and JSON text to nodes that know their place, and `$ref` across files.

In: file paths and a `read(path) -> bytes`, so that a file, a git revision or a test can be the source. Out: `Node`
trees (values as YAML 1.2 core reads them, keys as text) with file, line, column and character span of every node.
Malformed text is a `FindingError`. The only module that knows yaml, and it knows nothing of OpenAPI.
"""

from hexapla.source.files import Read, Sources, closest, did_you_mean
from hexapla.source.node import Node, Value
from hexapla.source.parse import parse
from hexapla.source.printing import to_yaml
from hexapla.source.tree import DEPTH

__all__ = ["DEPTH", "Node", "Read", "Sources", "Value", "closest", "did_you_mean", "parse", "to_yaml"]
