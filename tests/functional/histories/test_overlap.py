"""Remand that overlaps a sentence or a recall: which days count towards a sentence, and when she is free."""

from __future__ import annotations

import math

from tests.functional.histories.lives import TO_6, Life, Lived, Luck, key_with, rate_after, wait_of

MIDDLING = (Luck("LENGTH_WITHIN_BAND", 0.5, 0.508), Luck("LENGTH_WITHIN_BAND", 0.5, 0.508, 2))
BAILED_THEN_REMANDED = (Luck("REMAND", 0.52, 1.0), Luck("REMAND", 0.52, 1.0, 1, 1), Luck("REMAND", 0.0, 0.48, 2))
HELD_THEN_SUMMONED = (Luck("HELD_FOR_COURT", 0.0, 0.48), Luck("HELD_FOR_COURT", 0.52, 1.0, 2))


SENTENCED_ON_REMAND = """
2018-01-08 case_1 SOUGHT_BY_POLICE ARREST=1 POLICE_DECISION=CHARGE CHARGE HELD_FOR_COURT
2018-01-09 case_1 FIRST_HEARING PLEADED_NOT_GUILTY BAILED
2018-01-28 offending OFFENCE=1
2018-01-28 case_2 SOUGHT_BY_POLICE ARREST=1 POLICE_DECISION=CHARGE CHARGE HELD_FOR_COURT
2018-01-29 case_1 BAIL_BROKEN=1 BAILED
2018-01-29 case_2 FIRST_HEARING OFFENDED_ON_BAIL PLEADED_NOT_GUILTY REMANDED_IN_CUSTODY FIRST_RECEPTION_REMAND
2018-01-29 prison HELD_ON_REMAND
2018-03-11 case_1 TRIAL_HEARING CONTESTED_TRIAL CONVICTED SENTENCING
2018-03-11 case_1 IMMEDIATE_CUSTODY=61 TERM_UNDER_6_MONTHS SENTENCED_WHILE_INSIDE
2018-03-11 sentence SENTENCE_BEGINS=61 SUPERVISED_BY_COMPANY SERVING_SENTENCE
2018-03-11 prison REMAND_HOLD_ENDS HELD_UNDER_SENTENCE
"""
"""On remand in one case since 29 January 2018, and from 11 March under a sentence of 61 days in another as well."""


def test_days_on_remand_before_another_sentence_count(lived: Lived) -> None:
    """Sentenced on 21 March 2018 to 61 days for the offences of her remand: its first 41 days served no other sentence.

    They are longer than the 31 custodial days, so that the earlier sentence alone keeps her, to 10 April. The later
    ten days of the remand were served under that sentence and do not count again.
    """
    history = (
        SENTENCED_ON_REMAND
        + """
    2018-03-21 case_2 TRIAL_HEARING CONTESTED_TRIAL CONVICTED SENTENCING IMMEDIATE_CUSTODY=61 TERM_UNDER_6_MONTHS
    2018-03-21 sentence SENTENCE_BEGINS=61 SERVING_SENTENCE
    2018-04-10 sentence RELEASED_ON_LICENCE
    2018-04-10 prison SENTENCE_HOLD_ENDS
    2018-04-10 follow_up FOLLOW_UP_BEGINS
    """
    )
    key = key_with(*MIDDLING, *BAILED_THEN_REMANDED, once="offending")
    parameters = {
        "remand_share": 0.5, "trial_wait_days": ((60, 50), (0, 0)), "offending_rate": rate_after(key, "offending", 20),
    }  # fmt: skip
    lived(Life(key, "2018-01-08", parameters, until="2018-05-01"), history)


