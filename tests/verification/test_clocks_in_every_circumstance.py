"""Every clock is a martingale in every circumstance: by age, record, supervision, support, policy period and more.

The whole of a small London is lived on the SimPy engine with its hazards watched. Each clock's exposure is added up
here, apart from the engine's own account, under what was true of the woman when her hazard was last asked for; a firing
counts there as well. What was true before cannot know what comes, so firings less exposure have mean 0 and variance the
exposure, in each circumstance. All of them are compared at a false-alarm rate of `ALPHA` together; the luck is fixed.

A new clock, and a new hazard of an old one, are watched without a word here. A new circumstance is a line of
`CIRCUMSTANCES`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from scipy import stats

from tests.verification.analytic import ALPHA
from wsa_sim.engine import reference
from wsa_sim.evidence import AXES
from wsa_sim.pathway.circumstances import age_band, in_custody, period_of
from wsa_sim.pathway.needs import DRUGS, has_need
from wsa_sim.pathway.woman import FOREVER, N_CLOCKS, N_TRACKS, SLOT_NAMES
from wsa_sim.scenario import build_plan, load, override

SCALE = 0.05
ENOUGH = 60.0
"""Exposure from which the normal limit serves."""


def supervision(w: Any, t: float, p: Any) -> str:
    if w.curfew == 1:
        return "curfew"
    if w.licence == 1:
        return "short licence" if w.short_sentence == 1 else "long licence"
    if w.supervised == 1:
        return "post-sentence supervision"
    return ("none", "community order", "suspended sentence")[w.order]


def support(w: Any, t: float, p: Any) -> str:
    if w.support > 0:
        return str(AXES["support"][w.support - 1])
    return "wears on" if t < w.effect_until else "none"


def liberty(w: Any, t: float, p: Any) -> str:
    if in_custody(w):
        return "in custody"
    if w.last_disposal == 0:
        return "no disposal"
    step = sum(t >= w.liberty_since + days for days in p.liberty_step_days)
    return f"{AXES['index'][w.last_disposal - 1]}, step {step}" if step < 3 else "later"


def early(w: Any, t: float, p: Any) -> str:
    return "early" if w.released > 0 and t < w.released + p.early_days else "not early"


CIRCUMSTANCES: dict[str, Callable[[Any, float, Any], Any]] = {
    "age": lambda w, t, p: AXES["age"][age_band(w, t)],
    "record": lambda w, t, p: AXES["record"][w.record],
    "supervision": supervision,
    "support": support,
    "policy period": lambda w, t, p: period_of(t, p),
    "time at liberty": liberty,
    "release": early,
    "drugs": lambda w, t, p: has_need(w, DRUGS),
    "custody": lambda w, t, p: in_custody(w),
    "left": lambda w, t, p: w.left,
}

Key = tuple[str, str, str]


class Watched:
    """Firings and exposure of each clock by circumstance, and rates that did not hold for as long as was said."""

    def __init__(self) -> None:
        self.fired: defaultdict[Key, float] = defaultdict(float)
        self.spent: defaultdict[Key, float] = defaultdict(float)
        self.running: dict[tuple[Any, int], tuple[float, float, tuple[Key, ...]]] = {}
        self.asked = 0
        self.broken: list[str] = []

    def spend(self, w: Any, j: int, t: float) -> tuple[Key, ...]:
        since, rate, keys = self.running.get((w, j), (t, 0.0, ()))
        for key in keys:
            self.spent[key] += rate * (t - since)
        return keys

    def hazard(self, j: int, of: Any) -> Any:
        def call(w: Any, c: Any, t: float, p: Any) -> tuple[float, float]:
            rate, until = of(w, c, t, p)
            self.spend(w, j, t)
            clock = SLOT_NAMES[N_TRACKS + j]
            keys = tuple((clock, name, str(what(w, t, p))) for name, what in CIRCUMSTANCES.items())
            self.running[w, j] = (t, rate, keys)
            self.asked += 1
            if self.asked % 7 == 0 and until > t:
                later = t + 0.999 * ((until if until < FOREVER else t + 3000.0) - t)
                if of(w, c, later, p)[0] != rate:
                    self.broken.append(f"{clock}: {rate} on day {t} held until {until}, and is another on {later}")
            return rate, until

        return call

    def fire(self, j: int, of: Any) -> Any:
        def call(w: Any, c: Any, t: float, p: Any) -> int:
            for key in self.spend(w, j, t):
                self.fired[key] += 1
            self.running.pop((w, j), None)
            return int(of(w, c, t, p))

        return call

    def end(self, t: float) -> None:
        for w, j in self.running:
            self.spend(w, j, t)


@cache
def watched() -> Watched:
    plan = build_plan(override(load("scenarios/diversion_pan_london.yaml"), scale=SCALE), 0)
    plan.parameters["diversion_offer"][0, 1] = 1.0  # in the policy's period
    watch = Watched()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reference, "HAZARDS", tuple(watch.hazard(j, h) for j, h in enumerate(reference.HAZARDS)))
        patch.setattr(reference, "FIRES", tuple(watch.fire(j, f) for j, f in enumerate(reference.FIRES)))
        world = reference.Reference(plan)
        world.run()
    watch.end(plan.horizon)
    return watch


def off(faster: float = 1.0) -> dict[Key, str]:
    """Return the circumstances in which firings are not those of the exposure, had it been so many times as much."""
    watch = watched()
    enough = {key: faster * spent for key, spent in watch.spent.items() if spent > ENOUGH}
    z = float(stats.norm.ppf(1 - ALPHA / 2 / len(enough)))
    return {
        key: f"{watch.fired[key]:.0f} firings, exposure {spent:.1f}"
        for key, spent in enough.items()
        if abs(watch.fired[key] - spent) > z * spent**0.5
    }


def test_firings_less_exposure_are_a_martingale_in_every_circumstance() -> None:
    assert not off()


def test_a_rate_holds_until_the_day_that_its_hazard_says() -> None:
    """Whatever is not done to her, nothing but time passing: then the hazard asked again says the same."""
    watch = watched()
    assert watch.asked > 100_000
    assert not watch.broken, watch.broken[:5]


def test_nothing_fires_where_nothing_is_spent() -> None:
    watch = watched()
    assert all(watch.spent[key] > 0 for key, n in watch.fired.items() if n > 0)
    assert watch.fired["offending", "custody", "True"] == watch.spent["offending", "custody", "True"] == 0
    assert watch.fired["noncompliance", "custody", "True"] == watch.spent["noncompliance", "custody", "True"] == 0
    unsupervised = ("noncompliance", "supervision", "none")
    assert watch.fired[unsupervised] == watch.spent[unsupervised] == 0


def test_the_sweep_is_wide() -> None:
    """Every clock in every band of age and record; offending and failing under what supervises and supports her."""
    watch = watched()
    met = {key for key, spent in watch.spent.items() if spent > ENOUGH}
    clocks = {SLOT_NAMES[N_TRACKS + j] for j in range(N_CLOCKS)}
    assert {clock for clock, _, _ in met} == clocks
    for record in AXES["record"][1:]:
        assert {("offending", "record", record), ("noncompliance", "record", record)} <= met
    for age in AXES["age"][:4]:
        assert {(clock, "age", age) for clock in clocks} <= met
    for kind in ("short licence", "long licence", "post-sentence supervision", "community order", "suspended sentence"):
        assert {("noncompliance", "supervision", kind), ("offending", "supervision", kind)} <= met
    assert {("offending", "policy period", "0"), ("offending", "policy period", "1")} <= met
    assert {("offending", "support", "keywork"), ("offending", "support", "wears on")} <= met
    assert len([key for key in met if key[1] == "time at liberty"]) > 10
    assert len(met) > 80


def test_a_clock_that_ran_a_tenth_fast_would_be_caught() -> None:
    assert len(off(faster=1.1)) > 5
