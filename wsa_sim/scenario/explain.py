"""What pydantic found wrong, as problems with a place in the file and words that a policy analyst uses."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from wsa_sim.scenario.meant import number_meant
from wsa_sim.scenario.problems import Problem, listed, nearest, shown
from wsa_sim.scenario.reading import FLOAT, NO_SPACE, Node, find, plain
from wsa_sim.scenario.wrong_place import unknown_key

Loc = tuple[int | str, ...]

ALLOWED: Mapping[str, str] = {
    "bool_type": "it is true or false",
    "dict_type": "it is a mapping of keys to values",
    "finite_number": "it is a finite number",
    "float_type": "it is a number",
    "greater_than": "it is more than {gt}",
    "greater_than_equal": "it is at least {ge}",
    "int_from_float": "it is a whole number",
    "int_type": "it is a whole number",
    "less_than_equal": "it is at most {le}",
    "literal_error": "it is one of {names}",
    "model_type": "it is a mapping of keys to values",
    "string_too_long": "it has at most {max_length} characters",
    "string_too_short": "it is not empty",
    "string_type": "it is text",
    "too_long": "it has {max_length} values",
    "tuple_type": "it is a list, as in [a, b]",
}
"""What is allowed where pydantic reports an error of this type."""

BEFORE_TYPES: Final = ("date", "boroughs")
"""Errors of this project's about a value of any type; others are about values that have the right one."""

FALLBACK: Final = "it cannot be this; docs/scenarios.md says what it can be"
LISTS: Final[Mapping[str, str]] = {
    "policies": "it is a list, each policy after a dash, as in `- centre_capacity: {places: 240, from: 2019-07-01}`",
    "item": "it is a policy with its settings, as in `centre_capacity: {places: 240, from: 2019-07-01}`",
    "range": "a range is its lowest and its highest value, as in [0.1, 0.5]",
    "evidence": "it is a list of rows of the evidence, as in [own_charge_share]",
}
"""What is allowed in lists of which more can be said."""

ENDLESS: Final[Mapping[str, str]] = dict.fromkeys(("nan", "inf", "infinity"), ", and a finite one")


def explain(error: ValidationError, model: type[BaseModel], tree: Node) -> list[Problem]:
    """Return the problems of a validation error.

    Parameters
    ----------
    error : pydantic.ValidationError
        From validating `tree`.
    model : type
        The model that it was held against.
    tree : Node
        What was validated, with positions.

    Returns
    -------
    list of Problem
        Without those at places about which a problem has been reported already.
    """
    problems = []
    for details in error.errors(include_url=False):
        loc = details["loc"]
        node, _ = find(tree, loc)
        if not node.broken:
            pair = "range" in loc[-2:] and details["type"] in ("missing", "too_long")
            problems.append(_not_a_range(tree, loc) if pair else _problem(details, model, tree, loc))
    return problems


def path_text(loc: Loc) -> str:
    """Return a path as messages write it, as in ``policies[0].police_diversion``."""
    text = ""
    for step in loc:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            text += ("." if text else "") + shown(step)
    return text


def _not_a_range(tree: Node, loc: Loc) -> Problem:
    """Return the problem of a range that has not got two values."""
    path = loc[: len(loc) - loc[::-1].index("range")]
    node, _ = find(tree, path)
    found = f"a list of {len(node.value)}" if isinstance(node.value, list) else shown(plain(node))
    return Problem(node.label, path_text(path), f"found {found}; {LISTS['range']}")


