"""The event log of a run: columns in memory or in `events.parquet`, one row group a replication of an arm."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from wsa_sim.pathway.states import NAMES
from wsa_sim.pathway.woman import SLOT_NAMES

Key: TypeAlias = tuple[str, int]
"""Name of an arm, and number of a replication."""

Columns: TypeAlias = Mapping[str, npt.NDArray[Any]]

WORD = pa.dictionary(pa.int32(), pa.string())
SCHEMA = pa.schema(
    [
        ("scenario", WORD),
        ("replication", pa.int32()),
        ("day", pa.float64()),
        ("woman", pa.int64()),
        ("slot", WORD),
        ("state", WORD),
        ("value", pa.float64()),
    ]
)
LARGEST_GROUP = 2**26


def table(key: Key, columns: Columns) -> pa.Table:
    """Return the event log of one replication of an arm, with names for the numbers of slots and states."""
    rows = len(columns["day"])
    return pa.table(
        [
            pa.DictionaryArray.from_arrays(pa.array(np.zeros(rows, dtype=np.int32)), pa.array([key[0]])),
            pa.array(np.full(rows, key[1], dtype=np.int32)),
            pa.array(columns["day"], type=pa.float64()),
            pa.array(columns["woman"], type=pa.int64()),
            _named(columns["slot"], SLOT_NAMES),
            _named(columns["state"], NAMES),
            pa.array(columns["value"], type=pa.float64()),
        ],
        schema=SCHEMA,
    )


def write(path: Path, logs: Iterable[pa.Table]) -> None:
    """Write event logs to a file, one at a time, each as a row group."""
    with pq.ParquetWriter(path, SCHEMA, compression="zstd") as writer:
        for log in logs:
            writer.write_table(log, row_group_size=max(1, min(log.num_rows, LARGEST_GROUP)))


def read(path: Path, scenario: str | None, replication: int | None) -> pd.DataFrame:
    """Read the event log of an arm and a replication from a file; None stands for all."""
    wanted = [
        (name, "==", value)
        for name, value in (("scenario", scenario), ("replication", replication))
        if value is not None
    ]
    frame: pd.DataFrame = pq.read_table(path, filters=wanted or None).to_pandas()
    return frame


def read_group(path: Path, key: Key) -> pa.Table:
    """Read one replication of an arm as it was written."""
    wanted = [("scenario", "==", key[0]), ("replication", "==", key[1])]
    return pq.read_table(path, filters=wanted).cast(SCHEMA)


def in_memory(logs: Mapping[Key, Columns], scenario: str | None, replication: int | None) -> pd.DataFrame:
    """Return the event log of an arm and a replication; None stands for all."""

    def wanted() -> Iterator[pa.Table]:
        for key, columns in logs.items():
            if scenario in (None, key[0]) and replication in (None, key[1]):
                yield table(key, columns)

    frame: pd.DataFrame = pa.concat_tables([SCHEMA.empty_table(), *wanted()]).to_pandas()
    return frame


def _named(numbers: npt.NDArray[Any], names: tuple[str, ...]) -> pa.DictionaryArray:
    words = pa.array([name.lower() for name in names])
    return pa.DictionaryArray.from_arrays(pa.array(numbers.astype(np.int32)), words)
