"""Receptions and releases in the lives of single women: told in words, written out, simulated, and counted."""

from __future__ import annotations

from tests.functional.histories.by_hand import REMANDED_THEN_SENTENCED, counted, days_between, rows_of, tally_of
from tests.functional.histories.lives import MIDDLING, REMANDED, TO_24, UNDER_1, Life, Lived, Luck, key_with, rate_after

AGAIN_MIDDLING = Luck("LENGTH_WITHIN_BAND", 0.5, 0.508, 2)
"""The luck of a second sentence of middling length."""
BAILED_THEN_REMANDED = (Luck("REMAND", 0.52, 1.0), Luck("REMAND", 0.52, 1.0, 1, 1), Luck("REMAND", 0.0, 0.48, 2))


def test_remanded_and_then_sentenced_for_the_same_offences_is_one_first_reception(lived: Lived) -> None:
    """Arrested and charged on 8 January 2018, remanded in custody the next day, convicted on the 30th: 60 days.

    She serves half, 30 days; her 21 days on remand count, so that she is released on 7 February. Her sentence ends on
    9 March, and her supervision a year after her release.
    """
    lived(Life(key_with(MIDDLING), "2018-01-08", REMANDED), REMANDED_THEN_SENTENCED)
    made = counted(tally_of(rows_of(REMANDED_THEN_SENTENCED)))
    assert made.flows == {
        "arrests": 1, "charges": 1, "held_for_court": 1, "remands_in_custody": 1, "trials": 1, "convictions": 1,
        "immediate_custody": 1, "immediate_custody_under_6_months": 1, "first_receptions": 1,
        "first_receptions_remand": 1, "receptions_remand": 1, "receptions_sentenced": 1, "sentenced_releases": 1,
    }  # fmt: skip
    assert made.woman_days == {
        "prison_population": 29, "prison_population_remand": 21, "prison_population_sentenced": 8,
        "licence_population": 30, "supervision_population": days_between("2018-03-09", "2019-02-07"),
    }  # fmt: skip
    assert made.rates == {
        "custody_rate": 1, "report_coverage": 0, "remand_share": 1, "curfew_share": 0, "recalls_per_release": 0,
        "recalls_per_short_sentence": 0, "unsettled_on_release_share": 0, "proven_reoffending_1y": 0,
        "proven_reoffending_1y_short_sentence": 0, "sentence_days": 60,
    }  # fmt: skip


def test_remanded_bailed_and_then_sentenced_is_one_first_reception_too() -> None:
    """Remanded on 9 January 2018, bailed on the 23rd, sentenced to 60 days on 13 March and taken from court to prison.

    She was received for these offences in January. Half of 60 days less 14 on remand: released on 28 March.
    """
    made = counted(
        tally_of(
            rows_of("""
            2018-01-08 case_1 SOUGHT_BY_POLICE ARREST=1 POLICE_DECISION=CHARGE CHARGE HELD_FOR_COURT
            2018-01-09 case_1 FIRST_HEARING PLEADED_NOT_GUILTY REMANDED_IN_CUSTODY FIRST_RECEPTION_REMAND
            2018-01-09 prison HELD_ON_REMAND
            2018-01-23 case_1 BAIL_GRANTED BAILED
            2018-01-23 prison REMAND_HOLD_ENDS
            2018-03-13 case_1 TRIAL_HEARING CONTESTED_TRIAL CONVICTED SENTENCING
            2018-03-13 case_1 IMMEDIATE_CUSTODY=60 TERM_UNDER_6_MONTHS
            2018-03-13 sentence SENTENCE_BEGINS=60 SUPERVISED_BY_COMPANY SERVING_SENTENCE
            2018-03-13 prison HELD_UNDER_SENTENCE
            2018-03-28 sentence RELEASED_ON_LICENCE
            2018-03-28 prison SENTENCE_HOLD_ENDS
            """)
        )
    )
    assert made.flows["first_receptions"] == made.flows["first_receptions_remand"] == 1
    assert "first_receptions_sentenced" not in made.flows
    assert made.flows["receptions_remand"] == made.flows["receptions_sentenced"] == 1
    assert made.woman_days["prison_population_remand"] == 14
    assert made.woman_days["prison_population_sentenced"] == 15
    assert made.rates["remand_share"] == 1


