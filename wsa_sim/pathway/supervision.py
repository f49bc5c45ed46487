"""Post-sentence supervision (Criminal Justice Act 2003 s.256AA). Its breach goes to court, and is not recall.

Her officer lays a failure before the magistrates, who hear it after some weeks (s.256AC). From the repeal of
supervision a running one ends, as its last day says; under Probation Reset no failures are counted.
"""

from __future__ import annotations

from typing import Any

from wsa_sim.chance import names
from wsa_sim.chance.distributions import exponential, pick
from wsa_sim.chance.draws import draw
from wsa_sim.pathway.custody import hold_for
from wsa_sim.pathway.days import next_day
from wsa_sim.pathway.registry import at_rest, enters
from wsa_sim.pathway.states import (
    SENTENCE_BEGINS,
    SENTENCE_COMPLETED,
    SUPERVISION_BEGINS,
    SUPERVISION_BREACH,
    SUPERVISION_BREACH_NOT_PROVED,
    SUPERVISION_COMMITTAL,
    SUPERVISION_CONTINUES,
    SUPERVISION_DEFAULT_ORDER,
    SUPERVISION_ENDED,
    SUPERVISION_FINE,
    SUPERVISION_NO_PENALTY,
    SUPERVISION_OTHER_PENALTY,
)
from wsa_sim.pathway.woman import GOTO, HOLD

NOT_COMMITTED = (
    SUPERVISION_BREACH_NOT_PROVED, SUPERVISION_NO_PENALTY, SUPERVISION_FINE, SUPERVISION_DEFAULT_ORDER,
    SUPERVISION_OTHER_PENALTY,
)  # fmt: skip
"""What a court does short of committal, in the order of `supervision_penalty_share`."""


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


@enters(SUPERVISION_BREACH, to=(SUPERVISION_COMMITTAL, *NOT_COMMITTED))
def supervision_breach(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """A failure is laid, and heard after some days (`supervision_hearing_days`), while supervision lasts.

    Chance of committal: `supervision_custody_share`; of what else: `supervision_penalty_share`. Failures until the
    hearing are dealt with after it.
    """
    w.sentence_breaches = 0
    c.recalls += 1
    u = draw(w.key, c.episode, names.SUPERVISION_HEARING_WAIT, c.recalls)
    day = next_day(t + exponential(u, p.supervision_hearing_days))
    day = max(next_day(t), min(day, c.supervision_until))
    if draw(w.key, c.episode, names.SUPERVISION_OUTCOME, c.recalls) < p.supervision_custody_share:
        return HOLD, day, SUPERVISION_COMMITTAL
    u = draw(w.key, c.episode, names.SUPERVISION_PENALTY, c.recalls)
    return HOLD, day, NOT_COMMITTED[pick(u, p.supervision_penalty_share)]


@enters(SUPERVISION_BREACH_NOT_PROVED, to=(SUPERVISION_CONTINUES,))
def supervision_breach_not_proved(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The breach is not proved, or comes to nothing else that is told apart (`supervision_penalty_share`)."""
    return GOTO, t, SUPERVISION_CONTINUES


@enters(SUPERVISION_NO_PENALTY, to=(SUPERVISION_CONTINUES,))
def supervision_no_penalty(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Proved, and nothing is done about it."""
    return GOTO, t, SUPERVISION_CONTINUES


@enters(SUPERVISION_FINE, to=(SUPERVISION_CONTINUES,))
def supervision_fine(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Fined, to level 3 at the most (s.256AC(4)(b))."""
    return GOTO, t, SUPERVISION_CONTINUES


@enters(SUPERVISION_DEFAULT_ORDER, to=(SUPERVISION_CONTINUES,))
def supervision_default_order(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Given a supervision default order, of unpaid work or a curfew (s.256AC(4)(c), schedule 19A)."""
    return GOTO, t, SUPERVISION_CONTINUES


@enters(SUPERVISION_OTHER_PENALTY, to=(SUPERVISION_CONTINUES,))
def supervision_other_penalty(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Dealt with together with another matter."""
    return GOTO, t, SUPERVISION_CONTINUES


@enters(SUPERVISION_COMMITTAL, to=(SUPERVISION_CONTINUES,))
def supervision_committal(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Committed for up to 14 days (`supervision_custody_days`). Counted apart: not a first reception, not a recall."""
    hold_for(w, c, t + p.supervision_custody_days)
    w.held_length = 0
    w.serving = 1
    return HOLD, t + p.supervision_custody_days, SUPERVISION_CONTINUES


@at_rest(SUPERVISION_BREACH, SUPERVISION_COMMITTAL, to=(SUPERVISION_ENDED,))
def sentenced_meanwhile(w: Any, c: Any, t: float, p: Any) -> int:
    """A new sentence takes over while she awaits the court, or is committed."""
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
