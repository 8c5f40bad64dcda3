"""What is a unit, of which level and kind, and how does one become another?"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from ansinh.base.texts import Text


class Level(StrEnum):
    """The level of government. Districts exist until 30 June 2025."""

    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"

    @property
    def label(self) -> Text:
        return _LEVELS[self]


class Kind(StrEnum):
    """What the law calls a unit. A city may be of province level or of district level."""

    PROVINCE = "tỉnh"
    CITY = "thành phố"
    DISTRICT = "huyện"
    URBAN_DISTRICT = "quận"
    TOWN = "thị xã"
    COMMUNE = "xã"
    WARD = "phường"
    TOWNSHIP = "thị trấn"
    SPECIAL_ZONE = "đặc khu"

    @property
    def label(self) -> Text:
        return _KINDS[self]


class LinkKind(StrEnum):
    """Whether the whole of the earlier unit went into the later one, or a part of it."""

    WHOLE = "whole"
    PART = "part"

    @property
    def label(self) -> Text:
        return _LINK_KINDS[self]


_LEVELS = {
    Level.PROVINCE: Text("cấp tỉnh", "province level"),
    Level.DISTRICT: Text("cấp huyện", "district level"),
    Level.COMMUNE: Text("cấp xã", "commune level"),
}
_KINDS = {
    Kind.PROVINCE: Text("tỉnh", "province"),
    Kind.CITY: Text("thành phố", "city"),
    Kind.DISTRICT: Text("huyện", "district"),
    Kind.URBAN_DISTRICT: Text("quận", "urban district"),
    Kind.TOWN: Text("thị xã", "town"),
    Kind.COMMUNE: Text("xã", "commune"),
    Kind.WARD: Text("phường", "ward"),
    Kind.TOWNSHIP: Text("thị trấn", "township"),
    Kind.SPECIAL_ZONE: Text("đặc khu", "special zone"),
}
_LINK_KINDS = {
    LinkKind.WHOLE: Text("toàn bộ", "whole"),
    LinkKind.PART: Text("một phần", "part"),
}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit from `since` until `until` (excluded; None: still in force).

    `name` is the full official one (“Phường Long Mỹ”); `parent` the code, on the same day, of the unit
    above (None for a province); `act` what made it so; the centre is known for units since the reform.
    """

    code: str
    name: str
    kind: Kind
    level: Level
    parent: str | None
    since: dt.date
    until: dt.date | None
    act: str
    latitude: float | None = None
    longitude: float | None = None

    @property
    def short_name(self) -> str:
        """The name without its kind: “Long Mỹ”; kept whole where only a number would remain."""
        short = self.name[len(self.kind) + 1 :]
        return self.name if short[:1].isdigit() or (len(short) < 4 and short.isupper()) else short

    @property
    def in_a_sentence(self) -> str:
        """The name as it stands inside a Vietnamese sentence: “phường Long Mỹ”."""
        return self.name[:1].lower() + self.name[1:]

    @property
    def label(self) -> Text:
        """The name in both languages: “Phường Long Mỹ”, “Long Mỹ ward”."""
        return Text(self.name, f"{self.name[len(self.kind) + 1 :]} {self.kind.label.en}")

    def exists(self, on: dt.date) -> bool:
        return self.since <= on and (self.until is None or on < self.until)
