"""The rule of order, the same in both engines.

Keyed events are done by (day, rank, slot of a woman). What an event causes at its own instant (a grant, an
interruption, a new track) is done first in, first out, before the next keyed event. Without it two engines agree in
continuous time and part at once on whole days.
"""

from __future__ import annotations

FREES, CAPACITY, PATIENCE, TRACK, CLOCK, ARRIVAL = range(6)
"""Ranks of keyed events at one instant: slots given back first, arrivals last."""

SLOTS = 16
"""A slot is named by woman x this + slot number."""
