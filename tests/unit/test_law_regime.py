"""Each dated provision on the day before it begins and on the day."""

from __future__ import annotations

import datetime

import pytest

from wsa_sim.law import aggregate, recall
from wsa_sim.law.calendar import date_of, day_number
from wsa_sim.law.commencement import LAW, Law, as_of, assuming
from wsa_sim.law.curfew import curfew_day_on
from wsa_sim.law.determinate import Dates, dates_on
from wsa_sim.law.executive import early_licence_day
from wsa_sim.law.regime import Sentence, expiry_on, is_unconditional_on, length_of, release_day_on
from wsa_sim.law.supervision import contact_end_on, post_sentence_end, supervision_end_on
from wsa_sim.law.term import NEVER


def number(text: str) -> int:
    return day_number(datetime.date.fromisoformat(text))


def told(day: int) -> str:
    return "never" if day == NEVER else date_of(day).isoformat()


def sentence(passed: str, months: int = 0, days: int = 0, *, offence: str = "", born: str = "1985-01-01", **more: int):
    day = number(passed)
    facts = {"credit": 0, "excluded": 0, "serious": 0} | more
    offended = number(offence) if offence else day - 30
    return Sentence(offence=offended, sentenced=day, length=length_of(day, months, days), born=number(born), **facts)


def dates(s: Sentence, law: Law = LAW) -> Dates:
    return dates_on(s, law, 0, 0, 0)


def test_licence_under_twelve_months_is_by_the_day_of_the_offence() -> None:
    before, since = (sentence("2015-06-01", 6, offence=day) for day in ("2015-01-31", "2015-02-01"))
    assert (dates(before).unconditional, told(dates(before).licence_end)) == (1, "never")
    assert (dates(since).unconditional, told(dates(since).licence_end)) == (0, "2015-11-30")
    assert dates(sentence("2015-06-01", 12, offence="2015-01-31")).unconditional == 0
    assert dates(sentence("2015-06-01", 12, -1, offence="2015-01-31")).unconditional == 1
    assert dates(sentence("2018-06-01", days=1)).unconditional == 1


@pytest.mark.parametrize(
    ("born", "ends"), [("1994-06-02", "2015-12-01"), ("1994-06-01", "never"), ("1990-01-01", "never")]
)
def test_three_months_supervision_until_she_is_21_when_sentenced(born: str, ends: str) -> None:
    s = sentence("2015-06-01", 6, days=2, offence="2015-01-31", born=born)
    assert told(release_day_on(s, LAW)) == "2015-09-01"
    assert told(supervision_end_on(s, LAW, 0)) == ends
    assert told(supervision_end_on(s._replace(length=1), LAW, 0)) == "never"


def test_post_sentence_supervision_is_under_two_years_over_a_day_and_from_eighteen() -> None:
    assert post_sentence_end(sentence("2018-06-01", 24), LAW, 0) == NEVER
    assert told(post_sentence_end(sentence("2018-06-01", 24, -1), LAW, 0)) == "2020-05-31"
    assert post_sentence_end(sentence("2018-06-01", days=1), LAW, 0) == NEVER
    assert told(post_sentence_end(sentence("2018-06-01", days=2), LAW, 0)) == "2019-06-01"
    assert post_sentence_end(sentence("2015-06-01", 6, offence="2015-01-31"), LAW, 0) == NEVER
    at_end = sentence("2018-06-01", days=100, born="2000-07-20")
    assert told(release_day_on(at_end, LAW)) == "2018-07-20"
    assert told(post_sentence_end(at_end, LAW, 0)) == "2019-07-20"
    assert post_sentence_end(at_end._replace(born=at_end.born + 1), LAW, 0) == NEVER


def test_days_at_large_move_the_end_of_sentence_and_of_supervision() -> None:
    s = sentence("2018-06-01", 6)
    still, away = (dates_on(s, LAW, recall.STANDARD, 0, days) for days in (0, 10))
    for name in ("expiry", "licence_end", "supervision_end", "recall_release"):
        assert getattr(away, name) == getattr(still, name) + 10, name
    assert away.release == still.release


