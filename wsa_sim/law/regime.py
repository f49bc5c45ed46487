"""Automatic release of a determinate sentence under the law of its day: which share is served, and until when.

The law at any time since 4 April 2005; offences before that are under older rules, which are not here. Each reform is
applied in the order in which it began: it may bring release forward, to no earlier than its own day, and never puts it
back.

Functions take whole numbers in two named tuples, the `Sentence` and the `Law`, and are compiled as they stand. Sections
are of the Criminal Justice Act 2003 unless another Act is named.
"""

from __future__ import annotations

from typing import NamedTuple

from wsa_sim.law.calendar import add_months
from wsa_sim.law.commencement import SDS40_SECOND_TRANCHE_AFTER, Law
from wsa_sim.law.term import expiry_day, is_under

TWO_THIRDS, HALF, TWO_FIFTHS, THIRD = 40, 30, 24, 20
"""Shares of a sentence that are served in custody, in sixtieths."""

WHOLE = 60


class Sentence(NamedTuple):
    """One determinate sentence of an adult, in whole numbers.

    Attributes
    ----------
    offence, sentenced : int
        Day of the offence, day of the sentence.
    length : int
        Days of the sentence.
    credit : int
        Days on remand and half-days on tagged bail that count towards it (ss.240ZA, 240A).
    born : int
        Day of birth.
    excluded : int
        1 for an offence to which SDS40 does not apply, else 0.
    serious : int
        1 for an offence listed for release at two thirds (s.244ZA), else 0.
    """

    offence: int
    sentenced: int
    length: int
    credit: int
    born: int
    excluded: int
    serious: int


def length_of(sentenced: int, months: int, days: int) -> int:
    """Return the days of a term of calendar months and days that begins on the day of sentence."""
    return add_months(sentenced, months) + days - sentenced


def custodial_days(length: int, share: int) -> int:
    """Return the days of the custodial part: a share of the sentence in sixtieths, rounded up."""
    return (length * share + WHOLE - 1) // WHOLE


def custodial_end(s: Sentence, share: int) -> int:
    """Return the last day of the custodial part, or the day of sentence if remand has used it up."""
    return max(s.sentenced, s.sentenced + custodial_days(s.length, share) - 1 - s.credit)


def expiry_on(s: Sentence) -> int:
    """Return the last day of the sentence, before any time unlawfully at large is added."""
    return expiry_day(s.sentenced, s.length, s.credit)


def first_share(s: Sentence, law: Law) -> int:
    """Return the share in force when she was sentenced, before SDS40: half, or two thirds for listed serious offences.

    Two thirds of seven years or more, sentenced on or after 1 April 2020 (the Release of Prisoners (Alteration of
    Relevant Proportion of Sentence) Order 2020), and of four years or more from 28 June 2022 (s.244ZA).
    """
    if s.serious == 1 and s.sentenced >= law.two_thirds_seven_years and not is_under(84, s.sentenced, s.length):
        return TWO_THIRDS
    if s.serious == 1 and s.sentenced >= law.two_thirds_four_years and not is_under(48, s.sentenced, s.length):
        return TWO_THIRDS
    return HALF


def sds40_from(s: Sentence, law: Law) -> int:
    """Return the first day on which SDS40 can release her: her tranche's, or any day if she was sentenced under it.

    Those inside on 10 September 2024 are in tranche 1 if the sentence is less than five years, otherwise in tranche 2.
    """
    if s.sentenced >= law.sds40:
        return s.sentenced
    if is_under(60, s.sentenced, s.length):
        return law.sds40
    return law.sds40 + SDS40_SECOND_TRANCHE_AFTER


def progression_share(s: Sentence) -> int:
    """Return the share of the progression model: a third, or half for listed serious offences."""
    return HALF if s.serious == 1 else THIRD


def progression_wait(length: int) -> int:
    """Return the days from the progression model's beginning to the tranche of a sentence of some days.

    Ten tranches: 1 and 13 October, 10 November and 8 December 2026, then 12 January, 9 February, 9 March, 13 April,
    11 May and 8 June 2027.
    """
    if length <= 574:
        return 0
    if length <= 882:
        return 12
    if length <= 1162:
        return 40
    if length <= 1561:
        return 68
    if length <= 2121:
        return 103
    if length <= 2758:
        return 131
    if length <= 3283:
        return 159
    if length <= 3654:
        return 194
    if length <= 4396:
        return 222
    return 250


def progression_from(s: Sentence, law: Law) -> int:
    """Return the first day on which the progression model can release her: her tranche's, if she is inside already."""
    if s.sentenced >= law.progression_model:
        return s.sentenced
    return law.progression_model + progression_wait(s.length)


def release_rule(s: Sentence, law: Law) -> tuple[int, int]:
    """Return the share under which she is released, in sixtieths, and the day of automatic release (s.244)."""
    share = first_share(s, law)
    day = custodial_end(s, share)
    if s.excluded == 0 and s.serious == 0:
        earlier = max(custodial_end(s, TWO_FIFTHS), sds40_from(s, law))
        if earlier < day:
            share, day = TWO_FIFTHS, earlier
    earlier = max(custodial_end(s, progression_share(s)), progression_from(s, law))
    if earlier < day:
        share, day = progression_share(s), earlier
    return share, day


def release_day_on(s: Sentence, law: Law) -> int:
    """Return the day of automatic release."""
    return release_rule(s, law)[1]


def custodial_period_end(s: Sentence, law: Law) -> int:
    """Return the last day of the requisite custodial period, which a tranche's day does not put back."""
    return custodial_end(s, release_rule(s, law)[0])


def is_unconditional_on(s: Sentence, law: Law) -> bool:
    """Return whether she is released without a licence.

    So is a sentence of one day; and one of less than twelve months for an offence before the Offender Rehabilitation
    Act began, unless release is under the progression model.
    """
    if s.length <= 1:
        return True
    if s.offence >= law.rehabilitation_act or not is_under(12, s.sentenced, s.length):
        return False
    return release_day_on(s, law) < law.progression_model
