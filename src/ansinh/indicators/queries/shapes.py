"""Which shapes do the pages of figures receive? Frozen, complete, and free of the database."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from ansinh.base.months import Month
from ansinh.base.texts import Text
from ansinh.indicators.terms import AssigningBody, Basis, Indicator, Level, TargetKind


@dataclass(frozen=True)
class Place:
    """A province, commune or hamlet as a page names it. `unplaced`: the row of people in no known part."""

    code: str
    name: str
    level: Level
    parent: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    unplaced: bool = False


@dataclass(frozen=True)
class RunStamp:
    """The run that a page's figures come from, for its footer."""

    code: str
    month: Month
    published: dt.datetime
    geography: dt.date
    notes: tuple[Text, ...] = ()

    @property
    def short(self) -> str:
        return self.code[:12]


@dataclass(frozen=True)
class TargetShown:
    """A target as a figure is measured against it. `amount` is in the figure's own unit: people or percent.

    `people` is the same in people where that can be said (a rate times its base, rounded up).
    """

    id: int
    kind: TargetKind
    amount: Decimal
    people: int | None
    base: int | None
    base_name: str
    deadline: dt.date
    document: str
    document_on: dt.date
    body: AssigningBody
    body_name: str
    version: int
    shown_first: bool
    since: dt.date
    until: dt.date | None
    rate: Decimal | None = None
    """The percent that the document prints, where it sets a rate."""


@dataclass(frozen=True)
class Point:
    """One month of a series, beside the same month a year before."""

    month: Month
    value: Decimal | None
    last_year: Decimal | None


@dataclass(frozen=True)
class Comparison:
    """The computed and the reported value of one figure, and how far they are apart (reported − computed)."""

    computed: Decimal
    reported: Decimal
    sender: str
    difference: Decimal
    percent: Decimal | None


@dataclass(frozen=True)
class Figure:
    """A headline figure: a unit of its own, never a bare percentage.

    `value` is None when nothing is known for the month. For a count, `gap` is in people; for a rate it is
    in percentage points and `gap_people` says it in people where the denominator is known. `pace` is people
    per working day from the month's last day to the deadline. Changes are in the figure's own unit.
    """

    indicator: Indicator
    place: Place
    month: Month
    value: Decimal | None
    basis: Basis | None
    sender: str
    qualifier: str
    numerator: int | None
    denominator: int | None
    denominator_source: str
    denominator_on: dt.date | None
    target: TargetShown | None
    other_targets: tuple[TargetShown, ...]
    percent: Decimal | None
    gap: Decimal | None
    gap_people: int | None
    pace: Decimal | None
    working_days: int | None
    change_month: Decimal | None
    change_year: Decimal | None
    series: tuple[Point, ...]
    comparison: Comparison | None
    rank: int | None = None
    ranked_among: int | None = None

    @property
    def reached(self) -> bool:
        """Is the target reached? False where there is none."""
        return self.gap == 0


@dataclass(frozen=True)
class Ranked:
    """One row of a ranking. `rank` is None for a unit with nothing to rank by (no value, or unplaced)."""

    place: Place
    value: Decimal | None
    basis: Basis | None
    target: Decimal | None
    percent: Decimal | None
    gap: Decimal | None
    pace: Decimal | None
    change_month: Decimal | None
    rank: int | None
    low: bool
    numerator: int | None = None
    denominator: int | None = None


@dataclass(frozen=True)
class Ranking:
    """The parts of a unit (communes or hamlets) by one indicator; `total` is the unit itself.

    Ranked by percent of target, or by value where no part has a target (`by_target` says which). Counts of
    `rows` add up to `total` for what is computed, because people in no known part have a row of their own.
    """

    indicator: Indicator
    month: Month
    level: Level
    rows: tuple[Ranked, ...]
    total: Ranked | None
    by_target: bool
    median: Decimal | None
    low_rule: Text


@dataclass(frozen=True)
class MapPoint:
    """One commune on the centroid map."""

    place: Place
    value: Decimal | None
    percent: Decimal | None
    low: bool


@dataclass(frozen=True)
class RunRow:
    """One run in the list of runs."""

    code: str
    month: Month
    started: dt.datetime
    finished: dt.datetime
    published: dt.datetime | None
    superseded_by: str
    current: bool
    engine: str
    snapshots: int
    by: str


@dataclass(frozen=True)
class ProvincePicture:
    """What the province's page shows for one month."""

    place: Place
    month: Month
    months: tuple[Month, ...]
    figures: tuple[Figure, ...]
    ranking: Ranking
    low: tuple[Ranked, ...]
    map: tuple[MapPoint, ...]
    run: RunStamp


@dataclass(frozen=True)
class CommunePicture:
    """What a commune's page shows: the same with its hamlets, its rank, and the runs behind it."""

    place: Place
    province: Place
    month: Month
    months: tuple[Month, ...]
    figures: tuple[Figure, ...]
    ranking: Ranking
    low: tuple[Ranked, ...]
    runs: tuple[RunRow, ...]
    run: RunStamp


@dataclass(frozen=True)
class IndicatorPage:
    """One indicator in one unit: its figure, its parts, all its targets in every version, and what it means."""

    indicator: Indicator
    place: Place
    month: Month
    months: tuple[Month, ...]
    figure: Figure
    ranking: Ranking | None
    targets: tuple[TargetShown, ...]
    run: RunStamp


@dataclass(frozen=True)
class SnapshotUsed:
    """A delivery that a run read."""

    register: str
    label: Text
    month: Month
    sha256: str
    rows: int
    sender: str
    received_by: str
    received_at: dt.datetime


@dataclass(frozen=True)
class Part:
    """The numerator or the denominator of a rate: which figure, its value, its source and day."""

    code: str
    label: Text
    value: int | None
    source: Text | str
    on: dt.date | None


@dataclass(frozen=True)
class Computation:
    """How one figure was computed: formula, parts, snapshots, run, and the chain in words."""

    figure: Figure
    formula: Text
    numerator: Part | None
    denominator: Part | None
    parts: tuple[Part, ...]
    snapshots: tuple[SnapshotUsed, ...]
    steps: tuple[Text, ...]
    run: RunStamp
    code_version: str
    law_version: str
