"""A closed list of words, each with its label in both languages."""

from __future__ import annotations

from enum import StrEnum

from ansinh.base.texts import Text


class Choice(StrEnum):
    """A member is written `NAME = "value", "nhãn", "label"`; its text is the value, its `label` is for people."""

    label: Text

    def __new__(cls, value: str, vi: str, en: str) -> Choice:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = Text(vi, en)
        return member
