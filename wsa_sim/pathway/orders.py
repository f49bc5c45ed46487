"""Community orders and suspended sentence orders: supervision, breach at court, revocation to custody."""

from __future__ import annotations

from typing import Any

from wsa_sim.chance import names
from wsa_sim.chance.draws import draw
from wsa_sim.pathway.allocation import ORDER_WITH, allocate_order
from wsa_sim.pathway.circumstances import ON_SUSPENDED_ORDER, in_custody, spell
from wsa_sim.pathway.days import next_day
from wsa_sim.pathway.referral import ON_ORDER, refer_by_probation
from wsa_sim.pathway.registry import at_rest, enters
from wsa_sim.pathway.sentencing import SHORTEST_SENTENCE_DAYS, pass_sentence
from wsa_sim.pathway.states import (
    COMMUNITY_ORDER_BEGINS,
    FIRST_RECEPTION_SENTENCED,
    NO_ORDER,
    ORDER_ABSORBED,
    ORDER_BREACH,
    ORDER_COMPLETED,
    ORDER_CONTINUES,
    ORDER_ENDED_BY_CUSTODY,
    ORDER_REPLACED,
    ORDER_REVOKED,
    ORDER_RUNS_ALREADY,
    SENTENCED_WHILE_INSIDE,
    SUSPENDED_ORDER_BEGINS,
)
from wsa_sim.pathway.woman import END, GOTO, HOLD


@at_rest(NO_ORDER, to=(COMMUNITY_ORDER_BEGINS, SUSPENDED_ORDER_BEGINS, ORDER_RUNS_ALREADY))
def order_made(w: Any, c: Any, t: float, p: Any) -> int:
    """A court has made an order."""
    if w.order_due == 0:
        return -1
    if w.order_served > 0.0:
        return ORDER_RUNS_ALREADY
    return SUSPENDED_ORDER_BEGINS if w.order_due == ON_SUSPENDED_ORDER else COMMUNITY_ORDER_BEGINS


def begin(w: Any, c: Any, t: float, days: float, p: Any) -> None:
    """Supervision of a new order begins, and her officer may refer her to keywork (`referral_share.order`)."""
    c.episode += 1
    c.recalls = 0
    c.since = t
    c.until = t + days
    c.received = w.order_received
    c.offence_day = w.order_offence_day
    c.offence = w.order_offence
    w.order_ends = 0
    w.order = w.order_due
    w.order_due = 0
    w.order_breaches = 0
    referred = draw(w.key, c.episode, names.REFERRAL_ON_ORDER, 0) < p.referral_share[ON_ORDER]
    refer_by_probation(w, t, referred, p)


@enters(COMMUNITY_ORDER_BEGINS, to=ORDER_WITH)
def community_order_begins(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """A community order (`community_order_days`)."""
    begin(w, c, t, p.community_order_days, p)
    return GOTO, t, allocate_order(w, c, t, p)


@enters(SUSPENDED_ORDER_BEGINS, to=ORDER_WITH)
def suspended_order_begins(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """A suspended sentence order, for its operational period (`suspended_order_days`)."""
    begin(w, c, t, p.suspended_order_days, p)
    return GOTO, t, allocate_order(w, c, t, p)


@enters(ORDER_RUNS_ALREADY, to=(ORDER_COMPLETED,))
def order_runs_already(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """On the first day of the run an order made before it is in its course."""
    days = p.suspended_order_days if w.order_due == ON_SUSPENDED_ORDER else p.community_order_days
    c.episode += 1
    c.until = t + (1.0 - w.order_served) * days
    c.offence_day = t - w.order_served * days
    c.offence = w.order_offence
    w.order = w.order_due
    w.order_due = 0
    w.order_served = 0.0
    return HOLD, c.until, ORDER_COMPLETED


@at_rest(
    *ORDER_WITH, ORDER_RUNS_ALREADY, ORDER_CONTINUES, ORDER_ABSORBED,
    to=(ORDER_ENDED_BY_CUSTODY, ORDER_ABSORBED, ORDER_REPLACED, ORDER_BREACH),
)  # fmt: skip
def life_on_order(w: Any, c: Any, t: float, p: Any) -> int:
    """What becomes of an order while it runs.

    Custody ends it; a new order takes over, or is served with a suspended sentence that still runs; a failure to comply
    that is acted on is laid before the court.
    """
    if w.order_ends == 1:
        return ORDER_ENDED_BY_CUSTODY
    if w.order_due > 0:
        return ORDER_ABSORBED if w.order > w.order_due else ORDER_REPLACED
    return ORDER_BREACH if w.order_breaches > 0 else -1


@enters(ORDER_BREACH, to=(ORDER_REVOKED, ORDER_CONTINUES))
def order_breach(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Breach is proved the next day: custody, or the order goes on with or without a penalty.

    Chance of custody by kind of order: `order_breach_custody_share`.
    """
    w.order_breaches = 0
    c.recalls += 1
    u = draw(w.key, c.episode, names.ORDER_OUTCOME, c.recalls)
    return HOLD, next_day(t), ORDER_REVOKED if u < p.order_breach_custody_share[w.order - 1] else ORDER_CONTINUES


@enters(ORDER_CONTINUES, to=(ORDER_COMPLETED,))
def order_continues(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The order goes on to its end."""
    return HOLD, max(t, c.until), ORDER_COMPLETED


@enters(ORDER_REVOKED, to=(FIRST_RECEPTION_SENTENCED, SENTENCED_WHILE_INSIDE, NO_ORDER))
def order_revoked(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Re-sentenced to custody, or the suspended sentence activated. Value: length in days.

    She serves half of it: `order_custody_days` is the mean of days in custody. Days once spent on remand are not
    credited. It is a first reception if she had not been received for that set of offences. Court statistics count
    disposals for offences, so it is not in `immediate_custody`.
    """
    length = SHORTEST_SENTENCE_DAYS + int(spell(w, c.episode, names.REVOCATION_LENGTH, 2.0 * p.order_custody_days))
    c.value = length
    w.order = 0
    inside = in_custody(w)
    pass_sentence(w, t, length, 0, c.offence_day, c.offence, 0, 0, p)
    if c.received == 1:
        return END, t, NO_ORDER
    return GOTO, t, SENTENCED_WHILE_INSIDE if inside else FIRST_RECEPTION_SENTENCED


@enters(ORDER_REPLACED, to=(COMMUNITY_ORDER_BEGINS, SUSPENDED_ORDER_BEGINS))
def order_replaced(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """A new order takes over."""
    w.order = 0
    return GOTO, t, SUSPENDED_ORDER_BEGINS if w.order_due == ON_SUSPENDED_ORDER else COMMUNITY_ORDER_BEGINS


@enters(ORDER_ABSORBED, to=(ORDER_COMPLETED,))
def order_absorbed(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """A community order made while a suspended sentence runs is served with it, and does not prolong it."""
    w.order_due = 0
    return HOLD, max(t, c.until), ORDER_COMPLETED


@enters(ORDER_ENDED_BY_CUSTODY, to=(NO_ORDER,))
def order_ended_by_custody(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Immediate custody for a new offence ends the order."""
    w.order = 0
    w.order_ends = 0
    return END, t, NO_ORDER


@enters(ORDER_COMPLETED, to=(NO_ORDER,))
def order_completed(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The order has run its course."""
    w.order = 0
    return END, t, NO_ORDER
