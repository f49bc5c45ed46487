"""`groups`: outcomes by group, from a folder of results."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from wsa_sim.cli.app import PLAIN_WIDTH, app
from wsa_sim.cli.completing import break_downs, metric_names
from wsa_sim.cli.endings import ended_in_words, say
from wsa_sim.cli.values import break_downs_of

GROUPS_EPILOG = """Groups are boroughs of residence (borough) or of arrest (borough_of_arrest), offence, age, ethnicity,
nationality, record, children, need or service; all-groups is all of them. Small groups are put together where that
makes sense, and otherwise marked; docs/groups.md says how.

Examples:

\b
  python -m wsa_sim groups results/diversion_pan_london --by ethnicity
  python -m wsa_sim groups results/diversion_pan_london --by borough --metric first_receptions
  python -m wsa_sim groups results/diversion_pan_london --by age --by need --format csv > groups.csv
"""


class Format(StrEnum):
    """What can be asked for with `--format`."""

    text = "text"
    csv = "csv"


@app.command(short_help="Tell outcomes by group, from a folder of results.", epilog=GROUPS_EPILOG)
def groups(
    folder: Annotated[str, typer.Argument(metavar="RESULTS", help="Folder of results.", show_default=False)],
    by: Annotated[
        list[str],
        typer.Option(
            metavar="GROUPS", help="Which groups; repeatable.", show_default=False, autocompletion=break_downs
        ),
    ],
    metric: Annotated[
        list[str] | None,
        typer.Option(
            metavar="OUTCOME",
            help="Tell the difference in this outcome alone; repeatable.",
            show_default=False,
            autocompletion=metric_names,
        ),
    ] = None,
    no_pool: Annotated[bool, typer.Option("--no-pool", help="Put no groups together.")] = False,
    form: Annotated[Format, typer.Option("--format", help="How to print it.")] = Format.text,
) -> None:
    """Tell how groups of women fare at each gate of the pathway, and what the policy changes for each."""
    with ended_in_words():
        wanted = break_downs_of(by)

        from wsa_sim.experiments import ResultsError, read
        from wsa_sim.report import groups as of_groups
        from wsa_sim.report import groups_text

        if not Path(folder).is_dir():
            raise ResultsError(f"found {folder}; it is a folder of results, such as results/diversion_pan_london")
        results = read(Path(folder))
        told, wrong = [], []
        for each in wanted:
            try:
                told.append(of_groups.groups(results, each, metric or None, pool=not no_pool))
            except ResultsError as error:
                wrong += str(error).splitlines()
        if wrong:
            raise ResultsError("\n".join(dict.fromkeys(wrong)))
        if form is Format.csv:
            say(of_groups.as_csv(told))
            return
        opened = groups_text.opening(results, of_groups.headline_period(results.periods))
        console = Console()
        if not console.is_terminal:
            console = Console(width=PLAIN_WIDTH, color_system=None)
        console.print(groups_text.GroupsText(told, opened, groups_text.closing(results)), highlight=False)
