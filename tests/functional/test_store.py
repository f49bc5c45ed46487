"""Runs written to disk: whole or not at all, gone on with after an interruption, and never another run's."""

from __future__ import annotations

import errno
import json
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import wsa_sim
from wsa_sim.engine.tally import N_GROUPS
from wsa_sim.evidence.axes import AXES
from wsa_sim.experiments import SUMMARY_COLUMNS, ResultsError, RunError, parts, read, store
from wsa_sim.experiments import run as run_scenario
from wsa_sim.law.calendar import add_months
from wsa_sim.pathway import states as s
from wsa_sim.scenario import Plan, Run, Scenario, override

FILES = {
    "manifest.json", "scenario.resolved.yaml", "summary.csv", "replications.parquet", "periods.parquet",
    "monthly.parquet",
}  # fmt: skip


@dataclass(frozen=True)
class FakeTally:
    months: Any
    counts: Any
    pool_counts: Any
    group_counts: Any
    place_counts: Any
    offence_counts: Any
    length_counts: Any
    events: Any


class FakeEngine:
    """Counts that depend on the plan, at once; can fail in a given call."""

    def __init__(self) -> None:
        self.calls: list[tuple[bool, int]] = []
        self.fail_in: int | None = None
        self.failure: BaseException = KeyboardInterrupt()

    def __call__(self, plan: Plan, engine: str, events: bool) -> Any:
        if self.fail_in == len(self.calls):
            self.fail_in = None
            raise self.failure
        diverts = bool(plan.parameters["diversion_offer"].any())
        self.calls.append((diverts, plan.replication))
        months = [plan.start]
        while months[-1] < plan.horizon:
            months.append(float(add_months(int(months[-1]), 1)))
        counts = np.zeros((len(s.NAMES), len(months) - 1, len(AXES["borough"]), 3))
        for state, number in ((s.ARREST, 50), (s.FIRST_RECEPTION_REMAND, 7), (s.HELD_ON_REMAND, 3)):
            luck = plan.seed % 5 + plan.replication
            counts[state, :, 4, 0] = number + luck - diverts
            counts[state, :, 4, 1] = counts[state, :, 4, 0] * (np.array(months[:-1]) + 9.5)
        log = None
        if events:
            n = 5 + plan.replication
            log = {
                "day": plan.start + np.arange(n) / 3,
                "woman": np.full(n, 3 * 10**9 + plan.replication, dtype=np.int64),
                "slot": np.zeros(n, dtype=np.int8),
                "state": np.full(n, s.ARREST, dtype=np.int16),
                "value": np.full(n, float(diverts)),
            }
        shape = counts.shape[:2]
        groups, places = np.zeros((*shape, N_GROUPS, 3)), np.zeros((*shape, len(AXES["borough"])))
        offences = np.zeros((*shape, len(AXES["offence"]), 3))
        lengths = np.zeros((*shape, len(AXES["length"]), 3))
        return FakeTally(np.array(months), counts, np.zeros((*shape, 5, 3)), groups, places, offences, lengths, log)


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> FakeEngine:
    fake = FakeEngine()
    monkeypatch.setattr(parts, "simulate", fake)
    return fake


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    """Return a shipped scenario, observed for two years and warmed up for one."""
    shipped = wsa_sim.load("scenarios/diversion_pan_london.yaml")
    observe = {"from": date(2019, 1, 1), "to": date(2021, 1, 1)}
    run = Run.model_validate({"seed": 2019, "warm_up_years": 1, "observe": observe})
    return override(replace(shipped, run=run))


def run(scenario: Scenario, out: Path | None = None, **settings: Any) -> Any:
    return run_scenario(scenario, out=out, jobs=1, engine="simpy", **({"replications": 3} | settings))


