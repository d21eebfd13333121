"""Tests of the models of a generated Python client, on a spec that has every kind of type (tests/apis/unions.yaml)."""