def test_a_sentence_for_another_set_of_offences_while_on_remand_is_no_reception(lived: Lived) -> None:
    """Two sets of offences, one reception. Bailed in the first case, remanded in the second on 29 January 2018.

    On 11 March she is sentenced to 61 days in the first: the sentence holds her now. The second case ends on the 21st
    without a conviction. She is released on 10 April.
    """
    history = """
    2018-01-08 case_1 SOUGHT_BY_POLICE ARREST=1 POLICE_DECISION=CHARGE CHARGE HELD_FOR_COURT
    2018-01-09 case_1 FIRST_HEARING PLEADED_NOT_GUILTY BAILED
    2018-01-28 offending OFFENCE=1
    2018-01-28 case_2 SOUGHT_BY_POLICE ARREST=1 POLICE_DECISION=CHARGE CHARGE HELD_FOR_COURT
    2018-01-29 case_1 BAIL_BROKEN=1 BAILED
    2018-01-29 case_2 FIRST_HEARING OFFENDED_ON_BAIL PLEADED_NOT_GUILTY REMANDED_IN_CUSTODY FIRST_RECEPTION_REMAND
    2018-01-29 prison HELD_ON_REMAND
    2018-03-11 case_1 TRIAL_HEARING CONTESTED_TRIAL CONVICTED SENTENCING IMMEDIATE_CUSTODY=61 TERM_UNDER_6_MONTHS
    2018-03-11 case_1 SENTENCED_WHILE_INSIDE
    2018-03-11 sentence SENTENCE_BEGINS=61 SUPERVISED_BY_COMPANY SERVING_SENTENCE
    2018-03-11 prison REMAND_HOLD_ENDS HELD_UNDER_SENTENCE
    2018-03-21 case_2 TRIAL_HEARING CONTESTED_TRIAL ACQUITTED NOT_CONVICTED
    2018-04-10 sentence RELEASED_ON_LICENCE
    2018-04-10 prison SENTENCE_HOLD_ENDS
    2018-04-10 follow_up FOLLOW_UP_BEGINS
    2018-05-10 sentence LICENCE_ENDED SUPERVISION_BEGINS
    2019-04-10 sentence SUPERVISION_ENDED SENTENCE_COMPLETED COMPANY_CASE_CLOSED
    2019-10-09T21:00 follow_up FOLLOW_UP_ENDS AFTER_SHORT_SENTENCE=0 FOLLOW_UP_NO_REOFFENCE
    """
    luck = (Luck("CONVICTION", 0.0, 0.48), Luck("CONVICTION", 0.52, 1.0, 2))
    key = key_with(MIDDLING, *BAILED_THEN_REMANDED, *luck, once="offending")
    lived(
        Life(
            key, "2018-01-08",
            {
                "remand_share": 0.5, "conviction_share": 0.5, "trial_wait_days": ((60, 50), (0, 0)),
                "offending_rate": rate_after(key, "offending", 20),
            },
        ),
        history,
    )  # fmt: skip
    made = counted(tally_of(rows_of(history)))
    assert made.flows == {
        "offences": 1, "arrests": 2, "charges": 2, "held_for_court": 2, "charges_on_bail": 1, "bail_broken": 1,
        "remands_in_custody": 1, "trials": 2, "acquittals": 1, "convictions": 1, "immediate_custody": 1,
        "immediate_custody_under_6_months": 1, "first_receptions": 1, "first_receptions_remand": 1,
        "receptions_remand": 1, "receptions_sentenced": 1, "sentenced_while_inside": 1, "sentenced_releases": 1,
    }  # fmt: skip
    assert made.woman_days["prison_population"] == days_between("2018-01-29", "2018-04-10")
    assert made.woman_days["prison_population_remand"] == days_between("2018-01-29", "2018-03-11")
    assert made.woman_days["prison_population_sentenced"] == 30