def test_days_on_remand_during_a_recall_do_not_count(lived: Lived) -> None:
    """Recalled on a further charge and back on 31 May 2018, remanded for it on 3 June, the recall over on 13 June.

    Sentenced on 24 June to 137 days, of which 69 are custodial: of 21 days on remand the ten on recall do not count,
    so that she is released on 20 August, and not on the 10th.
    """
    history = """
    2018-01-08 case_1 SOUGHT_BY_POLICE ARREST=1 POLICE_DECISION=CHARGE CHARGE HELD_FOR_COURT
    2018-01-09 case_1 FIRST_HEARING PLEADED_NOT_GUILTY BAILED
    2018-03-11 case_1 TRIAL_HEARING CONTESTED_TRIAL CONVICTED SENTENCING IMMEDIATE_CUSTODY=138 TERM_UNDER_6_MONTHS
    2018-03-11 case_1 FIRST_RECEPTION_SENTENCED
    2018-03-11 sentence SENTENCE_BEGINS=138 SUPERVISED_BY_COMPANY SERVING_SENTENCE
    2018-03-11 prison HELD_UNDER_SENTENCE
    2018-05-18 sentence RELEASED_ON_LICENCE
    2018-05-18 prison SENTENCE_HOLD_ENDS
    2018-05-18 follow_up FOLLOW_UP_BEGINS
    2018-05-28 offending OFFENCE=1
    2018-05-28 case_1 SOUGHT_BY_POLICE ARREST=1 POLICE_DECISION=CHARGE CHARGE BAILED_TO_COURT
    2018-05-28 sentence LICENCE_BREACH=1 RECALL_SUBMITTED
    2018-05-29 sentence RECALL_SIGNED_OFF
    2018-05-30 sentence RECALL_DECISION RECALL_14_DAY RECALLED_FROM_SHORT_SENTENCE RECALLED_ON_FURTHER_CHARGE
    2018-05-30 sentence UNLAWFULLY_AT_LARGE
    2018-05-31 sentence RETURNED_TO_CUSTODY=1
    2018-05-31 prison HELD_ON_RECALL
    2018-06-03 case_1 FIRST_HEARING PLEADED_NOT_GUILTY REMANDED_IN_CUSTODY
    2018-06-13 sentence FIXED_TERM_ENDED RERELEASED
    2018-06-13 prison RECALL_HOLD_ENDS HELD_ON_REMAND
    2018-06-24 case_1 TRIAL_HEARING CONTESTED_TRIAL CONVICTED SENTENCING IMMEDIATE_CUSTODY=137 TERM_UNDER_6_MONTHS
    2018-06-24 case_1 SENTENCED_WHILE_INSIDE
    2018-06-24 sentence LICENCE_SUPERSEDED SENTENCE_BEGINS=137 SERVING_SENTENCE
    2018-06-24 prison REMAND_HOLD_ENDS HELD_UNDER_SENTENCE
    2018-08-20 sentence RELEASED_ON_LICENCE
    2018-08-20 prison SENTENCE_HOLD_ENDS
    """
    middling = (MIDDLING[0], Luck("LENGTH_WITHIN_BAND", 0.5, 0.505, 2))
    key = key_with(*middling, *HELD_THEN_SUMMONED, *BAILED_THEN_REMANDED, once="offending")
    parameters = {
        "sentence_length_share": TO_6, "held_for_court_share": 0.5, "first_hearing_days": summons_of(key),
        "remand_share": 0.5, "trial_wait_days": ((60, 20), (0, 0)), "offending_rate": rate_after(key, "offending", 72),
    }  # fmt: skip
    lived(Life(key, "2018-01-08", parameters, until="2018-09-01"), history)


def summons_of(key: int) -> float:
    """Return the median days to a first hearing by which that of her second case is on the sixth day."""
    return 5.5 / wait_of(key, "FIRST_HEARING_WAIT", 2) * math.log(2)


def test_a_woman_on_remand_is_released_when_the_remand_ends(lived: Lived) -> None:
    """Her sentence lets her go on 10 April 2018, her remand in the other case on the 30th, when she is not convicted.

    That day she leaves prison: she is followed up from then.
    """
    history = (
        SENTENCED_ON_REMAND
        + """
    2018-04-10 sentence RELEASED_ON_LICENCE
    2018-04-10 prison SENTENCE_HOLD_ENDS HELD_ON_REMAND
    2018-04-30 case_2 TRIAL_HEARING CONTESTED_TRIAL ACQUITTED NOT_CONVICTED
    2018-04-30 sentence FREED_ON_LICENCE
    2018-04-30 prison REMAND_HOLD_ENDS
    2018-04-30 follow_up FOLLOW_UP_BEGINS
    """
    )
    luck = (Luck("CONVICTION", 0.0, 0.48), Luck("CONVICTION", 0.52, 1.0, 2))
    key = key_with(MIDDLING[0], *BAILED_THEN_REMANDED, *luck, once="offending")
    parameters = {
        "remand_share": 0.5, "conviction_share": 0.5, "trial_wait_days": ((60, 90), (0, 0)),
        "offending_rate": rate_after(key, "offending", 20),
    }  # fmt: skip
    lived(Life(key, "2018-01-08", parameters, until="2018-05-05"), history)
