"""What a run used, in words."""

from __future__ import annotations

from collections.abc import Sequence

from wsa_sim.report.evidence_search import amount
from wsa_sim.report.provenance_text import field, figure_blocks, grade_text, hanging, interval, wrapped
from wsa_sim.report.run_values import Outcome, PolicyValue, RunRecord, RunValue
from wsa_sim.report.upstream import Influence

OTHER = {
    "evidence": "The results were made with another version of the evidence: values, grades and reasons are the run's "
    "own; figures and targets are those of this package.",
    "model": "The results were made with another version of the model's code: where parameters act is as in this one.",
}
"""What to know of results that were made with another version of something."""


def changes_text(run: RunRecord) -> str:
    """Return the parameters of a run that are not as in the package, and what its policies put in their place."""
    changed, policies = run.changed(), run.policy_values()
    lines = hanging(f"{run.name}: ", f"{run.scenario.title}", step=2)
    lines += _made_with_other(run)
    count = len(run.scenario.values)
    lines += [""]
    if changed:
        lines.append(f"{len(changed)} of {count} parameters are not as in the package")
    else:
        lines.append(f"All {count} parameters are as in the package")
    for value in changed:
        lines += [f"  {value.name}", *_used(value, indent=4), *field("origin", value.origin, 4)]
    if policies:
        lines += ["", "Numbers that policies put in their place, or have of their own"]
    for put in policies:
        lines += [f"  {put.parameter or 'no parameter: the policy has it of its own'}", *_policy(put, indent=4)]
    return "\n".join(lines)


def value_text(value: RunValue, run: RunRecord) -> str:
    """Return a parameter as a run used it, with what it rests on there."""
    lines = [f"{value.name} in {run.name}"]
    lines += _used(value)
    lines += field("origin", value.origin)
    lines += field("grade", grade_text(value.grade))
    lines += field("why", value.why)
    for put in value.policies:
        lines += ["  a policy puts in its place", *_policy(put, indent=4)]
    if value.differs:
        lines += ["", *figure_blocks("There it rests on", value.figures)]
    return "\n".join(lines + _made_with_other(run))


def outcome_text(
    metric: str, unit: str, found: Sequence[Outcome], influences: Sequence[Influence], run: RunRecord
) -> str:
    """Return what a run says of an outcome, and which of the parameters that it changes decide it."""
    lines = [f"{metric} in {run.name}"]
    if not found:
        lines += wrapped("There are no results beside it: --in takes a folder of results.", "  ", "  ")
    else:
        count = found[0].replications
        means = f"means of {count} replications, and 95% intervals for chance alone" if count > 1 else "one replication"
        lines.append(f"  {unit}; {means}")
        lines.append(f"  {'period':12}{'scenario':>12}{'baseline':>12}{'difference':>12}")
    for row in found:
        numbers = "".join(f"{_number(number):>12}" for number in (row.scenario, row.baseline, row.difference))
        chance = "" if row.low is None or row.high is None else f"   {_number(row.low)} to {_number(row.high)}"
        lines.append(f"  {row.period:12}{numbers}{chance}")
    back = {name: influence.steps for influence in influences for name in influence.parameters}
    changed = {value.name: f"{value.value:,.12g}, {value.package:,.12g} in the package" for value in run.changed()}
    for put in run.policy_values():
        changed[put.parameter or put.policy] = f"{put.value:,.12g} from {put.from_}, by {put.policy}"
    lines += ["", "Decided by these of the values that the run changes" if changed else "The run changes no parameter."]
    for name, change in changed.items():
        key = name if name in back else name.partition(".")[0]
        where = "by policy" if key not in back else "in the plan" if back[key] is None else f"{back[key]} back"
        lines += hanging(f"  {where:13}", f"{name} = {change}", step=15)
    return "\n".join(lines + _made_with_other(run))


def citing_text(figure: str, run: RunRecord) -> str:
    """Return what rests on a figure in a run."""
    names = run.citing(figure)
    return "\n".join(hanging(f"In {run.name} ", f"it is cited by {', '.join(names) or 'nothing'}", step=2))


def _made_with_other(run: RunRecord) -> list[str]:
    return [line for other in run.made_with_other() for line in ("", *wrapped(OTHER[other]))]


def _used(value: RunValue, indent: int = 2) -> list[str]:
    lines = field("value", f"{amount(value.value, value.unit)}, range {interval(value.low, value.high)}", indent)
    if value.value != value.package:
        lines += field("package", amount(value.package, value.unit), indent)
    elif value.differs:
        lines += field("package", "the same value, with another range, grade, reason or evidence", indent)
    else:
        lines += field("package", "the same", indent)
    if value.baseline is not None and value.baseline != value.value:
        lines += field("baseline", amount(value.baseline, value.unit), indent)
    return lines


def _policy(put: PolicyValue, indent: int) -> list[str]:
    period = f"from {put.from_}" + (f" to {put.to}, which is not in it" if put.to else " on")
    lines = field("value", f"{put.value:,.12g} {period}", indent)
    lines += field("policy", put.policy, indent)
    if put.grade:
        lines += field("grade", grade_text(put.grade), indent)
    if put.why:
        lines += field("why", put.why, indent)
    return lines + (field("evidence", ", ".join(put.evidence), indent) if put.evidence else [])


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:,.4g}" if abs(value) < 1000 else f"{value:,.0f}"
