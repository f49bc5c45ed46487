"""One woman's story: who she is, what befell her in each arm in words, and where her lives part."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np

from wsa_sim.engine.arrivals import arrivals
from wsa_sim.engine.model import BEGIN
from wsa_sim.engine.parameters import as_object
from wsa_sim.evidence import AXES, NO_FIXED_ABODE, boroughs
from wsa_sim.experiments import ResultsError
from wsa_sim.law.calendar import YEAR, date_of
from wsa_sim.pathway import states
from wsa_sim.pathway.needs import has_need
from wsa_sim.pathway.registry import leads_to
from wsa_sim.pathway.woman import PRISON, Woman
from wsa_sim.report.chronicle import Arm, Chronicle, Event, Window
from wsa_sim.report.phrases import ON_REQUEST, UNLESS_LEFT_AT_ONCE, in_words, told
from wsa_sim.report.reading import in_words as date_in_words
from wsa_sim.report.wording import days
from wsa_sim.scenario import build_plan, override

RECALLS = (
    states.CURFEW_RECALL, states.RECALL_14_DAY, states.RECALL_28_DAY, states.RECALL_56_DAY, states.RECALL_STANDARD,
)  # fmt: skip
RECEPTIONS = (states.FIRST_RECEPTION_REMAND, states.FIRST_RECEPTION_SENTENCED)

COUNTED = {
    "arrest": (states.ARREST,),
    "conviction": (states.CONVICTED,),
    "first reception": RECEPTIONS,
    "recall": RECALLS,
}
"""What a life comes to, beside days in prison."""

GROUPS = (
    "case", "2nd case", "sentence", "order", "prison", "support", "support", "follow-up", "prison", "docket", "herself",
    "herself", "herself",
)  # fmt: skip
"""What a story calls each of her slots."""


@dataclass(frozen=True)
class Line:
    """One line of a story."""

    event: Event
    group: str
    words: str

    @property
    def date(self) -> datetime.date:
        """The date on which it happened."""
        return date_of(self.event.day)


@dataclass(frozen=True)
class Story:
    """One woman's story.

    Attributes
    ----------
    woman : int
        Her identity.
    who : dict of str to str
        Who she is, in words.
    lives : dict of str to list of Event
        What befell her, by what the arm is called: one life, or two.
    parted : float or None
        Day on which the two lives part; None if they never do, or there is one.
    absent : tuple of str
        Arms in which she is not there.
    born : float or None
        Day on which she was born; None where the run was made by another version of the model.
    """

    woman: int
    who: dict[str, str]
    lives: dict[str, list[Event]]
    parted: float | None
    absent: tuple[str, ...] = ()
    born: float | None = None


def describe(woman: Any) -> dict[str, str]:
    """Say who a woman is when she is first known, a line for each attribute.

    Parameters
    ----------
    woman : Woman
        With the attributes that the model gives her (`wsa_sim.pathway.entry.first_known`).
    """
    if woman.borough < len(boroughs()):
        home = boroughs()[woman.borough].name
    else:
        home = "no fixed abode" if woman.borough == NO_FIXED_ABODE else "outside London"
    record = AXES["record"][woman.record].replace("_plus", " or more").replace("_", " ")
    youngest = f", the youngest born {date_in_words(date_of(woman.youngest_born))}" if woman.children > 0 else ""
    needs = [name.replace("_", " ") for need, name in enumerate(AXES["need"]) if has_need(woman, need)]
    return {
        "home": home,
        "born": date_in_words(date_of(woman.born)),
        "ethnicity": AXES["ethnicity"][woman.ethnicity],
        "nationality": "foreign national" if woman.foreign == 1 else "British",
        "children": f"{woman.children or 'none'}{youngest}",
        "needs": ", ".join(needs) or "none",
        "convictions before": record,
    }


def who(chronicle: Chronicle, arm: Arm, woman: int) -> tuple[dict[str, str], float | None]:
    """Say who a woman of an arm is, by the model's own account of how she begins, and when she was born."""
    if not chronicle.is_own:
        return {"who she is": "not known: the run was made by another version of the model"}, None
    row = int(np.flatnonzero(arm.women.identity == woman)[0])
    day, already = float(arm.women.day[row]), int(arm.women.already[row])
    w = Woman()
    w.key, w.borough = int(arm.women.key[row]), int(arm.women.borough[row])
    BEGIN(w, day, as_object(arm.plan.parameters), already)
    how = "a record already, on the model's first day" if already else "her first arrest in the model follows"
    known = f"{date_in_words(date_of(day))}, aged {int((day - w.born) / YEAR)}: {how}"
    return describe(w) | {"first known": known}, w.born


