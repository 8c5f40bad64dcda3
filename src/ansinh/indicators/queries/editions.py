"""Which state of the figures does a page show? Pages kept in memory carry its mark and are never stale."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from ansinh.accounts.terms import Viewer
from ansinh.base.months import Month
from ansinh.indicators.queries import stored
from ansinh.indicators.queries.shapes import RunStamp


@dataclass(frozen=True)
class Edition:
    """The published months with their runs, and a mark that changes whenever a run is published or a target changes."""

    stamps: dict[Month, RunStamp]
    mark: str

    @property
    def months(self) -> tuple[Month, ...]:
        return tuple(self.stamps)

    def month(self, asked: Month | None) -> Month | None:
        """The month asked for, or the newest; None when nothing is published."""
        return asked or (self.months[-1] if self.months else None)


def edition(*, viewer: Viewer) -> Edition:
    """The state of the figures now, in two queries. Raises: NotPermitted."""
    stamps = stored.months(viewer)
    written = " ".join([*(stamp.code for stamp in stamps.values()), str(stored.targets_state())])
    return Edition(stamps, hashlib.sha256(written.encode()).hexdigest()[:16])
