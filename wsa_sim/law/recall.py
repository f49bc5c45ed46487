"""Recall to custody under the law of the day of return: fixed terms, and release after recall.

Sections are of the Criminal Justice Act 2003. A fixed term counts the day of return as its first. Recalled from
curfew, nobody is released before the day of automatic release (s.255BA says so of 56 days, and it is taken so of 14 and
28). No release after recall is later than the end of the sentence, which days unlawfully at large move (Prison Act 1952
s.49).
"""

from __future__ import annotations

from wsa_sim.law.commencement import Law
from wsa_sim.law.regime import Sentence, expiry_on, is_unconditional_on, release_day_on
from wsa_sim.law.term import NEVER, is_under

NO_RECALL, STANDARD = 0, 1
"""Kinds of recall that are no fixed term; a fixed term is told by its days: 14, 28 or 56."""

FIXED_TERM_14_DAYS, FIXED_TERM_28_DAYS, FIXED_TERM_56_DAYS = 14, 28, 56


def fixed_term_on(s: Sentence, law: Law, returned: int) -> int:
    """Return the days of the fixed term for somebody back in custody on a day, or 0 where there was none."""
    if is_unconditional_on(s, law) or returned < law.fixed_term_recall:
        return 0
    if returned >= law.recall_56_days:
        return FIXED_TERM_56_DAYS
    if returned < law.rehabilitation_act:
        return FIXED_TERM_28_DAYS
    return FIXED_TERM_14_DAYS if is_under(12, s.sentenced, s.length) else FIXED_TERM_28_DAYS


def is_fixed_term_the_rule(s: Sentence, law: Law, returned: int) -> bool:
    """Return whether the law requires a fixed term, unless her case is excluded; before, the choice was executive.

    For sentences under twelve months from 2 April 2024, under four years from 2 September 2025, all from 31 March 2026.
    Excluded cases (a serious charge, MAPPA level 2 or 3, listed offences) are not told apart here.
    """
    if fixed_term_on(s, law, returned) == 0:
        return False
    if returned >= law.recall_56_days:
        return True
    if returned >= law.recall_under_four_years and is_under(48, s.sentenced, s.length):
        return True
    return returned >= law.recall_short_sentences and is_under(12, s.sentenced, s.length)


def recall_56_wait(length: int) -> int:
    """Return the days from the 56-day term's beginning to the tranche of a woman recalled before it.

    Six tranches by days of sentence: 31 March, 14, 21 and 28 April, 5 and 12 May 2026.
    """
    if length <= 1701:
        return 0
    if length <= 2128:
        return 14
    if length <= 2576:
        return 21
    if length <= 3304:
        return 28
    if length <= 4438:
        return 35
    return 42


def release_after_recall(s: Sentence, law: Law, kind: int, returned: int, at_large: int) -> int:
    """Return the day of release after recall at the latest, or `NEVER` if she is not recalled.

    Parameters
    ----------
    s, law
        The sentence, and the law.
    kind : int
        `NO_RECALL`, `STANDARD`, or the days of a fixed term.
    returned : int
        Day of return to custody; of no account for a standard recall, which runs to the end of the sentence unless the
        executive or the Parole Board releases her earlier.
    at_large : int
        Days unlawfully at large.
    """
    if kind == NO_RECALL or is_unconditional_on(s, law):
        return NEVER
    expiry = expiry_on(s) + at_large
    if kind == STANDARD:
        return expiry
    ends = returned + kind - 1
    if kind == FIXED_TERM_56_DAYS and returned < law.recall_56_days:
        ends = max(ends, law.recall_56_days + recall_56_wait(s.length))
    return min(max(ends, release_day_on(s, law)), expiry)
