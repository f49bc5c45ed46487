"""The reference engine: SimPy. Each live track of a woman is a process that holds, queues and is interrupted.

The engine knows time, queues, clocks and the log. What a state does is in `pathway` and `services`.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Generator
from functools import partial
from heapq import heappush
from itertools import count as counter
from typing import Any, cast

import numpy as np
import simpy

from wsa_sim.engine import order
from wsa_sim.engine.arrivals import Arrivals, arrivals
from wsa_sim.engine.clocks import exposure_spent, retime, wind
from wsa_sim.engine.model import BEGIN, FIRES, FREES, HAZARDS, IDLE, STEPS, react
from wsa_sim.engine.parameters import as_object
from wsa_sim.engine.resources import SlotRequest, Slots
from wsa_sim.engine.tally import Tally, count, final_capacity, month_starts
from wsa_sim.pathway.circumstances import age_band, dependent_children
from wsa_sim.pathway.woman import (
    ASK,
    CASE_2,
    END,
    GIVE,
    GOTO,
    HOLD,
    KEYWORK,
    N_CLOCKS,
    N_POOLS,
    N_TRACKS,
    PRISON,
    Clock,
    Track,
    Woman,
)  # fmt: skip
from wsa_sim.scenario.plan import Plan


class KeyedEnvironment(simpy.Environment):
    """A SimPy environment whose events are done by (day, rank, slot), SimPy's own before them and in turn."""

    def __init__(self, start: float, horizon: float) -> None:
        super().__init__(start)
        self.horizon = horizon
        self._eid = counter(-(2**62))
        self.serial = counter()

    def schedule(self, event: simpy.Event, priority: int = 1, delay: float = 0.0) -> None:
        """Schedule what SimPy itself schedules (processes, interruptions, grants): in order, before keyed events."""
        heappush(self._queue, (self._now + delay, 1, next(self._eid), event))  # type: ignore[misc]

    def at(self, day: float, rank: int, name: int, call: Callable[[Any], Any] | None = None) -> simpy.Event:
        """Return an event of a day and rank; beyond the horizon it never happens."""
        event = simpy.Event(self)
        event._ok, event._value = True, None
        if call is not None:
            event.callbacks.append(call)
        if day < self._now:
            raise RuntimeError(f"slot {name} was held until day {day}, which is past on day {self._now}")
        if day < self.horizon:
            heappush(self._queue, (day, 1, (rank << 80) | (name << 40) | next(self.serial), event))  # type: ignore[misc]
        return event


def idle_track(slot: int) -> Any:
    """Return a track to which nothing has happened; reactions only look at it."""
    track = Track()
    track.slot, track.state, track.held, track.want = slot, IDLE[slot], -1, -1
    return track


IDLE_TRACKS = tuple(idle_track(k) for k in range(N_TRACKS))


