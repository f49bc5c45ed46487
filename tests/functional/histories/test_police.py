"""From offence to charge in the lives of single women: interviews, bail before charge, screening, exploitation."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from tests.functional.histories.by_hand import counted, rows_of, rows_of_log, tally_of
from tests.functional.histories.lives import Life, Lived, Luck, key_with, wait_of
from wsa_sim.law.calendar import civil_day
from wsa_sim.law.commencement import LAW, in_force_throughout

FINED_AT_ONCE = {"guilty_first_hearing_share": 1, "custody_share": 0}

EXPLOITED = {"need_share": [[0] * 4] * 5 + [[1] * 4, [0] * 4], "offending_need_ratio": 1, "need_identified_share": 1}
"""She has experience of exploitation, and no other need."""


def law_of(year: int) -> tuple[int, ...]:
    """Return the law at the end of a year, throughout."""
    return tuple(in_force_throughout(LAW, civil_day(year, 12, 31)))


def days_of_investigation(key: int, days: float) -> float:
    """Return the mean by which her investigation ends in the course of the day so many days on."""
    return (days - 0.5) / wait_of(key, "INVESTIGATION_TIME", 1)


def test_a_voluntary_interview_leads_to_a_requisition_and_no_arrest(lived: Lived) -> None:
    """Interviewed on 8 January 2018, she is charged by post on 12 February, and heard on 23 March.

    She is convicted without ever having been arrested. Diversion, were it on offer, would not reach her.
    """
    history = """
    2018-01-08 case_1 SOUGHT_BY_POLICE VOLUNTARY_ATTENDANCE=1 POLICE_DECISION=CHARGE INVESTIGATED_AT_LIBERTY
    2018-02-12 case_1 POLICE_DECISION=CHARGE CHARGE POSTAL_REQUISITION
    2018-03-23 case_1 FIRST_HEARING PLEADED_GUILTY CONVICTED SENTENCING FINE
    2018-03-23 follow_up FOLLOW_UP_BEGINS
    2019-09-21T21:00 follow_up FOLLOW_UP_ENDS AFTER_OTHER_DISPOSAL=0 FOLLOW_UP_NO_REOFFENCE
    """
    key = key_with()
    parameters = {
        **FINED_AT_ONCE, "voluntary_attendance_share": 1, "voluntary_investigation_share": 1,
        "under_investigation_days": days_of_investigation(key, 35), "low_level_share": 1, "excluded_share": 0,
        "custody_low_level_share": 0, "remand_low_level_odds": 1, "diversion_offer": 1, "diversion_suite": 1,
        "admission_share": 1, "conditional_caution_fit": 1,
        "requisition_hearing_days": 38.5 * 0.6931471805599453 / wait_of(key, "FIRST_HEARING_WAIT", 1),
    }  # fmt: skip
    lived(Life(key, "2018-01-08", parameters), history)
    made = counted(tally_of(rows_of(history))).flows
    assert made == {
        "voluntary_attendances": 1, "charges": 1, "postal_requisitions": 1, "guilty_pleas": 1, "convictions": 1,
        "fines": 1,
    }  # fmt: skip


BAILED = {**FINED_AT_ONCE, "under_investigation_share": 1, "held_for_court_share": 1, "first_hearing_days": 0}


UNDECIDED = {"POLICE_BAIL", "POLICE_BAIL_EXTENDED", "RELEASED_UNDER_INVESTIGATION"}
ROUTES = {"HELD_FOR_COURT", "BAILED_TO_COURT", "POSTAL_REQUISITION"}


@pytest.mark.parametrize(
    ("year", "bailed", "extended", "days", "path"),
    [
        (2016, 1, 0, 200, ("2018-01-08 POLICE_BAIL=0", "2018-07-27 BAILED_TO_COURT")),
        (2018, 0, 0, 200, ("2018-01-08 RELEASED_UNDER_INVESTIGATION", "2018-07-27 POSTAL_REQUISITION")),
        (2018, 1, 0, 20, ("2018-01-08 POLICE_BAIL=28", "2018-01-28 BAILED_TO_COURT")),
        (
            2018, 1, 1, 200,
            ("2018-01-08 POLICE_BAIL=28", "2018-02-05 POLICE_BAIL_EXTENDED", "2018-07-27 BAILED_TO_COURT"),
        ),
        (
            2018, 1, 0, 200,
            ("2018-01-08 POLICE_BAIL=28", "2018-02-05 RELEASED_UNDER_INVESTIGATION", "2018-07-27 POSTAL_REQUISITION"),
        ),
        (2023, 1, 0, 60, ("2018-01-08 POLICE_BAIL=91", "2018-03-09 BAILED_TO_COURT")),
        (
            2023, 1, 1, 200,
            ("2018-01-08 POLICE_BAIL=91", "2018-04-09 POLICE_BAIL_EXTENDED", "2018-07-27 BAILED_TO_COURT"),
        ),
    ],
)  # fmt: skip
def test_bail_before_charge_is_that_of_the_law_of_the_day(
    lived: Lived, year: int, bailed: int, extended: int, days: int, path: tuple[str, ...]
) -> None:
    """Arrested on 8 January 2018 under the law of one year or another, she is charged so many days later."""
    key = key_with()
    mean = days_of_investigation(key, days)
    shares = [0.0, 0.0, 0.0]
    shares[{2016: 0, 2018: 1, 2023: 2}[year]] = bailed
    parameters = {
        **BAILED, "law": law_of(year), "pre_charge_bail_share": shares, "bail_extension_share": extended,
        "pre_charge_bail_days": mean, "under_investigation_days": mean,
    }  # fmt: skip
    log = rows_of_log(lived(Life(key, "2018-01-08", parameters, until="2018-12-31")))
    history = rows_of("\n".join(part.replace(" ", " case_1 ") for part in path))
    assert [row for row in log if row[2] in UNDECIDED | ROUTES] == history


def test_what_screening_finds_goes_with_her_to_court_and_changes_nothing(lived: Lived) -> None:
    """Screened on 8 January 2018, she is found to have one need, referred, and dealt with as she would have been."""
    life = Life(key_with(), "2018-01-08", {**FINED_AT_ONCE, **EXPLOITED, "exploitation_identified_share": 0})
    seen = {**life.parameters, "liaison_coverage": 1, "liaison_screened_share": 1, "liaison_referral_share": 1}
    screened = rows_of_log(lived(dataclasses.replace(life, parameters=seen)))
    unseen = rows_of_log(lived(life))
    extra = rows_of("2018-01-08 case_1 SCREENED_IN_CUSTODY=1 REFERRED_BY_LIAISON")
    assert [row for row in screened if row not in extra] == unseen
    assert [row for row in screened if row in extra] == extra


IDENTIFIED = {**EXPLOITED, "exploitation_identified_share": 1, "national_referral_share": 1}


def test_a_victim_of_exploitation_is_not_prosecuted(lived: Lived) -> None:
    """Found to be exploited on 8 January 2018, she is referred, and not charged as she would have been."""
    history = """
    2018-01-08 case_1 SOUGHT_BY_POLICE ARREST=1 EXPLOITATION_IDENTIFIED REFERRED_AS_VICTIM
    2018-01-08 case_1 POLICE_DECISION=NOT_PROSECUTED_AS_EXPLOITED NOT_PROSECUTED_AS_EXPLOITED
    """
    parameters = {**IDENTIFIED, "exploited_not_prosecuted_share": 1}
    lived(Life(key_with(), "2018-01-08", parameters), history)
    assert counted(tally_of(rows_of(history))).flows == {
        "arrests": 1, "exploitation_identified": 1, "victim_referrals": 1, "exploited_not_prosecuted": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("change", "acquitted"),
    [
        ({}, True),
        ({"law": law_of(2014)}, False),
        ({"schedule_four_share": 1}, False),
        ({"exploitation_identified_share": 0}, False),
        ({"statutory_defence_share": 0}, False),
    ],
    ids=["a victim", "before the Act", "an offence of Schedule 4", "not found out", "disproved"],
)
def test_the_defence_of_victims(lived: Lived, change: dict[str, Any], acquitted: bool) -> None:
    """Tried on 30 January 2018, she would be convicted, but for the defence of the Modern Slavery Act 2015 s.45."""
    parameters = {
        **IDENTIFIED, "exploited_not_prosecuted_share": 0, "statutory_defence_share": 1, "schedule_four_share": 0,
        "custody_share": 0, "trial_wait_days": 20, **change,
    }  # fmt: skip
    states = [row[2] for row in rows_of_log(lived(Life(key_with(), "2018-01-08", parameters)))]
    assert ("STATUTORY_DEFENCE" in states, "NOT_CONVICTED" in states, "CONVICTED" in states) == (
        acquitted, acquitted, not acquitted,
    )  # fmt: skip


def test_who_denies_it_is_not_cautioned(lived: Lived) -> None:
    """Two women arrested on 8 January 2018, neither to be charged: she who admits the offence is cautioned."""
    parameters = {
        "charge_share": 0, "not_charged_share": (0.5, 0, 0.5, 0), "low_level_share": 1, "admission_share": 0.5,
        "ethnicity_at_entry": (0, 0, 0, 0, 1),
    }  # fmt: skip
    for luck, state in (
        (Luck("ADMISSION", 0, 0.5), "SIMPLE_CAUTION"),
        (Luck("ADMISSION", 0.5, 1), "NO_FURTHER_ACTION"),
    ):
        rows = rows_of_log(lived(Life(key_with(luck), "2018-01-08", parameters, until="2018-02-01")))
        assert state in [row[2] for row in rows]
