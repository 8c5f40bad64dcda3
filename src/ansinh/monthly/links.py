"""Where do the keys of persons of a month's run lie, and which run's keys does the next month go on from?

`<home>/links/<month>/<run>/<table>.parquet`; `<home>/links/<month>/current` names the run whose keys count. A run's
folder appears complete or not at all, and the name is written after it.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from ansinh.base.months import Month
from ansinh.registers.store import Store

_CURRENT = "current"
_BACK = 12


def root(store: Store) -> Path:
    """The folder of all months' keys, beside the registers."""
    return store.root.parent / "links"


def last_before(where: Path, month: Month) -> tuple[Month, str] | None:
    """The last of the twelve months before `month` that was linked, and its run."""
    for back in range(1, _BACK + 1):
        current = where / str(month - back) / _CURRENT
        if current.exists():
            return month - back, current.read_text(encoding="utf-8").strip()
    return None


def folder(where: Path, month: Month, run: str) -> Path:
    return where / str(month) / run


def half(where: Path, month: Month, run: str) -> Path:
    """An empty folder in which a run's keys are gathered until they are whole."""
    made = where / str(month) / f".{run}.{os.getpid()}"
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir(parents=True)
    return made


def complete(half: Path, where: Path, month: Month, run: str) -> Path:
    """Put a run's gathered keys in their place, and let the next month go on from them."""
    target = folder(where, month, run)
    swap(half, target)
    make_current(where, month, run)
    return target


def make_current(where: Path, month: Month, run: str) -> None:
    """Let the next month go on from the keys of `run`, if it has any."""
    of_run = folder(where, month, run)
    if of_run.exists():
        written = of_run.parent / f".{_CURRENT}.{os.getpid()}"
        written.write_text(run, encoding="utf-8")
        written.replace(of_run.parent / _CURRENT)


def swap(half: Path, target: Path) -> None:
    """Put the folder `half` at `target`. What stood there is moved away first and removed last, so that a stop in
    between leaves the old folder or the new one, whole.
    """
    old = target.with_name(f".{target.name}.{os.getpid()}.old")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    half.rename(target)
    shutil.rmtree(old, ignore_errors=True)
