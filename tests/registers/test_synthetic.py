"""The demonstration city is coherent, and its truth is true."""

import hashlib
from pathlib import Path

import duckdb
import pytest

from ansinh.base.months import Month
from ansinh.registers import synthetic
from ansinh.registers.schemas import REGISTERS

SINCE, UNTIL = Month(2025, 6), Month(2026, 2)


def make(out: Path, **changed: object) -> Path:
    return synthetic.generate(
        out, **({"persons": 6_000, "seed": 7, "since": SINCE, "until": UNTIL} | changed)
    )


@pytest.fixture(scope="module")
def city(tmp_path_factory) -> Path:
    return make(tmp_path_factory.mktemp("city"))


def ask(question: str, city: Path) -> list[tuple]:
    """Run SQL in which @name is a register's files and #name a table of the truth."""
    said = question.replace("@", f"{city}/deliveries/").replace("#", f"{city}/truth/")
    return duckdb.sql(said).fetchall()


def digests(out: Path) -> dict[str, str]:
    files = sorted(path for path in out.rglob("*") if path.is_file())
    return {str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.mark.parametrize("register", REGISTERS)
def test_every_register_is_delivered_every_month_in_its_form(city, register):
    import pyarrow.parquet as pq

    files = sorted((city / "deliveries" / register).glob("*.parquet"))
    assert len(files) == 9
    for file in files:
        REGISTERS[register].refuse_unless_it_fits(pq.read_schema(file))


def test_the_same_seed_gives_the_same_bytes(tmp_path):
    small = {"persons": 1_500, "until": Month(2025, 9)}
    first, second = make(tmp_path / "a", **small), make(tmp_path / "b", **small)
    assert digests(first) == digests(second)
    assert digests(first) != digests(make(tmp_path / "c", **small, seed=8))
