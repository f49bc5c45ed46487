"""Flows: how many times a year something happens, in the order of the pathway."""

from __future__ import annotations

from wsa_sim.outcomes.dockets import DOCKETS
from wsa_sim.outcomes.flows_from_court import EXITS, PRISON, SUPPORT
from wsa_sim.outcomes.flows_on_licence import ALLOCATION, BREACH, RECALL
from wsa_sim.outcomes.flows_to_court import COURT, DIVERSION, ORDERS, POLICE, REQUIREMENTS

FLOWS = (
    *POLICE, *DIVERSION, *COURT, *REQUIREMENTS, *ORDERS, *PRISON, *ALLOCATION, *BREACH, *RECALL, *SUPPORT, *EXITS,
    *DOCKETS,
)  # fmt: skip
