"""The rows of named schemas as a review sees them: conventions and guards besides their effects."""

from __future__ import annotations

from typing import Final

from tests.diff.review_edits import Row, described, same

MODELS: Final[list[Row]] = [
    (
        "default sent",
        described("NewPet", default=1),
        described("NewPet", default=2),
        "schema.default P S",
        "schema.default P S",
    ),
    (
        "default received",
        described("Pet", default=1),
        described("Pet", default=2),
        "schema.default D D",
        "schema.default D D",
    ),
    ("deprecated", same, described("Pet", deprecated=True), "schema.deprecated S S", "schema.deprecated S S"),
    ("x-name", same, described("Pet", **{"x-name": "years"}), "sdk.name-changed - B", "sdk.name-changed - B"),
    ("in no operation", same, described("Spare", maximum=5), "schema.number-range - B", "schema.number-range - B"),
    (
        "only read, sent",
        same,
        described("NewPet", readOnly=True),
        "schema.read-write-only P B",
        "schema.read-write-only S S",
    ),
    (
        "only read, received",
        same,
        described("Pet", readOnly=True),
        "schema.read-write-only - -",
        "schema.read-write-only - -",
    ),
    (
        "only written",
        same,
        described("Pet", writeOnly=True),
        "schema.read-write-only P B",
        "schema.read-write-only S S",
    ),
    (
        "format",
        described("Pet", type="string"),
        described("Pet", type="string", format="email"),
        "schema.format D D",
        "schema.format D D",
    ),
    (
        "typed format",
        described("NewPet", type="string"),
        described("NewPet", type="string", format="date"),
        "schema.format B B",
        "schema.format S S",
    ),
]
