"""Many sentences at once: a table of cases read, and one of dates written."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from wsa_sim.law.calendar import date_of
from wsa_sim.law.term import NEVER
from wsa_sim.report.law_question import Question, ask
from wsa_sim.report.law_working import dates, findings
from wsa_sim.scenario.problems import Place, Problem, ScenarioError, nearest, shown
from wsa_sim.scenario.writing import write_text

FIELDS = {
    "offence_date": "offence", "sentence_date": "sentence", "years": "years", "months": "months", "weeks": "weeks",
    "days": "days", "remand_days": "remand_days", "tagged_bail_days": "tagged_bail_days", "born": "born",
    "excluded_from_sds40": "excluded", "listed_serious": "serious", "recall_type": "recall",
    "return_to_custody": "return", "at_large_days": "at_large_days", "as_of": "as_of", "as_at": "as_at",
    "assume": "assume",
}  # fmt: skip
"""Fields of a question by the column that holds them."""

NEEDED = ("case", "offence_date", "sentence_date")
DATES = (
    "release_date", "unconditional", "sentence_expiry", "licence_expiry", "hdc_eligibility", "supervision_end",
    "post_recall_release",
)  # fmt: skip
"""Columns that are worked out; where they are in the table of cases, what is there is not read."""

KEPT = ("case", *FIELDS)
PASSED_OVER = ("regime", "hdc_checked", "differs", "reason", "provisions", *DATES)
RECALL_TYPES = {
    "fixed_term_recall_14": "14", "fixed_term_recall_28": "28", "fixed_term_recall_56": "56",
    "standard_recall": "standard",
}  # fmt: skip


def read_cases(path: Path) -> list[tuple[dict[str, str], Question]]:
    """Return each row of a table of cases with the question that it puts.

    Raises
    ------
    ScenarioError
        With every problem of every row.
    """
    rows: list[tuple[dict[str, str], Question]] = []
    problems: list[Problem] = []
    for line, row in _rows(path):
        try:
            rows.append((row, question(row, path.name, line)))
        except ScenarioError as error:
            problems += error.problems
    if problems:
        raise ScenarioError(problems)
    return rows


def question(row: dict[str, str], file: str, line: int) -> Question:
    """Return the question that a row puts; several days assumed in one row have a semicolon between them.

    Raises
    ------
    ScenarioError
        With every problem of the row, at its line.
    """
    columns = {field: column for column, field in FIELDS.items()}
    written = {field: row.get(column, "") for field, column in columns.items()}
    written["recall"] = RECALL_TYPES.get(written["recall"].strip(), written["recall"])
    assumed = [pair for pair in written.pop("assume").split(";") if pair.strip()]
    try:
        return ask(written, assumed, lambda name: Place(columns[name]))
    except ScenarioError as error:
        place = Place(file, line, 1)
        raise ScenarioError(Problem(place, p.file, p.message, p.suggestion) for p in error.problems) from None


def answered(row: dict[str, str], q: Question) -> dict[str, str]:
    """Return a row with its dates, and the provisions that they rest on."""
    found = dates(q)
    days = {
        "release_date": found.release, "sentence_expiry": found.expiry, "licence_expiry": found.licence_end,
        "hdc_eligibility": found.curfew, "supervision_end": found.supervision_end,
        "post_recall_release": found.recall_release,
    }  # fmt: skip
    names = dict.fromkeys(name for finding in findings(q) for name, _ in finding.rests_on)
    told = {column: "" if day >= NEVER else date_of(day).isoformat() for column, day in days.items()}
    return {
        **{column: row.get(column, "") for column in KEPT}, **told,
        "unconditional": str(found.unconditional), "provisions": " ".join(names),
    }  # fmt: skip


def write_answers(path: Path, rows: list[tuple[dict[str, str], Question]]) -> None:
    """Write the dates of every case, whole or not at all."""
    text = io.StringIO()
    writer = csv.DictWriter(text, [*KEPT, *DATES, "provisions"], lineterminator="\n")
    writer.writeheader()
    writer.writerows(answered(row, q) for row, q in rows)
    write_text(path, text.getvalue())


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows of a file by line; the columns are seen to first."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is not text in UTF-8"
        raise ScenarioError([Problem(Place(str(path)), "", f"cannot be read: {why}")]) from None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    lines = []
    try:
        header = next(reader, [])
        lines = [(reader.line_num, cells) for cells in reader if any(cell.strip() for cell in cells)]
    except csv.Error as error:
        place = Place(path.name, reader.line_num, 1)
        raise ScenarioError([Problem(place, "", f"is not a table with commas: {error}")]) from None
    names = [name.strip() for name in header]
    problems = list(_header_problems(names, path.name))
    for line, cells in lines:
        if len(cells) != len(names):
            said = f"has {len(cells)} cells; the first line has {len(names)} columns"
            problems.append(Problem(Place(path.name, line, 1), "", said))
    if not lines:
        problems.append(Problem(Place(path.name, 1, 1), "", "has no cases; each is a row below the first line"))
    if problems:
        raise ScenarioError(problems)
    for line, cells in lines:
        yield line, dict(zip(names, cells, strict=True))


def _header_problems(names: list[str], file: str) -> Iterator[Problem]:
    place = Place(file, 1, 1)
    allowed = (*KEPT, *PASSED_OVER)
    for name in dict.fromkeys(names):
        if name not in allowed:
            yield Problem(place, "", f"found the column {shown(name)}, which is none", nearest(name, allowed))
        elif names.count(name) > 1:
            yield Problem(place, "", f"the column {name} is there twice")
    for name in NEEDED:
        if name not in names:
            yield Problem(place, "", f"the column {name} is missing")
