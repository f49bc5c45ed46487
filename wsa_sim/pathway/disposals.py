"""Disposals other than immediate custody, and what they leave for the supervision of an order to begin."""

from __future__ import annotations

import math
from typing import Any

from wsa_sim.chance import names
from wsa_sim.chance.distributions import pick
from wsa_sim.chance.draws import draw
from wsa_sim.law.calendar import add_months
from wsa_sim.pathway.case import close_case, days_on_remand, end_remand
from wsa_sim.pathway.circumstances import ON_COMMUNITY_ORDER, ON_SUSPENDED_ORDER
from wsa_sim.pathway.registry import enters
from wsa_sim.pathway.requirements import REQUIREMENTS, require_from, requirements_of
from wsa_sim.pathway.states import (
    COMMUNITY_ORDER,
    DISCHARGE,
    FINE,
    NO_CASE,
    OTHER_DISPOSAL,
    SUSPENDED_INSTEAD,
    SUSPENDED_SENTENCE,
    SUSPENDED_SENTENCE_ACTIVATED,
)
from wsa_sim.pathway.terms import length_of_suspended_term
from wsa_sim.pathway.woman import END, GOTO

ORDER_MONTHS = (6, 12, 18, 24)


def months_of_order(w: Any, kind: int, episode: int, use: int, p: Any) -> int:
    """Return the months of a community order, or of the operational period of a suspended sentence.

    Shares by kind of order: `order_length_share`.
    """
    return ORDER_MONTHS[pick(draw(w.key, episode, names.ORDER_LENGTH, use), p.order_length_share[kind - 1])]


def is_supervised(w: Any, episode: int, use: int, p: Any) -> bool:
    """Return whether a suspended sentence comes with requirements (`suspended_supervised_share`)."""
    return draw(w.key, episode, names.SUSPENDED_SUPERVISED, use) < p.suspended_supervised_share


def suspend(w: Any, days: int, t: float, months: int, credit: int, received: int) -> None:
    """A term of some days hangs over her for the months of the operational period."""
    w.suspended_term = days
    w.suspended_from = t
    w.suspended_until = float(add_months(math.floor(t), months))
    w.suspended_credit = credit
    w.suspended_received = received


def begin_order(w: Any, c: Any, t: float, kind: int, p: Any) -> tuple[int, float, int]:
    """Leave an order for its supervision to begin, and go on to its requirements.

    A suspended sentence is not shortened by a community order. Days on remand for its offences are kept, to be credited
    if it ever comes to custody.
    """
    credit = int(days_on_remand(w, c, t))
    end_remand(w, c)
    c.requirements = 0
    if kind == ON_COMMUNITY_ORDER or is_supervised(w, c.episode, 0, p):
        c.requirements = requirements_of(w, c.episode, 0, p)
    if kind >= w.order_due:
        w.order_due = kind
        w.order_received = c.received
        w.order_offence_day = c.offence_day
        w.order_offence = c.offence
        w.order_credit = credit
        w.order_months = months_of_order(w, kind, c.episode, 0, p)
        w.order_requirements = c.requirements
    if kind == ON_SUSPENDED_ORDER:
        suspend(w, c.length, t, w.order_months, credit, c.received)
    close_case(w, c)
    return require_from(c, t, 0)


@enters(SUSPENDED_INSTEAD, to=(SUSPENDED_SENTENCE,))
def suspended_instead(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The term would have been served, had no presumption or wider power to suspend it been in force. Value: days."""
    c.value = c.length
    return GOTO, t, SUSPENDED_SENTENCE


@enters(SUSPENDED_SENTENCE, to=(*REQUIREMENTS, NO_CASE))
def suspended_sentence(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """A suspended sentence order: a term hangs over her for its operational period. Value: the days of the term.

    With requirements (`suspended_supervised_share`) or without (CJA 2003 ss.189-190).
    """
    if c.length == 0:
        c.length = length_of_suspended_term(w, c.court, c.episode, 0, math.floor(c.convicted), t, p)
    c.value = c.length
    return begin_order(w, c, t, ON_SUSPENDED_ORDER, p)


@enters(COMMUNITY_ORDER, to=REQUIREMENTS)
def community_order(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """A community order, with a requirement at the least (CJA 2003 s.177)."""
    return begin_order(w, c, t, ON_COMMUNITY_ORDER, p)


def close_without_order(w: Any, c: Any, t: float) -> tuple[int, float, int]:
    """The case ends without custody or an order, unless the offence has a suspended sentence activated."""
    if c.activated > 0:
        return GOTO, t, SUSPENDED_SENTENCE_ACTIVATED
    end_remand(w, c)
    close_case(w, c)
    return END, t, NO_CASE


@enters(FINE, to=(SUSPENDED_SENTENCE_ACTIVATED, NO_CASE))
def fine(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Fined."""
    return close_without_order(w, c, t)


@enters(DISCHARGE, to=(SUSPENDED_SENTENCE_ACTIVATED, NO_CASE))
def discharge(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Absolutely or conditionally discharged."""
    return close_without_order(w, c, t)


@enters(OTHER_DISPOSAL, to=(SUSPENDED_SENTENCE_ACTIVATED, NO_CASE))
def other_disposal(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Any other disposal, such as compensation."""
    return close_without_order(w, c, t)
