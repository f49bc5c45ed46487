"""Keyworkers' slots and centre places as SimPy resources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simpy.resources import base
from simpy.resources.resource import SortedQueue

from wsa_sim.engine import order

if TYPE_CHECKING:
    from wsa_sim.engine.reference import KeyedEnvironment


class SlotRequest(base.Put):
    """A track's request for one unit. Succeeds with the state that the track goes on to."""

    def __init__(self, resource: Slots, track: Any) -> None:
        self.track = track
        self.key = (track.priority, resource._env.now, resource.name_of(track))
        super().__init__(resource)


class Slots(base.BaseResource):
    """So many units of a resource, first come first served within a priority.

    Built on SimPy's base resource: its queue of requests and its way of granting them. Capacity can change: after a cut
    nobody is put out, and nobody is let in until units are free again. Giving back serves the queue at once, which is
    what the rule of order asks (SimPy's own release serves it one event later).
    """

    PutQueue = SortedQueue

    def __init__(self, env: KeyedEnvironment, number: int, capacity: int) -> None:
        super().__init__(env, capacity)
        self.number = number
        self.free = capacity

    def name_of(self, track: Any) -> int:
        """Return the number by which ties between requests of the same instant are broken."""
        return int(track.woman.rank * order.SLOTS + track.slot)

    def take(self, track: Any) -> bool:
        """Give the track a unit if one is free."""
        if self.free <= 0:
            return False
        self.free -= 1
        track.held = self.number
        return True

    def _do_put(self, event: Any) -> bool:
        if not self.take(event.track):
            return False
        event.track.gen += 1
        event.track.moving = 1
        event.succeed(event.track.next)
        return True

    def _do_get(self, event: Any) -> None:
        raise NotImplementedError("units are given back with `give_back`")

    def change(self, by: int) -> None:
        """Add or withdraw units, and serve the queue."""
        self.free += by
        self._trigger_put(None)

    def give_back(self, track: Any) -> None:
        """Take back the unit that a track holds, and serve the queue."""
        track.held = -1
        self.change(1)
