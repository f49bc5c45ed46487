"""The sentence track against theory: visits and days in each state of one sentence, with constant hazards.

A cohort is sentenced on one day to one length, so that all its dates are known; nobody offends again. Means over women
are compared with those of `sentence_chain`, by the normal limit; the false-alarm rate of each assertion is `ALPHA`, and
the luck is fixed.
"""

from __future__ import annotations

import datetime
from functools import cache
from typing import Any

import numpy as np
import pytest

from tests.functional.histories.lives import QUIET
from tests.verification.analytic import Floats, Rows, keys_of, live, means_are, rows_of, shipped_plan
from tests.verification.chain_parts import (
    EXECUTIVE,
    EXECUTIVE_DAYS,
    FIXED_TERM,
    MEDIANS_AT_LARGE,
    PAROLE_DAYS,
    PAROLE_RELEASE,
    SPREAD_AT_LARGE,
)  # fmt: skip
from tests.verification.sentence_chain import (
    ARRESTED,
    COMMITTAL,
    COMMITTED_DAYS,
    CURFEW_SHARE,
    DECIDED,
    EXCLUDED,
    FOREIGN,
    INSTEAD,
    NOT_MONITORED,
    PENALTIES,
    RATES,
    RECALL,
    REMOVAL,
    SIGNED_OFF,
    WHY,
    Sentence,
    Theory,
)  # fmt: skip
from wsa_sim.engine.graph import AT_EXIT, pathway_graph
from wsa_sim.pathway.states import NUMBERS
from wsa_sim.pathway.woman import SENTENCE

WOMEN = 8_000
DAY_0 = datetime.date(2000, 1, 1)

NOT_COVERED = {
    "NO_SENTENCE": "nothing of a sentence is left",
    "SENTENCE_RUNS_ALREADY": "only on the first day of a run",
    "LICENCE_RUNS_ALREADY": "only on the first day of a run",
    "LICENCE_SUPERSEDED": "nobody is sentenced twice",
    "RELEASED_UNCONDITIONALLY": "under the law of before February 2015",
    "RELEASED_AT_COURT_UNCONDITIONALLY": "the same",
    "RELEASED_EARLY": "in the spring of 2024",
    "LISTED_AS_SERIOUS": "four years and over",
    "FREED_ON_LICENCE": "no remand outlasts a release: it has one case only",
    "SUPERVISED_BY_NATIONAL_SERVICE": "nobody is of high risk",
    "NATIONAL_SERVICE_CASE_CLOSED": "nobody is of high risk",
    "SUPERVISED_BY_PROBATION_SERVICE": "only from 26 June 2021",
    "PROBATION_SERVICE_CASE_CLOSED": "only from 26 June 2021",
    "RECALL_56_DAY": "only from 31 March 2026",
    "RECALLED_ON_FURTHER_CHARGE": "nobody offends again",
    "RECALLED_FROM_CURFEW_ON_CHARGE": "nobody offends again",
}


SENTENCES = {
    "ten months": Sentence(3, 300),
    "eighteen months": Sentence(4, 540),
    "ten months, served on remand": Sentence(3, 300, on_remand=170),
}


@cache
def lived(name: str) -> Rows:
    sentence = SENTENCES[name]
    lengths = np.zeros((2, 8))
    lengths[:, sentence.band] = 1
    year = [RATES[kind] for kind in ("curfew", "short", "long", "supervision")]
    parameters: dict[str, Any] = {
        **QUIET, "guilty_first_hearing_share": 1, "sentence_length_share": lengths, "curfew_share": CURFEW_SHARE,
        "remand_share": 1 if sentence.on_remand else 0, "sentence_days_on_remand": sentence.on_remand - 0.5,
        "noncompliance_rate": (*year, 0), "noncompliance_need_ratio": 1, "recall_share": RECALL,
        "recall_sign_off_share": SIGNED_OFF, "recall_decided_share": DECIDED, "alternative_share": (*INSTEAD.values(),),
        "failure_share": (*WHY.values(),), "curfew_not_monitored_share": NOT_MONITORED, "compliance_ratio": 1,
        "fixed_term_share": FIXED_TERM, "at_large_days": MEDIANS_AT_LARGE, "at_large_sigma": SPREAD_AT_LARGE,
        "executive_release_share": EXECUTIVE, "executive_release_days": EXECUTIVE_DAYS,
        "parole_wait_days": PAROLE_DAYS, "parole_release_share": PAROLE_RELEASE,
        "supervision_penalty_share": (*PENALTIES.values(),),
        "supervision_custody_share": COMMITTAL, "supervision_custody_days": COMMITTED_DAYS,
        "foreign_national_share": FOREIGN, "removal_share": REMOVAL, "remand_foreign_odds": 1,
        "early_release_excluded_share": EXCLUDED,
    }  # fmt: skip
    arrested = float((ARRESTED - DAY_0).days)
    keys = keys_of(WOMEN, sentence.luck, first=1 + 10**8 * list(SENTENCES).index(name))
    return rows_of(live(shipped_plan(), keys, arrested, arrested + 3650, parameters), SENTENCE)


