"""How a verb ends: what it says, and the exit status that says how it went."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from wsa_sim.scenario import Scenario

DONE, FAILED, TO_MEND, INTERRUPTED = 0, 1, 2, 130
"""Exit statuses."""


def say(text: str) -> None:
    """Say something on standard output."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def complain(text: str) -> None:
    """Say something on standard error."""
    sys.stderr.write(f"{text}\n")


def warn(name: str, scenario: Scenario) -> None:
    """Say on standard error what may not be meant as it is written."""
    from wsa_sim.scenario.cautions import warnings

    for warning in warnings(scenario):
        complain(f"{name}: warning: {warning}")


@contextmanager
def ended_in_words() -> Iterator[None]:
    """End a verb in plain words and with its exit status, whatever comes; a fault of the program keeps its trace."""
    try:
        _check_folder()
        yield
    except typer.Exit:
        raise
    except KeyboardInterrupt:
        complain("interrupted: finished replications are kept, and the same command goes on from them")
        raise typer.Exit(INTERRUPTED) from None
    except BrokenPipeError:
        # who read the output has gone, as `head` does when it has enough: nothing more can be said
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(DONE) from None
    except Exception as error:
        status = status_of(error)
        if status is None:
            raise
        complain(str(error) or "memory ran out: try fewer --jobs, a smaller --scale, or no --events")
        raise typer.Exit(status) from None


def _check_folder() -> None:
    """End the verb if the folder that it is run in is no longer there."""
    try:
        os.getcwd()
    except FileNotFoundError:
        complain("the folder that the command is run in has been removed: change to one that is there, with cd")
        raise typer.Exit(TO_MEND) from None


def status_of(error: Exception) -> int | None:
    """Return the exit status that an error stands for, or None for a fault of the program."""
    from wsa_sim.evidence import EvidenceError

    if isinstance(error, EvidenceError):  # raised as the model's modules are imported, so that none may be below
        return TO_MEND
    from wsa_sim.scenario import ScenarioError

    if isinstance(error, ScenarioError):  # the quickest to import, so that a mistake is answered at once
        return TO_MEND
    from wsa_sim.experiments import ResultsError, RunError

    if isinstance(error, ResultsError):
        return TO_MEND
    is_full = isinstance(error, OSError) and error.errno == errno.ENOSPC
    return FAILED if isinstance(error, RunError | MemoryError) or is_full else None
