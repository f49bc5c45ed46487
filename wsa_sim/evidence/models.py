"""The rows of the evidence tables, each as a frozen object."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

Grade = Literal["A", "B", "C", "D"]
"""A official; B official, quoted by another; C research or own arithmetic; D an assumption."""

OWN = "own_"
"""Prefix of the ids of the project's own assumptions."""


def _split(value: object) -> object:
    """Read ids separated by semicolons."""
    return tuple(part.strip() for part in value.split(";") if part.strip()) if isinstance(value, str) else value


def _blank_is_none(value: object) -> object:
    """Read an empty cell as no value."""
    return None if value == "" else value


Number = Annotated[float, Field(allow_inf_nan=False)]
OptionalNumber = Annotated[Number | None, BeforeValidator(_blank_is_none)]
Ids = Annotated[tuple[str, ...], BeforeValidator(_split), Field(min_length=1)]
Text = Annotated[str, Field(min_length=1)]


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class _Ranged(_Row):
    """A value with the range in which it is believed to lie, and the figures it rests on."""

    value: Number
    low: Number
    high: Number
    unit: Text
    grade: Grade
    evidence: Ids

    @model_validator(mode="after")
    def _check_range(self) -> Self:
        if not self.low <= self.value <= self.high:
            raise ValueError(f"value {self.value:g} is outside its range {self.low:g} to {self.high:g}")
        if self.low < 0:
            raise ValueError(f"low {self.low:g} is negative")
        if self.unit == "share" and self.high > 1:
            raise ValueError(f"a share cannot exceed 1, and high is {self.high:g}")
        return self


class Figure(_Row):
    """A published figure, or an assumption of the project's own (id beginning ``own_``).

    Attributes
    ----------
    id
        Name by which parameters and targets cite it.
    stage
        Part of the pathway that it is about.
    quantity
        What was counted or measured.
    value, unit, low, high
        The figure as published; `low` and `high` where a range was given. Only an assumption about a whole table has no
        value.
    population, period
        Whom and when it describes.
    source, publisher, year_published, locator, url
        Where it was published.
    grade
        A official, or a programme's own document about itself; B official, quoted by another; C research, evaluation or
        own arithmetic; D an assumption.
    note
        What to know before using it; for an assumption, the reason.
    """

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    stage: Text
    quantity: Text
    value: OptionalNumber
    unit: str
    low: OptionalNumber
    high: OptionalNumber
    population: str
    period: str
    source: Text
    publisher: str
    year_published: Annotated[int | None, BeforeValidator(_blank_is_none)]
    locator: str
    url: str
    grade: Grade
    note: str

    @model_validator(mode="after")
    def _check_kind(self) -> Self:
        if self.id.startswith(OWN):
            if self.grade != "D":
                raise ValueError(f"an assumption of the project's own is grade D, not {self.grade}")
            if not self.note:
                raise ValueError("an assumption of the project's own states its reason in note")
        elif self.value is None:
            raise ValueError("a published figure has a value")
        return self


class Parameter(_Ranged):
    """One number of the model, and why it is what it is.

    Attributes
    ----------
    name
        Dotted name: base, then one key an axis.
    value, low, high, unit
        The number, and the range in which it is believed to lie.
    grade
        The worst that applies to it: a published value put to a use that takes judgement is D.
    evidence
        Ids of the figures and assumptions that it rests on.
    why
        What the number is and how it was got.
    """

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$")]
    why: Text


class Target(_Ranged):
    """A total that a baseline run should come near.

    Attributes
    ----------
    metric
        Name of the outcome metric.
    value, low, high, unit, period
        The total for London women of 18 and over, its range, and when.
    grade, evidence, note
        As for a parameter; `note` says how the total was got.
    """

    metric: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    period: Text
    note: Text


class Subgroup(_Ranged):
    """A share of an outcome that a baseline run should come near: who the women are at a stage.

    Attributes
    ----------
    metric, group_by, groups
        The outcome, the break-down, and the groups of it whose share this is.
    value, low, high, unit, period
        The share, its range, and when.
    grade, evidence, note
        As for a target.
    """

    metric: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    group_by: Text
    groups: Ids
    period: Text
    note: Text

    @property
    def name(self) -> str:
        """The outcome and the groups, as one word."""
        return f"{self.metric}.{self.group_by}.{'+'.join(self.groups)}"


class Move(_Row):
    """An assumption that was moved within its range to bring the baseline nearer to published totals.

    Attributes
    ----------
    parameter
        Dotted name.
    before, after
        The values.
    why
        Which total asked for it.
    """

    parameter: Text
    before: Number
    after: Number
    why: Text


class Borough(_Row):
    """A London borough, or the City: who polices it, which services cover it, how many women live in it.

    Attributes
    ----------
    index
        Place on the borough axis, 0 to 32.
    slug, name, ons_code
        Key on the borough axis, name, and code of the Office for National Statistics.
    command_unit
        Basic Command Unit of the Metropolitan Police, as in 2018 (the City has its own force).
    minerva_crc, minerva_wraparound, south_london_alliance
        Whether the service covered the borough in October 2018.
    adult_women
        Women of 18 and over who live there.
    source, grade
        Where `adult_women` comes from.
    """

    index: Annotated[int, Field(ge=0)]
    slug: Text
    name: Text
    ons_code: Annotated[str, Field(pattern=r"^E09\d{6}$")]
    command_unit: Text
    minerva_crc: bool
    minerva_wraparound: bool
    south_london_alliance: bool
    adult_women: Annotated[int, Field(gt=0)]
    source: Text
    grade: Grade
