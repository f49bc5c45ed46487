"""What options take: numbers and names read as scenario files are, with the likeliest meant where they cannot be."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wsa_sim.scenario import Scenario

LONGEST = 300  # digits

ALL_GROUPS = "all-groups"
"""What `--by` takes for everything that results are broken down by."""


class Engine(StrEnum):
    """What can be asked for with `--engine`."""

    auto = "auto"
    compiled = "compiled"
    simpy = "simpy"


def whole(written: str) -> int:
    """Return a whole number that an option was given.

    Raises
    ------
    typer.BadParameter
        If it is none.
    """
    digits = written.strip().removeprefix("-").removeprefix("+")
    if digits.isascii() and digits.isdigit() and len(digits) <= LONGEST:
        return int(written)
    raise _refused(written, "it is a whole number", is_whole=True)


def positive(written: str) -> int:
    """Return a whole number of at least one that an option was given.

    Raises
    ------
    typer.BadParameter
        If it is none.
    """
    number = whole(written)
    if number < 1:
        raise typer.BadParameter(f"found {written}; it is at least 1")
    return number


def number(written: str) -> float:
    """Return a number that an option was given; whether it is a finite one is seen to later.

    Raises
    ------
    typer.BadParameter
        If it is none.
    """
    try:
        return float(written.replace("_", " "))
    except ValueError:
        raise _refused(written, "it is a number", is_whole=False) from None


def engine(written: str) -> Engine:
    """Return the engine that an option named, in small letters or capitals.

    Raises
    ------
    typer.BadParameter
        If there is none of that name.
    """
    from wsa_sim.scenario.problems import nearest, shown

    named = written.strip().lower()
    if named in list(Engine):
        return Engine(named)
    near = nearest(named, list(Engine))
    hint = f"; did you mean {near}?" if near else ""
    raise typer.BadParameter(f"found {shown(written)}; it is one of {', '.join(Engine)}{hint}")


def overridden(scenario: Scenario, *, seed: int | None, replications: int | None, scale: float | None) -> Scenario:
    """Return a scenario with the run settings of the command line.

    Raises
    ------
    ScenarioError
        If a setting is not one that a scenario could have; every option that is wrong is named as it is typed.
    """
    from wsa_sim.scenario import ScenarioError, override
    from wsa_sim.scenario.problems import Place

    try:
        return override(scenario, seed=seed, replications=replications, scale=scale)
    except ScenarioError as error:
        raise ScenarioError(replace(problem, place=Place(f"--{problem.file}")) for problem in error.problems) from None


def break_downs_of(by: Sequence[str]) -> list[str]:
    """Return the break-downs that `--by` names, each once; none where it was not given.

    Raises
    ------
    ResultsError
        If any of them is none; with every problem.
    """
    if not by:
        return []
    from wsa_sim.experiments.errors import ResultsError
    from wsa_sim.experiments.pooling import BREAK_DOWNS, check_break_downs
    from wsa_sim.scenario.problems import folded

    meant = {folded(name): name for name in (*BREAK_DOWNS, ALL_GROUPS)}
    named = [meant.get(folded(name), name) for name in by]
    try:
        check_break_downs(named, list(meant.values()))
    except ResultsError as error:
        raise ResultsError("\n".join(f"--by: {line}" for line in str(error).splitlines())) from None
    return list(BREAK_DOWNS) if ALL_GROUPS in named else list(dict.fromkeys(named))


def _refused(written: str, allowed: str, *, is_whole: bool) -> typer.BadParameter:
    from wsa_sim.scenario.meant import number_meant
    from wsa_sim.scenario.problems import shown

    meant = number_meant(written, whole=is_whole)
    hint = f"; did you mean {meant}?" if meant else ""
    return typer.BadParameter(f"found {shown(written)}; {allowed}{hint}")
