"""A sound scenario file changed at random either loads or is refused, and never fails in any other way."""

from __future__ import annotations

import copy
import datetime
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from wsa_sim.evidence import parameters
from wsa_sim.scenario import Scenario, ScenarioError, build_plan, load, shipped

ALONE = "name: base\ntitle: Base\nrun: {observe: {from: 2018-01-01, to: 2020-01-01}}\n"
RICH = """\
name: rich
title: Everything that a file can say
description: In two
  lines
world: frozen_2018
policies:
  - police_diversion:
      boroughs: [Camden, no_fixed_abode]
      suites: [Islington]
      from: 2018-07-01
      to: 2019-01-01
      offer_rate: {value: 0.2, range: [0.1, 0.4], of: eligible, grade: D, why: an assumption}
      domestic_abuse: true
      authority: the Director's leave
      net_widening: 0.2
  - keywork_capacity: {service: police_diversion_keywork, keyworkers: 2, boroughs: all, from: 2018-07-01}
  - service_closure: {service: minerva_crc, from: 2019-03-01}
  - centre_capacity: {places: 7, from: 2019-03-01}
parameters:
  mother_share: USUAL
  frailty_sigma: {value: 0.5, range: [0.4, 0.6], unit: log units, why: to see, grade: D, evidence: []}
compare_with: {name: other, title: Other}
run: {seed: 1, replications: 2, warm_up_years: 1, observe: {from: 2018-01-01, to: 2020-01-01}, scale: 0.1}
""".replace("USUAL", str(parameters()["mother_share"].value))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("base.yaml").write_text(ALONE, encoding="utf-8")
    return tmp_path


SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=20),
    st.dates().map(datetime.date.isoformat),
    st.sampled_from(
        [
            "all",
            "yes",
            "0.5",
            "camden",
            "base.yaml",
            "child.yaml",
            "frozen_2018",
            "calendar",
            "minerva_crc",
            "1e999",
            "~",
        ]
    ),
)
KEYS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            "name",
            "run",
            "extends",
            "compare_with",
            "policies",
            "value",
            "range",
            "from",
            "observe",
            *list(parameters())[:20],
        ]
    ),
)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=6
)
FORGIVING = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)


def loads_or_is_refused(content: bytes) -> None:
    Path("child.yaml").write_bytes(content)
    try:
        scenario = load("child.yaml")
    except ScenarioError as error:
        refusal = error
    else:
        assert isinstance(scenario, Scenario)
        build_plan(scenario, 0)
        scenario.digest()
        return
    assert refusal.problems
    assert all(str(problem).isprintable() for problem in refusal.problems)
    str(refusal).encode("utf-8")


def places(value: object, path: tuple = ()) -> list[tuple]:
    """Paths of every value in a tree."""
    found = [path] if path else []
    if isinstance(value, dict | list):
        for key, child in value.items() if isinstance(value, dict) else enumerate(value):
            found += places(child, (*path, key))
    return found


TREE = YAML(typ="safe").load(RICH)
for policy in TREE["policies"]:
    for policy_settings in policy.values():
        for day in ("from", "to"):
            if day in policy_settings:
                policy_settings[day] = policy_settings[day].isoformat()
TREE["run"]["observe"] = {"from": "2018-01-01", "to": "2020-01-01"}


def test_the_scenario_that_is_mutated_is_sound(folder):
    Path("x.yaml").write_text(RICH, encoding="utf-8")
    assert load("x.yaml").comparator is not None


@FORGIVING
@given(data=st.data())
def test_mutated_trees_load_or_are_refused(folder, data):
    tree = copy.deepcopy(TREE)
    for _ in range(data.draw(st.integers(1, 4))):
        paths = places(tree)
        if not paths:
            break
        path = data.draw(st.sampled_from(paths))
        parent = tree
        for step in path[:-1]:
            parent = parent[step]
        match data.draw(st.sampled_from(["drop", "replace", "rename", "scale"])):
            case "drop":
                del parent[path[-1]]
            case "rename" if isinstance(parent, dict):
                parent[data.draw(KEYS)] = parent.pop(path[-1])
            case "scale" if isinstance(parent[path[-1]], int | float):
                parent[path[-1]] *= data.draw(st.sampled_from([-1, 0, 0.5, 2, 1e6, float("nan"), float("inf")]))
            case _:
                parent[path[-1]] = data.draw(VALUES)
    stream = io.StringIO()
    YAML(typ="safe").dump(tree, stream)
    loads_or_is_refused(stream.getvalue().encode("utf-8", errors="surrogatepass"))


@FORGIVING
@given(data=st.data())
def test_mutated_text_loads_or_is_refused(folder, data):
    content = RICH.encode()
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(content)))
        length = data.draw(st.sampled_from([0, 0, 1, 5, 40]))
        piece = data.draw(
            st.binary(max_size=6)
            | st.sampled_from(
                [
                    b"\t",
                    b"\r",
                    b"\n",
                    b": ",
                    b"- ",
                    b"&a ",
                    b"*a",
                    b"<<: ",
                    b"!!x ",
                    b"---\n",
                    b"...\n",
                    b"[",
                    b"}",
                    b"|\n",
                    b"? ",
                    b"%",
                    b"'",
                    b'"\\x',
                    b"#",
                    b"\xef\xbb\xbf",
                    b"\xe2\x80\xa8",
                    b"@",
                    b"`",
                    b"9" * 400,
                ]
            )
        )
        content = content[:start] + piece + content[start + length :]
    loads_or_is_refused(content)


@FORGIVING
@given(
    content=st.binary(max_size=200)
    | st.text(max_size=100).map(lambda text: text.encode("utf-8", errors="surrogatepass"))
)
def test_anything_at_all_is_refused(folder, content):
    Path("x.yaml").write_bytes(content)
    with pytest.raises(ScenarioError):
        load("x.yaml")


def test_shipped_scenarios_stay_sound_under_every_missing_line(folder):
    assert shipped() is not None
    lines = (shipped() / "diversion_pan_london.yaml").read_text(encoding="utf-8").splitlines(keepends=True)
    for gap in range(len(lines)):
        loads_or_is_refused("".join(lines[:gap] + lines[gap + 1 :]).encode("utf-8"))
