"""Is a list a correction of another one: does it speak of the same people and units?"""

from __future__ import annotations

from pathlib import Path

import duckdb

from ansinh.intake.frames.tables import quoted
from ansinh.registers.schemas import Register

_WHO = ("employer", "organisation", "household", "direction", "full_name", "si_number", "personal_id")


def is_correction(list_: Path, former: Path, register: type[Register]) -> bool:
    """Are at least half of the lines of both, told by person, unit and direction, the same?"""
    names = [name for name in _WHO if name in register.columns]
    key = f"hash({', '.join(f'CAST({chr(34)}{name}{chr(34)} AS VARCHAR)' for name in names)})"

    def keys(path: Path) -> str:
        return f"SELECT DISTINCT {key} AS line FROM read_parquet({quoted(str(path))})"

    with duckdb.connect() as con:
        shared, here, there = con.execute(
            f"WITH a AS ({keys(list_)}), b AS ({keys(former)})"
            " SELECT (SELECT count(*) FROM a SEMI JOIN b USING (line)), (SELECT count(*) FROM a), (SELECT count(*) FROM b)"
        ).fetchone()
    return shared > 0 and shared * 2 >= max(here, there)
