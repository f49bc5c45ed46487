"""The report before sentence: whether the court asks for one, of what kind, and how long it waits for it."""

from __future__ import annotations

import math
from typing import Any

from wsa_sim.chance import names
from wsa_sim.chance.distributions import normal, pick
from wsa_sim.chance.draws import draw
from wsa_sim.pathway.bail import is_remanded
from wsa_sim.pathway.case import days_on_remand, sentencing_court
from wsa_sim.pathway.listing import CROWN, REMANDED_OR_BAILED, UNTIL_HEARD, list_hearing, until_heard
from wsa_sim.pathway.registry import enters
from wsa_sim.pathway.sentencing import custody_term, disposal_of, is_custody, is_order
from wsa_sim.pathway.states import (
    CONVICTED,
    FAST_REPORT,
    ORAL_REPORT,
    REPORT_ORDERED,
    SENTENCING,
    STANDARD_REPORT,
)
from wsa_sim.pathway.woman import GOTO

OTHER, ORDER, CUSTODY = range(3)
REPORTS = (ORAL_REPORT, FAST_REPORT, STANDARD_REPORT)


def considered(w: Any, c: Any, t: float, p: Any) -> int:
    """Return what the court has in mind before it has a report: custody, an order, or neither."""
    court = sentencing_court(c)
    length = custody_term(w, c, court, c.remanded, int(days_on_remand(w, c, t)), 0, t, p)
    disposal = disposal_of(w, c, court, length, math.floor(t), t, p)
    if is_custody(disposal):
        return CUSTODY
    return ORDER if is_order(disposal) else OTHER


def adjourn_for_sentence(w: Any, c: Any, t: float, wait: float, p: Any) -> tuple[int, float, int]:
    """Sentence her today, or on the day when a report is ready and the court that sentences her sits.

    The Crown Court lists a committal for sentence (`committal_days`). A woman whom the first hearing remands after her
    plea is sentenced later, report or not (`sentence_days_on_remand`).
    """
    first = c.hearings == 0
    held = c.on_remand == 1 or (first and is_remanded(w, c, 0, p))
    due = t + wait
    if first and (c.court == CROWN or held):
        mean = p.committal_days if c.court == CROWN else p.sentence_days_on_remand
        list_hearing(w, c, t, SENTENCING, mean, p)
        due = max(due, c.listed)
    if due <= t:
        return GOTO, t, SENTENCING
    c.awaits = SENTENCING
    c.listed = due
    return until_heard(c, t, held)


@enters(CONVICTED, to=(REPORT_ORDERED, SENTENCING, *REMANDED_OR_BAILED))
def convicted(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """She is sentenced at once, or after a pre-sentence report.

    Whether there is a report depends on the court, on how grave the offence is and on what the court has in mind
    (`report_share`, `report_low_level_share`).
    """
    c.guilty = 1
    c.convicted = t
    in_mind = considered(w, c, t, p)
    share = p.report_low_level_share[in_mind] if c.low_level == 1 else p.report_share[c.court][in_mind]
    if draw(w.key, c.episode, names.REPORT, 0) < share:
        return GOTO, t, REPORT_ORDERED
    return adjourn_for_sentence(w, c, t, 0.0, p)


@enters(REPORT_ORDERED, to=REPORTS)
def report_ordered(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """The court asks for a report (CJA 2003 s.156), of one of three kinds (`report_kind_share`). Value: which."""
    kind = pick(draw(w.key, c.episode, names.REPORT_KIND, 0), p.report_kind_share)
    c.value = kind
    c.report = kind + 1
    return GOTO, t, REPORTS[kind]


def await_report(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Wait for the report: whole days, none for some that are given on the day.

    Lognormal, by its median and spread (`report_days`, `report_days_sigma`).
    """
    z = normal(draw(w.key, c.episode, names.REPORT_WAIT, 0))
    wait = math.floor(p.report_days[c.report - 1] * math.exp(p.report_days_sigma * z))
    return adjourn_for_sentence(w, c, t, float(wait), p)


@enters(ORAL_REPORT, to=(SENTENCING, *UNTIL_HEARD))
def oral_report(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Given in court by a probation officer, on the day or within days."""
    return await_report(w, c, t, p)


@enters(FAST_REPORT, to=(SENTENCING, *UNTIL_HEARD))
def fast_report(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Written in a short form, within weeks."""
    return await_report(w, c, t, p)


@enters(STANDARD_REPORT, to=(SENTENCING, *UNTIL_HEARD))
def standard_report(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Written after a full assessment, in about four weeks."""
    return await_report(w, c, t, p)
