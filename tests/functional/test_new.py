"""The verb `new`: a first scenario that runs as it is, and refusals that say how to ask."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import wsa_sim
from tests.functional.test_cli import wsa_sim as typed
from wsa_sim.cli import app
from wsa_sim.scenario import ScenarioError
from wsa_sim.scenario.cautions import warnings
from wsa_sim.scenario.policies import POLICY_TYPES
from wsa_sim.scenario.starter import starter


def written(folder: Path, text: str) -> Path:
    path = folder / "first.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("policy", POLICY_TYPES)
def test_the_starter_of_every_policy_runs_as_it_is(policy: str, tmp_path: Path) -> None:
    scenario = wsa_sim.load(written(tmp_path, starter("first", policy=policy)))
    assert not warnings(scenario)
    assert type(scenario.policies[0]) is POLICY_TYPES[policy]
    assert scenario.comparator is not None
    assert scenario.comparator.name == "baseline_2018"
    results = wsa_sim.run(scenario, scale=0.02, replications=1, jobs=1)
    assert results.summary.query("metric == 'arrests' and period == 'from_policy'")["scenario"].iloc[0] > 0


@pytest.mark.parametrize("policy", POLICY_TYPES)
def test_what_is_left_out_can_be_put_in(policy: str, tmp_path: Path) -> None:
    text = starter("first", policy=policy, from_="2020-02-29")
    full = re.sub(r"^( +)# (\w+: )", r"\1\2", text, flags=re.MULTILINE)
    full = re.sub(r"^# (run:|law:|parameters:|  [\w.]+: )", r"\1", full, flags=re.MULTILINE)
    assert full != text
    scenario = wsa_sim.load(written(tmp_path, full))
    assert len(scenario.overrides) == 1
    assert scenario.run.replications == 20
    assert scenario.law.begins
    assert scenario.policies[0].model_fields_set == set(POLICY_TYPES[policy].model_fields)


@pytest.mark.parametrize("policy", POLICY_TYPES)
def test_every_setting_has_its_remark_and_fits_the_screen(policy: str) -> None:
    lines = starter("first", policy=policy).splitlines()
    assert max(map(len, lines)) <= 120
    for key in (field.alias or name for name, field in POLICY_TYPES[policy].model_fields.items()):
        place = next(n for n, line in enumerate(lines) if re.match(rf" +(# )?{key}: ", line))
        assert re.match(r" +# (?!\w+: )\w", lines[place - 1]), key


def test_boroughs_and_a_day_are_written(tmp_path: Path) -> None:
    text = starter("first", boroughs=["tower hamlets", "Kensington and Chelsea"], from_="2020-01-15")
    diversion, keywork = wsa_sim.load(written(tmp_path, text)).policies
    assert diversion.boroughs == keywork.boroughs == ("kensington_and_chelsea", "tower_hamlets")
    assert str(diversion.from_) == str(keywork.from_) == "2020-01-15"
    assert "title: Police diversion in Kensington and Chelsea and Tower Hamlets, from 2020-01-15" in text
    assert wsa_sim.load(written(tmp_path, starter("first", boroughs=["no_fixed_abode"]))).policies[0].suites


def test_every_problem_is_named_at_once() -> None:
    with pytest.raises(ScenarioError) as caught:
        starter("Bad Name", policy="police_diversio", boroughs=["Sothwark", "Camden"], from_="1/7/2019")
    said = str(caught.value).splitlines()
    assert [line.partition(":")[0] for line in said] == ["NAME", "--borough", "--from", "--policy"]
    for line, meant in zip(said, ("bad_name", "southwark", "2019-07-01", "police_diversion"), strict=True):
        assert line.endswith(f"did you mean {meant}?")


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["baseline_2018"], "NAME: found baseline_2018, which is what it is compared with"),
        (["--policy", "centre_capacity", "--borough", "all"], "--borough: centre_capacity is in force everywhere"),
        (["--from", "2031-01-01"], "--from: found 2031-01-01; the run begins on 2011-01-01 and ends before 2023-01-01"),
        (["--out", "a"], "--out: found 'a'; the name of a scenario file ends in .yaml; did you mean a.yaml?"),
        (["--out", "no/first.yaml"], "--out: there is no folder no to write first.yaml in"),
        (["--out", "a_folder.yaml"], "--out: a_folder.yaml is a folder"),
        (["--out", ""], "--out: found '.'; the name of a scenario file ends in .yaml"),
        (["--borough", "all,Camden"], "--borough: found all"),
        (["--out", "/proc/first.yaml"], "cannot write to /proc/first.yaml"),
    ],
)
def test_what_cannot_be_written_is_refused_in_one_message(
    arguments: list[str], named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if "/proc" in named and sys.platform != "linux":
        pytest.skip("there is no /proc")
    (tmp_path / "a_folder.yaml").mkdir()
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, ["new", *arguments])
    assert done.exit_code == 2
    assert done.stderr.startswith(named)
    assert len(done.stderr.splitlines()) == 1
    assert done.stdout == ""
    assert [path.name for path in tmp_path.iterdir()] == ["a_folder.yaml"]


def test_a_file_is_written_with_the_next_commands_and_never_over_another(tmp_path: Path) -> None:
    done = typed("new", "lambeth.yaml", "--borough", "Lambeth,Southwark", cwd=tmp_path)
    assert done.stdout.startswith("wrote lambeth.yaml: ")
    commands = re.findall(r"^  python -m wsa_sim (.+)$", done.stdout, re.MULTILINE)
    assert commands[0] == "validate lambeth.yaml"
    assert len(commands) == 4
    assert typed(*commands[0].split(), cwd=tmp_path).stdout == "lambeth.yaml: valid\n"
    before = (tmp_path / "lambeth.yaml").read_bytes()
    refused = typed("new", "lambeth", "--policy", "centre_capacity", cwd=tmp_path, status=2)
    assert refused.stderr == (
        "--out: lambeth.yaml is there already: name another file, or write over it with --replace\n"
    )
    assert (tmp_path / "lambeth.yaml").read_bytes() == before
    typed("new", "lambeth", "--policy", "centre_capacity", "--replace", cwd=tmp_path)
    assert b"centre_capacity" in (tmp_path / "lambeth.yaml").read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == ["lambeth.yaml"]
