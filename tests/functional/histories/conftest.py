"""A life simulated on both engines, in London as it is or with diversion."""

from __future__ import annotations

import pytest

from tests.functional.conftest import PlanMaker
from tests.functional.histories.lives import Life, Lived, hold_against, live
from wsa_sim.engine import Tally


@pytest.fixture
def lived(small: PlanMaker, monkeypatch: pytest.MonkeyPatch) -> Lived:
    """Simulate a life, and hold it against the history written by hand."""

    def simulated(life: Life, history: str = "", *, policy: bool = False) -> Tally:
        tally = live(life, small(policy), monkeypatch)
        if history:
            hold_against(tally, history)
        return tally

    return simulated
