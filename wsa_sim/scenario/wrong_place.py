"""Keys that are not where they belong: what a message says of a key that a mapping does not have."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from pydantic import BaseModel

from wsa_sim.evidence import parameters
from wsa_sim.scenario.law_section import SETTABLE, LawSection
from wsa_sim.scenario.meant import foreign
from wsa_sim.scenario.models import Observe, PolicyEntry, Run, ScenarioFile
from wsa_sim.scenario.policies import POLICY_TYPES
from wsa_sim.scenario.problems import folded, listed, nearest, shown

OTHER_WORDS: Final[Mapping[str, str]] = {
    "start": "from", "starts": "from", "begin": "from", "begins": "from", "since": "from",
    "end": "to", "ends": "to", "until": "to", "till": "to", "baseline": "compare_with", "inherits": "extends",
    "staff": "keyworkers", "workers": "keyworkers", "reason": "why", "source": "evidence",
}  # fmt: skip
"""Words that people use for a key, by the key that they stand for."""

OPTIONS: Final = ("jobs", "engine", "events", "out", "replace", "quiet", "verbose")
"""What can be said on the command line alone."""


def unknown_key(key: str, allowed: list[str], siblings: Mapping[str, object]) -> tuple[str, str]:
    """Return what to say of a key that is not one of those allowed, and the likeliest that is meant.

    Parameters
    ----------
    key : str
        The key found.
    allowed : list of str
        The keys that there are in its place.
    siblings : mapping of str to object
        What else is in its place.

    Returns
    -------
    str, str
        A message, and a suggestion or an empty string.
    """
    there_is_none = f"there is no key {shown(key)} here; "
    strange = foreign(key)
    note = f" (it holds {strange})" if strange else ""
    if OTHER_WORDS.get(folded(key)) in allowed:
        return f"{there_is_none}the keys are {listed(allowed, 20)}", OTHER_WORDS[folded(key)]
    above = next((name for name in siblings if siblings[name] is None and key in _homes().get(name, ())), "")
    if above:
        return f"{there_is_none}it belongs under {above}, and is indented further than that", ""
    homes = [home for home, keys in _homes().items() if key in keys]
    if homes == ["the top of the file"]:
        return f"{there_is_none}it belongs at the top of the file, and is not indented", ""
    if homes:
        return f"{there_is_none}it belongs under {' or '.join(homes)}", ""
    if key in OPTIONS:
        return f"{there_is_none}it is an option of the command line, --{key}", ""
    return f"{there_is_none}the keys are {listed(allowed, 20)}{note}", nearest(key, allowed)


@cache
def _homes() -> Mapping[str, frozenset[str]]:
    """Return the keys that belong in each place of a file."""
    models: Mapping[str, type[BaseModel]] = {
        "the top of the file": ScenarioFile, "run": Run, "run.observe": Observe,
        "law": LawSection,
        "policies, as an item of its list (`- `)": PolicyEntry, **POLICY_TYPES,
    }  # fmt: skip
    keys = {
        home: frozenset(field.alias or name for name, field in model.model_fields.items())
        for home, model in models.items()
    }
    return keys | {"parameters": frozenset(parameters()), "law.begins": frozenset(SETTABLE)}
