"""Rules that hold between the parts of a scenario, each checked on the parts that are sound by themselves."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from wsa_sim.chance.envelope import CANDIDATES_PER_DAY, KNOWN_CANDIDATES
from wsa_sim.evidence import boroughs, cells, figures, parameters, share_problems
from wsa_sim.evidence.axes import AXES_OF, SUMS_TO_ONE
from wsa_sim.law.calendar import YEAR
from wsa_sim.scenario.explain import Loc, path_text
from wsa_sim.scenario.fields import EARLIEST, Quantity
from wsa_sim.scenario.limits import always_and_never, impossible
from wsa_sim.scenario.models import Run
from wsa_sim.scenario.policies import (
    CentreCapacity,
    KeyworkCapacity,
    PoliceDiversion,
    Policy,
    ServiceClosure,
    days_of_change,
)
from wsa_sim.scenario.problems import Problem, listed, nearest, shown
from wsa_sim.scenario.reading import Node, find
from wsa_sim.scenario.table import LAST_DAYS, N_PERIODS

LONGEST_RUN: Final = 60  # years


@dataclass(frozen=True)
class Placed:
    """A policy and where in the scenario it stands."""

    policy: Policy
    loc: Loc
    label: str


def run_problems(run: Run, tree: Node) -> list[Problem]:
    """Check the dates of a run against each other."""
    first, after = run.observe.from_, run.observe.to
    problems = []
    for key, date in (("from", first), ("to", after)):
        if (date.month, date.day) != (1, 1):
            years = " or ".join(str(datetime.date(year, 1, 1)) for year in (date.year, date.year + 1))
            message = f"found {date}; whole years are observed, so that it is a 1 January, as in {years}"
            problems.append(problem_at(tree, ("run", "observe", key), message))
    if after <= first:
        message = f"found {after}; the period observed has to end after it begins, on {first}"
        problems.append(problem_at(tree, ("run", "observe", "to"), message))
    if first.year - run.warm_up_years < EARLIEST.year:
        message = f"found {run.warm_up_years}; with that many years of warm-up the run would begin before {EARLIEST}"
        problems.append(problem_at(tree, ("run", "warm_up_years"), message))
    if after.year - first.year + run.warm_up_years > LONGEST_RUN:
        message = f"found {after}; a run is at most {LONGEST_RUN} years with its warm-up"
        problems.append(problem_at(tree, ("run", "observe", "to"), message))
    return problems


def more_than_candidates(values: Mapping[str, float], scale: float) -> str:
    """Say why a run of this size has too many women for the candidates among whom it finds its own, or nothing."""
    women = [borough.adult_women for borough in boroughs()]
    elsewhere = [values["no_fixed_abode_share"], values["outside_london_share"]]
    largest = max(*elsewhere, (1.0 - sum(elsewhere)) * max(women) / sum(women))
    a_day = largest * scale * values["first_arrests_per_year"] / YEAR
    known = largest * scale * values["known_women"]
    excess = max(a_day / CANDIDATES_PER_DAY, known / KNOWN_CANDIDATES)
    if excess <= 1.0:
        return ""
    most = scale / excess
    return f"found {scale:g}; with this many women (first_arrests_per_year, known_women) it is at most {most:.3g}"


def name_problem(name: str, tree: Node) -> Problem | None:
    """Say what is wrong with the name of a parameter, if anything is."""
    known = parameters()
    if name in known:
        return None
    label = find(tree, ("parameters", name))[0].label
    base = name.partition(".")[0]
    if base in AXES_OF:
        lacking = "" if name == base else f", and {shown(name)} is not a cell of it"
        message = f"{base} is a table{lacking}; its cells are {listed(cells(base))}"
        return Problem(label, "parameters", message, nearest(name, cells(base)))
    message = f"there is no parameter {shown(name)}; `python -m wsa_sim schema` lists them"
    return Problem(label, "parameters", message, nearest(name, known))


def parameter_problems(name: str, quantity: Quantity, tree: Node) -> list[Problem]:
    """Check one parameter against the evidence."""
    if problem := name_problem(name, tree):
        return [problem]
    row = parameters()[name]
    loc: Loc = ("parameters", name)
    problems = []
    numbers: list[tuple[Loc, float]] = [((*loc, "value"), quantity.value)]
    numbers += [((*loc, "range", index), bound) for index, bound in enumerate(quantity.range or ())]
    cannot_be = [problem_at(tree, place, message) for place, number in numbers if (message := impossible(number, row))]
    problems += cannot_be
    if not cannot_be and not row.low <= quantity.value <= row.high and (quantity.range is None or quantity.why is None):
        inside = f"{row.low:g} to {row.high:g} ({row.unit})"
        written = f"{{value: {quantity.value:g}, range: [low, high], why: ...}}"
        message = (
            f"found {quantity.value:g}; the evidence gives {inside}, "
            f"and a value outside it states its own range and why, as in {written}"
        )
        problems.append(problem_at(tree, (*loc, "value"), message))
    if quantity.unit is not None and quantity.unit != row.unit:
        message = f"found {shown(quantity.unit)}; the unit of this parameter is {row.unit}"
        problems.append(problem_at(tree, (*loc, "unit"), message))
    return problems + citation_problems(quantity, loc, tree)


def citation_problems(quantity: Quantity, loc: Loc, tree: Node) -> list[Problem]:
    """Check that the evidence a quantity cites is there, and that its grade is no better than what it cites."""
    problems = [
        problem_at(tree, (*loc, "evidence", index), f"found {shown(cited)}; there is no such row in the evidence", near)
        for index, cited in enumerate(quantity.evidence)
        if cited not in figures()
        for near in [nearest(cited, figures())]
    ]
    worst = max((figures()[cited].grade for cited in quantity.evidence if cited in figures()), default="D")
    if quantity.grade is not None and quantity.grade < worst:
        rests = f"the worst that it cites is {worst}" if quantity.evidence else "it cites no evidence"
        problems.append(
            problem_at(tree, (*loc, "grade"), f"found {quantity.grade}, and {rests}; the best it can be is {worst}")
        )
    return problems


def whole_problems(overrides: Mapping[str, Quantity], tree: Node) -> list[Problem]:
    """Check that shares of one whole still add up to 1, and that women still have somewhere to live and be arrested."""
    values = values_of(overrides)
    problems = []
    for sentence in share_problems(values):
        group, _, total = sentence.partition(": ")
        names = [name for name in overrides if name.startswith(f"{group}.") and name.partition(".")[0] in SUMS_TO_ONE]
        keys = [cell.rpartition(".")[2] for cell in cells(names[0].partition(".")[0]) if cell.startswith(f"{group}.")]
        message = f"{total}; the shares of {group} are {listed(keys)}"
        problems.append(problem_at(tree, ("parameters", names[0]), message))
    elsewhere = ("no_fixed_abode_share", "outside_london_share")
    if sum(values[name] for name in elsewhere) > 1.0:
        given = next(name for name in elsewhere if name in overrides)
        message = f"{elsewhere[0]} and {elsewhere[1]} add up to more than 1"
        problems.append(problem_at(tree, ("parameters", given), message))
    problems += [
        problem_at(tree, ("parameters", name), message) for name, message in always_and_never(overrides, values)
    ]
    weights = [name for name in cells("arrest_place_weight") if name in overrides]
    if weights and not any(values[f"arrest_place_weight.{borough.slug}"] > 0 for borough in boroughs()):
        problems.append(
            problem_at(tree, ("parameters", weights[0]), "found 0 for every borough; one of them is more than 0")
        )
    return problems


def values_of(overrides: Mapping[str, Quantity]) -> dict[str, float]:
    """Return every parameter by dotted name, with those that a scenario sets in place of the evidence's."""
    return {name: overrides[name].value if name in overrides else row.value for name, row in parameters().items()}


