"""Diversion in the lives of single women: what it counts, what they would have had, and what comes after."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.functional.histories.by_hand import counted, rows_of, rows_of_log, tally_of
from tests.functional.histories.lives import FINED, ORDER, Life, Lived, Luck, key_with, rate_after, wait_of
from wsa_sim.engine import Tally
from wsa_sim.engine.tally import GROUP_AXES, GROUP_FROM
from wsa_sim.pathway import states

DIVERTED = {
    "low_level_share": 1, "excluded_share": 0, "admission_share": 1, "conditional_caution_fit": 1,
    "diversion_offer": 1, "diversion_suite": 1, "diversion_acceptance_share": 1, "diversion_compliance": 1,
    "condition_limit_days": 112, "keywork_longest_days": 1, "offending_ratio": 1, "compliance_ratio": 1,
    "custody_low_level_share": 1, "remand_low_level_odds": 1, "trial_wait_days": 20,
}  # fmt: skip
"""A woman who is always offered diversion, takes it and keeps its condition. Support lasts a day beyond its limit."""

OF_RECORD = slice(GROUP_FROM[GROUP_AXES.index("record")], GROUP_FROM[GROUP_AXES.index("record")] + 4)


def arrests_by_record(tally: Tally) -> list[int]:
    """Return how often she was arrested with none, 1 to 4, 5 to 14, and 15 or more convictions."""
    counts: np.ndarray = tally.group_counts[states.ARREST, :, OF_RECORD, 0].sum(axis=0)
    return [int(number) for number in counts]


def test_a_diverted_woman_who_would_have_been_imprisoned_and_reoffends(lived: Lived) -> None:
    """Arrested on 8 July 2019, she is diverted from a charge. Prosecuted she would have been remanded and imprisoned.

    She makes her visits by 7 August, and is supported to 29 October. On 5 December she is arrested again, admits
    nothing, is remanded and gets 61 days, less 21 on remand: released on 5 January 2020. At that arrest she had no
    conviction, a caution being none. The new offence is a proven reoffence of the caution's follow-up.
    """
    history = """
    2019-07-08 case_1 SOUGHT_BY_POLICE ARREST=1 POLICE_DECISION=CHARGE DIVERSION_ELIGIBLE=CHARGE DIVERSION_ROOM_ASKED
    2019-07-08 case_1 DIVERSION_OFFERED=CHARGE DIVERTED_FROM_CHARGE WOULD_HAVE_BEEN_IMPRISONED=1
    2019-07-08 case_1 DIVERSION_CAUTION=CHARGE
    2019-07-08 keywork DIVERSION_SLOT_ASKED DIVERSION_SLOT_HELD DIVERSION_SUPPORT_BEGINS
    2019-07-08 follow_up FOLLOW_UP_BEGINS
    2019-08-07 case_1 DIVERSION_CONDITION_MET
    2019-10-29 keywork DIVERSION_SUPPORT_ENDED
    2019-12-05 offending OFFENCE=1
    2019-12-05 case_1 SOUGHT_BY_POLICE ARREST=1 POLICE_DECISION=CHARGE CHARGE HELD_FOR_COURT
    2019-12-06 case_1 FIRST_HEARING PLEADED_NOT_GUILTY REMANDED_IN_CUSTODY FIRST_RECEPTION_REMAND
    2019-12-06 prison HELD_ON_REMAND
    2019-12-27 case_1 TRIAL_HEARING CONTESTED_TRIAL CONVICTED SENTENCING IMMEDIATE_CUSTODY=61 TERM_UNDER_6_MONTHS
    2019-12-27 sentence SENTENCE_BEGINS=61 SUPERVISED_BY_COMPANY SERVING_SENTENCE
    2019-12-27 prison REMAND_HOLD_ENDS HELD_UNDER_SENTENCE
    2020-01-05 sentence RELEASED_ON_LICENCE
    2020-01-05 prison SENTENCE_HOLD_ENDS
    2020-02-04 sentence LICENCE_ENDED SUPERVISION_BEGINS
    2021-01-05 sentence SUPERVISION_ENDED SENTENCE_COMPLETED COMPANY_CASE_CLOSED
    2021-01-05T21:00 follow_up FOLLOW_UP_ENDS AFTER_CAUTION=1 FOLLOW_UP_REOFFENDED FOLLOW_UP_BEGINS
    2021-07-05T21:00 follow_up FOLLOW_UP_ENDS AFTER_SHORT_SENTENCE=0 FOLLOW_UP_NO_REOFFENCE
    """
    luck = (Luck("ADMISSION", 0.0, 0.48), Luck("ADMISSION", 0.52, 1.0, 2), Luck("LENGTH_WITHIN_BAND", 0.5, 0.508, 2))
    key = key_with(*luck, once="offending")
    parameters = {
        **DIVERTED, "admission_share": 0.5, "remand_share": 1, "offending_rate": rate_after(key, "offending", 150),
        "condition_visit_days": 29.5 / wait_of(key, "CONDITION_VISITS", 1),
    }  # fmt: skip
    life = Life(key, "2019-07-08", parameters)
    diverted, prosecuted = lived(life, history, policy=True), lived(life)
    made = counted(tally_of(rows_of(history)))
    assert made.flows == {
        "offences": 1, "arrests": 2, "cautions": 1, "charges": 1, "held_for_court": 1,
        "diversion_eligible": 1, "diversion_offers": 1,
        "diversions": 1, "diversions_from_charge": 1, "diverted_otherwise_imprisoned": 1,
        "diversion_conditions_met": 1, "remands_in_custody": 1, "trials": 1, "convictions": 1, "immediate_custody": 1,
        "immediate_custody_under_6_months": 1, "first_receptions": 1, "first_receptions_remand": 1,
        "receptions_remand": 1, "receptions_sentenced": 1, "sentenced_releases": 1, "keywork_starts": 1,
        "diversion_support_starts": 1,
    }  # fmt: skip
    assert made.woman_days["keywork_caseload"] == 113
    assert made.woman_days["prison_population"] == 30
    assert made.rates["proven_reoffending_1y_caution"] == 1
    assert made.rates["proven_reoffending_1y"] == 0.5
    assert arrests_by_record(diverted) == [2, 0, 0, 0]
    assert arrests_by_record(prosecuted) == [1, 1, 0, 0]


NEVER_GUILTY: dict[str, Any] = {"guilty_first_hearing_share": 0, "conviction_share": 0}


@pytest.mark.parametrize(
    ("prosecution", "state", "value", "metric", "in_baseline"),
    [
        (NEVER_GUILTY, "CLEARED", 0, "cleared", "NOT_CONVICTED"),
        ({"custody_low_level_share": 0, "other_disposal_share": FINED}, "FINED", 0, "fined", "FINE"),
        ({"custody_low_level_share": 0, "other_disposal_share": ORDER}, "ORDER", 0, "ordered", "COMMUNITY_ORDER"),
        ({**NEVER_GUILTY, "remand_share": 1}, "REMANDED", 0, "remanded", "FIRST_RECEPTION_REMAND"),
        ({"guilty_first_hearing_share": 1}, "IMPRISONED", 0, "imprisoned", "FIRST_RECEPTION_SENTENCED"),
        ({"remand_share": 1}, "IMPRISONED", 1, "imprisoned", "FIRST_RECEPTION_REMAND"),
    ],
)
def test_what_a_diverted_woman_would_have_had_is_what_she_has_without_the_policy(
    lived: Lived, prosecution: dict[str, Any], state: str, value: float, metric: str, in_baseline: str
) -> None:
    """Two lives of the same woman: diverted on 8 July 2019, and prosecuted from that day where there is no policy."""
    name = {"ORDER": "WOULD_HAVE_HAD_ORDER"}.get(state, f"WOULD_HAVE_BEEN_{state}")
    life = Life(key_with(), "2019-07-08", {**DIVERTED, **prosecution}, until="2020-01-01")
    diverted, prosecuted = rows_of_log(lived(life, policy=True)), rows_of_log(lived(life))
    assert (name, value) in [row[2:] for row in diverted]
    assert in_baseline in [row[2] for row in prosecuted]
    made = counted(tally_of([row for row in diverted if row[1] == "case_1"])).flows
    assert {name for name in made if name.startswith("diverted_otherwise")} == {f"diverted_otherwise_{metric}"}
    assert made["diversions_from_charge"] == made["cautions"] == 1
    assert "charges" not in made


def test_charged_by_widening(lived: Lived) -> None:
    """Arrested on 8 July 2019, she would have had a community resolution; diverted instead, she makes no visit.

    After 112 days, on 28 October, her time is up and she is charged by post: the policy alone brings her to court,
    where she is fined on 19 November. The caution stays counted, and neither it nor the charge is a reoffence.
    """
    history = """
    2019-07-08 case_1 SOUGHT_BY_POLICE ARREST=1 POLICE_DECISION=COMMUNITY_RESOLUTION
    2019-07-08 case_1 DIVERSION_ELIGIBLE=COMMUNITY_RESOLUTION DIVERSION_ROOM_ASKED
    2019-07-08 case_1 DIVERSION_OFFERED=COMMUNITY_RESOLUTION DIVERTED_FROM_RESOLUTION
    2019-07-08 case_1 DIVERSION_CAUTION=COMMUNITY_RESOLUTION
    2019-07-08 keywork DIVERSION_SLOT_ASKED DIVERSION_SLOT_HELD DIVERSION_PLACE_KEPT
    2019-07-08 follow_up FOLLOW_UP_BEGINS
    2019-10-28 case_1 DIVERSION_TIME_UP DIVERSION_CONDITION_FAILED=COMMUNITY_RESOLUTION
    2019-10-28 case_1 CHARGED_BY_WIDENING CHARGE POSTAL_REQUISITION
    2019-10-28 keywork DIVERSION_SLOT_GIVEN_UP
    2019-10-29 case_1 FIRST_HEARING PLEADED_NOT_GUILTY BAILED
    2019-11-19 case_1 TRIAL_HEARING CONTESTED_TRIAL CONVICTED SENTENCING FINE
    2021-01-05T21:00 follow_up FOLLOW_UP_ENDS AFTER_CAUTION=0 FOLLOW_UP_NO_REOFFENCE FOLLOW_UP_BEGINS
    2021-05-19T21:00 follow_up FOLLOW_UP_ENDS AFTER_OTHER_DISPOSAL=0 FOLLOW_UP_NO_REOFFENCE
    """
    parameters = {
        **DIVERTED, "charge_share": 0, "not_charged_share": (0, 1, 0, 0), "diversion_widening": 1,
        "diversion_compliance": 0, "prosecution_after_failure_share": 1, "custody_low_level_share": 0,
        "requisition_hearing_days": 0,
    }  # fmt: skip
    lived(Life(key_with(), "2019-07-08", parameters), history, policy=True)
    made = counted(tally_of(rows_of(history)))
    assert made.flows == {
        "arrests": 1, "cautions": 1, "charges": 1, "diversion_eligible": 1, "diversion_offers": 1, "diversions": 1,
        "diversions_from_resolution": 1, "diversion_conditions_failed": 1, "charges_by_widening": 1,
        "postal_requisitions": 1, "trials": 1, "convictions": 1, "fines": 1,
    }  # fmt: skip
    assert made.woman_days == {"keywork_caseload": 112}
    assert made.rates["proven_reoffending_1y"] == 0
