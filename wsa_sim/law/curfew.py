"""Home detention curfew under the law of its day (Criminal Justice Act 2003 s.246).

Eligibility in law only: who is presumed unsuitable, who refuses, and when a governor decides are not here.
"""

from __future__ import annotations

from wsa_sim.law.commencement import Law
from wsa_sim.law.regime import (
    TWO_FIFTHS,
    Sentence,
    custodial_days,
    custodial_end,
    first_share,
    progression_from,
    progression_share,
    release_day_on,
    sds40_from,
)
from wsa_sim.law.term import NEVER, is_under

CURFEW_LEAST_CUSTODIAL_DAYS = 42
CURFEW_LEAST_SERVED_DAYS = 28
CURFEW_NOT_BEFORE_DAYS = 14


def replaced(old: int, new: int, begins: int) -> int:
    """Return the day that an old rule gives, if that comes before a new rule begins, or else the day of the new.

    The new rule takes nobody to a day before it begins. It may give none at all (`NEVER`), as where a custodial part of
    two fifths is too short for curfew.
    """
    return old if old < begins else max(new, begins)


def curfew_within(s: Sentence, share: int, longest: int) -> int:
    """Return the first day on curfew for a share served and a longest curfew, or `NEVER`.

    None where the custodial part is under 42 days (twelve weeks of sentence at half), or release is within 14 days of
    sentence. Otherwise after half the custodial part, at least 28 days; at most `longest` days of curfew, the day of
    automatic release being the last; and never within 14 days of sentence.
    """
    custodial = custodial_days(s.length, share)
    released = custodial_end(s, share)
    if custodial < CURFEW_LEAST_CUSTODIAL_DAYS or released < s.sentenced + CURFEW_NOT_BEFORE_DAYS:
        return NEVER
    served = max(CURFEW_LEAST_SERVED_DAYS, (custodial + 1) // 2)
    return max(s.sentenced + served - s.credit, released - longest + 1, s.sentenced + CURFEW_NOT_BEFORE_DAYS)


def curfew_at_share(s: Sentence, law: Law, share: int) -> int:
    """Return the first day on curfew for a share served, as the longest curfew grew and the four-year bar fell."""
    day = curfew_within(s, share, 135)
    day = replaced(day, curfew_within(s, share, 180), law.curfew_180_days)
    day = replaced(day, curfew_within(s, share, 365), law.curfew_365_days)
    return day if is_under(48, s.sentenced, s.length) else max(day, law.curfew_four_years)


def curfew_day_on(s: Sentence, law: Law) -> int:
    """Return the first day on which she may be released on home detention curfew, or `NEVER`."""
    day = curfew_at_share(s, law, first_share(s, law))
    if s.excluded == 0 and s.serious == 0:
        day = replaced(day, curfew_at_share(s, law, TWO_FIFTHS), sds40_from(s, law))
    day = replaced(day, curfew_at_share(s, law, progression_share(s)), progression_from(s, law))
    return day if day < min(release_day_on(s, law), law.curfew_end) else NEVER


def is_streamlined(day: int, law: Law) -> bool:
    """Return whether a decision on curfew on a day is made by the process that presumes release."""
    return day >= law.curfew_streamlined
