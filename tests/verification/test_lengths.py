"""Both courts together, with the odds by record, give the lengths of sentence that were counted in London in 2018."""

from __future__ import annotations

from wsa_sim.engine import simulate
from wsa_sim.pathway import states
from wsa_sim.scenario import build_plan, load, override

COUNTED = {
    states.TERM_UNDER_6_MONTHS: 677 / 1036,
    states.TERM_6_TO_12_MONTHS: 96 / 1036,
    states.TERM_12_MONTHS_PLUS: 263 / 1036,
}


def test_lengths_are_those_counted() -> None:
    """Some 3,000 sentences: five points are over five standard errors, so that chance alone fails once in 1e6."""
    tally = simulate(build_plan(override(load("scenarios/baseline_2018.yaml"), scale=0.25), 0))
    passed = {state: tally.counts[state, :, :, 0].sum() for state in COUNTED}
    total = sum(passed.values())
    assert total > 2500
    for state, share in COUNTED.items():
        assert abs(passed[state] / total - share) < 0.05
