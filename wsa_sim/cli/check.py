"""`validate` and `schema`: scenario files before they are run."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from wsa_sim.cli.app import app
from wsa_sim.cli.completing import scenario_files
from wsa_sim.cli.endings import TO_MEND, complain, ended_in_words, say, warn


@app.command(short_help="Check scenario files.")
def validate(
    scenarios: Annotated[
        list[str],
        typer.Argument(
            metavar="SCENARIO...", help="Scenario files.", show_default=False, autocompletion=scenario_files
        ),
    ],
) -> None:
    """Check scenario files: every problem of each, with its line, or that it is valid."""
    with ended_in_words():
        from wsa_sim.scenario import ScenarioError, load

        bad = 0
        for name in scenarios:
            try:
                loaded = load(name)
            except ScenarioError as error:
                bad += 1
                complain(str(error))
            else:
                say(f"{name}: valid")
                warn(name, loaded)
        if bad:
            raise typer.Exit(TO_MEND)


@app.command(short_help="Print the JSON Schema of a scenario file.")
def schema() -> None:
    """Print the JSON Schema of a scenario file."""
    with ended_in_words():
        from wsa_sim import scenario

        say(json.dumps(scenario.schema(), indent=2, ensure_ascii=False))
