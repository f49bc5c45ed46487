"""Clocks against exposure worked out by hand, under every kind of hazard that the model has.

A cohort is arranged so that nothing comes of what its clocks do. The hazard of each woman is then known from the days
in her log: windows of time in each of which the rate is constant. Firings in a window less rate x time in it have mean
0 and variance that exposure, whatever stopped the window (a martingale); the false-alarm rate of each such assertion is
`ALPHA`, and the luck is fixed. Moreover a clock goes off just when the exposure reaches the unit exponentials that are
hers, through pauses and changes of rate: that holds for every woman, and never fails for a sound model.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import stats

from tests.functional.histories.lives import CLOCKS, ORDER, QUIET, TO_24, uniforms
from tests.verification.analytic import ALPHA, Floats, keys_of, live, rows_of, shipped_plan
from wsa_sim.engine import Tally
from wsa_sim.evidence import AXES
from wsa_sim.pathway.states import NUMBERS
from wsa_sim.pathway.woman import N_SLOTS, N_TRACKS, SLOT_NAMES

FROM = 6575.0
NEVER = np.inf
CLOCK_NUMBERS = {name: SLOT_NAMES.index(name) - N_TRACKS for name in CLOCKS}
DRUGS = AXES["need"].index("drugs")


@dataclass(frozen=True)
class Window:
    """Time of each woman at a rate a year; only what is after its beginning and before its end counts."""

    name: str
    begins: Any
    ends: Any
    rate: Any


@dataclass(frozen=True)
class Cohort:
    """Women by key, the days on which they come, the last day, and their log."""

    keys: NDArray[np.uint64]
    came: Floats
    until: float
    tally: Tally

    def first(self, state: str, never: float = NEVER) -> Floats:
        """Return the day on which each woman first entered a state."""
        rows = rows_of(self.tally, *range(N_SLOTS))
        here = rows.state == NUMBERS[state]
        day = np.full(len(self.keys), never)
        np.minimum.at(day, rows.woman[here], rows.day[here])
        return day

    def left(self) -> Floats:
        """Return the day on which each woman died or otherwise left, or the last."""
        return np.min([self.first(state, self.until) for state in ("DIED", "MOVED_AWAY", "DESISTED")], axis=0)


STEPS, WITHOUT_CUSTODY, AFTER_CUSTODY, AFTER_LONG = (90, 200, 365), (1.8, 1.3, 0.7), (3.0, 2.0, 0.8), 1.2
AFTER_ORDER = 0.6
SUPPORT_LASTS = 180.0
POLICY_FROM = FROM + 365
AGE_RATIO, DEATH, DESISTANCE = (1.6, 1.2, 1.0, 0.7, 0.4), (0.02, 0.03, 0.05, 0.08, 0.12), (0.5, 1.0, 1.5, 2.0, 3.0)
AGE_FROM, AGE_SHARES = (18, 25, 35, 45, 60, 80), (0.3, 0.3, 0.2, 0.1, 0.1)
BY_RECORD, FRAILTY = (0.5, 1.0, 1.5, 2.0), 0.5
NOT_PROSECUTED: dict[str, Any] = {**QUIET, "other_police_outcome_share": 1, "detection_share": 0}


def cohort(number: int, years: float, parameters: dict[str, Any], spread: float = 0.0) -> Cohort:
    keys = keys_of(number, first=1 + int(years * 10**7))
    came = FROM + spread * np.arange(number) / number
    until = FROM + spread + 365.25 * years
    return Cohort(keys, came, until, live(shipped_plan(), keys, came, until, {**parameters, "detection_share": 0}))


@cache
def released() -> Cohort:
    """Imprisoned, released, supervised: early periods, a pause in custody, needs, and deaths."""
    need = np.zeros((7, 4))
    need[DRUGS] = 1
    return cohort(6000, 4, {
        **QUIET, "sentence_length_share": TO_24, "recall_share": 0, "need_share": need, "offending_rate": 1.0,
        "offending_need_ratio": (1, 1.5, 1, 1, 1, 1, 1), "offending_liberty_ratio": (WITHOUT_CUSTODY, AFTER_CUSTODY),
        "liberty_step_days": STEPS, "offending_disposal_ratio": (9, 9, 9, 9, 9, AFTER_LONG),
        "noncompliance_rate": (9, 9, 2, 1, 9), "noncompliance_need_ratio": (1, 1.3, 1, 1, 1, 1, 1),
        "days_between_contacts": (5.6, 14, 35), "first_contact_days": 28,
        "settled_contact_days": 84, "early_days": 28, "death_rate": 0.1, "death_after_release_ratio": 8,
    })  # fmt: skip


@cache
def ageing() -> Cohort:
    """Nothing but years: rates by age, record and frailty, and three ways of leaving."""
    return cohort(6000, 12, {
        **NOT_PROSECUTED, "age_at_entry": AGE_SHARES, "record_at_entry": (0.4, 0.3, 0.2, 0.1),
        "offending_rate": BY_RECORD, "offending_age_ratio": AGE_RATIO, "frailty_sigma": FRAILTY,
        "death_rate": DEATH, "moving_rate": 0.04, "desistance_rate": 0.1, "desistance_age_ratio": DESISTANCE,
        "desistance_record_ratio": BY_RECORD,
    })  # fmt: skip


@cache
def diverted() -> Cohort:
    """Diverted where arrested after a policy has begun: support, its effect as it fades, and the policy's period."""
    plan = shipped_plan()
    starts, offer = plan.parameters["period_start"][0].copy(), np.zeros_like(plan.parameters["diversion_offer"][0])
    starts[0], starts[1], offer[1] = FROM, POLICY_FROM, 1
    return cohort(6000, 1.5, {
        **QUIET, "low_level_share": 1, "offending_rate": 3, "offending_ratio": (0.4, 1), "admission_share": 1,
        "conditional_caution_fit": 1, "excluded_share": 0, "diversion_acceptance_share": 1, "diversion_compliance": 1,
        "period_start": starts, "diversion_offer": offer, "diversion_suite": 1, "service_covers": 1,
        "support_effect_days": SUPPORT_LASTS, "custody_low_level_share": 0,
    }, spread=730.0)  # fmt: skip


