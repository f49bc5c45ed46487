"""What people call the groups, and what has to be known of each break-down to read it."""

from __future__ import annotations

from collections.abc import Mapping

from wsa_sim.evidence import boroughs
from wsa_sim.experiments.pooling import COMMAND_UNITS, OTHERS
from wsa_sim.report.reading import SERVICES

HEADINGS: Mapping[str, str] = {
    "borough": "By borough of residence",
    "borough_of_arrest": "By borough of arrest",
    "offence": "By offence",
    "sentence_length": "By length of the sentence that holds her",
    "age": "By age on the day",
    "ethnicity": "By ethnicity",
    "nationality": "By nationality",
    "record": "By record before the case",
    "children": "By dependent children on the day",
    "need": "By need",
    "service": "By keywork service",
}

REMARKS: Mapping[str, str] = {
    "borough": "a woman is counted where she lives, wherever she was arrested",
    "borough_of_arrest": "an arrest is counted where it was made; what comes after a case is not counted by it",
    "offence": "a case is counted by the offence that she was arrested for, and a woman in prison by that for which "
    "she is held; what else comes after a case is not counted by it",
    "sentence_length": "only women in prison under a sentence or on recall from one are counted by it",
    "record": "recalls are by the record on the day, of which the sentence that she is recalled from is a part",
    "need": "needs overlap: a woman with several is in several lines, and one with none is in no line",
    "service": "a woman who is handed over to another service starts again there",
}

NAMES: Mapping[str, str] = {
    OTHERS: "other groups together",
    "all": "all women",
    "18_to_24": "18 to 24",
    "25_to_34": "25 to 34",
    "35_to_44": "35 to 44",
    "45_to_59": "45 to 59",
    "60_plus": "60 and over",
    "asian": "Asian",
    "black": "Black",
    "mixed": "Mixed",
    "white": "White",
    "british": "British nationals",
    "foreign_national": "foreign nationals",
    "none": "no convictions",
    "one_to_four": "1 to 4 convictions",
    "five_to_fourteen": "5 to 14 convictions",
    "fifteen_plus": "15 or more convictions",
    "outside_london": "outside London",
    **SERVICES,
    **{borough.slug: borough.name for borough in boroughs()},
    **{COMMAND_UNITS[b.slug]: f"{b.command_unit} unit" for b in boroughs() if b.slug in COMMAND_UNITS},
}


def group_name(group: str) -> str:
    """Return what people call a group."""
    return NAMES.get(group, group.replace("_", " "))


def reference_name(group_by: str, group: str) -> str:
    """Return what people call a group that others are held against."""
    named = group_name(group)
    of = {"ethnicity": f"{named} women", "age": f"women of {named}", "offence": f"arrests for {named}"}
    of |= {"record": f"women with {named}", "children": f"women with {named}"}
    return named if group == "all" else of.get(group_by, named)


def made_of(group: str, members: str) -> str:
    """Say what a group that was put together is made of."""
    return f"{group_name(group)}: {', '.join(group_name(name) for name in members.split(', '))}"
