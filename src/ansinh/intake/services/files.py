"""Where do the bytes of a delivery lie, and which lists were made of its findings?

The folder `incoming` keeps each file once, under its hash; `intake` holds the lists and the room
in which a check works. Nobody but the account of the server reads them.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from ansinh.intake.frames.preview import Preview
from ansinh.registers.store import Store

_CHUNK = 1 << 20


def store() -> Store:
    """The registers' store of this installation."""
    return Store(settings.HOME / "registers")


def path_of(sha256: str) -> Path:
    """The delivered file with this hash."""
    return settings.HOME / "incoming" / sha256[:2] / sha256


def keep(source: Path | BinaryIO) -> tuple[str, int]:
    """Copy a file into `incoming`, in pieces; its hash and its size. The same bytes are kept once."""
    folder = settings.HOME / "incoming"
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".receiving-", dir=folder)
    staged = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            sha256, size = _copied(source, out)
        target = path_of(sha256)
        target.parent.mkdir(exist_ok=True)
        staged.replace(target)
    finally:
        staged.unlink(missing_ok=True)
    return sha256, size


def _copied(source: Path | BinaryIO, out: BinaryIO) -> tuple[str, int]:
    if isinstance(source, Path):
        with source.open("rb") as file:
            return _copied(file, out)
    digest, size = hashlib.sha256(), 0
    while chunk := source.read(_CHUNK):
        digest.update(chunk)
        out.write(chunk)
        size += len(chunk)
    out.flush()
    os.fsync(out.fileno())
    return digest.hexdigest(), size


def put_preview(target: Path, preview: Preview | None) -> None:
    """Keep how a file was read, or take away what was kept."""
    target.unlink(missing_ok=True)
    if preview is not None:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(preview.as_json(), ensure_ascii=False), encoding="utf-8")
        target.chmod(0o600)


@contextmanager
def workplace(delivery_id: int) -> Iterator[Path]:
    """An empty folder for one check; what an earlier check left when it was cut off is removed."""
    folder = settings.HOME / "intake" / "checking" / str(delivery_id)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
