"""`evidence`: where a number comes from, and where it goes."""

from __future__ import annotations

from typing import Annotated

import typer

from wsa_sim.cli.app import app
from wsa_sim.cli.completing import number_names
from wsa_sim.cli.endings import TO_MEND, complain, ended_in_words, say

EVIDENCE_EPILOG = """Names are those of the tables, of summary.csv and of docs/metrics.md; a base name stands for all of
its cells. docs/evidence.md says how figures, parameters and grades hang together.

Examples:

\b
  python -m wsa_sim evidence charge_share
      a parameter: its reason, its figures with their sources, and where it acts
  python -m wsa_sim evidence first_receptions --in results/diversion_pan_london
      a number of the headline, its counting rule, its target, and the parameters that decide it
  python -m wsa_sim evidence --in my_scenario.yaml
      what a scenario changes
"""


@app.command(short_help="Trace a number to its source.", epilog=EVIDENCE_EPILOG)
def evidence(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="NAME|WORD...",
            help="A figure's id, a parameter, an outcome, a borough; or words to look for.",
            show_default=False,
            autocompletion=number_names,
        ),
    ] = None,
    within: Annotated[
        str | None,
        typer.Option("--in", metavar="PATH", help="Scenario file, scenario.resolved.yaml, or folder of results."),
    ] = None,
    grade: Annotated[str | None, typer.Option(metavar="A|B|C|D", help="Only what has this grade.")] = None,
    stage: Annotated[str | None, typer.Option(help="Only what belongs to this stage, as in court.")] = None,
    limit: Annotated[
        int | None, typer.Option(min=1, help="Entries of each kind in a list [12], or steps back of an outcome [4].")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON, without a limit.")] = False,
) -> None:
    """Trace a number: its value, grade and reason, the figures behind it with their sources, and where it acts.

    Without a name: how much evidence there is, by grade and by stage.
    """
    with ended_in_words():
        from wsa_sim.report.evidence_answer import QuestionError, answer

        try:
            said = answer(names or [], within=within, grade=grade, stage=stage, limit=limit, as_json=json)
        except QuestionError as error:
            complain(str(error))
            raise typer.Exit(TO_MEND) from None
        say(said)
