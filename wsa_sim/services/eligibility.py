"""Which keywork service covers a woman."""

from __future__ import annotations

from typing import Any

from wsa_sim.pathway.woman import MINERVA_CRC, MINERVA_WRAPAROUND, SOUTH_LONDON_ALLIANCE


def covers(service: int, w: Any, t: float, p: Any) -> bool:
    """Return whether a service covers the borough where she lives and is open."""
    return p.service_covers[service][w.borough] > 0.0 and t < p.service_until[service]


def service_for(w: Any, t: float, p: Any) -> int:
    """Return the keywork service to which she would be referred, or -1 where none covers her.

    Women with complex needs go to WrapAround or the South London Alliance, others to the rehabilitation company's
    service first: triage by need, one slot at a time (Blueprint 2019-22, section 3 and figure 2).
    """
    if w.complex_needs == 0 and covers(MINERVA_CRC, w, t, p):
        return MINERVA_CRC
    if covers(MINERVA_WRAPAROUND, w, t, p):
        return MINERVA_WRAPAROUND
    if covers(SOUTH_LONDON_ALLIANCE, w, t, p):
        return SOUTH_LONDON_ALLIANCE
    return MINERVA_CRC if covers(MINERVA_CRC, w, t, p) else -1
