"""Rules of sentencing, one decision at a time."""

from __future__ import annotations

import datetime
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from scipy import stats

from wsa_sim.engine.parameters import as_object
from wsa_sim.law.calendar import add_months, day_number
from wsa_sim.law.commencement import LAW, in_force_throughout
from wsa_sim.law.regime import Sentence, release_day_on
from wsa_sim.law.supervision import supervision_end_on
from wsa_sim.pathway import sentencing, states, terms
from wsa_sim.pathway.circumstances import RECORD_FIFTEEN_PLUS, RECORD_ONE_TO_FOUR
from wsa_sim.pathway.court import CROWN, MAGISTRATES
from wsa_sim.pathway.needs import DRUGS
from wsa_sim.pathway.requirements import DRUG_REHABILITATION, REHABILITATION_ACTIVITY, requirements_of
from wsa_sim.pathway.woman import Track, Woman
from wsa_sim.scenario import build_plan, load

ALPHA = 1e-4
"""False-alarm rate of each statistical assertion."""
TODAY = day_number(datetime.date(2026, 6, 1))
WOMEN = 20_000


@pytest.fixture(scope="module")
def p() -> SimpleNamespace:
    return as_object(build_plan(load("scenarios/baseline_2018.yaml"), 0).parameters)


@pytest.fixture
def law_of_2026(p: SimpleNamespace) -> SimpleNamespace:
    return SimpleNamespace(**vars(p) | {"law": in_force_throughout(LAW, TODAY)})


def woman(key: int = 1, **fields: Any) -> Any:
    made = Woman()
    made.key, made.record = key, RECORD_ONE_TO_FOUR
    for name, value in fields.items():
        setattr(made, name, value)
    return made


def case(**fields: Any) -> Any:
    made = Track()
    made.episode = 1
    for name, value in fields.items():
        setattr(made, name, value)
    return made


def chance(p: Any, court: int, remanded: int, served: int, report: int = 0, record: int = RECORD_ONE_TO_FOUR) -> float:
    return sentencing.custody_probability(woman(record=record), case(), court, remanded, served, report, 7000.0, p)


def test_custody_is_less_likely_the_longer_she_has_been_on_remand(p: SimpleNamespace) -> None:
    by_days = [chance(p, MAGISTRATES, 1, days) for days in (0, 28, 56)]
    assert by_days == sorted(by_days, reverse=True)
    odds = [x / (1 - x) for x in by_days]
    assert odds[1] / odds[0] == pytest.approx(p.custody_served_odds[MAGISTRATES])
    assert odds[2] / odds[1] == pytest.approx(p.custody_served_odds[MAGISTRATES])
    assert by_days[2] > chance(p, MAGISTRATES, 0, 0)
    at_reference, bailed = chance(p, CROWN, 1, int(p.custody_served_reference[CROWN])), chance(p, CROWN, 0, 0)
    ratio = at_reference / (1 - at_reference) / (bailed / (1 - bailed))
    assert ratio == pytest.approx(p.custody_remand_odds[CROWN])


def test_a_report_of_any_kind_multiplies_the_odds_of_custody(p: SimpleNamespace) -> None:
    none, *kinds = (chance(p, MAGISTRATES, 0, 0, report) for report in range(4))
    assert kinds[0] == kinds[1] == kinds[2]
    assert kinds[0] / (1 - kinds[0]) == pytest.approx(p.custody_report_odds * none / (1 - none))


@pytest.mark.parametrize("court", [MAGISTRATES, CROWN])
def test_odds_of_a_longer_term_are_multiplied_by_record(p: SimpleNamespace, court: int) -> None:
    """Terms of twelve months or more by the Crown Court, of a month or more by magistrates (false-alarm rate 1e-4)."""
    months = 12 if court == CROWN else 1
    shares = np.array(p.sentence_length_share[court])
    longer = shares[4 if court == CROWN else 1 :].sum()
    for record in (RECORD_ONE_TO_FOUR, RECORD_FIFTEEN_PLUS):
        odds = longer / (1 - longer) * p.longer_term_odds[court][record]
        bound = add_months(TODAY, months) - TODAY
        n = sum(
            terms.length_of_custody(woman(key, record=record), case(), court, float(TODAY), p) >= bound
            for key in range(WOMEN)
        )
        assert ALPHA / 2 < stats.binom.cdf(n, WOMEN, odds / (1 + odds)) < 1 - ALPHA / 2


