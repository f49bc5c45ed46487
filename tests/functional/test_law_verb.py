"""The verb `law`, as people use it, and its page."""

from __future__ import annotations

import csv
import datetime
import itertools
import re
import shlex
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from wsa_sim.cli import app
from wsa_sim.law.calendar import day_number
from wsa_sim.law.commencement import LAW, assuming
from wsa_sim.law.provisions import PROVISIONS
from wsa_sim.law.regime import Sentence
from wsa_sim.law.term import NEVER
from wsa_sim.report import law_page
from wsa_sim.report.law_cases import FIELDS, KEPT
from wsa_sim.report.law_phrases import told as phrased
from wsa_sim.report.law_question import MOVABLE, WITHOUT_DATES, Question
from wsa_sim.report.law_working import findings

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "law.md").read_text(encoding="utf-8")
EIGHT_MONTHS = ("--offence", "2018-03-01", "--sentence", "2018-06-04", "--months", "8")


def law(*arguments: str | Path, status: int = 0) -> Result:
    done = CliRunner().invoke(app, ["law", *map(str, arguments)])
    assert done.exit_code == status, f"{arguments}\n{done.output}"
    return done


def told(output: str) -> dict[str, str]:
    """Dates by their titles, as they are printed."""
    lines = re.findall(r"^(\S.{24}\S?) +((?:\w{3} )?\d+ \w+ \d{4}|none)$", output, re.MULTILINE)
    return {title.strip(): day for title, day in lines}


def test_it_tells_every_date_with_its_working_and_section() -> None:
    out = law(*EIGHT_MONTHS).stdout
    assert told(out) == {
        "curfew, from": "Sun 5 August 2018", "automatic release": "Thu 4 October 2018",
        "end of sentence": "Sun 3 February 2019", "end of licence": "Sun 3 February 2019",
        "end of supervision": "Fri 4 October 2019",
    }  # fmt: skip
    assert "half of 245 days, rounded up, is 123" in out
    joined = re.sub(r"\s+", " ", out)
    assert "[post_sentence_supervision] Criminal Justice Act 2003 s.256AA" in joined
    assert "applies by the day of the offence, 2018-03-01; begins 2015-02-01" in joined
    assert max(map(len, out.splitlines())) <= 100
    assert "\x1b" not in out


def test_facts_change_the_dates() -> None:
    recalled = law(*EIGHT_MONTHS, "--recall", "14", "--return", "2018-11-20", "--at-large-days", "5").stdout
    assert told(recalled)["release after recall"] == "Mon 3 December 2018"
    assert told(recalled)["end of sentence"] == "Fri 8 February 2019"
    credited = law(*EIGHT_MONTHS, "--remand-days", "30", "--tagged-bail-days", "10").stdout
    assert told(credited)["automatic release"] == "Sat 25 August 2018"
    inside = ("--offence", "2024-01-01", "--sentence", "2024-05-09", "--months", "10")
    assert told(law(*inside).stdout)["automatic release"] == "Tue 10 September 2024"
    assert told(law(*inside, "--excluded").stdout)["automatic release"] == "Mon 7 October 2024"
    then = law(*inside, "--as-of", "2024-09-09").stdout
    assert told(then)["automatic release"] == "Mon 7 October 2024"
    assert then.startswith("Under the law as it stood on 9 September 2024. A sentence of 304 days")
    assert "the custodial part is 1 day, under 42" in law(*inside[:4], "--days", "1").stdout
    assert told(law(*inside, "--assume", "sds40=2024-09-20").stdout)["automatic release"] == "Fri 20 September 2024"
    young = ("--offence", "2014-05-01", "--sentence", "2018-06-04", "--months", "8", "--born", "1999-01-01")
    assert told(law(*young).stdout)["end of supervision"] == "Fri 4 January 2019"
    four = ("--offence", "2022-08-01", "--sentence", "2022-08-01", "--years", "3", "--weeks", "52", "--days", "1")
    assert told(law(*four, "--serious").stdout)["automatic release"] == "Mon 31 March 2025"


def test_what_is_uncertain_is_said_and_can_be_set() -> None:
    running = ("--offence", "2025-06-01", "--sentence", "2025-11-03", "--months", "10")
    out = law(*running).stdout
    assert "supervision_repeal: the day was not seen" in out
    out = law(*running, "--assume", "supervision_repeal=2026-10-01").stdout
    assert told(out)["end of supervision"] == "Wed 30 September 2026"
    assert "supervision_repeal: assumed 2026-10-01, not known." in out
    assert "uncertain" not in law(*EIGHT_MONTHS).stdout
    assert "Note" not in law(*EIGHT_MONTHS).stdout


