"""Which files were delivered for a register and month, by whom, and are they still what they were?

A snapshot is a Parquet file named by its SHA-256, and a small JSON entry that makes it count. The entry is
the last thing written and is created in one step under the next free number, so a crash leaves nothing
half-added and two writers need no lock. Nothing is ever changed or removed.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import shutil
import tempfile
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ansinh.base.errors import InvalidValue
from ansinh.base.months import Month
from ansinh.base.texts import Text
from ansinh.registers import schemas

if TYPE_CHECKING:
    import pyarrow as pa

THIS_SYSTEM = "ANSINH"
"""The sender of registers that this system writes itself."""
_CHANGED = Text(
    "Bản chụp {name} của sổ {register}, tháng {month}, không còn đúng như lúc nhận.",
    "The snapshot {name} of the register {register}, {month}, is no longer what was received.",
)
_RESTORE = Text(
    "Khôi phục tệp từ bản sao lưu hoặc nhận lại tệp từ nơi gửi.",
    "Restore the file from a backup, or receive it again from its sender.",
)
_NOT_PARQUET = Text("Tệp không phải là Parquet đọc được.", "The file is not readable Parquet.")
_NAIVE = Text("Thời điểm nhận phải có múi giờ.", "The time of receipt needs a time zone.")


@dataclass(frozen=True)
class Snapshot:
    """One delivery as it was received. `supersedes` is the hash of the delivery it replaces, or empty."""

    register: str
    month: Month
    sha256: str
    rows: int
    sender: str
    received_by: str
    received_at: dt.datetime
    schema_version: int
    path: Path
    supersedes: str = ""
    number: int = 0
    size: int = 0


class Store:
    """The snapshots under one folder: `<root>/<register>/<month>/<sha256>.parquet` and `<number>.json`."""

    def __init__(self, root: Path) -> None:
        self.root = Path(root)

    def add(
        self,
        register: str,
        month: Month,
        parquet: Path,
        *,
        sender: str,
        received_by: str,
        received_at: dt.datetime,
        replaces: str | None = None,
    ) -> Snapshot:
        """Keep a copy of `parquet` as what `sender` delivered; it supersedes the sender's former one.

        `replaces` says otherwise where a sender may have several beside each other: the hash of the one that
        it supersedes, or empty for none. The same bytes from the same sender are kept once: the snapshot that
        is there is returned.
        Raises: InvalidValue when the columns are not the register's.
        """
        schema = schemas.register(register)
        if received_at.tzinfo is None:
            raise InvalidValue(_NAIVE)
        folder = self.root / register / str(month)
        folder.mkdir(parents=True, exist_ok=True)
        staged, sha256 = _staged(Path(parquet), folder)
        try:
            rows = _checked_rows(staged, schema)
            path = folder / f"{sha256}.parquet"
            size = staged.stat().st_size
            _put(staged, path)
        finally:
            staged.unlink(missing_ok=True)
        told = (register, month, sha256, rows, sender, received_by, received_at, schema.version, path)
        return self._recorded(Snapshot(*told, size=size), replaces)

    def _recorded(self, new: Snapshot, replaces: str | None) -> Snapshot:
        """The snapshot with its entry under the next free number, or the one that has its bytes already."""
        while True:
            history = self.snapshots(new.register, new.month, current=False)
            own = [one for one in _current(history) if one.sender == new.sender]
            if same := next((one for one in own if one.sha256 == new.sha256), None):
                return same
            before = own[-1].sha256 if own else ""
            superseded = before if replaces is None else replaces
            snapshot = replace(new, supersedes=superseded, number=len(history) + 1)
            if _entered(snapshot):
                return snapshot

    def add_own(
        self, register: str, month: Month, table: pa.Table, *, received_by: str, received_at: dt.datetime
    ) -> Snapshot:
        """Keep a table that this system writes itself from what people decide, as `add` keeps a delivery."""
        import pyarrow.parquet as pq

        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"{register}.parquet"
            pq.write_table(table, path, compression="zstd")
            return self.add(
                register, month, path, sender=THIS_SYSTEM, received_by=received_by, received_at=received_at
            )

    def snapshots(self, register: str, month: Month, current: bool = True) -> tuple[Snapshot, ...]:
        """The deliveries in the order of receipt: those that none supersedes, or with `current=False` all."""
        folder = self.root / schemas.register(register).name / str(month)
        history = tuple(_read(entry) for entry in sorted(folder.glob("[0-9]*.json")))
        if not current:
            return history
        return _current(history)

    def paths(self, register: str, month: Month, *, verify: bool = False) -> tuple[Path, ...]:
        """The files of the current snapshots, each checked: size, or with `verify` its full hash.

        Raises: InvalidValue when a file is missing or changed.
        """
        found = self.snapshots(register, month)
        for snapshot in found:
            self.verify(snapshot) if verify else _refuse_if(_size(snapshot.path) != snapshot.size, snapshot)
        return tuple(snapshot.path for snapshot in found)

    def verify(self, snapshot: Snapshot) -> None:
        """Refuse a snapshot whose bytes no longer have its hash. Raises: InvalidValue."""
        _refuse_if(_size(snapshot.path) != snapshot.size, snapshot)
        with snapshot.path.open("rb") as file:
            _refuse_if(hashlib.file_digest(file, "sha256").hexdigest() != snapshot.sha256, snapshot)

    def months(self, register: str) -> tuple[Month, ...]:
        """The months for which this register holds at least one snapshot, in order."""
        folder = self.root / schemas.register(register).name
        named = (Month.parse(one.name) for one in folder.glob("[0-9]*-[0-9]*"))
        return tuple(sorted(month for month in named if self.snapshots(register, month)))

    def latest(self, register: str, month: Month) -> Month | None:
        """The last month up to and including `month` that has this register, or None."""
        return max((one for one in self.months(register) if one <= month), default=None)


def _current(history: tuple[Snapshot, ...]) -> tuple[Snapshot, ...]:
    """Those that no later one of the same sender supersedes."""
    gone: set[tuple[str, str]] = set()
    found = []
    for one in reversed(history):
        if (one.sender, one.sha256) not in gone:
            found.append(one)
        gone.add((one.sender, one.supersedes))
    return tuple(reversed(found))


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else -1


def _refuse_if(changed: bool, snapshot: Snapshot) -> None:
    if changed:
        told = _CHANGED.format(
            name=snapshot.sha256[:12],
            register=schemas.register(snapshot.register).label,
            month=snapshot.month,
        )
        raise InvalidValue(told, _RESTORE)


def _staged(source: Path, folder: Path) -> tuple[Path, str]:
    """A copy of `source` beside its place to be, safely on disk, and its hash."""
    handle, name = tempfile.mkstemp(prefix=".adding-", dir=folder)
    with source.open("rb") as original, os.fdopen(handle, "wb") as copy:
        shutil.copyfileobj(original, copy, 1 << 20)
        _flush(copy)
    staged = Path(name)
    with staged.open("rb") as file:
        return staged, hashlib.file_digest(file, "sha256").hexdigest()


def _checked_rows(path: Path, schema: type[schemas.Register]) -> int:
    import pyarrow.parquet as pq

    try:
        footer = pq.read_metadata(path)
    except (OSError, ValueError) as error:
        raise InvalidValue(_NOT_PARQUET) from error
    schema.refuse_unless_it_fits(footer.schema.to_arrow_schema())
    return footer.num_rows


def _put(staged: Path, path: Path) -> None:
    """Put the staged bytes at `path`, which is named by their hash; the same bytes may be there already."""
    staged.chmod(0o440)
    staged.replace(path)
    _flush_folder(path.parent)


def _entered(snapshot: Snapshot) -> bool:
    """Whether the entry could be made: False when another writer took this number first."""
    folder = snapshot.path.parent
    handle, name = tempfile.mkstemp(prefix=".entry-", dir=folder)
    entry = asdict(snapshot) | {
        "month": str(snapshot.month),
        "received_at": snapshot.received_at.isoformat(),
        "path": snapshot.path.name,
    }
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(entry, file, ensure_ascii=False, indent=1)
        _flush(file)
    staged = Path(name)
    staged.chmod(0o440)
    try:
        os.link(staged, folder / f"{snapshot.number:06d}.json")
    except FileExistsError:
        return False
    finally:
        staged.unlink()
    _flush_folder(folder)
    return True


def _read(entry: Path) -> Snapshot:
    fields = json.loads(entry.read_text(encoding="utf-8"))
    return Snapshot(
        **fields
        | {
            "month": Month.parse(fields["month"]),
            "received_at": dt.datetime.fromisoformat(fields["received_at"]),
            "path": entry.parent / fields["path"],
        }
    )


def _flush(file: object) -> None:
    file.flush()
    os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
