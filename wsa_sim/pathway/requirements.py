"""What a community order or a suspended sentence requires of her; each requirement is a state, to be counted.

Criminal Justice Act 2003 ss.177, 190 and 199-214 (now Sentencing Act 2020 Schedule 9).
"""

from __future__ import annotations

from typing import Any

from wsa_sim.chance import names
from wsa_sim.chance.draws import draw
from wsa_sim.pathway.needs import ALCOHOL, DRUGS, MENTAL_HEALTH, has_need
from wsa_sim.pathway.registry import enters
from wsa_sim.pathway.states import (
    ALCOHOL_TREATMENT_REQUIRED,
    CURFEW_REQUIRED,
    DRUG_REHABILITATION_REQUIRED,
    MENTAL_HEALTH_TREATMENT_REQUIRED,
    NO_CASE,
    OTHER_REQUIREMENT_MADE,
    REHABILITATION_ACTIVITY_REQUIRED,
    UNPAID_WORK_REQUIRED,
)
from wsa_sim.pathway.woman import END, GOTO

# requirements, in the order of their bits
REHABILITATION_ACTIVITY, MENTAL_HEALTH_TREATMENT, DRUG_REHABILITATION, ALCOHOL_TREATMENT = 0, 1, 2, 3
UNPAID_WORK, CURFEW, OTHER = 4, 5, 6
REQUIREMENTS = (
    REHABILITATION_ACTIVITY_REQUIRED, MENTAL_HEALTH_TREATMENT_REQUIRED, DRUG_REHABILITATION_REQUIRED,
    ALCOHOL_TREATMENT_REQUIRED, UNPAID_WORK_REQUIRED, CURFEW_REQUIRED, OTHER_REQUIREMENT_MADE,
)  # fmt: skip
N_REQUIREMENTS = 7


def is_open_to(w: Any, requirement: int) -> bool:
    """Return whether a court could make a requirement of her: treatment is for those who need it (ss.207-212)."""
    if requirement == MENTAL_HEALTH_TREATMENT:
        return has_need(w, MENTAL_HEALTH)
    if requirement == DRUG_REHABILITATION:
        return has_need(w, DRUGS)
    return has_need(w, ALCOHOL) if requirement == ALCOHOL_TREATMENT else True


def requirements_of(w: Any, episode: int, use: int, p: Any) -> int:
    """Return the requirements of her order, a bit each: at least one, and rehabilitation activity if no other is made.

    Shares of women of whom the requirement can be made: `requirement_share`.
    """
    made = 0
    for requirement in range(N_REQUIREMENTS):
        u = draw(w.key, episode, names.REQUIREMENT, use + requirement)
        if u < p.requirement_share[requirement] and is_open_to(w, requirement):
            made += 1 << requirement
    return made if made > 0 else 1 << REHABILITATION_ACTIVITY


def require_from(c: Any, t: float, first: int) -> tuple[int, float, int]:
    """Go on to the next requirement that is made of her, or end."""
    for requirement in range(first, N_REQUIREMENTS):
        if (c.requirements >> requirement) & 1 == 1:
            return GOTO, t, REQUIREMENTS[requirement]
    return END, t, NO_CASE


@enters(REHABILITATION_ACTIVITY_REQUIRED, to=(*REQUIREMENTS[1:], NO_CASE))
def rehabilitation_activity_required(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """To take part in activities that reduce reoffending (s.200A)."""
    return require_from(c, t, MENTAL_HEALTH_TREATMENT)


@enters(MENTAL_HEALTH_TREATMENT_REQUIRED, to=(*REQUIREMENTS[2:], NO_CASE))
def mental_health_treatment_required(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """To be treated for her mental health, with her consent (s.207)."""
    return require_from(c, t, DRUG_REHABILITATION)


@enters(DRUG_REHABILITATION_REQUIRED, to=(*REQUIREMENTS[3:], NO_CASE))
def drug_rehabilitation_required(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """To be treated for her use of drugs and tested, with her consent (s.209)."""
    return require_from(c, t, ALCOHOL_TREATMENT)


@enters(ALCOHOL_TREATMENT_REQUIRED, to=(*REQUIREMENTS[4:], NO_CASE))
def alcohol_treatment_required(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """To be treated for dependence on alcohol, with her consent (s.212)."""
    return require_from(c, t, UNPAID_WORK)


@enters(UNPAID_WORK_REQUIRED, to=(*REQUIREMENTS[5:], NO_CASE))
def unpaid_work_required(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """To work unpaid for 40 to 300 hours (s.199)."""
    return require_from(c, t, CURFEW)


@enters(CURFEW_REQUIRED, to=(*REQUIREMENTS[6:], NO_CASE))
def curfew_required(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """To stay at an address for some hours of the day (s.204)."""
    return require_from(c, t, OTHER)


@enters(OTHER_REQUIREMENT_MADE, to=(NO_CASE,))
def other_requirement_made(w: Any, c: Any, t: float, p: Any) -> tuple[int, float, int]:
    """A programme, residence, exclusion or a prohibited activity (ss.202-206)."""
    return END, t, NO_CASE
