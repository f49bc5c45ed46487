"""What is answered to a question about the evidence: a summary, a trace, a list, or what a run used."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from pydantic_core import to_jsonable_python

from wsa_sim.evidence import Figure
from wsa_sim.outcomes import Metric
from wsa_sim.pathway.states import NAMES
from wsa_sim.report import evidence_counts, provenance, provenance_text, run_values_text
from wsa_sim.report.evidence_search import Kind, known_stages, named, nearest_names, search
from wsa_sim.report.run_values import RunRecord
from wsa_sim.report.where_used import cells_of
from wsa_sim.scenario.problems import listed, nearest

ENTRIES_SHOWN: Final = 12
"""Entries of each kind that a list shows."""

STEPS_SHOWN: Final = 4
"""Steps back of which an outcome's parameters are shown."""

SEPARATOR: Final = "\n\n"

TRACES: Final[Mapping[Kind, Callable[[str], Any]]] = {
    "parameter": provenance.parameter_trace,
    "metric": provenance.metric_trace,
    "borough": provenance.borough_trace,
    "figure": provenance.figure_trace,
}


class QuestionError(ValueError):
    """A question about the evidence that has no answer, with what might be meant."""


def answer(
    words: Sequence[str],
    *,
    within: str | None = None,
    grade: str | None = None,
    stage: str | None = None,
    limit: int | None = None,
    as_json: bool = False,
) -> str:
    """Answer a question about the evidence.

    Parameters
    ----------
    words : sequence of str
        Names (of figures, parameters, outcomes, boroughs), or words to look for; none asks for a summary.
    within : str, optional
        A scenario file, a resolved scenario or a folder of results, of whose values is asked.
    grade, stage : str, optional
        Only entries of this grade, and of this stage; what is asked for is then a list.
    limit : int, optional
        Most entries of each kind that a list shows (12 unless given), and most steps back of an outcome (4).
    as_json : bool
        Whether the answer is JSON; it is then complete.

    Returns
    -------
    str
        Text to print, without a newline at its end.

    Raises
    ------
    QuestionError
        If nothing has the name or holds the words, or there is no such stage; with the nearest names.
    ScenarioError, ResultsError
        If what is given as `within` cannot be read.
    """
    if grade is not None and grade.upper() not in evidence_counts.GRADES:
        raise QuestionError(f"--grade: found {grade}; the grades are {listed(evidence_counts.GRADES)}")
    grade = grade and grade.upper()
    if stage is not None and stage not in known_stages():
        meant = nearest(stage, known_stages())
        hint = f"did you mean {meant}?" if meant else f"the stages are {listed(known_stages(), 60)}"
        raise QuestionError(f"--stage: found {stage}; {hint}")
    run = None if within is None else RunRecord(within)
    if not words and not (grade or stage):
        return _summary(as_json) if run is None else _changes(run, as_json)
    exact = [named(word) for word in words]
    if words and all(exact) and not (grade or stage):
        found = list(dict.fromkeys(item for items in exact for item in items))
        return _traces(found, run, limit, as_json)
    entries = search(words, grade=grade, stage=stage)
    if not entries:
        raise QuestionError(_nothing(words, grade, stage))
    if len(entries) == 1:
        return _traces([(entries[0].kind, entries[0].name.partition(" ")[0])], run, limit, as_json)
    if as_json:
        return _json({"matches": entries})
    return provenance_text.listing(entries, limit or ENTRIES_SHOWN)


def _summary(as_json: bool) -> str:
    found = evidence_counts.summary()
    return (
        _json({"summary": found, "grades": evidence_counts.GRADES}) if as_json else provenance_text.summary_text(found)
    )


def _changes(run: RunRecord, as_json: bool) -> str:
    if not as_json:
        return run_values_text.changes_text(run)
    return _json({"in": run.name, "changed": run.changed(), "policies": run.policy_values(),
                  "made_with_other": run.made_with_other()})  # fmt: skip


def _traces(found: Sequence[tuple[Kind, str]], run: RunRecord | None, limit: int | None, as_json: bool) -> str:
    traced = [(kind, name, TRACES[kind](name)) for kind, name in found]
    if as_json:
        return _json({"found": [_data(kind, name, trace, run) for kind, name, trace in traced]})
    blocks = []
    for kind, name, trace in traced:
        blocks += _run_texts(kind, name, trace, run)
        match kind:
            case "parameter":
                blocks.append(provenance_text.parameter_text(trace))
            case "metric":
                blocks.append(provenance_text.metric_text(trace, limit or STEPS_SHOWN))
            case "borough":
                blocks.append(provenance_text.borough_text(trace))
            case "figure":
                blocks.append(provenance_text.figure_text(trace))
    return SEPARATOR.join(blocks)


def _run_texts(kind: Kind, name: str, trace: Any, run: RunRecord | None) -> list[str]:
    """Return what a run says of a parameter or an outcome."""
    if run is None:
        return []
    if kind == "parameter":
        return [run_values_text.value_text(run.value(cell), run) for cell in cells_of(name)]
    if kind == "metric":
        unit = trace.metric.unit
        return [run_values_text.outcome_text(name, unit, run.outcome(name), trace.influences, run)]
    return [run_values_text.citing_text(name, run)] if kind == "figure" else []


def _data(kind: Kind, name: str, trace: Any, run: RunRecord | None) -> dict[str, Any]:
    data: dict[str, Any] = {"kind": kind, "name": name, "trace": trace}
    if run is not None:
        data["in"] = run.name
        data["made_with_other"] = run.made_with_other()
        if kind == "parameter":
            data["used"] = [run.value(cell) for cell in cells_of(name)]
        if kind == "metric":
            data["results"] = run.outcome(name)
        if kind == "figure":
            data["cited_by"] = run.citing(name)
    return data


def _json(content: Mapping[str, Any]) -> str:
    """Return JSON, with the names of states in place of their numbers."""
    return json.dumps(to_jsonable_python(_named_states(content)), indent=2, ensure_ascii=False, allow_nan=False)


def _named_states(value: Any) -> Any:
    match value:
        case Metric():
            numbered = {"states": value.states, "leaving": value.leaving, "denominator": value.denominator}
            names = {key: [NAMES[state] for state in states] for key, states in numbered.items()}
            return {key: item for key, item in vars(value).items() if key not in numbered} | names
        case Figure():
            return value.model_dump()
        case dict():
            return {key: _named_states(item) for key, item in value.items()}
        case list() | tuple():
            return [_named_states(item) for item in value]
        case _ if hasattr(value, "__dataclass_fields__"):
            return {key: _named_states(item) for key, item in vars(value).items()}
        case _:
            return value


def _nothing(words: Sequence[str], grade: str | None, stage: str | None) -> str:
    filters = [f"{name} {value}" for name, value in (("grade", grade), ("stage", stage)) if value]
    what = f"nothing in the evidence holds {' and '.join(words)}" if words else "there is nothing in the evidence"
    message = what + (f" with {' and '.join(filters)}" if filters else "")
    if file := next((word for word in words if Path(word).exists()), None):
        return f"{message}; to ask what {file} used, write --in {file}"
    near = nearest_names(words)
    return (
        f"{message}; the nearest names are {listed(near)}" if near else f"{message}; `evidence` alone says how to ask"
    )
