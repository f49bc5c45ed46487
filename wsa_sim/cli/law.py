"""`law`: the dates of a sentence, and the provisions behind them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from wsa_sim.cli.app import app
from wsa_sim.cli.endings import TO_MEND, complain, ended_in_words, say

LAW_EPILOG = """Dates are written year-month-day. The law of each day since 4 April 2005 is applied, for women of 18 or
over; docs/law.md says what is covered, and what is left out. It is not legal advice.

Examples:

\b
  python -m wsa_sim law --offence 2018-03-01 --sentence 2018-06-04 --months 8
      every date of a sentence of eight months, how it was worked out, and by which section
  python -m wsa_sim law --offence 2018-03-01 --sentence 2018-06-04 --months 8 --recall 14 --return 2018-11-20
      the same with a fixed-term recall
  python -m wsa_sim law --cases cases.csv --out dates.csv
      a table of sentences; the columns are in docs/law.md
  python -m wsa_sim law --provisions curfew
      the provisions in which a word is found, by their days; all of them without a word
"""


@app.command(short_help="Work out the dates of a sentence, with the law behind them.", epilog=LAW_EPILOG)
def law(
    word: Annotated[str, typer.Argument(metavar="[WORD]", help="With --provisions: what to look for.")] = "",
    offence: Annotated[str, typer.Option(metavar="DATE", help="Day of the offence.")] = "",
    sentence: Annotated[str, typer.Option(metavar="DATE", help="Day of the sentence.")] = "",
    years: Annotated[str, typer.Option(metavar="N", help="Years of the sentence.")] = "",
    months: Annotated[str, typer.Option(metavar="N", help="Months of the sentence.")] = "",
    weeks: Annotated[str, typer.Option(metavar="N", help="Weeks of the sentence.")] = "",
    days: Annotated[str, typer.Option(metavar="N", help="Days of the sentence.")] = "",
    remand_days: Annotated[str, typer.Option(metavar="N", help="Days on remand that count.")] = "",
    tagged_bail_days: Annotated[str, typer.Option(metavar="N", help="Days of tagged bail that count.")] = "",
    born: Annotated[str, typer.Option(metavar="DATE", help="Day of birth.")] = "",
    excluded: Annotated[bool, typer.Option("--excluded", help="The offence is excluded from SDS40.")] = False,
    serious: Annotated[bool, typer.Option("--serious", help="The offence is listed for two thirds (s.244ZA).")] = False,
    recall: Annotated[str, typer.Option(metavar="14|28|56|standard", help="Kind of recall.")] = "",
    returned: Annotated[str, typer.Option("--return", metavar="DATE", help="Day of return to custody.")] = "",
    at_large_days: Annotated[str, typer.Option(metavar="N", help="Days unlawfully at large.")] = "",
    as_of: Annotated[str, typer.Option(metavar="DATE", help="Leave out what began after this day.")] = "",
    as_at: Annotated[
        str, typer.Option(metavar="DATE", help="Apply the law of this day throughout, as a frozen world does.")
    ] = "",
    assume: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=DATE", help="Begin a provision then, or never; repeatable."),
    ] = None,
    cases: Annotated[str, typer.Option(metavar="FILE", help="Table of sentences, in CSV.")] = "",
    out: Annotated[str, typer.Option(metavar="FILE", help="File for the table of dates.")] = "",
    provisions: Annotated[
        bool, typer.Option("--provisions", help="List the provisions, or those in which WORD is found.")
    ] = False,
) -> None:
    """Work out the dates of a determinate sentence: release, curfew, licence, supervision, recall.

    Each date comes with how it was worked out, the statute and section behind it, and the date that the section tests.
    """
    written = {
        "offence": offence, "sentence": sentence, "years": years, "months": months, "weeks": weeks, "days": days,
        "remand_days": remand_days, "tagged_bail_days": tagged_bail_days, "born": born,
        "excluded": "1" if excluded else "", "serious": "1" if serious else "", "recall": recall, "return": returned,
        "at_large_days": at_large_days, "as_of": as_of, "as_at": as_at,
    }  # fmt: skip
    with ended_in_words():
        one = [name for name, text in written.items() if text] + ["assume"] * bool(assume)
        tables = [name for name, text in (("cases", cases), ("out", out)) if text]
        _check_only_one(one, tables, ["provisions"] * provisions)
        if word and not provisions:
            complain(f"found {word!r}, which is no option; a word is looked for with --provisions")
            raise typer.Exit(TO_MEND)
        if provisions:
            _list(word)
        elif tables:
            _answer_cases(Path(cases), Path(out))
        else:
            from wsa_sim.report.law_question import ask
            from wsa_sim.report.law_text import sentence_text
            from wsa_sim.scenario.problems import Place

            say(sentence_text(ask(written, assume or [], lambda name: Place(f"--{name.replace('_', '-')}"))))


def _check_only_one(*asked: list[str]) -> None:
    """End the verb unless one sentence, a table with its output, or a list of provisions is asked for."""
    named = [[f"--{name.replace('_', '-')}" for name in names] for names in asked]
    given = [names[0] for names in named if names]
    problems = []
    if len(given) > 1:
        problems.append(f"{' and '.join(given)} do not go together: ask for one sentence, a table, or provisions")
    if len(named[1]) == 1:
        missing = "--out" if named[1] == ["--cases"] else "--cases"
        problems.append(f"{missing}: is missing; a table is read from --cases and written to --out")
    if problems:
        complain("\n".join(problems))
        raise typer.Exit(TO_MEND)


def _list(word: str) -> None:
    from wsa_sim.law.provisions import PROVISIONS, matching
    from wsa_sim.report.law_text import provisions_text
    from wsa_sim.scenario.problems import nearest, shown

    found = matching(word)
    if not found:
        near = nearest(word, PROVISIONS)
        hint = f"; did you mean {near}?" if near else ""
        complain(f"--provisions: found {shown(word)}, which is in no provision{hint}")
        raise typer.Exit(TO_MEND)
    say(provisions_text(found))


def _answer_cases(cases: Path, out: Path) -> None:
    from wsa_sim.report.law_cases import read_cases, write_answers
    from wsa_sim.scenario.problems import Place, Problem, ScenarioError

    if out.exists() and cases.exists() and out.samefile(cases):
        raise ScenarioError([Problem(Place("--out"), "", f"found {out}, which is the table of cases itself")])
    rows = read_cases(cases)
    try:
        write_answers(out, rows)
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError, PermissionError) as error:
        raise ScenarioError([Problem(Place("--out"), "", f"{out} cannot be written: {error.strerror}")]) from None
    say(f"{out}: {len(rows)} {'case' if len(rows) == 1 else 'cases'}")
