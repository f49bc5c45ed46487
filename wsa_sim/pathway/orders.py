"""Community orders and suspended sentence orders: how they begin, what becomes of them, and how they end."""

from __future__ import annotations

import math
from typing import Any

from wsa_sim.chance import names
from wsa_sim.chance.draws import draw
from wsa_sim.law.calendar import add_months
from wsa_sim.pathway.allocation import ORDER_WITH, allocate_order
from wsa_sim.pathway.circumstances import ON_COMMUNITY_ORDER, ON_SUSPENDED_ORDER
from wsa_sim.pathway.disposals import is_supervised, months_of_order, suspend
from wsa_sim.pathway.referral import ON_ORDER, refer_by_probation
from wsa_sim.pathway.registry import at_rest, enters
from wsa_sim.pathway.states import (
    COMMUNITY_ORDER_BEGINS,
    NO_ORDER,
    ORDER_ABSORBED,
    ORDER_BREACH,
    ORDER_BREACH_HEARING,
    ORDER_COMPLETED,
    ORDER_CONTINUES,
    ORDER_ENDED_BY_CUSTODY,
    ORDER_REPLACED,
    ORDER_RUNS_ALREADY,
    ORDER_SUPERVISION_ENDED,
    ORDER_WITH_COMPANY,
    ORDER_WITH_NATIONAL_SERVICE,
    ORDER_WITH_PROBATION_SERVICE,
    SUSPENDED_ORDER_BEGINS,
)
from wsa_sim.pathway.terms import length_of_suspended_term
from wsa_sim.pathway.woman import END, GOTO, HOLD

RUNS_ON = (ORDER_SUPERVISION_ENDED, ORDER_COMPLETED)
THAT_RUNS = 1
"""Which use of a draw is of an order made before the first day; those of a court are 0, with the case's number."""


@at_rest(NO_ORDER, to=(COMMUNITY_ORDER_BEGINS, SUSPENDED_ORDER_BEGINS, ORDER_RUNS_ALREADY))
def order_made(w: Any, c: Any, t: float, p: Any) -> int:
    """A court has made an order."""
    if w.order_due == 0:
        return -1
    if w.order_served > 0.0:
        return ORDER_RUNS_ALREADY
    return SUSPENDED_ORDER_BEGINS if w.order_due == ON_SUSPENDED_ORDER else COMMUNITY_ORDER_BEGINS


def run_to(w: Any, c: Any, t: float, months: int, p: Any) -> None:
    """The order runs for some months, and its requirements no longer than the court may set.

    A suspended sentence is supervised for no longer than `suspended_supervision_months`.
    """
    c.until = float(add_months(math.floor(t), months))
    c.supervision_until = c.until
    if w.order == ON_SUSPENDED_ORDER:
        longest = add_months(math.floor(t), int(p.suspended_supervision_months))
        c.supervision_until = min(c.until, float(longest))


