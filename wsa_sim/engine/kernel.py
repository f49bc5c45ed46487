"""The compiled engine: an event loop over arrays, compiled with the same small functions that SimPy runs.

These functions are compiled by `compiled.py`; `step`, `react`, `hazard`, `fire` and `begin` are put in their place
there. All state is in the arrays of a `World`, and `run` comes back when one of them is nearly full, so that Python
can enlarge it and go on.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from wsa_sim.engine import order
from wsa_sim.engine.clocks import exposure_spent, retime, wind
from wsa_sim.engine.model import FREES, IDLE, N_STATES, REACTS
from wsa_sim.engine.tally import GROUP_FROM
from wsa_sim.pathway.circumstances import age_band, dependent_children
from wsa_sim.pathway.needs import N_NEEDS, has_need
from wsa_sim.pathway.woman import (
    ASK,
    CASE_2,
    CENTRE,
    CLOCK_FIELDS,
    DOCKET,
    END,
    GIVE,
    GOTO,
    HOLD,
    KEYWORK,
    N_CLOCKS,
    N_SLOTS,
    N_TRACKS,
    PRISON,
    TRACK_FIELDS,
    WOMAN_FIELDS,
)  # fmt: skip

SLOTS = order.SLOTS
RANK_CAPACITY, RANK_PATIENCE, RANK_CLOCK = float(order.CAPACITY), float(order.PATIENCE), float(order.CLOCK)
RANK_OF = np.array([order.FREES if s in FREES else order.TRACK for s in range(N_STATES)], np.float64)
REACTS_AT = np.array([react is not None for react in REACTS])
SUPPORT = np.array([k in (KEYWORK, CENTRE) for k in range(N_SLOTS)])
_, ETHNICITY_FROM, NATIONALITY_FROM, RECORD_FROM, CHILDREN_FROM, NEED_FROM = GROUP_FROM
IDLE_OF = np.array(IDLE, np.int64)


def aligned(fields: dict[str, str]) -> np.dtype[np.void]:
    """Return an aligned record type, widest fields first."""
    return np.dtype([(n, k) for wide in ("u8", "f8", "i4") for n, k in fields.items() if k.endswith(wide)], align=True)


WOMAN = aligned(WOMAN_FIELDS)
TRACK = aligned(TRACK_FIELDS)
CLOCK = aligned(CLOCK_FIELDS)
ITEM = np.dtype([("a", "f8"), ("b", "f8"), ("name", "i8"), ("gen", "i8")], align=True)
"""A pending event (day, rank) or a request (priority, day asked), and the slot that it is for."""


class World(NamedTuple):
    """All the state of a run."""

    women: Any  # WOMAN, women
    tracks: Any  # TRACK, women x tracks
    rest: Any  # int16, women x tracks: the state in which a track is at rest, or MOVING
    clocks: Any  # CLOCK, women x clocks
    heap: Any  # ITEM, pending events
    queues: Any  # ITEM, pools x requests
    agenda: Any  # int64, ring x 2: slot and state to enter at this instant
    n: Any  # int64, counters: HEAP ...
    waiting: Any  # int64, pools: requests in each queue, answered ones among them
    free: Any  # int64, pools
    calendar: Any  # float64, changes x 3: day, pool, change
    months: Any  # float64
    counts: Any  # float64
    pool_counts: Any  # float64
    group_counts: Any  # float64
    place_counts: Any  # float64
    offence_counts: Any  # float64
    length_counts: Any  # float64
    day: Any  # the log, in columns, where it is wanted
    row: Any
    slot: Any
    state: Any
    value: Any


def borrowed(array: Any) -> Any:
    """Return an array that does not count its references: compiled code would spend two fifths of its time counting."""
    return array


def borrow(z: Any) -> Any:
    """Return a world of borrowed arrays; the caller keeps the owned ones alive."""
    return World(
        borrowed(z.women), borrowed(z.tracks), borrowed(z.rest), borrowed(z.clocks), borrowed(z.heap),
        borrowed(z.queues), borrowed(z.agenda), borrowed(z.n), borrowed(z.waiting), borrowed(z.free),
        borrowed(z.calendar), borrowed(z.months), borrowed(z.counts), borrowed(z.pool_counts),
        borrowed(z.group_counts), borrowed(z.place_counts), borrowed(z.offence_counts),
        borrowed(z.length_counts), borrowed(z.day), borrowed(z.row), borrowed(z.slot), borrowed(z.state),
        borrowed(z.value),
    )  # fmt: skip


HEAP, HEAD, TAIL, NEXT, MONTH, LOGGED = range(6)
DONE, ENLARGE_HEAP, ENLARGE_QUEUES, ENLARGE_LOG = range(4)
MOVING = -1
ROOM = 4096
"""Free places that one keyed event may need at the most, other than a change of capacity."""


def before(x: Any, a: float, b: float, name: int) -> bool:
    """Return whether an item comes before (a, b, name)."""
    return x.a < a or (x.a == a and (x.b < b or (x.b == b and x.name < name)))


def push(heap: Any, n: int, a: float, b: float, name: int, gen: int) -> int:
    """Put an item on a heap of `n`; return the new number."""
    i = n
    while i > 0 and not before(heap[(i - 1) >> 1], a, b, name):
        heap[i] = heap[(i - 1) >> 1]
        i = (i - 1) >> 1
    x = heap[i]
    x.a = a
    x.b = b
    x.name = name
    x.gen = gen
    return n + 1


def pop(heap: Any, n: int) -> int:
    """Take the first item off a heap of `n`; return the new number."""
    n -= 1
    x = heap[n]
    i, child = 0, 1
    while child < n:
        y = heap[child]
        if child + 1 < n and before(heap[child + 1], y.a, y.b, y.name):
            child += 1
        if not before(heap[child], x.a, x.b, x.name):
            break
        heap[i] = heap[child]
        i, child = child, 2 * child + 1
    heap[i] = heap[n]
    return n


def at(z: Any, day: float, rank: float, name: int, gen: int, t: float, horizon: float) -> None:
    """Put a keyed event on the heap; beyond the horizon it never happens."""
    if day < t:
        raise RuntimeError("a slot was held until a day that is past")
    if day < horizon:
        z.n[HEAP] = push(z.heap, z.n[HEAP], day, rank, name, gen)


def move(z: Any, name: int, state: int) -> None:
    """Move a track at rest to a state, in its turn of this instant."""
    track = z.tracks[name // SLOTS, name % SLOTS]
    track.gen += 1
    z.rest[name // SLOTS, name % SLOTS] = MOVING
    ring = z.agenda.shape[0]
    z.agenda[z.n[TAIL] % ring, 0] = name
    z.agenda[z.n[TAIL] % ring, 1] = state
    z.n[TAIL] += 1


def add(cell: Any, t: float, value: float) -> None:
    """Count one event in a cell: number, sum of days, sum of values."""
    cell[0] += 1.0
    cell[1] += t
    cell[2] += value


def count_groups(z: Any, t: float, i: int, k: int, state: int, m: int, value: float) -> None:
    """Count one event by the groups that she is in, and a case by its place and offence."""
    w = z.women[i]
    add(z.group_counts[state, m, age_band(w, t)], t, value)
    add(z.group_counts[state, m, ETHNICITY_FROM + w.ethnicity], t, value)
    add(z.group_counts[state, m, NATIONALITY_FROM + w.foreign], t, value)
    add(z.group_counts[state, m, CHILDREN_FROM + (1 if dependent_children(w, t) > 0 else 0)], t, value)
    for need in range(N_NEEDS):
        if has_need(w, need):
            add(z.group_counts[state, m, NEED_FROM + need], t, value)
    if k <= CASE_2:
        case = z.tracks[i, k]
        add(z.group_counts[state, m, RECORD_FROM + case.record], t, value)
        z.place_counts[state, m, case.place] += 1.0
        add(z.offence_counts[state, m, case.offence], t, value)
    else:
        add(z.group_counts[state, m, RECORD_FROM + w.record], t, value)
        if k == PRISON:
            hold = z.tracks[i, k]
            add(z.offence_counts[state, m, hold.offence], t, value)
            if hold.length >= 0:
                add(z.length_counts[state, m, hold.length], t, value)


def log(z: Any, t: float, i: int, k: int, state: int, value: float, pool: int) -> None:
    """Count a row of the event log, and write it where the log is wanted."""
    while z.n[MONTH] + 2 < z.months.shape[0] and t >= z.months[z.n[MONTH] + 1]:
        z.n[MONTH] += 1
    m = z.n[MONTH]
    add(z.counts[state, m, z.women[i].borough], t, value)
    if k != DOCKET:
        count_groups(z, t, i, k, state, m, value)
    if pool >= 0 and SUPPORT[k]:
        add(z.pool_counts[state, m, pool], t, value)
    if z.day.shape[0] > 0:
        j = z.n[LOGGED]
        z.day[j] = t
        z.row[j] = i
        z.slot[j] = k
        z.state[j] = state
        z.value[j] = value
    z.n[LOGGED] += 1


def change(z: Any, pool: int, by: int) -> None:
    """Add or withdraw units of a resource, and serve its queue."""
    z.free[pool] += by
    while z.free[pool] > 0 and z.waiting[pool] > 0:
        name, gen = z.queues[pool, 0].name, z.queues[pool, 0].gen
        z.waiting[pool] = pop(z.queues[pool], z.waiting[pool])
        track = z.tracks[name // SLOTS, name % SLOTS]
        if track.gen == gen:
            z.free[pool] -= 1
            track.held = pool
            move(z, name, track.next)


def settle(z: Any, i: int, but: int, t: float, p: Any, horizon: float) -> None:
    """Bring her clocks and her other tracks into line with what she now is."""
    w = z.women[i]
    for j in range(N_CLOCKS):
        c = z.clocks[i, j]
        rate, until = hazard(j, w, c, t, p)  # type: ignore[name-defined]  # noqa: F821
        if retime(c, t, rate, until, p):
            c.gen += 1
            at(z, min(c.due, c.until), RANK_CLOCK, i * SLOTS + N_TRACKS + j, c.gen, t, horizon)
    for k in range(N_TRACKS):
        state = z.rest[i, k]
        if k != but and state != MOVING and (REACTS_AT[state] or w.gone == 1):
            state = react(state, w, z.tracks[i, k], t, p)  # type: ignore[name-defined]  # noqa: F821
            if state >= 0:
                move(z, i * SLOTS + k, state)


def enter(z: Any, i: int, k: int, s: int, t: float, p: Any, horizon: float) -> None:
    """Let a track enter a state, and go on until it is at rest."""
    w, track = z.women[i], z.tracks[i, k]
    name = i * SLOTS + k
    while True:
        track.state = s
        track.value = 0.0
        op, day, after = step(s, w, track, t, p)  # type: ignore[name-defined]  # noqa: F821
        log(z, t, i, k, s, track.value, track.held if track.held >= 0 else track.want)
        if op == GOTO:
            s = after
            continue
        if op == GIVE:
            pool = track.held
            track.held = -1
            change(z, pool, 1)
            s = after
            continue
        if op == ASK:
            if z.free[track.want] > 0:
                z.free[track.want] -= 1
                track.held = track.want
                s = after
                continue
            if day <= t:
                s = track.otherwise
                continue
        elif op == END:
            if track.held >= 0:
                pool = track.held
                track.held = -1
                change(z, pool, 1)
            track.state = IDLE_OF[k]
        track.gen += 1
        track.next = after
        moved = react(track.state, w, track, t, p)  # type: ignore[name-defined]  # noqa: F821
        if moved >= 0:
            s = moved
            continue
        z.rest[i, k] = track.state
        if op == HOLD:
            at(z, day, RANK_OF[after], name, track.gen, t, horizon)
        elif op == ASK:
            q = track.want
            z.waiting[q] = push(z.queues[q], z.waiting[q], track.priority, t, name, track.gen)
            at(z, day, RANK_PATIENCE, name, track.gen, t, horizon)
        settle(z, i, k, t, p, horizon)
        return


def come(z: Any, i: int, t: float, key: int, borough: int, already: int, p: Any, horizon: float) -> None:
    """A woman comes."""
    w = z.women[i]
    w.key = key
    w.borough = borough
    for k in range(N_TRACKS):
        track = z.tracks[i, k]
        track.slot = k
        track.state = IDLE_OF[k]
        z.rest[i, k] = IDLE_OF[k]
        track.held = -1
        track.want = -1
    begin(w, t, p, already)  # type: ignore[name-defined]  # noqa: F821
    for j in range(N_CLOCKS):
        wind(w, j, z.clocks[i, j], t)
    settle(z, i, -1, t, p, horizon)


def change_capacity(z: Any, number: int, t: float, p: Any, horizon: float) -> None:
    """Capacity changes; after a cut everybody with a keyworker looks again."""
    by = int(z.calendar[number, 2])
    change(z, int(z.calendar[number, 1]), by)
    if by <= 0:
        for i in range(z.n[NEXT]):
            if z.tracks[i, KEYWORK].gen > 0:
                settle(z, i, -1, t, p, horizon)


def tick(z: Any, i: int, j: int, t: float, p: Any, horizon: float) -> None:
    """A clock's pending event: it goes off, or its hazard is asked for again."""
    c = z.clocks[i, j]
    if t >= c.due:
        state = fire(j, z.women[i], c, t, p)  # type: ignore[name-defined]  # noqa: F821
        log(z, t, i, N_TRACKS + j, state, c.value, -1)
        wind(z.women[i], j, c, t)
    settle(z, i, -1, t, p, horizon)


