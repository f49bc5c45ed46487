"""Common random numbers pay: differences between scenarios vary far less than two runs with luck of their own."""

from __future__ import annotations

import numpy as np
from scipy import stats

from wsa_sim.engine import simulate
from wsa_sim.pathway import states
from wsa_sim.scenario import build_plan, load, override

REPLICATIONS = 16


def test_pairing_cuts_the_variance_of_a_difference_at_least_in_two() -> None:
    """Charges and custodial sentences, paired against the sum of the two arms' own variances.

    The ratio of variances is held against 2 with an F quantile, so that the false-alarm rate is below 1e-4 where the
    true ratio is 40 or more (charges: thousands of women, a few dozen of whom the policy touches).
    """
    on = override(load("scenarios/diversion_pan_london.yaml"), scale=0.05)
    assert on.comparator is not None
    counts = np.array([
        [simulate(build_plan(arm, r)).counts[states.CHARGE, :, :, 0].sum() for arm in (on, on.comparator)]
        for r in range(REPLICATIONS)
    ])  # fmt: skip
    paired = np.var(counts[:, 0] - counts[:, 1], ddof=1)
    independent = np.var(counts[:, 0], ddof=1) + np.var(counts[:, 1], ddof=1)
    slack = stats.f.ppf(1e-4, REPLICATIONS - 1, REPLICATIONS - 1)
    assert independent / paired > max(2.0, 40 * slack)
