"""Early release that is a power and no right: schemes that emptied prisons by some days, and removal."""

from __future__ import annotations

from wsa_sim.law.commencement import Law
from wsa_sim.law.regime import Sentence, is_unconditional_on, release_day_on
from wsa_sim.law.term import NEVER

EARLY_LICENCE_WOMEN_DAYS = 18
"""The most days by which a woman was released early; in some women's prisons alone."""

REMOVAL_LONGEST_DAYS = 270


def early_licence_day(s: Sentence, law: Law) -> int:
    """Return the first day of release on end of custody supervised licence from a women's prison, or `NEVER`.

    Only where release on licence was still to come when the scheme began, and could be brought forward before it ended.
    """
    released = release_day_on(s, law)
    if is_unconditional_on(s, law):
        return NEVER
    day = max(s.sentenced, released - EARLY_LICENCE_WOMEN_DAYS, law.early_licence_women)
    return day if day < min(released, law.early_licence_women_end) else NEVER


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
