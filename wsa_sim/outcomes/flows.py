"""Flows: how many times a year something happens, in the order of the pathway."""

from __future__ import annotations

from wsa_sim.outcomes.dockets import DOCKETS
from wsa_sim.outcomes.flows_from_court import EXITS, PRISON, RECALL, SUPPORT
from wsa_sim.outcomes.flows_to_court import COURT, DIVERSION, POLICE

FLOWS = (*POLICE, *DIVERSION, *COURT, *PRISON, *RECALL, *SUPPORT, *EXITS, *DOCKETS)
