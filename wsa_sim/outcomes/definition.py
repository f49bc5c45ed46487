"""What a metric is: the states that it counts, and the official rule that it is held against."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["flow", "total", "stock", "mean", "ratio"]
GroupBy = Literal[
    "all", "borough", "borough_of_arrest", "offence", "sentence_length", "age", "ethnicity", "nationality", "record",
    "children", "need", "service",
]  # fmt: skip

OF_WOMEN: tuple[GroupBy, ...] = ("age", "ethnicity", "nationality", "record", "children", "need")
"""Break-downs by who she is on the day; her record is that before the case, where it is one. A woman with several needs
is in several groups of that break-down."""

FIXED: tuple[GroupBy, ...] = ("ethnicity", "nationality")
"""Those that never change, by which stocks can be counted too."""

KEYWORK_POOLS = (0, 1, 2, 3)
CENTRE_POOL = (4,)


@dataclass(frozen=True, kw_only=True)
class Metric:
    """One outcome, and how it is counted from the states that women enter.

    Attributes
    ----------
    name : str
        In snake case, as in every results file.
    title : str
        For people, in tables and figures.
    unit : str
        Unit of the value: ``a year``, ``women``, ``days``, ``share``, ...
    kind : {"flow", "total", "stock", "mean", "ratio"}
        A *flow* is a year's rate of entries into `states`. A *total* is a year's sum of the values logged with them. A
        *stock* is the time-weighted mean number who have entered
        `states` and not yet `leaving`. A *mean* is the mean value logged with entries into `states`. A *ratio* is
        entries into `states` over entries into `denominator`, in the same period; or, if `of_capacity`, the stock over
        the mean number of slots of its pools.
    states : tuple of int
        States counted; of a stock, the states that add one.
    leaving : tuple of int
        Of a stock, the states that take one away.
    denominator : tuple of int
        Of a ratio, the states counted below the line.
    of_capacity : bool
        Of a ratio, that it is a stock over the slots of `pools`.
    pools : tuple of int
        Pools of slots that the metric belongs to (0 to 3 keywork, by service; 4 women's-centre places).
    by : tuple of {"borough", "service"}
        Break-downs beside the total: by borough of residence, by borough of arrest, by who she is, or by service.
    headline : bool
        Whether it is in the table that a run prints.
    definition : str
        What is counted.
    rule : str
        The official counting rule, and how the count here differs from it; empty where nothing is published.
    """

    name: str
    title: str
    unit: str
    kind: Kind
    states: tuple[int, ...]
    leaving: tuple[int, ...] = ()
    denominator: tuple[int, ...] = ()
    of_capacity: bool = False
    pools: tuple[int, ...] = ()
    by: tuple[GroupBy, ...] = ()
    headline: bool = False
    definition: str
    rule: str = ""


def flow(
    name: str,
    title: str,
    states: tuple[int, ...],
    definition: str,
    rule: str = "",
    *,
    kind: Kind = "flow",
    unit: str = "a year",
    headline: bool = False,
    grouped: bool = False,
    at_court: bool = False,
    pools: tuple[int, ...] = (),
) -> Metric:
    """Return a metric that counts how often a year something happens.

    Parameters
    ----------
    name, title, states, definition, rule, kind, unit, headline, pools
        As in `Metric`.
    grouped : bool
        Whether it is broken down by who she is and where she lives, as headline metrics are.
    at_court : bool
        Whether it is broken down by the borough of arrest and the offence besides.
    """
    by: list[GroupBy] = []
    if headline or grouped:
        by += ["borough", *OF_WOMEN]
    if at_court:
        by += ["borough_of_arrest", "offence"]
    if pools:
        by.append("service")
    return Metric(
        name=name, title=title, unit=unit, kind=kind, states=states, definition=definition, rule=rule,
        headline=headline, pools=pools, by=tuple(by),
    )  # fmt: skip
