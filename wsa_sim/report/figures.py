"""Figures of a run that can be read on their own: receptions and recalls, the prison population, the pathway."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pandas as pd
import seaborn as sns
from matplotlib.dates import DateFormatter, YearLocator
from matplotlib.figure import Figure
from matplotlib.ticker import StrMethodFormatter

from wsa_sim.experiments.paired import interval
from wsa_sim.report.canvas import BASELINE, INK, SCENARIO, UNDER, arms, dotted, dress, mark_policy, save, sheet, styled
from wsa_sim.report.headline import answers
from wsa_sim.report.pathway_map import pathway_map
from wsa_sim.report.reading import Reading
from wsa_sim.report.rows import level, rows, signed

CUSTODY = {
    "prison_population": "All",
    "prison_population_remand": "On remand",
    "prison_population_sentenced": "Under sentence",
    "prison_population_recalled": "On recall",
}
"""Stocks of the population figure, and what it calls them."""

ALONE = (("#222222", "-"), ("#B34700", (0, (1, 1.2))), ("#0072B2", (0, (5, 1.5))), ("#8A4C7D", (0, (5, 1.5, 1, 1.5))))
"""Colour and dashes of each of these where there is one arm only."""

_THOUSANDS = StrMethodFormatter("{x:,.0f}")


def draw(summary: pd.DataFrame, monthly: pd.DataFrame, reading: Reading, folder: Path) -> list[Path]:
    """Draw every figure of a run.

    Parameters
    ----------
    summary, monthly
        Tables of the run, with the columns of `summary.csv` and `monthly.parquet`.
    reading
        The circumstances that the figures state.
    folder
        Where the files go; made if it is not there.

    Returns
    -------
    list of Path
        The files written, a PNG and an SVG of each figure.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with styled():
        drawn = {
            "receptions_and_recalls": receptions_and_recalls(summary, reading),
            "prison_population": prison_population(monthly, reading),
            "pathway": pathway_map(summary, reading),
        }
    return [path for name, figure in drawn.items() for path in save(figure, folder, name)]


def receptions_and_recalls(summary: pd.DataFrame, reading: Reading) -> Figure:
    """Draw first receptions and recalls by year in both arms and, below, their paired difference."""
    paired = reading.baseline is not None
    figure = sheet(12, 8.6 if paired else 5.1)
    height = figure.get_size_inches()[1]
    top_inches = 1.85 if paired else 1.2
    grid = figure.add_gridspec(
        2 if paired else 1, 2, left=0.055, right=0.835, top=1 - top_inches / height, bottom=1.5 / height,
        hspace=0.38, wspace=0.69, height_ratios=[1, 1.15] if paired else [1],
    )  # fmt: skip
    titles = {"first_receptions": "First receptions into prison", "recalls": "Recalls (decisions)"}
    said = dict(zip(titles, answers(rows(summary, reading.period, titles)) if paired else [""] * 2, strict=True))
    for column, (metric, title) in enumerate(titles.items()):
        years = _by_year(summary, metric)
        top = figure.add_subplot(grid[0, column])
        top.set_title(f"{title}, women a year")
        _levels(top, years, reading)
        if paired:
            bottom = figure.add_subplot(grid[1, column], sharex=top)
            bottom.set_title("Difference, women a year (below 0: fewer)")
            _differences(bottom, years)
            _mark_policy_year(bottom, reading, label=False)
    dress(
        figure,
        "Women received into prison, and women recalled",
        arms(reading) + ("\n" + "\n".join(said.values()) if paired else ""),
        reading,
        "Differences are paired: the same women, with the same luck, in both arms." + dotted(reading) if paired else "",
    )
    return figure


