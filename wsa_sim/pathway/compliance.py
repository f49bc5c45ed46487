"""Failing to comply with what supervises her: a clock that runs with her appointments, and which failure it was.

A failure that her officer acts on is as likely at one appointment as at another, so that failures come as often as she
is seen: weekly at first, then less. What holds is rechecked when the frequency changes, when contact stops under
Probation Reset, and when support comes or goes.
"""

from __future__ import annotations

from typing import Any

from wsa_sim.chance import names
from wsa_sim.chance.draws import draw
from wsa_sim.pathway.circumstances import YEAR_DAYS, in_custody
from wsa_sim.pathway.needs import ALCOHOL, DRUGS, HOUSING, has_need
from wsa_sim.pathway.offending import support_ratio
from wsa_sim.pathway.registry import fires, hazard
from wsa_sim.pathway.states import FAILURE_TO_COMPLY
from wsa_sim.pathway.woman import FOREVER, NONCOMPLIANCE

# rows of `noncompliance_rate`
ON_CURFEW, SHORT_LICENCE, LONG_LICENCE, POST_SENTENCE, ON_ORDER = range(5)

FORTNIGHT = 14.0
"""Days between the appointments for which `noncompliance_rate` is given."""

# which failure (`w.failure`), and for what recall is asked (`reason` of a sentence)
OUT_OF_TOUCH, NOT_RESIDING, BEHAVIOUR, SUBSTANCE_USE = range(4)
CURFEW_BROKEN, NOT_MONITORED, FURTHER_CHARGE, CHARGE_ON_CURFEW = range(4, 8)


def contact_on(w: Any, t: float, p: Any) -> tuple[float, float]:
    """Return how many appointments she has for one a fortnight, and the day until which that holds.

    Seen every week, then less and less (`days_between_contacts`), by days since release or since more contact was
    asked of her (`first_contact_days`, `settled_contact_days`).
    """
    since = max(w.released, w.contact_from)
    if t < since + p.first_contact_days:
        return FORTNIGHT / p.days_between_contacts[0], since + p.first_contact_days
    if t < since + p.settled_contact_days:
        return FORTNIGHT / p.days_between_contacts[1], since + p.settled_contact_days
    return FORTNIGHT / p.days_between_contacts[2], FOREVER


def contact_stops(w: Any, p: Any) -> float:
    """Return the day on which contact stops under Probation Reset, from which no failure is counted, or `FOREVER`.

    At two thirds of the licence, and with the Reset for post-sentence supervision. High risk of serious harm keeps a
    woman out of it.
    """
    if w.high_risk == 1:
        return FOREVER
    if w.supervised == 1:
        return float(p.law.probation_reset)
    return w.contact_until if w.contact_until > 0.0 else FOREVER


@hazard(NONCOMPLIANCE)
def noncompliance_hazard(w: Any, c: Any, t: float, p: Any) -> tuple[float, float]:
    """Failures that her officer acts on, by what supervises her, how often she is seen, her needs and her support.

    Parameters `noncompliance_rate`, yearly at an appointment a fortnight, `noncompliance_need_ratio`,
    `compliance_ratio`. A curfew is watched every night, and an order is taken at one frequency throughout.
    """
    if in_custody(w) or w.left == 1:
        return 0.0, FOREVER
    until = FOREVER
    contact = 1.0
    if w.curfew == 1:
        rate = p.noncompliance_rate[ON_CURFEW]
    elif w.licence + w.supervised > 0:
        stops = contact_stops(w, p)
        if t >= stops:
            return 0.0, FOREVER
        contact, until = contact_on(w, t, p)
        until = min(until, stops)
        if w.supervised == 1:
            rate = p.noncompliance_rate[POST_SENTENCE]
        else:
            rate = p.noncompliance_rate[SHORT_LICENCE if w.short_sentence == 1 else LONG_LICENCE]
    elif w.order_supervised == 1:
        rate = p.noncompliance_rate[ON_ORDER]
    else:
        return 0.0, FOREVER
    rate = rate / YEAR_DAYS * contact * w.compliance_needs * support_ratio(w, t, p.compliance_ratio)
    return rate, min(until, w.effect_until) if t < w.effect_until else until


def which_failure(w: Any, use: int, p: Any) -> int:
    """Return which failure it was.

    Of a curfew: broken, or monitoring not possible (`curfew_not_monitored_share`). Otherwise out of touch, not residing
    as required, poor behaviour, drugs or alcohol, by `failure_share`, more of the last and of the second for women with
    the need (`failure_need_ratio`).
    """
    u = draw(w.key, 0, names.FAILURE_KIND, use)
    if w.curfew == 1:
        return NOT_MONITORED if u < p.curfew_not_monitored_share else CURFEW_BROKEN
    substances = has_need(w, DRUGS) or has_need(w, ALCOHOL)
    not_residing = p.failure_share[NOT_RESIDING] * (p.failure_need_ratio[0] if has_need(w, HOUSING) else 1.0)
    substance_use = p.failure_share[SUBSTANCE_USE] * (p.failure_need_ratio[1] if substances else 1.0)
    u = u * (p.failure_share[OUT_OF_TOUCH] + p.failure_share[BEHAVIOUR] + not_residing + substance_use)
    if u < p.failure_share[OUT_OF_TOUCH]:
        return OUT_OF_TOUCH
    u = u - p.failure_share[OUT_OF_TOUCH]
    if u < not_residing:
        return NOT_RESIDING
    return BEHAVIOUR if u < not_residing + p.failure_share[BEHAVIOUR] else SUBSTANCE_USE


@fires(NONCOMPLIANCE, to=(FAILURE_TO_COMPLY,))
def failure_to_comply(w: Any, c: Any, t: float, p: Any) -> int:
    """She fails to comply in a way that is acted on: with her sentence's requirements first, else with her order.

    Value: which failure, after release.
    """
    c.value = 0.0
    if w.licence + w.curfew + w.supervised > 0:
        w.sentence_breaches += 1
        w.failure = which_failure(w, c.n, p)
        c.value = float(w.failure)
    else:
        w.order_breaches += 1
    return FAILURE_TO_COMPLY
