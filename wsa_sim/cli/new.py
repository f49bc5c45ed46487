"""`new`: a first scenario file to change."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wsa_sim.cli.app import COMMAND, app
from wsa_sim.cli.completing import borough_names, policy_names
from wsa_sim.cli.endings import ended_in_words, say

if TYPE_CHECKING:
    from wsa_sim.scenario import Problem

ENDINGS = (".yaml", ".yml")

NEW_EPILOG = """Examples:

\b
  python -m wsa_sim new lambeth --borough Lambeth --borough Southwark
  python -m wsa_sim new more_places --policy centre_capacity --from 2020-04-01 --out scenarios/more_places.yaml
"""


@app.command(short_help="Write a first scenario file.", epilog=NEW_EPILOG)
def new(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="Name of the scenario, and of its results.")] = "my_scenario",
    policy: Annotated[
        str, typer.Option(help="What is done differently; docs/scenarios.md has them all.", autocompletion=policy_names)
    ] = "police_diversion",
    borough: Annotated[
        list[str] | None, typer.Option(help="Where; repeat it for several.", autocompletion=borough_names)
    ] = None,
    from_: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="First day of the policy, as in 2019-07-01.")
    ] = None,
    out: Annotated[str | None, typer.Option(metavar="FILE", help="File to write. [default: NAME.yaml]")] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Write over a file that is there.")] = False,
) -> None:
    """Write a scenario file that can be run as it is, with a remark on every part."""
    with ended_in_words():
        from wsa_sim.scenario import ScenarioError
        from wsa_sim.scenario.starter import starter

        name = name.removesuffix(".yml").removesuffix(".yaml")
        path = Path(f"{name}.yaml" if out is None else out)
        places = [place.strip() for given in borough or () for place in given.split(",")]
        problems: list[Problem] = []
        text = ""
        try:
            text = starter(name, policy=policy, boroughs=places, from_=from_)
        except ScenarioError as error:
            problems += error.problems
        if out is not None or all(problem.file != "NAME" for problem in problems):
            problems += _file_problems(path, replace=replace)
        if problems:
            raise ScenarioError(problems)
        _write(path, text)
        say(_what_next(path, context.find_root().info_name or COMMAND))


def _file_problems(path: Path, *, replace: bool) -> list[Problem]:
    """Return what is wrong with the file to be written."""
    from wsa_sim.scenario.problems import Place, Problem

    message = suggestion = ""
    if path.suffix not in ENDINGS:
        message, suggestion = f"found {str(path)!r}; the name of a scenario file ends in .yaml", f"{path}.yaml"
    elif path.is_dir():
        message = f"{path} is a folder; name a file"
    elif not path.parent.is_dir():
        message = f"there is no folder {path.parent} to write {path.name} in; make it first"
    elif path.exists() and not replace:
        message = f"{path} is there already: name another file, or write over it with --replace"
    return [Problem(Place("--out"), "", message, suggestion if path.name else "")] if message else []


def _write(path: Path, text: str) -> None:
    """Write the file, and say in plain words why it cannot be."""
    from wsa_sim.scenario.writing import write_text

    try:
        write_text(path, text)
    except OSError:
        from wsa_sim.experiments.errors import disk_errors

        with disk_errors(path):
            raise


def _what_next(path: Path, program: str) -> str:
    """Say what was written, and which commands come next."""
    file = subprocess.list2cmdline([str(path)]) if os.name == "nt" else shlex.quote(str(path))
    return f"""wrote {path}: a scenario that can be run as it is. Open it in an editor, and change it; then

  {program} validate {file}
      check it: every mistake is named, with its line
  {program} {file} --dry-run
      what a run would do, and how long it would take
  {program} {file} --scale 0.05 --replications 4
      a quick trial on a twentieth of London
  {program} {file}
      the run itself, and its answer"""