@cache
def on_orders() -> Cohort:
    """On community orders with a keyworker: support and its effect on offending and on failing to comply."""
    return cohort(6000, 3, {
        **QUIET, "custody_share": 0, "other_disposal_share": ORDER, "order_length_share": (0, 0, 0, 1),
        "referral_share": 1, "keywork_engagement_share": 1, "service_covers": 1, "centre_referral_share": 0,
        "offending_rate": 2, "offending_ratio": (1, 0.5), "compliance_ratio": (1, 0.3),
        "noncompliance_rate": (9, 9, 9, 9, 3), "support_effect_days": SUPPORT_LASTS,
    })  # fmt: skip


@cache
def many_convictions() -> Cohort:
    """Nothing but years, and more convictions than fifteen: how many, by luck."""
    return cohort(6000, 3, {
        **NOT_PROSECUTED, "record_at_entry": (0, 0, 0, 1), "offending_rate": 1, "offending_per_ten_more": 0.5,
        "most_convictions_weighed": 40, "convictions_beyond_least": np.full((2, 4), 15.0),
    })  # fmt: skip


@cache
def ordered() -> Cohort:
    """Ordered by a court and never in prison: steps by time since the sentence, and what the order does."""
    return cohort(6000, 2.5, {
        **QUIET, "custody_share": 0, "other_disposal_share": ORDER, "offending_rate": 2,
        "liberty_step_days": STEPS, "offending_liberty_ratio": (WITHOUT_CUSTODY, AFTER_CUSTODY),
        "offending_disposal_ratio": (9, AFTER_ORDER, 9, 9, 9, 9),
    })  # fmt: skip


def of_many_convictions(c: Cohort, clock: str) -> list[Window]:
    """Convictions exceed fifteen by an exponential of mean 15, cut off at 120, and count up to forty."""
    u = uniforms(c.keys, "CONVICTIONS_WITHIN_BAND", 0, 0)
    more = np.floor(-15 * np.log(1 - u * (1 - np.exp(-106 / 15))))
    return [
        Window(f"{few} to {many} more", c.came, np.where((few <= more) & (more < many), c.until, c.came),
               1 + 0.05 * np.minimum(more, 25))
        for few, many in ((0, 5), (5, 15), (15, 25), (25, 106))
    ]  # fmt: skip


def of_ordered(c: Cohort, clock: str) -> list[Window]:
    begun = c.first("COMMUNITY_ORDER")
    steps = [begun, *(np.minimum(c.until, begun + days) for days in STEPS)]
    return [
        Window("before", c.came, begun, 2.0),
        *(
            Window(f"step {i}", steps[i], steps[i + 1], 2.0 * AFTER_ORDER * ratio)
            for i, ratio in enumerate(WITHOUT_CUSTODY)
        ),
        Window("later", steps[-1], c.until, 2.0),
    ]  # fmt: skip


