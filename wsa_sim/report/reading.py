"""What a reader has to know to read a number of a run: whose, when, how often, of how much, and how well founded."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wsa_sim.evidence import parameters
from wsa_sim.law.calendar import date_of
from wsa_sim.report.law_words import WORLDS as WORLDS
from wsa_sim.report.law_words import in_words as in_words
from wsa_sim.report.law_words import law_cautions, law_changes, world_in_words
from wsa_sim.scenario.policies import (
    CentreCapacity,
    KeyworkCapacity,
    PoliceDiversion,
    Policy,
    ServiceClosure,
)

if TYPE_CHECKING:
    from wsa_sim.scenario import Scenario

INTERVALS = "intervals: 95%, chance alone - what is not known about the parameters comes on top"

FEW = 5
"""Replications below which a 95% interval says little: it rests on a spread seen fewer than five times."""

NAMED = 3
"""How many parameters that a scenario sets are named before the rest are only counted."""

SERVICES = {
    "minerva_crc": "Minerva (CRC)",
    "minerva_wraparound": "Minerva WrapAround",
    "south_london_alliance": "South London Alliance",
    "police_diversion_keywork": "police diversion keywork",
}
"""What people call the keywork services."""


@dataclass(frozen=True)
class Reading:
    """The circumstances of a run that every table and figure has to state.

    Attributes
    ----------
    name, title : str
        The scenario's name, as in tables, and what it is called for people.
    baseline_name, baseline : str or None
        The same of its comparator; none where a scenario is its own baseline.
    world : str
        The world in words.
    starts, ends : datetime.date
        First and last day that is observed.
    policy_starts : datetime.date or None
        First day from which a policy can make a difference; none where nothing is counted from then on.
    replications : int
        Number of paired replications.
    scale : float
        Share of London that was simulated.
    parameters, assumptions : int
        How many parameters the scenario has, and how many of these are grade D.
    parameters_set : tuple of str
        Each parameter that is otherwise than in the baseline (or, without one, in the evidence), with both values.
    policy_days : tuple of (datetime.date, str)
        Days on which the policies that the baseline does not have begin or end, in order, and what happens then.
    law_changes, law_cautions : tuple of str
        How its law differs from the baseline's; what of law and volumes is uncertain or left out.
    """

    name: str
    title: str
    baseline_name: str | None
    baseline: str | None
    world: str
    starts: datetime.date
    ends: datetime.date
    policy_starts: datetime.date | None
    replications: int
    scale: float
    parameters: int
    assumptions: int
    parameters_set: tuple[str, ...] = ()
    policy_days: tuple[tuple[datetime.date, str], ...] = ()
    law_changes: tuple[str, ...] = ()
    law_cautions: tuple[str, ...] = ()

    @property
    def period(self) -> str:
        """Name of the headline's period in the summary."""
        return "all" if self.policy_starts is None else "from_policy"

    @property
    def counted_from(self) -> datetime.date:
        """First day of the headline's period."""
        return self.starts if self.policy_starts is None else _month_start(self.policy_starts)

    @property
    def period_in_words(self) -> str:
        """First to last day of the headline's period."""
        return f"{in_words(self.counted_from)} to {in_words(self.ends)}"

    @property
    def size_in_words(self) -> str:
        """Number of replications, and the scale where it is not the whole of London."""
        return size_in_words(self.replications, self.scale)

    @property
    def grading(self) -> str:
        """How much rests on assumptions."""
        return f"{self.assumptions} of the {self.parameters} parameters are grade D: assumptions, each with its reason"

    @property
    def further_days(self) -> tuple[datetime.date, ...]:
        """Days observed, after the first, on which a policy begins or ends."""
        if self.policy_starts is None:
            return ()
        return tuple(sorted({day for day, _ in self.policy_days if self.policy_starts < day <= self.ends}))

    @property
    def cautions(self) -> list[str]:
        """What else the numbers of this run have to be read with, a sentence each without its full stop."""
        said = []
        if 1 < self.replications < FEW:
            said.append("few replications: intervals are rough")
        if self.parameters_set:
            said.append(self._parameters_in_words())
        if self.further_days:
            days = "; ".join(f"{in_words(day)}, {what}" for day, what in self.policy_days)
            said.append(f"policies: {days}")
        return [*said, *self.law_cautions]

    def _parameters_in_words(self) -> str:
        more = len(self.parameters_set) - NAMED
        named = ", ".join(self.parameters_set[:NAMED]) + (f", and {more} more" if more > 0 else "")
        said = f"parameters set by the scenario, throughout the run: {named}"
        if self.baseline is None or self.policy_starts is None:
            return said
        return f"{said}; before {in_words(self.policy_starts)} differences are due to these, not to a policy"