def prison_population(monthly: pd.DataFrame, reading: Reading) -> Figure:
    """Draw the number of women in prison by month and custody type in both arms and, beside it, the difference."""
    paired = reading.baseline_name is not None
    figure = sheet(12, 8)
    grid = figure.add_gridspec(
        len(CUSTODY), 2 if paired else 1, left=0.055, right=0.97 if paired else 0.84,
        top=0.825 if paired else 0.85, bottom=0.19, hspace=0.5, wspace=0.61, width_ratios=[1.45, 1] if paired else [1],
    )  # fmt: skip
    totals = monthly[monthly["group_by"] == "all"]
    levels = figure.add_subplot(grid[:, 0])
    levels.set_title("Women in prison")
    ends = {}
    for place, (metric, title) in enumerate(CUSTODY.items()):
        values = totals[totals["metric"] == metric]
        arms_values = {arm: _wide(values, arm) for arm in (reading.name, reading.baseline_name) if arm is not None}
        colour, dashes = (SCENARIO, "-") if paired else ALONE[place]
        if paired:
            _line(levels, arms_values[str(reading.baseline_name)], UNDER, linewidth=3.2)
        _band(levels, arms_values[reading.name], colour, 0.09, dashes)
        last = {arm: table.iloc[-12:].to_numpy().mean() for arm, table in arms_values.items()}
        ends[metric] = (last[reading.name], _end_words(title, last, reading), colour)
        if paired:
            side = figure.add_subplot(grid[place, 1])
            side.set_title(f"Difference: {title.lower()}", size=10)
            side.axhline(0, color=INK, linewidth=1)
            _band(side, arms_values[reading.name] - arms_values[str(reading.baseline_name)], SCENARIO, 0.18, "-")
            _widen(side, 0.5)
            _finish(side)
            side.tick_params(labelbottom=place == len(CUSTODY) - 1)
            mark_policy(side, reading, pd.Timestamp, label=False)
    levels.set_ylim(0, levels.get_ylim()[1] * 1.1)
    levels.yaxis.set_major_formatter(_THOUSANDS)
    _finish(levels)
    _label_ends(levels, list(ends.values()))
    mark_policy(levels, reading, pd.Timestamp, label=True)
    if paired:
        levels.annotate(
            "blue: scenario, grey: baseline", (1, 1), xycoords="axes fraction", xytext=(0, 10),
            textcoords="offset points", ha="right", size=9, color=BASELINE,
        )  # fmt: skip
    dress(
        figure,
        "Women in prison month by month, by what holds them",
        arms(reading),
        reading,
        "Monthly means; bands are intervals" + (" of the scenario" if paired else "") + ". "
        "Numbers at the ends of lines are means over the last twelve months."
        + (" Differences are paired: below 0, fewer women in prison than in the baseline." if paired else "")
        + dotted(reading),
    )
    return figure


def _by_year(summary: pd.DataFrame, metric: str) -> pd.DataFrame:
    period = summary["period"].astype(str)
    years = summary[(summary["metric"] == metric) & (summary["group_by"] == "all") & period.str.fullmatch(r"\d{4}")]
    return years.assign(year=years["period"].astype(int)).sort_values("year")


def _levels(axes: Any, years: pd.DataFrame, reading: Reading) -> None:
    ends = []
    drawn = [("scenario", SCENARIO, 0.0)]
    if reading.baseline is not None:
        drawn = [("scenario", SCENARIO, 0.06), ("baseline", BASELINE, -0.06)]
    for arm, colour, aside in drawn:
        x = years["year"] + aside
        sns.lineplot(x=x, y=years[arm], color=colour, marker="o", markersize=7, linewidth=1.6, ax=axes, errorbar=None)
        axes.vlines(x, years[f"{arm}_low"], years[f"{arm}_high"], color=colour, linewidth=2.2)
        last = float(years[arm].iloc[-1])
        words = f"{level(last)} in {years['year'].iloc[-1]}"
        ends.append((last, words if reading.baseline is None else f"{arm} {words}", colour))
    axes.set(xlabel="", ylabel="", xticks=years["year"], xlim=(years["year"].min() - 0.4, years["year"].max() + 0.14))
    axes.set_ylim(0, max(axes.get_ylim()[1], 1) * 1.22)
    axes.xaxis.grid(visible=False)
    _label_ends(axes, ends)
    _mark_policy_year(axes, reading, label=True)
    axes.yaxis.set_major_formatter(_THOUSANDS)
    sns.despine(ax=axes, left=True)


def _differences(axes: Any, years: pd.DataFrame) -> None:
    axes.axhline(0, color=INK, linewidth=1)
    axes.vlines(years["year"], years["difference_low"], years["difference_high"], color=SCENARIO, linewidth=2.2)
    axes.scatter(years["year"], years["difference"], color=SCENARIO, s=48, zorder=3)
    for year, difference in zip(years["year"], years["difference"], strict=True):
        axes.annotate(
            signed(difference, 1 if abs(difference) < 100 else 0),
            (year, difference), xytext=(8, 0), textcoords="offset points", va="center", size=9, color=SCENARIO,
            bbox={"boxstyle": "square,pad=0.1", "facecolor": "white", "edgecolor": "none"},
        )  # fmt: skip
    _widen(axes, 1.0)
    axes.set(xlabel="", ylabel="")
    axes.xaxis.grid(visible=False)
    sns.despine(ax=axes, left=True)


