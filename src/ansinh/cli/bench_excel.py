"""`ansinh bench excel`: how long does a workbook of 200,000 rows take, against a bare reader on the same machine?"""

from __future__ import annotations

import json as jsons
import statistics
import tempfile
import time
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
    """A participants' workbook examined and written as a snapshot, once good and once with findings; and read
    bare by calamine in the same run."""
    with tempfile.TemporaryDirectory(dir="/var/tmp") as folder:
        good, bad = Path(folder) / "good.xlsx", Path(folder) / "bad.xlsx"
        _write(good, rows, wrong=False)
        _write(bad, rows, wrong=True)
        _examined(good, Path(folder))  # loads what every later delivery finds loaded
        measured = {"rows": rows, "bytes": good.stat().st_size}
        bare, accepted, returned = [], [], []
        for _ in range(repeat):
            bare.append(_bare(good))
            accepted.append(_examined(good, Path(folder)))
            returned.append(_examined(bad, Path(folder)))
    measured |= {
        "accepted_s": round(statistics.median(accepted), 2),
        "returned_with_findings_s": round(statistics.median(returned), 2),
        "calamine_s": round(statistics.median(bare), 2),
    }
    measured["ratio_to_calamine"] = round(measured["accepted_s"] / measured["calamine_s"], 2)
    typer.echo(jsons.dumps(measured) if json else "\n".join(f"{k:28} {v:,}" for k, v in measured.items()))


def _bare(path: Path) -> float:
    """Every cell as a Python value, and nothing else."""
    import python_calamine

    started = time.perf_counter()
    python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    return time.perf_counter() - started


def _examined(path: Path, folder: Path) -> float:
    from ansinh.base.months import Month
    from ansinh.intake.frames.examination import examine
    from ansinh.registers import schemas

    with tempfile.TemporaryDirectory(dir=folder) as room:
        started = time.perf_counter()
        examine(path, path.name, schemas.register("participants"), Month(2026, 10), Path(room))
        return time.perf_counter() - started


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