def reading(scenario: Scenario, replications: int) -> Reading:
    """Gather what a reader has to know about a scenario's run.

    Parameters
    ----------
    scenario
        The scenario that was run; its comparator, if any, is the baseline.
    replications
        Number of replications done.
    """
    grades = Counter(parameter["grade"] for parameter in scenario.resolved()["parameters"].values())
    ends = scenario.run.observe.to - datetime.timedelta(days=1)
    policy_starts = None if scenario.first_policy_day is None else date_of(scenario.first_policy_day)
    if policy_starts is not None and _month_start(policy_starts) > ends:
        policy_starts = None
    return Reading(
        name=scenario.name,
        title=scenario.title,
        baseline_name=None if scenario.comparator is None else scenario.comparator.name,
        baseline=None if scenario.comparator is None else scenario.comparator.title,
        world=world_in_words(
            scenario.world, scenario.law, None if scenario.comparator is None else scenario.comparator.law
        ),
        starts=scenario.run.observe.from_,
        ends=ends,
        policy_starts=policy_starts,
        replications=replications,
        scale=scenario.run.scale,
        parameters=grades.total(),
        assumptions=grades["D"],
        parameters_set=tuple(_parameters_set(scenario)),
        policy_days=tuple(sorted(_policy_days(scenario))),
        law_changes=tuple(law_changes(scenario)),
        law_cautions=tuple(law_cautions(scenario)),
    )


def size_in_words(replications: int, scale: float) -> str:
    """Say how many replications there are, and the scale where it is not the whole of London."""
    times = f"{replications} replication{'' if replications == 1 else 's'}"
    if scale == 1:
        return times
    return f"{times} at scale {scale:g}: counts are as simulated, not grossed up"


def _parameters_set(scenario: Scenario) -> Iterator[str]:
    for name, row in parameters().items():
        value = scenario.values[name]
        compared = row.value if scenario.comparator is None else scenario.comparator.values[name]
        if value != compared:
            whose = "evidence" if compared == row.value else "baseline"
            yield f"{name} {value:g} ({whose} {compared:g})"


def _policy_days(scenario: Scenario) -> Iterator[tuple[datetime.date, str]]:
    shared = () if scenario.comparator is None else scenario.comparator.policies
    for policy in scenario.policies:
        if policy not in shared:
            yield policy.from_, _begins(policy)
            if isinstance(policy, PoliceDiversion) and policy.to is not None:
                yield policy.to, "police diversion ends"


def _begins(policy: Policy) -> str:
    match policy:
        case PoliceDiversion():
            return "police diversion begins"
        case KeyworkCapacity():
            many = "" if policy.keyworkers == 1 else "s"
            return f"{SERVICES[policy.service]} has {policy.keyworkers:g} keyworker{many}"
        case ServiceClosure():
            return f"{SERVICES[policy.service]} closes"
        case CentreCapacity():
            return f"women's centres have {policy.places:g} places"


def _month_start(day: datetime.date) -> datetime.date:
    """Return the first day of a month on or after a day: the day from which months are counted."""
    return day if day.day == 1 else (day.replace(day=1) + datetime.timedelta(days=32)).replace(day=1)
