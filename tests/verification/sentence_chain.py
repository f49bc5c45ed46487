"""Visits and days of one sentence worked out by hand, with constant hazards.

Failures to comply are a Poisson process while a woman is at liberty under one of three rates. Between failures that
matter the licence, or the supervision, is a Markov chain in the whole days that are left of it. If recall is asked for
on the j-th day of n, sign-off comes when that day ends, and the decision a day later: n - j - 1 are left, of which the
days in prison come off; days at large come off nothing. Refused, she goes on with a failure to answer, if she failed
meanwhile, or without. Expected visits are a row of (I - Q)^-1, and days follow from truncated exponentials.
"""

from __future__ import annotations

import datetime
import math
from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from tests.functional.histories.lives import Luck
from tests.verification.analytic import Floats, expected_visits
from tests.verification.chain_parts import (
    FIXED_TERM,
    MEDIANS_AT_LARGE,
    MIDDLES,
    by_whom,
    days_at_large,
    falling,
    mean_wait,
    on_days,
    refuse,
    stays,
)

ARRESTED = datetime.date(2018, 1, 9)
RATES = {"curfew": 2.5, "short": 4.0, "long": 3.0, "supervision": 2.0}  # a year
CURFEW_SHARE, RECALL = 0.6, 0.55
SIGNED_OFF, DECIDED = 0.8, 0.7
INSTEAD = {
    "LICENCE_WARNING": 0.4, "LICENCE_VARIED": 0.2, "CONTACT_INCREASED": 0.15, "OTHER_SERVICES_OFFERED": 0.1,
    "CASE_CONFERENCE": 0.1, "HOME_VISIT": 0.05,
}  # fmt: skip
WHY = {
    "RECALLED_OUT_OF_TOUCH": 0.4, "RECALLED_NOT_RESIDING": 0.2, "RECALLED_FOR_BEHAVIOUR": 0.3,
    "RECALLED_FOR_SUBSTANCE_USE": 0.1,
}  # fmt: skip
NOT_MONITORED, LOST = 0.3, 0.6  # LOST: out of touch, or not residing where required
COMMITTAL, COMMITTED_DAYS = 0.4, 10
PENALTIES = {
    "SUPERVISION_BREACH_NOT_PROVED": 0.1, "SUPERVISION_NO_PENALTY": 0.2, "SUPERVISION_FINE": 0.3,
    "SUPERVISION_DEFAULT_ORDER": 0.15, "SUPERVISION_OTHER_PENALTY": 0.25,
}  # fmt: skip
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
            ("SENTENCE_CREDITED", 1.0), ("SUPERVISED_BY_COMPANY", 1.0), ("COMPANY_CASE_CLOSED", 1.0),
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
        within = rate * np.exp(-rate * MIDDLES) / -math.expm1(-rate) / len(MIDDLES)  # when in its day it fails
        more = float(within @ [days_at_large(MEDIANS_AT_LARGE[0], passed) for passed in MIDDLES])
        self.recalled(fails, 1 + more - float(within @ MIDDLES), more, held)
        self.enter("CURFEW_RECALL_ENDED", fails, 0)
        self.enter("RECALLED_FOR_BREACH_OF_CURFEW", fails * (1 - NOT_MONITORED), 0)
        self.enter("RECALLED_NOT_MONITORED", fails * NOT_MONITORED, 0)
        for state, often in (("RELEASED_ON_LICENCE", 1 - removed - tagged), ("CURFEW_COMPLETED", tagged - fails)):
            self.days[state] += often * mean_wait(self.rate[s.kind], s.on_licence)
        self.licence("RERELEASED", 1 - removed, fails)

    def recalled(self, often: float, at_large: float, value: float, held: float) -> None:
        """Recalls, each with so many days at large, of which whole ones are added to the sentence, and in prison."""
        self.enter("UNLAWFULLY_AT_LARGE", often, at_large)
        self.enter("RETURNED_TO_CUSTODY", often, held)
        self.enter(f"RECALLED_FROM_{self.s.kind.upper()}_SENTENCE", often, 0)
        self.at_large += often * value
        self.enter("RERELEASED", often, 0)

    def licence(self, first: str, women: float, rereleased: float) -> None:
        """The licence, as a chain in the whole days left when a spell begins, and whether a failure is to be answered.

        `rereleased` of the women begin it after recall from a curfew; `first` is the state of the rest, if their days
        in it are not yet counted, or else `RERELEASED`. Of the moves, those by recall are kept apart.
        """
        s, n = self.s, self.s.on_licence
        rate, asked = self.rate[s.kind], self.rate[s.kind] * RECALL
        lefts = np.arange(n + 1)
        ask = np.array([[on_days(asked, n)[j] if j <= left else 0.0 for j in range(n + 1)] for left in lefts])
        # of the rest of a day on which recall is asked for: no other failure
        none = asked * (math.exp(-asked) - math.exp(-rate)) / ((rate - asked) * -math.expm1(-asked))
        stay, fixed, standard = stays(s.kind, n)
        kept = np.zeros((2, n + 1, 2, n + 1))  # from free or with a failure to answer, by days left; to the same
        back = np.zeros((2, n + 1, n + 1))  # to release after recall
        signing, deciding, decided = (np.zeros((2, n + 1)) for _ in range(3))
        for left in range(1, n + 1):
            ways = [(0, j, ask[left, j], none) for j in range(1, left + 1)] + [(1, 1, RECALL, math.exp(-rate))]
            kept[1, left, 0, left] = 1 - RECALL
            for answered, j, chance, quiet in ways:
                signing[answered, left] += chance
                if left - j < 1:
                    continue
                refuse(kept[answered, left], left - j, chance * (1 - SIGNED_OFF), quiet)
                deciding[answered, left] += chance * SIGNED_OFF
                if left - j < 2:
                    continue
                decided[answered, left] += chance * SIGNED_OFF
                refuse(kept[answered, left], left - j - 1, chance * SIGNED_OFF * (1 - DECIDED), quiet * math.exp(-rate))
                of = left - j - 1
                returned = chance * SIGNED_OFF * DECIDED * stay[:of]
                back[answered, left, 1 : of + 1] += returned[::-1]
        size = 2 * (n + 1)
        moves, recalls = kept.reshape(size, size), back.reshape(size, n + 1)
        q = moves + np.hstack([recalls, np.zeros((size, n + 1))])
        spells = women * expected_visits(q, np.eye(size)[n])
        free, failed = spells.reshape(2, n + 1)
        on_licence = -np.expm1(-asked * lefts) / asked
        unwarned = -np.expm1(-rate * lefts) / rate
        again = spells @ recalls  # begun by a release after recall
        self.days["RERELEASED"] += float(again @ unwarned) + rereleased * unwarned[n]
        if first != "RERELEASED":
            self.days[first] += women * unwarned[n]
        self.visits["RECALL_SUBMITTED"] = float(spells @ signing.ravel())
        from_failed = float(failed @ signing[1])
        rest_of_day = 1 / -math.expm1(-asked) - 1 / asked
        self.days["RECALL_SUBMITTED"] = (self.visits["RECALL_SUBMITTED"] - from_failed) * rest_of_day + from_failed
        self.enter("RECALL_SIGNED_OFF", float(spells @ deciding.ravel()), 1)
        self.visits["RECALL_NOT_SIGNED_OFF"] = self.visits["RECALL_SIGNED_OFF"] * (1 / SIGNED_OFF - 1)
        self.visits["RECALL_DECISION"] = float(spells @ decided.ravel())
        self.visits["RECALL_REFUSED"] = self.visits["RECALL_DECISION"] * (1 - DECIDED)
        warned = rate * (1 - RECALL) * float(free @ on_licence) + (1 - RECALL) * float(failed.sum())
        self.visits["LICENCE_BREACH"] = warned + self.visits["RECALL_SUBMITTED"]
        instead = warned + self.visits["RECALL_NOT_SIGNED_OFF"] + self.visits["RECALL_REFUSED"]
        tried = float(free @ on_licence) - women * unwarned[n] - float(again @ unwarned)
        for state, share in INSTEAD.items():
            self.enter(state, instead * share, tried / instead)
        ever = float(np.linalg.solve(np.eye(size) - moves, decided.ravel() * DECIDED)[n])
        self.after_recalls(spells, ask, women, rereleased, ever, fixed, standard)
        self.enter("LICENCE_ENDED", women, 0)

    def after_recalls(
        self, spells: Floats, ask: Floats, women: float, curfew: float, ever: float, fixed: int, standard: Floats
    ) -> None:
        """What kind of recall, why, how often again, and how it ends; `ever` is the chance of any in one licence."""
        n = self.s.on_licence
        free, failed = spells.reshape(2, n + 1)
        by_left = np.zeros(n + 1)  # recalls by the days left at the decision
        for left in range(n + 1):
            for j in range(1, left - 1):
                by_left[left - j - 1] += free[left] * ask[left, j]
            if left > 2:
                by_left[left - 2] += failed[left] * RECALL
        by_left *= SIGNED_OFF * DECIDED
        recalls = float(by_left.sum())
        lefts = np.arange(n + 1)
        lasts = np.array(
            [np.minimum(np.arange(n + 1), left) @ standard + left * (1 - standard.sum()) for left in lefts]
        )
        kind = "RECALL_14_DAY" if self.s.kind == "short" else "RECALL_28_DAY"
        self.visits[kind] = recalls * FIXED_TERM
        self.held[kind] = FIXED_TERM * float(by_left @ np.minimum(fixed, lefts))
        self.visits["RECALL_STANDARD"] = recalls * (1 - FIXED_TERM)
        self.held["RECALL_STANDARD"] = (1 - FIXED_TERM) * float(by_left @ lasts)
        self.visits["FIXED_TERM_ENDED"] = recalls * FIXED_TERM
        executive, parole = (
            (1 - FIXED_TERM) * float(by_left @ np.append(0.0, np.cumsum(of)[:-1])) for of in by_whom(n)
        )
        self.visits["EXECUTIVE_RERELEASE"], self.visits["PAROLE_RERELEASE"] = executive, parole
        self.visits["HELD_TO_SENTENCE_END"] = recalls * (1 - FIXED_TERM) - executive - parole
        more = (1 - LOST) * days_at_large(MEDIANS_AT_LARGE[0], 0) + LOST * days_at_large(MEDIANS_AT_LARGE[1], 0)
        self.recalled(recalls, 1 + more, 1 + more, (self.held[kind] + self.held["RECALL_STANDARD"]) / recalls)
        for state, share in WHY.items():
            self.enter(state, recalls * share, 0)
        self.enter("RECALLED_AGAIN", recalls + curfew - (curfew + (women - curfew) * ever), 0)

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
        for state, share in PENALTIES.items():
            self.enter(state, (1 - COMMITTAL) * often * share, 0)
        self.enter("SUPERVISION_CONTINUES", often, 0)
        self.days["SUPERVISION_CONTINUES"] = float(spells[: n + 1] @ before) - women * mean_wait(rate, n)
        self.enter("SUPERVISION_ENDED", women, 0)
