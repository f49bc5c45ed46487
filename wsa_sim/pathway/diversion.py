"""Police diversion, gate by gate: a conditional caution whose condition is two visits to a women's service.

She must be an adult resident of a borough that the policy covers, detained at a custody suite that takes part, for a
low-level offence in scope, which she admits, and which the officer would deal with by conditional caution. She may have
no other case open, no keyworker already, and not be on curfew, licence, post-sentence supervision or a suspended
sentence; women on community orders may be diverted. The provider must have room at that moment: only voluntary
referrals queue. Where it has none the condition is not offered, and she gets the disposal that she would otherwise
have had.

Sources: the Blueprint 2019-22, section 3 (Metropolitan Police diversion pilot); MOPAC Reducing Reoffending Board, 13
May 2019, item 4 (two visits, adults, excluded offences, custody suites).
"""

from __future__ import annotations

from typing import Any

from wsa_sim.chance import names
from wsa_sim.chance.draws import draw
from wsa_sim.pathway.case import AT_LIBERTY_WITHOUT_BAIL, close_case
from wsa_sim.pathway.circumstances import caution, in_custody, period_of, spell, under_statutory_supervision
from wsa_sim.pathway.counterfactual import PROSECUTED, would_have_come_to
from wsa_sim.pathway.days import to_grid
from wsa_sim.pathway.out_of_court import admits
from wsa_sim.pathway.registry import at_rest, enters
from wsa_sim.pathway.states import (
    CHARGE,
    CHARGED_BY_WIDENING,
    COMMUNITY_RESOLUTION,
    CONDITIONAL_CAUTION,
    DIVERSION_CAUTION,
    DIVERSION_CONDITION_FAILED,
    DIVERSION_CONDITION_MET,
    DIVERSION_DECLINED,
    DIVERSION_ELIGIBLE,
    DIVERSION_NO_ROOM,
    DIVERSION_NOT_PROSECUTED,
    DIVERSION_OFFERED,
    DIVERSION_ROOM_ASKED,
    DIVERSION_TIME_UP,
    DIVERTED_FROM_CAUTION,
    DIVERTED_FROM_CHARGE,
    DIVERTED_FROM_RESOLUTION,
    NO_CASE,
    SIMPLE_CAUTION,
)
from wsa_sim.pathway.woman import END, FOREVER, GOTO, HOLD

# what the diversion provider and the police tell one another about her (`w.condition`)
NO_CONDITION, ROOM_ASKED, ROOM_HELD, ROOM_REFUSED, CAUTIONED, GIVEN_UP = range(6)

VIOLENCE = 0
DIVERTED = (DIVERTED_FROM_CHARGE, DIVERTED_FROM_CAUTION, DIVERTED_FROM_RESOLUTION)
WOULD_HAVE = (CHARGE, SIMPLE_CAUTION, CONDITIONAL_CAUTION, COMMUNITY_RESOLUTION)


def offence_in_scope(w: Any, c: Any, k: int, p: Any) -> bool:
    """Return whether the offence is low-level and none of those kept out: knife, road traffic, domestic abuse.

    Domestic abuse comes in scope where a policy brings
    it in (`diversion_domestic`), which needed the prosecutors' authority in 2019.
    """
    if c.low_level == 0:
        return False
    if draw(w.key, c.episode, names.EXCLUDED_OFFENCE, 0) < p.excluded_share[c.offence]:
        return False
    domestic = c.offence == VIOLENCE and draw(w.key, c.episode, names.DOMESTIC, 0) < p.domestic_share
    return not domestic or p.diversion_domestic[k] > 0.0


def would_be_cautioned(w: Any, c: Any, k: int, p: Any) -> bool:
    """Return whether she admits the offence and the officer would deal with it by conditional caution.

    Of those who admit it and would get a community resolution a share is drawn in by the policy itself: net-widening
    (`diversion_widening`).
    """
    if not admits(w, c, p):
        return False
    if c.outcome == CHARGE:
        return draw(w.key, c.episode, names.CAUTION_FIT, 0) < p.conditional_caution_fit[w.record]
    if c.outcome == COMMUNITY_RESOLUTION:
        return draw(w.key, c.episode, names.NET_WIDENING, 0) < p.diversion_widening[k]
    return c.outcome == SIMPLE_CAUTION or c.outcome == CONDITIONAL_CAUTION


def is_eligible(w: Any, c: Any, t: float, p: Any) -> bool:
    """Return whether she passes every gate before the offer. Tests the date of the arrest, and where she lives.

    A woman who has not been arrested has been at no custody suite.
    """
    if c.voluntary == 1:
        return False
    k = period_of(c.since, p)
    if p.diversion_offer[k][w.borough] <= 0.0 or p.diversion_suite[k][c.place] <= 0.0:
        return False
    if under_statutory_supervision(w) or w.open_cases > 1 or in_custody(w) or w.keyworker == 1:
        return False
    return offence_in_scope(w, c, k, p) and would_be_cautioned(w, c, k, p)


