"""Counting a run's events the official way, into tidy tables."""

from __future__ import annotations

from wsa_sim.outcomes.count import PERIOD_COLUMNS, Period, monthly, periods_of, tidy
from wsa_sim.outcomes.definition import Metric
from wsa_sim.outcomes.metrics import BY_NAME, HEADLINE, METRICS

__all__ = ["BY_NAME", "HEADLINE", "METRICS", "PERIOD_COLUMNS", "Metric", "Period", "monthly", "periods_of", "tidy"]
