"""Read the evidence tables of a folder, and refuse them with every problem at once if anything in them is wrong."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from math import fsum
from types import MappingProxyType
from typing import Final, TypeVar

from pydantic import BaseModel, ValidationError

from wsa_sim.evidence.axes import AXES, AXES_OF, LONDON_BOROUGHS, SUMS_TO_ONE, cells
from wsa_sim.evidence.models import Borough, Figure, Move, Parameter, Subgroup, Target

TABLES: Final = ("figures.csv", "boroughs.csv", "parameters.csv", "targets.csv", "subgroups.csv", "moves.csv")
SUM_TOLERANCE: Final = 1e-6

Row = TypeVar("Row", bound=BaseModel)


class EvidenceError(ValueError):
    """The evidence tables, or values put in their place, contradict themselves.

    Attributes
    ----------
    problems
        One sentence a problem, each beginning with the file and line, or the parameter, that it is about.
    """

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


@dataclass(frozen=True)
class Evidence:
    """The evidence tables of one folder, checked.

    Attributes
    ----------
    figures, parameters, targets, subgroups, moves
        Rows by id, by dotted name, by metric, by metric and groups, and by parameter, in the order of their files.
    boroughs
        The 33 boroughs in the order of the borough axis.
    digest
        SHA-256 of the tables, whatever their line endings.
    """

    figures: Mapping[str, Figure]
    boroughs: tuple[Borough, ...]
    parameters: Mapping[str, Parameter]
    targets: Mapping[str, Target]
    subgroups: Mapping[str, Subgroup]
    moves: Mapping[str, Move]
    digest: str


def load(folder: Traversable) -> Evidence:
    """Read and check the evidence tables of a folder.

    Parameters
    ----------
    folder
        Folder or package resource that holds the tables (`TABLES`).

    Returns
    -------
    Evidence

    Raises
    ------
    EvidenceError
        With every problem found in any table.
    """
    texts = {name: folder.joinpath(name).read_text(encoding="utf-8") for name in TABLES}
    problems: list[str] = []
    figures, ids = _read(texts, "figures.csv", Figure, "id", problems)
    boroughs, slugs = _read(texts, "boroughs.csv", Borough, "slug", problems, number_rows=True)
    parameters, names = _read(texts, "parameters.csv", Parameter, "name", problems)
    targets, _ = _read(texts, "targets.csv", Target, "metric", problems)
    subgroups, _ = _read(texts, "subgroups.csv", Subgroup, "name", problems)
    moves, _ = _read(texts, "moves.csv", Move, "parameter", problems)

    for name, parameter in parameters.items():
        problems += _citation_problems(f"parameters.csv: {name}", parameter, figures, ids)
    for metric, target in targets.items():
        problems += _citation_problems(f"targets.csv: {metric}", target, figures, ids)
    for name, subgroup in subgroups.items():
        problems += _citation_problems(f"subgroups.csv: {name}", subgroup, figures, ids)
        problems += _group_problems(name, subgroup)
    problems += [f"moves.csv: {problem}" for move in moves.values() for problem in _move_problems(move, parameters)]
    if slugs != LONDON_BOROUGHS:
        problems.append("boroughs.csv: the slugs are not those of the borough axis in its order")
    values = {name: parameter.value for name, parameter in parameters.items()}
    problems += [f"parameters.csv: {problem}" for problem in axis_problems(names) + share_problems(values)]
    if problems:
        raise EvidenceError(problems)

    digest = hashlib.sha256()
    for name in TABLES:
        digest.update(f"{name}\n{texts[name]}\n".encode())
    return Evidence(
        figures=MappingProxyType(figures),
        boroughs=tuple(boroughs.values()),
        parameters=MappingProxyType(parameters),
        targets=MappingProxyType(targets),
        subgroups=MappingProxyType(subgroups),
        moves=MappingProxyType(moves),
        digest=digest.hexdigest(),
    )


def axis_problems(names: Iterable[str]) -> list[str]:
    """Say where cells do not fill the axes of their parameters.

    Parameters
    ----------
    names
        Dotted names of the cells that there are.

    Returns
    -------
    list of str
        One sentence a parameter; empty where all is well.
    """
    found_of: dict[str, set[str]] = {base: set() for base in AXES_OF}
    for name in names:
        found_of.setdefault(name.partition(".")[0], set()).add(name)
    problems = []
    for base, found in found_of.items():
        if missing := [name for name in cells(base) if name not in found]:
            problems.append(f"{base}: no value for {', '.join(missing)}")
        if unknown := sorted(found.difference(cells(base))):
            axes = AXES_OF.get(base, ())
            keys = "; ".join(f"{axis}: {', '.join(AXES[axis])}" for axis in axes) or "it has no axes"
            problems.append(f"{base}: {', '.join(unknown)} is not a cell of it ({keys})")
    return problems


def share_problems(values: Mapping[str, float]) -> list[str]:
    """Say which shares of one whole do not add up to 1.

    Parameters
    ----------
    values
        Value by dotted name; parameters with missing cells are passed over, since `axis_problems` names those.

    Returns
    -------
    list of str
        One sentence a sum; empty where all is well.
    """
    problems = []
    for base in sorted(SUMS_TO_ONE):
        names = cells(base)
        if not all(name in values for name in names):
            continue
        width = len(AXES[AXES_OF[base][-1]])
        for first in range(0, len(names), width):
            whole = names[first : first + width]
            total = fsum(values[name] for name in whole)
            if abs(total - 1.0) > SUM_TOLERANCE:
                problems.append(f"{whole[0].rpartition('.')[0]}: its shares add up to {total:.6g}, not 1")
    return problems


def _read(
    texts: Mapping[str, str],
    file: str,
    model: type[Row],
    key: str,
    problems: list[str],
    *,
    number_rows: bool = False,
) -> tuple[dict[str, Row], tuple[str, ...]]:
    """Read one table into rows by key, and the keys of all its rows; add to `problems` what cannot be read."""
    reader = csv.DictReader(io.StringIO(texts[file], newline=""), restkey="columns beyond the header")
    rows: dict[str, Row] = {}
    keys = []
    for index, cells_by_column in enumerate(reader):
        place = f"{file}, line {reader.line_num}"
        fields: dict[str, object] = {**cells_by_column, "index": index} if number_rows else {**cells_by_column}
        keys.append(cells_by_column.get(key) or "")
        try:
            row = model.model_validate(fields)
        except ValidationError as error:
            problems += [f"{place}, {keys[-1]}: {_sentence(detail)}" for detail in error.errors()]
            continue
        name = getattr(row, key)
        if name in rows:
            problems.append(f"{place}: {name} is there twice")
        rows[name] = row
    return rows, tuple(keys)


def _sentence(detail: Mapping[str, object]) -> str:
    """One problem that pydantic found, with its column where it has one."""
    location = detail["loc"]
    column = ".".join(str(part) for part in location) if isinstance(location, tuple) else ""
    message = str(detail["msg"]).removeprefix("Value error, ")
    return f"{column}: {message}" if column else message


def _group_problems(name: str, row: Subgroup) -> list[str]:
    """Say which groups of a share are not those of its break-down."""
    known = AXES.get(row.group_by, ())
    unknown = [group for group in row.groups if group not in known]
    return [f"subgroups.csv: {name}: {row.group_by} has no {', '.join(unknown)}"] if unknown else []


def _move_problems(move: Move, parameters: Mapping[str, Parameter]) -> list[str]:
    """Say where a move does not end at the parameter's value, or began outside its range."""
    row = parameters.get(move.parameter)
    if row is None:
        return [f"{move.parameter} is not in parameters.csv"]
    problems = []
    if move.after != row.value:
        problems.append(f"{move.parameter} was moved to {move.after:g}, and is {row.value:g}")
    if not row.low <= move.before <= row.high:
        problems.append(f"{move.parameter} began at {move.before:g}, outside {row.low:g} to {row.high:g}")
    return problems


def _citation_problems(
    place: str, row: Parameter | Target | Subgroup, figures: Mapping[str, Figure], ids: Collection[str]
) -> list[str]:
    """Say which ids a row cites that do not exist, and whether its grade is better than what it cites."""
    problems = [f"{place} cites {cited}, which is not in figures.csv" for cited in row.evidence if cited not in ids]
    worst = max((figures[cited].grade for cited in row.evidence if cited in figures), default="A")
    if row.grade < worst:
        problems.append(f"{place} has grade {row.grade}, better than the {worst} of what it cites")
    return problems