def test_a_sentence_for_another_set_of_offences_while_under_sentence_is_no_reception(lived: Lived) -> None:
    """Two sets of offences, one reception and one release. On bail in both, she gets 61 days for the first on 11 March.

    On the 31st, in prison, she gets 61 days for the second. The sentences overlap: she is released from both on
    30 April 2018.
    """
    history = """
    2018-01-08 case_1 SOUGHT_BY_POLICE ARREST=1 POLICE_DECISION=CHARGE CHARGE HELD_FOR_COURT
    2018-01-09 case_1 FIRST_HEARING PLEADED_NOT_GUILTY BAILED
    2018-01-28 offending OFFENCE=1
    2018-01-28 case_2 SOUGHT_BY_POLICE ARREST=1 POLICE_DECISION=CHARGE CHARGE HELD_FOR_COURT
    2018-01-29 case_1 BAIL_BROKEN=1 BAILED
    2018-01-29 case_2 FIRST_HEARING OFFENDED_ON_BAIL PLEADED_NOT_GUILTY BAILED
    2018-03-11 case_1 TRIAL_HEARING CONTESTED_TRIAL CONVICTED SENTENCING IMMEDIATE_CUSTODY=61 TERM_UNDER_6_MONTHS
    2018-03-11 case_1 FIRST_RECEPTION_SENTENCED
    2018-03-11 sentence SENTENCE_BEGINS=61 SUPERVISED_BY_COMPANY SERVING_SENTENCE
    2018-03-11 prison HELD_UNDER_SENTENCE
    2018-03-31 case_2 TRIAL_HEARING CONTESTED_TRIAL CONVICTED SENTENCING IMMEDIATE_CUSTODY=61 TERM_UNDER_6_MONTHS
    2018-03-31 case_2 SENTENCED_WHILE_INSIDE
    2018-03-31 sentence SENTENCE_BEGINS=61 SERVING_SENTENCE
    2018-04-30 sentence RELEASED_ON_LICENCE
    2018-04-30 prison SENTENCE_HOLD_ENDS
    2018-04-30 follow_up FOLLOW_UP_BEGINS
    2018-05-30 sentence LICENCE_ENDED SUPERVISION_BEGINS
    2019-04-30 sentence SUPERVISION_ENDED SENTENCE_COMPLETED COMPANY_CASE_CLOSED
    2019-10-29T21:00 follow_up FOLLOW_UP_ENDS AFTER_SHORT_SENTENCE=0 FOLLOW_UP_NO_REOFFENCE
    """
    key = key_with(MIDDLING, AGAIN_MIDDLING, once="offending")
    lived(Life(key, "2018-01-08", {"trial_wait_days": 60, "offending_rate": rate_after(key, "offending", 20)}), history)
    made = counted(tally_of(rows_of(history)))
    assert made.flows == {
        "offences": 1, "arrests": 2, "charges": 2, "held_for_court": 2, "charges_on_bail": 1, "bail_broken": 1,
        "trials": 2, "convictions": 2, "immediate_custody": 2,
        "immediate_custody_under_6_months": 2, "first_receptions": 1, "first_receptions_sentenced": 1,
        "receptions_sentenced": 1, "sentenced_while_inside": 1, "sentenced_releases": 1,
    }  # fmt: skip
    assert made.woman_days["prison_population"] == made.woman_days["prison_population_sentenced"] == 50
    assert made.woman_days["licence_population"] == 30


