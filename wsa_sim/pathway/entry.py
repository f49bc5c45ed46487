"""Who she is when the model first knows her: at her first arrest in it, or on its first day."""

from __future__ import annotations

import math
from typing import Any

from wsa_sim.chance import names
from wsa_sim.chance.distributions import normal, pick
from wsa_sim.chance.draws import draw
from wsa_sim.pathway.circumstances import YEAR_DAYS, record_band
from wsa_sim.pathway.registry import begins

AGE_FROM = (18.0, 25.0, 35.0, 45.0, 60.0)
AGE_TO = (25.0, 35.0, 45.0, 60.0, 80.0)
CONVICTIONS_OF_BAND = (0, 2, 8, 20)
"""Previous convictions that a band stands for on entry: near the middle of each; the last is open."""


@begins
def first_known(w: Any, t: float, p: Any, already: int) -> None:
    """Give her attributes, and the offence for which she is first arrested.

    Women already known on the first day (`already` = 1) have longer records, a frailty that long records have selected
    (`frailty_of_known_women`), and no arrest due: their clocks run. Shares by age, record and need: `age_at_entry`,
    `record_at_entry`, `record_of_known_women`, `complex_needs_share`, `frailty_sigma`.
    """
    band = pick(draw(w.key, 0, names.AGE_BAND, 0), p.age_at_entry)
    years = AGE_FROM[band] + (AGE_TO[band] - AGE_FROM[band]) * draw(w.key, 0, names.AGE_WITHIN_BAND, 0)
    w.born = math.floor(t - YEAR_DAYS * years)
    shares = p.record_of_known_women if already == 1 else p.record_at_entry
    w.convictions = CONVICTIONS_OF_BAND[pick(draw(w.key, 0, names.RECORD_AT_ENTRY, 0), shares)]
    w.record = record_band(w.convictions)
    sigma = p.frailty_sigma
    w.frailty = math.exp(sigma * normal(draw(w.key, 0, names.FRAILTY, 0)) - 0.5 * sigma * sigma)
    w.complex_needs = 1 if draw(w.key, 0, names.COMPLEX_NEEDS, 0) < p.complex_needs_share else 0
    if already == 1:
        w.frailty = w.frailty * p.frailty_of_known_women[w.record]
    else:
        w.offences_due = 1
        w.offence_day = t