def test_the_repeal_of_supervision_is_unknown_until_set_and_ends_what_runs() -> None:
    s = sentence("2025-06-02", 6)
    assert told(post_sentence_end(s, LAW, 0)) == "2026-08-14"
    repealed = [
        assuming(LAW, {"supervision_repeal": number(day)}) for day in ("2025-12-02", "2025-12-03", "2026-08-15")
    ]
    assert [told(post_sentence_end(s, law, 0)) for law in repealed] == ["never", "2025-12-02", "2026-08-14"]


@pytest.mark.parametrize(
    ("passed", "months", "share_ends"),
    [
        ("2020-03-31", 84, "2023-09-29"), ("2020-04-01", 84, "2024-11-29"), ("2020-04-01", 83, "2023-09-15"),
        ("2022-06-27", 48, "2024-06-26"), ("2022-06-28", 48, "2025-02-25"), ("2022-06-28", 47, "2024-06-11"),
    ],
)  # fmt: skip
def test_two_thirds_for_listed_offences(passed: str, months: int, share_ends: str) -> None:
    law = assuming(LAW, {"progression_model": NEVER})
    assert told(release_day_on(sentence(passed, months, serious=1), law)) == share_ends


def test_sds40_releases_nobody_before_her_tranche() -> None:
    assert told(release_day_on(sentence("2023-10-10", 23), LAW)) == "2024-09-10"
    five_years, less = sentence("2022-07-01", 60), sentence("2022-07-01", 60, -1)
    assert (told(release_day_on(less, LAW)), told(release_day_on(five_years, LAW))) == ("2024-09-10", "2024-10-22")
    assert told(release_day_on(less._replace(excluded=1), LAW)) == "2024-12-29"
    assert told(release_day_on(sentence("2022-03-10", 60), LAW)) == "2024-09-07"


def test_sentences_passed_under_sds40_have_no_tranche() -> None:
    credit = {"credit": 730}
    assert told(release_day_on(sentence("2024-09-09", 60, **credit), LAW)) == "2024-10-22"
    assert told(release_day_on(sentence("2024-09-10", 60, **credit), LAW)) == "2024-09-10"
    assert custody_share(sentence("2025-01-01", 10)) == pytest.approx(0.4, abs=0.004)
    assert custody_share(sentence("2025-01-01", 10, excluded=1)) == pytest.approx(0.5, abs=0.004)


def custody_share(s: Sentence) -> float:
    return (release_day_on(s, LAW) - s.sentenced + 1) / s.length


TRANCHES = [
    (574, "2026-10-01"), (575, "2026-10-13"), (882, "2026-10-13"), (883, "2026-11-10"), (1162, "2026-11-10"),
    (1163, "2026-12-08"), (1561, "2026-12-08"), (1562, "2027-01-12"), (2121, "2027-01-12"), (2122, "2027-02-09"),
    (2758, "2027-02-09"), (2759, "2027-03-09"), (3283, "2027-03-09"), (3284, "2027-04-13"), (3654, "2027-04-13"),
    (3655, "2027-05-11"), (4396, "2027-05-11"), (4397, "2027-06-08"),
]  # fmt: skip


