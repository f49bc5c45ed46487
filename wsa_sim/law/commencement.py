"""The day on which each provision begins, in one place, and the law with some of those days moved.

Functions that work out dates take a `Law`, so that an uncertain day can be set to another, and a provision left out
(`NEVER`). Statutes, sections and sources are in `wsa_sim.law.provisions`, under the same names.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from wsa_sim.law.calendar import civil_day
from wsa_sim.law.term import NEVER

ALWAYS = -1_000_000
"""A day number before any other."""


class Law(NamedTuple):
    """The day number on which each provision begins, or `NEVER`; fields are in the order of their days."""

    automatic_half_release: int
    end_of_custody_licence: int
    fixed_term_recall: int
    end_of_custody_licence_end: int
    young_adult_supervision: int
    rehabilitation_act: int
    slavery_defence: int
    bail_28_days: int
    curfew_streamlined: int
    two_thirds_seven_years: int
    one_probation_service: int
    magistrates_12_months: int
    two_thirds_four_years: int
    bail_3_months: int
    magistrates_6_months: int
    curfew_180_days: int
    early_licence_women: int
    recall_short_sentences: int
    probation_reset: int
    early_licence_women_end: int
    curfew_four_years: int
    sds40: int
    magistrates_12_months_again: int
    sds40_more_excluded: int
    curfew_365_days: int
    recall_under_four_years: int
    suspension_presumed: int
    recall_56_days: int
    supervision_repeal: int
    curfew_end: int
    progression_model: int


LAW = Law(
    automatic_half_release=civil_day(2005, 4, 4),
    end_of_custody_licence=civil_day(2007, 6, 29),
    fixed_term_recall=civil_day(2008, 7, 14),
    end_of_custody_licence_end=civil_day(2010, 3, 12),
    young_adult_supervision=civil_day(2012, 12, 3),
    rehabilitation_act=civil_day(2015, 2, 1),
    slavery_defence=civil_day(2015, 7, 31),
    bail_28_days=civil_day(2017, 4, 3),
    curfew_streamlined=civil_day(2018, 1, 3),
    two_thirds_seven_years=civil_day(2020, 4, 1),
    one_probation_service=civil_day(2021, 6, 26),
    magistrates_12_months=civil_day(2022, 5, 2),
    two_thirds_four_years=civil_day(2022, 6, 28),
    bail_3_months=civil_day(2022, 10, 28),
    magistrates_6_months=civil_day(2023, 3, 30),
    curfew_180_days=civil_day(2023, 6, 6),
    early_licence_women=civil_day(2024, 3, 5),
    recall_short_sentences=civil_day(2024, 4, 2),
    probation_reset=civil_day(2024, 4, 29),
    early_licence_women_end=civil_day(2024, 5, 15),
    curfew_four_years=civil_day(2024, 6, 17),
    sds40=civil_day(2024, 9, 10),
    magistrates_12_months_again=civil_day(2024, 11, 18),
    sds40_more_excluded=civil_day(2024, 12, 16),
    curfew_365_days=civil_day(2025, 6, 3),
    recall_under_four_years=civil_day(2025, 9, 2),
    suspension_presumed=civil_day(2026, 3, 22),
    recall_56_days=civil_day(2026, 3, 31),
    supervision_repeal=NEVER,
    curfew_end=civil_day(2026, 9, 2),
    progression_model=civil_day(2026, 10, 1),
)
"""The law as it is known here. The day of `supervision_repeal` is not, so that it never comes unless it is set."""

SDS40_SECOND_TRANCHE_AFTER = 42
"""Days from the first tranche of SDS40 (10 September 2024) to the second (22 October 2024)."""


UNTESTED = frozenset(
    {
        "automatic_half_release", "end_of_custody_licence", "end_of_custody_licence_end", "young_adult_supervision",
        "sds40_more_excluded",
    }
)  # fmt: skip
"""Provisions whose day no rule here tests, so that to move it would do nothing."""

SEQUENCES = (
    ("fixed_term_recall", "recall_short_sentences", "recall_under_four_years", "recall_56_days"),
    ("rehabilitation_act", "supervision_repeal"),
    ("bail_28_days", "bail_3_months"),
    ("curfew_streamlined", "curfew_end"),
    ("curfew_180_days", "curfew_365_days", "curfew_end"),
    ("curfew_four_years", "curfew_end"),
    ("two_thirds_seven_years", "two_thirds_four_years"),
    ("magistrates_12_months", "magistrates_6_months", "magistrates_12_months_again"),
    ("early_licence_women", "early_licence_women_end"),
    ("sds40", "progression_model"),
)
"""Provisions of which each replaces or ends the one before it, so that it cannot begin earlier."""


def out_of_order(law: Law) -> tuple[tuple[str, str], ...]:
    """Return the pairs of provisions of which the second would begin before the first, which it replaces or ends.

    A provision that never begins has no place in any order.
    """
    days = law._asdict()
    pairs = [(first, then) for names in SEQUENCES for i, first in enumerate(names) for then in names[i + 1 :]]
    wrong = [(first, then) for first, then in pairs if NEVER > days[first] > days[then]]
    return tuple(dict.fromkeys(wrong))


def assuming(law: Law, days: Mapping[str, int]) -> Law:
    """Return the law with some provisions beginning on other days, or `NEVER`.

    Raises
    ------
    ValueError
        If a name is not that of a provision with a day.
    """
    return law._replace(**days)


def in_force_throughout(law: Law, day: int) -> Law:
    """Return the law of a day made timeless: what had begun by then always applied, the rest never begins.

    A scheme that had ended by then ends before anything, so that it never was.
    """
    return Law(*(ALWAYS if begins <= day else NEVER for begins in law))


def as_of(law: Law, day: int) -> Law:
    """Return the law as it stood on a day: what had not begun by then never begins."""
    return Law(*(begins if begins <= day else NEVER for begins in law))
