"""Folders of results: what a run leaves on disk, and how an interrupted one goes on.

While a run is under way its finished parts are in a hidden folder beside the place of its results,
``results/.<name>.<digest>/parts``. When all are there, the whole results folder is put together in the hidden folder
and moved into place, so that no results folder is ever half-written. The next run with the same digest, which the
number of replications, the engine and the number of processes do not alter, goes on from the parts; or, if the results
are there already, from their `periods.parquet`, `monthly.parquet` and `events.parquet`, which hold all that is needed.
"""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
from ruamel.yaml import YAML

from wsa_sim.experiments import event_log
from wsa_sim.experiments.errors import ResultsError, RunError, disk_errors
from wsa_sim.experiments.manifest import differences
from wsa_sim.experiments.parts import Part, is_whole, load
from wsa_sim.experiments.results import Results
from wsa_sim.scenario.writing import write_atomically

LOGGER = logging.getLogger(__name__)

MANIFEST = "manifest.json"
PERIODS = "periods.parquet"
MONTHLY = "monthly.parquet"
EVENTS = "events.parquet"
BEFORE = "before"
OWN_FILES = frozenset(
    {MANIFEST, PERIODS, MONTHLY, EVENTS, "replications.parquet", "summary.csv", "scenario.resolved.yaml",
     "figures", "report.html"}
)  # fmt: skip
"""What a run writes into its folder; anything else that is there stays."""

DERIVED = ("scenario.resolved.yaml", "summary.csv", "replications.parquet")
"""Files that can be written again from the scenario and the other files."""


@dataclass(frozen=True)
class Store:
    """The place of a run's results on disk.

    Attributes
    ----------
    place : Path
        The folder of results.
    hidden : Path
        The folder beside it in which the run is under way.
    identity : mapping
        What makes the run the same run, as `wsa_sim.experiments.manifest.identity` returns it.
    overwrite : bool
        Whether the results of another run may be written over.
    earlier : Results or None
        The results of the same run that are in place already.
    """

    place: Path
    hidden: Path
    identity: Mapping[str, Any]
    overwrite: bool = False
    earlier: Results | None = None

    def part(self, key: event_log.Key) -> Path:
        """Return the file of a part."""
        return self.hidden / "parts" / f"{key[0]}.{key[1]:05d}.npz"

    def holds(self, keys: list[event_log.Key], *, events: bool) -> bool:
        """Tell whether the results in place have all of these parts."""
        return all(self._is_earlier(key, events=events) for key in keys)

    def has(self, key: event_log.Key, *, events: bool) -> bool:
        """Tell whether a part need not be done again."""
        return self._is_earlier(key, events=events) or is_whole(self.part(key), events=events)

    def prepare(self) -> None:
        """Make the hidden folder, in which parts are saved."""
        with disk_errors(self.place.parent):
            self.part(("", 0)).parent.mkdir(parents=True, exist_ok=True)
        LOGGER.debug("until it is finished, the run is kept in %s", self.hidden)

    def finish(
        self,
        keys: list[event_log.Key],
        results: Results,
        resolved: Mapping[str, Any],
        *,
        events: bool,
    ) -> Results:
        """Put the results folder together from its parts, and move it into place.

        Parameters
        ----------
        keys
            The parts, in order.
        results
            Names of the arms and the manifest; the tables are read from the parts.
        resolved
            The scenario and its comparator, with every parameter.
        events
            Whether the run keeps its event log.

        Returns
        -------
        Results
            What the folder holds.
        """
        with disk_errors(self.place):
            whole = self.hidden / "whole"
            shutil.rmtree(whole, ignore_errors=True)
            whole.mkdir(parents=True)
            parts = [self._tables(key) for key in keys]
            done = replace(
                results,
                periods=pd.concat([part.periods for part in parts], ignore_index=True),
                monthly=pd.concat([part.monthly for part in parts], ignore_index=True),
                folder=self.place,
                log=partial(event_log.read, self.place / EVENTS) if events else None,
            )
            for name in DERIVED:
                _write_derived(name, whole / name, done, resolved)
            done.periods.to_parquet(whole / PERIODS, index=False)
            done.monthly.to_parquet(whole / MONTHLY, index=False)
            if events:
                event_log.write(whole / EVENTS, self._logs(keys))
            text = json.dumps(done.manifest, indent=2, ensure_ascii=False)
            (whole / MANIFEST).write_text(text + "\n", encoding="utf-8", newline="\n")
            # another run may have been quicker
            same_run_in(self.place, self.identity, overwrite=self.overwrite)
            written = sorted(path.name for path in whole.iterdir())
            self._move_into_place(whole)
        LOGGER.info("wrote %s: %s", self.place, ", ".join(written))
        return done

    def mend(self, results: Results, resolved: Mapping[str, Any]) -> list[str]:
        """Write again what has been removed from results that are in place, where that needs no simulation.

        Parameters
        ----------
        results
            What is in place.
        resolved
            The scenario and its comparator, with every parameter.

        Returns
        -------
        list of str
            Names of the files written.
        """
        with disk_errors(self.place):
            missing = [name for name in DERIVED if not (self.place / name).exists()]
            for name in missing:
                write_atomically(self.place / name, partial(_write_derived, name, results=results, resolved=resolved))
                LOGGER.info("wrote %s again, which had been removed", self.place / name)
        return missing

    def _move_into_place(self, whole: Path) -> None:
        before = self.hidden / BEFORE
        if self.place.exists():
            self.place.replace(before)
        whole.replace(self.place)
        _carry_over(before, self.place)
        shutil.rmtree(self.hidden)

    def _is_earlier(self, key: event_log.Key, *, events: bool) -> bool:
        if self.earlier is None or (events and self.earlier.log is None):
            return False
        return key[1] < self.earlier.manifest["replications"]

    def _tables(self, key: event_log.Key) -> Part:
        """Return the tables of a part that was done."""
        if self.earlier is not None and self._is_earlier(key, events=False):
            return Part(_of(self.earlier.periods, key), _of(self.earlier.monthly, key))
        return self._part(key, events=False)

    def _logs(self, keys: list[event_log.Key]) -> Iterator[pa.Table]:
        for key in keys:
            if self._is_earlier(key, events=True):
                yield event_log.read_group(self.place / EVENTS, key)
            else:
                yield event_log.table(key, self._part(key, events=True).events or {})

    def _part(self, key: event_log.Key, *, events: bool) -> Part:
        part = load(self.part(key), events=events)
        if part is None:
            raise RunError(f"{self.part(key)} was removed or damaged while the run was under way: run it again")
        return part


