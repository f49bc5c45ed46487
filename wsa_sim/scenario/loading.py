"""A scenario file made into a `Scenario`, or into every problem that it has."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from wsa_sim.evidence import parameters
from wsa_sim.scenario.checks import (
    Placed,
    more_than_candidates,
    name_problem,
    parameter_problems,
    policy_problems,
    problem_at,
    run_problems,
    values_of,
    whole_problems,
)
from wsa_sim.scenario.explain import explain, path_text
from wsa_sim.scenario.fields import Quantity
from wsa_sim.scenario.inheritance import merge, read_chain, read_named, scenario_path, with_parents, with_run
from wsa_sim.scenario.law_section import LawSection, law_problems
from wsa_sim.scenario.models import PolicyEntry, Run, ScenarioFile, World
from wsa_sim.scenario.policies import POLICY_TYPES
from wsa_sim.scenario.problems import Problem, ScenarioError, shown
from wsa_sim.scenario.reading import Node, find, plain
from wsa_sim.scenario.scenario import Scenario

Model = TypeVar("Model", bound=BaseModel)


@dataclass
class _Parts:
    """The parts of a scenario that are sound by themselves."""

    world: World | None
    run: Run | None
    law: LawSection | None
    policies: list[Placed]
    parameters: dict[str, Quantity | None]  # None where what is said of a parameter is unsound


def load(path: str | os.PathLike[str]) -> Scenario:
    """Read a scenario file, those it extends, and the scenario that it is compared with.

    Parameters
    ----------
    path : path-like
        A YAML file. If there is none at ``name.yaml`` or ``scenarios/name.yaml``, the shipped scenario of that name.

    Returns
    -------
    Scenario
        Checked and resolved.

    Raises
    ------
    ScenarioError
        With every problem of the files, each with its place, what was found and what is allowed.
    """
    name = os.fspath(path)
    file = scenario_path(name)
    problems: list[Problem] = []
    chain = read_chain(file, name if file == Path(name) and name else str(file), problems)
    if not chain:
        raise ScenarioError(problems)
    tree = merge(chain)
    scenario = _build(tree, file, problems)
    comparator_tree = _comparator_tree(chain, file, problems)
    if comparator_tree is not None:
        run = find(tree, ("run",))
        if run[1] == 1:
            comparator = _build(with_run(comparator_tree, run[0]), file, problems)
            problems += _comparison_problems(tree, comparator_tree)
            if scenario is not None:
                scenario = replace(scenario, comparator=comparator)
    if problems or scenario is None:
        raise ScenarioError(_in_order(problems, chain))
    return scenario


def _build(tree: Node, file: Path, problems: list[Problem]) -> Scenario | None:
    """Validate a merged tree, adding to `problems`; None if there are any."""
    before = len(problems)
    data = plain(tree)
    try:
        written = ScenarioFile.model_validate(data)
    except ValidationError as error:
        written = None
        problems += [
            problem for problem in explain(error, ScenarioFile, tree) if not _is_of_no_parameter(problem, data)
        ]
    parts = _sound_parts(data)
    if parts.run is not None:
        problems += run_problems(parts.run, tree)
    if parts.law is not None:
        problems += law_problems(parts.law, parts.world, tree)
    problems += _all_parameter_problems(parts.parameters, tree)
    problems += policy_problems(parts.policies, parts.run, parts.world, tree)
    if written is not None and len(problems) == before:
        message = more_than_candidates(values_of(written.parameters), written.run.scale)
        problems += [problem_at(tree, ("run", "scale"), message)] if message else []
    if written is None or len(problems) > before:
        return None
    return Scenario(
        name=written.name,
        title=written.title,
        description=written.description or "",
        path=Path(tree.place.file),
        world=written.world,
        policies=tuple(entry.policy for entry in written.policies),
        values=values_of(written.parameters),
        overrides=written.parameters,
        origins={
            name: f"{node.label.file}:{node.label.line}"
            for name in written.parameters
            for node in [find(tree, ("parameters", name))[0]]
        },
        run=written.run,
        law=written.law,
    )


def _is_of_no_parameter(problem: Problem, data: Mapping[str, Any]) -> bool:
    """Whether a problem is with what is said of a parameter that there is not: its name is what is to be mended."""
    given = data.get("parameters")
    unknown = [name for name in given if name not in parameters()] if isinstance(given, dict) else []
    return any(problem.path == path or problem.path.startswith(f"{path}.") for path in map(_parameter_path, unknown))


def _parameter_path(name: str) -> str:
    return path_text(("parameters", name))


def _sound_parts(data: dict[str, Any]) -> _Parts:
    policies = []
    listed = data.get("policies", ())
    for index, item in enumerate(listed if isinstance(listed, tuple) else ()):
        entry = _valid(PolicyEntry, item)
        if entry is not None:
            kind = next(name for name in POLICY_TYPES if getattr(entry, name) is not None)
            policies.append(Placed(entry.policy, ("policies", index, kind), f"policies[{index}].{kind}"))
    settings = data.get("parameters", {})
    return _Parts(
        world=_world(data.get("world", "frozen_2018")),
        run=_valid(Run, data.get("run")),
        law=_law(data.get("law", {})),
        policies=policies,
        parameters={name: _valid(Quantity, item) for name, item in settings.items()}
        if isinstance(settings, dict)
        else {},
    )


def _valid(model: type[Model], data: Any) -> Model | None:
    """Return a part, or None if it is unsound, which has been reported with the whole."""
    try:
        return model.model_validate(data)
    except ValidationError:
        return None


def _law(data: Any) -> LawSection | None:
    """Return what is sound of a scenario's law."""
    if not isinstance(data, dict):
        return None
    begins = given if isinstance(given := data.get("begins"), dict) else {}
    sound = {name: day for name, day in begins.items() if _valid(LawSection, {"begins": {name: day}}) is not None}
    dated = _valid(LawSection, {"as_at": data.get("as_at")})
    return LawSection(as_at=None if dated is None else dated.as_at, begins=LawSection(begins=sound).begins)


