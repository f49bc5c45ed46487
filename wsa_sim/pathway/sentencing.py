"""Disposal at court, and what it begins: a custodial sentence, an order, or nothing more."""

from __future__ import annotations

import math
from typing import Any

from wsa_sim.chance import names
from wsa_sim.chance.distributions import exponential, odds, pick
from wsa_sim.chance.draws import draw
from wsa_sim.law.calendar import add_months
from wsa_sim.law.curfew import curfew_day_on
from wsa_sim.law.executive import removal_day
from wsa_sim.law.regime import Sentence, expiry_on, is_unconditional_on, release_day_on
from wsa_sim.law.supervision import supervision_end_on
from wsa_sim.law.term import NEVER, is_under
from wsa_sim.pathway.case import close_case, days_on_remand, end_remand, sentencing_court
from wsa_sim.pathway.circumstances import (
    BY_COMMUNITY_ORDER,
    BY_OTHER_DISPOSAL,
    BY_SUSPENDED_SENTENCE,
    ON_COMMUNITY_ORDER,
    ON_SUSPENDED_ORDER,
    RECORD_ONE_TO_FOUR,
    YEAR_DAYS,
    begin_follow_up,
    convict,
    dependent_children,
    in_custody,
)
from wsa_sim.pathway.registry import enters
from wsa_sim.pathway.states import (
    COMMUNITY_ORDER,
    DISCHARGE,
    FINE,
    FIRST_RECEPTION_SENTENCED,
    IMMEDIATE_CUSTODY,
    INDETERMINATE_CUSTODY,
    NO_CASE,
    NO_ORDER,
    OTHER_DISPOSAL,
    SENTENCED_WHILE_INSIDE,
    SENTENCING,
    SUSPENDED_SENTENCE,
    TERM_6_TO_12_MONTHS,
    TERM_12_MONTHS_PLUS,
    TERM_UNDER_6_MONTHS,
)
from wsa_sim.pathway.woman import END, GOTO

NO_CUSTODY = (SUSPENDED_SENTENCE, COMMUNITY_ORDER, DISCHARGE, FINE, OTHER_DISPOSAL)
TERMS = (TERM_UNDER_6_MONTHS, TERM_6_TO_12_MONTHS, TERM_12_MONTHS_PLUS)
AFTER_SENTENCE = (FIRST_RECEPTION_SENTENCED, SENTENCED_WHILE_INSIDE, NO_CASE)
BAND_FROM_MONTHS = (0, 1, 3, 6, 12, 24, 48)
BAND_TO_MONTHS = (1, 3, 6, 12, 24, 48)
FOUR_YEARS_PLUS, INDETERMINATE = 6, 7
LONGEST_BAND_OF_MAGISTRATES = 3  # six months to twelve, while they may impose that
INDETERMINATE_DAYS = 36525
"""What stands for the length of an indeterminate sentence: a hundred years."""

SHORTEST_SENTENCE_DAYS = 5
"""The least imprisonment that magistrates may impose (Magistrates' Courts Act 1980 s.132)."""


def custody_probability(w: Any, c: Any, court: int, remanded: int, t: float, p: Any) -> float:
    """Return the probability of immediate custody on conviction by a court, of a woman remanded (1) or bailed (0).

    By court (`custody_share`, for women with one to four previous convictions), or `custody_low_level_share` for
    low-level offences; then by the odds of her record, of the offence, of having been remanded, of being subject to a
    suspended sentence order, of having dependent children, and by ethnicity (`custody_record_odds`,
    `custody_offence_odds`, `custody_remand_odds`, `suspended_order_custody_odds`, `custody_mother_odds`,
    `custody_ethnicity_odds`).
    """
    base = p.custody_low_level_share if c.low_level == 1 else p.custody_share[court]
    ratio = p.custody_record_odds[court][w.record] / p.custody_record_odds[court][RECORD_ONE_TO_FOUR]
    ratio = ratio * p.custody_offence_odds[c.offence] * p.custody_ethnicity_odds[w.ethnicity]
    if remanded == 1:
        ratio = ratio * p.custody_remand_odds[court]
    if w.order == ON_SUSPENDED_ORDER:
        ratio = ratio * p.suspended_order_custody_odds
    if dependent_children(w, t) > 0:
        ratio = ratio * p.custody_mother_odds
    return odds(base, ratio)


def is_imprisoned(w: Any, c: Any, court: int, remanded: int, t: float, p: Any) -> bool:
    """Return whether she is sentenced to immediate custody on conviction."""
    return draw(w.key, c.episode, names.CUSTODY, 0) < custody_probability(w, c, court, remanded, t, p)


def other_disposal_of(w: Any, c: Any, court: int, p: Any) -> int:
    """Return the state of her disposal, if it is not custody, as published shares divide them."""
    return NO_CUSTODY[pick(draw(w.key, c.episode, names.DISPOSAL, 0), p.other_disposal_share[court])]


