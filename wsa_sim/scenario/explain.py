"""What pydantic found wrong, as problems with a place in the file and words that a policy analyst uses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from wsa_sim.scenario.problems import Problem, listed, nearest, shown
from wsa_sim.scenario.reading import FLOAT, Node, find

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
        node, depth = find(tree, loc)
        if not node.broken:
            problems.append(_problem(details, model, node, loc, depth))
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


def _problem(details: ErrorDetails, model: type[BaseModel], node: Node, loc: Loc, depth: int) -> Problem:
    kind = details["type"]
    context = details.get("ctx", {})
    if kind == "missing":
        wanted = _description(model, loc)
        return Problem(node.label, path_text(loc), "is missing" + (f"; {wanted}" if wanted else ""))
    path = path_text(loc[:depth])
    if kind == "extra_forbidden":
        allowed = list(_keys(model, loc[:-1]))
        message = f"there is no key {shown(loc[-1])} here; the keys are {listed(allowed, 20)}"
        return Problem(node.label, path_text(loc[:-1]), message, nearest(str(loc[-1]), allowed))
    found = details["input"] if depth == len(loc) else node.value
    place = node.label if isinstance(found, dict | list | tuple) else node.place
    if "message" in context:
        prefix = "" if isinstance(found, dict) else f"found {_value(found)}; "
        return Problem(place, path, prefix + context["message"], context["suggestion"])
    names = re.findall(r"'([^']*)'", str(context.get("expected", "")))
    limits = {key: f"{limit:g}" if isinstance(limit, float) else limit for key, limit in context.items()}
    allowed_text = ALLOWED.get(kind, "{msg}").format(**limits, names=listed(names), msg=details["msg"])
    if kind == "string_type" and isinstance(found, bool | int | float):
        allowed_text += ", and needs quotes"
    return Problem(place, path, f"found {_value(found)}; {allowed_text}", _meant(kind, found, names))


def _value(found: object) -> str:
    """Return a value as a message shows it, in quotes if it is text that looks like a number or a word of YAML's."""
    text = shown(found)
    return f'"{text}"' if isinstance(found, str) and (FLOAT.fullmatch(found) or found in ("true", "false")) else text


def _meant(kind: str, found: object, names: list[str]) -> str:
    """Return the likeliest intended value, or an empty string."""
    if not isinstance(found, str):
        return ""
    if kind == "literal_error":
        return nearest(found, names)
    if kind == "bool_type":
        word = found.strip().lower()
        return "true" if word in ("yes", "on", "y", "true") else "false" if word in ("no", "off", "n", "false") else ""
    if kind in ("float_type", "int_type"):
        text = found.strip().replace(",", "").replace("_", "").replace(" ", "")
        if text.endswith("%") and FLOAT.fullmatch(text[:-1]):
            return f"{float(text[:-1]) / 100:g}"
        text = text.lstrip("0") or "0" if text.isdigit() else text
        return text if len(text) < 20 and FLOAT.fullmatch(text) else ""
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
