"""Who she is when the model first knows her: at her first arrest in it, or on its first day."""

from __future__ import annotations

import math
from typing import Any

from wsa_sim.chance import names
from wsa_sim.chance.distributions import exponential, normal, pick
from wsa_sim.chance.draws import draw
from wsa_sim.law.term import is_under
from wsa_sim.pathway.circumstances import (
    AGE_BANDS_FROM,
    CHILDHOOD_DAYS,
    OLDER_BANDS_FROM,
    ON_COMMUNITY_ORDER,
    ON_SUSPENDED_ORDER,
    RECORD_NONE,
    YEAR_DAYS,
)
from wsa_sim.pathway.docket import TO_BE_OPENED
from wsa_sim.pathway.needs import draw_needs
from wsa_sim.pathway.registry import begins
from wsa_sim.pathway.terms import INDETERMINATE, INDETERMINATE_DAYS, length_within, pass_sentence

AGE_BANDS_TO = (*OLDER_BANDS_FROM, 80.0)

A_DOCKET = 2  # of `already`
LEAST_CONVICTIONS, MOST_CONVICTIONS = (0, 1, 5, 15), (0, 4, 14, 120)
"""Of each band of records, on entry."""

RAN_BEFORE = 2  # of `w.sentence_due`


@begins
def first_known(w: Any, t: float, p: Any, already: int) -> None:
    """Give her attributes, and the offence for which she is first arrested.

    A borough's docket (`already` = 2) is nobody, and has none. Women already known on the first day (`already` = 1)
    have longer records, a frailty that long records have selected (`frailty_of_known_women`), perhaps a sentence or an
    order that runs already, and no arrest due: their clocks run.
    Shares by age, ethnicity, nationality, record and children: `age_at_entry`, `ethnicity_at_entry`,
    `foreign_national_share`, `record_at_entry`, `record_of_known_women`, `convictions_beyond_least`, `mother_share`,
    `children_per_mother`; frailty: `frailty_sigma`.
    """
    if already == A_DOCKET:
        w.left = 1
        w.docket = TO_BE_OPENED
        return
    band = pick(draw(w.key, 0, names.AGE_BAND, 0), p.age_at_entry)
    youngest, oldest = AGE_BANDS_FROM[band], AGE_BANDS_TO[band]
    years = youngest + (oldest - youngest) * draw(w.key, 0, names.AGE_WITHIN_BAND, 0)
    w.born = math.floor(t - YEAR_DAYS * years)
    w.ethnicity = pick(draw(w.key, 0, names.ETHNICITY, 0), p.ethnicity_at_entry)
    w.foreign = 1 if draw(w.key, 0, names.NATIONALITY, 0) < p.foreign_national_share else 0
    shares = p.record_of_known_women if already == 1 else p.record_at_entry
    w.record = pick(draw(w.key, 0, names.RECORD_AT_ENTRY, 0), shares)
    w.convictions = convictions_within(w.record, already, draw(w.key, 0, names.CONVICTIONS_WITHIN_BAND, 0), p)
    draw_children(w, t, p)
    draw_needs(w, p)
    sigma = p.frailty_sigma
    w.frailty = math.exp(sigma * normal(draw(w.key, 0, names.FRAILTY, 0)) - 0.5 * sigma * sigma)
    if already == 1:
        w.frailty = w.frailty * p.frailty_of_known_women[w.record]
        sentence_that_runs(w, t, p)
        order_that_runs(w, p)
    else:
        w.offences_due = 1
        w.offence_day = t


def convictions_within(band: int, already: int, u: float, p: Any) -> int:
    """Return the number of convictions of a woman of a band of records.

    It exceeds the least of the band by an exponential, cut off where the band ends (`convictions_beyond_least`: its
    mean before it is cut off, when she is first arrested and when she is known already).
    """
    if band == RECORD_NONE:
        return 0
    least, most = LEAST_CONVICTIONS[band], MOST_CONVICTIONS[band]
    mean = p.convictions_beyond_least[already][band]
    cut_off = 1.0 - math.exp((least - most - 1.0) / mean)
    return int(min(most, least + math.floor(exponential(1.0 - u * cut_off, mean))))


def draw_children(w: Any, t: float, p: Any) -> None:
    """Give her dependent children: a share of women have some, one or more, the youngest of any age below eighteen."""
    w.children = 0
    if draw(w.key, 0, names.MOTHER, 0) < p.mother_share:
        beyond_first = exponential(
            draw(w.key, 0, names.CHILDREN, 0), 1.0 / math.log(1.0 + 1.0 / (p.children_per_mother - 1.0))
        )
        w.children = 1 + int(beyond_first)
        w.youngest_born = math.floor(t - CHILDHOOD_DAYS * draw(w.key, 0, names.YOUNGEST_CHILD, 0))


def sentence_that_runs(w: Any, t: float, p: Any) -> None:
    """Give some women known on the first day a custodial sentence, passed in the past, that has not run its course.

    Shares by record: `sentenced_of_known_women`; length: `length_of_known_sentences`. The first day is as likely to
    fall anywhere between the sentence and the end of what follows it. Offence and sentence are taken as of one day.
    What it was for, and whether release is later for it: `offence_share`, `early_release_excluded_share`,
    `serious_share`.
    """
    if draw(w.key, 0, names.SENTENCE_RUNS, 0) >= p.sentenced_of_known_women[w.record]:
        return
    band = pick(draw(w.key, 0, names.LENGTH_THAT_RUNS, 0), p.length_of_known_sentences)
    length = length_within(band, draw(w.key, 0, names.LENGTH_THAT_RUNS_WITHIN_BAND, 0), int(t), p)
    span = float(length)
    if band == INDETERMINATE:
        length = INDETERMINATE_DAYS
        span = p.indeterminate_tariff_years * YEAR_DAYS
    elif length < 2.0 * YEAR_DAYS:
        span = max(span, 0.5 * length + YEAR_DAYS)
    passed = math.floor(t - span * draw(w.key, 0, names.TIME_INTO_SENTENCE, 0))
    offence = pick(draw(w.key, 0, names.OFFENCE_THAT_RUNS, 0), p.offence_share[w.record])
    excluded = 1 if draw(w.key, 0, names.OFFENCE_THAT_RUNS, 1) < p.early_release_excluded_share[offence] else 0
    listed = draw(w.key, 0, names.OFFENCE_THAT_RUNS, 2) < p.serious_share[offence]
    serious = 1 if listed and not is_under(48, passed, length) else 0
    pass_sentence(w, passed, length, 0, passed, offence, excluded, serious, p)
    w.sentence_due = RAN_BEFORE


def order_that_runs(w: Any, p: Any) -> None:
    """Give some of the others an order that has not run its course (`on_order_of_known_women`)."""
    if w.sentence_due > 0 or draw(w.key, 0, names.ORDER_RUNS, 0) >= p.on_order_of_known_women[w.record]:
        return
    suspended = draw(w.key, 0, names.KIND_OF_ORDER_THAT_RUNS, 0) < p.suspended_of_known_orders
    w.order_due = ON_SUSPENDED_ORDER if suspended else ON_COMMUNITY_ORDER
    w.order_served = draw(w.key, 0, names.TIME_INTO_ORDER, 0)
    w.order_offence = pick(draw(w.key, 0, names.OFFENCE_THAT_RUNS, 0), p.offence_share[w.record])
