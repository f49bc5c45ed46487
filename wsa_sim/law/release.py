"""Release, curfew, supervision and recall dates of one determinate sentence under the law as at December 2018.

The rules are those that the official release-date calculator applies (`release_law` rows of the evidence; Criminal
Justice Act 2003 ss.244, 246, 255A-256AA as amended by the Offender Rehabilitation Act 2014), corrected for the curfew
law of the day. A sentence counts from the day on which it is passed, that day included; half is rounded up; days spent
on remand come off the release, expiry and curfew dates; no date falls before the sentence.

Functions take and return whole day numbers (`wsa_sim.law.calendar`) and are compiled as they stand.
"""

from __future__ import annotations

from wsa_sim.law.calendar import add_months

NEVER = 1_000_000_000
"""A day number that is never reached."""

CURFEW_LEAST_CUSTODIAL_DAYS = 42
CURFEW_LEAST_SERVED_DAYS = 28
CURFEW_NOT_BEFORE_DAYS = 14
FIXED_TERM_SHORT_DAYS = 14
REMOVAL_LONGEST_DAYS = 270
FIXED_TERM_LONG_DAYS = 28


def is_under(months: int, sentenced: int, length: int) -> bool:
    """Return whether a sentence of `length` days passed on a day is shorter than some calendar months."""
    return length < add_months(sentenced, months) - sentenced


def custodial_part(length: int) -> int:
    """Return the days of the custodial part: half, rounded up (s.244)."""
    return (length + 1) // 2


def release_day(sentenced: int, length: int, credit: int) -> int:
    """Return the day of automatic release: the last day of the custodial part, less credited remand days."""
    return max(sentenced, sentenced + custodial_part(length) - 1 - credit)


def expiry_day(sentenced: int, length: int, credit: int) -> int:
    """Return the last day of the sentence, on which the licence ends, less credited remand days."""
    return max(sentenced, sentenced + length - 1 - credit)


def is_unconditional(sentenced: int, length: int, rehabilitation_act: bool) -> bool:
    """Return whether release is without licence.

    True for a sentence of one day, and, where the offence was before the Offender Rehabilitation Act 2014 began, for a
    woman of 21 or over sentenced to less than twelve months.
    """
    return length <= 1 or (not rehabilitation_act and is_under(12, sentenced, length))


def curfew_day(sentenced: int, length: int, credit: int, longest: int) -> int:
    """Return the first day on which she may be released on home detention curfew, or `NEVER`.

    None for a sentence of under twelve weeks (a custodial part under 42 days), for four years or more (barred until
    17 June 2024), and where release comes within 14 days of sentence. Otherwise after half the custodial part (at least
    28 days), at most `longest` days before release, and never within 14 days of sentence (CJA 2003 s.246).

    Parameters
    ----------
    sentenced, length, credit : int
        Day of sentence, days of the sentence, days on remand credited.
    longest : int
        Longest curfew in days: 135 until 5 June 2023.
    """
    custodial = custodial_part(length)
    released = release_day(sentenced, length, credit)
    if custodial < CURFEW_LEAST_CUSTODIAL_DAYS or not is_under(48, sentenced, length):
        return NEVER
    if released < sentenced + CURFEW_NOT_BEFORE_DAYS:
        return NEVER
    served = max(CURFEW_LEAST_SERVED_DAYS, (custodial + 1) // 2)
    eligible = max(sentenced + served - credit, released - longest + 1, sentenced + CURFEW_NOT_BEFORE_DAYS)
    return eligible if eligible < released else NEVER


def supervision_end(sentenced: int, length: int, credit: int, born: int, rehabilitation_act: bool) -> int:
    """Return the day on which post-sentence supervision ends, or the sentence's expiry where there is none.

    For a sentence of more than a day and under two years, offence on or after the Act's beginning, aged 18 or over on
    the last day of the custodial part: twelve months from that day (s.256AA).
    """
    expiry = expiry_day(sentenced, length, credit)
    released = release_day(sentenced, length, credit)
    if not rehabilitation_act or length <= 1 or not is_under(24, sentenced, length):
        return expiry
    if released < add_months(born, 18 * 12):
        return expiry
    return max(expiry, add_months(released, 12))


def removal_day(sentenced: int, release: int, credit: int) -> int:
    """Return the first day on which a foreign national may be removed from the country, for removal and not release.

    At most `REMOVAL_LONGEST_DAYS` before the day of automatic release, after half of the custodial part at the least
    (CJA 2003 s.260, the early removal scheme as from 2008).

    Parameters
    ----------
    sentenced, release, credit : int
        Day of sentence, day of automatic release, days on remand credited.
    """
    half_served = release - (release - sentenced + credit) // 2
    return max(sentenced, release - REMOVAL_LONGEST_DAYS, half_served)


def fixed_term_days(under_twelve_months: bool) -> int:
    """Return the days of a fixed-term recall, the day of return being the first (s.255A and following)."""
    return FIXED_TERM_SHORT_DAYS if under_twelve_months else FIXED_TERM_LONG_DAYS