REFUSED = [
    ((), ["--offence: is missing", "--sentence: is missing", "--months: the sentence has no length"]),
    (
        ("--offence", "2018-02-30", "--sentence", "4 June 2018", "--weeks", "-1", "--recall", "15",
         "--assume", "sds4=2"),
        ["--offence: found 2018-02-30", "--sentence: found 4 June 2018", "--weeks: found -1", "--recall: found 15",
         "did you mean sds40?"],
    ),
    (("--offence", "2019-01-01", "--sentence", "2018-06-04", "--months", "8"), ["--sentence: found 2018-06-04"]),
    (("--offence", "2005-04-03", "--sentence", "2018-06-04", "--months", "8"), ["offences before 2005-04-04"]),
    ((*EIGHT_MONTHS, "--born", "2000-06-05"), ["she is under 18 when sentenced"]),
    ((*EIGHT_MONTHS, "--recall", "14"), ["--return: is missing"]),
    ((*EIGHT_MONTHS, "--return", "2018-11-20", "--at-large-days", "3"), ["--return: she", "--at-large-days: she"]),
    ((*EIGHT_MONTHS, "--recall", "14", "--return", "2018-08-04"), ["--return: found 2018-08-04; it is from"]),
    ((*EIGHT_MONTHS, "--recall", "14", "--return", "2019-02-04"), ["to 2019-02-03, the end of the sentence"]),
    ((*EIGHT_MONTHS, "--recall", "56", "--return", "2018-11-20"), ["--recall: 56-day recall begins on 2026-03-31"]),
    ((*EIGHT_MONTHS, "--as-of", "2018-06-03"), ["--as-of: found 2018-06-03; it is no earlier than the sentence"]),
    ((*EIGHT_MONTHS, "--assume", "magistrates_12_months=never"), ["--assume: found magistrates_12_months; no date"]),
    ((*EIGHT_MONTHS, "--assume", "sds40=soon"), ["--assume: found sds40=soon; it is NAME=DATE"]),
    (("--offence", "2014-03-01", "--sentence", "2018-06-04", "--months", "8", "--recall", "standard"),
     ["--recall: she is released without a licence"]),
    (("--cases", "a.csv"), ["--out: is missing"]),
    (("--cases", "a.csv", "--out", "b.csv", "--months", "8"), ["--months and --cases do not go together"]),
    (("--cases", "no_such.csv", "--out", "b.csv"), ["no_such.csv: cannot be read"]),
    (("curfew",), ["a word is looked for with --provisions"]),
    (("--provisions", "curfw"), ["--provisions: found curfw, which is in no provision; did you mean curfew?"]),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "complaints"), REFUSED, ids=lambda value: " ".join(value)[:60])
def test_what_cannot_be_is_refused_every_problem_at_once(arguments: tuple[str, ...], complaints: list[str]) -> None:
    done = law(*arguments, status=2)
    assert done.stdout == ""
    said = done.stderr.splitlines()
    assert len(said) == len(complaints)
    assert all(complaint in line for complaint, line in zip(complaints, said, strict=True))


def table(
    path: Path, *rows: str, header: str = "case,offence_date,sentence_date,months,recall_type,return_to_custody"
) -> Path:
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return path


def test_a_table_of_sentences(tmp_path: Path) -> None:
    cases = table(tmp_path / "cases.csv", "a,2018-03-01,2018-06-04,8,,", "b,2018-03-01,2018-06-04,8,14,2018-11-20")
    out = tmp_path / "dates.csv"
    assert law("--cases", cases, "--out", out).stdout == f"{out}: 2 cases\n"
    first, second = csv.DictReader(out.read_text(encoding="utf-8").splitlines())
    assert (first["release_date"], first["supervision_end"], first["post_recall_release"]) == (
        "2018-10-04",
        "2019-10-04",
        "",
    )
    assert second["post_recall_release"] == "2018-12-03"
    assert set(first["provisions"].split()) <= set(PROVISIONS)
    assert "fixed_term_recall" in second["provisions"].split()
    assert len(list(tmp_path.iterdir())) == 2
    again = law("--cases", out, "--out", tmp_path / "again.csv")
    assert "2 cases" in again.stdout
    assert (tmp_path / "again.csv").read_bytes() == out.read_bytes()


