"""What a woman diverted from a charge would have come to, had she been prosecuted that day, by the luck that was hers.

The draws are those that the prosecution would have used, so that it is known and not estimated. Her record and
circumstances are those of the day: what else befell her before sentence could have changed it.
"""

from __future__ import annotations

import math
from typing import Any

from wsa_sim.chance import names
from wsa_sim.chance.distributions import pick
from wsa_sim.chance.draws import draw
from wsa_sim.pathway.court import ON_REMAND, court_of, is_convicted, is_remanded, pleads_guilty_at_once, trial_day
from wsa_sim.pathway.days import to_day
from wsa_sim.pathway.registry import enters
from wsa_sim.pathway.sentencing import custody_term, disposal_of, is_custody, is_order, term_activated
from wsa_sim.pathway.states import (
    DIVERSION_CAUTION,
    WOULD_HAVE_BEEN_CLEARED,
    WOULD_HAVE_BEEN_FINED,
    WOULD_HAVE_BEEN_IMPRISONED,
    WOULD_HAVE_BEEN_REMANDED,
    WOULD_HAVE_HAD_ORDER,
)
from wsa_sim.pathway.woman import GOTO

PROSECUTED = (
    WOULD_HAVE_BEEN_CLEARED,
    WOULD_HAVE_BEEN_FINED,
    WOULD_HAVE_HAD_ORDER,
    WOULD_HAVE_BEEN_REMANDED,
    WOULD_HAVE_BEEN_IMPRISONED,
)


def report_to_come(w: Any, c: Any, p: Any) -> int:
    """Return which report the court would have before sentence: 0 for none."""
    if draw(w.key, c.episode, names.REPORT, 0) >= p.report_share:
        return 0
    return pick(draw(w.key, c.episode, names.REPORT_KIND, 0), p.report_kind_share) + 1


def remand_to_come(w: Any, c: Any, report: int, p: Any) -> int:
    """Return the days that she would have been on remand when sentenced: to the trial, and to the report."""
    days = trial_day(w, c, 0.0, p, ON_REMAND)
    if report > 0:
        days = to_day(days + p.report_days[report - 1])
    return int(days)


def would_have_come_to(w: Any, c: Any, t: float, p: Any) -> int:
    """Return the state that says what a prosecution begun now would come to."""
    court = court_of(w, c, p)
    remanded = is_remanded(w, c, court, p)
    guilty = (not remanded and pleads_guilty_at_once(w, c, court, p)) or is_convicted(w, c, court, p)
    if not guilty:
        return WOULD_HAVE_BEEN_REMANDED if remanded else WOULD_HAVE_BEEN_CLEARED
    report = report_to_come(w, c, p)
    served = remand_to_come(w, c, report, p) if remanded else 0
    length = custody_term(w, c, court, 1 if remanded else 0, served, report, t, p)
    disposal = disposal_of(w, c, court, length, math.floor(t), t, p)
    if is_custody(disposal) or term_activated(w, c, disposal, p) > 0:
        return WOULD_HAVE_BEEN_IMPRISONED
    if remanded:
        return WOULD_HAVE_BEEN_REMANDED
    return WOULD_HAVE_HAD_ORDER if is_order(disposal) else WOULD_HAVE_BEEN_FINED


@enters(WOULD_HAVE_BEEN_CLEARED, to=(DIVERSION_CAUTION,))
def would_have_been_cleared(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Prosecuted, she would not have been convicted, nor held."""
    return GOTO, t, DIVERSION_CAUTION


@enters(WOULD_HAVE_BEEN_FINED, to=(DIVERSION_CAUTION,))
def would_have_been_fined(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Prosecuted, she would have been fined, discharged or dealt with otherwise."""
    return GOTO, t, DIVERSION_CAUTION


@enters(WOULD_HAVE_HAD_ORDER, to=(DIVERSION_CAUTION,))
def would_have_had_order(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Prosecuted, she would have had a community order or a suspended sentence."""
    return GOTO, t, DIVERSION_CAUTION


@enters(WOULD_HAVE_BEEN_REMANDED, to=(DIVERSION_CAUTION,))
def would_have_been_remanded(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Prosecuted, she would have been remanded in custody, and not imprisoned in the end."""
    return GOTO, t, DIVERSION_CAUTION


@enters(WOULD_HAVE_BEEN_IMPRISONED, to=(DIVERSION_CAUTION,))
def would_have_been_imprisoned(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """Prosecuted, she would have been sentenced to immediate custody. Value: 1 if remanded first."""
    c.value = 1 if is_remanded(w, c, court_of(w, c, p), p) else 0
    return GOTO, t, DIVERSION_CAUTION