@pytest.mark.parametrize(("length", "day"), TRANCHES)
def test_tranches_of_the_progression_model(length: int, day: str) -> None:
    third, half = (length + 2) // 3, (length + 1) // 2
    begins = date_of(number(day) - (third + half) // 2).isoformat()
    assert told(release_day_on(sentence(begins, days=length, excluded=1), LAW)) == day


def test_the_progression_model_is_a_third_half_if_listed_and_on_licence() -> None:
    before, since = (sentence(day, 36) for day in ("2026-09-30", "2026-10-01"))
    assert custody_share(before) == custody_share(since) == pytest.approx(1 / 3, abs=0.001)
    assert custody_share(since._replace(serious=1)) == pytest.approx(1 / 2, abs=0.001)
    old = sentence("2026-06-01", 11, offence="2015-01-18")
    assert told(release_day_on(old, LAW)) == "2026-10-01"
    assert not is_unconditional_on(old, LAW)
    assert is_unconditional_on(old._replace(sentenced=old.sentenced - 60), LAW)


def test_the_longest_curfew_grew_and_took_nobody_before_its_day() -> None:
    three_years = {
        day: sentence(day, 36, excluded=1) for day in ("2021-12-01", "2022-03-01", "2023-06-01", "2023-12-04")
    }
    found = {day: told(curfew_day_on(s, LAW)) for day, s in three_years.items()}
    assert found == {
        "2021-12-01": "2023-01-18", "2022-03-01": "2023-04-18", "2023-06-01": "2024-06-03", "2023-12-04": "2024-12-06"
    }  # fmt: skip
    release = {day: release_day_on(s, LAW) for day, s in three_years.items()}
    assert release["2022-03-01"] - curfew_day_on(three_years["2022-03-01"], LAW) == 134
    assert release["2023-06-01"] - curfew_day_on(three_years["2023-06-01"], LAW) == 179
    on_the_day = sentence("2022-04-30", 36, excluded=1)
    assert told(curfew_day_on(on_the_day, LAW)) == "2023-06-06"
    assert told(curfew_day_on(sentence("2024-06-15", 36, excluded=1), LAW)) == "2025-06-03"
    after = sentence("2024-10-01", 36, excluded=1)
    assert release_day_on(after, LAW) - curfew_day_on(after, LAW) == 273


def test_four_years_and_over_are_barred_from_curfew_until_17_june_2024() -> None:
    less, four = sentence("2022-07-05", 48, -1, excluded=1), sentence("2022-07-05", 48, excluded=1)
    assert (told(curfew_day_on(less, LAW)), told(curfew_day_on(four, LAW))) == ("2024-01-06", "2024-06-17")
    assert curfew_day_on(sentence("2022-06-17", 48, excluded=1), LAW) == NEVER
    assert told(curfew_day_on(sentence("2022-06-19", 48, excluded=1), LAW)) == "2024-06-17"


def test_curfew_needs_84_days_28_served_and_14_after_sentence() -> None:
    assert curfew_day_on(sentence("2018-06-01", days=82), LAW) == NEVER
    s = sentence("2018-06-01", days=83)
    assert told(curfew_day_on(s, LAW)) == told(s.sentenced + 28)
    assert curfew_day_on(s._replace(credit=26), LAW) == s.sentenced + 14
    assert curfew_day_on(s._replace(credit=27), LAW) == NEVER
    assert curfew_day_on(sentence("2025-01-01", days=102), LAW) == NEVER
    assert curfew_day_on(sentence("2025-01-01", days=103), LAW) == number("2025-01-29")


def test_curfew_ends_on_its_day() -> None:
    s = sentence("2026-06-01", 12)
    day = curfew_day_on(s, LAW)
    assert told(day) == "2026-08-13"
    assert curfew_day_on(s, assuming(LAW, {"curfew_end": day})) == NEVER
    assert curfew_day_on(s, assuming(LAW, {"curfew_end": day + 1})) == day


@pytest.mark.parametrize(
    ("months", "returned", "days", "is_rule"),
    [
        (24, "2008-07-13", 0, False), (24, "2008-07-14", 28, False), (6, "2024-04-01", 14, False),
        (6, "2024-04-02", 14, True), (12, "2024-04-02", 28, False), (47, "2025-09-01", 28, False),
        (47, "2025-09-02", 28, True), (48, "2025-09-02", 28, False), (6, "2025-09-02", 14, True),
        (48, "2026-03-30", 28, False), (48, "2026-03-31", 56, True), (6, "2026-03-31", 56, True),
    ],
)  # fmt: skip
def test_fixed_terms_are_by_the_day_of_return(months: int, returned: str, days: int, is_rule: bool) -> None:
    passed = "2007-09-03" if returned < "2010" else "2023-09-01"
    s = sentence(passed, months)
    assert recall.fixed_term_on(s, LAW, number(returned)) == days
    assert recall.is_fixed_term_the_rule(s, LAW, number(returned)) is is_rule


def test_there_is_no_recall_without_a_licence() -> None:
    s = sentence("2015-06-01", 6, offence="2015-01-31")
    assert recall.fixed_term_on(s, LAW, number("2015-10-01")) == 0
    assert recall.release_after_recall(s, LAW, 28, number("2015-10-01"), 0) == NEVER


def test_a_fixed_term_counts_the_day_of_return_and_stops_at_the_end_of_the_sentence() -> None:
    s = sentence("2018-06-04", 8)
    assert told(recall.release_after_recall(s, LAW, 14, number("2018-11-20"), 0)) == "2018-12-03"
    late = expiry_on(s) - 5
    assert recall.release_after_recall(s, LAW, 14, late, 0) == expiry_on(s)
    assert recall.release_after_recall(s, LAW, 14, late, 4) == expiry_on(s) + 4


RECALL_TRANCHES = [
    (1701, "2026-03-31"), (1702, "2026-04-14"), (2128, "2026-04-14"), (2129, "2026-04-21"), (2576, "2026-04-21"),
    (2577, "2026-04-28"), (3304, "2026-04-28"), (3305, "2026-05-05"), (4438, "2026-05-05"), (4439, "2026-05-12"),
]  # fmt: skip


@pytest.mark.parametrize(("length", "day"), RECALL_TRANCHES)
def test_tranches_of_56_day_recall(length: int, day: str) -> None:
    s = sentence(date_of(number("2026-01-05") - (length * 4) // 5).isoformat(), days=length)
    assert told(recall.release_after_recall(s, LAW, 56, number("2026-01-05"), 0)) == day


def test_those_recalled_since_56_days_began_have_no_tranche_and_curfew_ends_no_sooner_than_release() -> None:
    s = sentence("2023-01-03", 60)
    assert told(recall.release_after_recall(s, LAW, 56, number("2026-03-30"), 0)) == "2026-05-24"
    assert told(recall.release_after_recall(s, LAW, 56, number("2026-03-31"), 0)) == "2026-05-25"
    on_curfew = sentence("2025-06-02", 36)
    assert told(release_day_on(on_curfew, LAW)) == "2026-08-14"
    for term in (14, 28, 56):
        assert told(recall.release_after_recall(on_curfew, LAW, term, number("2026-05-01"), 0)) == "2026-08-14"
    assert told(recall.release_after_recall(on_curfew, LAW, 28, number("2026-08-13"), 0)) == "2026-09-09"


def test_early_licence_is_18_days_while_it_runs() -> None:
    found = {}
    for release in ("2024-03-05", "2024-03-06", "2024-05-31", "2024-06-01", "2024-06-02"):
        s = sentence(date_of(number(release) - 150).isoformat(), days=301)
        assert told(release_day_on(s, LAW)) == release
        found[release] = told(early_licence_day(s, LAW))
    assert found == {
        "2024-03-05": "never", "2024-03-06": "2024-03-05", "2024-05-31": "2024-05-13", "2024-06-01": "2024-05-14",
        "2024-06-02": "never",
    }  # fmt: skip


def test_probation_reset_stops_contact_at_two_thirds_from_its_day() -> None:
    s = sentence("2023-12-01", days=301)
    assert (told(release_day_on(s, LAW)), told(expiry_on(s))) == ("2024-04-29", "2024-09-26")
    assert told(contact_end_on(s, LAW, 0)) == "2024-08-07"
    before = sentence("2023-07-01", days=301)
    assert (told(expiry_on(before)), contact_end_on(before, LAW, 0)) == ("2024-04-26", NEVER)
    assert told(contact_end_on(sentence("2023-07-10", days=301), LAW, 0)) == "2024-04-29"


def test_aggregate_terms_decide_twelve_months() -> None:
    day = number("2018-06-04")
    six = length_of(day, 6, 0)
    both = aggregate.consecutive_length(day, 6, 0, 6, 0)
    assert both == length_of(day, 12, 0) == 365
    assert aggregate.concurrent_length(six, six + 5) == six + 5
    assert aggregate.concurrent_day(day + 3, day) == day + 3
    s = sentence("2018-06-04", 6, offence="2015-01-31")
    assert is_unconditional_on(s, LAW)
    assert not is_unconditional_on(s._replace(length=both), LAW)


def test_the_law_as_it_stood_leaves_out_what_began_later() -> None:
    assert as_of(LAW, LAW.sds40).sds40 == LAW.sds40
    assert as_of(LAW, LAW.sds40 - 1).sds40 == NEVER
    s = sentence("2024-05-09", 10)
    assert told(release_day_on(s, as_of(LAW, number("2024-09-09")))) == "2024-10-07"
