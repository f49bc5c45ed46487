"""Post-sentence supervision (Criminal Justice Act 2003 s.256AA). Its breach goes to court, and is not recall."""

from __future__ import annotations

from typing import Any

from wsa_sim.chance import names
from wsa_sim.chance.draws import draw
from wsa_sim.pathway.custody import hold_for
from wsa_sim.pathway.days import next_day
from wsa_sim.pathway.registry import at_rest, enters
from wsa_sim.pathway.states import (
    SENTENCE_BEGINS,
    SENTENCE_COMPLETED,
    SUPERVISION_BEGINS,
    SUPERVISION_BREACH,
    SUPERVISION_COMMITTAL,
    SUPERVISION_CONTINUES,
    SUPERVISION_ENDED,
)
from wsa_sim.pathway.woman import GOTO, HOLD


@enters(SUPERVISION_BEGINS, to=(SUPERVISION_ENDED,))
def supervision_begins(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Supervision for rehabilitation, until twelve months after the custodial part ended."""
    w.supervised = 1
    w.sentence_breaches = 0
    return HOLD, c.supervision_until, SUPERVISION_ENDED


@at_rest(SUPERVISION_BEGINS, SUPERVISION_CONTINUES, to=(SUPERVISION_ENDED, SUPERVISION_BREACH))
def life_on_supervision(w: Any, c: Any, t: float, p: Any) -> int:
    """A new sentence ends it; a failure to comply that is acted on is laid before the magistrates."""
    if w.sentence_due == 1:
        return SUPERVISION_ENDED
    return SUPERVISION_BREACH if w.sentence_breaches > 0 else -1


@enters(SUPERVISION_BREACH, to=(SUPERVISION_COMMITTAL, SUPERVISION_CONTINUES))
def supervision_breach(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Breach is proved the next day: committed to prison, or fined, given a default order, or nothing.

    Chance of committal: `supervision_custody_share`.
    """
    w.sentence_breaches = 0
    c.recalls += 1
    u = draw(w.key, c.episode, names.SUPERVISION_OUTCOME, c.recalls)
    return HOLD, next_day(t), SUPERVISION_COMMITTAL if u < p.supervision_custody_share else SUPERVISION_CONTINUES


@enters(SUPERVISION_COMMITTAL, to=(SUPERVISION_CONTINUES,))
def supervision_committal(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Committed for up to 14 days (`supervision_custody_days`). Counted apart: not a first reception, not a recall."""
    hold_for(w, c, t + p.supervision_custody_days)
    w.held_length = 0
    w.serving = 1
    return HOLD, t + p.supervision_custody_days, SUPERVISION_CONTINUES


@at_rest(SUPERVISION_COMMITTAL, to=(SUPERVISION_ENDED,))
def sentenced_on_committal(w: Any, c: Any, t: float, p: Any) -> int:
    """A new sentence takes over while she is committed."""
    return SUPERVISION_ENDED if w.sentence_due == 1 else -1


@enters(SUPERVISION_CONTINUES, to=(SUPERVISION_ENDED,))
def supervision_continues(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Supervision goes on to the day on which it would have ended."""
    w.serving = 0
    return HOLD, max(t, c.supervision_until), SUPERVISION_ENDED


@enters(SUPERVISION_ENDED, to=(SENTENCE_BEGINS, SENTENCE_COMPLETED))
def supervision_ended(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """It has run its course, or a new sentence takes over."""
    w.supervised = 0
    w.serving = 0
    return GOTO, t, SENTENCE_BEGINS if w.sentence_due == 1 else SENTENCE_COMPLETED
