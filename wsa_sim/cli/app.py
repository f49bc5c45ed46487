"""The application: its help, its verbs, and how a file name implies one."""

from __future__ import annotations

import difflib
import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from wsa_sim import __version__
from wsa_sim.cli.completing import VARIABLE
from wsa_sim.cli.endings import DONE

COMMAND = "wsa-sim"
"""The command that pip installs."""

PLAIN_WIDTH = 110
"""Columns of what is printed where there is no terminal."""

HELP = """Simulate the pathway that women take through the criminal justice system in London.

It answers one question: what would a policy do to the number of women received into prison, and to the number
recalled? A scenario file says what is done differently, and from when; it is run against its baseline on the same women
with the same luck, and every difference comes with an interval.
"""

EPILOG = """Examples:

\b
  python -m wsa_sim scenarios/diversion_pan_london.yaml
      run a scenario against its baseline; the verb "run" is implied
  python -m wsa_sim scenarios/diversion_pan_london.yaml --scale 0.05 --replications 4
      a quick trial on a twentieth of London
  python -m wsa_sim new lambeth --borough Lambeth
      write a first scenario file of your own, to change
  python -m wsa_sim validate scenarios/*.yaml
      check files without running them
  python -m wsa_sim schema > wsa_sim.schema.json
      the JSON Schema of a scenario file, for an editor

Exit status:

\b
  0    done
  1    failed for a reason that is not in your files: the disk is full, a process was lost
  2    something for you to mend: a file, an option, a folder that cannot be written to
  130  interrupted; what was finished is kept, and the same command goes on from it
"""


class Verbs(TyperGroup):
    """The verbs, of which `run` is implied by the name of a scenario file."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put `run` before arguments that begin with a file or with one of its options."""
        own = {name for param in self.get_params(ctx) for name in (*param.opts, *param.secondary_opts)}
        first = args[0] if args else ""
        if first and first not in own and first not in self.commands:
            is_unknown = not first.startswith("-") and not _is_file_name(first)
            if is_unknown and not ctx.resilient_parsing:  # as it is while a shell completes the line
                meant = difflib.get_close_matches(first, self.commands, n=1)
                hint = f"did you mean {meant[0]}?" if meant else f"the verbs are {', '.join(self.commands)}"
                ctx.fail(f"{first!r} is neither a verb nor a scenario file; {hint}")
            args = ["run", *args]
        return list(super().parse_args(ctx, args))


app = typer.Typer(
    cls=Verbs,
    help=HELP,
    epilog=EPILOG,
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": PLAIN_WIDTH},
)


def main() -> None:
    """Run the command line; ends the process with one of the exit statuses."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    if VARIABLE in os.environ:
        from typer.completion import completion_init

        completion_init()
    app(prog_name=COMMAND if Path(sys.argv[0]).stem == COMMAND else "python -m wsa_sim", complete_var=VARIABLE)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"wsa_sim {__version__}")
        raise typer.Exit(DONE)


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    pass


def _is_file_name(word: str) -> bool:
    return Path(word).suffix != "" or os.sep in word or "/" in word or Path(word).exists()
