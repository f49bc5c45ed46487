"""The small results that are under version control: run this file to write them again, and read the diff."""

from __future__ import annotations

import os
from pathlib import Path

import pandas as pd

import wsa_sim

COMMITTED = Path(__file__).parent / "small_results.csv"


def small_results() -> pd.DataFrame:
    """Totals of all metrics in two replications of a twentieth of London, both arms."""
    results = wsa_sim.run(
        wsa_sim.load("scenarios/diversion_pan_london.yaml"), replications=2, scale=0.05, jobs=1, engine="compiled"
    )
    summary = results.summary
    kept = summary[(summary["group_by"] == "all") & summary["period"].isin(["2018", "all", "from_policy"])]
    columns = ["metric", "unit", "period", "scenario", "baseline", "difference"]
    return kept[columns].reset_index(drop=True)


if __name__ == "__main__":
    table = small_results()
    temporary = COMMITTED.with_suffix(".tmp")
    table.to_csv(temporary, index=False, lineterminator="\n", encoding="utf-8")
    os.replace(temporary, COMMITTED)