def tables(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in sorted(FILES | {"events.parquet"} - {"manifest.json"})
            if name != "manifest.json" and (folder / name).exists()}  # fmt: skip


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_folder_of_results(engine: FakeEngine, scenario: Scenario, tmp_path: Path) -> None:
    results = run(scenario, tmp_path, command="wsa-sim run x.yaml")
    folder = tmp_path / "diversion_pan_london"
    assert results.folder == folder
    assert names(tmp_path) == {"diversion_pan_london"}
    assert names(folder) == FILES
    summary = pd.read_csv(folder / "summary.csv")
    assert tuple(summary.columns) == SUMMARY_COLUMNS
    assert list(summary["group_by"].unique()) == [
        "all", "borough", "borough_of_arrest", "offence", "sentence_length", "age", "ethnicity", "nationality",
        "record", "children", "need", "service",
    ]  # fmt: skip
    row = summary.query("metric == 'arrests' and period == 'from_policy' and group_by == 'all'").iloc[0]
    assert row["difference"] == row["difference_low"] == pytest.approx(-12)
    assert row["replications"] == 3
    replications = pd.read_parquet(folder / "replications.parquet")
    assert list(replications.columns) == ["scenario", "replication", "year", "metric", "group_by", "group", "value"]
    assert list(replications["year"].unique()) == [2019, 2020]
    assert list(replications["replication"].unique()) == [0, 1, 2]
    monthly = pd.read_parquet(folder / "monthly.parquet")
    assert list(monthly.columns) == ["scenario", "replication", "month", "metric", "group_by", "group", "value"]
    assert monthly["month"].nunique() == 24
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["seed"] == 2019
    assert manifest["command"] == "wsa-sim run x.yaml"
    assert manifest["periods"]["from_policy"] == {
        "from": "2019-07-01", "to": "2021-01-01", "first_policy_day": "2019-07-01",
    }  # fmt: skip
    assert {"numpy", "numba", "simpy", "pandas"} <= set(manifest["libraries"])
    assert wsa_sim.load(folder / "scenario.resolved.yaml").run.replications == 3


