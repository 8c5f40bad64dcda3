"""Where do the rows go? One Parquet file per register and month, written stretch after stretch."""

from __future__ import annotations

import threading
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from ansinh.base.months import Month


class Files:
    """Open Parquet files by name and month. Each file is written by one thread at a time."""

    def __init__(self, out: Path) -> None:
        self._out = out
        self._open: dict[Path, pq.ParquetWriter] = {}
        self._lock = threading.Lock()

    def deliver(self, register: str, month: Month, table: pa.Table) -> None:
        """Append rows to a register's delivery of the month."""
        self._append(self._out / "deliveries" / register / f"{month}.parquet", table)

    def tell(self, name: str, table: pa.Table) -> None:
        """Append rows to a table of the truth."""
        self._append(self._out / "truth" / f"{name}.parquet", table)

    def close(self) -> None:
        for writer in self._open.values():
            writer.close()
        self._open.clear()

    def _append(self, path: Path, table: pa.Table) -> None:
        with self._lock:
            writer = self._open.get(path)
            if writer is None:
                path.parent.mkdir(parents=True, exist_ok=True)
                writer = self._open[path] = _writer(path, table.schema)
        writer.write_table(_typed(table, writer.schema), row_group_size=max(1, len(table)))


def _writer(path: Path, schema: pa.Schema) -> pq.ParquetWriter:
    """Texts that repeat are coded in the file; names and numbers of persons are not."""
    coded = [field.name for field in schema if pa.types.is_dictionary(field.type)]
    return pq.ParquetWriter(
        path, schema, use_dictionary=coded, compression="snappy", store_schema=False, write_statistics=True
    )


def _typed(table: pa.Table, schema: pa.Schema) -> pa.Table:
    return table if table.schema.equals(schema) else table.cast(schema)
