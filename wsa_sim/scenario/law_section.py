"""The `law` of a scenario: as at which day in a frozen world, and which provisions begin on other days."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Final, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from wsa_sim.law.calendar import date_of, day_number
from wsa_sim.law.commencement import LAW, UNTESTED, Law, assuming, in_force_throughout, out_of_order
from wsa_sim.law.provisions import PROVISIONS, uncertain
from wsa_sim.law.term import NEVER
from wsa_sim.scenario.fields import Day, Strict, problem, read_date
from wsa_sim.scenario.problems import Problem, nearest, shown
from wsa_sim.scenario.reading import Node, find

FROZEN_AT: Final = datetime.date(2018, 12, 31)
"""The day whose law applies throughout in a frozen world that names no other."""

SETTABLE: Final = tuple(name for name in Law._fields if name not in UNTESTED)
"""Provisions whose day a scenario can set."""

NEAR_DAYS: Final = 183
"""An uncertain day this near to that of a frozen world could fall on its other side."""


def _read_beginning(value: object) -> object:
    if value == "never":
        return value
    if not isinstance(value, str | datetime.date) or (isinstance(value, str) and not value[:1].isdigit()):
        meant = nearest(value, ["never"]) if isinstance(value, str) else ""
        raise problem("date", "it is a day, as in 2027-03-01, or never", meant)
    return read_date(value)


Beginning = Annotated[
    datetime.date | Literal["never"],
    BeforeValidator(_read_beginning),
    WithJsonSchema({"anyOf": [{"const": "never"}, {"type": "string", "format": "date"}]}),
]
"""The day on which a provision begins, or that it never does."""


class LawSection(Strict):
    """Under what law a scenario runs.

    Attributes
    ----------
    as_at : datetime.date, optional
        In a frozen world, the day whose law applies throughout.
    begins : dict of str to datetime.date or "never"
        Provisions by name, each with the day on which it begins in place of that known here.
    """

    as_at: Day | None = Field(default=None, description="in a frozen world, the day whose law applies throughout")
    begins: dict[str, Beginning] = Field(
        default_factory=dict,
        description="days of provisions, by name, as in {supervision_repeal: 2027-03-01}",
    )

    def written(self, world: str) -> dict[str, Any]:
        """Return the section as a file writes it, with the day of a frozen world."""
        made: dict[str, Any] = {}
        if world != "calendar":
            made["as_at"] = str(self.as_at or FROZEN_AT)
        if self.begins:
            made["begins"] = {name: str(day) for name, day in sorted(self.begins.items())}
        return made


def dated(section: LawSection) -> Law:
    """Return the law with each provision on its own day, or that which the scenario gives it."""
    days = {name: NEVER if day == "never" else day_number(day) for name, day in section.begins.items()}
    return assuming(LAW, days)


def law_of(world: str, section: LawSection) -> Law:
    """Return the law of a world: that of its day throughout, or as each provision begins."""
    if world == "calendar":
        return dated(section)
    return in_force_throughout(dated(section), day_number(section.as_at or FROZEN_AT))


def leans_on(world: str, section: LawSection, first: int, last: int) -> dict[str, str]:
    """Return the uncertain days that a run could turn on, by provision, each with what is uncertain about it.

    Those within the run in the calendar world, those within half a year of its day in a frozen one. A day that is not
    known counts from that on which another provision of its Act begins. Days that the scenario sets are settled.

    Parameters
    ----------
    world, section
        The world and the law.
    first, last : int
        First and last day of the run, of which a frozen world takes no account.
    """
    day = day_number(section.as_at or FROZEN_AT)
    low, high = (first, last) if world == "calendar" else (day - NEAR_DAYS, day + NEAR_DAYS)
    reached = last if world == "calendar" else day
    found = {}
    for name, doubt in uncertain().items():
        if name not in SETTABLE or name in section.begins:
            continue
        begins = PROVISIONS[name].begins
        if low <= begins <= high or (begins == NEVER and _act_of(name) <= reached):
            found[name] = doubt
    return found


def _act_of(name: str) -> int:
    statute = PROVISIONS[name].statute
    return min(each.begins for each in PROVISIONS.values() if each.statute == statute)


def law_problems(section: LawSection, world: str | None, tree: Node) -> list[Problem]:
    """Check a scenario's law: known provisions, a day where there is one, days in order, and days that are reached."""
    problems = list(_names(section, tree))
    if world == "calendar" and section.as_at is not None:
        message = f"found {section.as_at}; in the calendar world each provision has its own day, and there is no as_at"
        problems.append(_problem(tree, ("law", "as_at"), message))
    known = {name: day for name, day in section.begins.items() if name in SETTABLE}
    law = dated(LawSection(begins=known))
    days = law._asdict()
    for first, then in out_of_order(law):
        name = then if then in known else first
        message = (
            f"found {known[name]}; {then} follows {first}, and would begin on {date_of(days[then])}, before that does "
            f"on {date_of(days[first])}"
        )
        problems.append(_problem(tree, ("law", "begins", name), message))
    if world not in (None, "calendar"):
        problems += _not_reached(section.as_at or FROZEN_AT, known, tree)
    return problems


def _names(section: LawSection, tree: Node) -> Iterator[Problem]:
    for name in section.begins:
        label = find(tree, ("law", "begins", name))[0].label
        if name in UNTESTED:
            message = f"no rule of the model tests the day of {name}, so that to set it does nothing"
            yield Problem(label, "law.begins", message)
        elif name not in SETTABLE:
            about = f"{name} has no day of its own" if name in PROVISIONS else f"there is no provision {shown(name)}"
            message = f"{about}; `python -m wsa_sim law --provisions` lists them"
            yield Problem(label, "law.begins", message, nearest(name, SETTABLE))


def _not_reached(
    as_at: datetime.date, known: Mapping[str, datetime.date | Literal["never"]], tree: Node
) -> Iterator[Problem]:
    """Yield what is wrong with days that a frozen world never comes to, whether they are moved or not."""
    for name, day in known.items():
        if LAW._asdict()[name] > day_number(as_at) and (day == "never" or day > as_at):
            message = (
                f"found {day}; a frozen world has the law of {as_at} throughout, which {name} does not reach: give a "
                "day by then, a later as_at, or world: calendar"
            )
            yield _problem(tree, ("law", "begins", name), message)


def _problem(tree: Node, loc: tuple[str, ...], message: str) -> Problem:
    node, _ = find(tree, loc)
    return Problem(node.place, ".".join(loc), message)