def _world(data: Any) -> World | None:
    try:
        return TypeAdapter[World](World).validate_python(data)
    except ValidationError:
        return None


def _all_parameter_problems(given: Mapping[str, Quantity | None], tree: Node) -> list[Problem]:
    problems = []
    sound: dict[str, Quantity] = {}
    for name, quantity in given.items():
        if quantity is not None:
            problems += parameter_problems(name, quantity, tree)
            sound[name] = quantity
        elif problem := name_problem(name, tree):
            problems.append(problem)
    if not problems and len(sound) == len(given):
        problems += whole_problems(sound, tree)
    return problems


def _comparator_tree(chain: list[Node], file: Path, problems: list[Problem]) -> Node | None:
    """Return the merged tree of what a scenario is compared with."""
    named, depth = find(chain[0], ("compare_with",))
    if depth == 0:
        others = chain[1:]
    elif isinstance(named.value, dict):
        others = with_parents(named, file, problems)
    else:
        others = read_named(named, file, problems)
    if not others or others[-1].broken:
        return None
    if isinstance(named.value, str) and others[0].place.file == chain[0].place.file:
        message = "a scenario cannot be compared with itself; without extends and compare_with it is its own baseline"
        problems.append(Problem(named.place, "compare_with", message))
        return None
    return merge(others)


def _comparison_problems(tree: Node, comparator: Node) -> list[Problem]:
    """Check that a scenario and its comparator are told apart, and are in the same world."""
    problems = []
    name, other = (find(root, ("name",))[0] for root in (tree, comparator))
    if isinstance(name.value, str) and name.value == other.value:
        message = f"found {shown(name.value)}, which is also the name of what it is compared with; they need two names"
        problems.append(Problem(name.place, "name", message))
    worlds = [
        plain(node) if depth else "frozen_2018"
        for node, depth in (find(root, ("world",)) for root in (tree, comparator))
    ]
    if worlds[0] != worlds[1] and None not in map(_world, worlds):
        node, depth = find(tree, ("world",))
        message = (
            f"found {worlds[0]}, but {other.place.file}, which it is compared with, is in {worlds[1]}; "
            "both have to be in the same world (compare_with can name another scenario)"
        )
        problems.append(Problem(node.place, "world" if depth else "", message))
    return problems


def _in_order(problems: list[Problem], chain: list[Node]) -> list[Problem]:
    """Return problems file by file, the scenario's own and those that it extends first, in the order of their lines."""
    files = list(dict.fromkeys((*(tree.place.file for tree in chain), *(problem.file for problem in problems))))
    return sorted(problems, key=lambda problem: (files.index(problem.file), problem.line, problem.column))
