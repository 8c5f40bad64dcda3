"""How far has the work on an entry of a list come?"""

from __future__ import annotations

from enum import StrEnum

from ansinh.base.texts import Text


class ListState(StrEnum):
    """Which entries of a list somebody wants to see."""

    TO_VISIT = "to_visit"
    VISITED = "visited"
    FOLLOW_UP = "follow_up"

    @property
    def label(self) -> Text:
        return _STATES[self]


_STATES = {
    ListState.TO_VISIT: Text("chưa tiếp xúc trong tháng", "not visited this month"),
    ListState.VISITED: Text("đã tiếp xúc trong tháng", "visited this month"),
    ListState.FOLLOW_UP: Text("có hẹn gặp lại", "to be visited again"),
}


class HandoverEnd(StrEnum):
    """Why a handover holds no longer."""

    BY_HAND = "by_hand"
    REPLACED = "replaced"
    TAKER_LEFT = "taker_left"

    @property
    def label(self) -> Text:
        return _ENDS[self]


_ENDS = {
    HandoverEnd.BY_HAND: Text("xã, phường thôi giao", "ended by the commune"),
    HandoverEnd.REPLACED: Text("hộ được giao lại cho người khác", "the household was given to another one"),
    HandoverEnd.TAKER_LEFT: Text(
        "người nhận không còn phụ trách địa bàn vào ngày cuối tháng",
        "the collector who took it no longer served the place on the month's last day",
    ),
}
