"""A custodial sentence as the court passes it: alone, with a suspended one, or after the one that she serves."""

from __future__ import annotations

import math
from typing import Any

from wsa_sim.chance import names
from wsa_sim.chance.draws import draw
from wsa_sim.law.term import is_under
from wsa_sim.pathway.case import close_case, days_on_remand, end_remand
from wsa_sim.pathway.circumstances import YEAR_DAYS, dependent_children, in_custody
from wsa_sim.pathway.registry import enters
from wsa_sim.pathway.states import (
    CONSECUTIVE_TERM,
    FIRST_RECEPTION_SENTENCED,
    IMMEDIATE_CUSTODY,
    INDETERMINATE_CUSTODY,
    NO_CASE,
    NO_ORDER,
    SENTENCED_WHILE_INSIDE,
    SUSPENDED_SENTENCE_ACTIVATED,
    TERM_6_TO_12_MONTHS,
    TERM_12_MONTHS_PLUS,
    TERM_UNDER_6_MONTHS,
)
from wsa_sim.pathway.terms import INDETERMINATE_DAYS, pass_sentence
from wsa_sim.pathway.woman import END, GOTO

TERMS = (TERM_UNDER_6_MONTHS, TERM_6_TO_12_MONTHS, TERM_12_MONTHS_PLUS)
AFTER_SENTENCE = (FIRST_RECEPTION_SENTENCED, SENTENCED_WHILE_INSIDE, CONSECUTIVE_TERM, NO_CASE)
AFTER_TERM = (SUSPENDED_SENTENCE_ACTIVATED, *AFTER_SENTENCE)


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


def runs_consecutively(w: Any, c: Any, length: int, p: Any) -> bool:
    """Return whether a sentence is to begin when the one that she serves is over: a share (`consecutive_share`).

    Only while she serves the custodial part of another; not to a licence (CJA 2003 s.265), nor to a committal.
    """
    if w.serving == 0 or w.supervised == 1 or length == INDETERMINATE_DAYS:
        return False
    return draw(w.key, c.episode, names.CONSECUTIVE, 0) < p.consecutive_share


def sentence_to(w: Any, c: Any, t: float, length: int, credit: int, p: Any) -> tuple[int, float, int]:
    """Pass a custodial sentence of some days, and close the case.

    Days on remand in this case are credited, with those of a suspended sentence that is activated (`credit`). The
    sentence is a first reception for its set of offences unless she was received on remand for it, or is in prison
    already for something else, which is logged apart and not counted as a reception. An order that she is serving ends.
    """
    credit = credit + int(days_on_remand(w, c, t))
    inside = in_custody(w)
    consecutive = runs_consecutively(w, c, length, p)
    end_remand(w, c)
    excluded, serious = is_excluded(w, c, p), is_serious(w, c, length, t, p)
    pass_sentence(w, t, length, credit, c.offence_day, c.offence, excluded, serious, p)
    if w.order > 0:
        w.order_ends = 1
    close_case(w, c)
    if consecutive:
        w.due_consecutive = 1
        return GOTO, t, CONSECUTIVE_TERM
    if c.received == 1:
        return END, t, NO_CASE
    return GOTO, t, SENTENCED_WHILE_INSIDE if inside else FIRST_RECEPTION_SENTENCED


def sentence_passed_to(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Pass the term of the new offence, or go on to the suspended sentence that is activated with it."""
    if c.activated > 0:
        return GOTO, t, SUSPENDED_SENTENCE_ACTIVATED
    return sentence_to(w, c, t, c.length, 0, p)


@enters(IMMEDIATE_CUSTODY, to=TERMS)
def immediate_custody(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Sentenced to immediate custody for a term (`sentence_length_share`). Value: the length in days."""
    c.value = c.length
    if is_under(6, int(t), c.length):
        return GOTO, t, TERM_UNDER_6_MONTHS
    return GOTO, t, TERM_6_TO_12_MONTHS if is_under(12, int(t), c.length) else TERM_12_MONTHS_PLUS


@enters(TERM_UNDER_6_MONTHS, to=AFTER_TERM)
def term_under_6_months(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """A term of under six months."""
    return sentence_passed_to(w, c, t, p)


@enters(TERM_6_TO_12_MONTHS, to=AFTER_TERM)
def term_6_to_12_months(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """A term of six months to under twelve."""
    return sentence_passed_to(w, c, t, p)


@enters(TERM_12_MONTHS_PLUS, to=AFTER_TERM)
def term_12_months_plus(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """A term of twelve months or more."""
    return sentence_passed_to(w, c, t, p)


@enters(INDETERMINATE_CUSTODY, to=AFTER_TERM)
def indeterminate_custody(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Sentenced to custody without a term. Value: the days until release (`indeterminate_tariff_years`).

    Release is taken to follow then, on a licence of years (`life_licence_years`).
    """
    c.value = p.indeterminate_tariff_years * YEAR_DAYS
    return sentence_passed_to(w, c, t, p)


@enters(SUSPENDED_SENTENCE_ACTIVATED, to=AFTER_SENTENCE)
def suspended_sentence_activated(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Her suspended sentence takes effect, since she offended in its operational period. Value: its days.

    To run after the term for the new offence (`activation_consecutive_share`), or beside it; alone, where the new
    offence has none, and then it is a reception for the offences for which it was suspended. Days on remand for those
    are credited. The term passed today and the aggregate count from today.
    """
    activated = int(c.activated)
    c.value = activated
    length = activated
    if c.length == 0:
        c.received = max(c.received, w.suspended_received)
    elif draw(w.key, c.episode, names.ACTIVATION_CONSECUTIVE, 0) < p.activation_consecutive_share:
        length = min(c.length + activated, INDETERMINATE_DAYS)
    else:
        length = max(c.length, activated)
    w.suspended_term = 0
    return sentence_to(w, c, t, length, w.suspended_credit, p)


@enters(CONSECUTIVE_TERM, to=(SENTENCED_WHILE_INSIDE, NO_CASE))
def consecutive_term(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The term begins when the one that she serves is over: the two are served as one (CJA 2003 s.264)."""
    if c.received == 1:
        return END, t, NO_CASE
    return GOTO, t, SENTENCED_WHILE_INSIDE


@enters(FIRST_RECEPTION_SENTENCED, to=(NO_CASE, NO_ORDER))
def first_reception_sentenced(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Her first movement into custody for this set of offences is under sentence. Value: her dependent children."""
    c.value = dependent_children(w, t)
    return END, t, NO_CASE


@enters(SENTENCED_WHILE_INSIDE, to=(NO_CASE, NO_ORDER))
def sentenced_while_inside(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """She was in prison for something else: no movement into custody, so no first reception is counted."""
    return END, t, NO_CASE
