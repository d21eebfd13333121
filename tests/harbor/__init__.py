"""Tests of Harbor, the second API: its description (tests/apis/harbor), and the client that is generated from it."""

from __future__ import annotations
