"""The functions of the law give the same dates compiled as they do in Python."""

from __future__ import annotations

import itertools

import pytest

from wsa_sim.engine.compiling import compiled
from wsa_sim.law.calendar import civil_day
from wsa_sim.law.commencement import LAW, Law, in_force_throughout
from wsa_sim.law.determinate import Dates, dates_on
from wsa_sim.law.regime import Sentence, is_unconditional_on
from wsa_sim.law.term import NEVER

FROZEN = in_force_throughout(LAW, civil_day(2018, 12, 31))
BORN = civil_day(1985, 1, 1)


def sentences() -> list[Sentence]:
    """Sentences on either side of every reform."""
    starts = [civil_day(year, 5, 9) for year in range(2006, 2028, 3)]
    return [
        Sentence(day - 200, day, length, 30, BORN, day % 2, int(length % 3 == 0))
        for day, length in itertools.product(starts, (1, 90, 300, 600, 1300, 2000))
    ]


LAWS = (LAW, FROZEN, Law(*([NEVER] * len(LAW))))


def test_the_dated_law_is_compiled_as_it_stands() -> None:
    fast = compiled(is_unconditional_on)
    for s, law in itertools.product(sentences(), LAWS):
        assert fast(s, law) == is_unconditional_on(s, law), s


@pytest.mark.slow
def test_every_date_is_the_same_compiled() -> None:
    fast = compiled(dates_on)
    for s, law, recall in itertools.product(sentences(), LAWS, (0, 1, 14, 56)):
        returned = s.sentenced + s.length // 2
        assert Dates(*fast(s, law, recall, returned, 3)) == dates_on(s, law, recall, returned, 3), s
