"""Under what law a scenario runs, in words: for the headline and the dry run."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from wsa_sim.scenario.cautions import uncertain_days
from wsa_sim.scenario.law_section import FROZEN_AT, LawSection
from wsa_sim.scenario.models import World

if TYPE_CHECKING:
    from wsa_sim.scenario import Scenario

WORLDS = {
    "frozen_2018": "London as at December 2018: law, services and volumes stay as they were then",
    "calendar": "the calendar: law and services begin and end on their own dates",
}
VOLUMES_FELL = datetime.date(2020, 3, 1)
"""From when arrests, court work and receptions fell, which no volume of the model does."""


def in_words(day: datetime.date) -> str:
    """Write a date as is usual in prose: 1 July 2019."""
    return f"{day.day} {day:%B %Y}"


def world_in_words(world: World, law: LawSection, compared: LawSection | None = None) -> str:
    """Say in which world and under what law a scenario runs, and its comparator where that has another.

    Parameters
    ----------
    world
        The world of both.
    law, compared
        The scenario's law, and its comparator's.
    """
    said = WORLDS[world]
    if world != "calendar" and (law.as_at or FROZEN_AT) != FROZEN_AT:
        said = f"services and volumes as at December 2018, and {law_in_words(world, law)}: an era not calibrated"
    elif law.begins:
        said += f"; {law_in_words(world, law)}"
    if compared is not None and law.written(world) != compared.written(world):
        said += f"; the baseline's is {law_in_words(world, compared)}"
    return said


def law_in_words(world: World, law: LawSection) -> str:
    """Say as at which day the law is, and which provisions have been given another day."""
    said = "law as each provision begins" if world == "calendar" else f"law as at {in_words(law.as_at or FROZEN_AT)}"
    given = [
        f"{name} {'never' if day == 'never' else f'from {in_words(day)}'}" for name, day in sorted(law.begins.items())
    ]
    return f"{said}, with {', '.join(given)}" if given else said


def law_changes(scenario: Scenario) -> list[str]:
    """Say how the law of a scenario differs from its comparator's, if it does."""
    other = scenario.comparator
    if other is None or scenario.law.written(scenario.world) == other.law.written(other.world):
        return []
    theirs = law_in_words(other.world, other.law)
    return [f"{law_in_words(scenario.world, scenario.law)} (baseline: {theirs})"]


def law_cautions(scenario: Scenario) -> list[str]:
    """Say what a run leans on in law and volumes that is not certain, a sentence each without its full stop."""
    said = []
    observe = scenario.run.observe
    if scenario.world == "calendar":
        fell = ", and the fall of 2020 and 2021 is not simulated" if observe.to > VOLUMES_FELL else ""
        said.append(f"volumes are those of 2018 in every year{fell}: what changes is law and services")
    if uncertain := uncertain_days(scenario):
        said.append(
            f"uncertain days of law that this could turn on: {', '.join(uncertain)} (law --provisions tells why)"
        )
    return said
