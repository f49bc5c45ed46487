"""Who comes into a run, and when: worked out once, before either engine begins."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from wsa_sim.chance import names
from wsa_sim.chance.draws import draw_array, woman_keys
from wsa_sim.chance.envelope import (
    BOROUGH_FACTOR,
    CANDIDATES_PER_DAY,
    DOCKET_NUMBER,
    FIRST_KNOWN_NUMBER,
    KNOWN_CANDIDATES,
)
from wsa_sim.pathway.entry import A_DOCKET
from wsa_sim.scenario.plan import Plan


@dataclass(frozen=True)
class Arrivals:
    """Women in order of arrival; one element each."""

    day: NDArray[np.float64]
    identity: NDArray[np.int64]
    key: NDArray[np.uint64]
    borough: NDArray[np.int32]
    already: NDArray[np.int32]
    """1 for a woman already known on the first day, 2 for the docket of a borough, which is no woman."""

    @property
    def are_women(self) -> NDArray[np.bool_]:
        """Which of them are women."""
        return self.already != A_DOCKET


def candidate_days(keys: NDArray[np.uint64], start: float) -> NDArray[np.float64]:
    """Return the days on which candidates come, gaps being exponential at the envelope rate."""
    gaps = [-math.log(u) / CANDIDATES_PER_DAY for u in draw_array(keys, names.ARRIVAL_GAP).tolist()]
    return np.fromiter(accumulate(gaps, initial=start), np.float64, len(gaps) + 1)[1:]


def arrivals(plan: Plan) -> Arrivals:
    """Return the women of a run, and the docket of each borough that has one.

    Raises
    ------
    ValueError
        If a rate exceeds the envelope.
    """
    grid = float(plan.parameters[0]["grid"])
    expected = (plan.horizon - plan.start) * CANDIDATES_PER_DAY
    numbers = np.arange(int(expected + 8.0 * math.sqrt(expected) + 64.0), dtype=np.uint64)
    known_numbers = np.arange(FIRST_KNOWN_NUMBER, FIRST_KNOWN_NUMBER + KNOWN_CANDIDATES, dtype=np.uint64)
    dockets = np.array([DOCKET_NUMBER], np.uint64)
    parts: list[tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.uint64], int, int]] = []
    for borough, (rate, known) in enumerate(zip(plan.arrival_rates, plan.known_women, strict=True)):
        if rate > CANDIDATES_PER_DAY or known > KNOWN_CANDIDATES:
            raise ValueError(f"borough {borough}: {rate:g} women a day, {known:g} known, exceed the envelope")
        keys = woman_keys(plan.seed, plan.replication, borough, known_numbers)
        kept = draw_array(keys, names.ARRIVAL_MARK) < known / KNOWN_CANDIDATES
        identity = known_numbers[kept].astype(np.int64) + borough * BOROUGH_FACTOR
        parts.append((np.full(len(identity), plan.start), identity, keys[kept], borough, 1))
        keys = woman_keys(plan.seed, plan.replication, borough, numbers)
        kept = draw_array(keys, names.ARRIVAL_MARK) < rate / CANDIDATES_PER_DAY
        days = candidate_days(keys, plan.start)
        if grid > 0.0:
            days = np.ceil(days / grid) * grid
        kept &= days < plan.horizon
        identity = numbers[kept].astype(np.int64) + borough * BOROUGH_FACTOR
        parts.append((days[kept], identity, keys[kept], borough, 0))
        if plan.parameters[0]["docket_share"][borough] > 0.0:
            keys = woman_keys(plan.seed, plan.replication, borough, dockets)
            identity = dockets.astype(np.int64) + borough * BOROUGH_FACTOR
            parts.append((np.full(1, plan.start), identity, keys, borough, A_DOCKET))
    day = np.concatenate([part[0] for part in parts])
    identity = np.concatenate([part[1] for part in parts])
    order = np.lexsort((identity, day))
    return Arrivals(
        day=day[order],
        identity=identity[order],
        key=np.concatenate([part[2] for part in parts])[order],
        borough=np.concatenate([np.full(len(part[0]), part[3], np.int32) for part in parts])[order],
        already=np.concatenate([np.full(len(part[0]), part[4], np.int32) for part in parts])[order],
    )
