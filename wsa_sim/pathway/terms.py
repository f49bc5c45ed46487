"""Lengths of custodial terms, and how one is passed: its dates by the law of the day, alone or with others."""

from __future__ import annotations

import math
from typing import Any

from wsa_sim.chance import names
from wsa_sim.chance.distributions import exponential, odds, pick
from wsa_sim.chance.draws import draw
from wsa_sim.law.aggregate import consecutive_days
from wsa_sim.law.calendar import add_months
from wsa_sim.law.curfew import curfew_day_on
from wsa_sim.law.executive import early_licence_day, removal_day
from wsa_sim.law.powers import longest_suspended_months
from wsa_sim.law.regime import Sentence, expiry_on, is_unconditional_on, release_day_on
from wsa_sim.law.supervision import supervision_end_on
from wsa_sim.law.term import NEVER, is_under
from wsa_sim.pathway.circumstances import YEAR_DAYS

BAND_FROM_MONTHS = (0, 1, 3, 6, 12, 24, 48)
BAND_TO_MONTHS = (1, 3, 6, 12, 24, 48)
FOUR_YEARS_PLUS, INDETERMINATE = 6, 7
LONGEST_BAND_OF_MAGISTRATES = 3  # six months to twelve, while they may impose that
INDETERMINATE_DAYS = 36525
"""What stands for the length of an indeterminate sentence: a hundred years."""

SHORTEST_SENTENCE_DAYS = 5
"""The least imprisonment that magistrates may impose (Magistrates' Courts Act 1980 s.132)."""


def length_within(band: int, u: float, today: int, p: Any) -> int:
    """Return the days of a determinate sentence of a band of lengths.

    Lengths are uniform within a band; those of four years and over exceed it by an exponential
    (`longest_sentence_scale`, months).
    """
    band = min(band, FOUR_YEARS_PLUS)
    shortest = add_months(today, BAND_FROM_MONTHS[band]) - today
    if band == FOUR_YEARS_PLUS:
        months = int(exponential(u, p.longest_sentence_scale))
        return add_months(today, BAND_FROM_MONTHS[band] + months) - today
    shortest = max(shortest, SHORTEST_SENTENCE_DAYS)
    longest = add_months(today, BAND_TO_MONTHS[band]) - today
    return shortest + math.floor(u * (longest - shortest))


def length_of_custody(w: Any, c: Any, court: int, t: float, p: Any) -> int:
    """Return the days of her term of immediate custody, of a band of lengths by court and record.

    Published lengths by court (`sentence_length_share`) are those of women with one to four previous convictions; the
    odds that a term is longer than any bound are multiplied by `longer_term_odds`, by court and record. Magistrates who
    keep a case that the Crown Court would have had pass no more than a year.
    """
    u = draw(w.key, c.episode, names.LENGTH_BAND, 0)
    ratio = p.longer_term_odds[court][w.record]
    band = pick(1.0 - odds(1.0 - u, 1.0 / ratio), p.sentence_length_share[court])
    if c.kept == 1:
        band = min(band, LONGEST_BAND_OF_MAGISTRATES)
    if band == INDETERMINATE:
        return INDETERMINATE_DAYS
    return length_within(band, draw(w.key, c.episode, names.LENGTH_WITHIN_BAND, 0), int(t), p)


def length_of_suspended_term(w: Any, court: int, episode: int, use: int, convicted: int, t: float, p: Any) -> int:
    """Return the days of the term that a suspended sentence holds over her (`suspended_length_share`, by court).

    No longer than the law lets a court suspend.
    """
    band = pick(draw(w.key, episode, names.SUSPENDED_LENGTH, use), p.suspended_length_share[court])
    today = int(t)
    days = length_within(band, draw(w.key, episode, names.SUSPENDED_LENGTH_WITHIN_BAND, use), today, p)
    return min(days, add_months(today, longest_suspended_months(convicted, p.law)) - today)