def lacks_room(z: Any) -> int:
    """Return which array must be enlarged before the next keyed event, or `DONE`."""
    need = ROOM
    if z.n[HEAP] > 0 and z.heap[0].b == RANK_CAPACITY:
        need += 4 * z.n[NEXT]
    if z.n[HEAP] + need > z.heap.shape[0]:
        return ENLARGE_HEAP
    for q in range(z.waiting.shape[0]):
        if z.waiting[q] + need > z.queues.shape[1]:
            return ENLARGE_QUEUES
    if z.day.shape[0] > 0 and z.n[LOGGED] + need > z.day.shape[0]:
        return ENLARGE_LOG
    return DONE


def run(owned: Any, days: Any, keys: Any, boroughs: Any, already: Any, parameters: Any, horizon: float) -> int:
    """Run to the horizon, or until an array must be enlarged; return which (`DONE` at the end)."""
    z = borrow(owned)
    p = parameters[0]
    while True:
        lacking = lacks_room(z)
        if lacking != DONE:
            return lacking
        i = z.n[NEXT]
        if i < days.shape[0] and (z.n[HEAP] == 0 or days[i] < z.heap[0].a):
            t = days[i]
            z.n[NEXT] += 1
            come(z, i, t, keys[i], boroughs[i], already[i], p, horizon)
        elif z.n[HEAP] == 0:
            return DONE
        else:
            t, rank, name, gen = z.heap[0].a, z.heap[0].b, z.heap[0].name, z.heap[0].gen
            z.n[HEAP] = pop(z.heap, z.n[HEAP])
            i, k = name // SLOTS, name % SLOTS
            if rank == RANK_CAPACITY:
                change_capacity(z, name, t, p, horizon)
            elif rank == RANK_CLOCK:
                if z.clocks[i, k - N_TRACKS].gen == gen:
                    tick(z, i, k - N_TRACKS, t, p, horizon)
            elif z.tracks[i, k].gen == gen:
                if rank == RANK_PATIENCE:
                    move(z, name, z.tracks[i, k].otherwise)
                else:
                    enter(z, i, k, z.tracks[i, k].next, t, p, horizon)
        while z.n[HEAD] < z.n[TAIL]:
            entry = z.n[HEAD] % z.agenda.shape[0]
            z.n[HEAD] += 1
            name, state = z.agenda[entry, 0], z.agenda[entry, 1]
            enter(z, name // SLOTS, name % SLOTS, state, t, p, horizon)


def clock_totals(z: Any, horizon: float) -> Any:
    """Return for each clock how often it went off, and the exposure that it used up."""
    totals = np.zeros((2, N_CLOCKS))
    for i in range(z.n[NEXT]):
        for j in range(N_CLOCKS):
            totals[0, j] += z.clocks[i, j].n - 1
            totals[1, j] += exposure_spent(z.women[i], j, z.clocks[i, j], horizon)
    return totals
