"""The command with which the dates of a simulated sentence can be worked out by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from wsa_sim.law.calendar import date_of
from wsa_sim.pathway import states
from wsa_sim.pathway.sentencing import INDETERMINATE_DAYS
from wsa_sim.pathway.woman import SENTENCE
from wsa_sim.report.chronicle import Event
from wsa_sim.report.law_question import MOVABLE
from wsa_sim.scenario.law_section import LawSection
from wsa_sim.scenario.models import World

if TYPE_CHECKING:
    from wsa_sim.scenario import Scenario

FLAGS = {states.EXCLUDED_FROM_SDS40: "--excluded", states.LISTED_AS_SERIOUS: "--serious"}


def law_options(world: World, law: LawSection) -> str:
    """Return the options that put the verb `law` under a scenario's law."""
    written = law.written(world)
    options = [f"--as-at {written['as_at']}"] if "as_at" in written else []
    options += [f"--assume {name}={day}" for name, day in written.get("begins", {}).items() if name in MOVABLE]
    return " ".join(options)


def by_hand(life: Sequence[Event], born: float, scenario: Scenario) -> dict[int, str]:
    """Return the command for each sentence of a life, by the place of its `SENTENCE_CREDITED` among the events.

    It gives the dates of the longest of the sentences that a court passed that day, if no other binds for longer. There
    is none for an indeterminate sentence.
    """
    options = law_options(scenario.world, scenario.law)
    found: dict[int, str] = {}
    length, offence, flags = 0, 0, ""
    for i, (day, slot, state, value) in enumerate(life):
        if slot != SENTENCE:
            continue
        if state == states.SENTENCE_BEGINS:
            length, flags = round(value), ""
        elif state == states.SENTENCED_FOR_OFFENCE_OF:
            offence = round(value)
        elif state in FLAGS:
            flags += f" {FLAGS[state]}"
        elif state == states.SENTENCE_CREDITED and length < INDETERMINATE_DAYS:
            credit = f" --remand-days {round(value)}" if value > 0 else ""
            found[i] = (
                f"python -m wsa_sim law --offence {date_of(offence)} --sentence {date_of(day)} --days {length}{credit} "
                f"--born {date_of(born)}{flags} {options}"
            ).rstrip()
    return found