def _mark_policy_year(axes: Any, reading: Reading, *, label: bool) -> None:
    def where(day: datetime.date) -> float:
        # a year's count is drawn at the year's middle, so that 1 January lies half a step before it
        return day.year - 0.5 + (day.timetuple().tm_yday - 1) / 365.25

    mark_policy(axes, reading, where, label=label)


def _widen(axes: Any, least: float) -> None:
    """Leave room above and below differences, and show at least so much either side of nought."""
    low, high = axes.get_ylim()
    reach = high - low
    axes.set_ylim(min(low - 0.12 * reach, -least), max(high + 0.12 * reach, least))


def _label_ends(axes: Any, ends: list[tuple[float, str, str]]) -> None:
    """Write each line's words (height, words, colour) at its right-hand end, moved apart where they would overlap."""
    low, high = axes.get_ylim()
    inches = axes.get_position().height * axes.figure.get_size_inches()[1]
    room = (0.19 * (max(words.count("\n") for _, words, _ in ends) + 1) + 0.04) * (high - low) / inches
    ordered = sorted(ends)
    for middle, (_, words, colour) in zip(
        _apart([height for height, _, _ in ordered], room, low), ordered, strict=True
    ):
        axes.annotate(
            words, (1, middle), xycoords=("axes fraction", "data"), xytext=(6, 0), textcoords="offset points",
            va="center", size=9, color=colour, weight="bold", annotation_clip=False,
        )  # fmt: skip


def _apart(heights: list[float], room: float, floor: float) -> list[float]:
    """Return rising heights moved as little as keeps them `room` apart, the lowest half of that above a floor."""
    groups: list[list[float]] = []
    for height in heights:
        groups.append([height])
        while len(groups) > 1 and _foot(groups[-1], room, floor) < _foot(groups[-2], room, floor) + room * len(
            groups[-2]
        ):
            groups[-2:] = [groups[-2] + groups[-1]]
    return [_foot(group, room, floor) + room * (place + 0.5) for group in groups for place in range(len(group))]


def _foot(group: list[float], room: float, floor: float) -> float:
    """Return the lower edge of labels stacked about the mean of their heights."""
    return max(sum(group) / len(group) - room * len(group) / 2, floor)


def _wide(values: pd.DataFrame, arm: str) -> pd.DataFrame:
    """Return a stock of one arm as months by replications."""
    return values[values["scenario"] == arm].pivot(index="month", columns="replication", values="value")


def _line(axes: Any, table: pd.DataFrame, colour: str, **line: Any) -> pd.DatetimeIndex:
    """Draw the mean over replications month by month; return the months' middles."""
    middle = pd.to_datetime(table.index) + pd.Timedelta(days=15)
    sns.lineplot(x=middle, y=interval(table.to_numpy())[0], color=colour, ax=axes, errorbar=None, **line)
    axes.set_xlim(table.index[0], middle[-1])
    return middle


def _band(axes: Any, table: pd.DataFrame, colour: str, shade: float, dashes: Any) -> None:
    """Draw the mean over replications month by month, with the 95% t-interval of the mean."""
    middle = _line(axes, table, colour, linewidth=1.8, linestyle=dashes)
    _, low, high = interval(table.to_numpy())
    axes.fill_between(middle, low, high, color=colour, alpha=shade, linewidth=0)


def _finish(axes: Any) -> None:
    axes.set(xlabel="", ylabel="")
    axes.xaxis.set_major_locator(YearLocator())
    axes.xaxis.set_major_formatter(DateFormatter("%Y"))
    axes.xaxis.grid(visible=False)
    sns.despine(ax=axes, left=True)


def _end_words(title: str, last: dict[str, float], reading: Reading) -> str:
    if reading.baseline_name is None:
        return f"{title}: {level(last[reading.name])}"
    return f"{title}: {level(last[reading.name])}\n(baseline {level(last[reading.baseline_name])})"
