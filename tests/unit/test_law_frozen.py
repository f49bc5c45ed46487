"""The law of December 2018, which the simulation uses: it may not move, and the dated law says the same of that day."""

from __future__ import annotations

import hashlib
import itertools

import pytest

from wsa_sim.engine.compiling import compiled
from wsa_sim.law import release
from wsa_sim.law.calendar import add_months, civil_day
from wsa_sim.law.commencement import LAW, Law, as_of
from wsa_sim.law.curfew import curfew_day_on
from wsa_sim.law.determinate import Dates, dates_on
from wsa_sim.law.recall import fixed_term_on
from wsa_sim.law.regime import Sentence, expiry_on, is_unconditional_on, release_day_on
from wsa_sim.law.supervision import post_sentence_end

FROZEN = as_of(LAW, civil_day(2018, 12, 1))
BORN = civil_day(1985, 1, 1)
DAYS = [civil_day(2018, 1, 31) + 29 * step for step in range(14)]
LENGTHS = [
    1,
    2,
    5,
    13,
    14,
    27,
    28,
    83,
    84,
    85,
    182,
    269,
    270,
    364,
    365,
    366,
    729,
    730,
    731,
    1095,
    1460,
    1461,
    1462,
    4000,
]
CREDITS = [0, 1, 20, 90, 400]
GRID = list(itertools.product(DAYS, LENGTHS, CREDITS))
DIGEST = "8f1017e1c404cae4"
"""Of every result on the grid, as at the commit before the dated law was added."""


def frozen_results() -> list[int]:
    """Every function that the simulation calls, on the grid."""
    found = []
    for day, length, credit in GRID:
        out = release.release_day(day, length, credit)
        found += [
            out, release.expiry_day(day, length, credit), release.curfew_day(day, length, credit, 135),
            release.removal_day(day, out, credit), release.custodial_part(length), add_months(day, length % 60),
        ]  # fmt: skip
        for months in (12, 24, 48):
            found.append(int(release.is_under(months, day, length)))
        for act in (False, True):
            found.append(int(release.is_unconditional(day, length, act)))
            found.append(release.supervision_end(day, length, credit, BORN, act))
    return [*found, release.fixed_term_days(True), release.fixed_term_days(False)]


def test_what_the_simulation_calls_has_not_moved() -> None:
    assert hashlib.sha256(repr(frozen_results()).encode()).hexdigest()[:16] == DIGEST


@pytest.mark.parametrize("act", [False, True])
def test_the_dated_law_says_the_same_of_2018(act: bool) -> None:
    for day, length, credit in GRID:
        offence = LAW.rehabilitation_act - (0 if act else 1)
        s = Sentence(offence, day, length, credit, BORN, 0, 0)
        released, expiry = release.release_day(day, length, credit), release.expiry_day(day, length, credit)
        assert release_day_on(s, FROZEN) == released, s
        assert expiry_on(s) == expiry, s
        assert is_unconditional_on(s, FROZEN) == release.is_unconditional(day, length, act), s
        assert curfew_day_on(s, FROZEN) == release.curfew_day(day, length, credit, 135), s
        ends = post_sentence_end(s, FROZEN, 0)
        assert (expiry if ends == release.NEVER else ends) == release.supervision_end(day, length, credit, BORN, act), s
        if act and length > 1:
            assert fixed_term_on(s, FROZEN, released) == release.fixed_term_days(release.is_under(12, day, length)), s


def sentences() -> list[Sentence]:
    """Sentences on either side of every reform."""
    starts = [civil_day(year, 5, 9) for year in range(2006, 2028, 3)]
    return [
        Sentence(day - 200, day, length, 30, BORN, day % 2, int(length % 3 == 0))
        for day, length in itertools.product(starts, (1, 90, 300, 600, 1300, 2000))
    ]


LAWS = (LAW, FROZEN, Law(*([release.NEVER] * len(LAW))))


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
