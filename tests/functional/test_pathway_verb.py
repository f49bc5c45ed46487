"""The verb `pathway`, as people use it, and its page."""

from __future__ import annotations

import csv
import io
import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import Result
from PIL import Image
from typer.testing import CliRunner

from wsa_sim import experiments
from wsa_sim.cli import app
from wsa_sim.engine.graph import STAGE_NAMES, TRACK_NAMES, pathway_graph
from wsa_sim.pathway.states import NAMES
from wsa_sim.report.graph_choice import chosen
from wsa_sim.report.graph_picture import fingerprint
from wsa_sim.scenario import load, override

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "pathway.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^python -m wsa_sim (pathway.*)$", PAGE, re.MULTILINE)
LARGEST = 150_000
"""Bytes of a picture in the documentation."""


def pathway(*arguments: str | Path, status: int = 0) -> Result:
    done = CliRunner().invoke(app, ["pathway", *map(str, arguments)])
    assert done.exit_code == status, f"{arguments}\n{done.output}"
    return done


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Results of a small run that kept its events."""
    scenario = override(load(ROOT / "scenarios/diversion_pan_london.yaml"), scale=0.01, replications=2)
    out = tmp_path_factory.mktemp("results")
    found = experiments.run(scenario, events=True, jobs=1, out=out, command="python -m wsa_sim a.yaml").folder
    assert found is not None
    return found


def test_it_lists_every_state_by_stage() -> None:
    lines = pathway().stdout.splitlines()
    assert [line.split()[0].lower() for line in lines if line.endswith(".py")] == list(STAGE_NAMES)
    states = {line.split()[0] for line in lines if re.match(r"  [A-Z0-9_]+ ", line)}
    assert states == set(pathway_graph())
    assert max(map(len, lines)) <= 100


def test_a_scenario_is_run_and_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    baseline = ROOT / "scenarios/baseline_2018.yaml"
    done = pathway(baseline, "--scale", "0.01", "--replications", "1", "--track", "prison")
    assert "1 replication at scale 0.01" in done.stdout
    assert re.search(r"=> HELD_ON_REMAND +\d", done.stdout)
    assert "simulated 1 of 1" in done.stderr
    assert not list(tmp_path.iterdir())


def test_flows_of_a_folder_are_those_of_its_summary(folder: Path) -> None:
    table = list(csv.DictReader(io.StringIO(pathway(folder, "--format", "csv").stdout)))
    summary = experiments.read(folder).summary
    totals = summary[(summary["group_by"] == "all") & (summary["period"] == "from_policy")].set_index("metric")
    for metric, state in {
        "charges": "CHARGE", "convictions": "CONVICTED", "immediate_custody": "IMMEDIATE_CUSTODY",
        "diversions": "DIVERSION_CAUTION", "recall_admissions": "RETURNED_TO_CUSTODY", "fines": "FINE",
    }.items():  # fmt: skip
        for arm in ("scenario", "baseline"):
            entered = sum(float(row[arm]) for row in table if row["target"] == state)
            assert entered == pytest.approx(totals.loc[metric, arm]), (metric, arm)
    assert len(table) == chosen(pathway_graph()).number_of_edges()


def test_the_text_of_a_folder_says_what_to_read_it_with(folder: Path) -> None:
    told = pathway(folder, "--stage", "diversion").stdout
    assert "against: London as in December 2018" in told
    assert re.search(r"-> DIVERSION_ROOM_ASKED +[\d.]+ +0 +\+", told)
    assert "2 replications at scale 0.01: counts are as simulated, not grossed up" in told
    assert "from POLICE_DECISION" in told
    assert max(map(len, told.splitlines())) <= 100


def test_pictures_of_a_run(folder: Path, tmp_path: Path) -> None:
    pathway(folder, "--track", "follow_up", "--picture", tmp_path / "part.png")
    without = tmp_path / "without_events"
    shutil.copytree(folder, without)
    (without / "events.parquet").unlink()
    pathway(without, "--picture", tmp_path / "whole.svg")
    assert {path.name for path in tmp_path.iterdir() if path.is_file()} == {"part.png", "whole.svg"}
    refused = pathway(without, "--track", "follow_up", status=2).stderr
    assert "has no event log to count flows from" in refused
    assert "python -m wsa_sim a.yaml --events" in refused


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--stage", "cort", "--track", "prisn"], ["did you mean court?", "did you mean prison?"]),
        (["--around", "RECALL_14_DAYS"], ["did you mean RECALL_14_DAY?"]),
        (["--picture", "a.jpg", "--scale", "0.1"], [".png or .svg", "--scale: nothing is run without a scenario"]),
        (["--picture", "a.png", "--format", "dot"], ["give one"]),
        (["gone.yaml", "--stage", "curt"], ["gone.yaml: there is no such file", "did you mean court?"]),
        ([str(ROOT / "docs")], ["neither a scenario file nor a folder of results"]),
        (["--stage", "court", "--track", "prison"], ["nothing is at once stage court, track prison"]),
    ],
    ids=str,
)
def test_what_cannot_be_done_is_said_in_words(arguments: list[str], said: list[str]) -> None:
    done = pathway(*arguments, status=2)
    assert done.stdout == ""
    assert [words for words in said if words not in done.stderr] == []


def test_settings_of_a_run_are_refused_for_results(folder: Path) -> None:
    assert "--scale: results are there already" in pathway(folder, "--scale", "0.1", status=2).stderr


PICTURES = [command for command in COMMANDS if "docs/pictures/" in command]


@pytest.mark.parametrize("command", PICTURES)
def test_every_picture_of_the_page_is_of_the_model_as_it_is(command: str) -> None:
    """Where this fails, the commands of docs/pathway.md draw the pictures again."""
    arguments = shlex.split(command)
    assert len(PICTURES) > 5
    path = ROOT / arguments[arguments.index("--picture") + 1]
    option = next(word for word in arguments if word in ("--stage", "--track"))
    asked = {option.removeprefix("--"): arguments[arguments.index(option) + 1]}
    part = chosen(pathway_graph(), **asked)
    assert path.stat().st_size < LARGEST
    with Image.open(path) as image:
        assert image.info["Description"] == fingerprint(part)
    assert f"](pictures/{path.name})" in PAGE


def test_the_page_shows_what_the_verb_prints() -> None:
    shown = re.search(r"^\$ python -m wsa_sim (pathway --stage .*)\n((?:.*\n)*?)```", PAGE, re.MULTILINE)
    assert shown is not None
    assert pathway(*shlex.split(shown[1])[1:]).stdout == shown[2]


def test_the_page_names_all_that_can_be_asked_for() -> None:
    named = set(re.findall(r"`([^`\n]+)`", PAGE))
    assert {*STAGE_NAMES, *TRACK_NAMES} <= named
    assert {word for word in named if word.isupper() and "_" in word} <= set(NAMES)
    options = set(re.findall(r"--[a-z]+", pathway("--help").stdout)) - {"--help"}
    assert options <= set(re.findall(r"--[a-z]+", PAGE))
