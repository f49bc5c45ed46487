"""Visits and days of one sentence worked out by hand, with constant hazards.

Failures to comply are a Poisson process while a woman is at liberty under one of three rates. Between failures that
matter the licence, or the supervision, is a Markov chain in the whole days that are left of it: a recall on the j-th
day leaves n - j, of which the days in prison come off; days at large come off nothing. Expected visits are a row of
(I - Q)^-1, and days follow from truncated exponentials.
"""

from __future__ import annotations

import datetime
import math
from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from tests.functional.histories.lives import Luck
from tests.verification.analytic import Floats, expected_visits

ARRESTED = datetime.date(2018, 1, 9)
RATES = {"curfew": 2.5, "short": 4.0, "long": 3.0, "supervision": 2.0}  # a year
CURFEW_SHARE, RECALL, FIXED_TERM, AT_LARGE = 0.6, 0.55, 0.6, 6.0
STANDARD = {"short": 30.0, "long": 60.0}
COMMITTAL, COMMITTED_DAYS = 0.4, 10
FOREIGN, REMOVAL, EXCLUDED = 0.4, 0.5, 0.25
EARLIEST_REMOVAL_DAYS, LONGEST_CURFEW_DAYS = 270, 135


@dataclass(frozen=True)
class Sentence:
    """A length: its band, the luck of a narrow part of it, and days on remand before; and the dates that follow."""

    band: int
    length: int
    on_remand: int = 0

    @property
    def kind(self) -> str:
        return "long" if self.band >= 4 else "short"

    @property
    def passed(self) -> datetime.date:
        """She is heard the day after the arrest, and sentenced then or when the remand ends."""
        return ARRESTED + datetime.timedelta(days=1 + self.on_remand)

    @property
    def luck(self) -> Luck:
        """The luck by which a length is drawn from the days of its band, all alike."""
        first, last = {3: (6, 12), 4: (12, 24)}[self.band]
        shortest, longest = (days_of_months(self.passed, months) for months in (first, last))
        place = self.length - shortest
        return Luck("LENGTH_WITHIN_BAND", place / (longest - shortest), (place + 1) / (longest - shortest))

    @property
    def custodial(self) -> int:
        return (self.length + 1) // 2

    @property
    def to_release(self) -> int:
        return max(0, self.custodial - 1 - self.on_remand)

    @property
    def on_licence(self) -> int:
        return self.length - 1 - self.on_remand - self.to_release

    @property
    def under_supervision(self) -> int:
        """Supervision lasts to twelve months after the custodial part, beyond the licence."""
        released = self.passed + datetime.timedelta(days=self.to_release)
        return days_of_months(released, 12) - self.on_licence

    @property
    def to_curfew(self) -> int:
        """Days to the curfew: a quarter of the sentence, 28 days at the least, and 135 days early at the most."""
        return max(28, (self.custodial + 1) // 2, self.to_release - LONGEST_CURFEW_DAYS + 1)

    @property
    def to_removal(self) -> int:
        return max(self.to_release - EARLIEST_REMOVAL_DAYS, self.to_release - self.to_release // 2)


def days_of_months(day: datetime.date, months: int) -> int:
    """Return the days from a date to the same day of a later month."""
    years, month = divmod(day.month - 1 + months, 12)
    return (day.replace(year=day.year + years, month=month + 1) - day).days


class Theory:
    """Expected visits, and expected days, in each state of a sentence."""

    def __init__(self, sentence: Sentence) -> None:
        self.s = sentence
        self.visits: defaultdict[str, float] = defaultdict(float)
        self.days: defaultdict[str, float] = defaultdict(float)
        self.held: defaultdict[str, float] = defaultdict(float)  # days in prison by kind of recall
        self.at_large = 0.0
        self.rate = {name: rate / 365.25 for name, rate in RATES.items()}
        removed = FOREIGN * REMOVAL if sentence.kind == "long" else 0.0
        for state, often in (
            ("SENTENCE_BEGINS", 1.0), ("SENTENCED_FOR_OFFENCE_OF", 1.0), ("EXCLUDED_FROM_SDS40", EXCLUDED),
            ("SENTENCE_CREDITED", 1.0),
        ):  # fmt: skip
            self.enter(state, often, 0.0)
        if sentence.to_release == 0:
            self.enter("RELEASED_AT_COURT", 1.0, 0.0)
            self.licence("RELEASED_AT_COURT", 1.0, 0.0)
        else:
            self.custody(removed, (1 - removed) * CURFEW_SHARE)
        self.supervision(1 - removed)
        self.enter("SENTENCE_COMPLETED", 1 - removed, 0.0)

    def enter(self, state: str, often: float, days: float) -> None:
        """Add so many visits to a state, of so many days each."""
        self.visits[state] += often
        self.days[state] += often * days

    def custody(self, removed: float, tagged: float) -> None:
        """Removal, curfew or automatic release, then the licence; a curfew that fails ends in recall to that day."""
        s, rate, left = self.s, self.rate["curfew"], self.s.to_release - self.s.to_curfew
        self.enter("SERVING_SENTENCE", 1 + removed + tagged, 0)
        self.days["SERVING_SENTENCE"] = (1 - removed - tagged) * s.to_release
        self.days["SERVING_SENTENCE"] += removed * s.to_removal + tagged * s.to_curfew
        self.enter("REMOVED", removed, 0)
        self.enter("RELEASED_ON_LICENCE", 1 - removed - tagged, 0)
        self.enter("RELEASED_ON_CURFEW", tagged, -math.expm1(-rate * left) / rate)
        fails = tagged * -math.expm1(-rate * left)
        self.enter("CURFEW_RECALL", fails, 0)
        self.enter("CURFEW_COMPLETED", tagged - fails, 0)
        held = float((left - np.arange(left + 1)) @ on_days(rate, left)) * tagged / fails
        self.held["CURFEW_RECALL"] = held * fails
        self.recalled(fails, rate, held)
        for state, often in (("RELEASED_ON_LICENCE", 1 - removed - tagged), ("CURFEW_COMPLETED", tagged - fails)):
            self.days[state] += often * mean_wait(self.rate[s.kind], s.on_licence)
        self.licence("RERELEASED", 1 - removed, fails)

    def recalled(self, often: float, rate: float, held: float) -> None:
        """Recalls at a rate: the time at large ends with the day, or whole days later; then come days in prison.

        She is found when the day ends on which an exponential time of mean m runs out. With a part f of the day left at
        the recall, exp(-f/m) / (1 - exp(-1/m)) more days pass in the mean; f is exponential, turned round and cut off.
        """
        end_of_day = 1 / -math.expm1(-rate) - 1 / rate
        past_it = rate / math.expm1(rate) * math.expm1(rate - 1 / AT_LARGE) / (rate - 1 / AT_LARGE)
        more = past_it / -math.expm1(-1 / AT_LARGE)
        for state, days in (("UNLAWFULLY_AT_LARGE", end_of_day + more), ("RETURNED_TO_CUSTODY", held)):
            self.enter(state, often, days)
        self.enter(f"RECALLED_FROM_{self.s.kind.upper()}_SENTENCE", often, 0)
        self.at_large += often * more
        self.enter("RERELEASED", often, 0)

    def licence(self, first: str, women: float, rereleased: float) -> None:
        """The licence, as a chain in the whole days that are left when a spell of it begins.

        `rereleased` of the women begin it after recall from a curfew; `first` is the state of the rest, if their days
        in it are not yet counted, or else `RERELEASED`.
        """
        s, n = self.s, self.s.on_licence
        rate, recall = self.rate[s.kind], self.rate[s.kind] * RECALL
        days, lefts = np.arange(n + 2), np.arange(n + 1)
        stay = np.exp(-np.maximum(days - 1, 0) / STANDARD[s.kind]) - np.exp(-days / STANDARD[s.kind])
        fixed, kind = (13, "RECALL_14_DAY") if s.kind == "short" else (27, "RECALL_28_DAY")
        on, standard = on_days(recall, n), (1 - FIXED_TERM) * stay
        q = falling(np.convolve(on, standard + FIXED_TERM * (days == fixed)), -np.expm1(-recall * lefts))
        spells = women * expected_visits(q, np.eye(n + 1)[n])
        on_licence = -np.expm1(-recall * lefts) / recall
        unwarned = -np.expm1(-rate * lefts) / rate
        recalls = float(spells @ q.sum(axis=1))
        lasts = [np.minimum(days, left) @ stay + left * (1 - stay.sum()) for left in lefts]
        shorter = np.minimum(fixed, lefts)
        for name, share, held in ((kind, FIXED_TERM, shorter), ("RECALL_STANDARD", 1 - FIXED_TERM, lasts)):
            self.visits[name] = recalls * share
            self.held[name] = share * float(spells @ np.convolve(on, held)[: n + 1])
        self.recalled(recalls, recall, (self.held[kind] + self.held["RECALL_STANDARD"]) / recalls)
        again = spells - women * (lefts == n)
        self.days["RERELEASED"] += float(again @ unwarned) + rereleased * unwarned[n]
        if first != "RERELEASED":
            self.days[first] += women * unwarned[n]
        self.visits["LICENCE_WARNING"] = rate * (1 - RECALL) * float(spells @ on_licence)
        self.days["LICENCE_WARNING"] = float(spells @ (on_licence - unwarned))
        self.visits["LICENCE_BREACH"] = self.visits["LICENCE_WARNING"] + recalls
        self.enter("LICENCE_ENDED", women, 0)

    def supervision(self, women: float) -> None:
        """Supervision, as a chain in the days left when a spell begins, and whether a failure awaits the court.

        A breach on the j-th day is heard when that day ends; she may fail again before, and is then before the court
        once more, a day later. A committal takes its days off what is left, and may outlast it; a failure that awaits
        the court when nothing is left is heard all the same.
        """
        n, rate = self.s.under_supervision, self.rate["supervision"]
        again = -math.expm1(-rate)
        alone = rate * math.exp(-rate) / again  # one failure in a day on which there is any
        lefts = np.arange(n + 1)
        off = np.zeros(n + 1)
        off[[0, COMMITTED_DAYS]] = 1 - COMMITTAL, COMMITTAL
        free = falling(np.convolve(on_days(rate, n), off), -np.expm1(-rate * lefts))
        awaiting = falling(np.append(0.0, off), np.ones(n + 1))
        q = np.block([[alone * free, (1 - alone) * free], [(1 - again) * awaiting, again * awaiting]])
        spells = women * expected_visits(q, np.eye(2 * n + 2)[n])
        before = -np.expm1(-rate * lefts) / rate
        breaches = (spells * q.sum(axis=1)).reshape(2, n + 1).sum(axis=1)
        often = float(breaches.sum())
        self.enter("SUPERVISION_BEGINS", women, mean_wait(rate, n))
        self.enter("SUPERVISION_BREACH", breaches[0], 1 / again - 1 / rate)
        self.enter("SUPERVISION_BREACH", breaches[1], 1.0)
        self.enter("SUPERVISION_COMMITTAL", COMMITTAL * often, COMMITTED_DAYS)
        self.enter("SUPERVISION_CONTINUES", often, 0)
        self.days["SUPERVISION_CONTINUES"] = float(spells[: n + 1] @ before) - women * mean_wait(rate, n)
        self.enter("SUPERVISION_ENDED", women, 0)


def on_days(rate: float, n: int) -> Floats:
    """Return the chances that the first event at a rate is on each day up to the n-th; none is on day 0."""
    j = np.arange(n + 1)
    return np.asarray(np.where(j > 0, np.exp(-rate * (j - 1)) * -math.expm1(-rate), 0.0))


def falling(lost: Floats, chance: Floats) -> Floats:
    """Return the moves of a chain in the days that are left: so many are lost, and never more than there are.

    Parameters
    ----------
    lost : array
        Probability of losing each number of days, of which those up to what is left are of use.
    chance : array, (n + 1,)
        Probability of losing any, by the days left.
    """
    q = np.zeros((len(chance), len(chance)))
    for left in range(len(chance)):
        falls = min(left, len(lost))
        q[left, left - falls + 1 : left + 1] = lost[:falls][::-1]
        q[left, 0] = chance[left] - q[left, 1:].sum()
    return q


def mean_wait(rate: float, left: float) -> float:
    """Return the mean days to the first event at a rate, or to the end of so many days."""
    return -math.expm1(-rate * left) / rate
