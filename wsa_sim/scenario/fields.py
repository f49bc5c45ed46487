"""What a value in a scenario file can be: days, shares, boroughs, and numbers with their range and evidence."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import CoreSchema, PydanticCustomError

from wsa_sim.evidence import LONDON_BOROUGHS, boroughs
from wsa_sim.evidence.axes import AXES
from wsa_sim.scenario.meant import day_meant, unseen
from wsa_sim.scenario.problems import folded, listed, nearest

EARLIEST = datetime.date(2000, 1, 1)
LATEST = datetime.date(2100, 1, 1)
ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def problem(kind: str, message: str, suggestion: str = "") -> PydanticCustomError:
    """Return an error that a validator raises; the message says what is allowed."""
    # pydantic formats templates, so that braces in what the user wrote are passed as a value
    return PydanticCustomError(kind, "{message}", {"message": message, "suggestion": suggestion})


class Strict(BaseModel):
    """A frozen model that takes no unknown key and converts nothing silently."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


def read_date(value: object) -> object:
    """Read a day of these times, written year-month-day."""
    if isinstance(value, datetime.date):
        return value
    if not isinstance(value, str) or not ISO_DATE.fullmatch(value):
        written = isinstance(value, str | int) and not isinstance(value, bool)
        meant = day_meant(str(value)) if written else ""
        raise problem("date", "a day is written year-month-day, as in 2019-07-01", meant)
    try:
        date = datetime.date.fromisoformat(value)
    except ValueError:
        raise problem("date", "there is no such day", day_meant(value)) from None
    if not EARLIEST <= date <= LATEST:
        raise problem("date", f"a day lies between {EARLIEST} and {LATEST}")
    return date


def _check_text(value: str) -> str:
    if not value.strip():
        raise problem("text", "it is text, and not empty")
    if hidden := unseen(value.replace("\n", "").replace("\t", "")):
        raise problem("text", f"it is text that can be printed, and {hidden} cannot")
    return value


def _check_share(value: float) -> float:
    if not 0.0 <= value <= 1.0:
        raise problem("share", "a share lies between 0 and 1")
    return value


Day = Annotated[datetime.date, BeforeValidator(read_date)]
"""A calendar day, written year-month-day."""

Text = Annotated[str, AfterValidator(_check_text), Field(max_length=10_000)]
"""Text of any length that a person could read."""

Number = Annotated[float, Field(allow_inf_nan=False)]
"""A finite number."""

Share = Annotated[Number, AfterValidator(_check_share), WithJsonSchema({"type": "number", "minimum": 0, "maximum": 1})]
"""A number between 0 and 1."""

Grade = Literal["A", "B", "C", "D"]
"""How good the evidence is: A official, B official as quoted by another, C research, D an assumption."""


class Quantity(Strict):
    """A number, bare or with its range, evidence, grade and reason.

    Attributes
    ----------
    value : float
        The number.
    range : (float, float), optional
        The lowest and highest value that it could reasonably have.
    evidence : tuple of str
        Ids of rows of the evidence that it rests on.
    grade : {"A", "B", "C", "D"}, optional
        How good that evidence is.
    why : str, optional
        The reason for the number, in a sentence.
    unit : str, optional
        Its unit, which has to be the one that the evidence gives.
    origin : str, optional
        Where a resolved scenario took it from; not used.
    """

    value: Number
    range: tuple[Number, Number] | None = None
    evidence: tuple[str, ...] = ()
    grade: Grade | None = None
    why: Text | None = None
    unit: Text | None = None
    origin: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _take_bare_number(cls, data: object) -> object:
        return data if isinstance(data, dict | Quantity) else {"value": data}

    @model_validator(mode="after")
    def _lie_within_range(self) -> Self:
        if self.range is not None:
            low, high = self.range
            if low > high:
                raise problem("range", f"a range is its lowest and then its highest value, found [{low:g}, {high:g}]")
            if not low <= self.value <= high:
                raise problem("range", f"the value {self.value:g} lies outside its own range [{low:g}, {high:g}]")
        return self

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        full = handler.resolve_ref_schema(handler(schema))
        return {"anyOf": [dict(full["properties"]["value"]), full]}


class ShareQuantity(Quantity):
    """A quantity that is a share, as is its range."""

    value: Share
    range: tuple[Share, Share] | None = None
    unit: Literal["share"] = "share"


class OfferRate(ShareQuantity):
    """A share of the women who are eligible."""

    of: Literal["eligible"] = "eligible"


@cache
def _slugs() -> Mapping[str, str]:
    """Return the slug of every place on the borough axis, by each name that it goes by, folded."""
    named = {folded(slug): slug for slug in AXES["borough"]}
    return named | {folded(borough.name.replace("&", "and")): borough.slug for borough in boroughs()}


def _read_place(value: str) -> str:
    slugs = _slugs()
    if (key := folded(value.replace("&", "and"))) in slugs:
        return slugs[key]
    begun = [slug for slug in AXES["borough"] if len(key) > 3 and slug.startswith(key)]
    meant = begun[0] if len(begun) == 1 else nearest(value, AXES["borough"])
    raise problem("borough", "this is not one of the 33 London boroughs", meant)


def _read_borough(value: str) -> str:
    slug = _read_place(value)
    if slug not in LONDON_BOROUGHS:
        raise problem("borough", "a custody suite is in one of the 33 London boroughs")
    return slug


def _expand_all(value: object) -> object:
    if value == "all":
        return LONDON_BOROUGHS
    if isinstance(value, list | tuple):
        if [folded(item) for item in value if isinstance(item, str)] == ["all"]:
            raise problem("boroughs", "every borough is `all`, without brackets", "all")
        return value
    meant = ""
    if isinstance(value, str):
        named = [item.strip() for item in value.split(",")]
        known = all(folded(item.replace("&", "and")) in _slugs() for item in named)
        meant = f"[{', '.join(named)}]" if known else nearest(value, ["all"])
    raise problem("boroughs", "it is `all`, or a list of boroughs, as in [Camden, Islington]", meant)


def _sort_places(value: tuple[str, ...]) -> tuple[str, ...]:
    if not value:
        raise problem("boroughs", "it is `all`, or a list of at least one borough")
    if twice := sorted({slug for slug in value if value.count(slug) > 1}):
        raise problem("boroughs", f"named twice: {listed(twice)}")
    return tuple(sorted(value, key=AXES["borough"].index))


def _schema_of(names: tuple[str, ...]) -> WithJsonSchema:
    known = {"type": "array", "items": {"anyOf": [{"enum": list(names)}, {"type": "string"}]}, "minItems": 1}
    return WithJsonSchema({"anyOf": [{"const": "all"}, known]})


Residences = Annotated[
    tuple[Annotated[str, AfterValidator(_read_place)], ...],
    BeforeValidator(_expand_all),
    AfterValidator(_sort_places),
    _schema_of(AXES["borough"]),
]
"""Where women live: `all` 33 boroughs, or a list, which can also name no_fixed_abode and outside_london."""

Suites = Annotated[
    tuple[Annotated[str, AfterValidator(_read_borough)], ...],
    BeforeValidator(_expand_all),
    AfterValidator(_sort_places),
    _schema_of(LONDON_BOROUGHS),
]
"""Where custody suites are: `all` 33 boroughs, or a list of them."""


def places_written(value: tuple[str, ...]) -> str | tuple[str, ...]:
    """Return boroughs as a scenario file writes them."""
    return "all" if value == LONDON_BOROUGHS else value
