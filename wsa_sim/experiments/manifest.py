"""What a run was: enough to tell it from any other, and to run it again."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import platform
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import wsa_sim
from wsa_sim import evidence
from wsa_sim.law.calendar import add_months, date_of
from wsa_sim.outcomes import periods_of
from wsa_sim.scenario import Scenario
from wsa_sim.scenario.cautions import uncertain_days

PACKAGE = Path(wsa_sim.__file__).parent
LIBRARIES = ("numba", "numpy", "pandas", "pyarrow", "scipy", "simpy")
MODEL = ("chance", "evidence", "law", "pathway", "services", "scenario", "engine", "outcomes")
"""Packages whose code or data can change a number in the results."""

IDENTITY = {"scenario_digest": "scenario", "evidence_digest": "evidence", "model_digest": "version of the model's code"}
"""What makes a run the same run, and what to call it. How many replications, jobs, and which engine do not."""


def identity(scenario: Scenario) -> dict[str, Any]:
    """Return what makes a run the same run, with a digest of all of it as ``run_digest``.

    Parameters
    ----------
    scenario
        With the settings of the run, and its comparator.
    """
    observe = scenario.run.observe
    parts: dict[str, Any] = {
        "seed": scenario.run.seed,
        "scale": scenario.run.scale,
        "observe": {"from": str(observe.from_), "to": str(observe.to)},
        "scenario_digest": scenario.digest(),
        "evidence_digest": evidence.digest(),
        "model_digest": model_digest(),
    }
    return {**parts, "run_digest": hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()}


def differences(found: Mapping[str, Any], wanted: Mapping[str, Any]) -> str:
    """Say in what another run differs from this one."""
    settings = [
        f"{name} {found.get(name)}, not {wanted[name]}"
        for name in ("seed", "scale", "observe")
        if found.get(name) != wanted[name]
    ]
    others = [f"another {name}" for key, name in IDENTITY.items() if found.get(key) != wanted[key]]
    if settings and found.get("scenario_digest") != wanted["scenario_digest"]:
        others.remove("another scenario")  # its digest covers the settings
    return "; ".join(settings + others)


@cache
def model_digest() -> str:
    """Return the SHA-256 of the code and data that decide results, whatever the line ends of the checkout."""
    digest = hashlib.sha256()
    for package in MODEL:
        for path in sorted((PACKAGE / package).rglob("*")):
            if path.suffix in (".py", ".csv"):
                digest.update(path.relative_to(PACKAGE).as_posix().encode())
                digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()


def environment() -> dict[str, Any]:
    """Return the versions of everything that a run rests on."""
    return {
        "wsa_sim": wsa_sim.__version__,
        "python": platform.python_version(),
        "libraries": {name: importlib.metadata.version(name) for name in LIBRARIES},
        "platform": platform.platform(),
        **checkout(),
    }


@cache
def checkout() -> dict[str, Any]:
    """Return the commit of the checkout that the package is in, and whether its files have been changed since.

    Returns
    -------
    dict
        `commit` and `commit_changed`; None both, where the package is not a part of a git repository.
    """
    nowhere = {"commit": None, "commit_changed": None}
    if _git("ls-files", "--error-unmatch", "__init__.py") is None:
        return nowhere
    commit = _git("rev-parse", "HEAD")
    if commit is None:
        return nowhere
    return {"commit": commit, "commit_changed": bool(_git("status", "--porcelain", "--", "."))}


def _git(*arguments: str) -> str | None:
    try:
        done = subprocess.run(
            ["git", "-C", str(PACKAGE), *arguments], capture_output=True, text=True, timeout=30, check=False
        )
    except (FileNotFoundError, subprocess.TimeoutExpired):
        return None
    return done.stdout.strip() if done.returncode == 0 else None


def describe_periods(starts: float, ends: float, first_policy_day: float | None) -> dict[str, dict[str, str]]:
    """Return the dates of each period of the summary: `from`, and `to`, which is not counted.

    Parameters
    ----------
    starts, ends
        First day observed, and the day after the last.
    first_policy_day
        First day of a policy. Where it is not the first of a month, a `note` says from when it is counted.
    """
    months = [starts]
    while months[-1] < ends:
        months.append(float(min(add_months(int(months[-1]), 1), ends)))
    described = {
        period.label: {"from": str(date_of(months[period.first])), "to": str(date_of(months[period.last]))}
        for period in periods_of(months, starts, ends, first_policy_day)
    }
    policy = described.get("from_policy")
    if policy is not None and first_policy_day is not None:
        policy["first_policy_day"] = str(date_of(first_policy_day))
        if first_policy_day > starts and policy["first_policy_day"] != policy["from"]:
            policy["note"] = (
                f"counted by whole months, so from {policy['from']}; the policy begins on {policy['first_policy_day']}"
            )
    return described


def law_of_run(scenario: Scenario) -> dict[str, Any]:
    """Return the law of each arm as a file writes it, and the uncertain days on which the run could turn."""
    other = scenario.comparator
    return {
        "scenario": scenario.law.written(scenario.world),
        "baseline": None if other is None else other.law.written(other.world),
        "uncertain": uncertain_days(scenario),
    }


def now() -> str:
    """Return the time in UTC, to the second, in ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")
