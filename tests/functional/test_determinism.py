"""The same run is the same run: whatever the hash seed of Python, and whichever engine."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

PROGRAM = """
import hashlib, sys
from wsa_sim.engine import simulate
from wsa_sim.scenario import build_plan, load, override
scenario = override(load("scenarios/diversion_pan_london.yaml"), scale=0.01)
tally = simulate(build_plan(scenario, 3), sys.argv[1], events=True)
digest = hashlib.sha256()
for name in sorted(tally.events):
    digest.update(tally.events[name].tobytes())
print(digest.hexdigest())
"""


def digest(engine: str, hash_seed: str) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, engine], env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.mark.parametrize("engine", ["simpy", "compiled"])
def test_results_do_not_depend_on_the_hash_seed(engine: str) -> None:
    assert digest(engine, "0") == digest(engine, "12345") == digest("simpy", "random")
