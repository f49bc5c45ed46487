"""Release law against worked examples of the official release-date service (Ministry of Justice, MIT licence).

Each row is one determinate sentence of an adult under the rules before SDS40: offence, sentence, length, days of
remand; then release, expiry, curfew eligibility (where the example's is the law of its day) and the end of
supervision.
"""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wsa_sim.law import release as law
from wsa_sim.law.calendar import add_months, civil_day, civil_month, civil_year, date_of, day_number, month_days

EXAMPLES = [
    ("2022-08-30", "2022-08-31", (0, 490), 205, "2022-10-09", "2023-06-11", "2022-09-14", "2023-10-09"),
    ("2022-06-30", "2022-08-03", (10, 0), 33, "2022-11-29", "2023-04-30", "2022-09-15", "2023-11-29"),
    ("2015-02-16", "2015-02-16", (8, 0), 21, "2015-05-26", "2015-09-24", "2015-03-28", "2016-05-26"),
    ("2020-05-29", "2020-08-31", (1, 0), 0, "2020-09-15", "2020-09-30", None, "2021-09-15"),
    ("2020-07-18", "2021-01-24", (13, 0), 0, "2021-08-09", "2022-02-23", None, "2022-08-09"),
]
BORN = day_number(datetime.date(1985, 1, 1))


def number(text: str) -> int:
    return day_number(datetime.date.fromisoformat(text))


@pytest.mark.parametrize(
    ("offence", "sentenced", "term", "remand", "released", "expiry", "curfew", "supervision"), EXAMPLES
)
def test_official_examples(offence, sentenced, term, remand, released, expiry, curfew, supervision):
    day = number(sentenced)
    length = add_months(day, term[0]) + term[1] - day
    act = offence >= "2015-02-01"
    assert date_of(law.release_day(day, length, remand)).isoformat() == released
    assert date_of(law.expiry_day(day, length, remand)).isoformat() == expiry
    assert date_of(law.supervision_end(day, length, remand, BORN, act)).isoformat() == supervision
    if curfew is not None:
        assert date_of(law.curfew_day(day, length, remand, 180)).isoformat() == curfew


def test_no_curfew_for_short_or_long_sentences_and_135_days_at_most():
    day = number("2018-06-01")
    assert law.curfew_day(day, 82, 0, 135) == law.NEVER
    assert law.curfew_day(day, 84, 0, 135) == day + 28
    assert law.curfew_day(day, add_months(day, 48) - day, 0, 135) == law.NEVER
    three_years = add_months(day, 36) - day
    assert law.release_day(day, three_years, 0) - law.curfew_day(day, three_years, 0, 135) == 134
    assert law.curfew_day(day, 120, 50, 135) == law.NEVER  # released within fourteen days of sentence


def test_twelve_and_twenty_four_months_are_thresholds():
    day = number("2018-06-01")
    year, two = add_months(day, 12) - day, add_months(day, 24) - day
    assert law.is_under(12, day, year - 1)
    assert not law.is_under(12, day, year)
    assert law.supervision_end(day, two - 1, 0, BORN, True) > law.expiry_day(day, two - 1, 0)
    assert law.supervision_end(day, two, 0, BORN, True) == law.expiry_day(day, two, 0)


def test_supervision_is_for_women_of_eighteen_at_release_and_offences_since_the_act():
    day, length = number("2018-06-01"), 100
    born = add_months(law.release_day(day, length, 0), -18 * 12)
    assert law.supervision_end(day, length, 0, born, True) > law.expiry_day(day, length, 0)
    assert law.supervision_end(day, length, 0, born + 1, True) == law.expiry_day(day, length, 0)
    assert law.supervision_end(day, length, 0, born, False) == law.expiry_day(day, length, 0)


def test_release_is_unconditional_for_a_day_and_before_the_act_under_twelve_months():
    day = number("2014-06-01")
    assert law.is_unconditional(day, 1, True)
    assert not law.is_unconditional(day, 2, True)
    assert law.is_unconditional(day, 100, False)
    assert not law.is_unconditional(day, 365, False)


def test_fixed_term_recalls():
    assert law.fixed_term_days(True) == 14
    assert law.fixed_term_days(False) == 28


@given(st.integers(1, 6000), st.integers(0, 2000), st.integers(number("2015-02-01"), number("2023-01-01")))
def test_dates_are_in_their_order(length: int, credit: int, day: int):
    """Sentence, curfew, release, expiry and supervision, whatever the length and the credit."""
    released, expiry = law.release_day(day, length, credit), law.expiry_day(day, length, credit)
    assert day <= released <= expiry
    assert law.supervision_end(day, length, credit, BORN, True) >= expiry
    curfew = law.curfew_day(day, length, credit, 135)
    assert curfew == law.NEVER or (day + 14 <= curfew < released and released - curfew <= 135)


@given(st.integers(-40_000, 60_000))
def test_the_calendar_is_that_of_the_library(day: int):
    date = date_of(day)
    assert (civil_year(day), civil_month(day), civil_day(date.year, date.month, date.day)) == (
        date.year,
        date.month,
        day,
    )


def test_months_run_to_the_day_before_the_same_date():
    assert date_of(add_months(number("2018-08-31"), 1) - 1).isoformat() == "2018-09-30"
    assert date_of(add_months(number("2020-01-31"), 1) - 1).isoformat() == "2020-02-29"
    assert date_of(add_months(number("2018-03-15"), 12) - 1).isoformat() == "2019-03-14"
    assert month_days(2000, 2) == 29
    assert month_days(1900, 2) == 28
