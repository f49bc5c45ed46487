"""The parts of a scenario file, each a model that is also its schema."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, WithJsonSchema, model_validator

from wsa_sim.evidence import parameters
from wsa_sim.law.provisions import PROVISIONS
from wsa_sim.scenario.fields import Day, Number, Quantity, Strict, Text, problem
from wsa_sim.scenario.law_section import SETTABLE, LawSection
from wsa_sim.scenario.meant import unseen
from wsa_sim.scenario.policies import (
    POLICY_TYPES,
    CentreCapacity,
    KeyworkCapacity,
    PoliceDiversion,
    Policy,
    ServiceClosure,
)
from wsa_sim.scenario.problems import listed

World = Literal["frozen_2018", "calendar"]
"""Services and volumes as at December 2018 and the law of one day throughout, or as they were on each date."""

SLUG = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}", re.ASCII)
DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
)  # names that Windows keeps for itself
LARGEST_SEED = 2**63 - 1


def _check_name(value: str) -> str:
    if not SLUG.fullmatch(value):
        letters = unicodedata.normalize("NFKD", value[:64].lower()).encode("ascii", errors="ignore").decode("ascii")
        meant = re.sub(r"[^a-z0-9_-]+", "_", letters).strip("_-")
        meant = f"{meant}_scenario" if meant in DEVICES else meant
        message = "a name is up to 64 small letters, digits, _ and -, since it names the folder of the results"
        raise problem("name", message, meant)
    if value in DEVICES:
        raise problem("name", "this name cannot be that of a folder on Windows", f"{value}_scenario")
    return value


def _check_line(value: str) -> str:
    if not value.strip():
        raise problem("line", "it is one line of text, and not empty")
    if "\n" in value:
        raise problem("line", "it is one line of text; more goes under description")
    if hidden := unseen(value):
        raise problem("line", f"it is text that can be printed, and {hidden} cannot")
    return value


Name = Annotated[str, AfterValidator(_check_name), Field(json_schema_extra={"pattern": f"^{SLUG.pattern}$"})]
Line = Annotated[str, AfterValidator(_check_line), Field(max_length=200)]


class Observe(Strict):
    """The period for which results are counted.

    Attributes
    ----------
    from_ : datetime.date
        First day, a 1 January.
    to : datetime.date
        The day after the last, a 1 January.
    """

    from_: Day = Field(alias="from", description="the first day counted, as in 2018-01-01")
    to: Day = Field(description="the day after the last day counted, as in 2023-01-01")


class Run(Strict):
    """How a scenario is run; its comparator is run in the same way.

    Attributes
    ----------
    seed : int
        From which all luck is derived.
    replications : int
        How many times London is simulated with different luck.
    warm_up_years : int
        Years simulated before the period observed.
    observe : Observe
        The period for which results are counted.
    scale : float
        Size of the London simulated: arrivals and capacity are both multiplied by it.
    whole_days : bool
        Whether everything happens on whole days.
    """

    seed: int = Field(default=1, ge=0, le=LARGEST_SEED)
    replications: int = Field(default=10, ge=1, le=10_000)
    warm_up_years: int = Field(default=7, ge=0, le=50)
    observe: Observe = Field(description="the period counted, as in {from: 2018-01-01, to: 2023-01-01}")
    scale: Number = Field(default=1.0, gt=0, le=2)
    whole_days: bool = False


class PolicyEntry(Strict):
    """One item of `policies`: the name of a policy and its settings."""

    police_diversion: PoliceDiversion | None = None
    keywork_capacity: KeyworkCapacity | None = None
    service_closure: ServiceClosure | None = None
    centre_capacity: CentreCapacity | None = None

    @model_validator(mode="after")
    def _name_one_policy(self) -> Self:
        if sum(getattr(self, name) is not None for name in POLICY_TYPES) != 1:
            raise problem("policy", f"each item of policies is one of {listed(POLICY_TYPES)}, with its settings")
        return self

    @property
    def policy(self) -> Policy:
        """The policy that the item names."""
        return next(policy for name in POLICY_TYPES if (policy := getattr(self, name)) is not None)


class ScenarioFile(Strict):
    """A scenario as it is written, after inheritance.

    Attributes
    ----------
    name : str
        Names the folder of the results.
    title : str
        One line for people.
    description : str, optional
        Anything more for people.
    extends : str, optional
        The scenario that this one adds to, and is compared with unless `compare_with` names another.
    compare_with : str or mapping, optional
        The scenario that this one is compared with: a file, or a scenario written in place.
    world : {"frozen_2018", "calendar"}
        Services and volumes as at December 2018 and the law of one day throughout, or as they were on each date.
    law : LawSection
        The law of which day, and what begins on another.
    policies : tuple of PolicyEntry
        What is done differently, and when.
    parameters : dict of str to Quantity
        Values in place of those of the evidence, by dotted name.
    run : Run
        How it is run.
    """

    name: Name = Field(description="it names the folder of the results")
    title: Line = Field(description="one line that says what the scenario is")
    description: Text | None = None
    extends: Annotated[Any, WithJsonSchema({"type": "string"})] = None  # checked where it is followed, as is the next
    compare_with: Annotated[Any, WithJsonSchema({"type": ["string", "object"]})] = None
    world: World = "frozen_2018"
    law: LawSection = Field(default=LawSection(), description="as at which day, as in {as_at: 2024-10-31}")
    policies: tuple[PolicyEntry, ...] = ()
    parameters: dict[str, Quantity] = Field(default_factory=dict)
    run: Run = Field(description="how it is run, as in {observe: {from: 2018-01-01, to: 2023-01-01}}")


def schema() -> dict[str, Any]:
    """Return the JSON Schema of a scenario file, for editors.

    What a file inherits need not be in it, so that nothing but a name and a title is required here.
    """
    made = ScenarioFile.model_json_schema(by_alias=True)
    quantity = made["properties"]["parameters"].pop("additionalProperties")
    made["properties"]["parameters"]["properties"] = {
        name: {"description": f"{row.why} ({row.unit}; {row.low:g} to {row.high:g})", **quantity}
        for name, row in parameters().items()
    }
    made["properties"]["parameters"]["additionalProperties"] = False
    begins = made["$defs"]["LawSection"]["properties"]["begins"]
    beginning = begins.pop("additionalProperties")
    begins["properties"] = {
        name: {"description": f"{PROVISIONS[name].title} ({PROVISIONS[name].citation})", **beginning}
        for name in SETTABLE
    }
    begins["additionalProperties"] = False
    made["required"] = ["name", "title"]
    for entry in ("Run", "Observe"):
        made["$defs"][entry].pop("required", None)
    made["$defs"]["PolicyEntry"] |= {"minProperties": 1, "maxProperties": 1}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made, "title": "wsa_sim scenario"}