def _problem(details: ErrorDetails, model: type[BaseModel], tree: Node, loc: Loc) -> Problem:
    node, depth = find(tree, loc)
    kind = details["type"]
    context = details.get("ctx", {})
    if kind == "missing":
        wanted = _description(model, loc)
        return Problem(node.label, path_text(loc), "is missing" + (f"; {wanted}" if wanted else ""))
    path = path_text(loc[:depth])
    if kind == "extra_forbidden":
        around = find(tree, loc[:-1])[0].value
        siblings = {key: child.value for key, child in around.items()} if isinstance(around, dict) else {}
        message, meant = unknown_key(str(loc[-1]), list(_keys(model, loc[:-1])), siblings)
        return Problem(node.label, path_text(loc[:-1]), message, meant)
    found = details["input"] if depth == len(loc) else node.value
    place = node.label if isinstance(found, dict | list | tuple) else node.place
    written = _value(found, node)
    if "message" in context:
        prefix = "" if isinstance(found, dict) and kind not in BEFORE_TYPES else f"found {written}; "
        return Problem(place, path, prefix + context["message"], context["suggestion"])
    names = re.findall(r"'([^']*)'", str(context.get("expected", "")))
    limits = {key: f"{limit:g}" if isinstance(limit, float) else limit for key, limit in context.items()}
    allowed_text = ALLOWED.get(kind, FALLBACK).format(**limits, names=listed(names))
    if kind == "too_long" and isinstance(found, str):
        allowed_text = f"it has at most {context['max_length']} characters, and this has {len(found)}"
    elif kind == "tuple_type" and isinstance(found, dict) and all(str(key).startswith("-") for key in found) and found:
        allowed_text = f"the dash before an item of a list needs a space after it, as in `- {next(iter(found))[1:]}:`"
    elif kind == "tuple_type" and loc[-1] in LISTS:
        allowed_text = LISTS[str(loc[-1])]
    elif kind in ("model_type", "dict_type") and isinstance(found, str) and NO_SPACE.fullmatch(found):
        allowed_text = "a colon needs a space after it"
    elif kind == "model_type" and loc[:1] == ("policies",) and len(loc) == 2:
        allowed_text = LISTS["item"]
    elif kind == "model_type" and (keys := list(_keys(model, loc))):
        allowed_text += f"; the keys are {listed(keys)}"
    elif kind in ("float_type", "int_type") and isinstance(found, str):
        allowed_text += ENDLESS.get(found.lower().lstrip("+-."), "")
        allowed_text += ", and this one is too large" if _is_endless(found) else ""
    elif kind == "string_type" and isinstance(found, bool | int | float):
        allowed_text += ", and needs quotes"
    return Problem(place, path, f"found {written}; {allowed_text}", _meant(kind, found, names, node))


def _value(found: object, node: Node) -> str:
    """Return a value as a message shows it, in quotes if it is text that looks like a number or a word of YAML's."""
    text = shown(node.written if node.written and found == node.value else found)
    if isinstance(found, str) and (found in ("true", "false") or (FLOAT.fullmatch(found) and not _is_endless(found))):
        return f'"{text}"'
    return text


def _is_endless(written: str) -> bool:
    """Whether text is a number that is too large for a computer to hold."""
    return FLOAT.fullmatch(written) is not None and math.isinf(float(written))


def _meant(kind: str, found: object, names: list[str], node: Node) -> str:
    """Return the likeliest intended value, or an empty string."""
    if kind == "string_type" and isinstance(found, bool | int | float):
        return f'"{node.written or shown(found)}"'
    if kind in ("int_type", "int_from_float") and isinstance(found, float) and found.is_integer():
        return f"{found:.0f}"
    if not isinstance(found, str):
        return ""
    if kind == "literal_error":
        return nearest(found, names)
    if kind == "bool_type":
        word = found.strip().lower()
        return "true" if word in ("yes", "on", "y", "true") else "false" if word in ("no", "off", "n", "false") else ""
    if kind in ("model_type", "dict_type") and (match := NO_SPACE.fullmatch(found)):
        return shown(f"{match['key']}: {match['value']}")
    if kind in ("float_type", "int_type"):
        return number_meant(found, whole=kind == "int_type")
    return ""


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    """Yield the models in an annotation."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models(argument)


def _model_at(model: type[BaseModel], loc: Loc) -> type[BaseModel] | None:
    """Return the model that a path leads to."""
    found: type[BaseModel] | None = model
    annotation: Any = model
    for step in loc:
        if found is not None and isinstance(step, str):
            fields = {field.alias or name: field for name, field in found.model_fields.items()}
            if step not in fields:
                return None
            annotation = fields[step].annotation
            # the keys of a mapping and the items of a list are a step of their own before the model's fields
            found = None if get_origin(annotation) in (dict, tuple) else next(_models(annotation), None)
        else:
            found = next(_models(annotation), None)
    return found


def _keys(model: type[BaseModel], loc: Loc) -> Iterator[str]:
    found = _model_at(model, loc)
    if found is not None:
        yield from (field.alias or name for name, field in found.model_fields.items())


def _description(model: type[BaseModel], loc: Loc) -> str:
    found = _model_at(model, loc[:-1])
    fields = found.model_fields if found is not None else {}
    return next((field.description or "" for name, field in fields.items() if (field.alias or name) == loc[-1]), "")
