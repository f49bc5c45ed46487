"""The page that holds the baseline against published figures: `python -m wsa_sim.report.baseline_page`."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from wsa_sim.evidence import Subgroup, Target, figures, moves, parameters, subgroups, targets
from wsa_sim.experiments import Results, run
from wsa_sim.experiments.paired import interval
from wsa_sim.outcomes import BY_NAME
from wsa_sim.scenario.writing import write_text

PAGE = Path("docs/baseline.md")
"""Where the page is kept, from the top of a checkout."""

SCENARIO = "scenarios/baseline_2018.yaml"
REPLICATIONS = 10
NEAR = 0.10
"""How far beyond its range, relative to the end that is nearer, a number still counts as near."""

OPENING = """# The baseline beside published figures

Made by `python -m wsa_sim.report.baseline_page`: {replications} replications of London as in December 2018, {years}.
*Ours* is the mean with its 95% interval for chance alone. *Published* is a published figure for London, or what was
derived from published figures for want of one, with its range; its
grade is the worst of what it rests on: A official, B official as others quote it, C research or own arithmetic, D an
assumption. Trace any row with `python -m wsa_sim evidence METRIC`. What was set to reach these totals is
[below](#assumptions-that-were-moved): agreement with them is no evidence that the model is right.

*in* is within the published range, *near* within a tenth beyond it, **off** further away.
"""

OFF_WHY = {
    "supervision_population": "the estimate scales a caseload of 2022-23; here supervision runs its full term unless a "
    "new sentence ends it",
    "proven_reoffending_1y": "no disposal but long custody is above its published share: the mix is, with too few "
    "women of whom one conviction is all that is ever heard",
    "proven_reoffending_1y_short_sentence": "women released from short sentences are reconvicted oftener than here: "
    "custody for short terms depends too little on record still",
    "proven_reoffending_1y_long_sentence": "length falls with record by odds that are judged, and a fall as steep as "
    "this asks for was not assumed",
    "sentenced_releases": "those freed at court are counted here, and are not releases from prison",
    "recalls_per_release": "those freed at court are in the denominator here",
    **dict.fromkeys(
        ("immediate_custody.record.none", "immediate_custody_under_6_months.record.none"),
        "the published share is of 2012 and of England and Wales; it sits ill with the rate of reconviction after "
        "short sentences, which asks for long records",
    ),
}
"""Why a number is off, where it is known."""


class Row(NamedTuple):
    """A number of ours beside a published one."""

    key: str
    title: str
    ours: str
    published: str
    verdict: str
    grade: str
    note: str


def verdict(value: float, low: float, high: float) -> str:
    """Return whether a number is ``in`` a range, ``near`` it, or ``off``."""
    if low <= value <= high:
        return "in"
    return "near" if low * (1 - NEAR) <= value <= high * (1 + NEAR) else "off"


def page(results: Results, years: Sequence[int]) -> str:
    """Return the page, in Markdown.

    Parameters
    ----------
    results : Results
        Of the baseline.
    years : sequence of int
        Observed years.
    """
    totals = results.summary[(results.summary["group_by"] == "all")]
    whole = totals[totals["period"] == "all"].set_index("metric")
    rows = [_total(whole, target) for target in targets().values()]
    groups = [_group(results.replications, row) for row in subgroups().values()]
    off = [row for row in (*rows, *groups) if row.verdict == "off"]
    sections = [
        OPENING.format(replications=results.manifest["replications"], years=f"{years[0]} to {years[-1]}"),
        "## Totals\n\n" + _table(("outcome", "ours", "published", "", "grade", "what is published"), rows),
        "## Who they are\n\nShares of the outcome that are of the group.\n\n"
        + _table(("outcome and group", "ours", "published", "", "grade", "what is published"), groups),
        "## What is off, and why\n\n"
        + "\n".join(f"- {row.title}: {OFF_WHY.get(row.key, 'not known')}." for row in off)
        + "\n",
        _drift(totals, years),
        _moved(),
    ]
    return "\n".join(sections)


def write(path: Path = PAGE, replications: int = REPLICATIONS) -> None:
    """Run the baseline and write the page, whole or not at all."""
    from wsa_sim.scenario import load

    scenario = load(SCENARIO)
    results = run(scenario, replications=replications)
    years = range(scenario.run.observe.from_.year, scenario.run.observe.to.year)
    write_text(path, page(results, years))


def _total(whole: pd.DataFrame, target: Target) -> Row:
    value, low, high = (float(whole[column][target.metric]) for column in ("scenario", "scenario_low", "scenario_high"))
    title = BY_NAME[target.metric].title
    return Row(
        target.metric, f"{title} (`{target.metric}`)", _spread(value, low, high),
        _spread(target.value, target.low, target.high),
        verdict(value, target.low, target.high), target.grade, _note(target),
    )  # fmt: skip


def _group(replications: pd.DataFrame, row: Subgroup) -> Row:
    """Return the share of an outcome that is of some groups, over replications."""
    own = replications[replications["metric"] == row.metric]
    every = own[own["group_by"] == "all"].groupby("replication")["value"].sum().sort_index()
    of_groups = own[(own["group_by"] == row.group_by) & own["group"].isin(row.groups)]
    share = of_groups.groupby("replication")["value"].sum().sort_index() / every
    mean, low, high = interval(np.asarray(share, dtype=np.float64)[None, :])
    groups = " or ".join(group.replace("_", " ") for group in row.groups)
    title = BY_NAME[row.metric].title
    return Row(
        f"{row.metric}.{row.group_by}.{row.groups[0]}", f"{title}: {row.group_by} {groups}",
        _spread(mean[0], low[0], high[0]), _spread(row.value, row.low, row.high),
        verdict(mean[0], row.low, row.high), row.grade, _note(row),
    )  # fmt: skip


def _note(row: Target | Subgroup) -> str:
    """Return what is published, with the ids of the figures."""
    ids = ", ".join(f"`{key}`" for key in row.evidence if not figures()[key].id.startswith("own_"))
    return f"{row.period}. {row.note} {ids}".strip()


def _spread(value: float, low: float, high: float) -> str:
    return f"{_number(value)} ({_number(low)} to {_number(high)})"


def _number(value: float) -> str:
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.3f}"


def _table(headings: Iterable[str], rows: Iterable[Row]) -> str:
    headings = tuple(headings)
    lines = [f"| {' | '.join(headings)} |", f"|{' --- |' * len(headings)}"]
    for row in rows:
        said = "**off**" if row.verdict == "off" else row.verdict
        lines.append(f"| {row.title} | {row.ours} | {row.published} | {said} | {row.grade} | {row.note} |")
    return "\n".join(lines) + "\n"


STEADY = (
    "arrests", "convictions", "immediate_custody", "first_receptions", "recalls", "prison_population",
    "prison_population_remand", "prison_population_sentenced", "prison_population_recalled", "licence_population",
    "supervision_population", "order_population",
)  # fmt: skip
"""Series whose course from year to year is shown."""


def _drift(totals: pd.DataFrame, years: Sequence[int]) -> str:
    """Return the table of yearly values, which should not drift."""
    lines = [
        "## Does anything drift?\n",
        "Each year's mean, the last two years over the first two, and the first year over the others. Women known on "
        "the first day of the run have records, sentences and orders already; seven years then pass before the first "
        "that is counted. Women in prison still fall by three or four per cent over the five years. Both arms share "
        "that.\n",
        f"| outcome | {' | '.join(str(year) for year in years)} | last two over first two | first over the others |",
        f"|{' --- |' * (len(years) + 3)}",
    ]
    by_year = totals.set_index(["metric", "period"])["scenario"]
    for metric in STEADY:
        values = [float(by_year[metric, str(year)]) for year in years]
        ratio = sum(values[-2:]) / sum(values[:2])
        first = values[0] * (len(values) - 1) / sum(values[1:])
        lines.append(f"| `{metric}` | {' | '.join(_number(value) for value in values)} | {ratio:.3f} | {first:.3f} |")
    return "\n".join(lines) + "\n"


def _moved() -> str:
    """Return the table of assumptions that were moved, by reason."""
    lines = [
        "## Assumptions that were moved\n",
        "From the values that the model was first set with; each stayed within the range that it had, "
        "unless its reason says that the range was widened. **Bold** ones "
        "are now at an end of it, or within a twentieth of it: the totals ask for more than the range gives. "
        "`python -m wsa_sim evidence PARAMETER` tells the rest.\n",
        "| parameter | before | now | range | why |",
        "| --- | --- | --- | --- | --- |",
    ]
    for name, move in moves().items():
        row = parameters()[name]
        edge = min(row.value - row.low, row.high - row.value) < (row.high - row.low) / 20
        now = f"**{move.after:g}**" if edge else f"{move.after:g}"
        lines.append(f"| `{name}` | {move.before:g} | {now} | {row.low:g} to {row.high:g} | {move.why} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    reader = argparse.ArgumentParser(description="Hold the baseline against published figures.")
    reader.add_argument("--replications", type=int, default=REPLICATIONS)
    write(replications=reader.parse_args().replications)
