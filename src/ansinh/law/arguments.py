"""What does `key=value`, as a person types it, mean for a rule?"""

from __future__ import annotations

import datetime as dt
import types
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Union, get_args, get_origin

from ansinh.base.errors import AnSinhError, InvalidValue
from ansinh.base.months import Month
from ansinh.base.texts import Text
from ansinh.law.said import say

_NOT_A = Text("“{text}” không hợp lệ cho {name}.", "“{text}” does not fit {name}.")
_ONE_OF = Text("Chọn một trong: {values}.", "Choose one of: {values}.")
_WRITE = Text("Viết như: {sample}.", "Write it like: {sample}.")
_YES_NO = {
    "yes": True,
    "no": False,
    "true": True,
    "false": False,
    "có": True,
    "không": False,
    "1": True,
    "0": False,
}


def parsed(text: str, kind: object, name: str) -> object:
    """`text` as a value of type `kind`. Raises: InvalidValue with how to write it."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        inner = next(part for part in parts if part is not type(None))
        return None if text == "" else parsed(text, inner, name)
    if origin is tuple:
        separator = ";" if hasattr(parts[0], "parse") and parts[0] is not Month else ","
        return tuple(parsed(part.strip(), parts[0], name) for part in text.split(separator) if part.strip())
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _choice(text, kind, name)
    if kind in _READERS:
        read, sample = _READERS[kind]
        try:
            return read(text)
        except (ValueError, KeyError, InvalidOperation, AnSinhError):
            raise InvalidValue(say(_NOT_A, text=text, name=name), say(_WRITE, sample=sample)) from None
    return kind.parse(text)


def type_said(kind: object) -> str:
    """The type as a person is told it: `int`, `date`, `poor|near_poor`, `list of …`."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return type_said(next(part for part in parts if part is not type(None)))
    if origin is tuple:
        return f"list of {type_said(parts[0])}"
    if isinstance(kind, type) and issubclass(kind, Enum):
        return "|".join(str(member.value) for member in kind)
    return getattr(kind, "written", getattr(kind, "__name__", str(kind)))


def _choice(text: str, kind: type[Enum], name: str) -> Enum:
    for member in kind:
        if str(member.value) == text.strip():
            return member
    allowed = ", ".join(str(member.value) for member in kind)
    raise InvalidValue(say(_NOT_A, text=text, name=name), say(_ONE_OF, values=allowed))


def _decimal(text: str) -> Decimal:
    number = Decimal(text.strip())
    if not number.is_finite():
        raise ValueError(text)
    return number


_READERS: dict[object, tuple[Callable[[str], object], str]] = {
    int: (lambda text: int(text.strip()), "1500000"),
    bool: (lambda text: _YES_NO[text.strip().lower()], "yes"),
    str: (str, "…"),
    Decimal: (_decimal, "0.0042"),
    dt.date: (lambda text: dt.date.fromisoformat(text.strip()), "2026-07-01"),
    Month: (Month.parse, "2026-10"),
}
