"""The tutorial, done as it is written: every file saved, every command typed, in one folder, in order."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.functional.test_cli import _environment

ROOT = Path(__file__).parents[2]
TUTORIAL = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(bash|(?:yaml|python) file=\S+)\n(.*?)^```$", TUTORIAL, re.DOTALL | re.MULTILINE)
WRITTEN = (
    "trials/diversion_pan_london/summary.csv",
    "lambeth.yaml",
    "fewer_places.yaml",
    "results/lambeth/figures/receptions_and_recalls.png",
    "results/lambeth/events.parquet",
    "results/lambeth_or_all/summary.csv",
)


@pytest.mark.skipif(sys.platform == "win32" or shutil.which("bash") is None, reason="there is no bash")
def test_every_command_of_the_tutorial_does_what_it_says(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "scenarios", tmp_path / "scenarios")
    (tmp_path / "bin").mkdir()
    python = tmp_path / "bin" / "python"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    path = os.pathsep.join((str(python.parent), os.environ["PATH"]))
    for kind, text in BLOCKS:
        if kind != "bash":
            (tmp_path / kind.partition("file=")[2]).write_text(text, encoding="utf-8")
            continue
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", text],
            cwd=tmp_path, env=_environment(PATH=path), capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{text}\n{done.stdout}\n{done.stderr}"
        assert "warning" not in done.stderr, text
    assert [name for name in WRITTEN if not (tmp_path / name).exists()] == []


def test_every_block_is_run_or_saved_and_runs_are_small() -> None:
    assert len(BLOCKS) == len(re.findall(r"^```\w", TUTORIAL, re.MULTILINE)) > 10
    commands = [line for kind, text in BLOCKS if kind == "bash" for line in text.splitlines()]
    runs = [line for line in commands if re.search(r"wsa_sim \S+\.yaml", line) and "--dry-run" not in line]
    assert runs
    assert all("--scale 0.02 --replications" in line for line in runs)


def test_every_file_that_is_named_is_looked_for() -> None:
    named = set(re.findall(r"[\w/]+\.(?:yaml|py)\b", TUTORIAL)) - {"baseline_2018.yaml", "scenario.resolved.yaml"}
    saved = {kind.partition("file=")[2] for kind, _ in BLOCKS}
    unknown = {name for name in named if name not in saved | set(WRITTEN) and not (ROOT / name).exists()}
    assert unknown <= {"resolved.yaml", "diversion_pan_london.yaml"}
