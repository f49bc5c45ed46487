"""What a woman diverted from a charge would have come to, had she been prosecuted that day, by the luck that was hers.

The draws are those that the prosecution would have used, so that it is known and not estimated. Her record and
circumstances are those of the day: what else befell her before sentence could have changed it.
"""

from __future__ import annotations

from typing import Any

from wsa_sim.pathway.court import court_of, is_convicted, is_remanded, pleads_guilty_at_once
from wsa_sim.pathway.exploitation import has_statutory_defence
from wsa_sim.pathway.registry import enters
from wsa_sim.pathway.sentencing import is_imprisoned, other_disposal_of
from wsa_sim.pathway.states import (
    COMMUNITY_ORDER,
    DIVERSION_CAUTION,
    SUSPENDED_SENTENCE,
    WOULD_HAVE_BEEN_CLEARED,
    WOULD_HAVE_BEEN_FINED,
    WOULD_HAVE_BEEN_IMPRISONED,
    WOULD_HAVE_BEEN_REMANDED,
    WOULD_HAVE_HAD_ORDER,
)
from wsa_sim.pathway.woman import GOTO

PROSECUTED = (
    WOULD_HAVE_BEEN_CLEARED,
    WOULD_HAVE_BEEN_FINED,
    WOULD_HAVE_HAD_ORDER,
    WOULD_HAVE_BEEN_REMANDED,
    WOULD_HAVE_BEEN_IMPRISONED,
)


def would_have_come_to(w: Any, c: Any, t: float, p: Any) -> int:
    """Return the state that says what a prosecution begun now would come to."""
    court = court_of(w, c, p)
    remanded = is_remanded(w, c, court, p)
    convicted = is_convicted(w, c, court, p) and not has_statutory_defence(w, c, p)
    guilty = (not remanded and pleads_guilty_at_once(w, c, court, p)) or convicted
    if guilty and is_imprisoned(w, c, court, 1 if remanded else 0, t, p):
        return WOULD_HAVE_BEEN_IMPRISONED
    if remanded:
        return WOULD_HAVE_BEEN_REMANDED
    if not guilty:
        return WOULD_HAVE_BEEN_CLEARED
    disposal = other_disposal_of(w, c, court, p)
    return WOULD_HAVE_HAD_ORDER if disposal in (SUSPENDED_SENTENCE, COMMUNITY_ORDER) else WOULD_HAVE_BEEN_FINED


@enters(WOULD_HAVE_BEEN_CLEARED, to=(DIVERSION_CAUTION,))
def would_have_been_cleared(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Prosecuted, she would not have been convicted, nor held."""
    return GOTO, t, DIVERSION_CAUTION


@enters(WOULD_HAVE_BEEN_FINED, to=(DIVERSION_CAUTION,))
def would_have_been_fined(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Prosecuted, she would have been fined, discharged or dealt with otherwise."""
    return GOTO, t, DIVERSION_CAUTION


@enters(WOULD_HAVE_HAD_ORDER, to=(DIVERSION_CAUTION,))
def would_have_had_order(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Prosecuted, she would have had a community order or a suspended sentence."""
    return GOTO, t, DIVERSION_CAUTION


@enters(WOULD_HAVE_BEEN_REMANDED, to=(DIVERSION_CAUTION,))
def would_have_been_remanded(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Prosecuted, she would have been remanded in custody, and not imprisoned in the end."""
    return GOTO, t, DIVERSION_CAUTION


@enters(WOULD_HAVE_BEEN_IMPRISONED, to=(DIVERSION_CAUTION,))
def would_have_been_imprisoned(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Prosecuted, she would have been sentenced to immediate custody. Value: 1 if remanded first."""
    c.value = 1 if is_remanded(w, c, court_of(w, c, p), p) else 0
    return GOTO, t, DIVERSION_CAUTION
