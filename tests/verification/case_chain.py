"""The case track as an absorbing Markov chain, its moves worked out by hand from the parameter record.

A state of the chain is a state of the track with what the case remembers: gravity, whether she is identified as a
victim, how she stands with the police, court, remand, and the outcome that diversion replaces. Needs are taken to be
independent. It is worked out at once for every kind of woman and offence: record, offence, home, nationality,
children, ethnicity. Arrays are over those kinds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from tests.verification.analytic import Floats, expected_visits
from tests.verification.graph_chain import GraphChain, Node, stages_of
from wsa_sim.evidence import AXES

SIZES = {"record": 4, "offence": 5, "housing": 2, "foreign": 2, "children": 2, "ethnicity": 5}
KINDS = dict(zip(SIZES, np.indices(tuple(SIZES.values())).reshape(len(SIZES), -1), strict=True))
N_KINDS = len(KINDS["record"])

VIOLENCE, HOUSING = AXES["offence"].index("violence"), AXES["need"].index("housing")
EXPLOITATION = AXES["need"].index("exploitation")
MAGISTRATES, CROWN = 0, 1
UNCHARGED = ("NO_FURTHER_ACTION", "COMMUNITY_RESOLUTION", "SIMPLE_CAUTION", "CONDITIONAL_CAUTION")
REQUIREMENTS = (
    "REHABILITATION_ACTIVITY_REQUIRED", "MENTAL_HEALTH_TREATMENT_REQUIRED", "DRUG_REHABILITATION_REQUIRED",
    "ALCOHOL_TREATMENT_REQUIRED", "UNPAID_WORK_REQUIRED", "CURFEW_REQUIRED", "OTHER_REQUIREMENT_MADE",
)  # fmt: skip
NEED_OF = {1: AXES["need"].index("mental_health"), 2: AXES["need"].index("drugs"), 3: AXES["need"].index("alcohol")}
"""The need that a requirement, by its place, is for."""
DISPOSALS = ("SUSPENDED_SENTENCE", "COMMUNITY_ORDER", "DISCHARGE", "FINE", "OTHER_DISPOSAL")
AT_COURT = ("court", "sentencing", "imprisonment", "disposals", "requirements")
AT_COURT = ("court", "bail", "reports", "sentencing")
REPORTS = ("ORAL_REPORT", "FAST_REPORT", "STANDARD_REPORT")
FIRST, LATER = "first", "later"
ORDER_IN_MIND, CUSTODY_IN_MIND = 1, 2
AT_COURT = ("court", "sentencing")
AFTER_CHARGE = ("HELD_FOR_COURT", "BAILED_TO_COURT", "POSTAL_REQUISITION", "STATUTORY_DEFENCE")
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

    def admits(self) -> Any:
        return with_odds(self.p["admission_share"], self.p["admission_odds"][KINDS["ethnicity"]])

    def outcomes(self, low: int, victim: int) -> dict[str, Any]:
        """Chances of each outcome, and of a caution and a resolution given that she admits the offence."""
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
        admitted = ("CHARGE", "COMMUNITY_RESOLUTION admitted", "SIMPLE_CAUTION", "CONDITIONAL_CAUTION")
        if outcome not in admitted or not low or self.offer == 0 or standing == "voluntary":
            return 0.0
        kept_out = np.where(KINDS["offence"] == VIOLENCE, p["domestic_share"], 0.0)
        in_scope = (1 - p["excluded_share"][KINDS["offence"]]) * (1 - kept_out)
        if outcome == "CHARGE":
            return in_scope * self.admits() * p["conditional_caution_fit"][KINDS["record"]]
        return in_scope * (p["diversion_widening"][0] if outcome.startswith("COMMUNITY") else 1.0)

    def remand(self, low: int, court: int) -> Any:
        p, k = self.p, KINDS
        ratio = p["remand_record_odds"][k["record"]] * np.where(k["foreign"] == 1, p["remand_foreign_odds"], 1.0)
        ratio = ratio * p["remand_offence_odds"][k["offence"]]
        ratio = ratio * np.where(k["housing"] == 1, p["remand_need_odds"][HOUSING], 1.0)
        return with_odds(p["remand_share"][court], ratio * (p["remand_low_level_odds"] if low else 1.0))

    def custody(self, low: int, court: int, remanded: int, report: int) -> Any:
        """Custody, where days served on remand make no difference."""
        p, k = self.p, KINDS
        base = p["custody_low_level_share"] if low else p["custody_share"][court]
        by_record = p["custody_record_odds"][court]
        ratio = by_record[k["record"]] / by_record[1] * p["custody_offence_odds"][k["offence"]]
        ratio = ratio * p["custody_ethnicity_odds"][k["ethnicity"]]
        ratio = ratio * np.where(k["children"] == 1, p["custody_mother_odds"], 1.0)
        ratio = ratio * (p["custody_report_odds"] if report else 1.0)
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

    def requirement(self, place: int) -> Any:
        """Return the share on whom a requirement is made, where needs are independent."""
        made = self.p["requirement_share"][place]
        return made * self.p["need_share"][NEED_OF[place]][KINDS["record"]] if place in NEED_OF else made

    def required_from(self, first: int) -> Iterator[tuple[Any, Node]]:
        """Yield the moves to the first of the requirements from a place on that is made."""
        others = 1.0
        for place in range(first, len(REQUIREMENTS)):
            yield others * self.requirement(place), (REQUIREMENTS[place], place)
            others = others * (1 - self.requirement(place))

    def required(self, share: float) -> Iterator[tuple[Any, Node]]:
        """Yield the moves to the first requirement of an order, of which there is one at the least."""
        none = 1.0
        for chance, node in self.required_from(0):
            yield share * chance, node
            none = none - chance
        yield share * none, (REQUIREMENTS[0], len(REQUIREMENTS))

    def would_have(self) -> dict[str, Any]:
    def defended(self, victim: int) -> Any:
        """Chance that the defence of victims succeeds at a trial."""
        p = self.p
        return victim * (1 - p["schedule_four_share"][KINDS["offence"]]) * p["statutory_defence_share"]

    def would_have(self, victim: int) -> dict[str, Any]:
        """What a low-level case would have come to: the magistrates, remand or bail, conviction, custody."""
        p = self.p
        remand, plea, convict = (
            self.remand(1, 0),
            p["guilty_first_hearing_share"],
            p["conviction_share"][0] * (1 - self.defended(victim)),
        )
        guilty = plea + (1 - plea) * convict
        r, served = p["report_share"], 1 - self.suspended_instead(0)
        custody, custody_after_remand = (
            (1 - r) * self.custody(1, 0, remanded, 0) + r * self.custody(1, 0, remanded, 1) for remanded in (0, 1)
        )
        jail, jail_after_remand = custody * served, custody_after_remand * served
        order = p["other_disposal_share"][0][:2].sum()
        return {
            CLEARED: (1 - remand) * (1 - guilty),
            "WOULD_HAVE_BEEN_FINED": (1 - remand) * guilty * (1 - custody) * (1 - order),
            "WOULD_HAVE_HAD_ORDER": (1 - remand) * guilty * ((1 - custody) * order + custody - jail),
            "WOULD_HAVE_BEEN_REMANDED": remand * (1 - convict * jail_after_remand),
            "WOULD_HAVE_BEEN_IMPRISONED": remand * convict * jail_after_remand + (1 - remand) * guilty * jail,
        remand, guilty = self.remand(1, 0), p["guilty_first_hearing_share"]
        guilty = guilty + (1 - guilty) * self.convicted_when_listed(0)
        jail, jail_after_remand = self.custody(1, 0, 0), self.custody(1, 0, 1)
        order = p["other_disposal_share"][0][:2].sum()
        return {
            CLEARED: (1 - remand) * (1 - guilty),
            "WOULD_HAVE_BEEN_FINED": (1 - remand) * guilty * (1 - jail) * (1 - order),
            "WOULD_HAVE_HAD_ORDER": (1 - remand) * guilty * (1 - jail) * order,
            "WOULD_HAVE_BEEN_REMANDED": remand * (1 - guilty * jail_after_remand),
            "WOULD_HAVE_BEEN_IMPRISONED": guilty * (remand * jail_after_remand + (1 - remand) * jail),
        }

    def convicted_when_listed(self, court: int) -> Any:
        """The chance that a case listed for trial ends in conviction."""
        late, dropped = self.p["late_plea_share"][court], self.p["discontinued_share"][court]
        return late + (1 - late - dropped) * self.p["conviction_share"][court]

    def decided(self, low: int) -> Iterator[tuple[Any, Node]]:
        for outcome, chance in self.outcomes().items():
            eligible = self.eligible(outcome, low)
    def decided(self, low: int, victim: int, standing: str) -> Iterator[tuple[Any, Node]]:
        for name, chance in self.outcomes(low, victim).items():
            outcome, eligible = name.split()[0], self.eligible(name, low, standing)
            if np.any(eligible > 0):
                yield chance * eligible, ("DIVERSION_ELIGIBLE", outcome, victim, standing)
            yield chance * (1 - eligible), self.without_diversion(outcome, low, victim, standing)

    def without_diversion(self, outcome: str, low: int, victim: int, standing: str) -> Node:
        return ("CHARGE", low, victim, standing) if outcome == "CHARGE" else (outcome,)

    def moves(self, node: Node) -> Iterator[tuple[Any, Node]]:
        """Yield the moves from a state of the chain; what is missing to one ends the case."""
        state, *memory = node
        group: Callable[..., Iterator[tuple[Any, Node]]]
        for group in (self.police, self.diversion, self.court, self.sentence, self.disposal):
            yield from group(state, *memory)

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

    def police(self, state: str, *memory: Any) -> Iterator[tuple[Any, Node]]:
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
        elif state == "POLICE_DECISION":
            yield from self.decision(*memory)
        else:
            yield from self.undecided(state, *memory)

    def to_decision(self, chance: Any, victim: int, standing: str) -> Iterator[tuple[Any, Node]]:
        yield chance * self.low_level(), ("POLICE_DECISION", 1, victim, standing, "first")
        yield chance * (1 - self.low_level()), ("POLICE_DECISION", 0, victim, standing, "first")

    def decision(self, low: int, victim: int, standing: str, look: str) -> Iterator[tuple[Any, Node]]:
        """The law is that of 2018: bail is presumed against, and limited to 28 days."""
        p, later = self.p, 0.0
        if look == "first" and standing == "voluntary":
            later = p["voluntary_investigation_share"]
            yield later, ("INVESTIGATED_AT_LIBERTY", low, victim, standing)
        elif look == "first":
            later, bailed = p["under_investigation_share"], p["pre_charge_bail_share"][1]
            yield later * bailed, ("POLICE_BAIL", low, victim)
            yield later * (1 - bailed), ("RELEASED_UNDER_INVESTIGATION", low, victim)
        for chance, to in self.decided(low, victim, standing):
            yield (1 - later) * chance, to

    def undecided(self, state: str, *memory: Any) -> Iterator[tuple[Any, Node]]:
        p = self.p
        if state == "INVESTIGATED_AT_LIBERTY":
            yield 1.0, ("POLICE_DECISION", *memory, "again")
        elif state == "RELEASED_UNDER_INVESTIGATION":
            yield 1.0, ("POLICE_DECISION", *memory, "at liberty", "again")
        elif state == "POLICE_BAIL":
            over = beyond_limit(p)
            yield over * p["bail_extension_share"], ("POLICE_BAIL_EXTENDED", *memory)
            yield over * (1 - p["bail_extension_share"]), ("RELEASED_UNDER_INVESTIGATION", *memory)
            yield 1 - over, ("POLICE_DECISION", *memory, "on bail", "again")
        elif state == "POLICE_BAIL_EXTENDED":
            yield 1.0, ("POLICE_DECISION", *memory, "on bail", "again")
        elif state == "CHARGE":
            low, victim, standing = memory
            held = p["held_for_court_share"] if standing == "detained" else 0.0
            route = "BAILED_TO_COURT" if standing in ("detained", "on bail") else "POSTAL_REQUISITION"
            yield held, ("HELD_FOR_COURT", low, victim)
            yield 1 - held, (route, low, victim)
        elif state in ("HELD_FOR_COURT", "BAILED_TO_COURT", "POSTAL_REQUISITION"):
            yield 1.0, ("FIRST_HEARING", *memory)

    def diversion(self, state: str, *memory: Any) -> Iterator[tuple[Any, Node]]:
        p = self.p
        outcome, victim, standing = memory if len(memory) == 3 else ("", 0, "")
        if state == "DIVERSION_ELIGIBLE":
            yield self.offer, ("DIVERSION_ROOM_ASKED", *memory)
            yield 1 - self.offer, self.without_diversion(outcome, 1, victim, standing)
        elif state == "DIVERSION_ROOM_ASKED":
            yield 1.0, ("DIVERSION_OFFERED" if self.room else "DIVERSION_NO_ROOM", *memory)
        elif state in ("DIVERSION_NO_ROOM", "DIVERSION_DECLINED"):
            yield 1.0, self.without_diversion(outcome, 1, victim, standing)
        elif state == "DIVERSION_OFFERED":
            kind = {"CHARGE": "CHARGE", "COMMUNITY_RESOLUTION": "RESOLUTION"}.get(outcome, "CAUTION")
            yield p["diversion_acceptance_share"], (f"DIVERTED_FROM_{kind}", *memory)
            yield 1 - p["diversion_acceptance_share"], ("DIVERSION_DECLINED", *memory)
        elif state == "DIVERTED_FROM_CHARGE":
            for name, chance in self.would_have(victim).items():
                yield chance, (name, *memory)
        elif state.startswith(("DIVERTED_FROM", "WOULD_HAVE")):
            yield 1.0, ("DIVERSION_CAUTION", *memory)
        elif state == "DIVERSION_CAUTION":
            yield p["diversion_compliance"], ("DIVERSION_CONDITION_MET",)
            yield 1 - p["diversion_compliance"], ("DIVERSION_TIME_UP", *memory)
        elif state == "DIVERSION_TIME_UP":
            yield 1.0, ("DIVERSION_CONDITION_FAILED", *memory)
        elif state == "DIVERSION_CONDITION_FAILED":
            charged = p["prosecution_after_failure_share"]
            to_court = ("CHARGE", 1, victim, "at liberty")
            yield charged, to_court if outcome == "CHARGE" else ("CHARGED_BY_WIDENING", *memory)
            yield 1 - charged, ("DIVERSION_NOT_PROSECUTED",)
        elif state == "CHARGED_BY_WIDENING":
            yield 1.0, ("CHARGE", 1, victim, "at liberty")

    def court(self, state: str, *memory: Any) -> Iterator[tuple[Any, Node]]:
        """Yield moves from first hearing to verdict; remembered: gravity, court, first hearing or later, remand."""
        p = self.p
        if state == "FIRST_HEARING":
            yield from self.allocated(memory[0])
        elif state == "SENT_TO_CROWN_COURT":
            yield from self.held_or_bailed(memory[0], CROWN, FIRST, 0, ("PLEA_HEARING",))
        elif state in ("REMANDED_IN_CUSTODY", "FIRST_RECEPTION_REMAND", "REMAND_CONTINUES", "BAILED"):
            low, court, awaited = memory
            held = int(state != "BAILED")
            if state == "REMANDED_IN_CUSTODY":
                yield 1.0, ("FIRST_RECEPTION_REMAND", *memory)
            elif awaited[0] == "SENTENCING":
                yield 1.0, ("SENTENCING", low, court, held, *awaited[1:])
            else:
                yield 1.0, (awaited[0], low, court, LATER, held)
        elif state == "PLEA_HEARING":
            guilty = p["guilty_plea_hearing_share"]
            yield guilty, ("PLEADED_GUILTY", *memory)
            yield 1 - guilty, ("PLEADED_NOT_GUILTY", *memory)
        elif state == "PLEADED_NOT_GUILTY":
            yield from self.held_or_bailed(*memory, ("TRIAL_HEARING",))
        elif state == "TRIAL_HEARING":
            late, dropped = p["late_plea_share"][memory[1]], p["discontinued_share"][memory[1]]
            yield late, ("PLEADED_GUILTY", *memory)
            yield dropped, ("DISCONTINUED",)
            yield 1 - late - dropped, ("CONTESTED_TRIAL", *memory)
        elif state == "CONTESTED_TRIAL":
            yield p["conviction_share"][memory[1]], ("CONVICTED", *memory)
            yield 1 - p["conviction_share"][memory[1]], ("NOT_CONVICTED",)
            low, victim = memory
            for court, sent in ((MAGISTRATES, 1 - p["crown_share"]), (CROWN, p["crown_share"])):
                chance = float(court == MAGISTRATES) if low else sent
                if chance == 0:
                    continue
                remand = self.remand(low, court)
                plea = p["guilty_first_hearing_share"] if court == MAGISTRATES else 0.0
                yield chance * remand, ("REMANDED_IN_CUSTODY", low, court, 1, victim)
                yield chance * (1 - remand) * plea, ("CONVICTED", low, court, 0)
                yield chance * (1 - remand) * (1 - plea), ("BAILED", low, court, 0, victim)
        elif state == "REMANDED_IN_CUSTODY":
            yield 1.0, ("FIRST_RECEPTION_REMAND", *memory)
        elif state in ("FIRST_RECEPTION_REMAND", "BAILED"):
            yield 1.0, ("TRIAL_HEARING", *memory)
        elif state == "TRIAL_HEARING":
            *rest, victim = memory
            defended, convicts = self.defended(victim), p["conviction_share"][memory[1]]
            yield defended, ("STATUTORY_DEFENCE",)
            yield (1 - defended) * convicts, ("CONVICTED", *rest)
            yield (1 - defended) * (1 - convicts), ("NOT_CONVICTED",)
        elif state == "STATUTORY_DEFENCE":
            yield 1.0, ("NOT_CONVICTED",)
        elif state == "CONVICTED":
            yield p["report_share"], ("REPORT_ORDERED", *memory)
            yield 1 - p["report_share"], ("SENTENCING", *memory, 0)
        elif state == "REPORT_ORDERED":
            yield 1.0, ("SENTENCING", *memory, 1)
            yield 1 - p["conviction_share"][memory[1]], ("ACQUITTED",)
        elif state in ("DISCONTINUED", "ACQUITTED"):
            yield 1.0, ("NOT_CONVICTED",)
        elif state == "PLEADED_GUILTY":
            committed = memory[1] == CROWN and memory[2] == FIRST
            yield 1.0, ("COMMITTED_FOR_SENTENCE" if committed else "CONVICTED", *memory)
        elif state == "COMMITTED_FOR_SENTENCE":
            yield 1.0, ("CONVICTED", *memory)

    def allocated(self, low: int) -> Iterator[tuple[Any, Node]]:
        p, offence = self.p, KINDS["offence"]
        summary = p["summary_only_share"][offence]
        indictable = p["indictable_only_share"][offence] * (1 - low)
        either, guilty = 1 - summary - indictable, p["guilty_first_hearing_share"]
        committed, sent = p["crown_either_way_share"] * (1 - low)
        yield guilty * (summary + either * (1 - committed)), ("PLEADED_GUILTY", low, MAGISTRATES, FIRST, 0)
        yield (1 - guilty) * (summary + either * (1 - sent)), ("PLEADED_NOT_GUILTY", low, MAGISTRATES, FIRST, 0)
        if not low:
            yield guilty * either * committed, ("PLEADED_GUILTY", low, CROWN, FIRST, 0)
            yield indictable + (1 - guilty) * either * sent, ("SENT_TO_CROWN_COURT", low)

    def held_or_bailed(
        self, low: int, court: int, hearing: str, held: int, awaited: Node
    ) -> Iterator[tuple[Any, Node]]:
        if hearing == FIRST:
            remand = self.remand(low, court)
            yield remand, ("REMANDED_IN_CUSTODY", low, court, awaited)
            yield 1 - remand, ("BAILED", low, court, awaited)
        else:
            yield 1.0, ("REMAND_CONTINUES" if held else "BAILED", low, court, awaited)

    def sentence(self, state: str, *memory: Any) -> Iterator[tuple[Any, Node]]:
        """Yield moves from conviction to sentencing: remembered is also what the court has in mind."""
        p = self.p
        if state == "CONVICTED":
            low, court, _, held = memory
            custody, shares = self.custody(low, court, held), p["other_disposal_share"][court]
            minds = (1 - custody) * shares[2:].sum(), (1 - custody) * shares[:2].sum(), custody
            for mind, chance in enumerate(minds):
                reported = p["report_low_level_share"][mind] if low else p["report_share"][court][mind]
                yield chance * reported, ("REPORT_ORDERED", *memory, mind)
                for share, to in self.awaiting_sentence(0.0, *memory, mind):
                    yield chance * (1 - reported) * share, to
        elif state == "REPORT_ORDERED":
            for name, share in zip(REPORTS, p["report_kind_share"], strict=True):
                yield share, (name, *memory)
        elif state in REPORTS:
            spread = np.log(p["report_days"][REPORTS.index(state)]) / p["report_days_sigma"]
            yield from self.awaiting_sentence(stats.norm.cdf(spread), *memory)

    def awaiting_sentence(
        self, later: float, low: int, court: int, hearing: str, held: int, mind: int
    ) -> Iterator[tuple[Any, Node]]:
        """Yield moves to sentencing of a woman whose report takes a day or more with a chance."""
        awaited = ("SENTENCING", hearing, mind)
        today = ("SENTENCING", low, court, held, hearing, mind)
        if hearing == LATER:
            yield later, ("REMAND_CONTINUES" if held else "BAILED", low, court, awaited)
            yield 1 - later, today
        else:
            remand = self.remand(low, court)
            waits = 1.0 if court == CROWN else later
            yield remand, ("REMANDED_IN_CUSTODY", low, court, awaited)
            yield (1 - remand) * waits, ("BAILED", low, court, awaited)
            yield (1 - remand) * (1 - waits), today

    def disposal(self, state: str, *memory: Any) -> Iterator[tuple[Any, Node]]:
        p = self.p
        if state == "SENTENCING":
            low, court, remanded, report = memory
            custody, lengths = self.custody(low, court, remanded, report), self.lengths(court)
            instead = self.suspended_instead(court)
            yield custody * (lengths[:, :7].sum(axis=1) - instead), ("IMMEDIATE_CUSTODY", court, remanded)
            yield custody * instead, ("SUSPENDED_INSTEAD",)
            yield custody * lengths[:, 7], ("INDETERMINATE_CUSTODY", remanded)
            for name, share in zip(DISPOSALS, p["other_disposal_share"][court], strict=True):
                yield (1 - custody) * share, (name,)
        elif state == "SUSPENDED_INSTEAD":
            yield 1.0, ("SUSPENDED_SENTENCE",)
        elif state == "SUSPENDED_SENTENCE":
            yield from self.required(p["suspended_supervised_share"])
        elif state == "COMMUNITY_ORDER":
            yield from self.required(1.0)
        elif state in REQUIREMENTS:
            yield from self.required_from(memory[0] + 1)
            low, court, remanded, hearing, mind = memory
            lengths, shares = p["sentence_length_share"][court], p["other_disposal_share"][court]
            before = self.custody(low, court, 0)
            since_remanded = remanded and hearing == FIRST
            more = (self.custody(low, court, 1) - before) / (1 - before) if since_remanded else 0.0
            custody = 1.0 if mind == CUSTODY_IN_MIND else more
            yield custody * lengths[:7].sum(), ("IMMEDIATE_CUSTODY", court, remanded)
            yield custody * lengths[7], ("INDETERMINATE_CUSTODY", remanded)
            of_mind = range(2) if mind == ORDER_IN_MIND else range(2, len(DISPOSALS))
            for k in of_mind if mind != CUSTODY_IN_MIND else ():
                yield (1 - custody) * shares[k] / shares[of_mind].sum(), (DISPOSALS[k],)
        elif state == "IMMEDIATE_CUSTODY":
            court, remanded = memory
            lengths = self.lengths(court)[:, :7]
            short = lengths[:, :3].sum(axis=1) * (1 - p["short_sentence_presumption_share"])
            medium, long = lengths[:, 3], lengths[:, 4:].sum(axis=1)
            for term, name in (short, "UNDER_6_MONTHS"), (medium, "6_TO_12_MONTHS"), (long, "12_MONTHS_PLUS"):
                yield term / (short + medium + long), (f"TERM_{name}", remanded)
        elif (state.startswith("TERM_") or state == "INDETERMINATE_CUSTODY") and memory == (0,):
            yield 1.0, ("FIRST_RECEPTION_SENTENCED",)

    def expected(self) -> tuple[dict[str, Floats], set[tuple[str, str]]]:
        """Return the expected visits of each state by kind, and the moves that the chain can make."""
        start: Node = ("SOUGHT_BY_POLICE",)
        found, ahead = {start: 0}, [start]
        ways: list[tuple[int, Any, Node]] = []
        while ahead:
            node = ahead.pop()
            for chance, to in self.moves(node):
                if to not in found:
                    found[to] = len(found)
                    ahead.append(to)
                ways.append((found[node], chance, to))
        stage = dict(pathway_graph().nodes(data="stage"))
        q = np.zeros((N_KINDS, len(found), len(found)))
        for source, chance, to in ways:
            q[:, source, found[to]] += chance
        assert np.all(q.sum(axis=2) < 1 + 1e-12)
        visits = visits_before_and_after_charge(
            q, np.array([stage[node[0]] in AT_COURT or node[0] in AFTER_CHARGE for node in found])
        )
        by_state: dict[str, Floats] = {}
        for (state, *_), place in found.items():
            by_state[state] = by_state.get(state, np.zeros(N_KINDS)) + visits[:, place]
        names = {place: str(node[0]) for node, place in found.items()}
        return by_state, {(names[source], to[0]) for source, chance, to in ways if np.any(np.asarray(chance) > 0)}
