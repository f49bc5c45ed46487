"""Finding women by what befell them, or because their lives differ between the arms."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import TypeAlias

import numpy as np

from wsa_sim.experiments import ResultsError
from wsa_sim.law.calendar import date_of, day_number
from wsa_sim.pathway import states
from wsa_sim.pathway.states import NAMES, NUMBERS
from wsa_sim.report.chronicle import Arm, Chronicle, Window
from wsa_sim.report.reading import in_words as date_in_words
from wsa_sim.report.story import RECALLS, RECEPTIONS, parting
from wsa_sim.scenario.problems import folded, listed, nearest

BEFALLINGS = {
    "arrested": (states.ARREST,),
    "charged": (states.CHARGE,),
    "diverted": (states.DIVERSION_CAUTION,),
    "remanded": (states.REMANDED_IN_CUSTODY,),
    "convicted": (states.CONVICTED,),
    "imprisoned": (states.IMMEDIATE_CUSTODY,),
    "received": RECEPTIONS,
    "released": (
        states.RELEASED_AT_COURT,
        states.RELEASED_AT_COURT_UNCONDITIONALLY,
        states.RELEASED_ON_CURFEW,
        states.RELEASED_EARLY,
        states.RELEASED_ON_LICENCE,
        states.RELEASED_UNCONDITIONALLY,
    ),
    "recalled": RECALLS,
    "supported": (states.KEYWORK_STARTED, states.DIVERSION_SUPPORT_BEGINS),
}
"""What can befall her in one word, and the states that it stands for."""

Asked: TypeAlias = Sequence[tuple[str, tuple[int, ...]]]
"""What is asked to have befallen her, in order: a name, and the states that it stands for."""


def read_befallings(words: Iterable[str]) -> list[tuple[str, tuple[int, ...]]]:
    """Return what is asked to have befallen her, with the states that each stands for.

    Raises
    ------
    ResultsError
        If a word is none of `BEFALLINGS` and no state, with the nearest that is; all at once.
    """
    by_name = BEFALLINGS | {name.lower(): (number,) for name, number in NUMBERS.items()}
    read, unknown = [], []
    for word in (part for given in words for part in given.split(",")):
        if (key := folded(word)) in by_name:
            read.append((key, by_name[key]))
        else:
            meant = nearest(word, (*BEFALLINGS, *NUMBERS))
            hint = f"did you mean {meant}?" if meant else f"it is a state of docs/model.md, or {listed(BEFALLINGS)}"
            unknown.append(f"--befell: found {word!r}, which befalls nobody; {hint}")
    if unknown:
        raise ResultsError("\n".join(unknown))
    return read


def befallen(arm: Arm, asked: Asked, window: Window) -> dict[int, float]:
    """Return the women whom all of it befell, in that order and within the window, with the day of the last."""
    wanted = np.isin(arm.log["state"], [state for _, group in asked for state in group])
    day = arm.log["day"].astype(float)
    wanted &= (day >= window.starts) & (day < window.ends)
    done: dict[int, int] = {}
    found: dict[int, float] = {}
    rows = zip(*(arm.log[name][wanted].tolist() for name in ("woman", "state", "day")), strict=True)
    for woman, state, on in rows:
        step = done.get(woman, 0)
        if step < len(asked) and state in asked[step][1]:
            done[woman] = step + 1
            if step + 1 == len(asked):
                found[woman] = on
    return found


def differing(a: Arm, b: Arm) -> dict[int, float]:
    """Return the women whose lives differ between two arms, with the day on which they part."""
    (women_a, order_a), (women_b, order_b) = a.by_woman, b.by_woman
    of_a, of_b = (dict(zip(*np.unique(women, return_counts=True), strict=True)) for women in (women_a, women_b))
    suspects = {woman for woman in of_a.keys() | of_b.keys() if of_a.get(woman) != of_b.get(woman)}
    alike = np.array(sorted((of_a.keys() | of_b.keys()) - suspects), np.int64)
    rows_a, rows_b = order_a[np.isin(women_a, alike)], order_b[np.isin(women_b, alike)]
    same = np.ones(len(rows_a), bool)
    for name in ("day", "slot", "state", "value"):
        same &= a.log[name][rows_a] == b.log[name][rows_b]
    suspects |= set(a.log["woman"][rows_a[~same]].tolist())
    parted = {int(woman): parting(a.life(int(woman)), b.life(int(woman))) for woman in suspects}
    return {woman: day for woman, day in parted.items() if day is not None}


def find(
    chronicle: Chronicle,
    arms: Sequence[Arm],
    asked: Asked,
    window: Window,
    *,
    differs: bool,
) -> list[int]:
    """Find women by what befell them, those first whom it befell first.

    Parameters
    ----------
    chronicle, arms
        Where to look; it has to have befallen her in one of these arms.
    asked
        What befell her, in order; nothing if any woman will do.
    window
        Days on which it befell her, or, if nothing is asked, on which her lives part.
    differs
        Whether her lives have to differ between the arms of the chronicle.

    Raises
    ------
    ResultsError
        If there is nobody, saying what was looked through.
    """
    found: dict[int, float] = {}
    for arm in arms if asked else ():
        for woman, day in befallen(arm, asked, window).items():
            found[woman] = min(day, found.get(woman, day))
    if differs:
        parted = differing(*chronicle.arms)
        if asked:
            found = {woman: day for woman, day in found.items() if woman in parted}
        else:
            found = {woman: day for woman, day in parted.items() if day in window}
    if found:
        return sorted(found, key=lambda woman: (found[woman], woman))
    raise ResultsError(
        f"nobody {wish(asked, differs=differs)} in replication {chronicle.replication} of {chronicle.scenario.name}, "
        f"{span(window, chronicle)}, among {len(arms[0].women.identity):,} women {chronicle.source}: "
        "try another --replication, a larger --scale, or other dates with --from and --to"
    )


def wish(asked: Asked, *, differs: bool) -> str:
    """Say what is looked for."""
    words = [f"was {name}" if name in BEFALLINGS else f"had {NAMES[group[0]]}" for name, group in asked]
    parts = [", then ".join(words)] if words else []
    return " and ".join(parts + ["has two lives that differ"] * differs)


def span(window: Window, chronicle: Chronicle) -> str:
    """Say from which day to which a window reaches within a run."""
    plan = chronicle.arms[0].plan
    starts, ends = max(window.starts, plan.start), min(window.ends, plan.horizon)
    return f"{date_in_words(date_of(starts))} to {date_in_words(date_of(ends - 1))}"


def window_of(chronicle: Chronicle, starts: datetime.date | None, ends: datetime.date | None) -> Window:
    """Return the window of two dates, both included; without one it is open at that end.

    Raises
    ------
    ResultsError
        If a date leaves nothing of the run.
    """
    plan, told = chronicle.arms[0].plan, Window()
    if starts is not None:
        told = Window(float(day_number(starts)), told.ends)
    if ends is not None:
        told = Window(told.starts, float(day_number(ends) + 1))
    for option, date, is_off in (
        ("--from", starts, told.starts >= plan.horizon),
        ("--to", ends, told.ends <= plan.start),
    ):
        if is_off:
            raise ResultsError(f"{option}: found {date}; {chronicle.scenario.name} runs {span(Window(), chronicle)}")
    return told


def observed(chronicle: Chronicle) -> Window:
    """Return the period that the scenario observes."""
    observe = chronicle.scenario.run.observe
    return Window(float(day_number(observe.from_)), float(day_number(observe.to)))


def choose(found: Sequence[int], skip: int, like: int) -> list[int]:
    """Return those of the women found that are shown.

    Parameters
    ----------
    found
        Of whom there is at least one.
    skip, like
        How many to pass over, and how many to show beside the first.

    Raises
    ------
    ResultsError
        If all are passed over.
    """
    if skip >= len(found):
        raise ResultsError(
            f"--skip: found {skip}, but there are {len(found):,} such women; the last is --skip {len(found) - 1}"
        )
    return list(found[skip : skip + like + 1])


def said(
    asked: Asked, window: Window, chronicle: Chronicle, skip: int, shown: Sequence[int], of: int, *, differs: bool
) -> str:
    """Say who was found, which of them are shown, and how to see others."""
    number = f"{skip + 1:,}" if len(shown) == 1 else f"{skip + 1:,} to {skip + len(shown):,}"
    more = skip + len(shown)
    hint = f" (--skip {more} for the next)" if more < of else ""
    what = f"{wish(asked, differs=differs)}, {span(window, chronicle)}"
    return f"{number} of {of:,} women found{hint}, each of whom {what}."
