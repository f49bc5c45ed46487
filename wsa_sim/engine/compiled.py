"""Run a plan on the compiled engine, enlarging its arrays as it asks."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np

from wsa_sim.engine import compiling, kernel
from wsa_sim.engine.arrivals import arrivals
from wsa_sim.engine.tally import N_GROUPS, Tally, final_capacity, month_starts
from wsa_sim.evidence.axes import AXES
from wsa_sim.pathway.woman import N_BOROUGHS, N_CLOCKS, N_POOLS, N_TRACKS
from wsa_sim.scenario.plan import Plan

LOG_COLUMNS = {"day": np.float64, "row": np.int32, "slot": np.int8, "state": np.int16, "value": np.float64}


def marker() -> Any:
    """Return the file that says that this version of the kernel has been compiled on this machine."""
    return compiling.cache_folder() / f"all-{compiling.kernel_digest()}" / "compiled"


def kernel_is_warm() -> bool:
    """Return whether the kernel need not be compiled before it can run."""
    return bool(marker().exists())


@cache
def compiled_kernel() -> tuple[Any, Any]:
    """Return the compiled `run` and `clock_totals`, from the cache where it holds them."""
    folder = compiling.cache_folder() / f"all-{compiling.kernel_digest()}"
    folder.mkdir(parents=True, exist_ok=True)
    made = compiling.stage_dispatchers()
    namespace = compiling.namespace_of(kernel)
    namespace["step"] = compiling.dispatcher("step", made)
    namespace["react"] = compiling.dispatcher("react", made)
    namespace.update(compiling.clock_dispatchers())
    for function in (kernel.run, kernel.clock_totals):
        for name in function.__code__.co_names:
            if compiling.is_ours(namespace.get(name)):
                namespace[name] = compiling.compiled(namespace[name])
    return (
        compiling.cached_copy(kernel.run, namespace, folder),
        compiling.cached_copy(kernel.clock_totals, namespace, folder),
    )


def compile_kernel(announce: Callable[[], None] | None = None) -> None:
    """Compile the kernel, or load it, by running a few women for a few days.

    Parameters
    ----------
    announce : callable, optional
        Called first if it must be compiled, which takes a minute or two, once.
    """
    if not kernel_is_warm():
        if announce is not None:
            announce()
        world, inputs = empty_world(), no_arrivals()
        run, totals = compiled_kernel()
        run(world, *inputs, 1.0)
        totals(world, 1.0)
        marker().touch()


class Arena(threading.local):
    """Arrays kept from run to run: asking the system for fresh ones takes a fifth of a run's time."""

    def __init__(self) -> None:
        self.arrays: dict[str, Any] = {}

    def zeros(self, name: str, shape: tuple[int, ...], kind: Any) -> Any:
        """Return an array of zeros, in the memory of the last one of that name where it is large enough."""
        size = math.prod(shape)
        kept = self.arrays.get(name)
        if kept is None or len(kept) < size:
            kept = self.arrays[name] = np.zeros(size, kind)
        else:
            kept[:size].view(np.uint8).fill(0)
        return kept[:size].reshape(shape)


ARENA = Arena()


