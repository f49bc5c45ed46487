"""`completion`: the script with which a shell completes what is typed."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from wsa_sim.cli.app import COMMAND, app
from wsa_sim.cli.completing import VARIABLE
from wsa_sim.cli.endings import TO_MEND, complain, ended_in_words, say

COMPLETION_EPILOG = """Nothing is installed and no file is touched: the script is printed, for you to put where your
shell reads it. It completes the command wsa-sim, which pip installs, and not python -m wsa_sim.

Examples:

\b
  wsa-sim completion bash >> ~/.bashrc
  wsa-sim completion zsh >> ~/.zshrc              below the line "autoload -Uz compinit && compinit"
  wsa-sim completion fish > ~/.config/fish/completions/wsa-sim.fish
  wsa-sim completion powershell >> $PROFILE
"""


class Shell(StrEnum):
    """Shells that scripts are made for."""

    bash = "bash"
    zsh = "zsh"
    fish = "fish"
    powershell = "powershell"


@app.command(short_help="Print a script that completes commands when Tab is pressed.", epilog=COMPLETION_EPILOG)
def completion(
    shell: Annotated[Shell | None, typer.Argument(help="Your shell. [default: the one that $SHELL names]")] = None,
) -> None:
    """Print the script with which a shell completes verbs, options, policies, boroughs and file names."""
    with ended_in_words():
        from typer.completion import get_completion_script

        own = Path(os.environ.get("SHELL", "")).stem
        if shell is None and own not in list(Shell):
            complain(f"which shell is not known: name it, as in {COMMAND} completion {Shell.bash}")
            raise typer.Exit(TO_MEND)
        say(get_completion_script(prog_name=COMMAND, complete_var=VARIABLE, shell=shell or own))
