"""How is one month run: computed from its snapshots, written to its folder, and published?"""

from __future__ import annotations

import datetime as dt
import gc
import os
import shutil
import tempfile
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from django.conf import settings
from django.db import transaction

from ansinh.base.errors import NotFound
from ansinh.base.months import Month
from ansinh.base.texts import Text
from ansinh.indicators import queries, services
from ansinh.matching import services as matching
from ansinh.monthly import links, published, renaming, reviewing
from ansinh.monthly.inputs import Inputs, inputs
from ansinh.monthly.steps import STEPS
from ansinh.monthly.work import Work
from ansinh.outreach import services as outreach
from ansinh.registers import engine
from ansinh.registers.store import Store

Progress = Callable[[Text, int, int], None]

_NOTHING = Text("Tháng {month} chưa có tệp nào.", "Nothing was delivered for {month}.")
_DELIVER = Text(
    "Nộp sổ người tham gia hoặc bảng số liệu báo cáo của tháng rồi chạy lại.",
    "Deliver the register of participants or the month's reported figures, then run again.",
)
_PUBLISH = Text("Công bố", "Publishing")


@dataclass(frozen=True)
class Outcome:
    """What a run did. `changed` False: the same inputs were published before, nothing was done."""

    month: Month
    code: str
    readings: int
    seconds: float
    changed: bool
    folder: Path
    notes: tuple[Text, ...] = ()


def run(
    month: Month,
    *,
    now: Callable[[], dt.datetime],
    by=None,
    kind: str = "duckdb",
    memory: str = "6GB",
    progress: Progress | None = None,
    again: bool = False,
    without: Collection[str] = (),
) -> Outcome:
    """Run one month and publish it. Nothing changes when the current run had the same inputs.

    `again` computes anyway (for measuring, and to see that the same inputs give the same bytes).
    `without` names steps to leave out, for example the lists of a month long past; that is another run.
    Raises: NotFound when nothing was delivered; MonthBusy when another run of the month is under way.
    """
    store = Store(settings.HOME / "registers")
    with services.only_one_run(settings.PROVINCE, month):
        started = now()
        matching.export_decisions(month, store, started, by)
        outreach.export_outcomes(month, store, started, by)
        given = inputs(store, month, settings.PROVINCE, restated=settings.DEMONSTRATION, without=without)
        if not given.of("participants", month) and not given.of("reported_figures", month):
            raise NotFound(_NOTHING.format(month=month), _DELIVER)
        folder = settings.HOME / "mart" / str(month) / given.run_id
        if not again and queries.is_current(given.province, month, given.run_id):
            links.make_current(
                links.root(store), month, given.run_id
            )  # a run that failed may have left its own
            return Outcome(month, given.run_id, 0, 0.0, False, folder)
        where = links.root(store)
        gathered = links.half(where, month, given.run_id)
        try:
            work = compute(given, store, kind=kind, memory=memory, progress=progress, keys=gathered)
            if any(gathered.iterdir()):
                links.complete(gathered, where, month, given.run_id)
        finally:
            shutil.rmtree(gathered, ignore_errors=True)
        if progress:
            progress(_PUBLISH, len(STEPS), len(STEPS) + 1)
        with ThreadPoolExecutor(max_workers=1) as writer:
            written = writer.submit(write, work.tables, folder)
            _publish(_made(given, work, kind, started, now()), work, store, written, now=now(), by=by)
        seconds = (now() - started).total_seconds()
        return Outcome(month, given.run_id, len(work.rows), seconds, True, folder, tuple(work.notes))


def compute(
    given: Inputs,
    store: Store,
    *,
    kind: str = "duckdb",
    memory: str = "6GB",
    progress: Progress | None = None,
    keys: Path | None = None,
) -> Work:
    """All steps of a month; nothing is published. The keys of persons are written to the folder `keys`, if given."""
    with tempfile.TemporaryDirectory(prefix="ansinh-month-") as scratch, _no_garbage_collected():
        con = engine.connect(kind, memory=memory, scratch=Path(scratch))
        work = Work(con, store, given, Path(scratch), keys or Path(scratch))
        try:
            for done, step in enumerate(one for one in STEPS if one.name not in given.without):
                if progress:
                    progress(step.label, done, len(STEPS) + 1)
                step.do(work)
        finally:
            work.frames.clear()
            con.disconnect()
    return work


@contextmanager
def _no_garbage_collected() -> Iterator[None]:
    """Plans are made of many small parts that live as long as the run: to look for waste among them costs a twentieth."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def write(tables: dict[str, pa.Table], folder: Path) -> None:
    """The tables as Parquet under `folder`, which appears complete or not at all."""
    half = folder.with_name(f".{folder.name}.{os.getpid()}")
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(parents=True)
    for name, table in tables.items():
        pq.write_table(table, half / f"{name}.parquet", compression="zstd")
    links.swap(half, folder)


@transaction.atomic
def _publish(
    made: services.RunMade, work: Work, store: Store, written: Future, *, now: dt.datetime, by
) -> None:
    """Readings, former keys, questions to clerks, figures published elsewhere and lists together, or none.

    The persons of the lists come in first, which takes longest: for what follows others have to wait.
    """
    tables = work.tables
    listed = "candidates" in tables
    lists = None
    if listed:
        lists = outreach.load_lists(made.code, made.month, tables["candidates"], province=made.province)
    run = services.publish(made, work.rows, now=now, by=by)
    renaming.publish(work, by=by)
    reviewing.publish(work, now=now, by=by)
    published.show(store, made.month, by=by)
    if listed:
        outreach.publish_lists(run, made.month, lists, tables["left_out"], tables["employer_gaps"], by=by)
    written.result()  # nothing is shown of a month whose folder is not whole


def _made(
    given: Inputs, work: Work, kind: str, started: dt.datetime, finished: dt.datetime
) -> services.RunMade:
    notes = [{"vi": note.vi, "en": note.en} for note in work.notes]
    return services.RunMade(
        province=given.province, month=given.month, code=given.run_id, geography=given.geography,
        inputs=given.as_json(), code_version=given.code_version, law_version=given.law_version,
        notes=notes, engine=kind, started=started, finished=finished,
    )  # fmt: skip
