"""Supervision after sentence, and contact with probation, under the law of its day."""

from __future__ import annotations

from wsa_sim.law.calendar import add_months
from wsa_sim.law.commencement import Law
from wsa_sim.law.regime import Sentence, custodial_period_end, expiry_on, is_unconditional_on, release_day_on
from wsa_sim.law.term import NEVER, is_under

YOUNG_SUPERVISION_MONTHS = 3
SUPERVISION_MONTHS = 12


def is_aged(born: int, years: int, day: int) -> bool:
    """Return whether somebody has reached an age on a day."""
    return day >= add_months(born, 12 * years)


def young_supervision_end(s: Sentence, law: Law) -> int:
    """Return when three months' supervision of a woman of 18 to 20 ends, or `NEVER` (s.256B; before it CJA 1991 s.65).

    She is sentenced to detention in a young offender institution, for less than twelve months, for an offence before
    the Offender Rehabilitation Act began, and is released without a licence. Her age is that on the day of sentence.
    """
    if s.length <= 1 or not is_unconditional_on(s, law) or is_aged(s.born, 21, s.sentenced):
        return NEVER
    return add_months(release_day_on(s, law), YOUNG_SUPERVISION_MONTHS)


def post_sentence_end(s: Sentence, law: Law, at_large: int) -> int:
    """Return when post-sentence supervision ends, or `NEVER` where there is none (s.256AA).

    For a sentence of more than one day and less than two years, the offence on or after the Offender Rehabilitation
    Act's beginning, for a woman of 18 or over on the last day of the requisite custodial period: from the end of the
    sentence to twelve months after that day. Release on curfew does not bring it forward and recall does not push it
    back; days unlawfully at large do (Prison Act 1952 s.49). The repeal ends what is running.
    """
    if s.offence < law.rehabilitation_act or s.length <= 1 or not is_under(24, s.sentenced, s.length):
        return NEVER
    period_end = custodial_period_end(s, law)
    ends = add_months(period_end, SUPERVISION_MONTHS)
    expiry = expiry_on(s)
    if not is_aged(s.born, 18, period_end) or ends <= expiry or expiry + at_large + 1 >= law.supervision_repeal:
        return NEVER
    return min(ends + at_large, law.supervision_repeal - 1)


def supervision_end_on(s: Sentence, law: Law, at_large: int) -> int:
    """Return when supervision after the sentence ends, of either kind, or `NEVER`."""
    return min(post_sentence_end(s, law, at_large), young_supervision_end(s, law))


def contact_end_on(s: Sentence, law: Law, at_large: int) -> int:
    """Return the day on which active contact on licence stops under Probation Reset, or `NEVER` where it does not.

    Contact stops at two thirds of the time from release to the end of the licence, and no earlier than 29 April 2024.
    Recall is not looked at, and cases kept out of Reset are not told apart.
    """
    if is_unconditional_on(s, law):
        return NEVER
    release, expiry = release_day_on(s, law), expiry_on(s) + at_large
    stops = max(release + (2 * (expiry - release) + 2) // 3, law.probation_reset)
    return stops if stops < expiry else NEVER
