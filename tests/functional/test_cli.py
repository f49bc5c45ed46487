"""The command line as people use it: typed, in a process of its own, in a folder of its own."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

from wsa_sim.evidence import parameters

ROOT = Path(__file__).parents[2]
DIVERSION = ROOT / "scenarios" / "diversion_pan_london.yaml"
BASELINE = ROOT / "scenarios" / "baseline_2018.yaml"
SMALL = ("--scale", "0.01", "--replications", "2", "--engine", "simpy", "--jobs", "1")


def wsa_sim(*arguments: str | Path, cwd: Path, status: int = 0, **environment: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "wsa_sim", *map(str, arguments)],
        cwd=cwd, env=_environment(**environment), capture_output=True, encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == status, f"{arguments}\n{done.stdout}\n{done.stderr}"
    assert "Traceback" not in done.stderr
    return done


def _environment(**more: str) -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"} | more


@pytest.fixture(scope="module")
def first_run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """Return the folder in which a small run was done, with what it printed."""
    folder = tmp_path_factory.mktemp("run")
    return folder, wsa_sim(DIVERSION, *SMALL, cwd=folder)


def test_a_file_alone_is_run_and_answered(first_run: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    folder, done = first_run
    assert "Police diversion of women in every London borough" in done.stdout
    assert re.search(r"^first receptions +[\d.]+ +[\d.]+", done.stdout, re.MULTILINE)
    assert "at scale 0.01: counts are as simulated, not grossed up" in done.stdout
    results = folder / "results" / "diversion_pan_london"
    written = {path.name for path in results.iterdir()}
    assert {
        "summary.csv",
        "replications.parquet",
        "monthly.parquet",
        "scenario.resolved.yaml",
        "manifest.json",
    } <= written
    assert {path.suffix for path in (results / "figures").iterdir()} == {".png", ".svg"}
    assert list((folder / "results").iterdir()) == [results]


def test_output_is_plain_where_there_is_no_terminal(
    first_run: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    _, done = first_run
    assert "\x1b" not in done.stdout + done.stderr
    assert "simulated 4 of 4" in done.stderr


def test_the_manifest_holds_the_command(first_run: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    folder, _ = first_run
    manifest = json.loads((folder / "results/diversion_pan_london/manifest.json").read_text(encoding="utf-8"))
    assert manifest["command"].startswith(f"python -m wsa_sim {DIVERSION}")
    assert manifest["replications"] == 2


def test_the_table_is_the_summary(first_run: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    folder, done = first_run
    summary = pd.read_csv(folder / "results/diversion_pan_london/summary.csv")
    row = summary.query("metric == 'recalls' and group_by == 'all' and period == 'from_policy'").iloc[0]
    printed = next(line for line in done.stdout.splitlines() if line.startswith("recalls ")).split()
    assert [float(number) for number in printed[1:3]] == [round(row["scenario"], 1), round(row["baseline"], 1)]


def test_the_same_run_again_is_not_done_again_and_another_is_not_written_over(
    first_run: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    folder, done = first_run
    again = wsa_sim("run", DIVERSION, *SMALL, cwd=folder)
    assert again.stdout == done.stdout
    assert again.stderr == "already done: results/diversion_pan_london holds 2 replications of this run\n"
    shutil.rmtree(folder / "results/diversion_pan_london/figures")
    fewer = wsa_sim("run", DIVERSION, *SMALL, "--replications", "1", cwd=folder)
    assert "all are kept and reported, though 1 is asked for" in fewer.stderr
    assert any((folder / "results/diversion_pan_london/figures").iterdir())
    refused = wsa_sim(DIVERSION, *SMALL, "--seed", "5", cwd=folder, status=2)
    assert "--replace" in refused.stderr
    assert "--out" in refused.stderr
    assert len(refused.stderr.splitlines()) == 1


def test_options_may_come_before_the_file_and_quiet_prints_nothing(tmp_path: Path) -> None:
    done = wsa_sim("--quiet", *SMALL, BASELINE, "--out", "elsewhere", cwd=tmp_path)
    assert done.stdout == done.stderr == ""
    assert (tmp_path / "elsewhere/baseline_2018/summary.csv").is_file()


def test_verbose_says_how_it_was_run(tmp_path: Path) -> None:
    done = wsa_sim(BASELINE, *SMALL, "--verbose", "--events", cwd=tmp_path)
    assert "engine: simpy" in done.stdout
    assert "seed: 2019" in done.stdout
    assert (tmp_path / "results/baseline_2018/events.parquet").is_file()


def test_dry_run_says_the_cost_and_does_nothing(tmp_path: Path) -> None:
    done = wsa_sim(DIVERSION, "--dry-run", "--replications", "50", cwd=tmp_path)
    assert "replications: 50 of each arm, 100 in all" in done.stdout
    assert "estimate: about" in done.stdout
    assert not list(tmp_path.iterdir())


def test_help_teaches(tmp_path: Path) -> None:
    done = wsa_sim("--help", cwd=tmp_path)
    assert "python -m wsa_sim scenarios/diversion_pan_london.yaml" in done.stdout
    assert "130  interrupted" in done.stdout
    assert wsa_sim("run", "--help", cwd=tmp_path).stdout.count("--") > 10


def test_help_is_quick_because_nothing_heavy_is_imported(tmp_path: Path) -> None:
    code = "import sys, wsa_sim.cli; print([name for name in ('numba', 'pandas', 'matplotlib') if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=_environment(), capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_version(tmp_path: Path) -> None:
    assert re.fullmatch(r"wsa_sim \d+\.\d+\.\d+\n", wsa_sim("--version", cwd=tmp_path).stdout)


def test_schema_is_json(tmp_path: Path) -> None:
    assert "policies" in json.loads(wsa_sim("schema", cwd=tmp_path).stdout)["properties"]


def test_validate_names_every_file_and_every_problem(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text(
        "name: bad\ntitle: Bad\nextends: baseline_2018.yaml\nwrold: calendar\npolicys: []\n", encoding="utf-8"
    )
    done = wsa_sim("validate", DIVERSION, bad, BASELINE, cwd=tmp_path, status=2)
    assert done.stdout.splitlines() == [f"{DIVERSION}: valid", f"{BASELINE}: valid"]
    assert "bad.yaml:4" in done.stderr
    assert "world" in done.stderr
    assert "bad.yaml:5" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["no_such_file.yaml"], "no_such_file.yaml"),
        (["valdate", "x.yaml"], "validate"),
        ([DIVERSION, "--replications", "0"], "replications"),
        ([DIVERSION, "--replications", "many"], "--replications"),
        ([DIVERSION, "--scale", "-1"], "scale"),
        ([DIVERSION, "--scale", "nan"], "scale"),
        ([DIVERSION, "--seed", "-3"], "seed"),
        ([DIVERSION, "--jobs", "0"], "--jobs"),
        ([DIVERSION, "--engine", "steam"], "steam"),
        ([DIVERSION, "--no-such-option"], "--no-such-option"),
        ([DIVERSION, BASELINE], "extra"),
        (["run"], "SCENARIO"),
        (["."], "."),
        ([DIVERSION, "--jobs", "257"], "at most 256 processes"),
        ([DIVERSION, "-q", "-v"], "--quiet and --verbose"),
        ([DIVERSION, "--out", ""], "--out names no folder"),
        ([DIVERSION, "--out", "/proc/x"], "--out"),
    ],
)
def test_what_the_user_must_mend_ends_in_one_clear_message(
    arguments: list[str | Path], named: str, tmp_path: Path
) -> None:
    done = wsa_sim(*arguments, cwd=tmp_path, status=2)
    assert named in done.stderr
    assert done.stdout == ""
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_written_to_is_the_users_to_mend(tmp_path: Path) -> None:
    (tmp_path / "results").write_text("a file where a folder is needed", encoding="utf-8")
    done = wsa_sim(BASELINE, *SMALL, cwd=tmp_path, status=2)
    assert "--out" in done.stderr


@pytest.mark.parametrize("out", ["afile", "afile/x", "afile/x/y"])
@pytest.mark.parametrize("more", [[], ["--dry-run"]])
def test_results_cannot_be_in_a_file(tmp_path: Path, out: str, more: list[str]) -> None:
    (tmp_path / "afile").write_text("", encoding="utf-8")
    done = wsa_sim(BASELINE, *SMALL, "--out", out, *more, cwd=tmp_path, status=2)
    assert done.stderr.startswith("afile is a file")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows removes no folder that is in use")
@pytest.mark.parametrize("verb", ["run", "validate"])
def test_the_folder_it_is_run_in_may_be_gone(tmp_path: Path, verb: str) -> None:
    command = f'rmdir "$PWD"; exec "{sys.executable}" -m wsa_sim {verb} "{BASELINE}"'
    gone = tmp_path / "gone"
    gone.mkdir()
    done = subprocess.run(
        ["sh", "-c", command], cwd=gone, env=_environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert (
        done.stderr == "the folder that the command is run in has been removed: change to one that is there, with cd\n"
    )


@pytest.mark.parametrize("cache", ["afile", "afile/x", "/proc/x"])
def test_the_compiled_model_needs_a_folder(tmp_path: Path, cache: str) -> None:
    (tmp_path / "afile").write_text("", encoding="utf-8")
    done = wsa_sim(BASELINE, "--engine", "compiled", cwd=tmp_path, status=2, WSA_SIM_CACHE=cache)
    assert done.stderr.startswith(f"WSA_SIM_CACHE: found {cache}, where the compiled model cannot be kept")
    assert len(done.stderr.splitlines()) == 1
    assert {path.name for path in tmp_path.iterdir()} == {"afile"}


def test_what_may_not_be_meant_is_warned_of(tmp_path: Path) -> None:
    scenario = tmp_path / "alone.yaml"
    scenario.write_text(
        "name: alone\ntitle: Diversion without keyworkers\nextends: baseline_2018.yaml\n"
        "policies: [police_diversion: {boroughs: all, from: 2019-07-01, offer_rate: 0.2}]\n"
        "run: {scale: 0.001, warm_up_years: 0}\n",
        encoding="utf-8",
    )
    done = wsa_sim("validate", DIVERSION, scenario, cwd=tmp_path)
    said = done.stderr.splitlines()
    assert len(said) == 3
    assert said[0] == (
        f"{scenario}: warning: nobody can be offered diversion: police_diversion_keywork has no keyworkers; "
        "add a keywork_capacity policy"
    )
    women = round(0.001 * parameters()["first_arrests_per_year"].value)
    assert f"run.scale is 0.001: {women} women a year" in said[1]
    assert "run.warm_up_years is 0" in said[2]
    assert wsa_sim(scenario, "--dry-run", cwd=tmp_path).stderr == done.stderr
    text = scenario.read_text(encoding="utf-8").replace("run: {scale: 0.001, warm_up_years: 0}\n", "")
    for day, warned in (("2019-01-01", False), ("2022-01-01", False), ("2019-07-01, boroughs: all", False)):
        keyworkers = f", keywork_capacity: {{service: police_diversion_keywork, keyworkers: 1, from: {day}}}]"
        scenario.write_text(text.replace("]\n", keyworkers + "\n"), encoding="utf-8")
        assert ("nobody" in wsa_sim("validate", scenario, cwd=tmp_path).stderr) == warned


def test_a_dry_run_says_what_is_there(first_run: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    folder, _ = first_run
    same = wsa_sim(DIVERSION, *SMALL, "--dry-run", cwd=folder)
    assert "already done: results/diversion_pan_london holds 2 replications of this run" in same.stdout
    other = wsa_sim(DIVERSION, *SMALL, "--seed", "5", "--dry-run", cwd=folder, status=2)
    assert "holds the results of another run (seed 2019, not 5)" in other.stderr
    assert "replications: 2 of each arm, 4 in all" in other.stdout
    more = wsa_sim(DIVERSION, *SMALL, "--replications", "3", "--jobs", "9", "--dry-run", cwd=folder)
    assert "on 2 processes" in more.stdout  # one replication of each arm is missing
    replaced = wsa_sim(DIVERSION, *SMALL, "--seed", "5", "--replace", "--dry-run", cwd=folder)
    assert "results/diversion_pan_london holds another run, which would be written over" in replaced.stdout


def test_a_reader_who_has_enough_is_no_error(tmp_path: Path) -> None:
    command = f'"{sys.executable}" -m wsa_sim schema | head -n 1; exit ${{PIPESTATUS[0]}}'
    done = subprocess.run(
        ["bash", "-c", command], cwd=tmp_path, env=_environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    assert done.stderr == ""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal to send to another process")
def test_an_interrupted_run_ends_with_130_and_is_completed_by_the_next(tmp_path: Path) -> None:
    arguments = ("--scale", "0.02", "--replications", "300", "--engine", "simpy", "--jobs", "2", "--quiet")
    process = subprocess.Popen(
        [sys.executable, "-m", "wsa_sim", str(BASELINE), *arguments],
        cwd=tmp_path, env=_environment(), stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    deadline = time.monotonic() + 240
    while process.poll() is None and not list(tmp_path.glob("results/.*/parts/*.npz")) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert process.poll() is None
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=240)
    assert process.returncode == 130
    assert said == "interrupted: finished replications are kept, and the same command goes on from them\n"
    kept = len(list(tmp_path.glob("results/.*/parts/*.npz")))
    assert kept > 0
    wsa_sim(BASELINE, "--scale", "0.02", "--replications", "4", "--engine", "simpy", cwd=tmp_path)
    manifest = json.loads((tmp_path / "results/baseline_2018/manifest.json").read_text(encoding="utf-8"))
    assert manifest["timings"]["parts_kept"] >= min(kept, 1)
    assert [path.name for path in (tmp_path / "results").iterdir()] == ["baseline_2018"]
