"""Disposal at court, and what it begins: a custodial sentence, an order, or nothing more."""

from __future__ import annotations

import math
from typing import Any

from wsa_sim.chance import names
from wsa_sim.chance.distributions import exponential, odds, pick
from wsa_sim.chance.draws import draw
from wsa_sim.law.calendar import add_months
from wsa_sim.law.release import (
    curfew_day,
    expiry_day,
    is_unconditional,
    is_under,
    release_day,
    supervision_end,
)
from wsa_sim.pathway.case import close_case, end_remand
from wsa_sim.pathway.circumstances import (
    ON_COMMUNITY_ORDER,
    ON_SUSPENDED_ORDER,
    RECORD_ONE_TO_FOUR,
    begin_follow_up,
    convict,
    in_custody,
)
from wsa_sim.pathway.registry import enters
from wsa_sim.pathway.states import (
    COMMUNITY_ORDER,
    DISCHARGE,
    FINE,
    FIRST_RECEPTION_SENTENCED,
    IMMEDIATE_CUSTODY,
    NO_CASE,
    NO_ORDER,
    OTHER_DISPOSAL,
    SENTENCED_WHILE_INSIDE,
    SENTENCING,
    SUSPENDED_SENTENCE,
)
from wsa_sim.pathway.woman import END, GOTO

NO_CUSTODY = (SUSPENDED_SENTENCE, COMMUNITY_ORDER, DISCHARGE, FINE, OTHER_DISPOSAL)
BAND_FROM_MONTHS = (0, 1, 3, 6, 12, 24, 48)
BAND_TO_MONTHS = (1, 3, 6, 12, 24, 48)
FOUR_YEARS_PLUS = 6
SHORTEST_SENTENCE_DAYS = 5
"""The least imprisonment that magistrates may impose (Magistrates' Courts Act 1980 s.132)."""


def custody_probability(w: Any, c: Any, p: Any) -> float:
    """Return the probability of immediate custody on conviction.

    By court (`custody_share`, for women with one to four previous convictions), or `custody_low_level_share` for
    low-level offences; then by the odds of her record, of having been remanded, and of being subject to a suspended
    sentence order.
    """
    base = p.custody_low_level_share if c.low_level == 1 else p.custody_share[c.court]
    chance = odds(base, p.custody_record_odds[w.record] / p.custody_record_odds[RECORD_ONE_TO_FOUR])
    if c.remanded == 1:
        chance = odds(chance, p.custody_remand_odds[c.court])
    if w.order == ON_SUSPENDED_ORDER:
        chance = odds(chance, p.suspended_order_custody_odds)
    return chance


def sentence_length(w: Any, c: Any, t: float, p: Any) -> int:
    """Return the days of a custodial sentence passed today: a band by court, and a length within it.

    Lengths are uniform within a band (`sentence_length_share`); those of four years and over exceed it by an
    exponential (`longest_sentence_scale`, months).
    """
    band = pick(draw(w.key, c.episode, names.LENGTH_BAND, 0), p.sentence_length_share[c.court])
    u = draw(w.key, c.episode, names.LENGTH_WITHIN_BAND, 0)
    today = int(t)
    shortest = add_months(today, BAND_FROM_MONTHS[band]) - today
    if band == FOUR_YEARS_PLUS:
        months = int(exponential(u, p.longest_sentence_scale))
        return add_months(today, BAND_FROM_MONTHS[band] + months) - today
    shortest = max(shortest, SHORTEST_SENTENCE_DAYS)
    longest = add_months(today, BAND_TO_MONTHS[band]) - today
    return shortest + math.floor(u * (longest - shortest))


def pass_sentence(w: Any, t: float, length: int, credit: int, offence_day: float, p: Any) -> None:
    """Work out the dates of a custodial sentence passed today and leave them for its administration to begin.

    Where another sentence passed at the same time waits as well, the two are concurrent: the latest of each date.
    """
    today = int(t)
    act = offence_day >= p.ora_from
    release = release_day(today, length, credit)
    expiry = expiry_day(today, length, credit)
    supervision = supervision_end(today, length, credit, int(w.born), act)
    if is_unconditional(today, length, act):
        expiry = release
        supervision = release
    if w.sentence_due == 0:
        w.due_length = 0.0
        w.due_release = 0.0
        w.due_expiry = 0.0
        w.due_curfew = 0.0
        w.due_supervision = 0.0
        w.due_short = 1
    w.sentence_due = 1
    w.due_length = max(w.due_length, float(length))
    w.due_release = max(w.due_release, float(release))
    w.due_expiry = max(w.due_expiry, float(expiry))
    w.due_curfew = max(w.due_curfew, float(curfew_day(today, length, credit, int(p.curfew_longest_days))))
    w.due_supervision = max(w.due_supervision, float(supervision))
    if not is_under(12, today, length):
        w.due_short = 0


@enters(SENTENCING, to=(IMMEDIATE_CUSTODY, *NO_CUSTODY))
def sentencing(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Immediate custody or not; if not, the disposal as published shares divide them (`other_disposal_share`)."""
    custody = draw(w.key, c.episode, names.CUSTODY, 0) < custody_probability(w, c, p)
    convict(w, c.offence_day)
    if custody:
        return GOTO, t, IMMEDIATE_CUSTODY
    begin_follow_up(w)
    return GOTO, t, NO_CUSTODY[pick(draw(w.key, c.episode, names.DISPOSAL, 0), p.other_disposal_share[c.court])]


@enters(IMMEDIATE_CUSTODY, to=(FIRST_RECEPTION_SENTENCED, SENTENCED_WHILE_INSIDE, NO_CASE))
def immediate_custody(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Sentenced to immediate custody. Value: the length in days.

    Days on remand in this case are credited one for one, unless she was then serving another sentence or recall. The
    sentence is a first reception for its set of offences unless she was received on remand for it, or is in prison
    already for something else, which is logged apart and not counted as a reception. An order that she is serving ends:
    a suspended sentence is dealt with in the new one (`suspended_order_custody_odds`).
    """
    length = sentence_length(w, c, t, p)
    c.value = length
    credit = 0
    if c.on_remand == 1 and w.serving + w.recalled == 0:
        credit = int(t - c.remand_since)
    inside = in_custody(w)
    end_remand(w, c)
    pass_sentence(w, t, length, credit, c.offence_day, p)
    if w.order > 0:
        w.order_ends = 1
    close_case(w, c)
    if c.received == 1:
        return END, t, NO_CASE
    return GOTO, t, SENTENCED_WHILE_INSIDE if inside else FIRST_RECEPTION_SENTENCED


@enters(FIRST_RECEPTION_SENTENCED, to=(NO_CASE, NO_ORDER))
def first_reception_sentenced(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Her first movement into custody for this set of offences is under sentence."""
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
