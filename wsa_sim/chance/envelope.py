"""Candidates: the women among whom a run finds its own, the same whatever the scenario.

A woman's identity is (borough, candidate number). Candidates come at a fixed envelope rate and are kept if their mark
is below the scenario's rate, so that no policy and no rate renumbers anybody.
"""

from __future__ import annotations

CANDIDATES_PER_DAY = 2.5
"""Envelope rate of women first arrested, in each borough."""

KNOWN_CANDIDATES = 8000
"""Candidates among whom the women already known on the first day are found, in each borough."""

FIRST_KNOWN_NUMBER = 500_000_000
"""Candidate number of the first woman already known; those first arrested during the run are numbered from 0."""

DOCKET_NUMBER = 999_999_999
"""Candidate number that stands for the docket of a borough's summary cases, and is no woman's."""

BOROUGH_FACTOR = 1_000_000_000
"""A woman's identity in an event log is borough x this + candidate number."""