def test_two_sets_of_offences_open_at_once_may_be_two_receptions(lived: Lived) -> None:
    """The same two cases, with sentences of 18 days: she is out again on 19 March, before the second is sentenced.

    On 31 March she is on supervision, which the second sentence ends. Received twice, released twice.
    """
    history = """
    2018-01-08 case_1 SOUGHT_BY_POLICE ARREST=1 POLICE_DECISION=CHARGE CHARGE HELD_FOR_COURT
    2018-01-09 case_1 FIRST_HEARING PLEADED_NOT_GUILTY BAILED
    2018-01-28 offending OFFENCE=1
    2018-01-28 case_2 SOUGHT_BY_POLICE ARREST=1 POLICE_DECISION=CHARGE CHARGE HELD_FOR_COURT
    2018-01-29 case_1 BAIL_BROKEN=1 BAILED
    2018-01-29 case_2 FIRST_HEARING OFFENDED_ON_BAIL PLEADED_NOT_GUILTY BAILED
    2018-03-11 case_1 TRIAL_HEARING CONTESTED_TRIAL CONVICTED SENTENCING IMMEDIATE_CUSTODY=18 TERM_UNDER_6_MONTHS
    2018-03-11 case_1 FIRST_RECEPTION_SENTENCED
    2018-03-11 sentence SENTENCE_BEGINS=18 SUPERVISED_BY_COMPANY SERVING_SENTENCE
    2018-03-11 prison HELD_UNDER_SENTENCE
    2018-03-19 sentence RELEASED_ON_LICENCE
    2018-03-19 prison SENTENCE_HOLD_ENDS
    2018-03-19 follow_up FOLLOW_UP_BEGINS
    2018-03-28 sentence LICENCE_ENDED SUPERVISION_BEGINS
    2018-03-31 case_2 TRIAL_HEARING CONTESTED_TRIAL CONVICTED SENTENCING IMMEDIATE_CUSTODY=18 TERM_UNDER_6_MONTHS
    2018-03-31 case_2 FIRST_RECEPTION_SENTENCED
    2018-03-31 sentence SUPERVISION_ENDED SENTENCE_BEGINS=18 SERVING_SENTENCE
    2018-03-31 prison HELD_UNDER_SENTENCE
    2018-04-08 sentence RELEASED_ON_LICENCE
    2018-04-08 prison SENTENCE_HOLD_ENDS
    2018-04-17 sentence LICENCE_ENDED SUPERVISION_BEGINS
    2019-04-08 sentence SUPERVISION_ENDED SENTENCE_COMPLETED COMPANY_CASE_CLOSED
    2019-09-17T21:00 follow_up FOLLOW_UP_ENDS AFTER_SHORT_SENTENCE=0 FOLLOW_UP_NO_REOFFENCE FOLLOW_UP_BEGINS
    2019-10-07T21:00 follow_up FOLLOW_UP_ENDS AFTER_SHORT_SENTENCE=0 FOLLOW_UP_NO_REOFFENCE
    """
    key = key_with(MIDDLING, AGAIN_MIDDLING, once="offending")
    parameters = {
        "trial_wait_days": 60, "offending_rate": rate_after(key, "offending", 20), "sentence_length_share": UNDER_1,
    }  # fmt: skip
    lived(Life(key, "2018-01-08", parameters), history)
    made = counted(tally_of(rows_of(history)))
    assert made.flows == {
        "offences": 1, "arrests": 2, "charges": 2, "held_for_court": 2, "charges_on_bail": 1, "bail_broken": 1,
        "trials": 2, "convictions": 2, "immediate_custody": 2,
        "immediate_custody_under_6_months": 2, "first_receptions": 2, "first_receptions_sentenced": 2,
        "receptions_sentenced": 2, "sentenced_releases": 2,
    }  # fmt: skip
    assert made.woman_days["prison_population"] == 16
    assert made.woman_days["licence_population"] == 18
    assert made.woman_days["supervision_population"] == 3 + days_between("2018-04-17", "2019-04-08")


def test_released_at_court_when_remand_has_used_up_the_custodial_part(lived: Lived) -> None:
    """Remanded from 9 January to 28 February 2018: 50 days. Sentenced to 58 days, of which 29 are custodial.

    She leaves the court on licence, which ends on 7 March: a release, and no reception under sentence.
    """
    history = """
    2018-01-08 case_1 SOUGHT_BY_POLICE ARREST=1 POLICE_DECISION=CHARGE CHARGE HELD_FOR_COURT
    2018-01-09 case_1 FIRST_HEARING PLEADED_NOT_GUILTY REMANDED_IN_CUSTODY FIRST_RECEPTION_REMAND
    2018-01-09 prison HELD_ON_REMAND
    2018-02-28 case_1 TRIAL_HEARING CONTESTED_TRIAL CONVICTED SENTENCING IMMEDIATE_CUSTODY=58 TERM_UNDER_6_MONTHS
    2018-02-28 sentence SENTENCE_BEGINS=58 SUPERVISED_BY_COMPANY RELEASED_AT_COURT
    2018-02-28 prison REMAND_HOLD_ENDS
    2018-02-28 follow_up FOLLOW_UP_BEGINS
    2018-03-07 sentence LICENCE_ENDED SUPERVISION_BEGINS
    2019-02-28 sentence SUPERVISION_ENDED SENTENCE_COMPLETED COMPANY_CASE_CLOSED
    2019-08-29T21:00 follow_up FOLLOW_UP_ENDS AFTER_SHORT_SENTENCE=0 FOLLOW_UP_NO_REOFFENCE
    """
    lived(Life(key_with(MIDDLING), "2018-01-08", {"remand_share": 1, "trial_wait_days": 49}), history)
    made = counted(tally_of(rows_of(history)))
    assert made.flows == {
        "arrests": 1, "charges": 1, "held_for_court": 1, "remands_in_custody": 1, "trials": 1, "convictions": 1,
        "immediate_custody": 1, "immediate_custody_under_6_months": 1, "first_receptions": 1,
        "first_receptions_remand": 1, "receptions_remand": 1, "sentenced_releases": 1, "released_at_court": 1,
    }  # fmt: skip
    assert made.woman_days["prison_population"] == made.woman_days["prison_population_remand"] == 50
    assert made.woman_days["licence_population"] == 7
    assert "prison_population_sentenced" not in made.woman_days


