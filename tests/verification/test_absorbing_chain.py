"""The case track against the theory of absorbing Markov chains, with resources unlimited.

Expected visits N = (I - Q)^-1 are worked out from the parameter record for every kind of woman and offence, mixed by
their shares, and held against visits in a cohort of women of one case each. Visits to a state are at most one a case
(but for the police decision), so that counts are binomial. The false-alarm rate of each assertion is `ALPHA`; the luck
is fixed.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest
from scipy import stats

from tests.functional.histories.lives import Luck
from tests.verification.analytic import ALPHA, Floats, counts_are_binomial, keys_of, live, rows_of, shipped_plan
from tests.verification.case_chain import CaseChain
from tests.verification.case_kinds import HOUSING, KINDS, shares_of_kinds
from wsa_sim.engine import Tally
from wsa_sim.engine.graph import AT_EXIT, pathway_graph
from wsa_sim.engine.tally import GROUP_AXES, GROUP_FROM
from wsa_sim.pathway.states import NUMBERS
from wsa_sim.pathway.woman import CASE_1, CASE_2

WOMEN = 30_000
FROM, UNTIL = 6575.0, 6575.0 + 8 * 365.25

STILL_A_CHILD = Luck("YOUNGEST_CHILD", 0.0, 0.5)
"""Her youngest is under nine: no child of hers grows up in the eight years of the run."""

ONE_CASE: dict[str, Any] = {
    "offending_rate": 0, "noncompliance_rate": 0, "death_rate": 0, "moving_rate": 0, "desistance_rate": 0,
    "referral_share": 0, "removal_share": 0, "need_loading": 0, "remand_need_odds": (1, 1, 1, 1, 1.6, 1, 1),
    "adjournment_share": 0, "failure_to_surrender_share": 0, "bail_breach_rate": 0, "bail_granted_share": 0,
    "time_limit_extension_share": 1, "custody_served_odds": 1, "short_sentence_presumption_share": 0.25,
    "short_sentence_presumption_months": 6,
}  # fmt: skip

NEEDS = np.tile([[0.5], [0.5], [0.4], [0.3], [0.3], [0.5], [0.2]], 4)
FREQUENT: dict[str, Any] = {
    "record_at_entry": (0.25, 0.25, 0.25, 0.25), "need_share": NEEDS, "need_identified_share": 0.4,
    "liaison_coverage": 1, "liaison_screened_share": 0.5, "liaison_referral_share": 0.5,
    "exploitation_identified_share": (0.6, 0.8), "national_referral_share": 0.5,
    "exploited_not_prosecuted_share": 0.3, "schedule_four_share": 0.2, "statutory_defence_share": 0.7,
    "voluntary_attendance_share": 0.2, "voluntary_investigation_share": 0.5, "under_investigation_share": 0.5,
    "pre_charge_bail_share": 0.6, "pre_charge_bail_days": 30, "bail_extension_share": 0.5,
    "other_police_outcome_share": 0.05, "charge_share": 0.6, "charge_record_odds": (0.8, 1, 1.2, 1.4),
    "held_for_court_share": 0.5, "low_level_share": 0.5, "admission_share": 0.8, "conditional_caution_fit": 0.8,
    "excluded_share": 0.1, "domestic_share": 0.2, "diversion_acceptance_share": 0.8, "diversion_compliance": 0.6,
    "prosecution_after_failure_share": 0.6, "summary_only_share": 0.3, "indictable_only_share": 0.2,
    "crown_either_way_share": (0.4, 0.5), "guilty_first_hearing_share": 0.5, "guilty_plea_hearing_share": 0.5,
    "late_plea_share": (0.15, 0.2), "discontinued_share": (0.15, 0.2), "conviction_share": (0.6, 0.7),
    "remand_share": (0.3, 0.4), "remand_low_level_odds": 0.6, "report_share": ((0.2, 0.5, 0.7), (0.3, 0.6, 0.8)),
    "report_low_level_share": (0.2, 0.5, 0.7), "report_kind_share": (0.4, 0.3, 0.3), "custody_share": (0.3, 0.5),
    "custody_low_level_share": 0.3, "custody_record_odds": (0.8, 1, 1.3, 1.6), "custody_offence_odds": 1,
    "custody_remand_odds": (2, 3), "other_disposal_share": (0.25, 0.25, 0.2, 0.2, 0.1),
    "suspended_supervised_share": 0.6, "requirement_share": (0.3, 0.4, 0.4, 0.4, 0.3, 0.2, 0.2),
}  # fmt: skip
"""What is rare made frequent, so that theory which is wrong about it is seen to be."""

REPORT_ODDS = {"no diversion": 3.0, "offered to everybody": 0.3, "offered to some, and full": 1.5}
"""By what a report multiplies the odds of custody."""

PLANS = {"no diversion": (0.0, True), "offered to everybody": (1.0, True), "offered to some, and full": (0.7, False)}
"""Share of eligible women of whom the officer thinks, and whether there is room."""

NOT_COVERED = {
    "NO_CASE": "the case has ended: the chain is absorbed",
    "CASE_ENDED_BY_EXIT": "nobody dies or is removed",
    "SENTENCED_WHILE_INSIDE": "a woman of one case is in prison for nothing else",
    "CONSECUTIVE_TERM": "and serves no other sentence",
    "SUSPENDED_SENTENCE_ACTIVATED": "nor has she a suspended one",
    "OFFENDED_ON_BAIL": "nor is she on bail in another",
    "KEPT_BY_MAGISTRATES": "magistrates may impose six months",
    "ADJOURNED": "test_bail_and_hearings.py has it, and those below",
    "BAIL_BROKEN": "nobody breaks bail",
    "WARRANT_ISSUED": "or misses a hearing",
    "ARRESTED_ON_WARRANT": "or misses a hearing",
    "BAIL_GRANTED": "nobody is bailed later",
    "TIME_LIMIT_REACHED": "every time limit is extended",
}

MOVES_NOT_COVERED = {
    ("DIVERSION_TIME_UP", "DIVERSION_CONDITION_MET"): "a woman of one case is not in prison when the time is up",
    **{("REMANDED_IN_CUSTODY", to): "nor when she is remanded" for to in (
        "PLEA_HEARING", "TRIAL_HEARING", "SENTENCING")},
    ("REMAND_CONTINUES", "PLEA_HEARING"): "a plea hearing is adjourned first",
}  # fmt: skip
"""Those between states that are covered; of the others none of the moves is."""

REPEATED = {"BAILED": 3, "REMAND_CONTINUES": 2}
"""States that a case can enter again, and how often at most: before plea, trial and sentence."""


SEEN = (
    "liaison_screened_share", "exploitation_identified_share", "exploited_not_prosecuted_share",
    "statutory_defence_share", "bail_extension_share", "pre_charge_bail_days", "held_for_court_share",
    "conditional_caution_fit", "prosecution_after_failure_share", "indictable_only_share", "crown_either_way_share",
    "guilty_plea_hearing_share", "late_plea_share", "remand_low_level_odds", "report_share", "report_low_level_share",
    "custody_share", "custody_remand_odds", "custody_report_odds", "short_sentence_presumption_share",
    "suspended_supervised_share", "requirement_share",
)  # fmt: skip
"""Parameters, some of each stage, about which theory cannot be wrong by three tenths without being refused."""


@cache
def parameters_of(name: str) -> dict[str, Any]:
    offer, _ = PLANS[name]
    return {
        **ONE_CASE, **FREQUENT, "custody_report_odds": REPORT_ODDS[name], "diversion_offer": offer,
        "diversion_suite": 1, "diversion_domestic": 0, "diversion_widening": 0.3,
        "service_covers": 1,
    }  # fmt: skip


@cache
def lived(name: str) -> Tally:
    plan = shipped_plan()
    if not PLANS[name][1]:
        plan = replace(plan, capacities=(0,) * len(plan.capacities))
    keys = keys_of(WOMEN, STILL_A_CHILD, first=1 + 10**7 * list(PLANS).index(name))
    return live(plan, keys, FROM, UNTIL, parameters_of(name))


@cache
def theory(name: str, wrong: str = "") -> tuple[dict[str, Floats], set[tuple[str, str]], Floats]:
    """Return visits, moves and shares of kinds; a parameter that theory is wrong about is less by three tenths."""
    p = shipped_plan().parameters
    for field, value in parameters_of(name).items():
        p[field][0] = value
    if wrong:
        p[wrong][0] = 0.7 * p[wrong][0]
    return *CaseChain(p[0], *PLANS[name]).expected(), shares_of_kinds(p[0])


def states_of_case() -> list[str]:
    return [state for state, tracks in pathway_graph().nodes(data="tracks") if "case" in tracks]


@pytest.mark.parametrize("name", PLANS)
def test_visits_of_every_state_are_those_of_the_chain(name: str) -> None:
    visits_are_those_of_the_chain(name, "")


@pytest.mark.parametrize("wrong", SEEN)
def test_theory_that_is_wrong_about_one_parameter_is_refused(wrong: str) -> None:
    with pytest.raises(AssertionError):
        visits_are_those_of_the_chain("offered to everybody", wrong)


def visits_are_those_of_the_chain(name: str, wrong: str) -> None:
    visits, _, shares = theory(name, wrong)
    counts = lived(name).counts[..., 0].sum(axis=(1, 2))
    expected = {state: float(shares @ visits.get(state, 0 * shares)) for state in states_of_case()}
    sure = {state: int(mean + 1e-9) for state, mean in expected.items()}
    n = {state: counts[NUMBERS[state]] - WOMEN * sure[state] for state in sure if state not in NOT_COVERED}
    assert counts[[NUMBERS[state] for state in NOT_COVERED]].sum() == 0
    once = n.keys() - REPEATED.keys()
    counts_are_binomial(
        {state: n[state] for state in once}, dict.fromkeys(once, WOMEN),
        {state: expected[state] - sure[state] for state in once},
    )  # fmt: skip
    for state, most in REPEATED.items():
        repeated_is(counts[NUMBERS[state]], expected[state], most)


def repeated_is(count: float, mean: float, most: int) -> None:
    """Assert that visits of which a woman makes a few at most have a mean (false-alarm rate below `ALPHA`)."""
    assert abs(count - WOMEN * mean) < stats.norm.isf(ALPHA / 2) * np.sqrt(WOMEN * most * mean) + 1


@pytest.mark.parametrize("name", PLANS)
@pytest.mark.parametrize("axis", ["record", "offence", "housing", "foreign", "children", "ethnicity"])
def test_visits_by_kind_of_woman_and_offence_are_those_of_the_chain(name: str, axis: str) -> None:
    """Counts of women of a group who enter a state are binomial too: a decision is one visit, or two."""
    visits, _, shares = theory(name)
    counts, tally = {}, lived(name)
    for group in np.unique(KINDS[axis]) if axis != "housing" else [1]:
        of_group = KINDS[axis] == group
        for state in visits:
            if state not in ("SOUGHT_BY_POLICE", "POLICE_DECISION", *REPEATED):
                chance = float((shares * visits[state])[of_group].sum())
                counts[f"{state} {group}"] = (entries(tally, state, axis, int(group)), chance)
    entered, chances = ({key: pair[i] for key, pair in counts.items()} for i in (0, 1))
    counts_are_binomial(entered, dict.fromkeys(entered, WOMEN), chances)


def entries(tally: Tally, state: str, axis: str, group: int) -> float:
    """Entries into a state of women or offences of a group."""
    if axis == "offence":
        return float(tally.offence_counts[NUMBERS[state], :, group, 0].sum())
    name = {"housing": "need", "foreign": "nationality"}.get(axis, axis)
    first = GROUP_FROM[[*map(str, GROUP_AXES)].index(name)]
    return float(tally.group_counts[NUMBERS[state], :, first + (HOUSING if axis == "housing" else group), 0].sum())


def test_every_state_and_move_of_the_case_track_is_covered_or_named() -> None:
    graph = pathway_graph()
    covered: set[str] = set()
    moves: set[tuple[str, str]] = set()
    for name in PLANS:
        visits, made, _ = theory(name)
        covered |= {state for state, mean in visits.items() if mean.any()}
        moves |= made
    assert covered.isdisjoint(NOT_COVERED)
    assert covered | set(NOT_COVERED) == set(states_of_case())
    of_case = {
        (a, b) for a, b, data in graph.edges(data=True)
        if "case" in data["tracks"] and data["how"] != AT_EXIT and "CASE_ENDED_BY_EXIT" not in (a, b)
        and b not in ("NO_CASE", "SOUGHT_BY_POLICE")
    }  # fmt: skip
    of_case = {move for move in of_case if NOT_COVERED.keys().isdisjoint(move)}
    assert moves | set(MOVES_NOT_COVERED) == of_case
    assert moves.isdisjoint(MOVES_NOT_COVERED)


def test_every_case_of_the_cohorts_has_ended() -> None:
    ends = [NUMBERS[state] for state in pathway_graph().predecessors("NO_CASE")]
    for name in PLANS:
        case = rows_of(lived(name), CASE_1)
        last = np.append(case.woman[1:] != case.woman[:-1], True)
        assert last.sum() == WOMEN
        assert np.isin(case.state[last], ends).all()
        assert not len(rows_of(lived(name), CASE_2).day)
