"""Outcomes by group as their users ask for them: with a run, from its folder, and from Python."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from click.testing import Result
from typer.testing import CliRunner

import wsa_sim
from tests.functional.test_cli import BASELINE, DIVERSION
from wsa_sim.cli import app
from wsa_sim.experiments import read
from wsa_sim.experiments.paired import NOTES
from wsa_sim.experiments.pooling import BREAK_DOWNS

Typed = Callable[..., Result]

FOLDER = "results/quick"
SCENARIO = f"""\
name: quick
title: Police diversion, for two years
extends: {BASELINE}
policies:
  - police_diversion: {{boroughs: all, from: 2019-07-01, offer_rate: {{value: 0.4, grade: D, why: as in the pilot}}}}
  - keywork_capacity: {{service: police_diversion_keywork, keyworkers: 12, boroughs: all, from: 2019-07-01}}
run: {{seed: 2019, warm_up_years: 2, observe: {{from: 2019-01-01, to: 2021-01-01}}}}
"""
SMALL = ("--scale", "0.02", "--replications", "2", "--engine", "simpy", "--jobs", "1")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which a small run was done."""
    folder = tmp_path_factory.mktemp("run")
    (folder / "quick.yaml").write_text(SCENARIO, encoding="utf-8")
    wsa_sim.run(folder / "quick.yaml", scale=0.02, replications=2, engine="simpy", jobs=1, out=folder / "results")
    return folder


@pytest.fixture
def typed(place: Path, monkeypatch: pytest.MonkeyPatch) -> Typed:
    """Type a command in that folder, in this process."""
    monkeypatch.chdir(place)

    def type_it(*arguments: str | Path, status: int = 0) -> Result:
        done = CliRunner().invoke(app, [str(argument) for argument in arguments])
        assert done.exit_code == status, done.output
        return done

    return type_it


def test_a_run_tells_its_groups_after_the_headline_and_the_verb_tells_the_same(typed: Typed) -> None:
    done = typed("run", "quick.yaml", *SMALL, "--by", "Ethnicity", "--by", "borough-of-arrest")
    places = [done.stdout.index(words) for words in ("First receptions", "By ethnicity", "By borough of arrest")]
    assert places == sorted(places)
    assert "too few to say" in done.stdout
    assert "nan" not in done.stdout
    assert "\x1b" not in done.stdout
    again = typed("groups", FOLDER, "--by", "ethnicity").stdout
    assert again.partition("By ethnicity")[2].partition("2 replications")[0].strip() in done.stdout
    assert again.startswith("Police diversion, for two years\nagainst: baseline_2018\n1 July 2019 to")


def test_csv_of_every_break_down(typed: Typed) -> None:
    table = pd.read_csv(io.StringIO(typed("groups", FOLDER, "--by", "all-groups", "--format", "csv").stdout))
    assert list(table["group_by"].unique()) == list(BREAK_DOWNS)
    assert table["baseline"][table["note"].notna()].isna().all()
    assert table["baseline"][table["note"].isna()].notna().all()


def test_command_units_are_the_sums_of_their_boroughs_in_each_replication(
    place: Path,
) -> None:
    results = read(place / FOLDER)
    table = results.by("borough", ["arrests"])
    units = table[(table["members"] != "") & (table["period"] == "2019")]
    assert not units.empty
    kept = pd.read_parquet(place / FOLDER / "replications.parquet")
    kept = kept[(kept["metric"] == "arrests") & (kept["group_by"] == "borough") & (kept["year"] == 2019)]
    for unit in units.itertuples():
        parts = kept[kept["group"].isin(str(unit.members).split(", "))]
        sums = parts.groupby(["scenario", "replication"])["value"].sum().unstack()
        difference = sums.loc[results.scenario] - sums.loc["baseline_2018"]
        assert unit.difference == pytest.approx(difference.mean())
        half = 12.7062047 * np.std(difference, ddof=1) / np.sqrt(2)  # Student's t of one degree of freedom
        assert unit.difference_high - unit.difference == pytest.approx(half, abs=1e-6)


def test_groups_add_up_to_the_total(place: Path) -> None:
    results = read(place / FOLDER)
    total = results.summary.query("metric == 'arrests' and group_by == 'all' and period == 'all'")["scenario"].iloc[0]
    for group_by in (
        "borough",
        "borough_of_arrest",
        "offence",
        "age",
        "ethnicity",
        "nationality",
        "record",
        "children",
    ):
        rows = results.by(group_by, ["arrests"])
        assert rows["scenario"][rows["period"] == "all"].sum() == pytest.approx(total), group_by
    needs = results.by("need", ["arrests"])
    assert needs["scenario"][needs["period"] == "all"].sum() > total  # a woman with several is in several


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            [DIVERSION, *SMALL, "--by", "etnicity", "--by", "x"],
            ["--by: found etnicity", "did you mean ethnicity?", "found x"],
        ),
        (["groups", "nowhere", "--by", "age"], ["found nowhere; it is a folder of results"]),
        (["groups", ".", "--by", "age"], ["not a whole folder of results"]),
        (["groups", "nowhere"], ["--by"]),
    ],
)
def test_what_cannot_be_told_is_said_before_anything_is_done(
    arguments: list[str | Path], said: list[str], typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = typed(*arguments, status=2)
    assert all(words in done.stderr for words in said)
    assert done.stdout == ""
    assert not list(tmp_path.iterdir())


def test_every_outcome_that_is_not_counted_is_named(typed: Typed) -> None:
    asked = ("--by", "offence", "--by", "age", "--metric", "recalls", "--metric", "arests")
    done = typed("groups", FOLDER, *asked, status=2)
    assert [line.partition(";")[0].partition(",")[0] for line in done.stderr.splitlines()] == [
        "recalls is not counted by offence", "found arests", "found arests",
    ]  # fmt: skip


def test_the_page_names_every_break_down_and_note_and_shows_what_is_printed(typed: Typed) -> None:
    page = (Path(__file__).parents[2] / "docs" / "groups.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in page for name in (*BREAK_DOWNS, *filter(None, NOTES)))
    printed = typed("groups", FOLDER, "--by", "ethnicity", "--no-pool").stdout.splitlines()
    captions = [
        line for line in printed if line.startswith(("share of", "how often", "First rec", "Recalls", '"too few'))
    ]
    assert len(captions) == 5
    assert all(line in page for line in captions)
