"""Model of ReminderFrequency."""

from __future__ import annotations

from .._enum import OpenIntEnum


class ReminderFrequency(OpenIntEnum):
    """How many days lie between two reminders."""

    VALUE_1 = 1

    VALUE_7 = 7
