"""The table of provisions: complete, in order, and the same days as the law that is applied."""

from __future__ import annotations

import importlib

import pytest

from wsa_sim.law.commencement import LAW, Law
from wsa_sim.law.provision import Provision
from wsa_sim.law.provisions import PROVISIONS, matching, uncertain
from wsa_sim.law.term import NEVER


def test_every_day_that_can_be_set_is_a_provision_with_that_day() -> None:
    assert set(Law._fields) <= set(PROVISIONS)
    assert {name: PROVISIONS[name].begins for name in Law._fields} == LAW._asdict()
    days = list(LAW)
    assert [day for day in days if day != NEVER] == sorted(day for day in days if day != NEVER)


@pytest.mark.parametrize("p", PROVISIONS.values(), ids=lambda p: p.name)
def test_every_provision_says_where_it_is_and_what_applies_it(p: Provision) -> None:
    for text in (p.title, p.statute, p.section, p.says, p.source):
        assert text.strip()
    assert p.begins < p.ends or p.begins == NEVER
    if p.by:
        module, function = p.by.split(".")
        assert callable(getattr(importlib.import_module(f"wsa_sim.law.{module}"), function))
    if p.begins == NEVER or "general knowledge" in p.uncertain:
        assert p.uncertain


def test_they_are_in_the_order_of_their_days() -> None:
    assert [p.begins for p in PROVISIONS.values()] == sorted(p.begins for p in PROVISIONS.values())


def test_what_is_uncertain_can_be_set_or_is_not_worked_out() -> None:
    assert uncertain()
    assert set(uncertain()) - set(Law._fields) == {"early_removal"}


def test_words_are_found_in_any_field() -> None:
    assert {p.name for p in matching("S.49")} >= {"time_at_large", "suspension_presumed"}
    assert len(matching("")) == len(PROVISIONS)
