"""The clock of offending while at liberty.

A clock carries exposure, not dates: a unit exponential runs down at the hazard of the day, pauses in custody, and the
remainder is carried over when the hazard changes. It fires offences; detection, arrest, charge and proof follow.
"""

from __future__ import annotations

from typing import Any

from wsa_sim.chance import names
from wsa_sim.chance.draws import draw
from wsa_sim.pathway.circumstances import (
    BY_SHORT_SENTENCE,
    RECORD_FIFTEEN_PLUS,
    YEAR_DAYS,
    age_band,
    age_band_until,
    in_cohort_year,
    in_custody,
)
from wsa_sim.pathway.registry import fires, hazard
from wsa_sim.pathway.states import OFFENCE
from wsa_sim.pathway.woman import FOREVER, OFFENDING

FIFTEEN = 15.0  # convictions with which the longest band of records begins

# rows and columns of `offending_liberty_ratio`
WITHOUT_CUSTODY, AFTER_CUSTODY = range(2)
N_LIBERTY_STEPS = 3


def support_ratio(w: Any, t: float, ratios: Any) -> float:
    """Return the hazard ratio of the support that she gets, or has had and that still works on her; 1 without."""
    if w.support > 0:
        return ratios[w.support - 1]
    if t < w.effect_until and w.last_support > 0:
        return ratios[w.last_support - 1]
    return 1.0


def record_rate(w: Any, p: Any) -> float:
    """Return the yearly rate of offending by her record, before all else.

    Beyond fifteen convictions it rises with their number, up to a number (`offending_rate`, `offending_per_ten_more`,
    `most_convictions_weighed`).
    """
    rate = p.offending_rate[w.record]
    if w.record == RECORD_FIFTEEN_PLUS:
        more = min(float(w.convictions), p.most_convictions_weighed) - FIFTEEN
        return rate * (1.0 + p.offending_per_ten_more * more / 10.0)
    return rate


def liberty_ratio(w: Any, t: float, p: Any) -> tuple[float, float]:
    """Return what time at liberty and the last disposal do to offending, and the day until which that holds.

    Time at liberty is counted from the last caution, conviction without custody or release, and stands still in prison.
    In steps (`liberty_step_days`), after custody or without it (`offending_liberty_ratio`); the disposal itself counts
    until the last of them is over (`offending_disposal_ratio`, against a community order).
    """
    if w.last_disposal == 0:
        return 1.0, FOREVER
    kind = w.last_disposal - 1
    after = AFTER_CUSTODY if kind >= BY_SHORT_SENTENCE else WITHOUT_CUSTODY
    for step in range(N_LIBERTY_STEPS):
        ends = w.liberty_since + p.liberty_step_days[step]
        if t < ends:
            return p.offending_liberty_ratio[after][step] * p.offending_disposal_ratio[kind], ends
    return 1.0, FOREVER


@hazard(OFFENDING)
def offending_hazard(w: Any, c: Any, t: float, p: Any) -> tuple[float, float]:
    """Arrestable offences at liberty, by record, age, needs and latent frailty, less with support (`offending_ratio`).

    More soon after release, and by the last disposal. Parameters `offending_age_ratio`, `offending_need_ratio`, and
    those of `record_rate` and `liberty_ratio`.
    """
    if in_custody(w) or w.left == 1:
        return 0.0, FOREVER
    rate = record_rate(w, p) * w.frailty / YEAR_DAYS * support_ratio(w, t, p.offending_ratio)
    ratio, until = liberty_ratio(w, t, p)
    rate = rate * p.offending_age_ratio[age_band(w, t)] * w.offending_needs * ratio
    until = min(age_band_until(w, t), until)
    return rate, min(until, w.effect_until) if t < w.effect_until else until


@fires(OFFENDING, to=(OFFENCE,))
def offence(w: Any, c: Any, t: float, p: Any) -> int:
    """An offence is committed; a share of offences leads to an arrest (`detection_share`). Value: 1 if it will."""
    c.value = 0.0
    if in_cohort_year(w, t):
        w.cohort_offences += 1
    if draw(w.key, 0, names.DETECTION, c.n) < p.detection_share:
        c.value = 1.0
        w.offences_due += 1
        w.offence_day = t
    return OFFENCE
