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
