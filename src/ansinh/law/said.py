"""How is a number of the law said in a sentence, in Vietnamese and in English?"""

from __future__ import annotations

import datetime as dt
import string
from decimal import Decimal
from enum import Enum

from ansinh.base.months import Month
from ansinh.base.texts import LANGUAGES, Text

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_YES = {True: Text("có", "yes"), False: Text("không", "no")}
_COUNTED = {"months": Text("tháng", "month"), "days": Text("ngày", "day"), "years": Text("năm", "year")}
_NONE = Text("không có", "none")


def filled(template: Text, values: dict[str, object]) -> Text:
    """`template` with its `{names}` said in each language.

    A format after the name says what the number is: `{x:đ}` đồng, `{x:%}` a rate per 100,000, `{x:n}` a bare
    number such as a year, `{x:months}`, `{x:days}`, `{x:years}` a count of them; without one, integers are grouped
    and days are written as each language writes them. The sentence starts with a capital.
    """
    said = (_Sayer(language).vformat(template.in_language(language), (), values) for language in LANGUAGES)
    return Text(*(_capital(sentence) for sentence in said))


def say(template: Text, **values: object) -> Text:
    """`filled`, with the values by keyword: for messages."""
    return filled(template, values)


def value(thing: object, unit: str = "") -> Text:
    """`thing` alone, said in each language; `unit` as in `filled`."""
    return Text(*(_said(thing, unit, language) for language in LANGUAGES))


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


class _Sayer(string.Formatter):
    def __init__(self, language: str) -> None:
        self.language = language

    def format_field(self, value: object, format_spec: str) -> str:
        return _said(value, format_spec, self.language)


def _said(thing: object, unit: str, language: str) -> str:
    if thing is None:
        thing = _NONE
    elif isinstance(thing, bool):
        thing = _YES[thing]
    elif isinstance(thing, Enum):
        thing = getattr(thing, "label", str(thing.value))
    if isinstance(thing, Text):
        return thing.in_language(language)
    if isinstance(thing, tuple | list):
        return ", ".join(_said(part, unit, language) for part in thing)
    if isinstance(thing, int | Decimal):
        return _number(thing, unit, language)
    return _moment(thing, language) if isinstance(thing, dt.date | Month) else str(thing)


def _moment(moment: dt.date | Month, language: str) -> str:
    day = f"{moment.day}" if isinstance(moment, dt.date) else ""
    if language == "vi":
        return f"{day}/{moment.month}/{moment.year}".lstrip("/")
    return f"{day} {_MONTHS[moment.month - 1]} {moment.year}".strip()


def _number(number: int | Decimal, unit: str, language: str) -> str:
    if unit == "n":
        return str(number)
    if unit in _COUNTED:
        return _counted(number, _COUNTED[unit], language)
    if unit == "%":
        percent = (Decimal(number) / 1000).normalize()
        return f"{_grouped(percent, language)} %"
    return _grouped(number, language) + (" đồng" if unit == "đ" else "")


def _counted(number: int | Decimal, noun: Text, language: str) -> str:
    plural = "s" if language == "en" and number != 1 else ""
    return f"{_grouped(number, language)} {noun.in_language(language)}{plural}"


def _grouped(number: int | Decimal, language: str) -> str:
    text = f"{number:,f}" if isinstance(number, Decimal) else f"{number:,}"
    return text if language == "en" else text.translate(str.maketrans(",.", ".,"))


_PLAIN = (
    (Text, lambda text: {"vi": text.vi, "en": text.en}),
    (Enum, lambda member: member.value),
    (dt.date, lambda day: day.isoformat()),
    (Month | Decimal, str),
    (dict, lambda pairs: {str(plain(key)): plain(part) for key, part in pairs.items()}),
    (tuple | list, lambda parts: [plain(part) for part in parts]),
)


def plain(thing: object) -> object:
    """`thing` as JSON can hold it: days and months as ISO text, decimals as text, named values as objects."""
    for kind, written in _PLAIN:
        if isinstance(thing, kind):
            return written(thing)
    if hasattr(thing, "__dataclass_fields__"):
        return {name: plain(getattr(thing, name)) for name in thing.__dataclass_fields__}
    return thing
