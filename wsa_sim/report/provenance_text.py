"""Traces in words, for a terminal or a pipe: no colour, and no line longer than `WIDTH` but for an address."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator, Mapping, Sequence

from wsa_sim.evidence import Borough, Figure, Parameter, Target
from wsa_sim.report.evidence_counts import GRADES, Summary
from wsa_sim.report.evidence_search import KINDS, Entry, amount
from wsa_sim.report.provenance import Act, BoroughTrace, FigureTrace, MetricTrace, ParameterTrace
from wsa_sim.report.upstream import Influence

WIDTH = 100
"""Most columns of a line."""

LABEL = 12
"""Columns that the labels of a block take."""

REASONS = 8
"""Cells of one parameter whose reasons are given; of more, the first few."""

HOW_TO_ASK = (
    ("evidence charge_share", "a parameter: its reason, its figures, and where it acts in the model"),
    ("evidence first_receptions", "an outcome: its counting rule, its target, and the parameters that decide it"),
    ("evidence recall_women_ew_ye_sep2018", "a figure: its source, and what cites it"),
    ("evidence pre-sentence report", "words: everything that holds them all"),
    ("evidence --grade A --stage court", "a list, by grade and stage"),
    ("evidence --in results/my_scenario", "what a run used that is not as in the package"),
    ("evidence recalls --in results/my_scenario", "a number of a run, and what decides it"),
)


def summary_text(found: Summary) -> str:
    """Return the summary: how much evidence there is, and how to ask for it."""
    counts = {name: sum(grades.values()) for name, grades in found.by_grade.items()}
    head = (
        f"{counts['figures']} figures, {counts['parameters']} parameters drawn from them, {found.metrics} outcomes, "
        f"of which {counts['targets']} have a target"
    )
    lines = [*wrapped(head), "", *_grade_table("", found.by_grade), ""]
    lines += [*_grade_table("figures by stage", found.figures_by_stage), ""]
    lines += [*_grade_table("parameters by stage", found.parameters_by_stage), ""]
    lines += wrapped("stage of a parameter: the part of the model in which it acts, and both if it acts in two")
    lines += [
        "",
        "Grades",
        *(f"  {grade}  {meaning}" for grade, meaning in GRADES.items()),
        "",
        "To ask, after python -m wsa_sim",
    ]
    widest = max(len(command) for command, _ in HOW_TO_ASK)
    for command, meaning in HOW_TO_ASK:
        lines += hanging(f"  {command:{widest}}  ", meaning)
    return "\n".join(lines)


def parameter_text(trace: ParameterTrace) -> str:
    """Return a parameter in words."""
    lines = [f"{trace.name}: parameter"]
    if len(trace.cells) == 1:
        [row] = trace.cells
        lines += field("value", f"{amount(row.value, row.unit)}, range {interval(row.low, row.high)}")
        lines += field("grade", grade_text(row.grade))
        lines += field("why", row.why)
        lines += field("row", trace.rows[row.name])
    else:
        lines += field("axes", ", ".join(trace.axes))
        lines += field("grades", ", ".join(f"{g}: {GRADES[g]}" for g in sorted({row.grade for row in trace.cells})))
        lines += ["", *_cells(trace.cells), ""]
        lines += _reasons(trace.cells)
        lines += field("rows", _rows(list(trace.rows.values())))
    lines += ["", *figure_blocks("Rests on", trace.figures), "", *_acts(trace.acts)]
    return "\n".join(lines)


def figure_text(trace: FigureTrace) -> str:
    """Return a figure in words."""
    lines = [f"{trace.figure.id}: figure", *_figure_fields(trace.figure), *field("row", trace.row), ""]
    if not trace.parameters and not trace.targets:
        return "\n".join([*lines, "No parameter and no target cites it."])
    for found in trace.parameters:
        units, grades = found.cells[0].unit, "".join(sorted({row.grade for row in found.cells}))
        values = ", ".join(f"{row.value:,.12g}" for row in found.cells[:REASONS])
        more = f" and {len(found.cells) - REASONS} more" if len(found.cells) > REASONS else ""
        lines += hanging("Cited by ", f"{found.name} = {values}{more} {units} [{grades}]", step=2)
        lines += [*_acts(found.acts, indent=2), ""]
    for target in trace.targets:
        lines += hanging("Cited by ", f"the target of {target.metric}: {_target(target)}", step=2)
    return "\n".join(lines).rstrip()


def metric_text(trace: MetricTrace, limit: int) -> str:
    """Return an outcome in words, with the parameters of up to `limit` steps back."""
    metric = trace.metric
    lines = [f"{metric.name}: outcome ({metric.kind})", *field("title", metric.title), *field("unit", metric.unit)]
    lines += field("definition", metric.definition)
    lines += field("rule", metric.rule or "nothing is published that it could be held against")
    lines += ["", "States"]
    for entry in trace.entries:
        lines += hanging(f"  {entry.state}: ", f"{entry.counted}; {entry.function}(), {entry.place}", step=4)
        lines += (
            hanging("    entered after ", ", ".join(f"{name}()" for name in entry.led_to_by), step=4)
            if (entry.led_to_by)
            else []
        )
    lines += ["", *_influences(trace.influences, limit), ""]
    if trace.target is None:
        return "\n".join([*lines, "Target: none; the baseline is held against no published total of this."])
    lines += hanging("Target: ", _target(trace.target), step=2)
    lines += [*field("note", trace.target.note), *field("row", trace.target_row), ""]
    return "\n".join([*lines, *figure_blocks("The target rests on", trace.figures)])


def borough_text(trace: BoroughTrace) -> str:
    """Return a borough in words."""
    row: Borough = trace.borough
    lines = [f"{row.slug}: borough ({row.name}, {row.ons_code})"]
    lines += field("women", f"{row.adult_women:,} of 18 and over, by whom first arrests are shared out")
    lines += field("grade", grade_text(row.grade))
    lines += field("source", row.source)
    lines += field("police", f"command unit {row.command_unit}")
    lines += field("services", ", ".join(trace.services) or "none in October 2018")
    return "\n".join([*lines, *field("row", trace.row), *field("cells", ", ".join(trace.cells))])


def listing(found: Sequence[Entry], limit: int) -> str:
    """Return entries as a list by kind, up to `limit` of each."""
    lines: list[str] = []
    for kind in KINDS:
        group = [entry for entry in found if entry.kind == kind]
        if not group:
            continue
        lines += ["", f"{len(group)} {kind if len(group) == 1 else f'{kind}s'}"]
        for entry in group[:limit]:
            grade = f" [{entry.grade}]" if entry.grade else ""
            value = (f"target {entry.value}" if kind == "metric" else entry.value) if entry.value else ""
            lines.append(f"  {entry.name}  {value}{grade}".rstrip())
            lines.append("      " + textwrap.shorten(entry.subject, width() - 6, placeholder=" ..."))
        if len(group) > limit:
            lines.append(f"  and {len(group) - limit} more: --limit {len(group)} shows all")
    return "\n".join(lines[1:])


def width() -> int:
    """Columns of a line: those of the terminal, and no more than `WIDTH`."""
    return max(60, min(WIDTH, shutil.get_terminal_size((WIDTH, 24)).columns))


def _acts(acts: Sequence[Act], indent: int = 0) -> list[str]:
    pad = " " * indent
    lines = [f"{pad}Acts in"]
    for act in acts:
        way = f"{act.function}()" + "".join(f", by {name}()" for name in act.through)
        lines += hanging(f"{pad}  ", f"{', '.join(act.when)}: {way}, {act.place}", step=indent + 4)
        if act.says and not indent:
            lines += hanging("    ", act.says, step=4)
    return lines


def _influences(found: Sequence[Influence], limit: int) -> list[str]:
    lines = wrapped(
        "Decided by these parameters, nearest first. A step is a function back on the way to the state; it says how "
        "directly a parameter acts, not how strongly."
    )
    near = [influence for influence in found if influence.steps is not None]
    planned = [influence for influence in found if influence.steps is None]
    for influence in (*near[:limit], *planned):
        label = "  plan     " if influence.steps is None else f"  {influence.steps:2} back  "
        lines += hanging(label, ", ".join(influence.parameters))
        lines += hanging(" " * len(label), f"in {', '.join(f'{name}()' for name in influence.functions)}")
    if len(near) > limit:
        lines.append(f"  and {len(near) - limit} steps further back: --limit {len(near)} shows all")
    return lines


def figure_blocks(heading: str, figures: Sequence[Figure]) -> list[str]:
    """Return lines with the full citation of each figure, under a heading that says how many there are."""
    if not figures:
        return [f"{heading} no figure."]
    lines = [f"{heading} {len(figures)} {'figure' if len(figures) == 1 else 'figures'}"]
    for figure in figures:
        lines += [f"  {figure.id}", *_figure_fields(figure, indent=4)]
    return lines


def _figure_fields(figure: Figure, indent: int = 2) -> list[str]:
    value = amount(figure.value, figure.unit) or "none: an assumption about a whole table"
    if figure.low is not None and figure.high is not None:
        value += f", interval {interval(figure.low, figure.high)}"
    year = str(figure.year_published) if figure.year_published else ""
    fields = {
        "quantity": figure.quantity,
        "value": value,
        "population": figure.population,
        "period": figure.period,
        "source": figure.source,
        "published": ", ".join(part for part in (figure.publisher, year) if part),
        "locator": figure.locator,
        "url": figure.url,
        "grade": grade_text(figure.grade),
        "note": figure.note,
    }
    return [line for label, text in fields.items() if text for line in field(label, text, indent)]


def _cells(rows: Sequence[Parameter]) -> Iterator[str]:
    widest = max(len(row.name) for row in rows)
    number = max(len(f"{row.value:,.12g}") for row in rows)
    yield f"  {'':{widest}}  {rows[0].unit}, range, grade"
    for row in rows:
        yield f"  {row.name:{widest}}  {row.value:>{number},.12g}   {interval(row.low, row.high)}   {row.grade}"


def _reasons(rows: Sequence[Parameter]) -> list[str]:
    reasons: dict[str, list[str]] = {}
    for row in rows:
        reasons.setdefault(row.why, []).append(row.name.partition(".")[2])
    if len(reasons) == 1:
        return field("why", rows[0].why)
    lines = []
    for why, keys in list(reasons.items())[:REASONS]:
        lines += hanging("  why ", f"{', '.join(keys)}: {why}", step=6)
    if len(reasons) > REASONS:
        lines.append(f"  and {len(reasons) - REASONS} more reasons: name a cell for its own")
    return lines


def _rows(places: Sequence[str]) -> str:
    """Write places in one file: the first line and the last where they follow each other, else each."""
    file = places[0].rpartition(":")[0]
    lines = [int(place.rpartition(":")[2]) for place in places]
    follow = lines == list(range(lines[0], lines[0] + len(lines)))
    return f"{file}:{lines[0]} to {lines[-1]}" if follow else f"{file}:{', '.join(map(str, lines))}"


def _target(target: Target) -> str:
    value = amount(target.value, target.unit)
    return f"{value}, range {interval(target.low, target.high)}, {target.period} [{target.grade}]"


def _grade_table(heading: str, rows: Mapping[str, Mapping[str, int]]) -> Iterator[str]:
    widest = max(len(heading), *(len(name) for name in rows))
    yield f"{heading:{widest}}  {''.join(f'{grade:>6}' for grade in GRADES)}{'all':>7}"
    for name, grades in rows.items():
        yield f"{name:{widest}}  {''.join(f'{grades[grade]:6}' for grade in GRADES)}{sum(grades.values()):7}"


def grade_text(grade: str) -> str:
    """Return a grade with its meaning."""
    return f"{grade}, {GRADES[grade]}"


def interval(low: float, high: float) -> str:
    """Write the ends of a range."""
    return f"{low:,.12g} to {high:,.12g}"


def field(label: str, text: str, indent: int = 2) -> list[str]:
    """Return the lines of a labelled text."""
    return hanging(f"{' ' * indent}{label:{LABEL}}", text)


def hanging(first: str, text: str, step: int | None = None) -> list[str]:
    """Return the lines of a text after its first words; later lines are set in by as much, or by `step`."""
    later = " " * (len(first) if step is None else step)
    return wrapped(text, first, later)


def wrapped(text: str, first: str = "", later: str = "") -> list[str]:
    """Return the lines of a text."""
    return textwrap.wrap(
        text,
        width(),
        initial_indent=first,
        subsequent_indent=later,
        break_long_words=False,
        break_on_hyphens=False,
    )
