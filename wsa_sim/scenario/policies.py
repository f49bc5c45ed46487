"""Typed policies: each says where on the pathway it acts, which date it tests, and what it writes.

A policy writes cells of the parameter record or changes the number of slots of a pool, and does nothing else: the
pathway never sees a policy. A policy is in force from its day `from` on, and up to but not on its day `to`.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any, Final, Literal, Self, TypeAlias

import numpy as np
from pydantic import Field, field_serializer, model_validator

from wsa_sim.evidence import LONDON_BOROUGHS, SERVICES
from wsa_sim.evidence.axes import AXES
from wsa_sim.law.calendar import day_number
from wsa_sim.scenario.fields import (
    Day,
    Number,
    OfferRate,
    Residences,
    ShareQuantity,
    Strict,
    Suites,
    Text,
    places_written,
    problem,
)
from wsa_sim.scenario.table import NEVER

ServiceName = Literal["minerva_crc", "minerva_wraparound", "south_london_alliance", "police_diversion_keywork"]
MOST_NET_WIDENING: Final = 0.5
CENTRE_POOL: Final = len(SERVICES)
"""Pool of women's-centre places; the keywork services are the pools before it, in the order of their axis."""

Capacity = Annotated[Number, Field(ge=0, le=10_000)]


class PoliceDiversion(Strict):
    """Women are offered a conditional caution whose condition is two visits to a support service.

    It acts at the police decision, on women who live in `boroughs`, are detained at a custody suite in `suites`,
    have no other case open and are under no statutory supervision. The date tested is that of the arrest. Those who
    would have been charged with a low-level offence in scope, admit it and suit a caution are eligible, and those
    who would have been cautioned; so is the share `net_widening` of those who would have had no more than a
    community resolution. A woman is offered it only if the service has a slot for her at that moment.

    Attributes
    ----------
    boroughs : tuple of str
        Where eligible women live.
    suites : tuple of str
        Boroughs whose custody suites take part; those of `boroughs` unless given.
    from_, to : datetime.date
        First day, and the day after the last; without `to` it goes on.
    offer_rate : OfferRate
        Share of eligible women who are offered it.
    domestic_abuse : bool
        Whether domestic abuse is in scope, which needs an `authority`: until 2024 the Director of Public Prosecutions'
        rules on conditional cautions kept it out.
    authority : str, optional
        On whose authority domestic abuse is in scope.
    net_widening : ShareQuantity
        Share of admitted cases that would have ended with a community resolution and are treated as eligible.
    """

    boroughs: Residences = Field(
        description="where eligible women live: all, or a list of boroughs", examples=["all", ["Lambeth", "Southwark"]]
    )
    suites: Suites | None = Field(
        default=None,
        description="the boroughs whose custody suites take part; those of `boroughs` unless given",
        examples=["all"],
    )
    from_: Day = Field(alias="from", description="the first day of arrests that it applies to", examples=["2019-07-01"])
    to: Day | None = Field(
        default=None, description="the day after the last; without it, it goes on", examples=["2020-07-01"]
    )
    offer_rate: OfferRate = Field(
        description="the share of eligible women who are offered it",
        examples=[{"value": 0.4, "range": [0.1, 0.6], "grade": "D", "why": "an assumption, two in five of them"}],
    )
    domestic_abuse: bool = Field(
        default=False,
        description="whether domestic abuse is in scope, which needs an authority, in words",
        examples=[True],
    )
    authority: Text | None = Field(
        default=None,
        description="on whose authority domestic abuse is in scope",
        examples=["a pilot agreed with the Director of Public Prosecutions"],
    )
    net_widening: ShareQuantity = Field(
        description="the share of those who would have had a community resolution who are treated as eligible",
        examples=[0.1],
        default_factory=lambda: ShareQuantity(
            value=0.1,
            range=(0.0, 0.5),
            grade="D",
            why="an assumption: some officers offer it where a community resolution would have been given",
        ),
    )

    @model_validator(mode="after")
    def _check_scope(self) -> Self:
        if self.to is not None and self.to <= self.from_:
            raise problem("period", f"to ({self.to}) has to be later than from ({self.from_})")
        if self.domestic_abuse and self.authority is None:
            message = (
                "domestic_abuse: true needs an authority, in words: until 2024 the Director of Public Prosecutions' "
                "rules kept domestic abuse out of conditional cautions"
            )
            raise problem("authority", message)
        if self.net_widening.value > MOST_NET_WIDENING:
            raise problem(
                "net_widening", f"net_widening is {self.net_widening.value:g}; it is at most {MOST_NET_WIDENING}"
            )
        if self.suites is None and not self.in_suites:
            raise problem("suites", "boroughs has no London borough in it, so that suites have to be given")
        return self

    @field_serializer("boroughs", "suites")
    def _write_places(self, value: tuple[str, ...] | None) -> object:
        return None if value is None else places_written(value)

    @property
    def in_suites(self) -> tuple[str, ...]:
        """Boroughs whose custody suites take part."""
        if self.suites is not None:
            return self.suites
        return tuple(slug for slug in self.boroughs if slug in LONDON_BOROUGHS)

    def write(self, record: np.void) -> None:
        """Write the offer into the policy periods in which it is in force."""
        first = day_number(self.from_)
        last = day_number(self.to) if self.to is not None else NEVER
        starts = record["period_start"][:-1]
        inside = (starts >= first) & (starts < last)
        residents = [AXES["borough"].index(slug) for slug in self.boroughs]
        suites = [AXES["borough"].index(slug) for slug in self.in_suites]
        for period in np.flatnonzero(inside):
            record["diversion_offer"][period, residents] = self.offer_rate.value
            record["diversion_suite"][period, suites] = 1.0
            record["diversion_domestic"][period] = float(self.domestic_abuse)
            record["diversion_widening"][period] = self.net_widening.value


