"""Which engine reads the registers, and what does it see of one register in one month?

DuckDB by default; Spark through the same Ibis expressions (extra `spark`). The helpers below give the
same answer on both, where the engines' own functions differ.
"""

from __future__ import annotations

import os
import re
import tempfile
from importlib import resources
from pathlib import Path
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.parquet as pq

from ansinh.base.errors import InvalidValue, NotFound
from ansinh.base.money import PER
from ansinh.base.months import Month
from ansinh.base.texts import Text
from ansinh.registers import schemas
from ansinh.registers.store import Store

SPARK_MASTER = "ANSINH_SPARK_MASTER"
"""The environment variable that names a Spark cluster; without it Spark runs inside this process."""
_NOT_DELIVERED = Text(
    "Chưa có tệp nào của sổ “{register}” cho tháng {month}.",
    "Nothing was delivered for the register “{register}” in {month}.",
)
_DELIVER = Text("Nộp tệp của tháng rồi chạy lại.", "Deliver the month's file, then run again.")
_NO_SPARK = Text("Máy này chưa cài Spark.", "Spark is not installed on this machine.")
_INSTALL_SPARK = Text(
    "Cài gói bổ sung: requirements/spark.txt (cần Java 17).",
    "Install the extra: requirements/spark.txt (needs Java 17).",
)
_WRITTEN = {"compression": "zstd", "compression_level": 1, "dictionary_size_limit": 1_000}
"""How DuckDB writes large tables: smaller and a third faster than as it would by itself; numbers of persons, which are
different in every row, need no dictionary."""
_NO_ENGINE = Text("Không có bộ máy tính toán “{kind}”.", "There is no engine “{kind}”.")
_CHOOSE = Text("Chọn duckdb hoặc spark.", "Choose duckdb or spark.")


def connect(
    kind: str = "duckdb",
    memory: str = "6GB",
    threads: int | None = None,
    *,
    scratch: Path | None = None,
    excel: bool = False,
) -> ibis.BaseBackend:
    """An engine that spills to `scratch` beyond `memory`, and never reaches for the network.

    `excel` loads DuckDB's extension for workbooks from the installed wheel.
    """
    scratch = scratch or Path(tempfile.gettempdir())
    if kind == "duckdb":
        return _duckdb(memory, threads, scratch, excel)
    if kind == "spark":
        return _spark(memory, threads, scratch)
    raise InvalidValue(_NO_ENGINE.format(kind=kind), _CHOOSE)


def table(con: ibis.BaseBackend, store: Store, register: str, month: Month) -> ir.Table:
    """The current snapshots of all senders, one below the other, with the register's columns.

    Raises: NotFound when nothing was delivered; InvalidValue when a file changed since.
    """
    schema = schemas.register(register)
    paths = store.paths(register, month)
    if not paths:
        raise NotFound(_NOT_DELIVERED.format(register=schema.label, month=month), _DELIVER)
    if con.name == "duckdb":
        return con.read_parquet([str(path) for path in paths]).select(*schema.columns)
    parts = [con.read_parquet(str(path)).select(*schema.columns) for path in paths]
    return parts[0].union(*parts[1:]) if len(parts) > 1 else parts[0]


def table_or_empty(con: ibis.BaseBackend, store: Store, register: str, month: Month) -> ir.Table:
    """As `table`, but no rows when nothing was delivered: for registers that a month can do without."""
    if store.snapshots(register, month):
        return table(con, store, register, month)
    return ibis.memtable(schemas.register(register).arrow().empty_table())


def kept(con: ibis.BaseBackend, name: str, made: ir.Table | pa.Table, scratch: Path) -> ir.Table:
    """`made` computed once under `name`, for everything that follows: in the engine's own memory on DuckDB,
    as Parquet under `scratch` on Spark, whose plans would otherwise be computed again at every use.
    """
    if con.name == "duckdb":
        return con.create_table(name, made, temp=True)
    return laid(con, name, made, scratch)


