"""Every date of one determinate sentence under the law of its day, in one function."""

from __future__ import annotations

from typing import NamedTuple

from wsa_sim.law.commencement import Law
from wsa_sim.law.curfew import curfew_day_on
from wsa_sim.law.executive import early_licence_day
from wsa_sim.law.recall import release_after_recall
from wsa_sim.law.regime import Sentence, expiry_on, is_unconditional_on, release_day_on
from wsa_sim.law.supervision import contact_end_on, supervision_end_on
from wsa_sim.law.term import NEVER


class Dates(NamedTuple):
    """The dates of a determinate sentence as day numbers; `NEVER` where there is no such date.

    Attributes
    ----------
    curfew : int
        First day on which she may be released on home detention curfew.
    early_licence : int
        First day on which a governor of a women's prison in the scheme could release her early.
    release : int
        Day of automatic release.
    unconditional : int
        1 if release is without a licence, else 0.
    licence_end : int
        Last day of the licence.
    expiry : int
        Last day of the sentence, with days unlawfully at large.
    contact_end : int
        Day on which active contact on licence stops under Probation Reset.
    supervision_end : int
        Day on which supervision after the sentence ends.
    recall_release : int
        Day of release after recall at the latest.
    """

    curfew: int
    early_licence: int
    release: int
    unconditional: int
    licence_end: int
    expiry: int
    contact_end: int
    supervision_end: int
    recall_release: int


def dates_on(s: Sentence, law: Law, recall: int, returned: int, at_large: int) -> Dates:
    """Return every date of a sentence.

    Parameters
    ----------
    s, law
        The sentence, and the law.
    recall : int
        `recall.NO_RECALL`, `recall.STANDARD`, or the days of a fixed term.
    returned : int
        Day of return to custody after recall; of no account without a fixed term.
    at_large : int
        Days unlawfully at large.
    """
    expiry = expiry_on(s) + at_large
    unconditional = is_unconditional_on(s, law)
    return Dates(
        curfew_day_on(s, law),
        early_licence_day(s, law),
        release_day_on(s, law),
        1 if unconditional else 0,
        NEVER if unconditional else expiry,
        expiry,
        contact_end_on(s, law, at_large),
        supervision_end_on(s, law, at_large),
        release_after_recall(s, law, recall, returned, at_large),
    )