def test_bad_rows_are_named_and_nothing_is_written(tmp_path: Path) -> None:
    out = tmp_path / "dates.csv"
    cases = table(
        tmp_path / "cases.csv",
        "a,2018-03-01,2018-06-04,8,,",
        "b,2019-03-01,2018-06-04,x,,",
        "",
        "c,,2018-06-04,8,,2019",
    )
    done = law("--cases", cases, "--out", out, status=2)
    assert [line.partition(": ")[::2] for line in done.stderr.splitlines()] == [
        ("cases.csv:3:1", "months: found x; it is a whole number from 0 to 720"),
        ("cases.csv:3:1", "sentence_date: found 2018-06-04; it is no earlier than the offence, 2019-03-01"),
        ("cases.csv:5:1", "offence_date: is missing; give a day, such as 2018-06-04"),
        (
            "cases.csv:5:1",
            "return_to_custody: found 2019; it is a day that there is, year-month-day, such as 2018-06-04",
        ),
    ]
    assert not out.exists()


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("case,offence_date,sentence_dat\na,b,c\n", "sentence_dat, which is none; did you mean sentence_date?"),
        ("case,offence_date,sentence_date\n", "has no cases"),
        ("case,offence_date,sentence_date\na,b\n", "cases.csv:2:1: has 2 cells; the first line has 3 columns"),
        ("case,case,offence_date,sentence_date\na,b,c,d\n", "the column case is there twice"),
        ("", "the column case is missing"),
        ('case,offence_date,sentence_date\n"a,b,c\n', "is not a table with commas"),
        ("case,offence_date\n\xff", "the column sentence_date is missing"),
    ],
)  # fmt: skip
def test_tables_that_are_none(tmp_path: Path, text: str, complaint: str) -> None:
    cases = tmp_path / "cases.csv"
    cases.write_text(text, encoding="utf-8")
    assert complaint in law("--cases", cases, "--out", tmp_path / "dates.csv", status=2).stderr
    assert len(list(tmp_path.iterdir())) == 1


def test_places_that_cannot_be_written(tmp_path: Path) -> None:
    cases = table(tmp_path / "cases.csv", "a,2018-03-01,2018-06-04,8,,")
    assert "cannot be written" in law("--cases", cases, "--out", tmp_path / "none" / "dates.csv", status=2).stderr
    assert "cannot be written" in law("--cases", cases, "--out", tmp_path, status=2).stderr
    assert "which is the table of cases itself" in law("--cases", cases, "--out", cases, status=2).stderr


def test_provisions_are_listed_by_their_days() -> None:
    out = law("--provisions").stdout
    days = re.findall(r"^(\d{4}-\d\d-\d\d|day not known)", out, re.MULTILINE)
    assert len(days) == len(PROVISIONS)
    assert days[:-1] == sorted(days[:-1])
    assert max(map(len, out.splitlines())) <= 100
    some = law("--provisions", "SDS40").stdout
    assert "less than five years 2024-09-10" in re.sub(r"\s+", " ", some)
    assert len(some) < len(out)


def test_the_working_is_of_the_date_that_it_stands_by() -> None:
    """Of sentences across every reform, what is said to decide gives the day that is told."""
    starts = [day_number(datetime.date(year, 4, 20)) for year in range(2010, 2028)]
    law_with_repeal = assuming(LAW, {"supervision_repeal": day_number(datetime.date(2026, 5, 1))})
    curfews = 0
    for day, length, credit, kind in itertools.product(starts, (60, 85, 102, 200, 500, 1300, 2000), (0, 40), (0, 1, 2)):
        s = Sentence(day - 100, day, length, credit, -8000, int(kind == 1), int(kind == 2))
        q = Question(s, law_with_repeal, 0, 0, 0, False, ())
        for finding in findings(q):
            assert finding.how.startswith("none: ") == (finding.day == NEVER), (s, finding)
            if finding.column == "hdc_eligibility" and finding.day < NEVER:
                curfews += 1
                assert {tested for _, tested in finding.rests_on} == {finding.day}, (s, finding)
                begins = re.search(r"the day on which the rule begins, (.+)", finding.how)
                assert not begins or begins[1] == f"{phrased(finding.day)}", (s, finding)
    assert curfews > 200


def test_the_days_that_can_be_moved_are_those_that_dates_rest_on() -> None:
    used: set[str] = set()
    for module in (ROOT / "wsa_sim/law").glob("*.py"):
        if not module.name.startswith(("provision", "commencement", "powers")):
            used |= set(re.findall(r"\blaw\.([a-z]\w+)", module.read_text(encoding="utf-8"))) & set(LAW._fields)
    assert used - {"curfew_streamlined"} == set(MOVABLE), "which tells how many are on curfew, and not from when"
    assert set(MOVABLE) | WITHOUT_DATES == set(LAW._fields)


def test_the_page_is_made_from_the_table() -> None:
    assert law_page.law_page() == PAGE, "python -m wsa_sim.report.law_page makes it again"
    assert set(law_page.COLUMNS) == set(KEPT) == {"case", *FIELDS}


def test_the_command_on_the_page_prints_what_the_page_shows() -> None:
    command = re.search(r"^python -m wsa_sim law (--offence.*)$", PAGE, re.MULTILINE)
    assert command
    assert law(*shlex.split(command[1])).stdout in PAGE


def test_the_page_is_written(tmp_path: Path) -> None:
    law_page.write(tmp_path / "law.md")
    assert (tmp_path / "law.md").read_text(encoding="utf-8") == PAGE
    assert len(list(tmp_path.iterdir())) == 1