def laid(con: ibis.BaseBackend, name: str, made: ir.Table | pa.Table, folder: Path) -> ir.Table:
    """`made` computed once as the file `name` under `folder`: for what is too large to be held in memory beside others,
    or stays.
    """
    path = folder / f"{name}.parquet"
    if isinstance(made, pa.Table):
        pq.write_table(made, path)
    elif con.name == "duckdb":
        con.to_parquet(made, path, **_WRITTEN)
    else:
        con.to_parquet(made, path)
    return con.read_parquet(str(path))


def age_years(birth: ir.DateValue, on: ir.DateValue) -> ir.IntegerValue:
    """Completed years of age on a day (int64). Engines' own year differences count calendar years."""
    had_no_birthday = (on.month() < birth.month()) | (
        (on.month() == birth.month()) & (on.day() < birth.day())
    )
    years = on.year().cast("int64") - birth.year().cast("int64")
    return years - ibis.ifelse(had_no_birthday, _whole(1), _whole(0))


def safe_ratio(part: ir.IntegerValue, whole: ir.IntegerValue, per: int = PER) -> ir.IntegerValue:
    """`part` of `whole` as an integer per 100,000 (int64), half rounded up; NULL where `whole` is 0.

    Exact while part × 2 × per stays below 2⁶³ and the ratio below 2⁵¹ (the division itself is a double's); for
    parts and wholes that are not negative.
    """
    part, whole = part.cast("int64"), whole.cast("int64")
    bottom = (whole * _whole(2)).nullif(_whole(0))
    top = part * _whole(2 * per) + whole
    return ((top - top % bottom) / bottom).round().cast("int64")


def _whole(value: int) -> ir.IntegerScalar:
    """A 64-bit literal. Use it beside an int64 column: alone it would reach DuckDB as INT32."""
    return ibis.literal(value, "int64")


def _duckdb(memory: str, threads: int | None, scratch: Path, excel: bool) -> ibis.BaseBackend:
    settings: dict[str, Any] = {
        "memory_limit": memory,
        "temp_directory": str(scratch),
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "preserve_insertion_order": True,
    }
    if threads:
        settings["threads"] = threads
    con = ibis.duckdb.connect(":memory:", **settings)
    if excel:
        con.raw_sql(f"LOAD '{_excel_extension()}'")
    return con


def _excel_extension() -> Path:
    import duckdb

    folder = resources.files("duckdb_extension_excel") / "extensions" / f"v{duckdb.__version__}"
    return Path(str(folder / "excel.duckdb_extension"))


def _spark(memory: str, threads: int | None, scratch: Path) -> ibis.BaseBackend:
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise NotFound(_NO_SPARK, _INSTALL_SPARK) from error
    session = (
        SparkSession.builder.master(os.environ.get(SPARK_MASTER, f"local[{threads or '*'}]"))
        .appName("ansinh")
        .config("spark.driver.memory", memory.lower().removesuffix("b"))
        .config("spark.local.dir", str(scratch))
        .config("spark.ui.enabled", "false")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.ansi.enabled", "true")
        .getOrCreate()
    )
    con = ibis.pyspark.connect(session)
    con.compiler = _with_back_references(type(con.compiler))()
    return con


def _with_back_references(compiler: type) -> type:
    """A compiler for Spark, which writes `$1` for what our expressions call, as DuckDB does, `\\1` in a replacement;
    without it Spark puts the bare digit, and says nothing.
    """
    import sqlglot.expressions as sge

    class Compiler(compiler):
        def visit_RegexReplace(self, op, *, arg, pattern, replacement):
            if isinstance(replacement, sge.Literal):
                replacement = sge.Literal.string(re.sub(r"\\(\d)", r"$\1", replacement.this))
            return super().visit_RegexReplace(op, arg=arg, pattern=pattern, replacement=replacement)

    return Compiler
