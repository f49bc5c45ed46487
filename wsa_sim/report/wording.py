"""How the number that is logged with a state is written: days, a court, an offence, a service."""

from __future__ import annotations

from collections.abc import Callable

from wsa_sim.evidence import AXES
from wsa_sim.law.calendar import date_of
from wsa_sim.pathway.states import (
    CHARGE,
    COMMUNITY_RESOLUTION,
    CONDITIONAL_CAUTION,
    NO_FURTHER_ACTION,
    NOT_PROSECUTED_AS_EXPLOITED,
    OTHER_POLICE_OUTCOME,
    SIMPLE_CAUTION,
)
from wsa_sim.report.reading import SERVICES

MONTH_DAYS = 365.25 / 12.0


def days(value: float) -> str:
    """Write a number of days: 1 day, 84 days."""
    whole = round(value)
    return f"{whole:,} day{'' if whole == 1 else 's'}"


def _term(value: float) -> str:
    months = round(value / MONTH_DAYS)
    return f"{days(value)} (about {months} months)" if months >= 2 else days(value)


def _waited(value: float) -> str:
    return f" after {days(value)} of waiting" if round(value) >= 1 else ""


def _at_large(value: float) -> str:
    return f" after {days(value)} unlawfully at large" if round(value) >= 1 else ""


def _cause(value: float) -> str:
    return "is charged with a further offence on licence" if value > 0.0 else "fails to comply with her licence"


def _bail_cause(value: float) -> str:
    return "she is charged with an offence on bail" if value > 0.0 else "she has not kept a condition"


def _children(value: float) -> str:
    return f", with {int(value)} dependent child{'' if value == 1.0 else 'ren'}" if value > 0.0 else ""


def _home(value: float) -> str:
    return ", without a settled home" if value > 0.0 else ""


def _court(value: float) -> str:
    return "the Crown Court will deal with her" if value > 0.0 else "before the magistrates"


def _detected(value: float) -> str:
    return "which will lead to an arrest" if value > 0.0 else "of which nothing comes"


def _offence(value: float) -> str:
    name = AXES["offence"][int(value)].replace("_", " ")
    return "other offence" if name == "other" else name


def _remanded_first(value: float) -> str:
    return ", and remanded first" if value > 0.0 else ""


def _reoffended(value: float) -> str:
    return ": a reoffence was proved" if value > 0.0 else ": no reoffence was proved"


def _needs(value: float) -> str:
    return f"{int(value)} need{'' if value == 1.0 else 's'}" if value > 0.0 else "no need"


def _finder(value: float) -> str:
    return "a practitioner" if value > 0.0 else "officers"


def _limit(value: float) -> str:
    return f" for {days(value)} at first" if value > 0.0 else ", without a limit"


def _cases(value: float) -> str:
    return f"{int(value):,}"


def _report(value: float) -> str:
    return f"{'an' if AXES['report'][int(value)][0] in 'aeiou' else 'a'} {AXES['report'][int(value)]}"


def _service(value: float) -> str:
    return SERVICES[AXES["service"][int(value)]]


def _outcome(value: float) -> str:
    return OUTCOMES[int(value)]


OUTCOMES = {
    CHARGE: "a charge",
    NO_FURTHER_ACTION: "no further action",
    COMMUNITY_RESOLUTION: "a community resolution",
    SIMPLE_CAUTION: "a simple caution",
    CONDITIONAL_CAUTION: "another conditional caution",
    OTHER_POLICE_OUTCOME: "another outcome",
    NOT_PROSECUTED_AS_EXPLOITED: "no prosecution of a victim of exploitation",
}
"""What the police would decide without diversion."""


def _date(value: float) -> str:
    date = date_of(value)
    return f"{date.day} {date:%B %Y}"


def _credit(value: float) -> str:
    return f"{days(value)} on remand count towards it" if value > 0.0 else "no days on remand count towards it"


FORMATS: dict[str, Callable[[float], str]] = {
    "term": _term,
    "waited": _waited,
    "at_large": _at_large,
    "cause": _cause,
    "bail_cause": _bail_cause,
    "children": _children,
    "home": _home,
    "court": _court,
    "detected": _detected,
    "offence": _offence,
    "remanded_first": _remanded_first,
    "reoffended": _reoffended,
    "report": _report,
    "service": _service,
    "outcome": _outcome,
    "date": _date,
    "credit": _credit,
    "needs": _needs,
    "finder": _finder,
    "limit": _limit,
    "cases": _cases,
}
"""How the number logged with a state is written, by the name that stands for it in a text."""
