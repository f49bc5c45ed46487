"""The case track as an absorbing Markov chain, its moves worked out by hand from the parameter record.

A state of the chain is a state of the track with what the case remembers: gravity, court, remand, and the outcome that
diversion replaces. States, and moves where one alone follows, are taken from the graph: `graph_chain` says how a state
is added. It is worked out at once for every kind of woman and offence: record, offence, home, nationality,
children, ethnicity. Arrays are over those kinds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tests.verification.analytic import Floats, expected_visits
from tests.verification.graph_chain import GraphChain, Node, stages_of
from wsa_sim.evidence import AXES

SIZES = {"record": 4, "offence": 5, "housing": 2, "foreign": 2, "children": 2, "ethnicity": 5}
KINDS = dict(zip(SIZES, np.indices(tuple(SIZES.values())).reshape(len(SIZES), -1), strict=True))
N_KINDS = len(KINDS["record"])

VIOLENCE, HOUSING = AXES["offence"].index("violence"), AXES["need"].index("housing")
MAGISTRATES, CROWN = 0, 1
UNCHARGED = ("NO_FURTHER_ACTION", "COMMUNITY_RESOLUTION", "SIMPLE_CAUTION", "CONDITIONAL_CAUTION")
DISPOSALS = ("SUSPENDED_SENTENCE", "COMMUNITY_ORDER", "DISCHARGE", "FINE", "OTHER_DISPOSAL")
AT_COURT = ("court", "sentencing")
CLEARED = "WOULD_HAVE_BEEN_CLEARED"


def with_odds(chance: Any, ratio: Any) -> Any:
    """Multiply the odds of a probability."""
    odds = chance / (1 - chance) * ratio
    return odds / (1 + odds)


def shares_of_kinds(p: Any) -> Floats:
    """Return the share of first arrests that are of each kind."""
    k = KINDS
    home = p["need_share"][HOUSING][k["record"]]
    yes = {"housing": home, "foreign": p["foreign_national_share"], "children": p["mother_share"]}
    share = p["record_at_entry"][k["record"]] * p["offence_share"][k["record"], k["offence"]]
    for name, chance in yes.items():
        share = share * np.where(k[name] == 1, chance, 1 - chance)
    return np.asarray(share * p["ethnicity_at_entry"][k["ethnicity"]])


def visits_before_and_after_charge(q: Floats, at_court: NDArray[np.bool_]) -> Floats:
    """Return expected visits by kind from the first state on: those at court begin with the moves into them.

    No case goes back from court to the police, so that (I - Q) is inverted in two parts, each of them quickly.
    """
    police, court = np.flatnonzero(~at_court), np.flatnonzero(at_court)
    assert not q[:, court[:, None], police].any()
    visits = np.zeros(q.shape[:2])
    visits[:, police] = expected_visits(q[:, police[:, None], police], np.eye(len(police))[0])
    into_court = np.einsum("kp,kpc->kc", visits[:, police], q[:, police[:, None], court])
    visits[:, court] = expected_visits(q[:, court[:, None], court], into_court)
    return visits


class CaseChain(GraphChain):
    """Moves of one case, given the parameter record `p`, whether every officer offers, and whether there is room."""

    track, start, kinds = "case", ("SOUGHT_BY_POLICE",), N_KINDS
    unused = frozenset({"CASE_ENDED_BY_EXIT"})

    def __init__(self, p: Any, offer: float, room: bool) -> None:
        self.p, self.offer, self.room = p, offer, room

    def low_level(self) -> Any:
        ratio = self.p["low_level_record_odds"][KINDS["record"]]
        return with_odds(self.p["low_level_share"][KINDS["offence"]], ratio)

    def outcomes(self) -> dict[str, Any]:
        p, record = self.p, KINDS["record"]
        other = p["other_police_outcome_share"]
        charge = with_odds(p["charge_share"], p["charge_record_odds"][record])
        uncharged = {name: (1 - other) * (1 - charge) * p["not_charged_share"][record, i] for i, name in
                     enumerate(UNCHARGED)}  # fmt: skip
        return {**uncharged, "OTHER_POLICE_OUTCOME": other, "CHARGE": (1 - other) * charge}

    def eligible(self, outcome: str, low: int) -> Any:
        p = self.p
        if outcome in ("NO_FURTHER_ACTION", "OTHER_POLICE_OUTCOME") or (outcome == "CHARGE" and not low):
            return 0.0
        if self.offer == 0:
            return 0.0
        kept_out = np.where(KINDS["offence"] == VIOLENCE, p["domestic_share"], 0.0)
        in_scope = (1 - p["excluded_share"][KINDS["offence"]]) * (1 - kept_out)
        if outcome == "CHARGE":
            admits = with_odds(p["admission_share"], p["admission_odds"][KINDS["ethnicity"]])
            return in_scope * admits * p["conditional_caution_fit"][KINDS["record"]]
        return in_scope * (p["diversion_widening"][0] if outcome == "COMMUNITY_RESOLUTION" else 1.0)

    def remand(self, low: int, court: int) -> Any:
        p, k = self.p, KINDS
        ratio = p["remand_record_odds"][k["record"]] * np.where(k["foreign"] == 1, p["remand_foreign_odds"], 1.0)
        ratio = ratio * np.where(k["housing"] == 1, p["remand_need_odds"][HOUSING], 1.0)
        return with_odds(p["remand_share"][court], ratio * (p["remand_low_level_odds"] if low else 1.0))

    def custody(self, low: int, court: int, remanded: int) -> Any:
        p, k = self.p, KINDS
        base = p["custody_low_level_share"] if low else p["custody_share"][court]
        by_record = p["custody_record_odds"][court]
        ratio = by_record[k["record"]] / by_record[1] * p["custody_offence_odds"][k["offence"]]
        ratio = ratio * p["custody_ethnicity_odds"][k["ethnicity"]]
        ratio = ratio * np.where(k["children"] == 1, p["custody_mother_odds"], 1.0)
        return with_odds(base, ratio * (p["custody_remand_odds"][court] if remanded else 1.0))

    def would_have(self) -> dict[str, Any]:
        """What a low-level case would have come to: the magistrates, remand or bail, conviction, custody."""
        p = self.p
        remand, plea, convict = self.remand(1, 0), p["guilty_first_hearing_share"], p["conviction_share"][0]
        guilty = plea + (1 - plea) * convict
        jail, jail_after_remand = self.custody(1, 0, 0), self.custody(1, 0, 1)
        order = p["other_disposal_share"][0][:2].sum()
        return {
            CLEARED: (1 - remand) * (1 - guilty),
            "WOULD_HAVE_BEEN_FINED": (1 - remand) * guilty * (1 - jail) * (1 - order),
            "WOULD_HAVE_HAD_ORDER": (1 - remand) * guilty * (1 - jail) * order,
            "WOULD_HAVE_BEEN_REMANDED": remand * (1 - convict * jail_after_remand),
            "WOULD_HAVE_BEEN_IMPRISONED": remand * convict * jail_after_remand + (1 - remand) * guilty * jail,
        }

    def decided(self, low: int) -> Iterator[tuple[Any, Node]]:
        for outcome, chance in self.outcomes().items():
            eligible = self.eligible(outcome, low)
            if np.any(eligible > 0):
                yield chance * eligible, ("DIVERSION_ELIGIBLE", outcome)
            yield chance * (1 - eligible), self.without_diversion(outcome, low)

    def without_diversion(self, outcome: str, low: int = 1) -> Node:
        return ("CHARGE", low) if outcome == "CHARGE" else (outcome,)

    def moves(self, node: Node) -> Iterator[tuple[Any, Node]]:
        """Yield the moves from a state of the chain; what is missing to one ends the case."""
        state, *memory = node
        group: Callable[..., Iterator[tuple[Any, Node]]]
        for group in (self.police, self.diversion, self.court, self.disposal):
            yield from group(state, *memory)

    def police(self, state: str, *memory: Any) -> Iterator[tuple[Any, Node]]:
        p = self.p
        if state == "SOUGHT_BY_POLICE":
            yield 1.0, ("ARREST",)
        elif state == "ARREST":
            yield self.low_level(), ("POLICE_DECISION", 1, "first")
            yield 1 - self.low_level(), ("POLICE_DECISION", 0, "first")
        elif state == "POLICE_DECISION":
            low, look = memory
            later = p["under_investigation_share"] if look == "first" else 0.0
            if later:
                yield later, ("RELEASED_UNDER_INVESTIGATION", low)
            for chance, to in self.decided(low):
                yield (1 - later) * chance, to
        elif state == "RELEASED_UNDER_INVESTIGATION":
            yield 1.0, ("POLICE_DECISION", memory[0], "again")
        elif state == "CHARGE":
            yield 1.0, ("FIRST_HEARING", memory[0])

    def diversion(self, state: str, *memory: Any) -> Iterator[tuple[Any, Node]]:
        p = self.p
        outcome = memory[0] if memory else ""
        if state == "DIVERSION_ELIGIBLE":
            yield self.offer, ("DIVERSION_ROOM_ASKED", outcome)
            yield 1 - self.offer, self.without_diversion(outcome)
        elif state == "DIVERSION_ROOM_ASKED":
            yield 1.0, ("DIVERSION_OFFERED" if self.room else "DIVERSION_NO_ROOM", outcome)
        elif state in ("DIVERSION_NO_ROOM", "DIVERSION_DECLINED"):
            yield 1.0, self.without_diversion(outcome)
        elif state == "DIVERSION_OFFERED":
            kind = {"CHARGE": "CHARGE", "COMMUNITY_RESOLUTION": "RESOLUTION"}.get(outcome, "CAUTION")
            yield p["diversion_acceptance_share"], (f"DIVERTED_FROM_{kind}", outcome)
            yield 1 - p["diversion_acceptance_share"], ("DIVERSION_DECLINED", outcome)
        elif state == "DIVERTED_FROM_CHARGE":
            for name, chance in self.would_have().items():
                yield chance, (name, outcome)
        elif state.startswith(("DIVERTED_FROM", "WOULD_HAVE")):
            yield 1.0, ("DIVERSION_CAUTION", outcome)
        elif state == "DIVERSION_CAUTION":
            yield p["diversion_compliance"], ("DIVERSION_CONDITION_MET",)
            yield 1 - p["diversion_compliance"], ("DIVERSION_TIME_UP", outcome)
        elif state == "DIVERSION_TIME_UP":
            yield 1.0, ("DIVERSION_CONDITION_FAILED", outcome)
        elif state == "DIVERSION_CONDITION_FAILED":
            charged = p["prosecution_after_failure_share"]
            yield charged, ("CHARGE", 1) if outcome == "CHARGE" else ("CHARGED_BY_WIDENING",)
            yield 1 - charged, ("DIVERSION_NOT_PROSECUTED",)
        elif state == "CHARGED_BY_WIDENING":
            yield 1.0, ("CHARGE", 1)

    def court(self, state: str, *memory: Any) -> Iterator[tuple[Any, Node]]:
        p = self.p
        if state == "FIRST_HEARING":
            low = memory[0]
            for court, sent in ((MAGISTRATES, 1 - p["crown_share"]), (CROWN, p["crown_share"])):
                chance = float(court == MAGISTRATES) if low else sent
                if chance == 0:
                    continue
                remand = self.remand(low, court)
                plea = p["guilty_first_hearing_share"] if court == MAGISTRATES else 0.0
                yield chance * remand, ("REMANDED_IN_CUSTODY", low, court, 1)
                yield chance * (1 - remand) * plea, ("CONVICTED", low, court, 0)
                yield chance * (1 - remand) * (1 - plea), ("BAILED", low, court, 0)
        elif state == "REMANDED_IN_CUSTODY":
            yield 1.0, ("FIRST_RECEPTION_REMAND", *memory)
        elif state in ("FIRST_RECEPTION_REMAND", "BAILED"):
            yield 1.0, ("TRIAL_HEARING", *memory)
        elif state == "TRIAL_HEARING":
            yield p["conviction_share"][memory[1]], ("CONVICTED", *memory)
            yield 1 - p["conviction_share"][memory[1]], ("NOT_CONVICTED",)
        elif state == "CONVICTED":
            yield p["report_share"], ("REPORT_ORDERED", *memory)
            yield 1 - p["report_share"], ("SENTENCING", *memory)
        elif state == "REPORT_ORDERED":
            yield 1.0, ("SENTENCING", *memory)

    def disposal(self, state: str, *memory: Any) -> Iterator[tuple[Any, Node]]:
        p = self.p
        if state == "SENTENCING":
            low, court, remanded = memory
            custody, lengths = self.custody(low, court, remanded), p["sentence_length_share"][court]
            yield custody * lengths[:7].sum(), ("IMMEDIATE_CUSTODY", court, remanded)
            yield custody * lengths[7], ("INDETERMINATE_CUSTODY", remanded)
            for name, share in zip(DISPOSALS, p["other_disposal_share"][court], strict=True):
                yield (1 - custody) * share, (name,)
        elif state == "IMMEDIATE_CUSTODY":
            court, remanded = memory
            lengths = p["sentence_length_share"][court][:7] / p["sentence_length_share"][court][:7].sum()
            yield lengths[:3].sum(), ("TERM_UNDER_6_MONTHS", remanded)
            yield lengths[3], ("TERM_6_TO_12_MONTHS", remanded)
            yield lengths[4:].sum(), ("TERM_12_MONTHS_PLUS", remanded)
        elif (state.startswith("TERM_") or state == "INDETERMINATE_CUSTODY") and memory == (0,):
            yield 1.0, ("FIRST_RECEPTION_SENTENCED",)

    def expected(self) -> tuple[dict[str, Floats], set[tuple[str, str]]]:
        """Return the expected visits of each state by kind, and the moves that the chain can make."""
        chain = self.chain()
        visits = visits_before_and_after_charge(chain.q, np.isin(stages_of(chain.nodes), AT_COURT))
        return chain.by_state(visits), chain.made
