"""Several sentences as one term (Criminal Justice Act 2003 ss.263-264), which decides 12, 24 and 48 months.

Concurrent sentences are served together: the longest counts, and where they were passed on different days the latest
of each date. Consecutive sentences are added up, months to months and days to days, from the day of the first.
"""

from __future__ import annotations

from wsa_sim.law.regime import length_of


def concurrent_length(first: int, second: int) -> int:
    """Return the days of two concurrent sentences passed on one day."""
    return max(first, second)


def concurrent_day(first: int, second: int) -> int:
    """Return the day of release, expiry or end of supervision of two concurrent sentences, from the day of each."""
    return max(first, second)


def consecutive_length(sentenced: int, months: int, days: int, more_months: int, more_days: int) -> int:
    """Return the days of two consecutive sentences of months and days, from the day on which the first was passed."""
    return length_of(sentenced, months + more_months, days + more_days)


def consecutive_days(first: int, second: int) -> int:
    """Return the days of two consecutive sentences that are known in days alone, from the day of the first."""
    return first + second
