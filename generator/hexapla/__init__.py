"""Hexapla: from the documentation of an API to clients people can trust."""