def index_kind_of(disposal: int) -> int:
    """Return what a follow-up begins with after a disposal other than custody."""
    if disposal == COMMUNITY_ORDER:
        return BY_COMMUNITY_ORDER
    return BY_SUSPENDED_SENTENCE if disposal == SUSPENDED_SENTENCE else BY_OTHER_DISPOSAL


def length_within(band: int, u: float, today: int, p: Any) -> int:
    """Return the days of a determinate sentence of a band of lengths.

    Lengths are uniform within a band; those of four years and over exceed it by an exponential
    (`longest_sentence_scale`, months).
    """
    band = min(band, FOUR_YEARS_PLUS)
    shortest = add_months(today, BAND_FROM_MONTHS[band]) - today
    if band == FOUR_YEARS_PLUS:
        months = int(exponential(u, p.longest_sentence_scale))
        return add_months(today, BAND_FROM_MONTHS[band] + months) - today
    shortest = max(shortest, SHORTEST_SENTENCE_DAYS)
    longest = add_months(today, BAND_TO_MONTHS[band]) - today
    return shortest + math.floor(u * (longest - shortest))


def pass_sentence(
    w: Any, t: float, length: int, credit: int, offence_day: float, excluded: int, serious: int, p: Any
) -> None:
    """Work out the dates of a custodial sentence passed today and leave them for its administration to begin.

    Under the law of the day (`p.law`), for an offence excluded from SDS40 or listed as serious (1) or not (0). Where
    another sentence passed at the same time waits as well, the two are concurrent: the latest of each date, and the
    rules of the longest.
    """
    today = math.floor(t)
    s = Sentence(math.floor(offence_day), today, length, credit, math.floor(w.born), excluded, serious)
    release = release_day_on(s, p.law)
    expiry = release if is_unconditional_on(s, p.law) else expiry_on(s)
    supervision = supervision_end_on(s, p.law, 0)
    if supervision == NEVER:
        supervision = expiry
    if length == INDETERMINATE_DAYS:
        release = today + int(p.indeterminate_tariff_years * YEAR_DAYS) - credit
        expiry = release + int(p.life_licence_years * YEAR_DAYS)
        supervision = expiry
    if w.sentence_due == 0:
        w.due_length = 0.0
        w.due_release = 0.0
        w.due_expiry = 0.0
        w.due_curfew = 0.0
        w.due_supervision = 0.0
        w.due_removal = 0.0
        w.due_short = 1
    w.sentence_due = 1
    if length > w.due_length:
        w.due_length = float(length)
        w.due_offence = offence_day
        w.due_passed = t
        w.due_credit = credit
        w.due_excluded = excluded
        w.due_serious = serious
    w.due_release = max(w.due_release, float(release))
    w.due_expiry = max(w.due_expiry, float(expiry))
    w.due_curfew = max(w.due_curfew, float(curfew_day_on(s, p.law)))
    w.due_supervision = max(w.due_supervision, float(supervision))
    w.due_removal = max(w.due_removal, float(removal_day(today, release, credit)))
    if not is_under(12, today, length):
        w.due_short = 0


