"""Hearings, bail and allocation against what their parameters say, in cohorts of women of one case each.

The false-alarm rate of each assertion is `ALPHA`; the luck is fixed.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pytest

from tests.functional.histories.lives import QUIET
from tests.verification.analytic import Floats, Rows, counts_are_binomial, keys_of, live, means_are, rows_of
from tests.verification.analytic import shipped_plan as plan
from wsa_sim.law.calendar import civil_day
from wsa_sim.law.commencement import LAW, in_force_throughout
from wsa_sim.pathway.states import NUMBERS
from wsa_sim.pathway.woman import CASE_1

WOMEN = 20_000
FROM = 6575.0

BAILED_TO_TRIAL: dict[str, Any] = {**QUIET, "conviction_share": 0, "trial_wait_sigma": 0.7}


@cache
def lived(*changed: tuple[str, Any]) -> Rows:
    return rows_of(live(plan(), keys_of(WOMEN), FROM, FROM + 20 * 365.25, {**BAILED_TO_TRIAL, **dict(changed)}), CASE_1)


def days_to(rows: Rows, first: str, last: str) -> Floats:
    """Return each woman's days from her first entry into one state to her last into another."""
    begun, ended = (rows.state == NUMBERS[name] for name in (first, last))
    start = np.full(rows.women, np.inf)
    np.minimum.at(start, rows.woman[begun], rows.day[begun])
    end = np.full(rows.women, -np.inf)
    np.maximum.at(end, rows.woman[ended], rows.day[ended])
    assert np.isfinite(end - start).all()
    return np.asarray(end - start)


def test_magistrates_trials_take_as_long_as_published() -> None:
    """Adjournments are geometric, and first date and adjournments together take the published mean of 53 days."""
    p = plan().parameters[0]
    share = float(p["adjournment_share"][0])
    first, again = float(p["trial_wait_days"][0, 0]), float(p["adjournment_days"][0, 0])
    rows = lived(("adjournment_share", share), ("trial_wait_days", first), ("adjournment_days", again))
    adjourned = share / (1 - share)
    means_are({"adjournments": rows.visits("ADJOURNED")}, {"adjournments": adjourned})
    found = days_to(rows, "FIRST_HEARING", "TRIAL_HEARING")
    # a hearing is on the first whole day after a wait, half a day later on average
    expected = first + 0.5 + adjourned * (again + 0.5)
    assert found.mean() == pytest.approx(expected, abs=4 * found.std() / WOMEN**0.5)
    assert found.mean() == pytest.approx(53.0, abs=1.5)


def test_missed_hearings_and_warrants() -> None:
    """A share of hearings is missed, each time anew, and a woman on warrant is found after its mean days."""
    rows = lived(("failure_to_surrender_share", 0.3), ("warrant_days", 20), ("adjournment_days", 10))
    means_are({"warrants": rows.visits("WARRANT_ISSUED")}, {"warrants": 0.3 / 0.7})
    assert (rows.visits("WARRANT_ISSUED") == rows.visits("ARRESTED_ON_WARRANT")).all()
    # next_day of an exponential: 1 / (1 - e^(-1/mean)) whole days
    sought = rows.days_in("WARRANT_ISSUED")
    means_are({"days": sought}, {"days": 0.3 / 0.7 / (1 - np.exp(-1 / 20))})


def test_broken_bail_leads_to_remand_by_its_odds() -> None:
    """At the first hearing none of the odds bite; once bail is broken those of `remand_broken_bail_odds` do."""
    rows = lived(
        ("remand_share", 0.2), ("remand_broken_bail_odds", 3.0), ("failure_to_surrender_share", 0.5),
        ("adjournment_days", 10),
    )  # fmt: skip
    broken = 0.2 * 3 / (0.8 + 0.2 * 3)
    first = np.zeros(WOMEN, bool)
    after_plea = np.flatnonzero(rows.state == NUMBERS["PLEADED_NOT_GUILTY"]) + 1
    first[rows.woman[after_plea]] = rows.state[after_plea] == NUMBERS["REMANDED_IN_CUSTODY"]
    arrested = np.flatnonzero(rows.state == NUMBERS["ARRESTED_ON_WARRANT"]) + 1
    later = rows.state[arrested] == NUMBERS["REMANDED_IN_CUSTODY"]
    counts_are_binomial(
        {"first": float(first.sum()), "later": float(later.sum())}, {"first": WOMEN, "later": len(arrested)},
        {"first": 0.2, "later": broken},
    )  # fmt: skip
    assert rows.visits("FIRST_RECEPTION_REMAND").max() == 1, "one first reception for one set of offences"


@pytest.mark.parametrize(
    ("day", "months"), [((2018, 12, 1), 6), ((2022, 12, 1), 12), ((2023, 12, 1), 6), ((2024, 12, 1), 12)]
)
def test_magistrates_keep_more_while_they_may_impose_twelve_months(day: tuple[int, int, int], months: int) -> None:
    rows = lived(
        ("crown_either_way_share", 0.6), ("guilty_first_hearing_share", 0.5), ("kept_share", 0.4),
        ("law", in_force_throughout(LAW, civil_day(*day))),
    )  # fmt: skip
    kept = 0.6 * 0.4 if months == 12 else 0.0
    n = {name: float(rows.visits(name).sum()) for name in
         ("KEPT_BY_MAGISTRATES", "SENT_TO_CROWN_COURT", "COMMITTED_FOR_SENTENCE")}  # fmt: skip
    gone = (0.6 - kept) / 2
    chances = {"KEPT_BY_MAGISTRATES": kept, "SENT_TO_CROWN_COURT": gone, "COMMITTED_FOR_SENTENCE": gone}
    counts_are_binomial(n, dict.fromkeys(n, WOMEN), chances)


@pytest.mark.parametrize(
    ("name", "value", "changed"),
    [
        ("bail_support", 1, {"remand_bail_support_odds": 0.5}),
        ("foreign", 1, {"remand_foreign_odds": 2.0}),
        ("licence", 1, {"remand_supervised_odds": 1.5}),
    ],
)
def test_what_drives_remand_multiplies_its_odds(name: str, value: int, changed: dict[str, float]) -> None:
    from wsa_sim.pathway.bail import remand_odds
    from wsa_sim.pathway.woman import Track, Woman

    class Parameters:
        remand_record_odds = remand_offence_odds = (1.0,) * 5
        remand_need_odds = (1.0,) * 7
        remand_low_level_odds = remand_foreign_odds = remand_supervised_odds = remand_on_bail_odds = 1.0
        remand_bail_support_odds = 1.0

    p = Parameters()
    for odds, ratio in changed.items():
        setattr(p, odds, ratio)
    w, c = Woman(), Track()
    assert remand_odds(w, c, p) == 1.0
    setattr(w, name, value)
    assert remand_odds(w, c, p) == next(iter(changed.values()))