def open_store(out: Path, name: str, identity: Mapping[str, Any], *, overwrite: bool = False) -> Store:
    """Find the place of a run's results, and refuse to write where something else is.

    Parameters
    ----------
    out
        The folder that holds results folders.
    name
        Name of the scenario, which names its folder.
    identity
        What makes the run the same run, as `wsa_sim.experiments.manifest.identity` returns it.
    overwrite
        Whether the results of another run may be written over.

    Raises
    ------
    ResultsError
        If the place holds anything but results of the same run, and is not to be written over.
    """
    check_place(out)
    with disk_errors(out):
        _put_back(out / name)
        return store_of(out, name, identity, overwrite=overwrite)


def store_of(out: Path, name: str, identity: Mapping[str, Any], *, overwrite: bool) -> Store:
    """Return the place of a run's results as `open_store` does, and change nothing on the disk."""
    earlier = same_run_in(out / name, identity, overwrite=overwrite)
    return Store(out / name, out / f".{name}.{identity['run_digest'][:12]}", identity, overwrite, earlier)


def check_place(out: Path | str) -> None:
    """Refuse a folder of results folders that cannot be one.

    Raises
    ------
    ResultsError
        If it has no name, or if it or a folder that it would be in is a file.
    """
    if not str(out).strip():
        raise ResultsError("--out names no folder: name one, as in --out results, or --out . for this one")
    with disk_errors(Path(out)):
        there = next((folder for folder in (Path(out), *Path(out).parents) if folder.exists()), None)
    if there is not None and not there.is_dir():
        of = "" if there == Path(out) else f" and {out} cannot be in it"
        raise ResultsError(f"{there} is a file, not a folder of results folders{of}: choose another with --out")


def same_run_in(place: Path, identity: Mapping[str, Any], *, overwrite: bool) -> Results | None:
    """Return the results of the same run that a place holds; None where it may be written to.

    Parameters
    ----------
    place
        A folder of results, or nothing yet.
    identity, overwrite
        As for `open_store`.

    Raises
    ------
    ResultsError
        If the place holds anything else.
    """
    if not place.exists() or (place.is_dir() and not any(place.iterdir())):
        return None
    if not (place / MANIFEST).is_file():
        raise ResultsError(f"{place} is there already, and is not a folder of results: choose another place with --out")
    try:
        earlier = read(place)
    except ResultsError:
        if overwrite:
            return None
        raise
    if earlier.manifest.get("run_digest") == identity["run_digest"]:
        return earlier
    if overwrite:
        return None
    raise ResultsError(
        f"{place} holds the results of another run ({differences(earlier.manifest, identity)}): "
        "choose another folder with --out, or write over it with --replace"
    )


def read(folder: Path) -> Results:
    """Read a folder of results.

    Raises
    ------
    ResultsError
        If it is not one, or is damaged.
    """
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return Results(
            scenario=manifest["scenario"],
            baseline=manifest["baseline"],
            periods=pd.read_parquet(folder / PERIODS),
            monthly=pd.read_parquet(folder / MONTHLY),
            manifest=manifest,
            folder=folder,
            log=partial(event_log.read, folder / EVENTS) if (folder / EVENTS).is_file() else None,
        )
    except (OSError, KeyError, TypeError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "what is in it cannot be read"
        raise ResultsError(
            f"{folder} is not a whole folder of results ({reason}): remove it, or write over it with --replace"
        ) from error


def write_yaml(path: Path, values: Mapping[str, Any]) -> None:
    """Write a mapping to a YAML file, in the order that it has."""
    yaml = YAML()
    yaml.width = 120
    with path.open("w", encoding="utf-8", newline="\n") as file:
        yaml.dump(dict(values), file)


def _write_derived(name: str, path: Path, results: Results, resolved: Mapping[str, Any]) -> None:
    """Write the one of `DERIVED` that has a name."""
    match name:
        case "summary.csv":
            results.summary.to_csv(path, index=False, encoding="utf-8", lineterminator="\n")
        case "replications.parquet":
            results.replications.to_parquet(path, index=False)
        case _:
            write_yaml(path, resolved)


def _put_back(place: Path) -> None:
    """Put back what a run was moving out of the way of its own results when it was ended."""
    for before in sorted(place.parent.glob(f".{place.name}.*/{BEFORE}")):
        if place.exists():
            _carry_over(before, place)
        else:
            before.replace(place)


def _carry_over(before: Path, place: Path) -> None:
    """Move what a run did not write from the folder that its results replace to their own, and remove the folder."""
    if before.exists():
        for path in sorted(before.iterdir()):
            if path.name not in OWN_FILES:
                path.replace(place / path.name)
        shutil.rmtree(before)


def _of(frame: pd.DataFrame, key: event_log.Key) -> pd.DataFrame:
    return frame[(frame["scenario"] == key[0]) & (frame["replication"] == key[1])].reset_index(drop=True)