@enters(SENTENCING, to=(IMMEDIATE_CUSTODY, INDETERMINATE_CUSTODY, *NO_CUSTODY))
def sentencing(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Immediate custody, of a band of lengths by court (`sentence_length_share`), or not (`other_disposal_share`)."""
    court = sentencing_court(c)
    custody = is_imprisoned(w, c, court, c.remanded, t, p)
    c.record = w.record
    convict(w, c.offence_day)
    if not custody:
        disposal = other_disposal_of(w, c, court, p)
        begin_follow_up(w, t, index_kind_of(disposal))
        return GOTO, t, disposal
    c.length = pick(draw(w.key, c.episode, names.LENGTH_BAND, 0), p.sentence_length_share[court])
    if c.kept == 1:
        c.length = min(c.length, LONGEST_BAND_OF_MAGISTRATES)
    return GOTO, t, INDETERMINATE_CUSTODY if c.length == INDETERMINATE else IMMEDIATE_CUSTODY


def is_excluded(w: Any, c: Any, p: Any) -> int:
    """Return 1 if SDS40 does not apply to the offence, else 0 (`early_release_excluded_share`, by offence)."""
    return 1 if draw(w.key, c.episode, names.SDS40_EXCLUDED, 0) < p.early_release_excluded_share[c.offence] else 0


def is_serious(w: Any, c: Any, length: int, t: float, p: Any) -> int:
    """Return 1 if the offence is listed for release at two thirds, else 0.

    A share of sentences of four years or more, by offence (`serious_share`).
    """
    if is_under(48, math.floor(t), length):
        return 0
    return 1 if draw(w.key, c.episode, names.SERIOUS_OFFENCE, 0) < p.serious_share[c.offence] else 0


def sentence_to(w: Any, c: Any, t: float, length: int, p: Any) -> tuple[int, float, int]:
    """Pass a custodial sentence of some days, and close the case.

    Days on remand in this case are credited one for one, but for those on which a sentence or a recall held her as well
    (CJA 2003 s.240ZA). The
    sentence is a first reception for its set of offences unless she was received on remand for it, or is in prison
    already for something else, which is logged apart and not counted as a reception. An order that she is serving ends:
    a suspended sentence is dealt with in the new one (`suspended_order_custody_odds`).
    """
    credit = int(days_on_remand(w, c, t))
    inside = in_custody(w)
    end_remand(w, c)
    pass_sentence(w, t, length, credit, c.offence_day, is_excluded(w, c, p), is_serious(w, c, length, t, p), p)
    if w.order > 0:
        w.order_ends = 1
    close_case(w, c)
    if c.received == 1:
        return END, t, NO_CASE
    return GOTO, t, SENTENCED_WHILE_INSIDE if inside else FIRST_RECEPTION_SENTENCED


@enters(IMMEDIATE_CUSTODY, to=TERMS)
def immediate_custody(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Sentenced to immediate custody for a term. Value: the length in days."""
    band = c.length
    c.length = length_within(band, draw(w.key, c.episode, names.LENGTH_WITHIN_BAND, 0), int(t), p)
    c.value = c.length
    if is_under(6, int(t), c.length):
        return GOTO, t, TERM_UNDER_6_MONTHS
    return GOTO, t, TERM_6_TO_12_MONTHS if is_under(12, int(t), c.length) else TERM_12_MONTHS_PLUS


@enters(TERM_UNDER_6_MONTHS, to=AFTER_SENTENCE)
def term_under_6_months(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """A term of under six months."""
    return sentence_to(w, c, t, c.length, p)


@enters(TERM_6_TO_12_MONTHS, to=AFTER_SENTENCE)
def term_6_to_12_months(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """A term of six months to under twelve."""
    return sentence_to(w, c, t, c.length, p)


@enters(TERM_12_MONTHS_PLUS, to=AFTER_SENTENCE)
def term_12_months_plus(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """A term of twelve months or more."""
    return sentence_to(w, c, t, c.length, p)


@enters(INDETERMINATE_CUSTODY, to=AFTER_SENTENCE)
def indeterminate_custody(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Sentenced to custody without a term. Value: the days until release (`indeterminate_tariff_years`).

    Release is taken to follow then, on a licence of years (`life_licence_years`).
    """
    c.value = p.indeterminate_tariff_years * YEAR_DAYS
    return sentence_to(w, c, t, INDETERMINATE_DAYS, p)


@enters(FIRST_RECEPTION_SENTENCED, to=(NO_CASE, NO_ORDER))
def first_reception_sentenced(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Her first movement into custody for this set of offences is under sentence. Value: her dependent children."""
    c.value = dependent_children(w, t)
    return END, t, NO_CASE


@enters(SENTENCED_WHILE_INSIDE, to=(NO_CASE, NO_ORDER))
def sentenced_while_inside(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """She was in prison for something else: no movement into custody, so no first reception is counted."""
    return END, t, NO_CASE


def begin_order(w: Any, c: Any, kind: int) -> None:
    """Leave an order for its supervision to begin; a suspended sentence is not shortened by a community order."""
    end_remand(w, c)
    if kind >= w.order_due:
        w.order_due = kind
        w.order_received = c.received
        w.order_offence_day = c.offence_day
    close_case(w, c)


@enters(SUSPENDED_SENTENCE, to=(NO_CASE,))
def suspended_sentence(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """A suspended sentence order: custody hangs over her for its operational period."""
    begin_order(w, c, ON_SUSPENDED_ORDER)
    return END, t, NO_CASE


@enters(COMMUNITY_ORDER, to=(NO_CASE,))
def community_order(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """A community order."""
    begin_order(w, c, ON_COMMUNITY_ORDER)
    return END, t, NO_CASE


def close_without_order(w: Any, c: Any) -> None:
    """The case ends without custody or an order."""
    end_remand(w, c)
    close_case(w, c)


@enters(FINE, to=(NO_CASE,))
def fine(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Fined."""
    close_without_order(w, c)
    return END, t, NO_CASE


@enters(DISCHARGE, to=(NO_CASE,))
def discharge(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Absolutely or conditionally discharged."""
    close_without_order(w, c)
    return END, t, NO_CASE


@enters(OTHER_DISPOSAL, to=(NO_CASE,))
def other_disposal(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Any other disposal, such as compensation."""
    close_without_order(w, c)
    return END, t, NO_CASE
