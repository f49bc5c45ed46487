"""Days and numbers of days as the verb `law` says them."""

from __future__ import annotations

from wsa_sim.law.calendar import date_of


def told(day: int) -> str:
    """Return a day as a sentence names it, such as 4 June 2018."""
    date = date_of(day)
    return f"{date.day} {date:%B %Y}"


def days(number: int) -> str:
    """Return a number of days in words, one day being no plural."""
    return f"{number:,} {'day' if number == 1 else 'days'}"
