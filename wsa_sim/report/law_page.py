"""The page on release law, made from the table of provisions: `python -m wsa_sim.report.law_page`."""

from __future__ import annotations

import textwrap
from pathlib import Path

from wsa_sim.law.calendar import date_of
from wsa_sim.law.provision import Provision
from wsa_sim.law.provisions import PROVISIONS
from wsa_sim.law.term import NEVER
from wsa_sim.report.law_cases import DATES, FIELDS
from wsa_sim.report.law_question import ask
from wsa_sim.report.law_text import sentence_text
from wsa_sim.scenario.problems import Place
from wsa_sim.scenario.writing import write_text

PAGE = Path("docs/law.md")
"""Where the page is kept, from the top of a checkout."""

EXAMPLE = {
    "offence": "2023-12-01", "sentence": "2024-05-09", "months": "10", "recall": "14", "return": "2024-11-01",
    "at_large_days": "9",
}  # fmt: skip
"""The sentence that the page works out: options of the verb."""

OPENING = """# Release law

Made by `python -m wsa_sim.report.law_page`. `wsa_sim/law/` holds the law on the release, supervision and recall of
women of 18 or over sentenced to a determinate term in England and Wales for an offence since 4 April 2005, each
provision with its day and the date that it tests. It is for research. It is not legal advice, and no substitute for a
calculation by the prison.

The simulation works out the dates of every sentence by the same functions, under the law that a scenario names
([scenarios.md](scenarios.md#law)). `trace --all` prints for each simulated sentence the command of this verb that gives
its dates, and a test compares them for hundreds. The files:
`commencement.py` (the days), `regime.py` (release), `curfew.py`, `supervision.py`, `recall.py`, `executive.py` (early
release by decision), `aggregate.py` (several sentences), `powers.py` (police and courts), and `determinate.py`, where
one function works out every date of a sentence.

## The dates of a sentence

```bash
{command}
```

```text
{answer}
```

The options `--years`, `--months`, `--weeks` and `--days` add up. `--excluded` says that the offence is excluded from
SDS40, `--serious` that it is listed for release at two thirds. `--as-of` leaves out what began after a day; `--as-at`
applies the law of a day throughout, as a scenario in a frozen world does. `--assume`
begins a provision on another day, or never: any with a day of its own can be moved, as in
`--assume supervision_repeal=2026-05-01 --assume progression_model=never`. What is uncertain is said below the dates.
Anything that cannot be is refused, every problem at once, with exit status 2.

## A table of sentences

`python -m wsa_sim law --cases cases.csv --out dates.csv` works out a row for each row. Needed are `case`,
`offence_date`, `sentence_date` and a length; the rest may be left out or empty.

| column | what it holds |
| --- | --- |
{columns}

Worked out are {dates},
and `provisions`, the names of those that the dates rest on. `release_date` and `hdc_eligibility` are those before any
recall. If a row is wrong, each problem is named with its line, and nothing is written.

## Checked against the official service

`tests/verification/release_cases.csv` holds 85 worked examples of the Ministry of Justice's release-date service (MIT
licence, Crown copyright), and the tests work out every date of every row:

- 65 come out the same as they stand;
- 17 come out the same with days moved, in the column `assume`, because the service was run before a reform, or takes
  one as a switch without a day: these are not the law of their day;
- 3 have one date that differs, named in `differs`, for want of a fact, in `reason`.

A test fails when a reason is needed that is not there, and when one is there that is not needed. In rows with
`hdc_checked` 0 the curfew date is not checked: the service applies today's curfew rules to days on which they were not
law. Rows with a recall have neither release nor curfew date. Two rules rest on these examples alone: that a sentence
passed before SDS40 has its supervision counted from the end of two fifths, not from its tranche; and that release under
the progression model is on licence even where the offence was before February 2015.

## Provisions

By their days. `python -m wsa_sim law --provisions WORD` prints those in which a word is found. An asterisk marks a day
that is uncertain.

| from | provision | rule | where, and how it is known |
| --- | --- | --- | --- |
{provisions}

## What is left out

- Sentences other than determinate ones for adults: children's sentences, life and indeterminate sentences, extended
  sentences, sentences for offenders of particular concern, terrorism, default terms for fines, civil imprisonment.
- Offences before 4 April 2005.
- Which offences are excluded or listed: the user says so.
- Who is presumed unsuitable or barred from curfew for what she did, and who is in the excluded cases of recall.
- Days added for misconduct, in any scheme; special remission; release for compassion.
- Several sentences at once, but for the length of an aggregate (`aggregate.py`); remand served on two matters.
- Early removal after December 2018, and temporary release.
- Release by the Parole Board or the executive before a standard recall ends.
"""

COLUMNS = {
    "case": "a name of your own",
    "offence_date": "day of the offence, as in 2018-03-01",
    "sentence_date": "day of the sentence",
    "years": "years of the sentence",
    "months": "months",
    "weeks": "weeks",
    "days": "days",
    "remand_days": "days on remand that count",
    "tagged_bail_days": "days of tagged bail that count",
    "born": "day of birth; without it, 21 or over",
    "excluded_from_sds40": "1 if the offence is excluded from SDS40, else 0",
    "listed_serious": "1 if the offence is listed for two thirds, else 0",
    "recall_type": "`fixed_term_recall_14`, `_28`, `_56` or `standard_recall` (or 14, 28, 56, standard)",
    "return_to_custody": "day of return to custody; needed for a fixed term",
    "at_large_days": "days unlawfully at large",
    "as_of": "leave out what began after this day",
    "as_at": "apply the law of this day throughout",
    "assume": "days of provisions, as in `sds40=never;curfew_end=2026-12-01`",
}
"""What each column of a table of cases holds."""


def law_page() -> str:
    """Return the page, in Markdown."""
    q = ask(EXAMPLE, [], Place)
    options = " ".join(f"--{name.replace('_', '-')} {text}" for name, text in EXAMPLE.items())
    return OPENING.format(
        command=f"python -m wsa_sim law {options}",
        answer=sentence_text(q),
        columns="\n".join(f"| `{name}` | {COLUMNS[name]} |" for name in ("case", *FIELDS)),
        dates=textwrap.fill(", ".join(f"`{name}`" for name in DATES), 100),
        provisions="\n".join(_row(p) for p in PROVISIONS.values()),
    )


def write(path: Path = PAGE) -> None:
    """Write the page, whole or not at all."""
    write_text(path, law_page())


def _row(p: Provision) -> str:
    begins = "not known" if p.begins == NEVER else date_of(p.begins).isoformat()
    days = f"{begins}\\*" if p.uncertain else begins
    if p.ends != NEVER:
        days += f"<br>to {date_of(p.ends - 1).isoformat()}"
    where = [p.citation, f"*Tests:* the {p.tests}.", f"*Source:* {p.source}."]
    if p.uncertain:
        where.append(f"*Uncertain:* {p.uncertain}.")
    if p.by:
        where.append(f"*In:* `{p.by}`.")
    return f"| {days} | **{p.title}**<br>`{p.name}` | {p.says} | {'<br>'.join(where)} |"


if __name__ == "__main__":
    write()
