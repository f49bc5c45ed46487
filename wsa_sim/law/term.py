"""A term of imprisonment in days: how it is counted, and when it is over.

Functions take and return whole day numbers (`wsa_sim.law.calendar`) and are compiled as they stand.
"""

from __future__ import annotations

from wsa_sim.law.calendar import add_months

NEVER = 1_000_000_000
"""A day number that is never reached."""


def is_under(months: int, sentenced: int, length: int) -> bool:
    """Return whether a sentence of `length` days passed on a day is shorter than some calendar months."""
    return length < add_months(sentenced, months) - sentenced


def expiry_day(sentenced: int, length: int, credit: int) -> int:
    """Return the last day of the sentence, on which the licence ends, less credited remand days.

    A sentence counts from the day on which it is passed, that day included; no date falls before the sentence.
    """
    return max(sentenced, sentenced + length - 1 - credit)
