"""What a reader has to know to read a number of a run: whose, when, how often, of how much, and how well founded."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wsa_sim.law.calendar import date_of

if TYPE_CHECKING:
    from wsa_sim.scenario import Scenario

WORLDS = {
    "frozen_2018": "London as at December 2018: law, services and volumes stay as they were then",
    "calendar": "the calendar: law and services begin and end on their own dates",
}

INTERVALS = "intervals: 95%, chance alone - what is not known about the parameters comes on top"


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

    @property
    def period(self) -> str:
        """Name of the headline's period in the summary."""
        return "all" if self.policy_starts is None else "from_policy"

    @property
    def period_in_words(self) -> str:
        """First to last day of the headline's period."""
        counted = self.starts if self.policy_starts is None else _month_start(self.policy_starts)
        return f"{in_words(counted)} to {in_words(self.ends)}"

    @property
    def size_in_words(self) -> str:
        """Number of replications, and the scale where it is not the whole of London."""
        times = f"{self.replications} replication{'' if self.replications == 1 else 's'}"
        if self.scale == 1:
            return times
        return f"{times} at scale {self.scale:g}: counts are as simulated, not grossed up"

    @property
    def grading(self) -> str:
        """How much rests on assumptions."""
        return f"{self.assumptions} of the {self.parameters} parameters are grade D: assumptions, each with its reason"


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
        world=WORLDS[scenario.world],
        starts=scenario.run.observe.from_,
        ends=ends,
        policy_starts=policy_starts,
        replications=replications,
        scale=scenario.run.scale,
        parameters=grades.total(),
        assumptions=grades["D"],
    )


def _month_start(day: datetime.date) -> datetime.date:
    """Return the first day of a month on or after a day: the day from which months are counted."""
    return day if day.day == 1 else (day.replace(day=1) + datetime.timedelta(days=32)).replace(day=1)


def in_words(day: datetime.date) -> str:
    """Write a date as is usual in prose: 1 July 2019."""
    return f"{day.day} {day:%B %Y}"