def new_world(women: int, months: Any, capacities: Any, calendar: Any, events: bool) -> kernel.World:
    """Return a world in which nobody has come yet."""
    heap = ARENA.zeros("heap", (4 * women + 8 * len(calendar) + 2 * kernel.ROOM,), kernel.ITEM)
    n = np.zeros(6, np.int64)
    for i in range(len(calendar)):
        item = heap[i]
        item["a"], item["b"], item["name"] = calendar[i, 0], kernel.RANK_CAPACITY, i
        n[kernel.HEAP] += 1
    log = 8 * kernel.ROOM if events else 0
    return kernel.World(
        women=ARENA.zeros("women", (women,), kernel.WOMAN),
        tracks=ARENA.zeros("tracks", (women, N_TRACKS), kernel.TRACK),
        rest=ARENA.zeros("rest", (women, N_TRACKS), np.int16),
        clocks=ARENA.zeros("clocks", (women, N_CLOCKS), kernel.CLOCK),
        heap=heap,
        queues=np.zeros((N_POOLS, 4 * kernel.ROOM), kernel.ITEM),
        agenda=ARENA.zeros("agenda", (women * N_TRACKS + 64, 2), np.int64),
        n=n,
        waiting=np.zeros(N_POOLS, np.int64),
        free=np.array(capacities, np.int64),
        calendar=calendar,
        months=months,
        counts=np.zeros((kernel.N_STATES, len(months) - 1, N_BOROUGHS, 3)),
        pool_counts=np.zeros((kernel.N_STATES, len(months) - 1, N_POOLS, 3)),
        group_counts=np.zeros((kernel.N_STATES, len(months) - 1, N_GROUPS, 3)),
        place_counts=np.zeros((kernel.N_STATES, len(months) - 1, N_BOROUGHS)),
        offence_counts=np.zeros((kernel.N_STATES, len(months) - 1, len(AXES["offence"]), 3)),
        length_counts=np.zeros((kernel.N_STATES, len(months) - 1, len(AXES["length"]), 3)),
        **{name: np.zeros(log, kind) for name, kind in LOG_COLUMNS.items()},
    )


def empty_world() -> kernel.World:
    """Return a world for nobody, of the types of every other."""
    return new_world(0, np.array([0.0, 1.0]), [0] * N_POOLS, np.zeros((0, 3)), events=False)


def no_arrivals() -> tuple[Any, ...]:
    """Return the inputs of a run to which nobody comes."""
    return (
        np.zeros(0),
        np.zeros(0, np.uint64),
        np.zeros(0, np.int32),
        np.zeros(0, np.int32),
        np.zeros(1, compiling.PARAMETER_DTYPE),
    )


def longer(array: Any, axis: int) -> Any:
    """Return an array twice as long on one axis, its content kept."""
    return np.concatenate([array, np.zeros_like(array)], axis=axis)


def enlarged(z: kernel.World, what: int) -> kernel.World:
    """Return a world with more room where it is lacking."""
    if what == kernel.ENLARGE_HEAP:
        return z._replace(heap=longer(z.heap, 0))
    if what == kernel.ENLARGE_QUEUES:
        return z._replace(queues=longer(z.queues, 1))
    return z._replace(**{name: longer(getattr(z, name), 0) for name in LOG_COLUMNS})


def simulate_compiled(plan: Plan, events: bool = False) -> Tally:
    """Run a plan on the compiled engine and return its counts."""
    coming = arrivals(plan)
    months = month_starts(plan)
    calendar = np.array([c for c in plan.calendar if c[0] < plan.horizon], np.float64).reshape(-1, 3)
    z = new_world(len(coming.day), months, plan.capacities, calendar, events)
    run, totals = compiled_kernel()
    inputs = (coming.day, coming.key, coming.borough, coming.already, plan.parameters)
    while (lacking := run(z, *inputs, plan.horizon)) != kernel.DONE:
        z = enlarged(z, lacking)
    firings, exposure = totals(z, plan.horizon)
    held = z.tracks["held"]
    active = z.tracks["gen"] > 0
    log = None
    if events:
        n = z.n[kernel.LOGGED]
        log = {"day": z.day[:n], "woman": coming.identity[z.row[:n]], "slot": z.slot[:n], "state": z.state[:n]}
        log["value"] = z.value[:n]
    return Tally(
        months=months,
        counts=z.counts,
        pool_counts=z.pool_counts,
        group_counts=z.group_counts,
        place_counts=z.place_counts,
        offence_counts=z.offence_counts,
        length_counts=z.length_counts,
        capacity=final_capacity(plan),
        free=z.free,
        held=np.array([int(((held == q) & active).sum()) for q in range(N_POOLS)], np.int64),
        clock_firings=firings,
        clock_exposure=exposure,
        women=int(coming.are_women.sum()),
        events=log,
    )