class Reference:
    """One run of a plan under SimPy."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.env = KeyedEnvironment(plan.start, plan.horizon)
        self.p = as_object(plan.parameters)
        self.women: list[Any] = []
        self.day, self.value = array("d"), array("d")
        self.row, self.slot, self.state, self.pool = array("i"), array("b"), array("h"), array("b")
        self.age, self.record, self.children, self.needs = array("b"), array("b"), array("b"), array("B")
        self.place, self.offence, self.length = array("b"), array("b"), array("b")
        self.pools = [Slots(self.env, n, capacity) for n, capacity in enumerate(plan.capacities)]
        for i, (day, pool, change) in enumerate(plan.calendar):
            self.env.at(day, order.CAPACITY, i, partial(self.change_capacity, pool, change))

    def run(self) -> None:
        """Run to the horizon."""
        self.env.process(self.arrive(arrivals(self.plan)))
        self.env.run(until=self.plan.horizon)

    def arrive(self, coming: Arrivals) -> Generator[simpy.Event, Any, None]:
        """Women come one by one, the last of the events of their instant."""
        columns = (coming.day.tolist(), coming.key.tolist(), coming.borough.tolist(), coming.already.tolist())
        for row, (day, key, borough, already) in enumerate(zip(*columns, strict=True)):
            yield self.env.at(day, order.ARRIVAL, row * order.SLOTS)
            w = Woman()
            w.rank, w.key, w.borough = row, key, borough
            w.tracks = [None] * N_TRACKS
            w.clocks = [Clock() for _ in range(N_CLOCKS)]
            self.women.append(w)
            BEGIN(w, day, self.p, already)
            for j, c in enumerate(w.clocks):
                wind(w, j, c, day)
            self.settle(w, -1)

    def log(self, t: float, w: Any, slot: int, state: int, value: float, pool: int) -> None:
        """Write one row of the event log."""
        self.day.append(t)
        self.row.append(w.rank)
        self.slot.append(slot)
        self.state.append(state)
        self.value.append(value)
        self.pool.append(pool)
        self.age.append(age_band(w, t))
        self.children.append(1 if dependent_children(w, t) > 0 else 0)
        self.needs.append(w.needs)
        is_case = slot <= CASE_2
        self.record.append(w.tracks[slot].record if is_case else w.record)
        self.place.append(w.tracks[slot].place if is_case else 0)
        self.offence.append(w.tracks[slot].offence if is_case or slot == PRISON else 0)
        self.length.append(w.tracks[slot].length if slot == PRISON else -1)

    def live(self, w: Any, track: Any, s: int) -> Generator[simpy.Event, Any, None]:
        """Live one track, a SimPy process, from state `s` until it comes to rest for good."""
        env, p, k = self.env, self.p, track.slot
        while True:
            t = env.now
            track.moving, track.state, track.value = 0, s, 0.0
            step = STEPS[s]
            assert step is not None
            op, day, after = step(w, track, t, p)
            self.log(t, w, k, s, track.value, track.held if track.held >= 0 else track.want)
            if op == GOTO:
                s = after
                continue
            if op == GIVE:
                self.pools[track.held].give_back(track)
                s = after
                continue
            if op == ASK:
                if self.pools[track.want].take(track):
                    s = after
                    continue
                if day <= t:
                    s = track.otherwise
                    continue
            elif op == END:
                if track.held >= 0:
                    self.pools[track.held].give_back(track)
                track.state = IDLE[k]
            track.gen += 1
            track.next = after
            if (moved := react(w, track, t, p)) >= 0:
                s = moved
                continue
            if op == END:
                track.process = None
                self.settle(w, k)
                return
            if op == HOLD:
                wake = env.at(day, order.FREES if after in FREES else order.TRACK, self.name_of(w, k))
            else:
                wake = track.request = SlotRequest(self.pools[track.want], track)
                env.at(day, order.PATIENCE, self.name_of(w, k), partial(self.give_up, track, track.gen))
            self.settle(w, k)
            try:
                answer: Any = yield wake
                s = track.next if answer is None else answer
            except simpy.Interrupt as interruption:
                s = cast(int, interruption.cause)
            track.request = None

    @staticmethod
    def name_of(w: Any, slot: int) -> int:
        """Return the number of a woman's slot."""
        return int(w.rank * order.SLOTS + slot)

    @staticmethod
    def give_up(track: Any, gen: int, _: simpy.Event) -> None:
        """Her patience ends, unless the request has been answered or withdrawn."""
        if track.gen == gen:
            track.gen += 1
            track.moving = 1
            track.request.cancel()
            track.request.succeed(track.otherwise)

    def settle(self, w: Any, but: int) -> None:
        """Bring her clocks and her other tracks into line with what she now is."""
        t, p = self.env.now, self.p
        for j, c in enumerate(w.clocks):
            rate, until = HAZARDS[j](w, c, t, p)
            if retime(c, t, rate, until, p):
                c.gen += 1
                self.env.at(
                    min(c.due, c.until), order.CLOCK, self.name_of(w, N_TRACKS + j), partial(self.tick, w, j, c, c.gen)
                )
        for k, track in enumerate(w.tracks):
            if k == but:
                continue
            if track is None:
                look = IDLE_TRACKS[k]
            elif track.moving:
                continue
            else:
                look = track
            if (state := react(w, look, t, p)) >= 0:
                self.move(w, k, track, state)

    def move(self, w: Any, k: int, track: Any, state: int) -> None:
        """Move one of her tracks at rest to a state: interrupt its process, or start one."""
        if track is None:
            track = w.tracks[k] = idle_track(k)
            track.woman = w
        track.gen += 1
        track.moving = 1
        if track.process is None:
            track.process = self.env.process(self.live(w, track, state))
            return
        if track.request is not None:
            track.request.cancel()
            track.request = None
        track.process.interrupt(state)

    def tick(self, w: Any, j: int, c: Any, gen: int, _: simpy.Event) -> None:
        """A clock's pending event: it goes off, or its hazard is asked for again."""
        if c.gen != gen:
            return
        t = self.env.now
        if t >= c.due:
            state = FIRES[j](w, c, t, self.p)
            self.log(t, w, N_TRACKS + j, state, c.value, -1)
            wind(w, j, c, t)
        self.settle(w, -1)

    def change_capacity(self, pool: int, by: int, _: simpy.Event) -> None:
        """Capacity changes; after a cut everybody with a keyworker looks again."""
        self.pools[pool].change(by)
        if by <= 0:
            for w in self.women:
                if w.tracks[KEYWORK] is not None:
                    self.settle(w, -1)

    def tally(self, events: bool) -> Tally:
        """Return the counts of the run."""
        coming = arrivals(self.plan)
        row = np.frombuffer(self.row, np.int32) if self.row else np.zeros(0, np.int32)
        log = {
            "day": np.array(self.day),
            "woman": coming.identity[row],
            "slot": np.array(self.slot, np.int8),
            "state": np.array(self.state, np.int16),
            "value": np.array(self.value),
        }
        months = month_starts(self.plan)
        groups = (
            np.array(self.age, np.int8),
            np.array([w.ethnicity for w in self.women], np.int8)[row],
            np.array([w.foreign for w in self.women], np.int8)[row],
            np.array(self.record, np.int8),
            np.array(self.children, np.int8),
        )
        counted = count(
            months,
            log,
            coming.borough[row],
            np.array(self.pool, np.int8),
            groups,
            np.array(self.needs, np.uint8),
            np.array(self.place, np.int8),
            np.array(self.offence, np.int8),
            np.array(self.length, np.int8),
        )
        held = [sum(tr is not None and tr.held == q for w in self.women for tr in w.tracks) for q in range(N_POOLS)]
        clocks = np.zeros((2, N_CLOCKS))
        for w in self.women:
            for j, c in enumerate(w.clocks):
                clocks[0, j] += c.n - 1
                clocks[1, j] += exposure_spent(w, j, c, self.plan.horizon)
        return Tally(
            months=months,
            counts=counted[0],
            pool_counts=counted[1],
            group_counts=counted[2],
            place_counts=counted[3],
            offence_counts=counted[4],
            length_counts=counted[5],
            capacity=final_capacity(self.plan),
            free=np.array([pool.free for pool in self.pools], np.int64),
            held=np.array(held, np.int64),
            clock_firings=clocks[0],
            clock_exposure=clocks[1],
            women=int(coming.are_women.sum()),
            events=log if events else None,
        )


def simulate_reference(plan: Plan, events: bool = False) -> Tally:
    """Run a plan under SimPy and return its counts."""
    world = Reference(plan)
    world.run()
    return world.tally(events)