def policy_problems(placed: Sequence[Placed], run: Run | None, world: str | None, tree: Node) -> list[Problem]:
    """Check policies against the run, the world and each other."""
    problems = []
    if run is not None:
        for item in placed:
            problems += _day_problems(item, run, tree)
    for index, second in enumerate(placed):
        for first in placed[:index]:
            if message := _contradiction(first.policy, second.policy):
                where = find(tree, first.loc)[0].label
                message = message.format(other=f"{first.label} ({where})") + "; change or leave out one of them"
                problems.append(problem_at(tree, second.loc, message))
                break
    problems += _closed_problems(placed, world, tree)
    diversions = [(item, item.policy) for item in placed if isinstance(item.policy, PoliceDiversion)]
    for item, policy in diversions:
        for key in ("offer_rate", "net_widening"):
            problems += citation_problems(getattr(policy, key), (*item.loc, key), tree)
    days = days_of_change(item.policy for item in placed)
    if len(days) > N_PERIODS - 1:
        last = next(item for item in reversed(placed) if days_of_change([item.policy]))
        message = (
            f"police diversion and the boroughs of keywork services change on {len(days)} different days "
            f"({listed(map(str, days))}); a run can have at most {N_PERIODS - 1}"
        )
        problems.append(problem_at(tree, last.loc, message))
    return problems