@cache
def theory_of(name: str) -> Theory:
    return Theory(SENTENCES[name])


def states_of_sentence() -> list[str]:
    return [state for state, tracks in pathway_graph().nodes(data="tracks") if "sentence" in tracks]


@pytest.mark.parametrize("name", SENTENCES)
def test_visits_are_those_of_the_chain(name: str) -> None:
    rows, theory = lived(name), theory_of(name)
    states = [state for state in states_of_sentence() if state not in NOT_COVERED]
    means_are({state: rows.visits(state) for state in states}, {state: theory.visits[state] for state in states})


@pytest.mark.parametrize("name", SENTENCES)
def test_days_of_a_visit_are_those_of_theory(name: str) -> None:
    """Days less visits x the mean days of a visit have mean 0; of time in prison on recall, by the kind of recall."""
    rows, theory = lived(name), theory_of(name)
    mean = {state: theory.days[state] / often for state, often in theory.visits.items() if often > 0}
    samples = {state: rows.days_in(state) - of_visit * rows.visits(state) for state, of_visit in mean.items()}
    at_large = theory.at_large / theory.visits["RETURNED_TO_CUSTODY"]
    samples["value"] = rows.values("RETURNED_TO_CUSTODY") - at_large * rows.visits("RETURNED_TO_CUSTODY")
    for kind, days in theory.held.items():
        if days > 0:
            samples[kind] = in_prison_after(rows, kind) - days / theory.visits[kind] * rows.visits(kind)
    means_are(samples, dict.fromkeys(samples, 0.0))


def in_prison_after(rows: Rows, kind: str) -> Floats:
    """Return each woman's days in prison after recalls of a kind: from return to release."""
    again = np.isin(rows.state, [NUMBERS["RECALLED_AGAIN"]])
    back = np.flatnonzero(rows.state == NUMBERS[kind]) + 4
    back = back + again[back - 2]
    assert (rows.state[back] == NUMBERS["RETURNED_TO_CUSTODY"]).all()
    stayed = rows.day[back + 1] - rows.day[back]
    return np.asarray(np.bincount(rows.woman[back], stayed, minlength=rows.women), np.float64)


def test_every_state_of_the_sentence_track_is_covered_or_named() -> None:
    covered = {state for name in SENTENCES for state, mean in theory_of(name).visits.items() if mean > 0}
    assert covered.isdisjoint(NOT_COVERED)
    assert covered | set(NOT_COVERED) == set(states_of_sentence())
    for name in SENTENCES:
        assert not np.isin(lived(name).state, [NUMBERS[state] for state in NOT_COVERED]).any()


def test_every_move_that_was_made_is_an_edge() -> None:
    """The cohorts, their states held against theory, make no move that the graph does not have."""
    graph = pathway_graph()
    for name in SENTENCES:
        rows = lived(name)
        same = rows.woman[1:] == rows.woman[:-1]
        made = set(zip(rows.state[:-1][same].tolist(), rows.state[1:][same].tolist(), strict=True))
        edges = {(NUMBERS[a], NUMBERS[b]) for a, b, how in graph.edges(data="how") if how != AT_EXIT}
        assert made <= edges
