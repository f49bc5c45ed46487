"""Release law as at December 2018 and before the Offender Rehabilitation Act, and the calendar."""

from __future__ import annotations

import datetime

from hypothesis import given
from hypothesis import strategies as st

from wsa_sim.law.calendar import add_months, civil_day, civil_month, civil_year, date_of, day_number, month_days
from wsa_sim.law.commencement import ALWAYS, LAW, in_force_throughout
from wsa_sim.law.curfew import curfew_day_on
from wsa_sim.law.executive import early_licence_day
from wsa_sim.law.regime import Sentence, expiry_on, is_unconditional_on, release_day_on
from wsa_sim.law.supervision import supervision_end_on
from wsa_sim.law.term import NEVER, is_under

BORN = day_number(datetime.date(1985, 1, 1))
LAW_2018 = in_force_throughout(LAW, civil_day(2018, 12, 31))
BEFORE_THE_ACT = in_force_throughout(LAW, civil_day(2014, 12, 31))


def number(text: str) -> int:
    return day_number(datetime.date.fromisoformat(text))


def sentence(day: int, length: int, credit: int = 0, born: int = BORN) -> Sentence:
    return Sentence(day - 100, day, length, credit, born, 0, 0)


def test_no_curfew_for_short_or_long_sentences_and_135_days_at_most():
    day = number("2018-06-01")
    assert curfew_day_on(sentence(day, 82), LAW_2018) == NEVER
    assert curfew_day_on(sentence(day, 84), LAW_2018) == day + 28
    assert curfew_day_on(sentence(day, add_months(day, 48) - day), LAW_2018) == NEVER
    three_years = sentence(day, add_months(day, 36) - day)
    assert release_day_on(three_years, LAW_2018) - curfew_day_on(three_years, LAW_2018) == 134
    assert curfew_day_on(sentence(day, 120, 50), LAW_2018) == NEVER  # released within fourteen days of sentence


def test_twelve_and_twenty_four_months_are_thresholds():
    day = number("2018-06-01")
    year, two = add_months(day, 12) - day, add_months(day, 24) - day
    assert is_under(12, day, year - 1)
    assert not is_under(12, day, year)
    assert NEVER > supervision_end_on(sentence(day, two - 1), LAW_2018, 0) > expiry_on(sentence(day, two - 1))
    assert supervision_end_on(sentence(day, two), LAW_2018, 0) == NEVER


def test_supervision_is_for_women_of_eighteen_at_release():
    day, length = number("2018-06-01"), 100
    born = add_months(release_day_on(sentence(day, length), LAW_2018), -18 * 12)
    assert supervision_end_on(sentence(day, length, born=born), LAW_2018, 0) < NEVER
    assert supervision_end_on(sentence(day, length, born=born + 1), LAW_2018, 0) == NEVER


def test_release_is_unconditional_for_a_day_and_before_the_act_under_twelve_months():
    day = number("2014-06-01")
    assert is_unconditional_on(sentence(day, 1), LAW_2018)
    assert not is_unconditional_on(sentence(day, 2), LAW_2018)
    assert is_unconditional_on(sentence(day, 100), BEFORE_THE_ACT)
    assert not is_unconditional_on(sentence(day, 365), BEFORE_THE_ACT)


def test_before_the_act_women_of_18_to_20_have_three_months_of_supervision():
    day = number("2014-06-01")
    young = sentence(day, 100, born=add_months(day, -20 * 12))
    released = release_day_on(young, BEFORE_THE_ACT)
    assert supervision_end_on(young, BEFORE_THE_ACT, 0) == add_months(released, 3)
    assert supervision_end_on(sentence(day, 100), BEFORE_THE_ACT, 0) == NEVER


def test_a_day_made_timeless_has_what_had_begun_and_nothing_else():
    assert LAW_2018.rehabilitation_act == ALWAYS
    assert BEFORE_THE_ACT.rehabilitation_act == NEVER
    women_2025 = in_force_throughout(LAW, civil_day(2025, 1, 1))
    day = number("2024-03-01")  # the scheme of that spring had ended, so that it never was
    assert early_licence_day(sentence(day, 120), women_2025) == NEVER
    assert early_licence_day(sentence(day, 120), LAW) < NEVER


@given(st.integers(1, 6000), st.integers(0, 2000), st.integers(number("2015-02-01"), number("2023-01-01")))
def test_dates_are_in_their_order(length: int, credit: int, day: int):
    """Sentence, curfew, release, expiry and supervision, whatever the length and the credit."""
    s = sentence(day, length, credit)
    released, expiry = release_day_on(s, LAW_2018), expiry_on(s)
    assert day <= released <= expiry
    assert supervision_end_on(s, LAW_2018, 0) > expiry
    curfew = curfew_day_on(s, LAW_2018)
    assert curfew == NEVER or (day + 14 <= curfew < released and released - curfew <= 135)


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
