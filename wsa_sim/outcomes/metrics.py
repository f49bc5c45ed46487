"""The table of metrics: every outcome that results hold, with its unit, definition and counting rule.

The documentation and the report are made from this table, and the counting in `wsa_sim.outcomes.count` reads nothing
else, so that a metric is added by a row in `flows`, `stocks` or `rates`.
"""

from __future__ import annotations

from wsa_sim.outcomes.definition import Metric
from wsa_sim.outcomes.flows import FLOWS
from wsa_sim.outcomes.rates import RATES
from wsa_sim.outcomes.stocks import STOCKS

METRICS: tuple[Metric, ...] = (*FLOWS, *STOCKS, *RATES)
"""Every metric, in the order of results files."""

BY_NAME: dict[str, Metric] = {metric.name: metric for metric in METRICS}
"""The same by name."""

HEADLINE: tuple[Metric, ...] = tuple(metric for metric in METRICS if metric.headline)
"""The metrics of the table that a run prints; the flows and stocks among them are also counted by borough."""
