"""What no parameter can be, alone or beside another, whatever range a scenario states."""

from __future__ import annotations

import math
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Final

from wsa_sim.evidence import Parameter, cells
from wsa_sim.evidence.axes import AXES_OF

DURATIONS: Final = ("days", "hours", "months")
MOST: Final[Mapping[str, float]] = {
    "days": 36_525.0, "hours": 876_600.0, "months": 1_200.0, "per year": 366.0, "offences a year": 366.0,
    "hazard ratio": 100.0, "odds ratio": 10_000.0, "ratio": 100.0, "log units": 3.0, "keyworkers": 10_000.0,
    "women": 10_000_000.0, "women a year": 10_000_000.0, "places": 10_000.0, "weight": 1e12, "years": 100.0,
    "children": 20.0, "needs": 7.0, "convictions": 1_000.0, "loading": 0.99,
}  # fmt: skip
"""What no parameter can exceed, by its unit: a century, something every day, more women than live in London."""

MORE_THAN: Final[Mapping[str, float]] = {"children": 1.0}
"""What a parameter must exceed, by its unit: mothers have a child at the least, and some have more."""

NO_PLACE: Final = ("arrest_place_weight.no_fixed_abode", "arrest_place_weight.outside_london")
CUSTODY_ODDS: Final = (
    "custody_record_odds", "custody_offence_odds", "custody_remand_odds", "custody_report_odds",
    "custody_mother_odds", "custody_ethnicity_odds",
)  # fmt: skip
ODDS_OF: Final[Mapping[str, tuple[str, ...]]] = {
    "charge_share": ("charge_record_odds",),
    "low_level_share": ("low_level_record_odds",),
    "admission_share": ("admission_odds",),
    "remand_share": (
        "remand_record_odds",
        "remand_offence_odds",
        "remand_low_level_odds",
        "remand_foreign_odds",
        "remand_need_odds",
        "remand_supervised_odds",
        "remand_on_bail_odds",
        "remand_broken_bail_odds",
        "remand_bail_support_odds",
    ),
    "custody_share": CUSTODY_ODDS,
    "custody_low_level_share": CUSTODY_ODDS,
}
"""The odds ratios by which the odds of a share are multiplied."""

MUST_BE_POSITIVE: Final = (
    "first_arrests_per_year", *cells("custody_served_odds"), *cells("longer_term_odds"), "suspended_supervision_months",
)  # fmt: skip


def impossible(value: float, row: Parameter) -> str:
    """Say why no number like this can be the parameter's, or nothing.

    Parameters
    ----------
    value : float
        The number.
    row : Parameter
        What the evidence says of the parameter, with its unit.
    """
    if row.unit == "share" and not 0.0 <= value <= 1.0:
        return f"found {value:g}; a share lies between 0 and 1"
    if value < 0.0:
        return f"found {value:g}; it cannot be negative ({row.unit})"
    if value > MOST.get(row.unit, math.inf):
        return f"found {value:g}; it is at most {MOST[row.unit]:.12g} ({row.unit})"
    if value <= MORE_THAN.get(row.unit, -math.inf):
        return f"found {value:g}; it is more than {MORE_THAN[row.unit]:g} ({row.unit})"
    if value > 0.0 and row.name in NO_PLACE:
        return f"found {value:g}; it is 0, since women are arrested in boroughs"
    if value == 0.0 and (row.name in MUST_BE_POSITIVE or (row.unit in DURATIONS and row.low > 0.0)):
        return f"found 0; it is more than 0 ({row.unit})"
    return ""


def always_and_never(given: Container[str], values: Mapping[str, float]) -> Iterator[tuple[str, str]]:
    """Yield shares of 1 whose odds are multiplied by 0: the one says always, and the other never.

    Parameters
    ----------
    given : container of str
        The parameters that a scenario sets.
    values : mapping of str to float
        Every parameter by dotted name.

    Yields
    ------
    str, str
        The name of a parameter that is set, and what is wrong.
    """
    for share, ratios in ODDS_OF.items():
        certain = [name for name in _cells_of(share) if values[name] == 1.0]
        never = [name for ratio in ratios for name in _cells_of(ratio) if values[name] == 0.0]
        if certain and never:
            name = next(name for name in (*certain, *never) if name in given)
            yield name, f"{certain[0]} is 1 and {never[0]} is 0: always, and never; one of them lies between"


def _cells_of(base: str) -> Sequence[str]:
    return cells(base) if base in AXES_OF else (base,)
