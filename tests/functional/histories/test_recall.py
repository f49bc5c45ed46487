"""Recalls in the lives of single women: told in words, written out, simulated, and counted."""

from __future__ import annotations

from tests.functional.histories.by_hand import counted, days_between, rows_of, tally_of
from tests.functional.histories.lives import MIDDLING, TO_6, Life, Lived, Luck, key_with, rate_after, wait_of

AGAIN_MIDDLING = Luck("LENGTH_WITHIN_BAND", 0.5, 0.505, 2)
ON_CURFEW, ON_SHORT_LICENCE = 0, 1  # rows of `noncompliance_rate`


SENTENCED = """
2018-01-08 case_1 SOUGHT_BY_POLICE ARREST=1 POLICE_DECISION=CHARGE CHARGE HELD_FOR_COURT
2018-01-09 case_1 FIRST_HEARING PLEADED_NOT_GUILTY BAILED
2018-03-11 case_1 TRIAL_HEARING CONTESTED_TRIAL CONVICTED SENTENCING
2018-03-11 case_1 IMMEDIATE_CUSTODY=138 TERM_UNDER_6_MONTHS FIRST_RECEPTION_SENTENCED
2018-03-11 sentence SENTENCE_BEGINS=138 SUPERVISED_BY_COMPANY SERVING_SENTENCE
2018-03-11 prison HELD_UNDER_SENTENCE
"""
RELEASED = (
    SENTENCED
    + """
2018-05-18 sentence RELEASED_ON_LICENCE
2018-05-18 prison SENTENCE_HOLD_ENDS
2018-05-18 follow_up FOLLOW_UP_BEGINS
"""
)
"""Sentenced on 11 March 2018 to 138 days, of which 69 are custodial: released on 18 May, on licence until 26 July."""

SENTENCE = {"sentence_length_share": TO_6, "trial_wait_days": 60}
ONE_SENTENCE_AND_A_RECALL = {
    "arrests": 1, "charges": 1, "held_for_court": 1, "trials": 1, "convictions": 1, "immediate_custody": 1,
    "immediate_custody_under_6_months": 1,
    "first_receptions": 1, "first_receptions_sentenced": 1, "receptions_sentenced": 1, "sentenced_releases": 1,
    "recalls": 1, "recalls_short_sentence": 1,
}  # fmt: skip
ASKED_FOR = {"licence_breaches": 1, "recall_submissions": 1, "recalls_licence": 1, "recalls_fixed_term": 1}


def fails_once(luck: tuple[Luck, ...], row: int, days: float) -> tuple[int, dict[str, object]]:
    """Return a key, and the parameters by which she fails to comply once, after some days of what supervises her."""
    key = key_with(*luck, once="noncompliance")
    rates = [0.0] * 5
    rates[row] = rate_after(key, "noncompliance", days)
    return key, {**SENTENCE, "noncompliance_rate": rates}


def test_a_recall_from_curfew_is_a_recall_and_no_first_reception(lived: Lived) -> None:
    """Sentenced on 11 March 2018 to 138 days; released on curfew on 15 April, when half of her 69 days is served.

    She breaks the curfew on the 25th and is recalled; she is back on the 26th, a day at large. So her release moves
    from 18 to 19 May and her sentence's end from 26 to 27 July.
    """
    history = (
        SENTENCED
        + """
    2018-04-15 sentence SERVING_SENTENCE RELEASED_ON_CURFEW
    2018-04-15 prison SENTENCE_HOLD_ENDS
    2018-04-15 follow_up FOLLOW_UP_BEGINS
    2018-04-25 noncompliance FAILURE_TO_COMPLY=4
    2018-04-25 sentence CURFEW_RECALL RECALLED_FROM_SHORT_SENTENCE RECALLED_FOR_BREACH_OF_CURFEW UNLAWFULLY_AT_LARGE
    2018-04-26 sentence RETURNED_TO_CUSTODY=1
    2018-04-26 prison HELD_ON_RECALL
    2018-05-19 sentence CURFEW_RECALL_ENDED RERELEASED
    2018-05-19 prison RECALL_HOLD_ENDS
    2018-07-27 sentence LICENCE_ENDED SUPERVISION_BEGINS
    2019-05-19 sentence SUPERVISION_ENDED SENTENCE_COMPLETED COMPANY_CASE_CLOSED
    2019-10-14T21:00 follow_up FOLLOW_UP_ENDS AFTER_SHORT_SENTENCE=0 FOLLOW_UP_NO_REOFFENCE
    """
    )
    key, parameters = fails_once((MIDDLING,), ON_CURFEW, 10)
    lived(Life(key, "2018-01-08", {**parameters, "curfew_share": 1}), history)
    made = counted(tally_of(rows_of(history)))
    assert made.flows == {
        **ONE_SENTENCE_AND_A_RECALL, "curfew_releases": 1, "recalls_curfew": 1, "recall_admissions": 1,
        "recalls_breach_of_curfew": 1, "curfew_recalls_ended": 1,
    }  # fmt: skip
    assert made.woman_days == {
        "prison_population": 35 + 23, "prison_population_sentenced": 35, "prison_population_recalled": 23,
        "licence_population": 10 + days_between("2018-05-19", "2018-07-27"),
        "supervision_population": days_between("2018-07-27", "2019-05-19"),
    }  # fmt: skip
    assert made.rates["curfew_share"] == made.rates["recalls_per_release"] == 1
    assert made.rates["proven_reoffending_1y"] == 0


