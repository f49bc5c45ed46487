"""What decides whether a case can be settled out of court: how grave the offence is, and whether she admits it.

A caution requires an admission, and a case fit for it (Ministry of Justice, Simple Cautions for Adult Offenders 2015;
Criminal Justice Act 2003 s.23 for conditional cautions). A community resolution, with the warnings and penalty notices
counted with it, requires neither a record nor a formal admission.
"""

from __future__ import annotations

from typing import Any

from wsa_sim.chance import names
from wsa_sim.chance.distributions import odds
from wsa_sim.chance.draws import draw
from wsa_sim.pathway.case import low_level_chance
from wsa_sim.pathway.states import COMMUNITY_RESOLUTION, CONDITIONAL_CAUTION, NO_FURTHER_ACTION, SIMPLE_CAUTION

RESOLUTION, SIMPLE, CONDITIONAL = 1, 2, 3  # of `not_charged_share`, by record


def admission_chance(ethnicity: int, p: Any) -> float:
    """Return the probability that she admits the offence, by ethnic group (`admission_share`, `admission_odds`)."""
    return odds(p.admission_share, p.admission_odds[ethnicity])


def admits(w: Any, c: Any, p: Any) -> bool:
    """Return whether she admits the offence to the police."""
    return draw(w.key, c.episode, names.ADMISSION, 0) < admission_chance(w.ethnicity, p)


def mean_admission(p: Any) -> float:
    """Return the share of women arrested who admit the offence (`ethnicity_at_entry`)."""
    mean = 0.0
    for ethnicity in range(len(p.ethnicity_at_entry)):
        mean += p.ethnicity_at_entry[ethnicity] * admission_chance(ethnicity, p)
    return mean


def mean_low_level(record: int, p: Any) -> float:
    """Return the share of arrests of women of a record that are for a low-level offence (`offence_share`)."""
    mean = 0.0
    for offence in range(len(p.low_level_share)):
        mean += p.offence_share[record][offence] * low_level_chance(offence, record, p)
    return mean


def outcome_without_charge(w: Any, c: Any, u: float, p: Any) -> int:
    """Return what becomes of a case that is not charged, by a uniform of its own.

    Only low-level cases are settled out of court, and only women who admit the offence are cautioned. Among these the
    shares are raised so that over all women of a record they are those published (`not_charged_share`), unless so few
    admit it that there are not enough to caution.
    """
    if c.low_level == 0:
        return NO_FURTHER_ACTION
    shares = p.not_charged_share[w.record]
    low_level = mean_low_level(w.record, p)
    cautioned = 0.0
    if admits(w, c, p):
        cautioned = min(1.0, (shares[SIMPLE] + shares[CONDITIONAL]) / (low_level * mean_admission(p)))
    if u < cautioned:
        simple = u * (shares[SIMPLE] + shares[CONDITIONAL]) < cautioned * shares[SIMPLE]
        return SIMPLE_CAUTION if simple else CONDITIONAL_CAUTION
    return COMMUNITY_RESOLUTION if u < cautioned + shares[RESOLUTION] / low_level else NO_FURTHER_ACTION