def test_the_presumption_suspends_short_terms_but_in_exceptional_circumstances(
    p: SimpleNamespace, law_of_2026: SimpleNamespace
) -> None:
    """The share suspended is that of unexceptional circumstances (false-alarm rate 1e-4); in 2018 it is none."""
    year = add_months(TODAY, 12) - TODAY

    def suspended(length: int, record: Any, **fields: Any) -> int:
        women = (woman(key, **fields) for key in range(WOMEN // 4))
        return sum(
            sentencing.disposal_of(w, case(), MAGISTRATES, length, TODAY, float(TODAY), record)
            == states.SUSPENDED_INSTEAD
            for w in women
        )

    n = suspended(year, law_of_2026)
    assert ALPHA / 2 < stats.binom.cdf(n, WOMEN // 4, 1 - p.suspension_exception_share) < 1 - ALPHA / 2
    assert suspended(year, p) == 0
    assert suspended(year + 1, law_of_2026) == 0
    assert suspended(year, law_of_2026, serving=1) == suspended(year, law_of_2026, recalled=1) == 0
    assert suspended(year, law_of_2026, suspended_term=60, suspended_until=float(TODAY)) == 0


def test_terms_of_over_two_years_are_suspended_only_where_the_law_lets_them(
    p: SimpleNamespace, law_of_2026: SimpleNamespace
) -> None:
    always = {"suspended_over_two_years_share": 1.0}
    for months, of_2026 in (24, False), (36, True):
        length = add_months(TODAY, months) - TODAY
        for record, expected in (p, False), (law_of_2026, of_2026):
            with_share = SimpleNamespace(**vars(record) | always)
            assert sentencing.is_suspended_instead(woman(), case(), length, TODAY, float(TODAY), with_share) == expected
    length = add_months(TODAY, 36) - TODAY + 1
    assert not sentencing.is_suspended_instead(
        woman(), case(), length, TODAY, float(TODAY), SimpleNamespace(**vars(law_of_2026) | always)
    )


def test_a_policy_against_short_sentences_suspends_its_share_of_them(p: SimpleNamespace) -> None:
    policy = SimpleNamespace(**vars(p) | {"short_sentence_presumption_share": 1.0})
    six_months = add_months(TODAY, 6) - TODAY
    for length, expected in (six_months - 1, True), (six_months, False):
        assert sentencing.is_suspended_instead(woman(), case(), length, TODAY, float(TODAY), policy) == expected


def test_a_suspended_sentence_is_breached_by_an_offence_in_its_period_alone(p: SimpleNamespace) -> None:
    certain = SimpleNamespace(**vars(p) | {"activation_share": (1.0, 1.0), "activation_in_full_share": 1.0})
    w = woman(suspended_term=61, suspended_from=100.0, suspended_until=465.0)
    for day, disposal, activated in (
        (100.0, states.FINE, 61), (465.0, states.IMMEDIATE_CUSTODY, 61), (99.0, states.FINE, 0),
        (466.0, states.IMMEDIATE_CUSTODY, 0), (200.0, states.COMMUNITY_ORDER, 0), (200.0, states.SUSPENDED_SENTENCE, 0),
    ):  # fmt: skip
        assert sentencing.term_activated(w, case(offence_day=day), disposal, certain) == activated
    in_part = SimpleNamespace(**vars(certain) | {"activation_in_full_share": 0.0})
    assert sentencing.term_activated(w, case(offence_day=100.0), states.FINE, in_part) == 30


def test_treatment_is_required_only_of_women_who_need_it_and_something_of_every_woman(p: SimpleNamespace) -> None:
    """The share of women with a drug problem who must be treated is the parameter (false-alarm rate 1e-4)."""
    need = [requirements_of(woman(key, needs=1 << DRUGS), 1, 0, p) for key in range(WOMEN)]
    none = [requirements_of(woman(key), 1, 0, p) for key in range(WOMEN)]
    drugs = 1 << DRUG_REHABILITATION
    share = p.requirement_share[DRUG_REHABILITATION]
    assert ALPHA / 2 < stats.binom.cdf(sum(made & drugs > 0 for made in need), WOMEN, share) < 1 - ALPHA / 2
    assert not any(made & drugs for made in none)
    assert all(need)
    assert all(none)
    activity = 1 << REHABILITATION_ACTIVITY
    assert 0.55 < sum(made & activity > 0 for made in none) / WOMEN < 0.75


def test_a_consecutive_term_makes_the_aggregate_decide_what_follows(p: SimpleNamespace) -> None:
    """Eight months and eight months are sixteen: a longer licence, and no longer a sentence of under twelve months."""
    first = day_number(datetime.date(2018, 1, 10))
    eight = add_months(first, 8) - first
    w = woman(born=0.0)
    c = case(passed=float(first), length=eight, credit=10, offence_day=float(first - 30))
    terms.pass_sentence(w, float(first + 60), eight, 5, float(first - 20), 0, 0, 0, p)
    assert w.due_short == 1
    terms.join_consecutive(w, c, p)
    both = Sentence(first - 20, first, 2 * eight, 15, 0, 0, 0)
    assert (w.due_length, w.due_credit, w.due_passed, w.due_short) == (2 * eight, 15, first, 0)
    assert w.due_release == release_day_on(both, p.law)
    assert w.due_supervision == supervision_end_on(both, p.law, 0)
    assert w.sentence_due == 1
    assert w.due_consecutive == 0


def test_an_indeterminate_sentence_is_never_added_up(p: SimpleNamespace) -> None:
    w = woman(due_consecutive=1)
    c = case(passed=6000.0, length=terms.INDETERMINATE_DAYS)
    terms.pass_sentence(w, 6100.0, 200, 0, 6000.0, 0, 0, 0, p)
    terms.join_consecutive(w, c, p)
    assert w.due_length == 200