def of_released(c: Cohort, clock: str) -> list[Window]:
    end = c.left()
    sentenced, out = (np.minimum(end, c.first(state)) for state in ("SENTENCE_BEGINS", "RELEASED_ON_LICENCE"))
    if clock == "offending":
        steps = [out, *(np.minimum(end, out + days) for days in STEPS)]
        return [
            Window("before custody", c.came, sentenced, 1.5), Window("in custody", sentenced, out, 0.0),
            *(
                Window(f"released, step {i}", steps[i], steps[i + 1], 1.5 * AFTER_LONG * ratio)
                for i, ratio in enumerate(AFTER_CUSTODY)
            ),
            Window("later", steps[-1], end, 1.5),
        ]  # fmt: skip
    early = np.minimum(end, out + 28)
    if clock == "leaving":
        return [
            Window("before release", c.came, out, 0.1), Window("just released", out, early, 0.8),
            Window("later", early, end, 0.1),
        ]  # fmt: skip
    expired, over = (np.minimum(end, c.first(state)) for state in ("LICENCE_ENDED", "SUPERVISION_ENDED"))
    supervised = np.minimum(end, c.first("SUPERVISION_BEGINS"))
    settled = np.minimum(expired, out + 84)
    return [
        Window("before release", c.came, out, 0.0), Window("seen most", out, np.minimum(early, expired), 6.5),
        Window("settled", early, settled, 2.6), Window("seen least", settled, expired, 1.04),
        Window("supervised", supervised, over, 0.52),
        Window("after", np.maximum(expired, over), end, 0.0),
    ]  # fmt: skip


def of_ageing(c: Cohort, clock: str) -> list[Window]:
    u = {name: uniforms(c.keys, name, 0, 0) for name in ("AGE_BAND", "AGE_WITHIN_BAND", "RECORD_AT_ENTRY", "FRAILTY")}
    band = np.searchsorted(np.cumsum(AGE_SHARES)[:-1], u["AGE_BAND"], side="right")
    years = np.array(AGE_FROM)[band] + np.diff(AGE_FROM)[band] * u["AGE_WITHIN_BAND"]
    born = np.floor(c.came - 365.25 * years)
    record = np.array(BY_RECORD)[np.searchsorted([0.4, 0.7, 0.9], u["RECORD_AT_ENTRY"], side="right")]
    frailty = np.exp(FRAILTY * stats.norm.ppf(u["FRAILTY"]) - FRAILTY**2 / 2)
    windows, begins, end = [], c.came, c.left()
    for now, older in enumerate((*AGE_FROM[1:-1], 200)):
        ends = np.minimum(end, born + 365.25 * older)
        rate = AGE_RATIO[now] * record * frailty
        if clock == "leaving":
            rate = DEATH[now] + 0.04 + 0.1 * DESISTANCE[now] * record
        windows.append(Window(f"age band {now}", begins, ends, rate))
        begins = np.maximum(begins, ends)
    return windows


def of_diverted(c: Cohort, clock: str) -> list[Window]:
    begun, ended = c.first("DIVERSION_SUPPORT_BEGINS"), c.first("DIVERSION_SUPPORT_ENDED")
    faded = ended + SUPPORT_LASTS
    return [
        Window("before the policy", c.came, np.minimum(begun, POLICY_FROM), 3.0),
        Window("without support", np.maximum(c.came, POLICY_FROM), np.minimum(begun, c.until), 3.0),
        Window("supported", begun, np.minimum(ended, c.until), 1.2),
        Window("it wears on", ended, np.minimum(faded, c.until), 1.2), Window("worn off", faded, c.until, 3.0),
    ]  # fmt: skip


def of_on_orders(c: Cohort, clock: str) -> list[Window]:
    begun, ended = c.first("KEYWORK_STARTED"), c.first("KEYWORK_COMPLETED")
    faded, started, over = ended + SUPPORT_LASTS, c.first("COMMUNITY_ORDER_BEGINS"), c.first("ORDER_COMPLETED")
    if clock == "offending":
        started, over = c.came, np.full(len(c.keys), c.until)
    plain, less = (2.0, 1.0) if clock == "offending" else (3.0, 0.9)
    return [
        Window("before", started, begun, plain), Window("supported", begun, np.minimum(ended, over), less),
        Window("it wears on", ended, np.minimum(faded, over), less), Window("worn off", faded, over, plain),
        Window("after the order", over, c.until, 0.0),
    ]  # fmt: skip


Told = tuple[Callable[[], Cohort], Callable[[Cohort, str], list[Window]], str]

