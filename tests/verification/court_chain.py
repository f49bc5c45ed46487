"""A case at court as an absorbing Markov chain: from the first hearing to the disposal and what it is made of.

A state of the chain remembers gravity, whether she is identified as a victim, the court, whether this is still the
first hearing, remand, and what the court has in mind. One that waits remembers the node to which the day of the hearing
leads. Needs are taken to be independent; the law is that of 2018.

The court decides by one draw before and after a report, so that what it has in mind and what it does go together: of
women of whom it thinks custody deserved, those whose odds have fallen since come off it; of the others, those whose
odds have risen come to it.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

import networkx as nx
import numpy as np
from scipy import stats

from tests.verification.analytic import Floats
from tests.verification.case_kinds import HOUSING, KINDS, N_KINDS, with_odds
from tests.verification.graph_chain import GraphChain, Moves, Node, own_moves
from wsa_sim.evidence import AXES

MAGISTRATES, CROWN = 0, 1
FIRST, LATER = "first", "later"
WAITING = ("FIRST_RECEPTION_REMAND", "REMAND_CONTINUES", "BAILED")
"""States in which she waits for a hearing, and which lead to nothing else here."""

OTHER, ORDER, SUSPENDED, CUSTODY = "other", "order", "suspended", "custody"
"""What a court has in mind; `SUSPENDED`: a term of custody that a policy asks it to suspend."""
REPORT_FOR = {OTHER: 0, ORDER: 1, SUSPENDED: 1, CUSTODY: 2}
"""Place in the shares of women on whom the court asks for a report."""

REPORTS = ("ORAL_REPORT", "FAST_REPORT", "STANDARD_REPORT")
DISPOSALS = ("SUSPENDED_SENTENCE", "COMMUNITY_ORDER", "DISCHARGE", "FINE", "OTHER_DISPOSAL")
PLACES = {ORDER: slice(0, 2), OTHER: slice(2, 5), SUSPENDED: slice(0, 5), CUSTODY: slice(0, 5)}
"""The disposals without custody that are open to a woman of whom the court had that in mind."""

REQUIREMENTS = (
    "REHABILITATION_ACTIVITY_REQUIRED", "MENTAL_HEALTH_TREATMENT_REQUIRED", "DRUG_REHABILITATION_REQUIRED",
    "ALCOHOL_TREATMENT_REQUIRED", "UNPAID_WORK_REQUIRED", "CURFEW_REQUIRED", "OTHER_REQUIREMENT_MADE",
)  # fmt: skip
NEED_OF = {1: AXES["need"].index("mental_health"), 2: AXES["need"].index("drugs"), 3: AXES["need"].index("alcohol")}
"""The need that a requirement, by its place, is for."""

WOULD_HAVE = {
    "NOT_CONVICTED": "WOULD_HAVE_BEEN_CLEARED",
    **dict.fromkeys(("IMMEDIATE_CUSTODY", "INDETERMINATE_CUSTODY"), "WOULD_HAVE_BEEN_IMPRISONED"),
    **dict.fromkeys(("SUSPENDED_INSTEAD", "SUSPENDED_SENTENCE", "COMMUNITY_ORDER"), "WOULD_HAVE_HAD_ORDER"),
    **dict.fromkeys(("DISCHARGE", "FINE", "OTHER_DISPOSAL"), "WOULD_HAVE_BEEN_FINED"),
}
"""What is said of a diverted woman, by what her prosecution would have ended in; but for remand."""


class CourtChain(GraphChain):
    """Moves of one case from the first hearing on, given the parameter record `p`."""

    track, kinds = "case", N_KINDS
    unused = frozenset(
        {"CASE_ENDED_BY_EXIT", "SUSPENDED_SENTENCE_ACTIVATED", "SENTENCED_WHILE_INSIDE", "CONSECUTIVE_TERM"}
    )

    def __init__(self, p: Any) -> None:
        self.p = p

    @cached_property
    def graph(self) -> nx.DiGraph:
        return own_moves(self.track)

    def remand(self, low: int, court: int) -> Any:
        p, k = self.p, KINDS
        ratio = p["remand_record_odds"][k["record"]] * np.where(k["foreign"] == 1, p["remand_foreign_odds"], 1.0)
        ratio = ratio * p["remand_offence_odds"][k["offence"]]
        ratio = ratio * np.where(k["housing"] == 1, p["remand_need_odds"][HOUSING], 1.0)
        return with_odds(p["remand_share"][court], ratio * (p["remand_low_level_odds"] if low else 1.0))

    def custody(self, low: int, court: int, remanded: int, reported: int) -> Any:
        """Chance that the court thinks custody deserved, where days served on remand make no difference."""
        p, k = self.p, KINDS
        base = p["custody_low_level_share"] if low else p["custody_share"][court]
        by_record = p["custody_record_odds"][court]
        ratio = by_record[k["record"]] / by_record[1] * p["custody_offence_odds"][k["offence"]]
        ratio = ratio * p["custody_ethnicity_odds"][k["ethnicity"]]
        ratio = ratio * np.where(k["children"] == 1, p["custody_mother_odds"], 1.0)
        ratio = ratio * (p["custody_report_odds"] if reported else 1.0)
        return with_odds(base, ratio * (p["custody_remand_odds"][court] if remanded else 1.0))

    def lengths(self, court: int) -> Floats:
        """Return shares of lengths by record: the odds of more than each bound are multiplied."""
        p, k = self.p, KINDS
        longer = 1 - np.cumsum(p["sentence_length_share"][court])[:-1]
        tilted = with_odds(longer.clip(0, 1), p["longer_term_odds"][court][k["record"]][:, None])
        ends = np.ones((N_KINDS, 1))
        return np.asarray(-np.diff(np.hstack([ends, tilted, 0 * ends]), axis=1))

    def suspended_instead(self, court: int) -> Any:
        """Return the share of terms of custody that a policy suspends: of those under six months."""
        return self.p["short_sentence_presumption_share"] * self.lengths(court)[:, :3].sum(axis=1)

    def defended(self, victim: int) -> Any:
        """Chance that the defence of victims succeeds at a trial."""
        p = self.p
        return victim * (1 - p["schedule_four_share"][KINDS["offence"]]) * p["statutory_defence_share"]

    def moves(self, node: Node) -> Moves:
        """Yield the moves from a state of the chain; what is missing to one ends the case."""
        state, *memory = node
        for group in (self.hearings, self.towards_sentence, self.disposal, self.order):
            yield from group(state, *memory)

    def hearings(self, state: str, *memory: Any) -> Moves:
        """Yield moves from first hearing to verdict; remembered: gravity, court, first or later, held, victim."""
        p = self.p
        if state == "FIRST_HEARING":
            yield from self.allocated(*memory)
        elif state == "SENT_TO_CROWN_COURT":
            low, victim = memory
            yield from self.held_or_bailed(low, CROWN, FIRST, 0, "PLEA_HEARING", victim)
        elif state == "REMANDED_IN_CUSTODY":
            yield 1.0, ("FIRST_RECEPTION_REMAND", *memory)
        elif state in WAITING:
            yield 1.0, memory[0]
        elif state == "PLEA_HEARING":
            guilty = p["guilty_plea_hearing_share"]
            yield guilty, ("PLEADED_GUILTY", *memory)
            yield 1 - guilty, ("PLEADED_NOT_GUILTY", *memory)
        elif state == "PLEADED_NOT_GUILTY":
            *stands, victim = memory
            yield from self.held_or_bailed(*stands, "TRIAL_HEARING", victim)
        elif state == "TRIAL_HEARING":
            late, dropped = p["late_plea_share"][memory[1]], p["discontinued_share"][memory[1]]
            yield late, ("PLEADED_GUILTY", *memory)
            yield dropped, ("DISCONTINUED",)
            yield 1 - late - dropped, ("CONTESTED_TRIAL", *memory)
        elif state == "CONTESTED_TRIAL":
            *stands, victim = memory
            defended, convicts = self.defended(victim), p["conviction_share"][memory[1]]
            yield defended, ("STATUTORY_DEFENCE",)
            yield (1 - defended) * convicts, ("CONVICTED", *stands)
            yield (1 - defended) * (1 - convicts), ("ACQUITTED",)
        elif state == "PLEADED_GUILTY":
            committed = memory[1] == CROWN and memory[2] == FIRST
            yield 1.0, ("COMMITTED_FOR_SENTENCE" if committed else "CONVICTED", *memory[:-1])

    def allocated(self, low: int, victim: int) -> Moves:
        p, offence = self.p, KINDS["offence"]
        summary = p["summary_only_share"][offence]
        indictable = p["indictable_only_share"][offence] * (1 - low)
        either, guilty = 1 - summary - indictable, p["guilty_first_hearing_share"]
        committed, sent = p["crown_either_way_share"] * (1 - low)
        stays = (low, MAGISTRATES, FIRST, 0, victim)
        yield guilty * (summary + either * (1 - committed)), ("PLEADED_GUILTY", *stays)
        yield (1 - guilty) * (summary + either * (1 - sent)), ("PLEADED_NOT_GUILTY", *stays)
        yield guilty * either * committed, ("PLEADED_GUILTY", low, CROWN, FIRST, 0, victim)
        yield indictable + (1 - guilty) * either * sent, ("SENT_TO_CROWN_COURT", low, victim)

    def held_or_bailed(self, low: int, court: int, hearing: str, held: int, awaited: str, victim: int) -> Moves:
        """Yield moves to wait for a hearing: at the first one she may be remanded."""
        if hearing == FIRST:
            remand = self.remand(low, court)
            yield remand, ("REMANDED_IN_CUSTODY", (awaited, low, court, LATER, 1, victim))
            yield 1 - remand, ("BAILED", (awaited, low, court, LATER, 0, victim))
        else:
            yield 1.0, ("REMAND_CONTINUES" if held else "BAILED", (awaited, low, court, LATER, held, victim))

    def towards_sentence(self, state: str, *memory: Any) -> Moves:
        """Yield moves from conviction to sentencing: remembered is also what the court has in mind."""
        p = self.p
        if state == "CONVICTED":
            low, court, _, held = memory
            custody, shares = self.custody(low, court, held, 0), p["other_disposal_share"][court]
            suspended = self.suspended_instead(court)
            minds = {
                OTHER: (1 - custody) * shares[PLACES[OTHER]].sum(), ORDER: (1 - custody) * shares[PLACES[ORDER]].sum(),
                SUSPENDED: custody * suspended, CUSTODY: custody * (1 - suspended),
            }  # fmt: skip
            for mind, chance in minds.items():
                reported = (p["report_low_level_share"] if low else p["report_share"][court])[REPORT_FOR[mind]]
                yield chance * reported, ("REPORT_ORDERED", *memory, mind)
                for share, to in self.awaiting_sentence(0.0, *memory, mind, 0):
                    yield chance * (1 - reported) * share, to
        elif state == "REPORT_ORDERED":
            for name, share in zip(REPORTS, p["report_kind_share"], strict=True):
                yield share, (name, *memory)
        elif state in REPORTS:
            later = stats.norm.cdf(np.log(p["report_days"][REPORTS.index(state)]) / p["report_days_sigma"])
            yield from self.awaiting_sentence(float(later), *memory, 1)

    def awaiting_sentence(
        self, later: float, low: int, court: int, hearing: str, held: int, mind: str, reported: int
    ) -> Moves:
        """Yield moves to sentencing of a woman whose report takes a day or more with a chance."""
        sentenced = ("SENTENCING", low, court, hearing, held, mind, reported)
        if hearing == LATER:
            yield later, ("REMAND_CONTINUES" if held else "BAILED", sentenced)
            yield 1 - later, sentenced
        else:
            remand = self.remand(low, court)
            waits = 1.0 if court == CROWN else later
            yield remand, ("REMANDED_IN_CUSTODY", ("SENTENCING", low, court, hearing, 1, mind, reported))
            yield (1 - remand) * waits, ("BAILED", sentenced)
            yield (1 - remand) * (1 - waits), sentenced

    def disposal(self, state: str, *memory: Any) -> Moves:
        p = self.p
        if state == "SENTENCING":
            yield from self.sentenced(*memory)
        elif state == "IMMEDIATE_CUSTODY":
            court, remanded = memory
            lengths = self.lengths(court)[:, :7]
            short = lengths[:, :3].sum(axis=1) * (1 - p["short_sentence_presumption_share"])
            medium, long = lengths[:, 3], lengths[:, 4:].sum(axis=1)
            for term, name in (short, "UNDER_6_MONTHS"), (medium, "6_TO_12_MONTHS"), (long, "12_MONTHS_PLUS"):
                yield term / (short + medium + long), (f"TERM_{name}", remanded)
        elif (state.startswith("TERM_") or state == "INDETERMINATE_CUSTODY") and memory == (0,):
            yield 1.0, ("FIRST_RECEPTION_SENTENCED",)

    def sentenced(self, low: int, court: int, hearing: str, remanded: int, mind: str, reported: int) -> Moves:
        """Yield moves to disposals, given what the court had in mind at conviction."""
        shares, lengths, suspended = (
            self.p["other_disposal_share"][court], self.lengths(court), self.suspended_instead(court)
        )  # fmt: skip
        before = self.custody(low, court, remanded if hearing == LATER else 0, 0)
        now = self.custody(low, court, remanded, reported)
        if mind in (CUSTODY, SUSPENDED):
            custody = np.minimum(now / before, 1.0)
            instead = float(mind == SUSPENDED)
        else:
            custody = np.maximum(now - before, 0.0) / (1 - before)
            instead = suspended
        served = custody * (1 - instead) / (1 - suspended)
        yield served * (lengths[:, :7].sum(axis=1) - suspended), ("IMMEDIATE_CUSTODY", court, remanded)
        yield served * lengths[:, 7], ("INDETERMINATE_CUSTODY", remanded)
        yield custody * instead, ("SUSPENDED_INSTEAD",)
        for name, share in zip(DISPOSALS[PLACES[mind]], shares[PLACES[mind]], strict=True):
            yield (1 - custody) * share / shares[PLACES[mind]].sum(), (name,)

    def order(self, state: str, *memory: Any) -> Moves:
        if state == "SUSPENDED_SENTENCE":
            yield from self.required(self.p["suspended_supervised_share"])
        elif state == "COMMUNITY_ORDER":
            yield from self.required(1.0)
        elif state in REQUIREMENTS:
            yield from self.required_from(memory[0] + 1)

    def requirement(self, place: int) -> Any:
        """Return the share on whom a requirement is made, where needs are independent."""
        made = self.p["requirement_share"][place]
        return made * self.p["need_share"][NEED_OF[place]][KINDS["record"]] if place in NEED_OF else made

    def required_from(self, first: int) -> Moves:
        """Yield the moves to the first of the requirements from a place on that is made."""
        others: Any = 1.0
        for place in range(first, len(REQUIREMENTS)):
            yield others * self.requirement(place), (REQUIREMENTS[place], place)
            others = others * (1 - self.requirement(place))

    def required(self, share: float) -> Moves:
        """Yield the moves to the first requirement of an order, of which there is one at the least."""
        none: Any = 1.0
        for chance, node in self.required_from(0):
            yield share * chance, node
            none = none - chance
        yield share * none, (REQUIREMENTS[0], len(REQUIREMENTS))

    def would_have(self, low: int, victim: int) -> dict[str, Any]:
        """Return the chances of what a prosecution would come to, which is what the court's own chain comes to."""
        found: dict[str, Any] = {}
        ahead: list[tuple[Any, Node, bool]] = [(1.0, ("FIRST_HEARING", low, victim), False)]
        while ahead:
            often, node, remanded = ahead.pop()
            end = WOULD_HAVE.get(node[0])
            if end is None:
                held = remanded or node[0] == "REMANDED_IN_CUSTODY"
                ahead += [(often * chance, to, held) for chance, to in self.ways(self.graph, node) if np.any(chance)]
                continue
            if remanded and end != "WOULD_HAVE_BEEN_IMPRISONED":
                end = "WOULD_HAVE_BEEN_REMANDED"
            found[end] = found.get(end, 0.0) + often
        return found
