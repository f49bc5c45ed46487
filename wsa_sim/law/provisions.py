"""Every provision by name, in the order of their days."""

from __future__ import annotations

from wsa_sim.law.provision import Provision
from wsa_sim.law.provisions_curfew_and_recall import CURFEW_AND_RECALL
from wsa_sim.law.provisions_other import OTHER
from wsa_sim.law.provisions_release import RELEASE

PROVISIONS: dict[str, Provision] = {
    provision.name: provision
    for provision in sorted((*RELEASE, *CURFEW_AND_RECALL, *OTHER), key=lambda each: (each.begins, each.name))
}
"""The table of provisions."""


def uncertain() -> dict[str, str]:
    """Return what is uncertain about the day of each provision whose day is uncertain, by name."""
    return {provision.name: provision.uncertain for provision in PROVISIONS.values() if provision.uncertain}


def matching(word: str) -> list[Provision]:
    """Return the provisions in which a word is found, in any field and whatever its capitals, by their days."""
    sought = word.casefold()
    return [provision for provision in PROVISIONS.values() if sought in _text(provision)]


def _text(found: Provision) -> str:
    fields = (found.name, found.title, found.citation, found.tests, found.says, found.source, found.uncertain)
    return " ".join(fields).casefold()
