"""How much evidence there is, and how good: rows by grade and by stage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from wsa_sim.evidence import figures, parameters, targets
from wsa_sim.outcomes import METRICS
from wsa_sim.report.where_used import stages

GRADES: Final[Mapping[str, str]] = {
    "A": "an official statistic or answer, or a programme's own document about itself",
    "B": "an official figure quoted by a reputable source",
    "C": "research, evaluation, or own arithmetic on published figures",
    "D": "an assumption, never cited as a finding",
}
"""What the grades of figures, parameters and targets mean, best first."""


@dataclass(frozen=True)
class Summary:
    """How much evidence there is, in numbers of rows by grade.

    Attributes
    ----------
    by_grade : mapping
        Of `figures`, `parameters` and `targets`.
    figures_by_stage : mapping
        By the stage that the table gives.
    parameters_by_stage : mapping
        By the part of the model in which they act; a parameter that acts in two is counted in both.
    metrics : int
        Number of outcomes.
    """

    by_grade: Mapping[str, Mapping[str, int]]
    figures_by_stage: Mapping[str, Mapping[str, int]]
    parameters_by_stage: Mapping[str, Mapping[str, int]]
    metrics: int


def summary() -> Summary:
    """Count the evidence by grade and by stage."""
    return Summary(
        {
            "figures": _graded(row.grade for row in figures().values()),
            "parameters": _graded(row.grade for row in parameters().values()),
            "targets": _graded(row.grade for row in targets().values()),
        },
        _by_stage((row.stage, row.grade) for row in figures().values()),
        _by_stage((stage, row.grade) for name, row in parameters().items() for stage in stages(name)),
        len(METRICS),
    )


def _graded(grades: Iterable[str]) -> dict[str, int]:
    counted = Counter(grades)
    return {grade: counted[grade] for grade in GRADES}


def _by_stage(rows: Iterable[tuple[str, str]]) -> dict[str, dict[str, int]]:
    found: dict[str, list[str]] = {}
    for stage, grade in rows:
        found.setdefault(stage, []).append(grade)
    return {stage: _graded(found[stage]) for stage in sorted(found)}
