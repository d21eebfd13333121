"""Tests of what a generated client receives: a self-written API, tests/apis/responses.yaml, over a loopback server."""

from __future__ import annotations
