"""A case with the police and in diversion as an absorbing Markov chain: from detection to charge, or to an end without.

A state of the chain remembers gravity, whether she is identified as a victim, how she stands with the police, and the
outcome that diversion replaces. Needs are taken to be independent; the law is that of 2018: bail before charge is
presumed against, and limited to 28 days.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

from tests.verification.case_kinds import EXPLOITATION, HOUSING, KINDS, VIOLENCE, with_odds
from tests.verification.court_chain import CourtChain
from tests.verification.graph_chain import GraphChain, Moves, Node
from wsa_sim.evidence import AXES

PRESUMED_AGAINST = 1
MAY_BE_CAUTIONED = ("CHARGE", "COMMUNITY_RESOLUTION admitted", "SIMPLE_CAUTION", "CONDITIONAL_CAUTION")


def beyond_limit(p: Any) -> float:
    """Return the chance that an investigation lasts beyond the first limit of bail of 2018.

    The 28 days run from the moment of the arrest to the first whole day after them, bail from the end of a detention
    that is exponential as well: both are averaged over the time of day of the arrest, which is uniform.
    """
    detained, mean = p["police_custody_hours"] / 24, p["pre_charge_bail_days"]
    left = 28 + (np.arange(1000) + 0.5) / 1000
    if detained == 0:
        return float(np.exp(-left / mean).mean())
    sooner = (mean * np.exp(-left / mean) - detained * np.exp(-left / detained)) / (mean - detained)
    return float(sooner.mean())


class PoliceChain(GraphChain):
    """Moves of one case up to charge, given whether every officer offers diversion and whether there is room."""

    def __init__(self, p: Any, offer: float, room: bool) -> None:
        self.p, self.offer, self.room = p, offer, room
        self.would_have = cache(CourtChain(p).would_have)

    def low_level(self) -> Any:
        ratio = self.p["low_level_record_odds"][KINDS["record"]]
        return with_odds(self.p["low_level_share"][KINDS["offence"]], ratio)

    def admits(self) -> Any:
        return with_odds(self.p["admission_share"], self.p["admission_odds"][KINDS["ethnicity"]])

    def outcomes(self, low: int, victim: int) -> dict[str, Any]:
        """Chances of each outcome; those of a community resolution by whether she admits the offence."""
        p, record = self.p, KINDS["record"]
        other = p["other_police_outcome_share"]
        charge = with_odds(p["charge_share"], p["charge_record_odds"][record])
        spared = p["exploited_not_prosecuted_share"] if victim else 0.0
        made = {
            "OTHER_POLICE_OUTCOME": other + 0 * charge,
            "CHARGE": (1 - other) * charge * (1 - spared),
            "NOT_PROSECUTED_AS_EXPLOITED": (1 - other) * charge * spared,
        }
        uncharged = (1 - other) * (1 - charge)
        if not low:
            return {**made, "NO_FURTHER_ACTION": uncharged}
        shares = p["not_charged_share"][record].T
        low_level = with_odds(p["low_level_share"], p["low_level_record_odds"][:, None])
        mean_low = (p["offence_share"] * low_level).sum(axis=1)[record]
        mean_admits = float(p["ethnicity_at_entry"] @ with_odds(p["admission_share"], p["admission_odds"]))
        cautioned = np.minimum(1.0, (shares[2] + shares[3]) / (mean_low * mean_admits))
        settled = shares[1] / mean_low
        of_admitting, of_others = np.minimum(settled, 1 - cautioned), np.minimum(settled, 1.0)
        admits = self.admits()
        made["COMMUNITY_RESOLUTION admitted"] = uncharged * admits * of_admitting
        made["COMMUNITY_RESOLUTION"] = uncharged * (1 - admits) * of_others
        for name, share in (("SIMPLE_CAUTION", shares[2]), ("CONDITIONAL_CAUTION", shares[3])):
            made[name] = uncharged * admits * cautioned * share / (shares[2] + shares[3])
        made["NO_FURTHER_ACTION"] = uncharged * (1 - admits * (cautioned + of_admitting) - (1 - admits) * of_others)
        return made

    def eligible(self, outcome: str, low: int, standing: str) -> Any:
        p = self.p
        if outcome not in MAY_BE_CAUTIONED or not low or self.offer == 0 or standing == "voluntary":
            return 0.0
        kept_out = np.where(KINDS["offence"] == VIOLENCE, p["domestic_share"], 0.0)
        in_scope = (1 - p["excluded_share"][KINDS["offence"]]) * (1 - kept_out)
        if outcome == "CHARGE":
            return in_scope * self.admits() * p["conditional_caution_fit"][KINDS["record"]]
        return in_scope * (p["diversion_widening"][0] if outcome.startswith("COMMUNITY") else 1.0)

    def needs_found(self) -> Any:
        """Chance that screening finds a need: each is there by her record, and found or missed."""
        p, missed = self.p, 1.0
        for need in range(len(AXES["need"])):
            has = p["need_share"][need][KINDS["record"]] if need != HOUSING else KINDS["housing"]
            missed = missed * (1 - has * p["need_identified_share"][need])
        return 1 - missed

    def referral(self) -> tuple[Any, Any, Any]:
        """Chances of being referred by liaison, of being identified if so, and if not: both depend on needs."""
        p = self.p
        has, found = p["need_share"][EXPLOITATION][KINDS["record"]], p["need_identified_share"][EXPLOITATION]
        others = 1 - (1 - self.needs_found()) / (1 - has * found)
        refers, identifies = p["liaison_referral_share"], p["exploitation_identified_share"][1]
        if_exploited = refers * (1 - (1 - others) * (1 - found))
        referred = has * if_exploited + (1 - has) * refers * others
        return (
            referred,
            has * if_exploited * identifies / referred,
            has * (1 - if_exploited) * identifies / (1 - referred),
        )

    def moves(self, node: Node) -> Moves:
        """Yield the moves from a state of the chain; what is missing to one ends the case."""
        state, *memory = node
        for group in (self.station, self.undecided, self.diversion):
            yield from group(state, *memory)

    def station(self, state: str, *memory: Any) -> Moves:
        """Yield moves from detection to the decision of the police."""
        p = self.p
        by_officers = p["need_share"][EXPLOITATION][KINDS["record"]] * p["exploitation_identified_share"][0]
        screened = p["liaison_coverage"] * p["liaison_screened_share"]
        if state == "SOUGHT_BY_POLICE":
            yield p["voluntary_attendance_share"], ("VOLUNTARY_ATTENDANCE",)
            yield 1 - p["voluntary_attendance_share"], ("ARREST",)
        elif state == "VOLUNTARY_ATTENDANCE":
            yield by_officers, ("EXPLOITATION_IDENTIFIED", "voluntary")
            yield from self.to_decision(1 - by_officers, 0, "voluntary")
        elif state == "ARREST":
            yield screened, ("SCREENED_IN_CUSTODY",)
            yield (1 - screened) * by_officers, ("EXPLOITATION_IDENTIFIED", "detained")
            yield from self.to_decision((1 - screened) * (1 - by_officers), 0, "detained")
        elif state == "SCREENED_IN_CUSTODY":
            referred, _, identified = self.referral()
            yield referred, ("REFERRED_BY_LIAISON",)
            yield (1 - referred) * identified, ("EXPLOITATION_IDENTIFIED", "detained")
            yield from self.to_decision((1 - referred) * (1 - identified), 0, "detained")
        elif state == "REFERRED_BY_LIAISON":
            _, identified, _ = self.referral()
            yield identified, ("EXPLOITATION_IDENTIFIED", "detained")
            yield from self.to_decision(1 - identified, 0, "detained")
        elif state == "EXPLOITATION_IDENTIFIED":
            yield p["national_referral_share"], ("REFERRED_AS_VICTIM", *memory)
            yield from self.to_decision(1 - p["national_referral_share"], 1, memory[0])
        elif state == "REFERRED_AS_VICTIM":
            yield from self.to_decision(1.0, 1, memory[0])

    def to_decision(self, chance: Any, victim: int, standing: str) -> Moves:
        yield chance * self.low_level(), ("POLICE_DECISION", 1, victim, standing, "first")
        yield chance * (1 - self.low_level()), ("POLICE_DECISION", 0, victim, standing, "first")

    def undecided(self, state: str, *memory: Any) -> Moves:
        """Yield moves of a decision and of what puts it off; where the decision is next she keeps what it needs."""
        p = self.p
        if state == "POLICE_DECISION":
            yield from self.decision(*memory)
        elif state == "POLICE_BAIL":
            over, extended = beyond_limit(p), p["bail_extension_share"]
            yield over * extended, ("POLICE_BAIL_EXTENDED", *memory, "on bail", "again")
            yield over * (1 - extended), ("RELEASED_UNDER_INVESTIGATION", *memory, "at liberty", "again")
            yield 1 - over, ("POLICE_DECISION", *memory, "on bail", "again")
        elif state == "CHARGE":
            low, victim, standing = memory
            held = p["held_for_court_share"] if standing == "detained" else 0.0
            route = "BAILED_TO_COURT" if standing in ("detained", "on bail") else "POSTAL_REQUISITION"
            yield held, ("HELD_FOR_COURT", low, victim)
            yield 1 - held, (route, low, victim)

    def decision(self, low: int, victim: int, standing: str, look: str) -> Moves:
        p, later = self.p, 0.0
        if look == "first" and standing == "voluntary":
            later = p["voluntary_investigation_share"]
            yield later, ("INVESTIGATED_AT_LIBERTY", low, victim, standing, "again")
        elif look == "first":
            later, bailed = p["under_investigation_share"], p["pre_charge_bail_share"][PRESUMED_AGAINST]
            yield later * bailed, ("POLICE_BAIL", low, victim)
            yield later * (1 - bailed), ("RELEASED_UNDER_INVESTIGATION", low, victim, "at liberty", "again")
        for name, chance in self.outcomes(low, victim).items():
            outcome, eligible = name.split()[0], self.eligible(name, low, standing)
            yield (1 - later) * chance * eligible, ("DIVERSION_ELIGIBLE", outcome, victim, standing)
            yield (1 - later) * chance * (1 - eligible), without_diversion(outcome, low, victim, standing)

    def diversion(self, state: str, *memory: Any) -> Moves:
        """Yield moves of diversion; remembered: what it replaces, victim, how she stands with the police."""
        p = self.p
        if state == "DIVERSION_ELIGIBLE":
            outcome, victim, standing = memory
            yield self.offer, ("DIVERSION_ROOM_ASKED", *memory)
            yield 1 - self.offer, without_diversion(outcome, 1, victim, standing)
        elif state == "DIVERSION_ROOM_ASKED":
            yield 1.0, ("DIVERSION_OFFERED" if self.room else "DIVERSION_NO_ROOM", *memory)
        elif state in ("DIVERSION_NO_ROOM", "DIVERSION_DECLINED"):
            outcome, victim, standing = memory
            yield 1.0, without_diversion(outcome, 1, victim, standing)
        elif state == "DIVERSION_OFFERED":
            kind = {"CHARGE": "CHARGE", "COMMUNITY_RESOLUTION": "RESOLUTION"}.get(memory[0], "CAUTION")
            yield p["diversion_acceptance_share"], (f"DIVERTED_FROM_{kind}", *memory)
            yield 1 - p["diversion_acceptance_share"], ("DIVERSION_DECLINED", *memory)
        elif state == "DIVERTED_FROM_CHARGE":
            for name, chance in self.would_have(1, memory[1]).items():
                yield chance, (name, *memory)
        elif state == "DIVERSION_CAUTION":
            yield p["diversion_compliance"], ("DIVERSION_CONDITION_MET",)
            yield 1 - p["diversion_compliance"], ("DIVERSION_TIME_UP", *memory)
        elif state == "DIVERSION_TIME_UP":
            yield 1.0, ("DIVERSION_CONDITION_FAILED", *memory)
        elif state == "DIVERSION_CONDITION_FAILED":
            outcome, victim, _ = memory
            charged = "CHARGE" if outcome == "CHARGE" else "CHARGED_BY_WIDENING"
            yield p["prosecution_after_failure_share"], (charged, 1, victim, "at liberty")
            yield 1 - p["prosecution_after_failure_share"], ("DIVERSION_NOT_PROSECUTED",)


def without_diversion(outcome: str, low: int, victim: int, standing: str) -> Node:
    """Return the node of an outcome that diversion has not replaced."""
    return ("CHARGE", low, victim, standing) if outcome == "CHARGE" else (outcome,)
