"""Which prison holds her: Bronzefield, to which London's courts send women, and where they are moved from there.

Places do not bind, since the women of other areas who are held in the same prisons are not in the model.
"""

from __future__ import annotations

import math
from typing import Any

from wsa_sim.chance import names
from wsa_sim.chance.distributions import exponential, pick
from wsa_sim.chance.draws import draw
from wsa_sim.pathway.registry import at_rest, enters
from wsa_sim.pathway.states import (
    HELD_AT_BRONZEFIELD,
    IN_NO_ESTABLISHMENT,
    KEPT_AT_BRONZEFIELD,
    LEFT_BRONZEFIELD,
    LEFT_DOWNVIEW,
    LEFT_ELSEWHERE,
    LEFT_SEND,
    MOVED_ELSEWHERE,
    MOVED_TO_DOWNVIEW,
    MOVED_TO_SEND,
    TO_BE_ALLOCATED,
)
from wsa_sim.pathway.woman import END, FOREVER, HOLD

ALLOCATED = (KEPT_AT_BRONZEFIELD, MOVED_TO_DOWNVIEW, MOVED_TO_SEND, MOVED_ELSEWHERE)
FROM_FOUR_YEARS = 6
"""The band of lengths of sentences of four years and over; indeterminate ones are above it."""


def is_held(w: Any) -> bool:
    """Return whether anything holds her in prison."""
    return w.gone == 0 and w.remands + w.serving + w.recalled > 0


@at_rest(IN_NO_ESTABLISHMENT, to=(HELD_AT_BRONZEFIELD,))
def taken_to_bronzefield(w: Any, c: Any, t: float, p: Any) -> int:
    """Whatever holds her, she is taken to Bronzefield first."""
    return HELD_AT_BRONZEFIELD if is_held(w) else -1


@enters(HELD_AT_BRONZEFIELD)
def held_at_bronzefield(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """On remand, or under a sentence or a recall that may be too short for a move."""
    c.episode += 1
    c.until = 0.0
    return HOLD, FOREVER, LEFT_BRONZEFIELD


@at_rest(HELD_AT_BRONZEFIELD, KEPT_AT_BRONZEFIELD, to=(LEFT_BRONZEFIELD, TO_BE_ALLOCATED))
def life_at_bronzefield(w: Any, c: Any, t: float, p: Any) -> int:
    """She leaves when nothing holds her; a sentence or a recall with long enough to run is looked at once."""
    if not is_held(w):
        return LEFT_BRONZEFIELD
    if w.serving + w.recalled == 0 or w.held_until == c.until:
        return -1
    return TO_BE_ALLOCATED if w.held_until - t >= p.allocation_least_days else -1


@enters(TO_BE_ALLOCATED, to=ALLOCATED)
def to_be_allocated(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """She has long enough to serve (`allocation_least_days`) and waits to be moved (`allocation_days`).

    Where to, by the length of her sentence: `allocation_share`.
    """
    c.until = w.held_until
    c.recalls += 1
    stay = 1 if w.held_length >= FROM_FOUR_YEARS else 0
    where = ALLOCATED[pick(draw(w.key, c.episode, names.ALLOCATION, c.recalls), p.allocation_share[stay])]
    wait = exponential(draw(w.key, c.episode, names.ALLOCATION_TIME, c.recalls), p.allocation_days)
    return HOLD, math.floor(t + wait) + 1.0, where


@at_rest(TO_BE_ALLOCATED, to=(LEFT_BRONZEFIELD,))
def released_before_a_move(w: Any, c: Any, t: float, p: Any) -> int:
    """She leaves when nothing holds her."""
    return LEFT_BRONZEFIELD if not is_held(w) else -1


@enters(KEPT_AT_BRONZEFIELD)
def kept_at_bronzefield(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """She stays where she is, and is looked at again with another sentence."""
    return HOLD, FOREVER, LEFT_BRONZEFIELD


@enters(MOVED_TO_DOWNVIEW)
def moved_to_downview(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Moved to Downview, a closed training prison in Sutton."""
    return HOLD, FOREVER, LEFT_DOWNVIEW


@at_rest(MOVED_TO_DOWNVIEW, to=(LEFT_DOWNVIEW,))
def life_at_downview(w: Any, c: Any, t: float, p: Any) -> int:
    """She leaves when nothing holds her."""
    return LEFT_DOWNVIEW if not is_held(w) else -1


@enters(MOVED_TO_SEND)
def moved_to_send(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Moved to Send, a closed training prison in Surrey, mostly of women serving over four years."""
    return HOLD, FOREVER, LEFT_SEND


@at_rest(MOVED_TO_SEND, to=(LEFT_SEND,))
def life_at_send(w: Any, c: Any, t: float, p: Any) -> int:
    """She leaves when nothing holds her."""
    return LEFT_SEND if not is_held(w) else -1


@enters(MOVED_ELSEWHERE)
def moved_elsewhere(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Moved to another prison: East Sutton Park, which is open, or one farther off."""
    return HOLD, FOREVER, LEFT_ELSEWHERE


@at_rest(MOVED_ELSEWHERE, to=(LEFT_ELSEWHERE,))
def life_elsewhere(w: Any, c: Any, t: float, p: Any) -> int:
    """She leaves when nothing holds her."""
    return LEFT_ELSEWHERE if not is_held(w) else -1


@enters(LEFT_BRONZEFIELD, to=(IN_NO_ESTABLISHMENT,))
def left_bronzefield(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Out of Bronzefield."""
    return END, t, IN_NO_ESTABLISHMENT


@enters(LEFT_DOWNVIEW, to=(IN_NO_ESTABLISHMENT,))
def left_downview(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Out of Downview."""
    return END, t, IN_NO_ESTABLISHMENT


@enters(LEFT_SEND, to=(IN_NO_ESTABLISHMENT,))
def left_send(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Out of Send."""
    return END, t, IN_NO_ESTABLISHMENT


@enters(LEFT_ELSEWHERE, to=(IN_NO_ESTABLISHMENT,))
def left_elsewhere(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Out of the other prison."""
    return END, t, IN_NO_ESTABLISHMENT
