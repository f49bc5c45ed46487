"""What can go wrong with a run, by who can mend it."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MENDABLE = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EISDIR, errno.EEXIST,
                      errno.ENAMETOOLONG, errno.EINVAL, errno.ENOENT, errno.ELOOP})  # fmt: skip
FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


class RunError(Exception):
    """A run failed for a reason that the user's files do not hold: a worker lost, a disk full. Exit status 1."""


class ResultsError(Exception):
    """What the user asked for cannot be done as it stands: the folder holds another run, say. Exit status 2."""


@contextmanager
def disk_errors(folder: Path) -> Iterator[None]:
    """Turn what the operating system says of a folder of results into a clear error.

    Parameters
    ----------
    folder
        The folder that is read or written.

    Raises
    ------
    ResultsError
        For what the user can mend: no permission, a read-only disk, a file where a folder is needed, no such place.
    RunError
        For what the user cannot: the disk is full or fails.
    """
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        if error.errno in FULL:
            raise RunError(
                f"the disk that holds {folder} is full ({reason}): finished replications are kept, "
                "and the same command goes on from them"
            ) from error
        if error.errno in MENDABLE:
            raise ResultsError(
                f"cannot write to {folder} ({reason}): choose a folder that can be written to with --out"
            ) from error
        if error.errno is None and not folder.exists():
            raise RunError(
                f"{folder} has gone while it was written to: another run of the same scenario may just have finished "
                "there; run the command again"
            ) from error
        raise RunError(f"{folder}: {reason}") from error
