"""Her three clocks: offending while at liberty, failing to comply with supervision, and leaving for good.

A clock carries exposure, not dates: a unit exponential runs down at the hazard of the day, pauses in custody, and the
remainder is carried over when the hazard changes. It fires offences; detection, arrest, charge and proof follow.
"""

from __future__ import annotations

from typing import Any

from wsa_sim.chance import names
from wsa_sim.chance.draws import draw
from wsa_sim.pathway.circumstances import YEAR_DAYS, in_custody
from wsa_sim.pathway.registry import fires, hazard
from wsa_sim.pathway.states import FAILURE_TO_COMPLY, LEFT_LONDON, OFFENCE
from wsa_sim.pathway.woman import FOREVER, LEAVING, NONCOMPLIANCE, OFFENDING

EARLY_DAYS = 28.0
"""Days after release in which failures to comply are likelier (`early_noncompliance_ratio`)."""

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
    """Arrestable offences at liberty, by record and latent frailty, less with support (`offending_ratio`)."""
    if in_custody(w) or w.left == 1:
        return 0.0, FOREVER
    rate = p.offending_rate[w.record] * w.frailty / YEAR_DAYS * support_ratio(w, t, p.offending_ratio)
    return rate, w.effect_until if t < w.effect_until else FOREVER


@fires(OFFENDING)
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
    """Failures to comply that her officer acts on, by what supervises her; more in the first weeks after release."""
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
    elif w.order > 0:
        rate = p.noncompliance_rate[ON_ORDER]
        after_release = False
    else:
        return 0.0, FOREVER
    rate = rate / YEAR_DAYS * support_ratio(w, t, p.compliance_ratio)
    if after_release and t < w.released + EARLY_DAYS:
        return rate * p.early_noncompliance_ratio, min(until, w.released + EARLY_DAYS)
    return rate, until


@fires(NONCOMPLIANCE)
def failure_to_comply(w: Any, c: Any, t: float, p: Any) -> int:
    """She fails to comply in a way that is acted on: with her sentence's requirements first, else with her order."""
    if w.licence + w.curfew + w.supervised > 0:
        w.sentence_breaches += 1
    else:
        w.order_breaches += 1
    return FAILURE_TO_COMPLY


@hazard(LEAVING)
def leaving_hazard(w: Any, c: Any, t: float, p: Any) -> tuple[float, float]:
    """Leaving for good (moving away, dying, desisting) while at liberty. What is open against her is still dealt with.

    More slowly with a long record (`leaving_rate`, `leaving_record_ratio`). It does not wait for cases or orders to
    end: a policy that keeps a case open for longer must not keep her here.
    """
    if w.left == 1 or in_custody(w):
        return 0.0, FOREVER
    return p.leaving_rate * p.leaving_record_ratio[w.record] / YEAR_DAYS, FOREVER


@fires(LEAVING)
def left_london(w: Any, c: Any, t: float, p: Any) -> int:
    """She leaves: she offends here no more."""
    w.left = 1
    return LEFT_LONDON
