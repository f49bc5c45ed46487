"""A first scenario file for somebody to change: commented, valid, and run as it is.

It is made from the models of the policies: each field's description is the remark, its first example the value. A
field that can be left out is written behind a `#`.
"""

from __future__ import annotations

import inspect
import json
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, Literal, get_args, get_origin

from pydantic import Field, ValidationError

from wsa_sim.evidence import LONDON_BOROUGHS, boroughs, parameters
from wsa_sim.scenario.checks import outside_run
from wsa_sim.scenario.explain import explain
from wsa_sim.scenario.fields import Day, Residences, Strict
from wsa_sim.scenario.loading import load
from wsa_sim.scenario.models import Name
from wsa_sim.scenario.policies import POLICY_TYPES
from wsa_sim.scenario.problems import Place, Problem, ScenarioError, listed, nearest, shown
from wsa_sim.scenario.reading import Node

EXTENDS: Final = "baseline_2018.yaml"
USUAL_POLICY: Final = "police_diversion"
EXAMPLE_PARAMETER: Final = "remand_share.magistrates"
BOROUGHS_A_KEYWORKER: Final = 3  # twelve for the 33 boroughs in diversion_pan_london.yaml
BASELINE_OF: Final = {"keyworkers": "keyworkers.{service}", "places": "centre_places"}
"""Parameters that hold what a field of a policy has in the baseline."""

WIDTH: Final = 100
MOST_NAMED: Final = 3

HEAD = """\
# A scenario says what is done differently, and from when. This one can be run as it is: change what you like.
# A line that begins with a # is a remark, or a setting that is left out, and changes nothing.

# Names the folder of the results: small letters, digits, _ and -.
name: {name}

# One line that says what the scenario is, printed above its results.
title: {title}

# What this adds to, and is compared with: London as in December 2018, with nothing done differently.
extends: {extends}

# What is done differently: a list, each item one policy with its settings.
policies:
"""

TAIL = """
# Any number of the model can be changed as well, for the whole run, the years before the policy among them.
# Take the # from the next two lines to do so. The evidence says {value:g}, from {low:g} to {high:g} (grade {grade}):
{why}
# parameters:
#   {parameter}: {changed:g}

# Law is that of 31 December 2018 throughout, unless another day is named, or a provision is given a day of its own.
# law:
#   as_at: 2024-10-31
#   begins: {{progression_model: 2024-10-01}}  # as if it had begun then; `wsa_sim law --provisions` lists them

# How it is run, where that is to differ from {extends}.
# run:
#   replications: 20  # how often London is simulated, with different luck: more of them narrow the intervals
#   scale: 0.05  # the size of London: a twentieth, for a trial
"""


class _Asked(Strict):
    """What is asked for, checked as a scenario file would be."""

    name: Name
    boroughs: Residences | None = None
    from_: Day | None = Field(default=None, alias="from")


def starter(name: str, *, policy: str = USUAL_POLICY, boroughs: Sequence[str] = (), from_: str | None = None) -> str:
    """Return the text of a scenario file with one policy, a remark on each part.

    Parameters
    ----------
    name : str
        Name of the scenario.
    policy : str
        One of `POLICY_TYPES`.
    boroughs : sequence of str
        Where the policy is in force; ``all`` alone for every London borough. None: as in the policy's example.
    from_ : str, optional
        First day of the policy, year-month-day.

    Returns
    -------
    str
        YAML, which `load` takes as it stands.

    Raises
    ------
    ScenarioError
        With every problem of what was asked for; its places are the options of the verb `new`.
    """
    asked = _checked(name, policy, boroughs, from_)
    given: dict[str, Any] = {}
    if asked.from_ is not None:
        a_year_later = asked.from_.replace(year=asked.from_.year + 1, day=min(asked.from_.day, 28))
        given |= {"from": str(asked.from_), "to": str(a_year_later)}
    if asked.boroughs is not None:
        given["boroughs"] = _places(asked.boroughs)
        if not set(asked.boroughs) & set(LONDON_BOROUGHS):
            given["suites"] = "all"
    row = parameters()[EXAMPLE_PARAMETER]
    return (
        HEAD.format(name=asked.name, title=_title(policy, given), extends=EXTENDS)
        + "".join(f"{line}\n" for line in _policies(policy, given))
        + TAIL.format(
            extends=EXTENDS,
            parameter=EXAMPLE_PARAMETER,
            changed=float(f"{(row.value + row.low) / 2:.2g}"),
            why="\n".join(_remark(row.why)),
            **{key: getattr(row, key) for key in ("value", "low", "high", "grade")},
        )
    )


