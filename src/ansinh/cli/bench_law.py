"""`ansinh bench law`: how fast is the law over a million rows, against plain NumPy on the same machine?"""

from __future__ import annotations

import json as jsons
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer


def law(
    rows: Annotated[int, typer.Option(help="How many persons and unpaid stretches.")] = 1_000_000,
    repeat: Annotated[int, typer.Option(help="The median of so many runs counts.")] = 7,
    openfisca: Annotated[
        bool, typer.Option("--openfisca", help="Also openfisca-core, in an environment of its own.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print for programs.")] = False,
) -> None:
    """Premium and support of households, and the 0.03 % a day, as frames and as NumPy; totals must agree."""
    people, stretches = _people(rows), _stretches(rows)
    framed, plain = _frames(people, stretches, repeat), _numpy(people, stretches, repeat)
    if framed["sums"] != plain["sums"]:
        raise SystemExit(f"frames {framed['sums']} and NumPy {plain['sums']} disagree")
    measured = {
        "rows": rows,
        "premium_and_support_s": framed["premium"],
        "premium_and_support_numpy_s": plain["premium"],
        "premium_ratio": round(framed["premium"] / plain["premium"], 2),
        "interest_s": framed["interest"],
        "interest_numpy_s": plain["interest"],
        "interest_ratio": round(framed["interest"] / plain["interest"], 2),
        "sums": framed["sums"],
    }
    if openfisca:
        measured |= _against_openfisca(rows, repeat)
    typer.echo(jsons.dumps(measured) if json else "\n".join(f"{k:30} {v}" for k, v in measured.items()))


def _people(rows: int) -> dict:
    """Invented persons in households of four, who pay HI as a household and voluntary SI."""
    import numpy as np

    random = np.random.default_rng(92)
    groups = np.array(["poor", "near_poor", "ethnic_minority", "other"])
    return {
        "household": np.arange(rows) // 4,
        "person": np.arange(rows),
        "paid_on": np.datetime64("2026-01-01") + random.integers(0, 365, rows),
        "months": random.choice([3, 6, 12], rows),
        "group": groups[random.choice(4, rows, p=[0.05, 0.08, 0.12, 0.75])],
        "income": 1_500_000 + 50_000 * random.integers(0, 100, rows),
        "supported_before": random.integers(0, 130, rows),
    }


def _stretches(rows: int) -> dict:
    import numpy as np

    random = np.random.default_rng(93)
    since = np.datetime64("2025-07-01") + random.integers(0, 400, rows)
    return {
        "balance": random.integers(1_000_000, 5_000_000_000, rows),
        "since": since,
        "until": since + random.integers(0, 200, rows),
    }


def _median(work: Callable[[], object], repeat: int) -> float:
    times = []
    for _ in range(repeat):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return round(statistics.median(times), 3)


def _frames(people: dict, stretches: dict, repeat: int) -> dict:
    import pyarrow as pa

    from ansinh.employers import frames as employers
    from ansinh.registers import engine
    from ansinh.subsidies import frames as subsidies

    con = engine.connect()
    persons = con.create_table("persons", pa.table(people), temp=True)
    unpaid = con.create_table("unpaid", pa.table(stretches), temp=True)
    framed = subsidies.premiums_and_support(persons)
    asked = {
        "premium": framed.select("person", "premium", "state", "own"),
        "interest": employers.extra_money(unpaid).select("extra"),
    }

    def keep(name: str) -> Callable[[], object]:
        return lambda: con.create_table(f"{name}_out", asked[name], temp=True, overwrite=True)

    times = {name: _median(keep(name), repeat) for name in asked}
    sums = [
        int(con.table(table)[column].sum().execute())
        for table, column in (("premium_out", "premium"), ("premium_out", "state"), ("interest_out", "extra"))
    ]
    return {**times, "sums": sums}


