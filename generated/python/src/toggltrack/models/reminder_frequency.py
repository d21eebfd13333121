"""Model of ReminderFrequency."""

from __future__ import annotations

from .._enum import OpenIntEnum


class ReminderFrequency(OpenIntEnum):
    """How many days lie between two reminders."""

    _1 = 1

    _7 = 7
