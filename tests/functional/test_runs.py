"""Whole runs of a shipped scenario, small: the same numbers however they are done, and counts that hang together."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import wsa_sim
from wsa_sim.engine import Tally, simulate
from wsa_sim.experiments import Results, RunError
from wsa_sim.experiments.pool import execute
from wsa_sim.outcomes import METRICS
from wsa_sim.outcomes.flows_on_licence import REASONS
from wsa_sim.scenario import Scenario, build_plan, override

SMALL = {"replications": 2, "scale": 0.02}


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return wsa_sim.load("scenarios/diversion_pan_london.yaml")


@pytest.fixture(scope="module")
def results(scenario: Scenario) -> Results:
    return wsa_sim.run(scenario, **SMALL, jobs=1, engine="compiled")


@pytest.fixture(scope="module")
def tally(scenario: Scenario) -> Tally:
    return simulate(build_plan(override(scenario, scale=0.05), 0), "compiled", events=True)


def total(results: Results, metric: str, column: str = "scenario", period: str = "all") -> float:
    summary = results.summary
    row = summary[(summary["metric"] == metric) & (summary["group_by"] == "all") & (summary["period"] == period)]
    return float(row[column].iloc[0])


def test_a_run_end_to_end(results: Results) -> None:
    assert total(results, "diversions") > 0
    assert total(results, "diversions", "baseline") == 0
    assert total(results, "arrests", "difference", "2018") == 0  # before the policy, the same luck to the last draw
    assert 300 < total(results, "arrests") < 600  # a fiftieth of 20,000
    assert 0 < total(results, "custody_rate") < 0.5
    assert set(results.replications["year"]) == {2018, 2019, 2020, 2021, 2022}
    assert not results.replications["value"].isin([np.inf, -np.inf]).any()


@pytest.mark.parametrize(
    ("whole", "parts"),
    [
        ("first_receptions", ("first_receptions_remand", "first_receptions_sentenced")),
        ("recalls", ("recalls_licence", "recalls_curfew")),
        ("recalls_licence", ("recalls_fixed_term", "recalls_standard")),
        ("recalls", tuple(f"recalls_{reason}" for reason, *_ in REASONS)),
        (
            "licence_breaches",
            (
                "recall_submissions",
                "licence_warnings",
                "alternatives_to_recall",
                "-recalls_not_signed_off",
                "-recalls_refused",
            ),
        ),
        ("prison_population", tuple(f"prison_population_{kind}" for kind in ("remand", "sentenced", "recalled"))),
    ],
)
def test_parts_add_up(results: Results, whole: str, parts: tuple[str, ...]) -> None:
    assert total(results, whole) == pytest.approx(
        sum(total(results, part) for part in parts if part[0] != "-")
        - sum(total(results, part[1:]) for part in parts if part[0] == "-")
    )


def test_results_do_not_depend_on_processes(results: Results, scenario: Scenario, tmp_path: Path) -> None:
    parallel = wsa_sim.run(scenario, **SMALL, jobs=2, engine="compiled", out=tmp_path)
    pd.testing.assert_frame_equal(parallel.periods, results.periods, check_exact=True)
    pd.testing.assert_frame_equal(parallel.monthly, results.monthly, check_exact=True)
    pd.testing.assert_frame_equal(parallel.summary, results.summary, check_exact=True)


def test_results_do_not_depend_on_the_engine(results: Results, scenario: Scenario) -> None:
    plain = wsa_sim.run(scenario, replications=1, scale=0.02, jobs=1, engine="simpy")
    first = results.periods[results.periods["replication"] == 0].reset_index(drop=True)
    pd.testing.assert_frame_equal(plain.periods, first, check_exact=True)


def test_no_stock_is_ever_less_than_nothing(tally: Tally) -> None:
    assert tally.events is not None
    state = tally.events["state"]
    for metric in METRICS:
        if metric.kind == "stock":
            steps = np.isin(state, metric.states).astype(int) - np.isin(state, metric.leaving).astype(int)
            assert np.cumsum(steps).min() >= 0, metric.name
            assert steps.any() or metric.name == "probation_service_caseload", metric.name  # none before June 2021


CLOSURE = """
name: closing
title: The largest service closes, and hands its women over
extends: baseline_2018.yaml
policies:
  - service_closure: {service: minerva_crc, from: 2019-03-15}
"""


@pytest.mark.parametrize("text", ["", CLOSURE], ids=["diversion", "a service closes"])
def test_caseloads_end_as_the_slots_that_are_held(scenario: Scenario, tmp_path: Path, text: str) -> None:
    if text:
        (tmp_path / "closing.yaml").write_text(text, encoding="utf-8")
        scenario = wsa_sim.load(tmp_path / "closing.yaml")
    tally = simulate(build_plan(override(scenario, scale=0.05), 0), "compiled")
    for name, pools in (("keywork_caseload", range(4)), ("centre_occupancy", [4])):
        metric = next(metric for metric in METRICS if metric.name == name)
        for pool in pools:
            number = tally.pool_counts[:, :, pool, 0].sum(axis=1)
            assert number[list(metric.states)].sum() - number[list(metric.leaving)].sum() == tally.held[pool]


def test_a_lost_worker_is_said_to_be() -> None:
    with pytest.raises(RunError, match="worker process was lost"):
        list(execute(os._exit, [3, 3], 2))


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs a timer's signal")
def test_an_interrupt_ends_the_workers_at_once() -> None:
    def interrupt(*_: Any) -> None:
        raise KeyboardInterrupt

    before = set(multiprocessing.active_children())
    earlier = signal.signal(signal.SIGALRM, interrupt)
    began = time.monotonic()
    try:
        with closing(execute(time.sleep, [60, 60, 60], 2)) as done:
            signal.setitimer(signal.ITIMER_REAL, 3)
            with pytest.raises(KeyboardInterrupt):
                list(done)
    finally:
        signal.signal(signal.SIGALRM, earlier)
    # another thread may be the one that takes note of a process's end, a moment later
    while (alive := set(multiprocessing.active_children()) - before) and time.monotonic() - began < 30:
        time.sleep(0.05)
    assert not alive


def test_a_script_without_a_guard_runs_in_one_process(tmp_path: Path) -> None:
    script = tmp_path / "study.py"
    line = "print(default_jobs())\n"
    for text in (line, f"if __name__ == '__main__':\n    {line}"):
        script.write_text(f"from wsa_sim.experiments import default_jobs\n{text}", encoding="utf-8")
        done = subprocess.run(
            [sys.executable, str(script)], capture_output=True, text=True, check=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )  # fmt: skip
        assert int(done.stdout) == 1 if text == line else int(done.stdout) >= 1