def parting(a: Sequence[Event], b: Sequence[Event]) -> float | None:
    """Return the day on which two lives part; None if they are the same in every event."""
    for one, other in zip(a, b, strict=False):
        if one != other:
            return min(one.day, other.day)
    longer = a if len(a) > len(b) else b
    return None if len(a) == len(b) else longer[min(len(a), len(b))].day


def story(chronicle: Chronicle, woman: int, arms: Sequence[Arm]) -> Story:
    """Gather the story of a woman.

    Parameters
    ----------
    chronicle
        Where she is.
    woman
        Her identity.
    arms
        Of the chronicle, those whose lives are shown: one, or both.

    Raises
    ------
    ResultsError
        If there is no such woman in any of them.
    """
    lives = {arm.label: arm.life(woman) for arm in arms}
    there = [arm for arm in arms if lives[arm.label] or (chronicle.is_own and (arm.women.identity == woman).any())]
    if not there:
        raise ResultsError(_no_woman(chronicle, woman, arms))
    parted = parting(*lives.values()) if len(lives) == 2 else None
    absent = tuple(arm.label for arm in arms if arm not in there)
    told_of, born = who(chronicle, there[0], woman)
    return Story(woman, told_of, lives, parted, absent, born)


def _no_woman(chronicle: Chronicle, woman: int, arms: Sequence[Arm]) -> str:
    scenario, replication, identities = chronicle.scenario, chronicle.replication, arms[0].women.identity
    scale = scenario.run.scale
    said = f"there is no woman {woman} in replication {replication} of {scenario.name} at scale {scale:g}"
    if scale < 1 and woman in arrivals(build_plan(override(scenario, scale=1.0), replication)).identity:
        return f"{said}, but she is there at --scale 1"
    nearest = min(identities.tolist(), key=lambda each: abs(each - woman), default=None)
    return f"{said}, which has {len(identities):,} women" + ("" if nearest is None else f"; the nearest is {nearest}")


def lines(
    life: Sequence[Event], *, everything: bool = False, checks: Mapping[int, str] = MappingProxyType({})
) -> list[Line]:
    """Put a life in words, a line an event.

    Parameters
    ----------
    life
        What befell her, in order.
    everything
        Whether bookkeeping has lines too.
    checks
        The command with which the dates of a sentence can be worked out, by the place of its event in the life.
    """
    following: dict[int, float] = {}
    at_once = [False] * len(life)
    for i in reversed(range(len(life))):
        at_once[i] = following.get(life[i].slot) == life[i].day
        following[life[i].slot] = life[i].day
    made, inside_since = [], None
    for i, (event, left_at_once) in enumerate(zip(life, at_once, strict=True)):
        words = in_words(event.state, event.value)
        if i in checks:
            words = f"{words}; by hand: {checks[i]}"
        if event.slot == PRISON:
            if inside_since is None:
                inside_since = event.day
            elif states.AT_LIBERTY in leads_to(event.state) and not left_at_once:
                words = f"leaves prison after {days(event.day - inside_since)}"
                inside_since = None
        is_folded = told(event.state) is ON_REQUEST or (told(event.state) is UNLESS_LEFT_AT_ONCE and left_at_once)
        if everything or not is_folded:
            made.append(Line(event, GROUPS[event.slot], words))
    return made


def comes_to(life: Sequence[Event], window: Window, horizon: float) -> dict[str, float]:
    """Count what a life comes to within a window: events by `COUNTED`, and days in prison up to the horizon."""
    counts: dict[str, float] = {
        name: sum(event.state in wanted and event.day in window for event in life) for name, wanted in COUNTED.items()
    }
    inside, since = 0.0, None
    for event in (*(event for event in life if event.slot == PRISON), None):
        day = horizon if event is None else event.day
        if since is not None:
            inside += max(0.0, min(day, window.ends) - max(since, window.starts))
        is_out = event is None or states.AT_LIBERTY in leads_to(event.state)
        since = None if is_out else day
    return counts | {"day in prison": inside}