TOLD: dict[str, Told] = {
    "offending, released": (released, of_released, "offending"),
    "offending, with many convictions": (many_convictions, of_many_convictions, "offending"),
    "offending, on an order": (ordered, of_ordered, "offending"),
    "failing, released": (released, of_released, "noncompliance"),
    "dying, released": (released, of_released, "leaving"),
    "offending, by age": (ageing, of_ageing, "offending"),
    "leaving, by age": (ageing, of_ageing, "leaving"),
    "offending, diverted": (diverted, of_diverted, "offending"),
    "offending, with a keyworker": (on_orders, of_on_orders, "offending"),
    "failing, with a keyworker": (on_orders, of_on_orders, "noncompliance"),
}


@cache
def exposed(name: str) -> tuple[Cohort, list[str], tuple[Floats, ...], Floats, NDArray[np.int64]]:
    """Return a cohort, its windows by name and as arrays (windows, women), and days and women of a clock's firings."""
    made, windows_of, clock = TOLD[name]
    c = made()
    windows = windows_of(c, clock)
    arrays = tuple(
        np.array([np.broadcast_to(getattr(window, part), len(c.keys)) for window in windows], np.float64)
        for part in ("begins", "ends", "rate")
    )
    fired = rows_of(c.tally, N_TRACKS + CLOCK_NUMBERS[clock])
    return c, [window.name for window in windows], arrays, fired.day, fired.woman


def exposure(windows: tuple[Floats, ...], until: Any) -> Floats:
    """Return the exposure in each window (windows, women) up to a day, or to a day of each woman."""
    begins, ends, rate = windows
    return np.asarray(np.maximum(0.0, np.minimum(until, ends) - begins) * rate / 365.25)


@pytest.mark.parametrize("name", TOLD)
def test_firings_less_exposure_are_a_martingale_in_every_window(name: str) -> None:
    c, names, windows, day, woman = exposed(name)
    begins, ends, _ = windows
    fired = (begins[:, woman] < day) & (day <= ends[:, woman])
    assert (fired.sum(axis=0) == 1).all()
    spent = exposure(windows, c.until).sum(axis=1)
    z = float(stats.norm.ppf(1 - ALPHA / 2 / len(names)))
    for window, n, mean in zip(names, fired.sum(axis=1), spent, strict=True):
        assert mean == 0 or mean > 50, window
        assert abs(n - mean) <= z * mean**0.5, (window, n, mean)


@pytest.mark.parametrize("name", TOLD)
def test_a_clock_goes_off_when_its_exposure_is_used_up(name: str) -> None:
    """The first three times it goes off are the unit exponentials of the woman's luck, in the time of exposure."""
    c, _, windows, day, woman = exposed(name)
    used_up = np.zeros(len(c.keys))
    order = np.lexsort((day, woman))
    nth = np.arange(len(order)) - np.searchsorted(woman[order], woman[order])
    spent = exposure(windows, c.until).sum(axis=0)
    for use in range(3):
        used_up -= np.log(uniforms(c.keys, CLOCKS[TOLD[name][2]], 0, use))
        rows = order[nth == use]
        who = woman[rows]
        at = exposure(tuple(part[:, who] for part in windows), day[rows]).sum(axis=0)
        np.testing.assert_allclose(at, used_up[who], rtol=1e-9, atol=1e-9)
        if TOLD[name][2] != "leaving":
            assert ((spent >= used_up) == np.isin(np.arange(len(c.keys)), who)).all()


def test_ways_of_leaving_are_in_proportion_to_their_rates() -> None:
    """Deaths, moves and desistance by age: each a martingale."""
    c, names, (begins, ends, rate), day, woman = exposed("leaving, by age")
    years = exposure((begins, ends, np.ones_like(rate)), c.until).sum(axis=1)
    spent = {"DIED": years * DEATH, "MOVED_AWAY": years * 0.04}
    spent["DESISTED"] = exposure((begins, ends, rate), c.until).sum(axis=1) - sum(spent.values())
    state = rows_of(c.tally, N_TRACKS + CLOCK_NUMBERS["leaving"]).state
    inside = (begins[:, woman] < day) & (day <= ends[:, woman])
    z = float(stats.norm.ppf(1 - ALPHA / 2 / len(names) / len(spent)))
    for cause, of_cause in spent.items():
        n = inside[:, state == NUMBERS[cause]].sum(axis=1)
        assert (np.abs(n - of_cause) < z * np.sqrt(of_cause)).all(), (cause, n, of_cause)
        assert of_cause.min() > 25
