"""Which boroughs a keywork service covers can change in the middle of a run, and changes nothing before."""

from __future__ import annotations

import datetime

import numpy as np
import pytest

from tests.functional.conftest import BOROUGHS, PlannedFromText, both, with_parameters
from wsa_sim.chance.envelope import BOROUGH_FACTOR
from wsa_sim.engine import Log
from wsa_sim.engine.parity import difference
from wsa_sim.evidence import boroughs
from wsa_sim.law.calendar import day_number
from wsa_sim.pathway import states

CHANGE = float(day_number(datetime.date(2019, 7, 1)))
UNCOVERED = [b.slug for b in boroughs() if not (b.minerva_crc or b.minerva_wraparound or b.south_london_alliance)]
ALLIANCE = [b.slug for b in boroughs() if b.south_london_alliance]
ALLIANCE_ALONE = [b.slug for b in boroughs() if b.south_london_alliance and not (b.minerva_crc or b.minerva_wraparound)]
REFERRING = (
    states.COMMUNITY_ORDER_BEGINS, states.SUSPENDED_ORDER_BEGINS, states.RELEASED_AT_COURT,
    states.RELEASED_ON_CURFEW, states.RELEASED_ON_LICENCE, states.RERELEASED,
    states.NO_FURTHER_ACTION, states.COMMUNITY_RESOLUTION, states.SIMPLE_CAUTION,
)  # fmt: skip


def covering(slugs: list[str], service: str = "south_london_alliance", keyworkers: int = 50) -> str:
    settings = f"service: {service}, keyworkers: {keyworkers}, boroughs: [{', '.join(slugs)}], from: 2019-07-01"
    return f"policies:\n- keywork_capacity: {{{settings}}}\n"


def log_of(planned: PlannedFromText, text: str, whole_days: bool = False, scale: float = 0.02) -> Log:
    """Return the log of a scenario, the same from both engines; its fixed cohort is from the day of the change on."""
    plan = with_parameters(planned(text, whole_days=whole_days, scale=scale), cohort_from=CHANGE)
    log = both(plan)[0].events
    assert log is not None
    return log


def days(log: Log, state: int, slugs: list[str]) -> np.ndarray:
    """Return the days on which women of some boroughs entered a state."""
    lives = np.isin(log["woman"] // BOROUGH_FACTOR, [BOROUGHS.index(slug) for slug in slugs])
    return log["day"][lives & (log["state"] == state)]


@pytest.mark.parametrize("whole_days", [False, True], ids=["continuous time", "whole days"])
def test_nothing_differs_before_the_boroughs_change(planned: PlannedFromText, whole_days: bool) -> None:
    changed = log_of(planned, covering([*ALLIANCE, *UNCOVERED]), whole_days)
    usual = log_of(planned, "", whole_days)
    before = [{name: column[log["day"] < CHANGE] for name, column in log.items()} for log in (changed, usual)]
    assert difference(*before) is None
    assert difference(changed, usual) is not None


def test_women_of_a_newly_covered_borough_start_keywork(planned: PlannedFromText) -> None:
    log = log_of(planned, covering([*ALLIANCE, *UNCOVERED]))
    for state in (states.KEYWORK_REFERRED, states.KEYWORK_STARTED):
        entered = days(log, state, UNCOVERED)
        assert len(entered) > 5
        assert entered.min() >= CHANGE


def test_no_referral_is_kept_for_a_service_that_comes_later(planned: PlannedFromText) -> None:
    """Each follows an order made, a release, or an arrest that ended without charge, since the service came."""
    log = log_of(planned, covering([*ALLIANCE, *UNCOVERED]))
    lives = np.isin(log["woman"] // BOROUGH_FACTOR, [BOROUGHS.index(slug) for slug in UNCOVERED])
    referred = log["woman"][lives & (log["state"] == states.KEYWORK_REFERRED)]
    since = log["woman"][(log["day"] >= CHANGE) & np.isin(log["state"], REFERRING)]
    assert np.isin(referred, since).all()


def test_women_of_a_borough_no_longer_covered_are_not_referred(planned: PlannedFromText) -> None:
    kept = [slug for slug in ALLIANCE if slug not in ALLIANCE_ALONE]
    changed, usual = log_of(planned, covering(kept), scale=0.05), log_of(planned, "", scale=0.05)
    assert (days(usual, states.KEYWORK_REFERRED, ALLIANCE_ALONE) >= CHANGE).any()
    assert (days(changed, states.KEYWORK_REFERRED, ALLIANCE_ALONE) < CHANGE).any()
    assert not (days(changed, states.KEYWORK_REFERRED, ALLIANCE_ALONE) >= CHANGE).any()
    ended = [days(changed, state, ALLIANCE_ALONE) for state in (states.KEYWORK_COMPLETED, states.KEYWORK_LOST)]
    assert (np.concatenate(ended) >= CHANGE).any()  # whom it supports, it supports


def test_a_diversion_provider_takes_nobody_from_where_it_does_not_go(planned: PlannedFromText) -> None:
    diversion = (
        "- police_diversion:\n    boroughs: [Ealing, Barnet, Camden, Brent, Croydon, Newham]\n"
        "    suites: all\n    from: 2018-01-01\n    offer_rate: 1\n"
        "- keywork_capacity: {service: police_diversion_keywork, keyworkers: 500, from: 2018-01-01}\n"
    )
    served = ["camden", "brent", "croydon", "newham"]
    log = log_of(planned, covering(served, "police_diversion_keywork", 500) + diversion)
    refused = days(log, states.DIVERSION_SLOT_REFUSED, ["ealing", "barnet"])
    assert len(refused) > 0
    assert refused.min() >= CHANGE
    for state in (states.DIVERSION_SLOT_HELD, states.DIVERSION_OFFERED):
        held = days(log, state, ["ealing", "barnet"])
        assert len(held) > 0  # until a policy names its boroughs, it covers wherever the police ask
        assert held.max() < CHANGE
        assert (days(log, state, served) >= CHANGE).any()
    assert len(days(log, states.DIVERSION_NO_ROOM, ["ealing", "barnet"])) == len(refused)
    assert len(days(log, states.DIVERSION_SLOT_REFUSED, ["camden"])) == 0