def _numpy(people: dict, stretches: dict, repeat: int) -> dict:
    import numpy as np

    scale = np.array([100, 70, 60, 50, 40])
    shares = {"poor": 50, "near_poor": 40, "ethnic_minority": 30, "other": 20}
    found: dict[str, tuple] = {}

    def premium() -> None:
        order = np.lexsort((people["person"], people["paid_on"], people["household"]))
        home = people["household"][order]
        first = np.maximum.accumulate(np.where(np.r_[True, home[1:] != home[:-1]], np.arange(len(home)), 0))
        place = np.empty(len(home), dtype=np.int64)
        place[order] = np.minimum(np.arange(len(home)) - first, 4)
        base = np.where(people["paid_on"] < np.datetime64("2026-07-01"), 2_340_000, 2_530_000)
        price = (base * 45 // 1000) * scale[place] // 100
        percent = np.zeros(len(home), dtype=np.int64)
        for group, share in shares.items():
            percent[people["group"] == group] = share
        months = np.minimum(people["months"], np.maximum(0, 120 - people["supported_before"]))
        state = 330_000 * percent // 100 * months
        own = (people["income"] * 22 + 50) // 100 * people["months"] - state
        found["premium"] = (price * people["months"], state, own)

    def interest() -> None:
        days = (stretches["until"] - stretches["since"]).astype(np.int64) + 1
        found["interest"] = ((stretches["balance"] * days * 30 + 50_000) // 100_000,)

    times = {"premium": _median(premium, repeat), "interest": _median(interest, repeat)}
    sums = [int(found["premium"][0].sum()), int(found["premium"][1].sum()), int(found["interest"][0].sum())]
    return {**times, "sums": sums}


def _against_openfisca(rows: int, repeat: int) -> dict[str, object]:
    """The same households, all paid on one day, in openfisca-core: time, and by how many đồng its totals are off."""
    import numpy as np
    import pyarrow as pa

    from ansinh.registers import engine
    from ansinh.subsidies import frames

    people = {**_people(rows), "paid_on": np.full(rows, np.datetime64("2026-10-01"), dtype="datetime64[D]")}
    con = engine.connect()
    persons = con.create_table("persons", pa.table(people), temp=True)
    asked = frames.premiums_and_support(persons).select("premium", "state", "own")
    seconds = _median(lambda: con.create_table("out", asked, temp=True, overwrite=True), repeat)
    exact = {name: int(con.table("out")[name].sum().execute()) for name in ("premium", "state", "own")}
    theirs = _run_openfisca(people, repeat)
    return {
        "one_day_s": seconds,
        "openfisca_s": theirs["seconds"],
        "openfisca_ratio": round(seconds / theirs["seconds"], 1),
        "openfisca_off_by_dong": {name: theirs[name] - exact[name] for name in exact},
    }


def _run_openfisca(people: dict, repeat: int) -> dict:
    import numpy as np

    shares = {"poor": 50, "near_poor": 40, "ethnic_minority": 30, "other": 20}
    columns = {
        "household": people["household"],
        "months": people["months"],
        "income": people["income"],
        "share": np.vectorize(shares.get)(people["group"]),
        "left": np.maximum(0, 120 - people["supported_before"]),
    }
    script = Path(__file__).parents[3] / "scripts" / "bench_openfisca.py"
    with tempfile.TemporaryDirectory(prefix="ansinh-openfisca-") as folder:
        python = Path(folder) / "env" / "bin" / "python"
        subprocess.run([sys.executable, "-m", "venv", str(python.parents[1])], check=True)
        subprocess.run(
            [str(python), "-m", "pip", "install", "--quiet", "openfisca-core"],
            check=True,
            capture_output=True,
        )
        np.savez(Path(folder) / "people.npz", **columns)
        told = [str(python), str(script), str(Path(folder) / "people.npz"), str(repeat)]
        return jsons.loads(subprocess.run(told, check=True, capture_output=True, text=True).stdout)
