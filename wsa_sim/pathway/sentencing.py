"""What the court decides on conviction: custody or another disposal, for how long, and what she breaches by it."""

from __future__ import annotations

import math
from typing import Any

from wsa_sim.chance import names
from wsa_sim.chance.distributions import odds, pick
from wsa_sim.chance.draws import draw
from wsa_sim.law.powers import is_suspension_presumed, longest_suspended_months
from wsa_sim.law.term import is_under
from wsa_sim.pathway.case import days_on_remand, sentencing_court
from wsa_sim.pathway.circumstances import (
    BY_COMMUNITY_ORDER,
    BY_OTHER_DISPOSAL,
    BY_SUSPENDED_SENTENCE,
    RECORD_ONE_TO_FOUR,
    begin_follow_up,
    convict,
    dependent_children,
)
from wsa_sim.pathway.registry import enters
from wsa_sim.pathway.states import (
    COMMUNITY_ORDER,
    DISCHARGE,
    FINE,
    IMMEDIATE_CUSTODY,
    INDETERMINATE_CUSTODY,
    OTHER_DISPOSAL,
    SENTENCING,
    SUSPENDED_INSTEAD,
    SUSPENDED_SENTENCE,
)
from wsa_sim.pathway.terms import (
    INDETERMINATE_DAYS,
    days_activated,
    length_of_custody,
)
from wsa_sim.pathway.woman import GOTO

NO_CUSTODY = (SUSPENDED_SENTENCE, COMMUNITY_ORDER, DISCHARGE, FINE, OTHER_DISPOSAL)
WITH_CUSTODY, WITHOUT_CUSTODY = range(2)  # rows of `activation_share`
SERVED_DAYS = 28.0
"""The days on remand for which `custody_served_odds` is given."""


def custody_probability(w: Any, c: Any, court: int, remanded: int, served: int, report: int, t: float, p: Any) -> float:
    """Return the probability of immediate custody on conviction by a court, of a woman remanded (1) or bailed (0).

    By court (`custody_share`, for women with one to four previous convictions), or `custody_low_level_share` for
    low-level offences; then by the odds of her record, of the offence, of a report before sentence (`report`, 0 for
    none), of having been remanded, of having dependent children, and by ethnicity (`custody_record_odds`,
    `custody_offence_odds`, `custody_report_odds`, `custody_remand_odds`, `custody_mother_odds`,
    `custody_ethnicity_odds`). The odds of a woman remanded fall with the days that she has served (`served`), since a
    short term would be over: `custody_served_odds` for each 28 days beyond `custody_served_reference`.
    """
    base = p.custody_low_level_share if c.low_level == 1 else p.custody_share[court]
    ratio = p.custody_record_odds[court][w.record] / p.custody_record_odds[court][RECORD_ONE_TO_FOUR]
    ratio = ratio * p.custody_offence_odds[c.offence] * p.custody_ethnicity_odds[w.ethnicity]
    if remanded == 1:
        beyond = (served - p.custody_served_reference[court]) / SERVED_DAYS
        ratio = ratio * p.custody_remand_odds[court] * math.exp(beyond * math.log(p.custody_served_odds[court]))
    if report > 0:
        ratio = ratio * p.custody_report_odds
    if dependent_children(w, t) > 0:
        ratio = ratio * p.custody_mother_odds
    return odds(base, ratio)


def custody_term(w: Any, c: Any, court: int, remanded: int, served: int, report: int, t: float, p: Any) -> int:
    """Return the days of the term that the court thinks the offence deserves, or 0 where it is not custody."""
    chance = custody_probability(w, c, court, remanded, served, report, t, p)
    return length_of_custody(w, c, court, t, p) if draw(w.key, c.episode, names.CUSTODY, 0) < chance else 0


def breaches_suspension(w: Any, c: Any) -> bool:
    """Return whether the offence was committed while a suspended sentence hung over her that is not yet activated."""
    return w.suspended_term > 0 and w.suspended_from <= c.offence_day <= w.suspended_until


