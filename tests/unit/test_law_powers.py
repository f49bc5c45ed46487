"""Powers of police and courts on the day before each provision begins and on the day."""

from __future__ import annotations

import datetime

import pytest

from wsa_sim.law import powers
from wsa_sim.law.calendar import day_number
from wsa_sim.law.commencement import LAW
from wsa_sim.law.regime import length_of


def number(text: str) -> int:
    return day_number(datetime.date.fromisoformat(text))


@pytest.mark.parametrize(
    ("convicted", "months"),
    [
        ("2022-05-01", 6), ("2022-05-02", 12), ("2023-03-29", 12), ("2023-03-30", 6), ("2024-11-17", 6),
        ("2024-11-18", 12),
    ],
)  # fmt: skip
def test_magistrates_powers_are_by_the_day_of_conviction(convicted: str, months: int) -> None:
    assert powers.magistrates_limit_months(number(convicted), LAW) == months


def test_powers_of_police_and_courts() -> None:
    arrests = ("2017-04-02", "2017-04-03", "2022-10-27", "2022-10-28")
    assert [powers.bail_limit_days(number(day), LAW) for day in arrests] == [powers.NO_LIMIT, 28, 28, 91]
    assert [powers.is_bail_presumed_against(number(day), LAW) for day in arrests] == [False, True, True, False]
    day = number("2026-04-01")
    year = length_of(day, 12, 0)
    assert powers.is_suspension_presumed(number("2026-03-22"), day, year, LAW)
    assert not powers.is_suspension_presumed(number("2026-03-21"), day, year, LAW)
    assert not powers.is_suspension_presumed(number("2026-03-22"), day, year + 1, LAW)
    assert [powers.longest_suspended_months(number(d), LAW) for d in ("2026-03-21", "2026-03-22")] == [24, 36]
    assert [powers.is_one_probation_service(number(d), LAW) for d in ("2021-06-25", "2021-06-26")] == [False, True]
