"""Relative rates: how often women of a group pass from one gate of the pathway to the next, against other women."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from wsa_sim.experiments.paired import IMPRECISE, Table, interval


@dataclass(frozen=True)
class Step:
    """A step of the funnel: the rate is of `above` over `below`, in the arm named.

    Attributes
    ----------
    name : str
        What befell her.
    above, below : str
        Metrics: those who pass, and those who could.
    per : str
        One of those who could, in words.
    arm : {"baseline", "scenario"}
        The arm in which it is counted: the scenario, for what only its policy brings.
    """

    name: str
    above: str
    below: str
    per: str
    arm: Literal["baseline", "scenario"] = "baseline"


STEPS = (
    Step("charged", "charges", "arrests", "arrest"),
    Step("convicted", "convictions", "charges", "charge"),
    Step("immediate custody", "immediate_custody", "convictions", "conviction"),
    Step("received", "first_receptions", "arrests", "arrest"),
    Step("recalled", "recalls", "immediate_custody", "sentence of immediate custody"),
    Step("offered diversion", "diversion_offers", "arrests", "arrest", "scenario"),
    Step("diverted", "diversions", "diversion_offers", "offer", "scenario"),
)
"""The funnel, gate by gate."""

NOBODY = "none"
"""Note of a gate that nobody of the group passes."""

RELATIVE_COLUMNS = ("group", "step", "rate", "relative", "relative_low", "relative_high", "note")


def relative_rates(periods: pd.DataFrame, step: Step, arm: str, notes: pd.DataFrame, reference: str) -> pd.DataFrame:
    """Return how often women of each group pass a gate, against a reference group.

    Parameters
    ----------
    periods
        Values by replication of one break-down and one period, groups put together if they are to be; with the
        reference among the groups.
    step
        The gate.
    arm
        Name of the arm in which it is counted.
    notes
        Rows ``metric, group, note`` of the summary of the same groups.
    reference
        The group that others are held against.

    Returns
    -------
    pandas.DataFrame
        Columns `RELATIVE_COLUMNS`, a row a group. `rate` is the mean count above over the mean count below. `relative`
        is the mean over replications of the group's rate over the reference's in the same replication, with its 95%
        interval for chance alone. `note` is that of either count or of the reference's; or ``imprecise``, where the
        interval is of more than `IMPRECISE` of the relative rate to either side; or `NOBODY`, where nobody of a group
        that is not too small passes.
    """
    own = periods[periods["scenario"] == arm]
    above, below = (_by_group(own, metric) for metric in (step.above, step.below))
    groups = list(above.columns)
    rates = _over(above.to_numpy(), below[groups].to_numpy())
    relatives = _over(rates, rates[:, [groups.index(reference)]])
    mean, low, high = interval(relatives.T)
    mean_rate = _over(above.mean().to_numpy(), below[groups].mean().to_numpy())
    marked = {(metric, group): str(note) for metric, group, note in notes.itertuples(index=False, name=None)}
    said: list[str] = []
    for i, group in enumerate(groups):
        found = [marked.get((metric, each), "") for each in (group, reference) for metric in (step.above, step.below)]
        if not above[group].any() and (not found[1] or not below[group].any()):
            said.append(NOBODY)
            continue
        wide = high[i] - mean[i] > IMPRECISE * mean[i]
        said.append(next(filter(None, found), "imprecise" if wide or np.isnan(mean[i]) else ""))
    table = pd.DataFrame(
        {"group": groups, "step": step.name, "rate": mean_rate, "relative": mean, "relative_low": low,
         "relative_high": high, "note": said}
    )  # fmt: skip
    return table[list(RELATIVE_COLUMNS)]


def _by_group(own: pd.DataFrame, metric: str) -> pd.DataFrame:
    """Return the values of a metric: a row a replication, a column a group."""
    rows = own[own["metric"] == metric]
    wide = rows.pivot(index="replication", columns="group", values="value")
    return wide[list(dict.fromkeys(rows["group"]))]


def _over(above: Table, below: Table) -> Table:
    """Divide, where there is something to divide by."""
    return np.divide(above, below, out=np.full(above.shape, np.nan), where=np.broadcast_to(below > 0, above.shape))