def test_days_at_large_are_added_to_the_sentence_and_the_admission_is_counted_on_return(lived: Lived) -> None:
    """Recalled on 30 May 2018 for a failure on the 28th, unlawfully at large for 28 days, found on 27 June.

    The recall of 14 days, the day of return among them, ends on 10 July. The sentence ends on 23 August, not 26 July,
    and supervision on 15 June 2019, not 18 May.
    """
    history = (
        RELEASED
        + """
    2018-05-28 noncompliance FAILURE_TO_COMPLY
    2018-05-28 sentence LICENCE_BREACH=0 RECALL_SUBMITTED
    2018-05-29 sentence RECALL_SIGNED_OFF
    2018-05-30 sentence RECALL_DECISION RECALL_14_DAY RECALLED_FROM_SHORT_SENTENCE RECALLED_OUT_OF_TOUCH
    2018-05-30 sentence UNLAWFULLY_AT_LARGE
    2018-06-27 sentence RETURNED_TO_CUSTODY=28
    2018-06-27 prison HELD_ON_RECALL
    2018-07-10 sentence FIXED_TERM_ENDED RERELEASED
    2018-07-10 prison RECALL_HOLD_ENDS
    2018-08-23 sentence LICENCE_ENDED SUPERVISION_BEGINS
    2019-06-15 sentence SUPERVISION_ENDED SENTENCE_COMPLETED COMPANY_CASE_CLOSED
    """
    )
    key, parameters = fails_once((MIDDLING,), ON_SHORT_LICENCE, 10)
    lived(
        Life(key, "2018-01-08", {**parameters, "at_large_days": 27.5, "at_large_sigma": 0}, until="2019-07-01"), history
    )
    made = counted(tally_of(rows_of(history)))
    assert made.flows == {
        **ONE_SENTENCE_AND_A_RECALL, **ASKED_FOR, "recalls_out_of_touch": 1, "recall_admissions": 1,
        "fixed_terms_ended": 1,
    }  # fmt: skip
    assert made.woman_days == {
        "prison_population": 68 + 13, "prison_population_sentenced": 68, "prison_population_recalled": 13,
        "licence_population": 12 + days_between("2018-07-10", "2018-08-23"),
        "supervision_population": days_between("2018-08-23", "2019-06-15"),
    }  # fmt: skip


def test_a_recall_is_counted_on_the_decision_and_not_on_the_return() -> None:
    """Recalled on 20 December 2018, back on 10 January 2019: a recall of 2018, an admission of 2019."""
    tally = tally_of(
        rows_of("""
        2018-12-20 sentence RECALL_STANDARD RECALLED_FROM_LONG_SENTENCE UNLAWFULLY_AT_LARGE
        2019-01-10 sentence RETURNED_TO_CUSTODY=21
        2019-01-10 prison HELD_ON_RECALL
        """)
    )
    assert counted(tally, "2018").flows == {
        "recalls": 1, "recalls_licence": 1, "recalls_standard": 1, "recalls_long_sentence": 1,
    }  # fmt: skip
    assert counted(tally, "2019").flows == {"recall_admissions": 1}
    assert counted(tally, "2019").woman_days["prison_population_recalled"] == days_between("2019-01-10", "2020-01-01")


