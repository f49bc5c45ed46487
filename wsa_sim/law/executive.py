"""Early release that is a power and no right: the schemes that emptied prisons by some days."""

from __future__ import annotations

from wsa_sim.law.commencement import Law
from wsa_sim.law.regime import Sentence, is_unconditional_on, release_day_on
from wsa_sim.law.release import NEVER

EARLY_LICENCE_WOMEN_DAYS = 18
"""The most days by which a woman was released early; in some women's prisons alone."""


def early_licence_day(s: Sentence, law: Law) -> int:
    """Return the first day of release on end of custody supervised licence from a women's prison, or `NEVER`.

    Only where release on licence was still to come when the scheme began, and could be brought forward before it ended.
    """
    released = release_day_on(s, law)
    if is_unconditional_on(s, law):
        return NEVER
    day = max(s.sentenced, released - EARLY_LICENCE_WOMEN_DAYS, law.early_licence_women)
    return day if day < min(released, law.early_licence_women_end) else NEVER
