"""Breach of an order's requirements: laid before the court, heard weeks later, and what comes of it.

Criminal Justice Act 2003 Schedules 8 (community orders) and 12 (suspended sentences), now Sentencing Act 2020
Schedules 10 and 16.
"""

from __future__ import annotations

from typing import Any

from wsa_sim.chance import names
from wsa_sim.chance.distributions import exponential, pick
from wsa_sim.chance.draws import draw
from wsa_sim.pathway.circumstances import ON_SUSPENDED_ORDER, in_custody, spell
from wsa_sim.pathway.days import next_day
from wsa_sim.pathway.orders import RUNS_ON, run_on
from wsa_sim.pathway.registry import enters
from wsa_sim.pathway.states import (
    FIRST_RECEPTION_SENTENCED,
    NO_ORDER,
    ORDER_ACTIVATED,
    ORDER_BREACH,
    ORDER_BREACH_HEARING,
    ORDER_BREACH_NOT_PROVED,
    ORDER_CONTINUES,
    ORDER_FINED,
    ORDER_MORE_ONEROUS,
    ORDER_RESENTENCED,
    ORDER_REVOKED,
    SENTENCED_WHILE_INSIDE,
)
from wsa_sim.pathway.terms import SHORTEST_SENTENCE_DAYS, days_activated, pass_sentence
from wsa_sim.pathway.woman import END, GOTO, HOLD

OUTCOMES = (ORDER_CONTINUES, ORDER_FINED, ORDER_MORE_ONEROUS, ORDER_REVOKED, ORDER_RESENTENCED)
TO_CUSTODY = (FIRST_RECEPTION_SENTENCED, SENTENCED_WHILE_INSIDE, NO_ORDER)


@enters(ORDER_BREACH, to=(ORDER_BREACH_HEARING,))
def order_breach(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """A failure to comply is laid before the court, which summons her (`breach_hearing_days`); the order runs on."""
    w.order_breaches = 0
    c.recalls += 1
    wait = exponential(draw(w.key, c.episode, names.BREACH_WAIT, c.recalls), p.breach_hearing_days)
    c.breach_heard = next_day(t + wait)
    return HOLD, c.breach_heard, ORDER_BREACH_HEARING


@enters(ORDER_BREACH_HEARING, to=(ORDER_BREACH_NOT_PROVED, ORDER_ACTIVATED, *OUTCOMES))
def order_breach_hearing(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Breach is proved or not (`breach_proved_share`), and dealt with (`breach_outcome_share`, by kind of order).

    Failures since it was laid are dealt with as well. Custody is a new sentence for the offences of a community order,
    and activation for a suspended sentence.
    """
    w.order_breaches = 0
    c.breach_heard = 0.0
    if draw(w.key, c.episode, names.BREACH_PROVED, c.recalls) >= p.breach_proved_share:
        return GOTO, t, ORDER_BREACH_NOT_PROVED
    u = draw(w.key, c.episode, names.ORDER_OUTCOME, c.recalls)
    outcome = OUTCOMES[pick(u, p.breach_outcome_share[w.order - 1])]
    if outcome == ORDER_REVOKED and w.order == ON_SUSPENDED_ORDER:
        return GOTO, t, ORDER_ACTIVATED
    return GOTO, t, outcome


@enters(ORDER_BREACH_NOT_PROVED, to=(ORDER_CONTINUES,))
def order_breach_not_proved(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The breach is not proved, or withdrawn."""
    return GOTO, t, ORDER_CONTINUES


@enters(ORDER_FINED, to=(ORDER_CONTINUES,))
def order_fined(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Fined for the breach."""
    return GOTO, t, ORDER_CONTINUES


@enters(ORDER_MORE_ONEROUS, to=(ORDER_CONTINUES,))
def order_more_onerous(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """More is required of her from now on; what it is makes no difference here."""
    return GOTO, t, ORDER_CONTINUES


@enters(ORDER_CONTINUES, to=RUNS_ON)
def order_continues(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The order goes on to its end."""
    return run_on(w, c, t)


@enters(ORDER_RESENTENCED, to=(NO_ORDER,))
def order_resentenced(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The order is revoked, and its offences are dealt with in another way than custody; nothing supervises her."""
    w.order = 0
    w.order_supervised = 0
    return END, t, NO_ORDER


def to_custody(w: Any, c: Any, t: float, length: int, p: Any) -> tuple[int, float, int]:
    """Imprison her for the offences of the order, and end it.

    Days on remand for them are credited. It is a first reception if she had not been received for them, and is not
    inside for something else. Court statistics count disposals for offences, so it is not in `immediate_custody`.
    """
    c.value = length
    w.order = 0
    w.order_supervised = 0
    inside = in_custody(w)
    pass_sentence(w, t, length, c.credit, c.offence_day, c.offence, 0, 0, p)
    if c.received == 1:
        return END, t, NO_ORDER
    return GOTO, t, SENTENCED_WHILE_INSIDE if inside else FIRST_RECEPTION_SENTENCED


@enters(ORDER_REVOKED, to=TO_CUSTODY)
def order_revoked(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The community order is revoked, and she is sentenced to custody instead. Value: length in days.

    She serves half of it: `order_custody_days` is the mean of days in custody, before any credit.
    """
    length = SHORTEST_SENTENCE_DAYS + int(spell(w, c.episode, names.REVOCATION_LENGTH, 2.0 * p.order_custody_days))
    return to_custody(w, c, t, length, p)


@enters(ORDER_ACTIVATED, to=TO_CUSTODY)
def order_activated(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The suspended sentence is activated for the breach, in full or in part. Value: its days."""
    length = days_activated(w, draw(w.key, c.episode, names.ACTIVATION_EXTENT, 1), p)
    w.suspended_term = 0
    return to_custody(w, c, t, length, p)
