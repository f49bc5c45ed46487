"""What a run says of itself while it goes on: to the terminal, to a file, or to nobody."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from rich.console import Console

from wsa_sim import __version__
from wsa_sim.cli.endings import status_of

LOGGER = logging.getLogger("wsa_sim")
FILE_LINE = "%(asctime)s %(levelname)-5s %(name)s: %(message)s"


class _ToConsole(logging.Handler):
    """Prints above whatever bar the console shows, so that neither garbles the other."""

    def __init__(self, console: Console) -> None:
        super().__init__(logging.INFO)
        self._console = console

    def emit(self, record: logging.LogRecord) -> None:
        self._console.print(self.format(record), markup=False, highlight=False)


class _ToFile(logging.FileHandler):
    """Adds to a file; a file that can no longer be written to ends the run in words."""

    def handleError(self, record: logging.LogRecord) -> None:
        from wsa_sim.experiments.errors import disk_errors

        with disk_errors(Path(self.baseFilename)):
            raise


class _WithZone(logging.Formatter):
    """Writes times with thousandths of a second and the offset from UTC."""

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:
        at = time.localtime(record.created)
        return f"{time.strftime('%Y-%m-%dT%H:%M:%S', at)}.{record.msecs:03.0f}{time.strftime('%z', at)}"


@contextmanager
def logged(console: Console, *, verbose: bool, file: str | None) -> Iterator[None]:
    """Log what happens meanwhile.

    Parameters
    ----------
    console
        Of standard error.
    verbose
        Whether to show there what was done, and how long it took.
    file
        File to add everything to, each line with its time; None for no file.

    Raises
    ------
    ResultsError
        If the file cannot be written to.
    """
    handlers: list[logging.Handler] = []
    if verbose:
        handlers.append(_ToConsole(console))
    if file is not None:
        handlers.append(_file_handler(file))
    before = LOGGER.level
    with ExitStack() as stack:
        for handler in handlers:
            stack.callback(handler.close)
            stack.callback(LOGGER.removeHandler, handler)
            LOGGER.addHandler(handler)
        if handlers:
            stack.callback(LOGGER.setLevel, before)
            LOGGER.setLevel(logging.DEBUG)
        LOGGER.debug("wsa_sim %s, in %s: %s", __version__, Path.cwd(), sys.argv[1:])
        try:
            yield
        except BaseException as error:
            is_fault = isinstance(error, Exception) and status_of(error) is None
            LOGGER.debug("ended by %s: %s", type(error).__name__, error, exc_info=error if is_fault else None)
            raise


def _file_handler(file: str) -> logging.Handler:
    try:
        if not file.strip():
            raise ValueError("it has no name")
        handler = _ToFile(file, encoding="utf-8")
    except (OSError, ValueError) as error:
        from wsa_sim.experiments import ResultsError

        reason = (isinstance(error, OSError) and error.strerror) or str(error)
        raise ResultsError(f"--log-file: cannot write to {file!r} ({reason}): name another file") from error
    handler.setFormatter(_WithZone(FILE_LINE))
    return handler
