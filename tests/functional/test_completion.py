"""Completion: the script of each shell, and what a shell is offered."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.completion import get_completion_script

from tests.functional.test_cli import _environment
from tests.functional.test_cli import wsa_sim as typed
from wsa_sim.cli.app import COMMAND
from wsa_sim.cli.completing import VARIABLE
from wsa_sim.cli.completion import Shell

PRESS_TAB = """\
source script.bash
COMP_WORDS=({words}); COMP_CWORD=$(( ${{#COMP_WORDS[@]}} - 1 ))
_wsa_sim_completion ./wsa-sim
printf '%s\\n' "${{COMPREPLY[@]}}"
"""


@pytest.mark.parametrize("shell", Shell)
def test_every_shell_has_its_script_and_no_file_is_touched(shell: Shell, tmp_path: Path) -> None:
    script = typed("completion", shell, cwd=tmp_path, HOME=str(tmp_path)).stdout
    assert f"complete_{shell}" in script
    assert "wsa-sim" in script
    assert not list(tmp_path.iterdir())


def test_the_shell_in_use_is_found_or_asked_for(tmp_path: Path) -> None:
    fish = typed("completion", cwd=tmp_path, SHELL="/usr/bin/fish").stdout
    assert fish == typed("completion", "fish", cwd=tmp_path).stdout
    refused = typed("completion", cwd=tmp_path, status=2, SHELL="/bin/tcsh")
    assert refused.stderr == "which shell is not known: name it, as in wsa-sim completion bash\n"


@pytest.mark.skipif(sys.platform == "win32" or shutil.which("bash") is None, reason="there is no bash")
@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("wsa-sim ru", ["run"]),
        ("wsa-sim run --en", ["--engine"]),
        ("wsa-sim mine.yaml --engine ''", ["auto", "compiled", "simpy"]),
        ("wsa-sim run dive", ["diversion_pan_london.yaml"]),
        ("wsa-sim new --policy keyw", ["keywork_capacity"]),
        ("wsa-sim evidence recalls_c", ["recalls_curfew"]),
        ("wsa-sim evidence charge_s", ["charge_share"]),
        ("wsa-sim new --borough tow", ["tower_hamlets"]),
        ("wsa-sim nonsense --dry", ["--dry-run"]),
    ],
)
def test_bash_is_offered_what_can_come_next(words: str, offered: list[str], tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("", encoding="utf-8")  # of which the shell knows itself
    command = tmp_path / "wsa-sim"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m wsa_sim "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    script = get_completion_script(prog_name=COMMAND, complete_var=VARIABLE, shell="bash")
    (tmp_path / "script.bash").write_text(script, encoding="utf-8")
    done = subprocess.run(
        ["bash", "-c", PRESS_TAB.format(words=words)],
        cwd=tmp_path, env=_environment(PATH=os.environ["PATH"]), capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.split("\n")[:-1] == offered
    assert done.stderr == ""
