"""Hostile text in every place of a description where a text can stand: other literals or findings, never code.

`positions` finds the places in a bundled description and puts text there, `output` makes a client in memory and
reduces it to its shape, `payloads` holds the text.
"""

from __future__ import annotations
