"""Days and numbers of days as the verb `law` says them."""

from __future__ import annotations

from wsa_sim.law.calendar import date_of
from wsa_sim.law.commencement import ALWAYS
from wsa_sim.law.term import NEVER


def told(day: int) -> str:
    """Return a day as a sentence names it, such as 4 June 2018."""
    if day <= ALWAYS:
        return "any day"
    date = date_of(day)
    return f"{date.day} {date:%B %Y}"


def days(number: int) -> str:
    """Return a number of days in words, one day being no plural."""
    return f"{number:,} {'day' if number == 1 else 'days'}"


def written(day: int) -> str:
    """Return a day as year-month-day, or that it is none: never, or always."""
    if day <= ALWAYS:
        return "always"
    return "never" if day >= NEVER else date_of(day).isoformat()
