"""Experiments: paired replications, in parallel, summarised and kept."""

from __future__ import annotations

from wsa_sim.experiments.errors import ResultsError, RunError
from wsa_sim.experiments.foresight import Foreseen, foresee
from wsa_sim.experiments.paired import SUMMARY_COLUMNS, summarise
from wsa_sim.experiments.pool import check_jobs, default_jobs
from wsa_sim.experiments.results import Results
from wsa_sim.experiments.run import ENGINES, run
from wsa_sim.experiments.store import read

__all__ = [
    "ENGINES",
    "Foreseen",
    "SUMMARY_COLUMNS",
    "Results",
    "ResultsError",
    "RunError",
    "check_jobs",
    "default_jobs",
    "foresee",
    "read",
    "run",
    "summarise",
]
