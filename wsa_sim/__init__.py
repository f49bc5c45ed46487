"""A discrete-event simulation of the pathway that women take through the criminal justice system in London.

From Python::

    import wsa_sim

    scenario = wsa_sim.load("scenarios/diversion_pan_london.yaml")
    results = wsa_sim.run(scenario, replications=20)
    results.summary  # a data frame: each outcome under the scenario, the baseline, and their paired difference

`run` also takes the path of a scenario file. Nothing is printed, and no file is written unless asked for. What the user
can mend is raised as `ScenarioError` or `ResultsError`, and what has failed otherwise as `RunError`. How a run goes is
logged under the logger `wsa_sim`, which is silent until a program gives it a handler.
"""

from __future__ import annotations

import importlib
import logging
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wsa_sim.experiments.errors import ResultsError as ResultsError
    from wsa_sim.experiments.errors import RunError as RunError
    from wsa_sim.experiments.run import run as run
    from wsa_sim.scenario import ScenarioError as ScenarioError
    from wsa_sim.scenario import load as load

__version__ = "0.1.0"

logging.getLogger("wsa_sim").addHandler(logging.NullHandler())

__all__ = ["load", "run", "ScenarioError", "ResultsError", "RunError", "__version__"]

_HOMES = {
    "load": "wsa_sim.scenario",
    "run": "wsa_sim.experiments",
    "ScenarioError": "wsa_sim.scenario",
    "ResultsError": "wsa_sim.experiments",
    "RunError": "wsa_sim.experiments",
}


def __getattr__(name: str) -> Any:
    """Import what is exported on first use, so that the command line answers `--help` at once."""
    if name not in _HOMES:
        raise AttributeError(f"module 'wsa_sim' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
