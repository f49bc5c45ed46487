"""Doing the tasks of a run, in this process or in several."""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from wsa_sim.experiments.errors import ResultsError, RunError

LOGGER = logging.getLogger(__name__)

MOST_JOBS = 256
LOST = (
    "a worker process was lost: memory may have run out, or something ended it. Finished replications are kept where "
    "results are written; try fewer jobs. (In a script, call run under `if __name__ == '__main__':`, "
    "or with jobs=1.)"
)


def default_jobs() -> int:
    """Return the number of processes to use where none is asked for.

    One for each processor; but one alone in a script that does not look at its `__name__`, and so would begin all over
    again in each new process, which imports it.
    """
    main = sys.modules.get("__main__")
    path = getattr(main, "__file__", None)
    if getattr(main, "__spec__", None) is None and path is not None and not _looks_at_name(Path(path)):
        return 1
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(processors, MOST_JOBS)


def check_jobs(jobs: int | None) -> None:
    """Refuse a number of processes that cannot be.

    Raises
    ------
    ResultsError
        If it is below one or above `MOST_JOBS`; None stands for `default_jobs`.
    """
    if jobs is not None and jobs < 1:
        raise ResultsError(f"{jobs} jobs: at least one process is needed")
    if jobs is not None and jobs > MOST_JOBS:
        raise ResultsError(
            f"--jobs {jobs}: at most {MOST_JOBS} processes are begun, and more than there are processors "
            f"(here {os.cpu_count() or 1}) gain nothing"
        )


def _looks_at_name(script: Path) -> bool:
    try:
        return "__name__" in script.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return False


def execute(work: Callable[[Any], Any], tasks: Sequence[Any], jobs: int) -> Generator[tuple[int, Any], None, None]:
    """Do tasks, and yield the index and result of each as it ends.

    Parameters
    ----------
    work
        What to do with a task. A function that can be pickled, as tasks and results can.
    tasks
        The tasks.
    jobs
        Number of processes; with one, this one.

    Yields
    ------
    tuple of int and object
        Index of a task, and what `work` returned for it.

    Raises
    ------
    RunError
        If a process is lost.
    """
    if jobs == 1 or len(tasks) <= 1:
        for index, task in enumerate(tasks):
            yield index, work(task)
        return
    others = set(multiprocessing.active_children())
    pool = ProcessPoolExecutor(
        max_workers=min(jobs, len(tasks)), mp_context=multiprocessing.get_context("spawn"), initializer=_obey_interrupt
    )
    ended = False
    try:
        with _interrupts_held():
            indexes = {pool.submit(work, task): index for index, task in enumerate(tasks)}
        LOGGER.debug("begun: %d worker processes", min(jobs, len(tasks)))
        for future in as_completed(indexes):
            yield indexes[future], future.result()
        ended = True
    except (BrokenProcessPool, MemoryError) as error:
        raise RunError(LOST) from error
    finally:
        pool.shutdown(wait=ended, cancel_futures=True)
        if not ended:
            for process in set(multiprocessing.active_children()) - others:
                process.terminate()


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold an interrupt back while workers are begun; they hold it back too, until they can obey it in silence."""
    if not hasattr(signal, "pthread_sigmask"):  # as on Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _obey_interrupt() -> None:
    """Let an interrupt end a worker at once and in silence: what it had not saved is done again by the next run."""
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:  # as it is in a background job of a shell
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
