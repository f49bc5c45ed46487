"""The keyworker's slot behind a diversion caution: asked for without patience, held while she is supported.

Women diverted by the police do not queue: either the provider covers where she lives and has room at that moment, or
the condition is not offered.
"""

from __future__ import annotations

from typing import Any

from wsa_sim.chance import names
from wsa_sim.chance.distributions import gamma_two
from wsa_sim.chance.draws import draw
from wsa_sim.pathway.circumstances import in_custody
from wsa_sim.pathway.days import to_grid
from wsa_sim.pathway.diversion import CAUTIONED, GIVEN_UP, NO_CONDITION, ROOM_HELD, ROOM_REFUSED
from wsa_sim.pathway.referral import covers
from wsa_sim.pathway.registry import at_rest, enters
from wsa_sim.pathway.states import (
    DIVERSION_PLACE_KEPT,
    DIVERSION_SLOT_ASKED,
    DIVERSION_SLOT_GIVEN_UP,
    DIVERSION_SLOT_HELD,
    DIVERSION_SLOT_REFUSED,
    DIVERSION_SUPPORT_BEGINS,
    DIVERSION_SUPPORT_ENDED,
    NO_KEYWORKER,
)
from wsa_sim.pathway.woman import ASK, END, FOREVER, GOTO, HOLD, POLICE_DIVERSION_KEYWORK
from wsa_sim.services.keywork import DIVERSION, support_ends


@enters(DIVERSION_SLOT_ASKED, to=(DIVERSION_SLOT_HELD, DIVERSION_SLOT_REFUSED))
def diversion_slot_asked(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """A slot at this moment, or none: the service has to be open and cover the borough where she lives."""
    c.want = POLICE_DIVERSION_KEYWORK
    if not covers(c.want, w, t, p):
        return GOTO, t, DIVERSION_SLOT_REFUSED
    c.priority = 0.0
    c.otherwise = DIVERSION_SLOT_REFUSED
    return ASK, t, DIVERSION_SLOT_HELD


@enters(DIVERSION_SLOT_REFUSED, to=(NO_KEYWORKER,))
def diversion_slot_refused(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """No room: the officer is told at once."""
    w.condition = ROOM_REFUSED
    return END, t, NO_KEYWORKER


@enters(DIVERSION_SLOT_HELD)
def diversion_slot_held(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """There is room: the slot is held while she decides."""
    w.condition = ROOM_HELD
    w.keyworker = 1
    return HOLD, FOREVER, DIVERSION_SLOT_GIVEN_UP


@at_rest(DIVERSION_SLOT_HELD, to=(DIVERSION_SUPPORT_BEGINS, DIVERSION_PLACE_KEPT, DIVERSION_SLOT_GIVEN_UP))
def she_decides(w: Any, c: Any, t: float, p: Any) -> int:
    """She takes the caution, or declines it."""
    if w.condition == CAUTIONED:
        return DIVERSION_SUPPORT_BEGINS if w.attends == 1 else DIVERSION_PLACE_KEPT
    return DIVERSION_SLOT_GIVEN_UP if w.condition == GIVEN_UP else -1


@enters(DIVERSION_SUPPORT_BEGINS, to=(DIVERSION_SUPPORT_ENDED,))
def diversion_support_begins(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Two visits are required; support may go on for months (`keywork_stay_days`), never shorter than the condition."""
    w.diversions += 1
    c.episode = w.diversions
    w.support = DIVERSION
    service = POLICE_DIVERSION_KEYWORK
    mean = p.keywork_stay_days[service]
    stay = gamma_two(
        draw(w.key, c.episode, names.DIVERSION_STAY_1, 0), draw(w.key, c.episode, names.DIVERSION_STAY_2, 0), mean
    )
    c.until = t + max(p.condition_limit_days + 1.0, min(stay, p.keywork_longest_days[service]))
    return HOLD, to_grid(c.until, p), DIVERSION_SUPPORT_ENDED


@enters(DIVERSION_PLACE_KEPT, to=(DIVERSION_SUPPORT_ENDED,))
def diversion_place_kept(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """She will not come, and is not supported: her slot is kept for her until the time is up."""
    w.diversions += 1
    w.support = 0
    c.until = t + p.condition_limit_days + 1.0
    return HOLD, to_grid(c.until, p), DIVERSION_SUPPORT_ENDED


@at_rest(DIVERSION_SUPPORT_BEGINS, DIVERSION_PLACE_KEPT, to=(DIVERSION_SLOT_GIVEN_UP, DIVERSION_SUPPORT_ENDED))
def life_on_condition(w: Any, c: Any, t: float, p: Any) -> int:
    """She fails the condition; or custody, leaving or the service's closing ends support."""
    if w.condition == GIVEN_UP:
        return DIVERSION_SLOT_GIVEN_UP
    gone = in_custody(w) or w.left == 1 or t >= p.service_until[POLICE_DIVERSION_KEYWORK]
    return DIVERSION_SUPPORT_ENDED if gone else -1


@enters(DIVERSION_SLOT_GIVEN_UP, to=(NO_KEYWORKER,), frees=True)
def diversion_slot_given_up(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Declined or failed: the slot is free, and what support she had leaves no effect."""
    w.condition = NO_CONDITION
    w.support = 0
    w.keyworker = 0
    return END, t, NO_KEYWORKER


@enters(DIVERSION_SUPPORT_ENDED, to=(NO_KEYWORKER,), frees=True)
def diversion_support_ended(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Support ends, and the slot is free. Broken off before its time, it leaves no effect."""
    w.condition = NO_CONDITION
    completed = w.support == DIVERSION and t >= c.until
    w.support = 0
    if completed:
        support_ends(w, t, DIVERSION, p)
    w.keyworker = 0
    return END, t, NO_KEYWORKER
