"""Release law against 85 worked examples of the official release-date service, in `release_cases.csv`.

The examples are the Ministry of Justice's (Calculate Release Dates, MIT licence, Crown copyright; see NOTICE). Columns
added here: `assume`, days of provisions that are moved because the example is not the law of its day; `differs`, dates
that cannot be got from the facts that there are; `reason`, why.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from wsa_sim.report.law_cases import DATES, answered, question

TABLE = Path(__file__).with_name("release_cases.csv")
PAGE = Path(__file__).parents[2] / "docs" / "law.md"
CASES = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
MOST_REASONS = 20


def differences(case: dict[str, str]) -> dict[str, tuple[str, str]]:
    """Dates that differ, each with the official one and ours, of those that the example gives."""
    ours = answered(case, question(case, TABLE.name, 0))
    left_out = set()
    if case["recall_type"]:
        left_out = {"release_date", "hdc_eligibility"}
    if case["hdc_checked"] == "0":
        left_out.add("hdc_eligibility")
    return {name: (case[name], ours[name]) for name in DATES if name not in left_out and case[name] != ours[name]}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_every_date_is_the_official_one_or_there_is_a_reason(case: dict[str, str]) -> None:
    assert set(differences(case)) == set(case["differs"].split())


@pytest.mark.parametrize("case", [c for c in CASES if c["assume"]], ids=lambda case: case["case"])
def test_every_assumption_is_needed(case: dict[str, str]) -> None:
    pairs = case["assume"].split(";")
    for pair in pairs:
        fewer = ";".join(other for other in pairs if other != pair)
        assert set(differences(case | {"assume": fewer})) - set(case["differs"].split()), pair


def test_reasons_are_few_and_beside_what_needs_them() -> None:
    explained = [case for case in CASES if case["reason"]]
    assert all(bool(case["reason"]) == bool(case["assume"] or case["differs"]) for case in CASES)
    assert len(CASES) == 85
    assert len(explained) <= MOST_REASONS
    assert sum(bool(case["differs"]) for case in CASES) == 3


def test_the_page_counts_them() -> None:
    page = PAGE.read_text(encoding="utf-8")
    moved = sum(bool(case["assume"]) for case in CASES)
    differing = sum(bool(case["differs"]) for case in CASES)
    assert f"- {len(CASES) - moved - differing} come out the same as they stand" in page
    assert f"- {moved} come out the same with days moved" in page
    assert f"- {differing} have one date that differs" in page


@pytest.mark.parametrize(
    "name", ["progression-model/crs-2656-ac8-1", "progression-model/crs-2657-ac1-1"]
)  # fmt: skip
def test_two_that_differ_would_not_if_the_offence_were_listed(name: str) -> None:
    case = next(case for case in CASES if case["case"] == name)
    assert differences(case | {"listed_serious": "1"}) == {}