def _checked(name: str, policy: str, boroughs: Sequence[str], from_: str | None) -> _Asked:
    """Return what was asked for, or raise with all that is wrong with it."""
    places = {"name": Place("NAME"), "boroughs": Place("--borough"), "from": Place("--from")}
    written: dict[str, Any] = {"name": name}
    if boroughs:
        written["boroughs"] = boroughs[0] if list(boroughs) == ["all"] else tuple(boroughs)
    if from_ is not None:
        written["from"] = from_
    problems = []
    asked = None
    try:
        asked = _Asked.model_validate(written)
    except ValidationError as error:
        tree = Node({key: _node(value, places[key]) for key, value in written.items()}, Place(""), Place(""))
        problems += [replace(problem, path="") for problem in explain(error, _Asked, tree)]
    if policy not in POLICY_TYPES:
        message = f"found {shown(policy)}; it is one of {listed(POLICY_TYPES)}"
        problems.append(Problem(Place("--policy"), "", message, nearest(policy, POLICY_TYPES)))
    elif boroughs and "boroughs" not in _fields(policy):
        problems.append(Problem(places["boroughs"], "", f"{policy} is in force everywhere, and takes no boroughs"))
    baseline = load(EXTENDS)
    if name == baseline.name:
        problems.append(Problem(places["name"], "", f"found {name}, which is what it is compared with; give another"))
    if asked is not None and asked.from_ is not None and (message := outside_run(asked.from_, baseline.run)):
        problems.append(Problem(places["from"], "", message))
    if problems or asked is None:
        raise ScenarioError(problems)
    return asked


def _node(value: Any, place: Place) -> Node:
    if isinstance(value, tuple):
        return Node([_node(item, place) for item in value], place, place)
    return Node(value, place, place)


def _places(slugs: tuple[str, ...]) -> object:
    """Return boroughs as people write them."""
    if slugs == LONDON_BOROUGHS:
        return "all"
    names = {borough.slug: borough.name for borough in boroughs()}
    return [names.get(slug, slug) for slug in slugs]


def _title(policy: str, given: Mapping[str, Any]) -> str:
    title = policy.replace("_", " ").capitalize()
    where = given.get("boroughs")
    if isinstance(where, list):
        named = " and ".join(filter(None, (", ".join(where[:-1]), where[-1])))
        title += f" in {named if len(where) <= MOST_NAMED else f'{len(where)} places'}"
    return f"{title}, from {given.get('from', _example(policy, 'from'))}"


def _policies(policy: str, given: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines of the policy, and of what it needs beside it."""
    yield from _remark(inspect.cleandoc(POLICY_TYPES[policy].__doc__ or policy).partition("\n\n")[0], 2)
    yield from _policy(policy, given)
    if policy == "police_diversion":
        where = given.get("boroughs", _example(policy, "boroughs"))
        many = len(where) if isinstance(where, list) else len(LONDON_BOROUGHS)
        settings = {
            "service": "police_diversion_keywork",
            "keyworkers": max(1, round((many + 1) / BOROUGHS_A_KEYWORKER)),
            "boroughs": where,
            "from": given.get("from", _example(policy, "from")),
        }
        yield ""
        yield from _remark("It needs keyworkers, or nobody is offered it.", 2)
        yield from _policy("keywork_capacity", settings)


def _policy(policy: str, given: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines of one item: what is given or required, and what can be left out, behind a #."""
    yield f"  - {policy}:"
    values = {key: given.get(key, _example(policy, key)) for key in _fields(policy)}
    for key, field in _fields(policy).items():
        told = field.description or key
        if get_origin(field.annotation) is Literal:
            told += f": {', '.join(get_args(field.annotation))}"
        if key in BASELINE_OF:
            told += f"; {parameters()[BASELINE_OF[key].format_map(values)].value:g} in {EXTENDS}"
        yield from _remark(told, 6)
        is_left_out = not field.is_required() and (key not in given or key == "to")
        yield f"      {'# ' if is_left_out else ''}{key}: {_yaml(values[key])}"


def _fields(policy: str) -> dict[str, Any]:
    """Return the fields of a policy by the key that a file gives them."""
    return {field.alias or name: field for name, field in POLICY_TYPES[policy].model_fields.items()}


def _example(policy: str, key: str) -> Any:
    return _fields(policy)[key].examples[0]


def _remark(text: str, indent: int = 0) -> list[str]:
    start = " " * indent + "# "
    return textwrap.wrap(text, WIDTH, initial_indent=start, subsequent_indent=start)


def _yaml(value: object) -> str:
    """Return a value as YAML on one line."""
    match value:
        case dict():
            return "{" + ", ".join(f"{key}: {_yaml(item)}" for key, item in value.items()) + "}"
        case list() | tuple():
            return "[" + ", ".join(map(_yaml, value)) + "]"
        case str():
            return json.dumps(value, ensure_ascii=False) if set(value) & set(",:#{}[]\"'") else value
        case bool():
            return "true" if value else "false"
        case _:
            return f"{value:g}"