def problem_at(tree: Node, loc: Loc, message: str, suggestion: str = "") -> Problem:
    """Return a problem at the deepest part of a path that is in the file."""
    node, depth = find(tree, loc)
    place = node.label if isinstance(node.value, dict | list) else node.place
    return Problem(place, path_text(loc[:depth]), message, suggestion)


def outside_run(day: datetime.date, run: Run) -> str:
    """Say that a day is not in a run, warm-up included, or nothing."""
    begins = datetime.date(max(run.observe.from_.year - run.warm_up_years, EARLIEST.year), 1, 1)
    if begins <= day < run.observe.to:
        return ""
    return f"found {day}; the run begins on {begins} and ends before {run.observe.to}"


def _day_problems(item: Placed, run: Run, tree: Node) -> list[Problem]:
    message = outside_run(item.policy.from_, run)
    return [problem_at(tree, (*item.loc, "from"), message)] if message else []


def _contradiction(first: Policy, second: Policy) -> str:
    """Say how the second of two policies contradicts the other, named by ``{other}``, or nothing."""
    if isinstance(first, PoliceDiversion) and isinstance(second, PoliceDiversion):
        if not _overlap(first, second):
            return ""
        if both := [slug for slug in second.boroughs if slug in first.boroughs]:
            return f"is in force in boroughs of {{other}} ({listed(both, 3)}) at the same time"
        if first.domestic_abuse != second.domestic_abuse:
            return "has another domestic_abuse than {other} at the same time, and it is one for all boroughs"
        if first.net_widening.value != second.net_widening.value:
            return "has another net_widening than {other} at the same time, and it is one for all boroughs"
    if isinstance(first, KeyworkCapacity) and isinstance(second, KeyworkCapacity):
        same = (first.service, first.from_) == (second.service, second.from_)
        return f"sets the keyworkers of {second.service} on the same day as {{other}}" if same else ""
    if isinstance(first, CentreCapacity) and isinstance(second, CentreCapacity) and first.from_ == second.from_:
        return "sets the places of women's centres on the same day as {other}"
    if isinstance(first, ServiceClosure) and isinstance(second, ServiceClosure) and first.service == second.service:
        return f"closes {second.service}, as does {{other}}"
    return ""


def _overlap(first: PoliceDiversion, second: PoliceDiversion) -> bool:
    return (second.to is None or first.from_ < second.to) and (first.to is None or second.from_ < first.to)


def _closed_problems(placed: Sequence[Placed], world: str | None, tree: Node) -> list[Problem]:
    """Check that no closed service is given keyworkers, or closed again."""
    closed = {item.policy.service: item for item in placed if isinstance(item.policy, ServiceClosure)}
    problems = []
    for item in placed:
        policy = item.policy
        if not isinstance(policy, KeyworkCapacity | ServiceClosure):
            continue
        ended = LAST_DAYS.get(policy.service) if world == "calendar" else None
        if ended is not None and policy.from_ > ended:
            message = f"{policy.service} ended on {ended} in the calendar world"
            problems.append(problem_at(tree, (*item.loc, "from"), message))
        closure = closed.get(policy.service)
        if isinstance(policy, KeyworkCapacity) and closure is not None and policy.from_ >= closure.policy.from_:
            where = find(tree, closure.loc)[0].label
            message = (
                f"{policy.service} has closed by then: {closure.label} ({where}) closes it on {closure.policy.from_}"
            )
            problems.append(problem_at(tree, (*item.loc, "from"), message))
    return problems