def begin(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The order begins (`order_length_share`), and is allocated if it is supervised.

    Her officer may refer her to keywork (`referral_share.order`).
    """
    c.episode += 1
    c.recalls = 0
    c.since = t
    c.breach_heard = 0.0
    c.received = w.order_received
    c.offence_day = w.order_offence_day
    c.offence = w.order_offence
    c.credit = w.order_credit
    w.order_ends = 0
    w.order = w.order_due
    w.order_due = 0
    w.order_breaches = 0
    w.order_supervised = 1 if w.order_requirements > 0 else 0
    run_to(w, c, t, w.order_months, p)
    if w.order_supervised == 1:
        referred = draw(w.key, c.episode, names.REFERRAL_ON_ORDER, 0) < p.referral_share[ON_ORDER]
        refer_by_probation(w, t, referred, p)
        return GOTO, t, allocate_order(w, c, t, p)
    return run_on(w, c, t)


def run_on(w: Any, c: Any, t: float) -> tuple[int, float, int]:
    """The order goes on, to the end of its supervision and then of the order."""
    if w.order_supervised == 1 and c.supervision_until < c.until:
        return HOLD, max(t, c.supervision_until), ORDER_SUPERVISION_ENDED
    return HOLD, max(t, c.until), ORDER_COMPLETED


@enters(COMMUNITY_ORDER_BEGINS, to=(*ORDER_WITH, *RUNS_ON))
def community_order_begins(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """A community order, supervised to its end."""
    return begin(w, c, t, p)


@enters(SUSPENDED_ORDER_BEGINS, to=(*ORDER_WITH, *RUNS_ON))
def suspended_order_begins(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """A suspended sentence order, for its operational period; supervised for a part of it, or not at all."""
    return begin(w, c, t, p)


@enters(ORDER_WITH_COMPANY, to=RUNS_ON)
def order_with_company(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The rehabilitation company supervises her order, as of low or medium risk of serious harm."""
    return run_on(w, c, t)


@enters(ORDER_WITH_NATIONAL_SERVICE, to=RUNS_ON)
def order_with_national_service(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The National Probation Service supervises her order, as of high risk of serious harm (`high_risk_share`)."""
    return run_on(w, c, t)


@enters(ORDER_WITH_PROBATION_SERVICE, to=RUNS_ON)
def order_with_probation_service(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The one probation service supervises her order, whatever her risk."""
    return run_on(w, c, t)


@enters(ORDER_RUNS_ALREADY, to=RUNS_ON)
def order_runs_already(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """On the first day of the run an order made before it is in its course, as if it had been made by magistrates."""
    c.episode += 1
    w.order = w.order_due
    w.order_due = 0
    months = months_of_order(w, w.order, c.episode, THAT_RUNS, p)
    made = math.floor(t - w.order_served * (add_months(math.floor(t), months) - t))
    run_to(w, c, float(made), months, p)
    c.until = max(t, c.until)
    c.offence_day = float(made)
    c.offence = w.order_offence
    supervised = w.order == ON_COMMUNITY_ORDER or is_supervised(w, c.episode, THAT_RUNS, p)
    w.order_supervised = 1 if supervised else 0
    w.order_served = 0.0
    if w.order == ON_SUSPENDED_ORDER:
        term = length_of_suspended_term(w, 0, c.episode, THAT_RUNS, made, float(made), p)
        suspend(w, term, float(made), months, 0, 0)
    return run_on(w, c, t)


@at_rest(
    COMMUNITY_ORDER_BEGINS, SUSPENDED_ORDER_BEGINS, *ORDER_WITH, ORDER_RUNS_ALREADY, ORDER_CONTINUES, ORDER_ABSORBED,
    ORDER_SUPERVISION_ENDED, ORDER_BREACH,
    to=(ORDER_ENDED_BY_CUSTODY, ORDER_ABSORBED, ORDER_REPLACED, ORDER_BREACH),
)  # fmt: skip
def life_on_order(w: Any, c: Any, t: float, p: Any) -> int:
    """What becomes of an order while it runs.

    Custody ends it; a new order takes over, or is served with a suspended sentence that still runs; a failure to comply
    that is acted on is laid before the court, with any that follow before the hearing.
    """
    if w.order_ends == 1:
        return ORDER_ENDED_BY_CUSTODY
    if w.order_due > 0:
        return ORDER_ABSORBED if w.order > w.order_due else ORDER_REPLACED
    return ORDER_BREACH if w.order_breaches > 0 and c.breach_heard == 0.0 else -1


@enters(ORDER_SUPERVISION_ENDED, to=(ORDER_COMPLETED,))
def order_supervision_ended(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Nothing more is required of her, and the suspended sentence hangs over her to the end of its period."""
    w.order_supervised = 0
    return HOLD, max(t, c.until), ORDER_COMPLETED


@enters(ORDER_REPLACED, to=(COMMUNITY_ORDER_BEGINS, SUSPENDED_ORDER_BEGINS))
def order_replaced(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """A new order takes over."""
    w.order = 0
    return GOTO, t, SUSPENDED_ORDER_BEGINS if w.order_due == ON_SUSPENDED_ORDER else COMMUNITY_ORDER_BEGINS


@enters(ORDER_ABSORBED, to=(ORDER_BREACH_HEARING, *RUNS_ON))
def order_absorbed(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """A community order made while a suspended sentence runs is served with it, and does not prolong it."""
    w.order_due = 0
    if c.breach_heard > t:
        return HOLD, c.breach_heard, ORDER_BREACH_HEARING
    return run_on(w, c, t)


@enters(ORDER_ENDED_BY_CUSTODY, to=(NO_ORDER,))
def order_ended_by_custody(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Immediate custody for a new offence ends the order."""
    w.order = 0
    w.order_ends = 0
    w.order_supervised = 0
    return END, t, NO_ORDER


@enters(ORDER_COMPLETED, to=(NO_ORDER,))
def order_completed(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The order has run its course."""
    w.order = 0
    w.order_supervised = 0
    return END, t, NO_ORDER