@enters(DIVERSION_ELIGIBLE, to=(DIVERSION_ROOM_ASKED, *WOULD_HAVE))
def diversion_eligible(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The officer thinks of diversion for a share of eligible women. Value: what she would otherwise have had."""
    c.value = c.outcome
    if draw(w.key, c.episode, names.OFFER, 0) < p.diversion_offer[period_of(c.since, p)][w.borough]:
        return GOTO, t, DIVERSION_ROOM_ASKED
    return GOTO, t, int(c.outcome)


@enters(DIVERSION_ROOM_ASKED)
def diversion_room_asked(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The officer asks the provider for a place, and waits for the answer: it comes at once."""
    w.condition = ROOM_ASKED
    return HOLD, FOREVER, DIVERSION_NO_ROOM


@at_rest(DIVERSION_ROOM_ASKED, to=(DIVERSION_OFFERED, DIVERSION_NO_ROOM))
def provider_answers(w: Any, c: Any, t: float, p: Any) -> int:
    """There is room, or there is none."""
    if w.condition == ROOM_HELD:
        return DIVERSION_OFFERED
    return DIVERSION_NO_ROOM if w.condition == ROOM_REFUSED else -1


@enters(DIVERSION_NO_ROOM, to=WOULD_HAVE)
def diversion_no_room(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """No room: the condition is not offered and nothing changes for her."""
    w.condition = NO_CONDITION
    c.value = c.outcome
    return GOTO, t, int(c.outcome)


@enters(DIVERSION_OFFERED, to=(*DIVERTED, DIVERSION_DECLINED))
def diversion_offered(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """She is offered the conditional caution, and takes it or not (`diversion_acceptance_share`)."""
    c.value = c.outcome
    if draw(w.key, c.episode, names.ACCEPTANCE, 0) >= p.diversion_acceptance_share:
        return GOTO, t, DIVERSION_DECLINED
    if c.outcome == CHARGE:
        return GOTO, t, DIVERTED_FROM_CHARGE
    return GOTO, t, DIVERTED_FROM_RESOLUTION if c.outcome == COMMUNITY_RESOLUTION else DIVERTED_FROM_CAUTION


@enters(DIVERTED_FROM_CHARGE, to=PROSECUTED)
def diverted_from_charge(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Without diversion she would have been charged."""
    return GOTO, t, would_have_come_to(w, c, t, p)


@enters(DIVERTED_FROM_CAUTION, to=(DIVERSION_CAUTION,))
def diverted_from_caution(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Without diversion she would have been cautioned without a women's service."""
    return GOTO, t, DIVERSION_CAUTION


@enters(DIVERTED_FROM_RESOLUTION, to=(DIVERSION_CAUTION,))
def diverted_from_resolution(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Without diversion she would have had a community resolution: the net is widened."""
    return GOTO, t, DIVERSION_CAUTION


@enters(DIVERSION_DECLINED, to=WOULD_HAVE)
def diversion_declined(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """She declines, the place is given up, and she gets the disposal that she would otherwise have had."""
    w.condition = GIVEN_UP
    return GOTO, t, int(c.outcome)


@enters(DIVERSION_CAUTION, to=(DIVERSION_CONDITION_MET, DIVERSION_TIME_UP))
def diversion_caution(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Cautioned on condition of two visits. Value: what she would otherwise have had.

    She makes the visits (`diversion_compliance`, `condition_visit_days`) or has not made them when the time is up
    (`condition_limit_days`).
    """
    c.value = c.outcome
    c.standing = AT_LIBERTY_WITHOUT_BAIL
    w.condition = CAUTIONED
    caution(w, t, c.offence_day)
    w.attends = 1 if draw(w.key, c.episode, names.CONDITION_COMPLIANCE, 0) < p.diversion_compliance else 0
    visits = spell(w, c.episode, names.CONDITION_VISITS, p.condition_visit_days)
    if w.attends == 1:
        return HOLD, to_grid(t + min(visits, p.condition_limit_days), p), DIVERSION_CONDITION_MET
    return HOLD, to_grid(t + p.condition_limit_days, p), DIVERSION_TIME_UP


@enters(DIVERSION_CONDITION_MET, to=(NO_CASE,))
def diversion_condition_met(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Two visits discharge the condition: she cannot be prosecuted for the offence. Support may go on."""
    close_case(w, c)
    return END, t, NO_CASE


@enters(DIVERSION_TIME_UP, to=(DIVERSION_CONDITION_MET, DIVERSION_CONDITION_FAILED))
def diversion_time_up(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The visits have not been made. Being in prison is a reasonable excuse: the condition is then treated as met."""
    return GOTO, t, DIVERSION_CONDITION_MET if in_custody(w) else DIVERSION_CONDITION_FAILED


@enters(DIVERSION_CONDITION_FAILED, to=(CHARGE, CHARGED_BY_WIDENING, DIVERSION_NOT_PROSECUTED))
def diversion_condition_failed(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """She is liable to prosecution for the original offence, and the prosecutor decides.

    A share is charged (`prosecution_after_failure_share`). Value: what she would have had without diversion.
    """
    c.value = c.outcome
    w.condition = GIVEN_UP
    if draw(w.key, c.episode, names.PROSECUTION_AFTER_FAILURE, 0) >= p.prosecution_after_failure_share:
        return GOTO, t, DIVERSION_NOT_PROSECUTED
    return GOTO, t, CHARGE if c.outcome == CHARGE else CHARGED_BY_WIDENING


@enters(CHARGED_BY_WIDENING, to=(CHARGE,))
def charged_by_widening(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Without diversion she would not have been charged: the policy's own harm."""
    return GOTO, t, CHARGE


@enters(DIVERSION_NOT_PROSECUTED, to=(NO_CASE,))
def diversion_not_prosecuted(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The prosecutor sees no public interest in charging her after all."""
    close_case(w, c)
    return END, t, NO_CASE
