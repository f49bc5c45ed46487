"""What a run logs, and to whom: the terminal with --verbose, a file with --log-file, and otherwise nobody."""

from __future__ import annotations

import logging
import re
import subprocess
import sys
from pathlib import Path

import pytest

import wsa_sim
from tests.functional.test_cli import BASELINE, DIVERSION, SMALL, _environment
from tests.functional.test_cli import wsa_sim as typed
from wsa_sim.experiments import foresee
from wsa_sim.scenario import Scenario, override

FILE_LINE = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d{4} (DEBUG|INFO ) wsa_sim[\w.]*: \S.*"
REPLICATION = r"(\d) of 4: (diversion_pan_london|baseline_2018), replication (\d): \d+\.\d\d s"


def test_verbose_says_how_it_goes_whatever_the_number_of_processes(tmp_path: Path) -> None:
    done = typed(DIVERSION, *SMALL, "--jobs", "2", "-v", "--log-file", "run.log", cwd=tmp_path)
    said = done.stderr.splitlines()
    assert said[0] == "engine: simpy (asked for: simpy)"
    assert said[1] == "replications in all arms: 4, of which to simulate: 4, kept from before: 0; processes: 2"
    found = [match.groups() for line in said if (match := re.fullmatch(REPLICATION, line))]
    assert [number for number, _, _ in found] == ["1", "2", "3", "4"]
    assert len({arm_and_replication[1:] for arm_and_replication in found}) == 4
    assert any(line.startswith("wrote results/diversion_pan_london: manifest.json, ") for line in said)
    assert said[-1] == "drew the figures in results/diversion_pan_london/figures"
    kept = (tmp_path / "run.log").read_text(encoding="utf-8").splitlines()
    assert all(re.fullmatch(FILE_LINE, line) for line in kept)
    assert [line for line in said if not re.match(r"simulated \d+ of 4 ", line)] == [
        line.partition(": ")[2] for line in kept if " INFO " in line
    ]
    assert sum("done by process" in line for line in kept) == 4


def test_a_log_file_is_added_to_and_ends_with_what_went_wrong(tmp_path: Path) -> None:
    (tmp_path / "run.log").write_text("from before\n", encoding="utf-8")
    done = typed(BASELINE, "--jobs", "300", "-q", "--log-file", "run.log", cwd=tmp_path, status=2)
    kept = (tmp_path / "run.log").read_text(encoding="utf-8").splitlines()
    assert kept[0] == "from before"
    assert kept[-1].endswith(f"ended by ResultsError: {done.stderr.strip()}")


@pytest.mark.parametrize("file", ["", "a_folder", "no/run.log"])
def test_a_log_file_that_cannot_be_written_to_is_refused(file: str, tmp_path: Path) -> None:
    (tmp_path / "a_folder").mkdir()
    done = typed(BASELINE, "--log-file", file, cwd=tmp_path, status=2)
    assert done.stderr.startswith(f"--log-file: cannot write to {file!r} (")
    assert len(done.stderr.splitlines()) == 1


def test_from_python_nothing_is_printed(tmp_path: Path) -> None:
    code = f"import wsa_sim; wsa_sim.run({str(BASELINE)!r}, scale=0.01, replications=1, engine='simpy', out='.')"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=_environment(), capture_output=True, text=True, check=True
    )
    assert done.stdout == done.stderr == ""


def test_a_program_can_listen(diversion: Scenario, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="wsa_sim"):
        wsa_sim.run(diversion, scale=0.01, replications=1, jobs=1, engine="simpy")
    assert "engine: simpy (asked for: simpy)" in caplog.messages
    assert sum(", replication 0: " in message for message in caplog.messages) == 2


def test_what_an_interrupted_run_left_is_foreseen(diversion: Scenario, tmp_path: Path) -> None:
    small = override(diversion, scale=0.01, replications=2)
    told = foresee(small, tmp_path)
    assert (told.to_do, told.told) == (4, "")

    def interrupt(done: int, of: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        wsa_sim.run(small, jobs=1, engine="simpy", out=tmp_path, progress=interrupt)
    told = foresee(small, tmp_path)
    assert told.to_do == 1
    assert "holds 3 finished parts of this run" in told.told
    assert foresee(small, tmp_path, events=True).to_do == 4
