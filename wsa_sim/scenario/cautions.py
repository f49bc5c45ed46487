"""What a sound scenario may not be meant to say: no reason to refuse it, but to ask again."""

from __future__ import annotations

import datetime
from typing import Final

from wsa_sim.evidence import SERVICES
from wsa_sim.law.calendar import day_number
from wsa_sim.law.provisions import PROVISIONS
from wsa_sim.scenario.law_section import leans_on
from wsa_sim.scenario.plan import build_plan
from wsa_sim.scenario.policies import PoliceDiversion
from wsa_sim.scenario.scenario import Scenario
from wsa_sim.scenario.table import NEVER

FEWEST_WOMEN: Final = 50
"""Women first arrested in a year, below whom hardly any reach prison."""

DIVERSION_SERVICE: Final = "police_diversion_keywork"


def warnings(scenario: Scenario) -> tuple[str, ...]:
    """Return what a user should know of a scenario before trusting its results.

    Parameters
    ----------
    scenario : Scenario
        Checked and resolved; its comparator is looked at too.

    Returns
    -------
    tuple of str
        A sentence each; none where there is nothing to say.
    """
    run = scenario.run
    told = []
    if _diverts_nobody(scenario):
        told.append(_nobody(""))
    if scenario.comparator is not None and _diverts_nobody(scenario.comparator):
        told.append(_nobody(f" under {scenario.comparator.name}"))
    women = scenario.values["first_arrests_per_year"] * run.scale
    if women < FEWEST_WOMEN:
        told.append(
            f"run.scale is {run.scale:g}: {women:.0f} women a year are first arrested, and hardly any reach prison; "
            "a trial of the program, and no answer"
        )
    if run.warm_up_years == 0:
        told.append(
            "run.warm_up_years is 0: no woman is in prison, on licence or with a keyworker when counting begins, so "
            "that the first years are too low; 7 is usual"
        )
    return tuple(told)


def uncertain_days(scenario: Scenario) -> dict[str, str]:
    """Return the provisions on whose uncertain day either arm could turn, each with what is uncertain about it."""
    run = scenario.run
    first = day_number(datetime.date(run.observe.from_.year - run.warm_up_years, 1, 1))
    arms = [scenario, *([] if scenario.comparator is None else [scenario.comparator])]
    found: dict[str, str] = {}
    for arm in arms:
        found |= leans_on(arm.world, arm.law, first, day_number(run.observe.to) - 1)
    return {name: found[name] for name in PROVISIONS if name in found}


def _nobody(where: str) -> str:
    return (
        f"nobody can be offered diversion{where}: {DIVERSION_SERVICE} has no keyworkers; add a keywork_capacity policy"
    )


def _diverts_nobody(scenario: Scenario) -> bool:
    """Whether there is police diversion, and its service has no slot on any day on which it is in force."""
    diversions = [policy for policy in scenario.policies if isinstance(policy, PoliceDiversion)]
    if not diversions:
        return False
    plan = build_plan(scenario, 0)
    pool = SERVICES.index(DIVERSION_SERVICE)
    changes = [(plan.start, plan.capacities[pool])]
    for day, which, change in plan.calendar:
        if which == pool:
            changes.append((day, changes[-1][1] + change))
    ends = [day for day, _ in changes[1:]] + [plan.horizon]
    staffed = [(day, end) for (day, slots), end in zip(changes, ends, strict=True) if slots > 0]
    return not any(
        day_number(policy.from_) < end and day < (NEVER if policy.to is None else day_number(policy.to))
        for policy in diversions
        for day, end in staffed
    )
