"""Time, queues, clocks and the log: the SimPy reference, and its compiled twin. Both give the same event log."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from wsa_sim.engine.tally import Log, Tally
from wsa_sim.scenario.plan import Plan

if TYPE_CHECKING:
    Engine = Literal["compiled", "simpy"]

__all__ = ["Log", "Tally", "compile_kernel", "kernel_is_warm", "simulate"]


def simulate(plan: Plan, engine: Engine = "compiled", events: bool = False) -> Tally:
    """Simulate one replication of one scenario.

    Parameters
    ----------
    plan : Plan
        What to simulate (`wsa_sim.scenario.plan.build_plan`).
    engine : "compiled" or "simpy"
        The counts and the log are the same.
    events : bool
        Whether to keep the event log as well.

    Raises
    ------
    ValueError
        If there is no such engine, or a rate exceeds the envelope of candidates.
    """
    if engine == "compiled":
        from wsa_sim.engine.compiled import simulate_compiled

        return simulate_compiled(plan, events)
    if engine == "simpy":
        from wsa_sim.engine.reference import simulate_reference

        return simulate_reference(plan, events)
    raise ValueError(f"no engine is called {engine!r}: use 'compiled' or 'simpy'")


def kernel_is_warm() -> bool:
    """Return whether the compiled engine need not be compiled first."""
    from wsa_sim.engine.compiled import kernel_is_warm as is_warm

    return is_warm()


def compile_kernel(announce: Callable[[], None] | None = None) -> None:
    """Compile the compiled engine if that has not been done on this machine; `announce` is called first."""
    from wsa_sim.engine.compiled import compile_kernel as compile_now

    compile_now(announce)