def test_a_woman_never_found_is_recalled_and_never_admitted(lived: Lived) -> None:
    """Recalled on 30 May 2018, and still at large at the end of 2022: on no licence since, and in no prison."""
    history = (
        RELEASED
        + """
    2018-05-28 noncompliance FAILURE_TO_COMPLY
    2018-05-28 sentence LICENCE_BREACH=0 RECALL_SUBMITTED
    2018-05-29 sentence RECALL_SIGNED_OFF
    2018-05-30 sentence RECALL_DECISION RECALL_14_DAY RECALLED_FROM_SHORT_SENTENCE RECALLED_OUT_OF_TOUCH
    2018-05-30 sentence UNLAWFULLY_AT_LARGE
    2019-11-16T21:00 follow_up FOLLOW_UP_ENDS AFTER_SHORT_SENTENCE=0 FOLLOW_UP_NO_REOFFENCE
    """
    )
    key, parameters = fails_once((MIDDLING,), ON_SHORT_LICENCE, 10)
    lived(Life(key, "2018-01-08", {**parameters, "never_found_share": 1}), history)
    made = counted(tally_of(rows_of(history)))
    assert made.flows == {**ONE_SENTENCE_AND_A_RECALL, **ASKED_FOR, "recalls_out_of_touch": 1}
    assert made.woman_days == {
        "prison_population": 68, "prison_population_sentenced": 68, "licence_population": 12,
    }  # fmt: skip
    assert made.rates["proven_reoffending_1y"] == 0  # a recall alone is not proven reoffending


def test_recalled_on_a_further_charge_and_sentenced_for_it_is_one_recall_and_one_first_reception(lived: Lived) -> None:
    """On licence, she is arrested and charged on 28 May 2018, and recalled for it on the 30th; back on the 31st.

    At the hearing of 3 June she is remanded, and on 8 June sentenced to 137 days, of which 69 are custodial. All the
    while she is in prison on recall, so neither is a reception, the remand is never what holds her, and no day of it
    counts towards the sentence. Out on 15 August. The offence is a proven reoffence of the release of May alone.
    """
    history = (
        RELEASED
        + """
    2018-05-28 offending OFFENCE=1
    2018-05-28 case_1 SOUGHT_BY_POLICE ARREST=1 POLICE_DECISION=CHARGE CHARGE BAILED_TO_COURT
    2018-05-28 sentence LICENCE_BREACH=1 RECALL_SUBMITTED
    2018-05-29 sentence RECALL_SIGNED_OFF
    2018-05-30 sentence RECALL_DECISION RECALL_14_DAY RECALLED_FROM_SHORT_SENTENCE RECALLED_ON_FURTHER_CHARGE
    2018-05-30 sentence UNLAWFULLY_AT_LARGE
    2018-05-31 sentence RETURNED_TO_CUSTODY=1
    2018-05-31 prison HELD_ON_RECALL
    2018-06-03 case_1 FIRST_HEARING PLEADED_NOT_GUILTY REMANDED_IN_CUSTODY
    2018-06-08 case_1 TRIAL_HEARING CONTESTED_TRIAL CONVICTED SENTENCING IMMEDIATE_CUSTODY=137 TERM_UNDER_6_MONTHS
    2018-06-08 case_1 SENTENCED_WHILE_INSIDE
    2018-06-08 sentence SENTENCE_BEGINS=137 SERVING_SENTENCE
    2018-06-08 prison RECALL_HOLD_ENDS HELD_UNDER_SENTENCE
    2018-08-15 sentence RELEASED_ON_LICENCE
    2018-08-15 prison SENTENCE_HOLD_ENDS
    2018-10-22 sentence LICENCE_ENDED SUPERVISION_BEGINS
    2019-08-15 sentence SUPERVISION_ENDED SENTENCE_COMPLETED COMPANY_CASE_CLOSED
    2019-11-16T21:00 follow_up FOLLOW_UP_ENDS AFTER_SHORT_SENTENCE=1 FOLLOW_UP_REOFFENDED FOLLOW_UP_BEGINS
    2020-02-13T21:00 follow_up FOLLOW_UP_ENDS AFTER_SHORT_SENTENCE=0 FOLLOW_UP_NO_REOFFENCE
    """
    )
    luck = (
        Luck("HELD_FOR_COURT", 0.0, 0.48), Luck("HELD_FOR_COURT", 0.52, 1.0, 2),
        Luck("REMAND", 0.52, 1.0), Luck("REMAND", 0.0, 0.48, 2),
    )  # fmt: skip
    key = key_with(MIDDLING, AGAIN_MIDDLING, *luck, once="offending")
    to_hearing = 5.5 / wait_of(key, "FIRST_HEARING_WAIT", 2) * 0.6931471805599453
    parameters = {
        **SENTENCE, "held_for_court_share": 0.5, "first_hearing_days": to_hearing, "remand_share": 0.5,
        "trial_wait_days": ((60, 4), (0, 0)), "offending_rate": rate_after(key, "offending", 72),
    }  # fmt: skip
    lived(Life(key, "2018-01-08", parameters), history)
    made = counted(tally_of(rows_of(history)))
    assert made.flows == {
        "offences": 1, "arrests": 2, "charges": 2, "held_for_court": 1, "bailed_to_court": 1,
        "remands_in_custody": 1, "trials": 2, "convictions": 2, "immediate_custody": 2,
        "immediate_custody_under_6_months": 2, "first_receptions": 1, "first_receptions_sentenced": 1,
        "receptions_sentenced": 2, "sentenced_while_inside": 1, "sentenced_releases": 2, "recalls": 1,
        "recalls_short_sentence": 1, **ASKED_FOR, "recalls_further_charge": 1, "recall_admissions": 1,
    }  # fmt: skip
    assert made.woman_days == {
        "prison_population": 68 + 8 + 68, "prison_population_sentenced": 68 + 68, "prison_population_recalled": 8,
        "licence_population": 12 + days_between("2018-08-15", "2018-10-22"),
        "supervision_population": days_between("2018-10-22", "2019-08-15"),
    }  # fmt: skip
    assert made.rates["proven_reoffending_1y"] == made.rates["proven_reoffending_1y_short_sentence"] == 0.5