def days_activated(w: Any, u: float, p: Any) -> int:
    """Return the days of her suspended term that a court activates: all (`activation_in_full_share`), or else half."""
    if u < p.activation_in_full_share:
        return int(w.suspended_term)
    return max(SHORTEST_SENTENCE_DAYS, int(w.suspended_term) // 2)


def length_band(passed: int, length: int) -> int:
    """Return the band of lengths of a sentence of some days that was passed on a day."""
    if length == INDETERMINATE_DAYS:
        return INDETERMINATE
    band = 0
    for months in BAND_TO_MONTHS:
        if not is_under(months, passed, length):
            band += 1
    return band


def pass_sentence(
    w: Any, t: float, length: int, credit: int, offence_day: float, offence: int, excluded: int, serious: int, p: Any
) -> None:
    """Work out the dates of a custodial sentence passed today and leave them for its administration to begin.

    Under the law of the day (`p.law`), for an offence of a group, on a day, excluded from SDS40 or listed as serious
    (1) or not (0). Where another sentence passed at the same time waits as well, the two are concurrent: the latest of
    each date, and the rules of the longest.
    """
    today = math.floor(t)
    s = Sentence(math.floor(offence_day), today, length, credit, math.floor(w.born), excluded, serious)
    release = release_day_on(s, p.law)
    unconditional = is_unconditional_on(s, p.law)
    expiry = release if unconditional else expiry_on(s)
    supervision = supervision_end_on(s, p.law, 0)
    if supervision == NEVER:
        supervision = expiry
    if length == INDETERMINATE_DAYS:
        release = today + int(p.indeterminate_tariff_years * YEAR_DAYS) - credit
        unconditional = False
        expiry = release + int(p.life_licence_years * YEAR_DAYS)
        supervision = expiry
    if w.sentence_due == 0:
        w.due_length = 0.0
        w.due_release = 0.0
        w.due_expiry = 0.0
        w.due_curfew = 0.0
        w.due_supervision = 0.0
        w.due_removal = 0.0
        w.due_early = 0.0
        w.due_short = 1
        w.due_unconditional = 1
    w.sentence_due = 1
    if length > w.due_length:
        w.due_length = float(length)
        w.due_offence = offence_day
        w.due_passed = t
        w.due_credit = credit
        w.due_excluded = excluded
        w.due_serious = serious
        w.due_offence_group = offence
    w.due_release = max(w.due_release, float(release))
    w.due_expiry = max(w.due_expiry, float(expiry))
    w.due_curfew = max(w.due_curfew, float(curfew_day_on(s, p.law)))
    w.due_supervision = max(w.due_supervision, float(supervision))
    w.due_removal = max(w.due_removal, float(removal_day(today, release, credit)))
    w.due_early = max(w.due_early, float(early_licence_day(s, p.law)))
    if not unconditional:
        w.due_unconditional = 0
    if not is_under(12, today, length):
        w.due_short = 0


def join_consecutive(w: Any, c: Any, p: Any) -> None:
    """Add a term passed to run after the one that she serves to it: from now on the two are one.

    From the day of the first of them, as long as both together, with the days credited to each; the aggregate decides
    how much is served, and which of licence, supervision, curfew and recall follow (CJA 2003 s.264). Which offences the
    law of release looks at is decided by the longer. Its dates stand in place of those of the first, and may be
    earlier, as days credited to the second count for both. An indeterminate sentence is served beside the other.
    """
    w.due_consecutive = 0
    length = int(w.due_length)
    if length == INDETERMINATE_DAYS or c.length == INDETERMINATE_DAYS:
        return
    credit = c.credit + w.due_credit
    offence_day, offence, excluded, serious = w.due_offence, w.due_offence_group, w.due_excluded, w.due_serious
    if c.length > length:
        offence_day, offence, excluded, serious = c.offence_day, c.offence, c.excluded, c.serious
    w.sentence_due = 0
    both = consecutive_days(c.length, length)
    pass_sentence(w, c.passed, both, credit, offence_day, offence, excluded, serious, p)
    c.release = w.due_release
    c.expiry = w.due_expiry
    c.supervision_until = w.due_supervision
