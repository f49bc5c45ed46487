"""Questions about a woman that several stages ask, and the two marks that her record bears."""

from __future__ import annotations

from typing import Any

from wsa_sim.chance.distributions import exponential
from wsa_sim.chance.draws import draw
from wsa_sim.law.calendar import civil_month, civil_year
from wsa_sim.pathway.woman import FIXED_COHORT, FOREVER, N_COHORTS, N_FOLLOW_UPS

YEAR_DAYS = 365.25
CHILDHOOD_DAYS = 18.0 * YEAR_DAYS

ON_COMMUNITY_ORDER, ON_SUSPENDED_ORDER = 1, 2  # kinds of order (`w.order`)

NO_FIXED_ABODE = 33  # a place of residence, after the boroughs

# bands of previous convictions: none, one to four, five to fourteen, fifteen and more
RECORD_NONE, RECORD_ONE_TO_FOUR, RECORD_FIVE_TO_FOURTEEN, RECORD_FIFTEEN_PLUS = range(4)


# ages at which the bands begin: 18 to 24, 25 to 34, 35 to 44, 45 to 59, 60 and over
AGE_BANDS_FROM = (18.0, 25.0, 35.0, 45.0, 60.0)
OLDER_BANDS_FROM = AGE_BANDS_FROM[1:]


def age_band(w: Any, t: float) -> int:
    """Return the band of her age on day `t`."""
    band = 0
    for years in OLDER_BANDS_FROM:
        if t >= w.born + YEAR_DAYS * years:
            band += 1
    return band


def age_band_until(w: Any, t: float) -> float:
    """Return the day on which she comes into the next band of age."""
    for years in OLDER_BANDS_FROM:
        if t < w.born + YEAR_DAYS * years:
            return w.born + YEAR_DAYS * years
    return FOREVER


def early_until(w: Any, t: float, days: float) -> float:
    """Return the day on which the first `days` after her release end, or `FOREVER` where none run on day `t`."""
    ends = w.released + days
    return ends if w.released > 0.0 and t < ends else FOREVER


def dependent_children(w: Any, t: float) -> int:
    """Return the number of her dependent children, until the youngest is eighteen."""
    return w.children if t < w.youngest_born + CHILDHOOD_DAYS else 0


def in_custody(w: Any) -> bool:
    """Return whether anything holds her in prison: a remand, a recall, or a sentence, just passed or being served."""
    return w.remands + w.serving + w.recalled + w.sentence_due > 0


def days_held_otherwise(w: Any, t: float) -> float:
    """Return the days for which a sentence or a recall has held her so far: they earn no credit as days on remand."""
    return w.otherwise_days + (t - w.otherwise_since if w.otherwise_since > 0.0 else 0.0)


def under_statutory_supervision(w: Any) -> bool:
    """Return whether she is on a curfew, a licence, post-sentence supervision or a suspended sentence order."""
    return w.licence + w.curfew + w.supervised > 0 or w.order == ON_SUSPENDED_ORDER


def period_of(t: float, p: Any) -> int:
    """Return the policy period that holds on day `t`."""
    k = 0
    while p.period_start[k + 1] <= t:
        k += 1
    return k


def record_band(convictions: int) -> int:
    """Return the band of a number of previous convictions."""
    if convictions == 0:
        return RECORD_NONE
    if convictions < 5:
        return RECORD_ONE_TO_FOUR
    return RECORD_FIVE_TO_FOURTEEN if convictions < 15 else RECORD_FIFTEEN_PLUS


def prove(w: Any, offence_day: float) -> None:
    """An offence is proved by conviction or caution: a reoffence if it fell in the year after an index event.

    A conviction after a caution for the same offence, whose condition was not met, proves nothing more.
    """
    if offence_day == w.proved_day:
        return
    w.proved_day = offence_day
    for i in range(N_FOLLOW_UPS):
        if w.index_quarter[i] > 0 and w.index_day[i] < offence_day <= w.index_day[i] + YEAR_DAYS:
            w.reoffended[i] += 1


# what a follow-up begins with (`w.index_kind`), in the order of `follow_up.AFTER`
(
    BY_CAUTION,
    BY_COMMUNITY_ORDER,
    BY_SUSPENDED_SENTENCE,
    BY_OTHER_DISPOSAL,
    BY_SHORT_SENTENCE,
    BY_LONG_SENTENCE,
    BY_COHORT,
) = range(7)


def begin_follow_up(w: Any, t: float, kind: int) -> None:
    """A caution, a conviction without custody or a release is an index disposal: her first of the quarter is taken.

    It also is her last disposal, from which her time at liberty counts.
    """
    w.last_disposal = kind + 1
    w.liberty_since = t
    quarter = 4 * civil_year(int(t)) + (civil_month(int(t)) - 1) // 3
    i = quarter % N_COHORTS
    if w.index_quarter[i] == 0:
        w.follow_ups += 1
        w.index_quarter[i] = quarter
        w.index_day[i] = t
        w.index_kind[i] = kind
        w.reoffended[i] = 0


def enter_cohort(w: Any, t: float, p: Any) -> None:
    """Her first arrest from the cohort's day on (`cohort_from`), in a year, brings her into the fixed cohort."""
    if w.cohort == 0 and p.cohort_from <= t < p.cohort_from + YEAR_DAYS:
        w.cohort = 1
        w.cohort_due = 1
        w.follow_ups += 1
        w.index_quarter[FIXED_COHORT] = 1
        w.index_day[FIXED_COHORT] = t
        w.index_kind[FIXED_COHORT] = BY_COHORT
        w.reoffended[FIXED_COHORT] = 0


def in_cohort_year(w: Any, t: float) -> bool:
    """Return whether the day is within the twelve months for which the fixed cohort follows her."""
    return w.cohort == 1 and t <= w.index_day[FIXED_COHORT] + YEAR_DAYS


def go_in(w: Any, t: float, received: int) -> None:
    """She goes into prison, if she is not there already: received on remand or under sentence (1), or recalled (0)."""
    if w.inside_since > 0.0:
        return
    w.inside_since = t
    if in_cohort_year(w, t):
        w.cohort_received += received


def count_days_inside(w: Any, t: float) -> None:
    """Count the days of this stay in prison that fall into the twelve months of the fixed cohort."""
    if w.cohort == 1 and w.inside_since > 0.0:
        begins = max(w.inside_since, w.index_day[FIXED_COHORT])
        ends = min(t, w.index_day[FIXED_COHORT] + YEAR_DAYS)
        w.cohort_inside += max(0.0, ends - begins)


def come_out(w: Any, t: float) -> None:
    """She leaves prison: her time at liberty, which stood still in it, runs on, or begins if she is released today."""
    count_days_inside(w, t)
    if w.liberty_since > 0.0:
        w.liberty_since = t - max(0.0, w.inside_since - w.liberty_since)
    w.inside_since = 0.0


def convict(w: Any, offence_day: float) -> None:
    """A conviction enters her record."""
    prove(w, offence_day)
    w.convictions += 1
    w.record = record_band(w.convictions)


def caution(w: Any, t: float, offence_day: float) -> None:
    """A caution is proved, but is not a conviction: her record of convictions does not grow."""
    prove(w, offence_day)
    begin_follow_up(w, t, BY_CAUTION)


def spell(w: Any, episode: int, name: int, mean: float) -> float:
    """Return an exponential length of time in days of one episode."""
    return exponential(draw(w.key, episode, name, 0), mean)
