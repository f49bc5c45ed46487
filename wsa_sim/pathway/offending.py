"""Two of her clocks: offending while at liberty, and failing to comply with supervision.

A clock carries exposure, not dates: a unit exponential runs down at the hazard of the day, pauses in custody, and the
remainder is carried over when the hazard changes. It fires offences; detection, arrest, charge and proof follow.
"""

from __future__ import annotations

from typing import Any

from wsa_sim.chance import names
from wsa_sim.chance.draws import draw
from wsa_sim.pathway.circumstances import YEAR_DAYS, age_band, age_band_until, early_until, in_custody
from wsa_sim.pathway.registry import fires, hazard
from wsa_sim.pathway.states import FAILURE_TO_COMPLY, OFFENCE
from wsa_sim.pathway.woman import FOREVER, NONCOMPLIANCE, OFFENDING

# rows of `noncompliance_rate`
ON_CURFEW, SHORT_LICENCE, LONG_LICENCE, POST_SENTENCE, ON_ORDER = range(5)


def support_ratio(w: Any, t: float, ratios: Any) -> float:
    """Return the hazard ratio of the support that she gets, or has had and that still works on her; 1 without."""
    if w.support > 0:
        return ratios[w.support - 1]
    if t < w.effect_until and w.last_support > 0:
        return ratios[w.last_support - 1]
    return 1.0


@hazard(OFFENDING)
def offending_hazard(w: Any, c: Any, t: float, p: Any) -> tuple[float, float]:
    """Arrestable offences at liberty, by record, age, needs and latent frailty, less with support (`offending_ratio`).

    More in the first months after release. Parameters `offending_rate`, `offending_age_ratio`, `offending_need_ratio`,
    `early_offending_ratio`, `early_offending_days`.
    """
    if in_custody(w) or w.left == 1:
        return 0.0, FOREVER
    rate = p.offending_rate[w.record] * w.frailty / YEAR_DAYS * support_ratio(w, t, p.offending_ratio)
    rate = rate * p.offending_age_ratio[age_band(w, t)] * w.offending_needs
    early = early_until(w, t, p.early_offending_days)
    if early < FOREVER:
        rate = rate * p.early_offending_ratio
    until = min(age_band_until(w, t), early)
    return rate, min(until, w.effect_until) if t < w.effect_until else until


@fires(OFFENDING, to=(OFFENCE,))
def offence(w: Any, c: Any, t: float, p: Any) -> int:
    """An offence is committed; a share of offences leads to an arrest (`detection_share`). Value: 1 if it will."""
    c.value = 0.0
    if draw(w.key, 0, names.DETECTION, c.n) < p.detection_share:
        c.value = 1.0
        w.offences_due += 1
        w.offence_day = t
    return OFFENCE


@hazard(NONCOMPLIANCE)
def noncompliance_hazard(w: Any, c: Any, t: float, p: Any) -> tuple[float, float]:
    """Failures to comply that her officer acts on, by what supervises her and her needs; more in the first weeks.

    Parameters `noncompliance_rate`, `noncompliance_need_ratio`, `early_noncompliance_ratio` for the first `early_days`.
    """
    if in_custody(w) or w.left == 1:
        return 0.0, FOREVER
    until = w.effect_until if t < w.effect_until else FOREVER
    after_release = True
    if w.curfew == 1:
        rate = p.noncompliance_rate[ON_CURFEW]
    elif w.licence == 1:
        rate = p.noncompliance_rate[SHORT_LICENCE] if w.short_sentence == 1 else p.noncompliance_rate[LONG_LICENCE]
    elif w.supervised == 1:
        rate = p.noncompliance_rate[POST_SENTENCE]
        after_release = False
    elif w.order_supervised == 1:
        rate = p.noncompliance_rate[ON_ORDER]
        after_release = False
    else:
        return 0.0, FOREVER
    rate = rate / YEAR_DAYS * w.compliance_needs * support_ratio(w, t, p.compliance_ratio)
    early = early_until(w, t, p.early_days)
    if after_release and early < FOREVER:
        return rate * p.early_noncompliance_ratio, min(until, early)
    return rate, until


@fires(NONCOMPLIANCE, to=(FAILURE_TO_COMPLY,))
def failure_to_comply(w: Any, c: Any, t: float, p: Any) -> int:
    """She fails to comply in a way that is acted on: with her sentence's requirements first, else with her order."""
    if w.licence + w.curfew + w.supervised > 0:
        w.sentence_breaches += 1
    else:
        w.order_breaches += 1
    return FAILURE_TO_COMPLY
