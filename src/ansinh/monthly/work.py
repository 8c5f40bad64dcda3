"""What do the steps of one run share?"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from ansinh.base.texts import Text
from ansinh.monthly.inputs import Inputs
from ansinh.registers import engine
from ansinh.registers.store import Store


@dataclass
class Work:
    """What the steps of one run share: the engine, the inputs, and the tables made so far."""

    con: ibis.BaseBackend
    store: Store
    inputs: Inputs
    scratch: Path
    """A folder of this run's own, gone when it ends."""
    links: Path
    """Where the keys of persons are gathered."""
    frames: dict[str, ir.Table] = field(default_factory=dict)
    tables: dict[str, pa.Table] = field(default_factory=dict)
    rows: list = field(default_factory=list)
    notes: list[Text] = field(default_factory=list)

    def register(self, name: str, month=None) -> ir.Table | None:
        """One register of one month (default: the only one among the inputs), or None if not delivered."""
        found = self.inputs.of(name, month)
        return engine.table(self.con, self.store, name, found[0].month) if found else None

    def keep(self, name: str, made: ir.Table | pa.Table) -> ir.Table:
        """Compute a frame once and keep it in the engine for the steps that follow."""
        self.frames[name] = engine.kept(self.con, name, made, self.scratch)
        return self.frames[name]

    def lay(self, name: str, made: ir.Table) -> ir.Table:
        """As `keep`, of tables as large as the registers: on disk."""
        self.frames[name] = engine.laid(self.con, name, made, self.scratch)
        return self.frames[name]
