"""What do printed tables add to the catalogue: other names of an indicator, and what belongs together?"""

from __future__ import annotations

from dataclasses import dataclass

from ansinh.base.texts import Text
from ansinh.indicators import terms


@dataclass(frozen=True)
class Print:
    """What a reader of printed tables must know of an indicator beyond the catalogue."""

    names: tuple[str, ...] = ()
    """Other names seen in tables; accents and case do not matter."""
    at_most: str = ""
    """The indicator that this one can never exceed."""
    heads: str = ""
    """The indicator that counts the people who received this money."""
    per_head: tuple[int, int] | None = None
    """The mean per head in đồng a year that a reader would believe; a judgement of ours, no legal text."""


NOTHING_MORE = Print()
_PRINTS = {
    "participants_total": Print(("tong so nguoi tham gia", "tong nguoi tham gia")),
    "si_compulsory": Print(("bao hiem xa hoi bat buoc", "bhxh bat buoc", "bhxh bb")),
    "si_voluntary": Print(("bao hiem xa hoi tu nguyen", "bhxh tu nguyen", "bhxh tn")),
    "ui": Print(("bao hiem that nghiep", "bhtn", "that nghiep")),
    "hi": Print(("bao hiem y te", "bhyt", "bao phu bhyt", "ty le bao phu bhyt", "do bao phu bhyt")),
    "revenue": Print(("tong so thu", "thu", "so thu")),
    "expenditure": Print(("tong so chi", "tong chi", "chi")),
    "expenditure_benefits": Print(
        ("chi che do", "chi bhxh", "chi tra cac che do", "chi che do bhxh"),
        heads="benefit_recipients",
        per_head=(200_000, 200_000_000),
    ),
    "expenditure_hi_care": Print(
        ("chi kham chua benh", "chi kcb bhyt", "chi kham chua benh bhyt", "chi kham, chua benh bhyt"),
        per_head=(50_000, 50_000_000),
    ),
    "benefit_recipients": Print(("so nguoi huong", "nguoi huong che do")),
    "vssid_accounts": Print(("vssid", "tai khoan vssid")),
    "dossiers_returned": Print(("ho so tra", "ho so da giai quyet"), at_most="dossiers_received"),
    "dossiers_received": Print(("ho so nhan", "ho so tiep nhan")),
}


def prints(code: str) -> Print:
    """What printed tables add on this indicator."""
    return _PRINTS.get(code, NOTHING_MORE)


def label(code: str) -> Text:
    """The indicator's short name; an unknown one keeps the words of the table."""
    return terms.CATALOGUE[code].short if code in terms.CATALOGUE else Text(code, code)


def parts(code: str) -> tuple[str, ...]:
    """The indicators that add up to this one."""
    return terms.CATALOGUE[code].parts if code in terms.CATALOGUE else ()


def is_stock(code: str) -> bool:
    """Is this a count of people on a day, which does not grow with the calendar?"""
    found = terms.CATALOGUE.get(code)
    return bool(found and found.nature is terms.Nature.STOCK and found.unit is terms.Unit.PERSONS)


def is_money(code: str) -> bool:
    """Is this an amount of money?"""
    found = terms.CATALOGUE.get(code)
    return bool(found and found.unit is terms.Unit.BILLION_VND)


def is_of_population(code: str) -> bool:
    """Is the population the base of this indicator's rates, as it is for HI?"""
    return any((one.numerator, one.denominator) == (code, "population") for one in terms.CATALOGUE.values())


def names() -> dict[str, tuple[str, ...]]:
    """Every indicator with all names that printed tables use for it."""
    return {
        code: (code, one.label.vi, one.label.en, one.short.vi, one.short.en, *prints(code).names)
        for code, one in terms.CATALOGUE.items()
    }
