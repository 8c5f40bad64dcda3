"""`ansinh bench excel`: how long does a workbook of 200,000 rows take, against a bare reader on the same machine?"""

from __future__ import annotations

import json as jsons
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import Annotated

import typer

_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh")
_MIDDLE = ("Văn", "Thị", "Hữu", "Ngọc", "Đức")
_GIVEN = ("An", "Bình", "Cường", "Dũng", "Hạnh", "Lan", "Phúc")


def excel(
    rows: Annotated[int, typer.Option(help="How many invented participants.")] = 200_000,
    repeat: Annotated[int, typer.Option(help="The median of so many runs counts.")] = 3,
    json: Annotated[bool, typer.Option("--json", help="Print for programs.")] = False,
) -> None:
    """A participants' workbook examined and written as a snapshot, once good and once with findings and their
    list; and read bare by calamine in the same run. Seconds by the clock, and of the processor (busy_s)."""
    with tempfile.TemporaryDirectory(dir="/var/tmp") as folder:
        good, bad = Path(folder) / "good.xlsx", Path(folder) / "bad.xlsx"
        with ProcessPoolExecutor(1, get_context("spawn")) as aside:  # writing takes more memory than reading
            aside.submit(_write, good, rows, wrong=False).result()
            aside.submit(_write, bad, rows, wrong=True).result()
        _examined(good, Path(folder))  # loads what every later delivery finds loaded
        runs: dict[str, list[_Took]] = {"accepted": [], "returned_with_findings": [], "calamine": []}
        for _ in range(repeat):
            runs["accepted"].append(_examined(good, Path(folder)))
            runs["returned_with_findings"].append(_examined(bad, Path(folder)))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        for _ in range(repeat):
            runs["calamine"].append(_bare(good))
        measured = {"rows": rows, "bytes": good.stat().st_size}
    middle = {what: sorted(took, key=lambda one: one.clock)[len(took) // 2] for what, took in runs.items()}
    for what, took in middle.items():
        measured |= {f"{what}_s": round(took.clock, 2), f"{what}_busy_s": round(took.busy, 2)}
    measured |= {f"part_{name}_s": round(seconds, 2) for name, seconds in middle["accepted"].parts.items()}
    accepted, bare = middle["accepted"], middle["calamine"]
    measured["ratio_to_calamine"] = round(accepted.clock / bare.clock, 2)
    measured["busy_ratio_to_calamine"] = round(accepted.busy / bare.busy, 2)
    measured["peak_mb_before_calamine"] = peak
    typer.echo(jsons.dumps(measured) if json else "\n".join(f"{k:32} {v:>12,}" for k, v in measured.items()))


@dataclass
class _Took:
    """Seconds by the clock and of the processor, and by the clock for each part."""

    clock: float = 0.0
    busy: float = 0.0
    parts: dict[str, float] = field(default_factory=dict)


@contextmanager
def _taken() -> Iterator[_Took]:
    took = _Took()
    clock, busy = time.perf_counter(), time.process_time()
    yield took
    took.clock, took.busy = time.perf_counter() - clock, time.process_time() - busy


@contextmanager
def _in_parts(parts: dict[str, float]) -> Iterator[None]:
    """Note the seconds of each part of an examination while it goes on."""
    from ansinh.intake.frames import examination as whole
    from ansinh.intake.frames import official, persons, reading, sheets, shifts, tables

    watched = {
        "form_recognised": (official, "form"), "headings": (sheets, "layout"), "cells_read": (reading, "read"),
        "cells_read_and_cleaned": (tables, "table"), "values": (whole, "_make_checked"),
        "checks_of_cells": (whole, "_all_checks"), "checks_of_persons": (persons, "person_checks"),
        "checks_of_shifts": (shifts, "shift_checks"), "snapshot": (whole, "_snapshot"),
    }  # fmt: skip
    with ExitStack() as back:
        for name, (module, function) in watched.items():
            real = getattr(module, function)
            back.callback(setattr, module, function, real)
            setattr(module, function, _timed(real, name, parts))
        yield


def _timed(real: Callable, name: str, parts: dict[str, float]) -> Callable:
    def watched(*given, **named):
        started = time.perf_counter()
        found = real(*given, **named)
        found = [*found] if isinstance(found, Iterator) else found
        parts[name] = parts.get(name, 0.0) + time.perf_counter() - started
        return found

    return watched


def _bare(path: Path) -> _Took:
    """Every cell as a Python value, and nothing else."""
    import python_calamine

    with _taken() as took:
        python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    return took


def _examined(path: Path, folder: Path) -> _Took:
    """What a check does between the queue and the database: read, examine, write the snapshot or the list."""
    from ansinh.base.months import Month
    from ansinh.cli.system import with_django
    from ansinh.intake.frames.examination import examine
    from ansinh.registers import schemas

    with_django()
    from ansinh.intake.models import Delivery
    from ansinh.intake.services import listing

    register = schemas.register("participants")
    delivery = Delivery(register=register.name, month="2026-10", sender="BHXH-92")
    with tempfile.TemporaryDirectory(dir=folder) as room, _taken() as took, _in_parts(took.parts):
        found = examine(path, path.name, register, Month(2026, 10), Path(room))
        listing.workbook(delivery, found.findings, found.places, Path(room) / "findings.xlsx")
    return took


def _write(path: Path, rows: int, *, wrong: bool) -> None:
    """Invented participants as an office's program exports them: codes as text, days as days."""
    import random

    import xlsxwriter

    from ansinh.registers import schemas

    chance = random.Random(92)
    options = {"default_date_format": "dd/mm/yyyy", "strings_to_formulas": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        page = book.add_worksheet("Danh sách")
        page.write_row(0, 0, [one.label.vi for one in schemas.register("participants").columns.values()])
        for number in range(1, rows + 1):
            page.write_row(number, 0, _person(number, chance, wrong and number % 50 == 0))


def _person(number: int, chance, wrong: bool) -> list:
    import datetime as dt

    year, woman = chance.randint(1950, 1999), chance.random() < 0.5
    name = f"{chance.choice(_FAMILY)} {chance.choice(_MIDDLE)} {chance.choice(_GIVEN)}"
    since, until = dt.date(2026, chance.randint(1, 10), 1), dt.date(2027, 9, 30)
    return [
        f"{9_900_000_000 + number}", f"092{int(woman)}{year % 100:02d}{number:06d}", name,
        f"{chance.randint(2, 28):02d}/{chance.randint(1, 12):02d}/{year}",
        "Khác" if wrong else "Nữ" if woman else "Nam", "31471", f"31471-0{chance.randint(1, 5)}",
        "x" if number % 3 == 0 else None, None, "x" if number % 3 == 0 else None, "x", "GD",
        f"GD492{9_900_000_000 + number}", since, until, None, None, None,
        f"TZ{number % 1000:04d}" if number % 3 == 0 else None, "x",
    ]  # fmt: skip
