"""A place at a women's centre, held beside keywork: two resources at once. Its effect is counted with keywork, once."""

from __future__ import annotations

from typing import Any

from wsa_sim.chance import names
from wsa_sim.chance.distributions import exponential
from wsa_sim.chance.draws import draw
from wsa_sim.pathway.circumstances import in_custody
from wsa_sim.pathway.days import to_grid
from wsa_sim.pathway.registry import at_rest, enters
from wsa_sim.pathway.states import (
    CENTRE_ENDED,
    CENTRE_PATIENCE_ENDED,
    CENTRE_REFERRED,
    CENTRE_STARTED,
    CENTRE_WITHDRAWN,
    NO_CENTRE_PLACE,
)
from wsa_sim.pathway.woman import ASK, CENTRE_PLACES, END, HOLD


@at_rest(NO_CENTRE_PLACE, to=(CENTRE_REFERRED,))
def needs_place(w: Any, c: Any, t: float, p: Any) -> int:
    """Her keyworker has referred her."""
    return CENTRE_REFERRED if w.centre_due == 1 and not in_custody(w) else -1


@enters(CENTRE_REFERRED, to=(CENTRE_STARTED, CENTRE_PATIENCE_ENDED))
def centre_referred(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """She waits for a place as long as her patience lasts (`centre_patience_days`)."""
    w.centre_due = 0
    c.episode += 1
    c.since = t
    c.want = CENTRE_PLACES
    c.priority = 0.0
    c.otherwise = CENTRE_PATIENCE_ENDED
    return ASK, to_grid(t + p.centre_patience_days, p), CENTRE_STARTED


@at_rest(CENTRE_REFERRED, to=(CENTRE_WITHDRAWN,))
def life_while_waiting(w: Any, c: Any, t: float, p: Any) -> int:
    """Custody or leaving London ends the wait."""
    return CENTRE_WITHDRAWN if in_custody(w) or w.left == 1 else -1


@enters(CENTRE_STARTED, to=(CENTRE_ENDED,))
def centre_started(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """She has a place (`centre_stay_days`). Value: days waited."""
    c.value = t - c.since
    stay = exponential(draw(w.key, c.episode, names.CENTRE_STAY, 0), p.centre_stay_days)
    return HOLD, to_grid(t + stay, p), CENTRE_ENDED


@at_rest(CENTRE_STARTED, to=(CENTRE_ENDED,))
def life_with_place(w: Any, c: Any, t: float, p: Any) -> int:
    """Custody or leaving London ends her attendance."""
    return CENTRE_ENDED if in_custody(w) or w.left == 1 else -1


@enters(CENTRE_ENDED, to=(NO_CENTRE_PLACE,), frees=True)
def centre_ended(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The place is free."""
    return END, t, NO_CENTRE_PLACE


@enters(CENTRE_PATIENCE_ENDED, to=(NO_CENTRE_PLACE,))
def centre_patience_ended(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """No place came free in time. Value: days waited."""
    c.value = t - c.since
    return END, t, NO_CENTRE_PLACE


@enters(CENTRE_WITHDRAWN, to=(NO_CENTRE_PLACE,))
def centre_withdrawn(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """She stops waiting because of custody or leaving. Value: days waited."""
    c.value = t - c.since
    return END, t, NO_CENTRE_PLACE