def test_in_memory_nothing_is_written_and_the_numbers_are_the_same(
    engine: FakeEngine, scenario: Scenario, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_disk = run(scenario, tmp_path / "results")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    results = run_scenario(scenario, replications=3, jobs=1, engine="simpy")
    assert not list(elsewhere.iterdir())
    pd.testing.assert_frame_equal(results.summary, on_disk.summary)
    pd.testing.assert_frame_equal(
        results.replications, pd.read_parquet(tmp_path / "results" / scenario.name / "replications.parquet")
    )
    with pytest.raises(ResultsError, match="no event log"):
        results.events()


def test_an_interrupted_run_is_gone_on_with(engine: FakeEngine, scenario: Scenario, tmp_path: Path) -> None:
    engine.fail_in = 4
    with pytest.raises(KeyboardInterrupt):
        run(scenario, tmp_path / "a")
    assert all(name.startswith(".diversion_pan_london.") for name in names(tmp_path / "a"))
    done = list(engine.calls)
    run(scenario, tmp_path / "a")
    assert len(engine.calls) == 6
    assert len(set(engine.calls)) == 6
    assert engine.calls[:4] == done
    assert names(tmp_path / "a") == {"diversion_pan_london"}
    run(scenario, tmp_path / "b")
    assert tables(tmp_path / "a" / scenario.name) == tables(tmp_path / "b" / scenario.name)


def test_a_damaged_part_is_done_again(engine: FakeEngine, scenario: Scenario, tmp_path: Path) -> None:
    engine.fail_in = 4
    with pytest.raises(KeyboardInterrupt):
        run(scenario, tmp_path)
    spoilt = sorted(tmp_path.glob(".*/parts/*.npz"))[1]
    spoilt.write_bytes(spoilt.read_bytes()[:500])
    run(scenario, tmp_path)
    assert len(engine.calls) == 4 + 3


@pytest.mark.parametrize("replications", [1, 3])
def test_more_replications_are_added_to_those_there(
    engine: FakeEngine, scenario: Scenario, tmp_path: Path, replications: int
) -> None:
    run(scenario, tmp_path / "a", replications=replications)
    engine.calls.clear()
    run(scenario, tmp_path / "a", replications=4)
    assert len(engine.calls) == 2 * (4 - replications)
    run(scenario, tmp_path / "b", replications=4)
    assert tables(tmp_path / "a" / scenario.name) == tables(tmp_path / "b" / scenario.name)


def test_the_same_run_again_simulates_and_writes_nothing(
    engine: FakeEngine, scenario: Scenario, tmp_path: Path
) -> None:
    first = run(scenario, tmp_path)
    engine.calls.clear()
    written = {path: path.stat().st_mtime_ns for path in first.folder.iterdir()}
    again = run(scenario, tmp_path)
    fewer = run(scenario, tmp_path, replications=2)
    assert engine.calls == []
    assert {path: path.stat().st_mtime_ns for path in first.folder.iterdir()} == written
    pd.testing.assert_frame_equal(again.summary, first.summary)
    assert fewer.manifest["replications"] == 3


def test_what_was_removed_from_a_folder_of_results_is_written_again(
    engine: FakeEngine, scenario: Scenario, tmp_path: Path
) -> None:
    folder = run(scenario, tmp_path).folder
    before = tables(folder)
    engine.calls.clear()
    removed = {"summary.csv", "replications.parquet", "scenario.resolved.yaml"}
    for name in removed:
        (folder / name).unlink()
    said: list[str] = []
    run(scenario, tmp_path, announce=said.append, replications=1)
    assert engine.calls == []
    assert tables(folder) == before
    assert names(folder) == FILES
    assert len(said) == 1
    assert said[0].startswith(f"already done: {folder} holds 3 replications of this run")
    assert "1 is asked for" in said[0]
    assert all(name in said[0] for name in removed)


def test_a_path_is_loaded_and_errors_can_be_caught_by_name(engine: FakeEngine, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("name: mine\ntitle: Mine\nrun: {observe: {from: 2018-01-01, to: 2019-01-01}}\n", encoding="utf-8")
    frames = [wsa_sim.run(given, replications=1, jobs=1, engine="simpy").summary for given in (path, str(path))]
    pd.testing.assert_frame_equal(*frames)
    with pytest.raises(wsa_sim.ScenarioError, match="no such file"):
        wsa_sim.run(tmp_path / "absent.yaml")
    with pytest.raises(wsa_sim.ResultsError, match="at most 256"):
        wsa_sim.run(path, jobs=300)
    with pytest.raises(wsa_sim.ResultsError, match="names no folder"):
        wsa_sim.run(path, out="")
    assert wsa_sim.RunError is RunError


def test_another_run_is_not_written_over(engine: FakeEngine, scenario: Scenario, tmp_path: Path) -> None:
    folder = run(scenario, tmp_path).folder
    before = tables(folder)
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    (folder / "report.html").write_text("of the run before", encoding="utf-8")
    with pytest.raises(ResultsError, match=r"another run \(seed 2019, not 7\).*--out.*--replace"):
        run(scenario, tmp_path, seed=7)
    assert tables(folder) == before
    run(scenario, tmp_path, seed=7, replace=True)
    assert json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["seed"] == 7
    assert tables(folder) != before
    assert names(folder) == FILES | {"notes.txt"}
    assert names(tmp_path) == {scenario.name}


def test_a_run_that_was_quicker_is_not_written_over(engine: FakeEngine, scenario: Scenario, tmp_path: Path) -> None:
    def meanwhile(done: int, of: int) -> None:
        if done == of:
            run(scenario, tmp_path, seed=7)

    with pytest.raises(ResultsError, match=r"another run \(seed 7, not 2019\)"):
        run(scenario, tmp_path, progress=meanwhile)
    assert read(tmp_path / scenario.name).manifest["seed"] == 7


def test_another_version_of_the_model_is_another_run(
    engine: FakeEngine, scenario: Scenario, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(scenario, tmp_path)
    monkeypatch.setattr("wsa_sim.experiments.manifest.model_digest", lambda: "0" * 64)
    with pytest.raises(ResultsError, match="another version of the model's code"):
        run(scenario, tmp_path)


@pytest.mark.parametrize("overwrite", [False, True])
def test_a_folder_that_is_not_of_results_is_left_alone(
    engine: FakeEngine, scenario: Scenario, tmp_path: Path, overwrite: bool
) -> None:
    folder = tmp_path / scenario.name
    folder.mkdir()
    (folder / "thesis.docx").write_text("years of work", encoding="utf-8")
    with pytest.raises(ResultsError, match="not a folder of results"):
        run(scenario, tmp_path, replace=overwrite)
    assert names(folder) == {"thesis.docx"}
    assert engine.calls == []


def test_a_damaged_folder_of_results_is_said_to_be(engine: FakeEngine, scenario: Scenario, tmp_path: Path) -> None:
    folder = run(scenario, tmp_path).folder
    (folder / "periods.parquet").write_bytes(b"nothing")
    with pytest.raises(ResultsError, match=r"not a whole folder of results.*--replace"):
        run(scenario, tmp_path)
    run(scenario, tmp_path, replace=True)
    assert len(read(folder).summary)


@pytest.mark.parametrize(("code", "kind"), [(errno.ENOSPC, RunError), (errno.EROFS, ResultsError)])
def test_what_cannot_be_written_leaves_nothing_half_written(
    engine: FakeEngine, scenario: Scenario, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, kind: type
) -> None:
    def fails(*_: Any, **__: Any) -> None:
        raise OSError(code, "it cannot be written")

    with monkeypatch.context() as patch:
        patch.setattr(pd.DataFrame, "to_csv", fails)
        with pytest.raises(kind, match="it cannot be written"):
            run(scenario, tmp_path)
        assert not (tmp_path / scenario.name).exists()
        patch.setattr(np, "savez_compressed", fails)
        with pytest.raises(kind, match="it cannot be written"):
            run(scenario, tmp_path, seed=7)
    assert not list(tmp_path.rglob("*.part"))
    run(scenario, tmp_path)
    assert len(engine.calls) == 6 + 1  # what the first run had done, and the one part of the second


def test_a_file_where_the_folder_should_be(engine: FakeEngine, scenario: Scenario, tmp_path: Path) -> None:
    (tmp_path / "results").write_text("", encoding="utf-8")
    with pytest.raises(ResultsError, match="--out"):
        run(scenario, tmp_path / "results")
    assert engine.calls == []


@pytest.mark.parametrize("moved", [False, True], ids=["before the new are in place", "after"])
def test_results_being_replaced_when_a_run_is_killed_are_not_lost(
    engine: FakeEngine, scenario: Scenario, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moved: bool
) -> None:
    folder = run(scenario, tmp_path, replications=2).folder
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    before = tables(folder)
    replace = Path.replace

    def killed(path: Path, target: Path) -> Path:
        if path.name == "whole":
            if moved:
                replace(path, target)
            raise KeyboardInterrupt
        return replace(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            run(scenario, tmp_path, replications=3)
    engine.calls.clear()
    if not moved:
        assert not folder.exists()
        with pytest.raises(ResultsError, match="another run"):
            run(scenario, tmp_path, seed=5)
        assert tables(folder) == before
    run(scenario, tmp_path, replications=3)
    assert engine.calls == []
    assert (folder / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert read(folder).manifest["replications"] == 3


def test_events(engine: FakeEngine, scenario: Scenario, tmp_path: Path) -> None:
    results = run(scenario, tmp_path, replications=2, events=True)
    columns = ["scenario", "replication", "day", "woman", "slot", "state", "value"]
    log = pd.read_parquet(tmp_path / scenario.name / "events.parquet")
    assert list(log.columns) == columns
    assert len(log) == 2 * (5 + 6)
    assert set(log["slot"]) == {"case_1"}
    assert set(log["state"]) == {"arrest"}
    own = results.events("baseline_2018", 1)
    assert list(own.columns) == columns
    assert len(own) == 6
    assert set(own["woman"]) == {3_000_000_001}
    in_memory = run(scenario, replications=2, events=True).events()
    pd.testing.assert_frame_equal(in_memory, log, check_categorical=False, check_dtype=False)


def test_a_folder_that_keeps_events_goes_on_keeping_them(
    engine: FakeEngine, scenario: Scenario, tmp_path: Path
) -> None:
    run(scenario, tmp_path / "a", replications=1)
    engine.calls.clear()
    run(scenario, tmp_path / "a", replications=2, events=True)
    assert len(engine.calls) == 4  # the first replication had no events
    engine.calls.clear()
    run(scenario, tmp_path / "a", replications=3)
    assert len(engine.calls) == 2
    run(scenario, tmp_path / "b", replications=3, events=True)
    assert tables(tmp_path / "a" / scenario.name) == tables(tmp_path / "b" / scenario.name)


def test_progress_counts_parts_from_those_that_are_there(
    engine: FakeEngine, scenario: Scenario, tmp_path: Path
) -> None:
    run(scenario, tmp_path, replications=1)
    seen: list[tuple[int, int]] = []
    run(scenario, tmp_path, replications=2, progress=lambda done, of: seen.append((done, of)))
    assert seen == [(2, 4), (3, 4), (4, 4)]


def test_settings_that_cannot_be_are_refused(engine: FakeEngine, scenario: Scenario) -> None:
    with pytest.raises(ResultsError, match="no engine 'fast'"):
        run_scenario(scenario, engine="fast")
    with pytest.raises(ResultsError, match="at least one process"):
        run_scenario(scenario, jobs=0)


def test_a_scenario_is_its_own_baseline(engine: FakeEngine, tmp_path: Path) -> None:
    baseline = wsa_sim.load("scenarios/baseline_2018.yaml")
    results = run(baseline, tmp_path)
    assert results.baseline is None
    assert results.summary["difference"].isna().all()
    assert set(results.replications["scenario"]) == {"baseline_2018"}
    assert "from_policy" not in set(results.summary["period"])
    assert store.read(tmp_path / "baseline_2018").baseline is None
