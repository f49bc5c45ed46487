"""What is known of one provision: statute and section, its days, the date that it tests, and the source."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Tests(StrEnum):
    """The date that decides whether a provision applies."""

    offence = "day of the offence"
    arrest = "day of arrest"
    conviction = "day of conviction"
    sentence = "day of sentence"
    curfew = "day of curfew"
    release = "day of release"
    returned = "day of return to custody"
    day = "day itself"


CJA_2003 = "Criminal Justice Act 2003"
ORA_2014 = "Offender Rehabilitation Act 2014"
SENTENCING_2026 = "Sentencing Act 2026"
SERVICE = "release-date service of the Ministry of Justice, August 2026"
KNOWN = "general knowledge, to be confirmed"


@dataclass(frozen=True)
class Provision:
    """One dated provision.

    Attributes
    ----------
    name : str
        Short name; for a provision with a day that can be set, the field of `commencement.Law`.
    title : str
        What it does, in a few words.
    statute, section : str
        Where it is enacted, with the instrument that began it where that matters.
    begins, ends : int
        First day, and the first day on which it is law no more, as day numbers; `NEVER` if it is not known or has none.
    tests : Tests
        The date that it tests.
    says : str
        The rule, as it is applied here.
    source : str
        Where rule and day were read.
    uncertain : str
        What is uncertain about the day; empty if nothing is.
    by : str
        Function of `wsa_sim.law` that applies it, with its module; empty if none does.
    """

    name: str
    title: str
    statute: str
    section: str
    begins: int
    ends: int
    tests: Tests
    says: str
    source: str
    uncertain: str = ""
    by: str = ""

    @property
    def citation(self) -> str:
        """Statute and section."""
        return f"{self.statute} {self.section}"
