"""Who supervises her: allocated when she is sentenced, by her risk of serious harm, for a sentence as for an order.

Low and medium risk to the rehabilitation company, high risk to the National Probation Service (Offender Management Act
2007; the two were created on 1 June 2014), and everybody to one probation service from 26 June 2021. A case that is
open on that day is counted where it was until she is sentenced again.
"""

from __future__ import annotations

import math
from typing import Any

from wsa_sim.chance import names
from wsa_sim.chance.distributions import odds
from wsa_sim.chance.draws import draw
from wsa_sim.law.powers import is_one_probation_service
from wsa_sim.pathway.registry import enters
from wsa_sim.pathway.states import (
    COMPANY_CASE_CLOSED,
    NATIONAL_SERVICE_CASE_CLOSED,
    NO_SENTENCE,
    ORDER_WITH_COMPANY,
    ORDER_WITH_NATIONAL_SERVICE,
    ORDER_WITH_PROBATION_SERVICE,
    PROBATION_SERVICE_CASE_CLOSED,
    RELEASED_AT_COURT,
    RELEASED_AT_COURT_UNCONDITIONALLY,
    SERVING_SENTENCE,
    SUPERVISED_BY_COMPANY,
    SUPERVISED_BY_NATIONAL_SERVICE,
    SUPERVISED_BY_PROBATION_SERVICE,
)
from wsa_sim.pathway.woman import END, GOTO

# who supervises (`provider`); 0 before anybody does
COMPANY, NATIONAL_SERVICE, PROBATION_SERVICE = 1, 2, 3
SUPERVISED_BY = (SUPERVISED_BY_COMPANY, SUPERVISED_BY_NATIONAL_SERVICE, SUPERVISED_BY_PROBATION_SERVICE)
CLOSED_BY = (COMPANY_CASE_CLOSED, NATIONAL_SERVICE_CASE_CLOSED, PROBATION_SERVICE_CASE_CLOSED)
ORDER_WITH = (ORDER_WITH_COMPANY, ORDER_WITH_NATIONAL_SERVICE, ORDER_WITH_PROBATION_SERVICE)
CUSTODY = (SERVING_SENTENCE, RELEASED_AT_COURT, RELEASED_AT_COURT_UNCONDITIONALLY)

# rows of `high_risk_share`
OF_ORDER, UNDER_ONE_YEAR, UNDER_FOUR_YEARS, FOUR_YEARS_PLUS = range(4)
FOUR_YEARS = 1461


def provider_for(high_risk: int, t: float, p: Any) -> int:
    """Return who supervises a woman who is sentenced today."""
    if is_one_probation_service(math.floor(t), p.law):
        return PROBATION_SERVICE
    return NATIONAL_SERVICE if high_risk == 1 else COMPANY


def allocate_sentence(w: Any, c: Any, t: float, p: Any) -> int:
    """Allocate a sentence that begins, by a risk level that is drawn; return the state in which it goes on.

    Chance of high risk: `high_risk_share` by length, more with a long record (`high_risk_record_odds`) and for an
    offence that is excluded from early release or listed as serious (`high_risk_offence_odds`). Nothing is logged where
    the same provider goes on, nor where nobody has her and nobody will: released without licence or supervision.
    """
    c.recall_number = 0
    c.warnings = 0
    row = UNDER_ONE_YEAR if w.short_sentence == 1 else UNDER_FOUR_YEARS
    if c.length >= FOUR_YEARS:
        row = FOUR_YEARS_PLUS
    chance = odds(p.high_risk_share[row], p.high_risk_record_odds[w.record])
    if c.excluded + c.serious > 0:
        chance = odds(chance, p.high_risk_offence_odds)
    w.high_risk = 1 if draw(w.key, c.episode, names.RISK_OF_SENTENCE, 0) < chance else 0
    before = c.provider
    if before == 0 and c.unconditional == 1 and c.supervision_until <= max(t, c.release):
        return custody_of(c, t)
    c.provider = provider_for(w.high_risk, t, p)
    w.provider = c.provider
    if before == c.provider:
        return custody_of(c, t)
    return CLOSED_BY[before - 1] if before > 0 else SUPERVISED_BY[c.provider - 1]


def custody_of(c: Any, t: float) -> int:
    """Return the state in which a sentence that begins goes on: served, or over at court."""
    if c.release > t:
        return SERVING_SENTENCE
    return RELEASED_AT_COURT_UNCONDITIONALLY if c.unconditional == 1 else RELEASED_AT_COURT


def allocate_order(w: Any, c: Any, t: float, p: Any) -> int:
    """Allocate an order that begins, with the chance of high risk of `high_risk_share.order`; return its next state."""
    chance = odds(p.high_risk_share[OF_ORDER], p.high_risk_record_odds[w.record])
    high_risk = 1 if draw(w.key, c.episode, names.RISK_OF_ORDER, 0) < chance else 0
    c.provider = provider_for(high_risk, t, p)
    if w.sentenced == 0:
        w.high_risk = high_risk
        w.provider = c.provider
    return ORDER_WITH[c.provider - 1]


def close_case(w: Any, c: Any, t: float) -> tuple[int, float, int]:
    """Close the case of the provider who has it, and rest; where none has, rest."""
    provider = c.provider
    c.provider = 0
    w.provider = 0
    return (GOTO, t, CLOSED_BY[provider - 1]) if provider > 0 else (END, t, NO_SENTENCE)


def closed(c: Any, t: float) -> tuple[int, float, int]:
    """Go on with the provider who takes over, or rest."""
    return (GOTO, t, SUPERVISED_BY[c.provider - 1]) if c.provider > 0 else (END, t, NO_SENTENCE)


@enters(SUPERVISED_BY_COMPANY, to=CUSTODY)
def supervised_by_company(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Allocated to the rehabilitation company, as of low or medium risk of serious harm."""
    return GOTO, t, custody_of(c, t)


@enters(SUPERVISED_BY_NATIONAL_SERVICE, to=CUSTODY)
def supervised_by_national_service(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Allocated to the National Probation Service, as of high risk of serious harm (`high_risk_share`)."""
    return GOTO, t, custody_of(c, t)


@enters(SUPERVISED_BY_PROBATION_SERVICE, to=CUSTODY)
def supervised_by_probation_service(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Allocated to the one probation service, whatever her risk."""
    return GOTO, t, custody_of(c, t)


@enters(COMPANY_CASE_CLOSED, to=(*SUPERVISED_BY, NO_SENTENCE))
def company_case_closed(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The company supervises her no more: nothing of the sentence is left, or another provider takes over."""
    return closed(c, t)


@enters(NATIONAL_SERVICE_CASE_CLOSED, to=(*SUPERVISED_BY, NO_SENTENCE))
def national_service_case_closed(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The National Probation Service supervises her no more, likewise."""
    return closed(c, t)


@enters(PROBATION_SERVICE_CASE_CLOSED, to=(*SUPERVISED_BY, NO_SENTENCE))
def probation_service_case_closed(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The one probation service supervises her no more, likewise."""
    return closed(c, t)
