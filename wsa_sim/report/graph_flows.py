"""Flows along the moves of the pathway's graph, counted from the event logs of a run."""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping
from typing import TypeAlias

import networkx as nx
import numpy as np
import numpy.typing as npt
import pandas as pd

from wsa_sim.engine.model import IDLE, N_STATES
from wsa_sim.experiments import Results, ResultsError
from wsa_sim.experiments.paired import interval
from wsa_sim.law.calendar import day_number
from wsa_sim.pathway.states import NAMES, NUMBERS
from wsa_sim.pathway.woman import N_TRACKS, SLOT_NAMES
from wsa_sim.report.rows import Row

Move: TypeAlias = tuple[str, str]
Flows: TypeAlias = Mapping[Move, Row]
"""Flow a year along each move, in both arms, and the paired difference."""

Numbers: TypeAlias = npt.NDArray[np.int64]


def moves(log: pd.DataFrame, graph: nx.DiGraph) -> pd.DataFrame:
    """Return the moves that the women of an event log made.

    The log has a row for each state that a track enters, but none for its idle state, in which it begins and ends. A
    track has been idle between two states if there is no move from one to the other. Where there is one, and a way by
    the idle state as well, it has been idle if the woman, or another, did anything in between: a state that ends a
    track or goes on does so at once. For the same reason a last state that leads to the idle state has ended.

    Parameters
    ----------
    log
        Event log of one replication of one arm, from its first day, with the columns of `events.parquet`.
    graph
        From `wsa_sim.engine.graph.pathway_graph`.

    Returns
    -------
    pandas.DataFrame
        A row for each move: ``day``, and ``source`` and ``target``, the numbers of the states.

    Raises
    ------
    ResultsError
        If a move is not permitted: the log was made by another version of the model.
    """
    slot, state = _numbers(log["slot"], SLOT_NAMES), _numbers(log["state"], NAMES)
    woman, day = log["woman"].to_numpy(), log["day"].to_numpy()
    order = np.lexsort((slot, woman))
    order = order[slot[order] < N_TRACKS]
    slot, state, woman, day = slot[order], state[order], woman[order], day[order]
    begins = np.ones(len(state), bool)
    begins[1:] = (woman[1:] != woman[:-1]) | (slot[1:] != slot[:-1])
    ends = np.append(begins[1:], True)[: len(state)]
    permitted = np.zeros((N_STATES, N_STATES), bool)
    for source, target in graph.edges:
        permitted[NUMBERS[source], NUMBERS[target]] = True
    idle = np.array(IDLE)[slot]
    before = np.where(begins, idle, np.roll(state, 1))
    at_once = np.diff(order, prepend=-2) == 1
    through = permitted[before, idle] & permitted[idle, state] & (before != idle)
    direct = permitted[before, state] & (~through | at_once)
    through &= ~direct
    if (wrong := np.flatnonzero(~direct & ~through)).size:
        first = wrong[0]
        raise ResultsError(
            f"the event log has a move that this version of the model does not permit, from {NAMES[before[first]]} to "
            f"{NAMES[state[first]]}: another version made it; run the scenario again"
        )
    over = ends & permitted[state, idle]
    left = np.flatnonzero(through) - 1
    return pd.DataFrame(
        {
            "day": np.concatenate([day[direct], day[left], day[through], day[over]]),
            "source": np.concatenate([before[direct], before[through], idle[through], state[over]]),
            "target": np.concatenate([state[direct], idle[through], state[through], idle[over]]),
        }
    )


def flows(results: Results, graph: nx.DiGraph, period: str) -> dict[Move, Row]:
    """Count the flow a year along each move, in both arms of a run.

    Parameters
    ----------
    results
        A run that kept its event log; it is read a replication at a time.
    graph
        From `wsa_sim.engine.graph.pathway_graph`.
    period
        Name of a period of the run, such as ``all`` or ``from_policy``.

    Returns
    -------
    dict
        For each edge of the graph, means over replications, the paired difference, and 95% intervals for chance alone.
        Without a baseline there is no difference, and the baseline repeats the scenario.

    Raises
    ------
    ResultsError
        If the run kept no event log, or one of another version of the model.
    """
    if results.log is None:
        raise ResultsError(f"{results.folder or 'the run'} has no event log to count flows from{_again(results)}")
    dates = results.manifest["periods"][period]
    first, last = (datetime.date.fromisoformat(dates[end]) for end in ("from", "to"))
    years = (12 * (last.year - first.year) + last.month - first.month) / 12
    arms = [results.scenario] + ([] if results.baseline is None else [results.baseline])
    edges = list(graph.edges)
    numbers = np.array([NUMBERS[source] * N_STATES + NUMBERS[target] for source, target in edges])
    counts = np.zeros((len(arms), len(edges), results.manifest["replications"]))
    for which, arm in enumerate(arms):
        for replication in range(counts.shape[2]):
            made = moves(results.events(arm, replication), graph)
            made = made[(made["day"] >= day_number(first)) & (made["day"] < day_number(last))]
            codes = (made["source"] * N_STATES + made["target"]).to_numpy()
            counts[which, :, replication] = np.bincount(codes, minlength=N_STATES**2)[numbers] / years
    return dict(zip(edges, _rows(edges, counts), strict=True))


def _rows(edges: list[Move], counts: npt.NDArray[np.float64]) -> list[Row]:
    own, other = interval(counts[0]), interval(counts[-1])
    paired = counts.shape[0] > 1
    change = interval(counts[0] - counts[-1]) if paired else (np.full(len(edges), math.nan),) * 3
    return [
        Row(
            metric=f"{source} to {target}",
            scenario=float(own[0][i]),
            scenario_low=float(own[1][i]),
            scenario_high=float(own[2][i]),
            baseline=float(other[0][i]),
            difference=float(change[0][i]),
            difference_low=float(change[1][i]),
            difference_high=float(change[2][i]),
            percent=100 * float(change[0][i]) / float(other[0][i]) if other[0][i] > 0 else math.nan,
            replications=counts.shape[2],
        )
        for i, (source, target) in enumerate(edges)
    ]


def _again(results: Results) -> str:
    command = results.manifest.get("command")
    if not command:
        return ": run it again with events"
    return f": run it again with --events, as in\n  {command}{'' if '--events' in command else ' --events'}"


def _numbers(column: pd.Series, names: tuple[str, ...]) -> Numbers:
    """Return the numbers of a column of names in lower case."""
    words = column.astype("category").cat
    known = {name.lower(): number for number, name in enumerate(names)}
    if strange := [word for word in words.categories if word not in known]:
        raise ResultsError(
            f"the event log names {strange[0].upper()}, which this version of the model does not have: another version "
            "made it; run the scenario again"
        )
    return np.array([known[word] for word in words.categories], np.int64)[words.codes.to_numpy()]