def test_a_woman_at_large_who_is_sentenced_for_older_offences_is_recalled_and_never_admitted_on_recall(
    lived: Lived,
) -> None:
    """On bail since 28 January 2018 in a case before the Crown Court, she is recalled in another on 30 May.

    On 29 June, still at large, she is sentenced at the Crown Court to 137 days and received for that case. The recall
    is counted, an admission on recall is not. Her older sentence and supervision are longer by 30 days at large; the
    newer dates bind.
    """
    history = (
        RELEASED
        + """
    2018-01-28 offending OFFENCE=1
    2018-01-28 case_2 SOUGHT_BY_POLICE ARREST=1 POLICE_DECISION=CHARGE CHARGE HELD_FOR_COURT
    2018-01-29 case_2 FIRST_HEARING=1 OFFENDED_ON_BAIL SENT_TO_CROWN_COURT BAILED
    2018-01-29 case_1 BAIL_BROKEN=1 BAILED
    2018-03-21 case_2 PLEA_HEARING PLEADED_NOT_GUILTY BAILED
    2018-05-28 noncompliance FAILURE_TO_COMPLY
    2018-05-28 sentence LICENCE_BREACH=0 RECALL_SUBMITTED
    2018-05-29 sentence RECALL_SIGNED_OFF
    2018-05-30 sentence RECALL_DECISION RECALL_14_DAY RECALLED_FROM_SHORT_SENTENCE RECALLED_OUT_OF_TOUCH
    2018-05-30 sentence UNLAWFULLY_AT_LARGE
    2018-06-29 case_2 TRIAL_HEARING CONTESTED_TRIAL CONVICTED SENTENCING IMMEDIATE_CUSTODY=137 TERM_UNDER_6_MONTHS
    2018-06-29 case_2 FIRST_RECEPTION_SENTENCED
    2018-06-29 sentence SENTENCE_BEGINS=137 SERVING_SENTENCE
    2018-06-29 prison HELD_UNDER_SENTENCE
    2018-09-05 sentence RELEASED_ON_LICENCE
    2018-09-05 prison SENTENCE_HOLD_ENDS
    """
    )
    luck = (MIDDLING, AGAIN_MIDDLING, Luck("COURT", 0.52, 1.0), Luck("COURT", 0.0, 0.48, 2))
    one_offence = (Luck("OFFENDING_EXPOSURE", 0.8, 1.0, 0), Luck("OFFENDING_EXPOSURE", 0.0, 0.3, 0, 1))
    key = key_with(*luck, *one_offence)
    parameters = {
        **SENTENCE, "crown_either_way_share": 0.5, "plea_hearing_days": 50, "trial_wait_days": ((60, 0), (99, 0)),
        "never_found_share": 1, "offending_rate": rate_after(key, "offending", 20),
        "noncompliance_rate": [0, rate_after(key, "noncompliance", 10), 0, 0, 0],
    }  # fmt: skip
    lived(Life(key, "2018-01-08", parameters, until="2018-09-07"), history)
    made = counted(tally_of(rows_of(history)))
    assert made.flows["recalls"] == 1
    assert "recall_admissions" not in made.flows
    assert made.flows["first_receptions"] == made.flows["first_receptions_sentenced"] == 2
    assert "sentenced_while_inside" not in made.flows
    assert made.woman_days["prison_population_sentenced"] == 68 + 68
    assert "prison_population_recalled" not in made.woman_days