def test_a_foreign_national_removed_is_not_released(lived: Lived) -> None:
    """Sentenced on 11 March 2018 to 548 days, half of which ends on 9 December; removed on 26 July, half of that half.

    She was never released, is on no licence, and is not followed up.
    """
    history = """
    2018-01-08 case_1 SOUGHT_BY_POLICE ARREST=1 POLICE_DECISION=CHARGE CHARGE HELD_FOR_COURT
    2018-01-09 case_1 FIRST_HEARING=1 SENT_TO_CROWN_COURT BAILED
    2018-03-11 case_1 PLEA_HEARING PLEADED_GUILTY CONVICTED SENTENCING IMMEDIATE_CUSTODY=548 TERM_12_MONTHS_PLUS
    2018-03-11 case_1 FIRST_RECEPTION_SENTENCED
    2018-03-11 sentence SENTENCE_BEGINS=548 SUPERVISED_BY_COMPANY SERVING_SENTENCE
    2018-03-11 prison HELD_UNDER_SENTENCE
    2018-07-26 sentence SERVING_SENTENCE REMOVED COMPANY_CASE_CLOSED
    2018-07-26 prison SENTENCE_HOLD_ENDS
    """
    parameters = {
        "foreign_national_share": 1, "removal_share": 1, "indictable_only_share": 1, "plea_hearing_days": 60,
        "guilty_plea_hearing_share": 1, "curfew_share": 1,
        "sentence_length_share": TO_24,
    }  # fmt: skip
    lived(Life(key_with(Luck("LENGTH_WITHIN_BAND", 0.5, 0.5025)), "2018-01-08", parameters), history)
    made = counted(tally_of(rows_of(history)))
    assert made.flows == {
        "arrests": 1, "charges": 1, "held_for_court": 1,
        "convictions": 1, "immediate_custody": 1, "immediate_custody_12_months_plus": 1,
        "first_receptions": 1, "first_receptions_sentenced": 1, "receptions_sentenced": 1, "removals": 1,
        "sent_to_crown_court": 1, "guilty_pleas": 1,
    }  # fmt: skip
    assert made.woman_days == {"prison_population": 137, "prison_population_sentenced": 137}
    assert made.rates["custody_rate"] == 1
    assert "curfew_share" not in made.rates
    assert "proven_reoffending_1y" not in made.rates


def test_the_children_of_a_mother_of_two_are_counted_once_for_the_same_offences(lived: Lived) -> None:
    """The first history again, of a mother of two whose youngest is a small child: two children, not four."""
    history = REMANDED_THEN_SENTENCED.replace("FIRST_RECEPTION_REMAND", "FIRST_RECEPTION_REMAND=2")
    two_small_children = (Luck("CHILDREN", 0.3, 0.45, 0), Luck("YOUNGEST_CHILD", 0.0, 0.5, 0))
    parameters = {**REMANDED, "mother_share": 1, "children_per_mother": 2}
    lived(Life(key_with(MIDDLING, *two_small_children), "2018-01-08", parameters), history)
    made = counted(tally_of(rows_of(history)))
    assert made.flows["children_of_women_received"] == 2
    assert made.flows["first_receptions"] == 1