def is_suspended_instead(w: Any, c: Any, length: int, convicted: int, t: float, p: Any) -> bool:
    """Return whether a term is suspended that would have been served, had no law or policy asked for it.

    Where the law presumes it (terms of twelve months or less, convictions from 22 March 2026: Sentencing Act 2026 s.1),
    unless circumstances are exceptional (`suspension_exception_share`), she is in custody already under a sentence or a
    recall, or the offence breaches a suspended sentence. Where the law lets courts suspend terms of over two years
    (s.2), a share of those (`suspended_over_two_years_share`). Where a policy presumes against short sentences, a share
    (`short_sentence_presumption_share`, none) of terms of under some months (`short_sentence_presumption_months`).
    """
    today = math.floor(t)
    if length == INDETERMINATE_DAYS or w.serving + w.recalled > 0 or breaches_suspension(w, c):
        return False
    if is_suspension_presumed(convicted, today, length, p.law):
        return draw(w.key, c.episode, names.SUSPENSION_EXCEPTION, 0) >= p.suspension_exception_share
    u = draw(w.key, c.episode, names.SUSPENDED_INSTEAD, 0)
    if is_under(int(p.short_sentence_presumption_months), today, length):
        return u < p.short_sentence_presumption_share
    over_two_years = not is_under(24, today, length - 1)
    if over_two_years and is_under(longest_suspended_months(convicted, p.law), today, length - 1):
        return u < p.suspended_over_two_years_share
    return False


def disposal_of(w: Any, c: Any, court: int, length: int, convicted: int, t: float, p: Any) -> int:
    """Return the state of her disposal, given the term that the court thinks deserved (0 for none).

    Disposals other than custody are divided as published shares divide them (`other_disposal_share`, by court).
    """
    if length == INDETERMINATE_DAYS:
        return INDETERMINATE_CUSTODY
    if length > 0:
        return SUSPENDED_INSTEAD if is_suspended_instead(w, c, length, convicted, t, p) else IMMEDIATE_CUSTODY
    return NO_CUSTODY[pick(draw(w.key, c.episode, names.DISPOSAL, 0), p.other_disposal_share[court])]


def is_order(disposal: int) -> bool:
    """Return whether a disposal is served in the community."""
    return disposal in (COMMUNITY_ORDER, SUSPENDED_SENTENCE, SUSPENDED_INSTEAD)


def is_custody(disposal: int) -> bool:
    """Return whether a disposal is immediate custody."""
    return disposal in (IMMEDIATE_CUSTODY, INDETERMINATE_CUSTODY)


def term_activated(w: Any, c: Any, disposal: int, p: Any) -> int:
    """Return the days of a suspended sentence that the court activates because of the new offence; 0 for none.

    It must unless that would be unjust (CJA 2003 Schedule 12 paragraph 8): a share, by whether the new offence itself
    comes to custody (`activation_share`), and never beside an order served in the community. In full, or in half
    (`activation_in_full_share`).
    """
    if is_order(disposal) or not breaches_suspension(w, c):
        return 0
    chance = p.activation_share[WITH_CUSTODY if is_custody(disposal) else WITHOUT_CUSTODY]
    if draw(w.key, c.episode, names.ACTIVATION, 0) >= chance:
        return 0
    return days_activated(w, draw(w.key, c.episode, names.ACTIVATION_EXTENT, 0), p)


def index_kind_of(disposal: int) -> int:
    """Return what a follow-up begins with after a disposal other than custody."""
    if disposal == COMMUNITY_ORDER:
        return BY_COMMUNITY_ORDER
    return BY_SUSPENDED_SENTENCE if is_order(disposal) else BY_OTHER_DISPOSAL


@enters(SENTENCING, to=(IMMEDIATE_CUSTODY, INDETERMINATE_CUSTODY, SUSPENDED_INSTEAD, *NO_CUSTODY))
def sentencing(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The court passes sentence: custody, what stands in its place, or another disposal.

    It deals with a suspended sentence that the offence breaches at the same time.
    """
    court = sentencing_court(c)
    c.length = custody_term(w, c, court, c.remanded, int(days_on_remand(w, c, t)), c.report, t, p)
    disposal = disposal_of(w, c, court, c.length, math.floor(c.convicted), t, p)
    c.activated = term_activated(w, c, disposal, p)
    c.record = w.record
    convict(w, c.offence_day)
    if not is_custody(disposal) and c.activated == 0:
        begin_follow_up(w, t, index_kind_of(disposal))
    return GOTO, t, disposal
