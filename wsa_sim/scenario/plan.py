"""What an engine needs to simulate one replication of one scenario, and nothing else."""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wsa_sim.evidence import SERVICES, boroughs
from wsa_sim.law.calendar import YEAR, day_number
from wsa_sim.scenario.law_section import law_of
from wsa_sim.scenario.policies import CentreCapacity, KeyworkCapacity, write_all
from wsa_sim.scenario.scenario import Scenario
from wsa_sim.scenario.table import record


@dataclass(frozen=True)
class Plan:
    """One replication of one scenario, in numbers.

    Attributes
    ----------
    seed, replication : int
        From which all luck is derived.
    start, horizon : float
        Day numbers on which the run begins and before which it ends.
    scale : float
        Size of the London simulated; arrivals and capacity have been multiplied by it.
    parameters : numpy.ndarray
        The parameter record, shape (1,), of type `PARAMETER_DTYPE`.
    capacities : tuple of int
        Slots of each pool on the first day: the keywork services by their axis, then women's-centre places.
    calendar : tuple of (float, int, int)
        Day, pool, and change of its slots, in the order of days. A service that closes has an entry on that day, which
        takes away whatever slots it has, even if there are none: at a change that adds nothing the engines look again
        at every woman with a keyworker.
    arrival_rates : tuple of float
        Women a day who first come to be arrested, by place on the borough axis.
    known_women : tuple of float
        Expected number of women who are already known on the first day, by place on the borough axis.
    """

    seed: int
    replication: int
    start: float
    horizon: float
    scale: float
    parameters: NDArray[np.void]
    capacities: tuple[int, ...]
    calendar: tuple[tuple[float, int, int], ...]
    arrival_rates: tuple[float, ...]
    known_women: tuple[float, ...]


def build_plan(scenario: Scenario, replication: int, cohort_from: float | None = None) -> Plan:
    """Return the plan of one replication of a scenario (and of that alone, not of its comparator).

    Parameters
    ----------
    scenario : Scenario
        Checked and resolved.
    replication : int
        Counted from 0.
    cohort_from : float, optional
        The first day of the fixed cohort: that of the run, so that both arms follow the same women. By default that of
        the scenario itself.
    """
    run = scenario.run
    start = float(day_number(datetime.date(run.observe.from_.year - run.warm_up_years, 1, 1)))
    law = law_of(scenario.world, scenario.law)
    parameters = record(scenario.values, world=scenario.world, law=law, start=start, whole_days=run.whole_days)
    parameters["cohort_from"] = scenario.cohort_day if cohort_from is None else cohort_from
    write_all(scenario.policies, parameters[0])
    if scenario.values["summary_stream"] > 0:
        parameters["docket_share"][0, : len(boroughs())] = [share * run.scale for share in _shares_of_women()]
    horizon = float(day_number(run.observe.to))
    closures = [(day, pool) for pool, day in enumerate(parameters[0]["service_until"].tolist()) if day < horizon]
    capacities, calendar = _slots(scenario, start, closures)
    rates = _arrival_rates(scenario)
    first, known = scenario.values["first_arrests_per_year"], scenario.values["known_women"]
    return Plan(
        seed=run.seed,
        replication=replication,
        start=start,
        horizon=horizon,
        scale=run.scale,
        parameters=parameters,
        capacities=capacities,
        calendar=calendar,
        arrival_rates=rates,
        known_women=tuple(rate * YEAR / first * known for rate in rates),
    )


def _slots(
    scenario: Scenario, start: float, closures: Sequence[tuple[float, int]]
) -> tuple[tuple[int, ...], tuple[tuple[float, int, int], ...]]:
    """Return the slots of each pool on the first day, and how they change; closures are days and pools."""
    values, scale = scenario.values, scenario.run.scale
    now = [scaled(values[f"keyworkers.{service}"] * values[f"caseload.{service}"], scale) for service in SERVICES]
    now.append(scaled(values["centre_places"], scale))
    changes = [
        (float(day_number(policy.from_)), policy.pool, scaled(policy.slots(values), scale))
        for policy in scenario.policies
        if isinstance(policy, KeyworkCapacity | CentreCapacity)
    ]
    changes += [(day, pool, 0) for day, pool in closures]
    first = tuple(now)
    calendar = []
    for day, pool, slots in sorted(changes):
        if day <= start:
            first = (*first[:pool], slots, *first[pool + 1 :])
        elif slots != now[pool] or (day, pool) in closures:
            calendar.append((day, pool, slots - now[pool]))
        now[pool] = slots
    return first, tuple(calendar)


def scaled(slots: float, scale: float) -> int:
    """Return slots at a scale, rounded half up, and at least one where there are any."""
    return max(1, math.floor(slots * scale + 0.5)) if slots > 0 and scale > 0 else 0


def _arrival_rates(scenario: Scenario) -> tuple[float, ...]:
    """Return women a day by borough of residence: by its adult women, then no fixed abode and outside London."""
    values = scenario.values
    total = values["first_arrests_per_year"] / YEAR * scenario.run.scale
    elsewhere = (values["no_fixed_abode_share"], values["outside_london_share"])
    resident = total * (1.0 - sum(elsewhere))
    return (*(resident * share for share in _shares_of_women()), *(total * share for share in elsewhere))


def _shares_of_women() -> list[float]:
    """Return the share of London's adult women who live in each borough."""
    women = [borough.adult_women for borough in boroughs()]
    return [number / sum(women) for number in women]