class KeyworkCapacity(Strict):
    """A keywork service has this many keyworkers from a day on.

    It acts on the service's slots (keyworkers times the women each can support), and tests the day on which a slot is
    asked for. Fewer keyworkers take no slot from a woman who has one. Where it names boroughs they are those from
    which women are taken on, from the same day: a woman of any other keeps the keyworker or the place in the queue that
    she has. Police diversion decides for itself who is diverted, so that its keywork covers everybody whom the police
    ask it to take until a policy names its boroughs.

    Attributes
    ----------
    service : str
        The keywork service.
    keyworkers : float
        Full-time keyworkers in post.
    boroughs : tuple of str, optional
        The boroughs that the service covers from then on, in place of those before; left as they are unless given.
    from_ : datetime.date
        First day with that many, and with those boroughs.
    """

    service: ServiceName = Field(description="the keywork service", examples=["minerva_wraparound"])
    keyworkers: Capacity = Field(description="the number of full-time keyworkers", examples=[24])
    boroughs: Residences | None = Field(
        default=None,
        description="where women are taken on from that day; where they are taken on already unless given",
        examples=["all", ["Lambeth", "Southwark"]],
    )
    from_: Day = Field(alias="from", description="the first day with the new number", examples=["2019-07-01"])

    @field_serializer("boroughs")
    def _write_places(self, value: tuple[str, ...] | None) -> object:
        return None if value is None else places_written(value)

    @property
    def pool(self) -> int:
        """The pool of the service's slots."""
        return SERVICES.index(self.service)

    def slots(self, values: Mapping[str, float]) -> float:
        """Return keyworkers times the women each can support."""
        return self.keyworkers * values[f"caseload.{self.service}"]

    def write(self, record: np.void) -> None:
        """Write the coverage, where it is given, into the policy periods from its day on."""
        if self.boroughs is None:
            return
        covered = np.isin(AXES["borough"], self.boroughs).astype(np.float64)
        record["service_covers"][record["period_start"][:-1] >= day_number(self.from_), self.pool] = covered


class ServiceClosure(Strict):
    """A keywork service closes: its women are handed over or lose support, and no more are referred.

    It tests the day itself.

    Attributes
    ----------
    service : str
        The keywork service.
    from_ : datetime.date
        First day on which it is closed.
    """

    service: ServiceName = Field(description="the keywork service", examples=["minerva_crc"])
    from_: Day = Field(alias="from", description="the first day on which it is closed", examples=["2019-07-01"])

    def write(self, record: np.void) -> None:
        """Write the day, or leave an earlier one."""
        service = SERVICES.index(self.service)
        record["service_until"][service] = min(record["service_until"][service], float(day_number(self.from_)))


class CentreCapacity(Strict):
    """London's women's centres have this many places from a day on.

    It tests the day on which a place is asked for. Fewer places take none from a woman who has one.

    Attributes
    ----------
    places : float
        Women who can attend at once.
    from_ : datetime.date
        First day with that many.
    """

    places: Capacity = Field(description="the number of women who can attend at once", examples=[240])
    from_: Day = Field(alias="from", description="the first day with the new number", examples=["2019-07-01"])

    @property
    def pool(self) -> int:
        """The pool of women's-centre places."""
        return CENTRE_POOL

    def slots(self, values: Mapping[str, float]) -> float:
        """Return the number of places."""
        return self.places

    def write(self, record: np.void) -> None:
        """Write nothing: places are a pool's slots, which are no part of the record."""


Policy: TypeAlias = PoliceDiversion | KeyworkCapacity | ServiceClosure | CentreCapacity
"""Anything that a scenario can list under `policies`."""

POLICY_TYPES: Final[Mapping[str, type[Any]]] = {
    "police_diversion": PoliceDiversion,
    "keywork_capacity": KeyworkCapacity,
    "service_closure": ServiceClosure,
    "centre_capacity": CentreCapacity,
}
"""Types of policy by the name that a scenario file gives them.

The description and the first example of each field are what `wsa_sim.scenario.starter` writes for a newcomer.
"""


def days_of_change(policies: Iterable[Policy]) -> list[datetime.date]:
    """Return the days on which policies begin a new policy period, in order: those of diversion and of coverage."""
    days = set()
    for policy in policies:
        if isinstance(policy, PoliceDiversion):
            days |= {policy.from_} if policy.to is None else {policy.from_, policy.to}
        elif isinstance(policy, KeyworkCapacity) and policy.boroughs is not None:
            days.add(policy.from_)
    return sorted(days)


def write_all(policies: Sequence[Policy], record: np.void) -> None:
    """Write policies into a parameter record, in the order of their days.

    Parameters
    ----------
    policies : sequence of Policy
        Of one scenario, checked against each other.
    record : numpy.void
        A parameter record without policies; its first policy period begins with the run.
    """
    start = float(record["period_start"][0])
    days = [float(day_number(day)) for day in days_of_change(policies)]
    for period, day in enumerate((day for day in days if day > start), start=1):
        record["period_start"][period] = day
    for policy in sorted(policies, key=lambda policy: policy.from_):
        policy.write(record)
