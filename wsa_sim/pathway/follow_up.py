"""Proven reoffending: an offence within a year of the index disposal, proved within that year or six months more.

The official measure counts convictions and cautions; community resolutions, no further action, breach and recall do not
count (Ministry of Justice, Guide to proven reoffending statistics). A follow-up begins with a caution, a non-custodial
conviction or a release while none is running, so that a woman is followed up at most once in eighteen months; the
official statistic takes each woman's first such event of a quarter.
"""

from __future__ import annotations

from typing import Any

from wsa_sim.pathway.circumstances import YEAR_DAYS
from wsa_sim.pathway.registry import at_rest, enters
from wsa_sim.pathway.states import (
    FOLLOW_UP_BEGINS,
    FOLLOW_UP_ENDS,
    FOLLOW_UP_NO_REOFFENCE,
    FOLLOW_UP_REOFFENDED,
    NO_FOLLOW_UP,
)
from wsa_sim.pathway.woman import END, GOTO, HOLD

FOLLOW_UP_DAYS = 1.5 * YEAR_DAYS


@at_rest(NO_FOLLOW_UP, to=(FOLLOW_UP_BEGINS,))
def index_disposal(w: Any, c: Any, t: float, p: Any) -> int:
    """An index disposal begins a follow-up."""
    return FOLLOW_UP_BEGINS if w.index_due == 1 else -1


@enters(FOLLOW_UP_BEGINS, to=(FOLLOW_UP_ENDS,))
def follow_up_begins(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Eighteen months in which an offence of the first twelve may be proved."""
    w.index_due = 0
    w.followed_up = 1
    w.index_day = t
    w.reoffended = 0
    return HOLD, t + FOLLOW_UP_DAYS, FOLLOW_UP_ENDS


@enters(FOLLOW_UP_ENDS, to=(FOLLOW_UP_REOFFENDED, FOLLOW_UP_NO_REOFFENCE))
def follow_up_ends(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The eighteen months are over."""
    w.followed_up = 0
    return GOTO, t, FOLLOW_UP_REOFFENDED if w.reoffended == 1 else FOLLOW_UP_NO_REOFFENCE


@enters(FOLLOW_UP_REOFFENDED, to=(NO_FOLLOW_UP,))
def follow_up_reoffended(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """A reoffence was proved."""
    return END, t, NO_FOLLOW_UP


@enters(FOLLOW_UP_NO_REOFFENCE, to=(NO_FOLLOW_UP,))
def follow_up_no_reoffence(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """No reoffence was proved."""
    return END, t, NO_FOLLOW_UP
