"""Is this number what it claims to be, and what does it say? Persons, cards and taxpayers.

A number is read from a cell as delivered (spaces, dots, a leading apostrophe) and kept as digits. No
error and no text made here ever repeats the number itself: use `masked()` where one is shown.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal

from ansinh.base.digits import COMPARE, bare, digits
from ansinh.base.errors import InvalidValue
from ansinh.base.texts import Text

PERSONAL_ID = r"^\d{12}$"
SI_NUMBER = r"^\d{10}$"
HI_CARD = r"^[A-Z]{2}[1-5]\d{12}$"
TAX_CODE = r"^\d{10}(-\d{3})?$"
"""The shapes as patterns, for checks of whole columns."""

PERSONAL_ID_IS_SI_NUMBER_SINCE = dt.date(2025, 8, 1)
"""From this day the personal ID stands for the SI number; both are accepted (dispatch 1804/BHXH-QLT)."""
TAX_CODE_IS_PERSONAL_ID_SINCE = dt.date(2025, 7, 1)
"""From this day a person's or a household business's tax code is the personal ID."""

BIRTH_PROVINCES = frozenset(
    [
        "01",
        "02",
        "04",
        "06",
        "08",
        "10",
        "11",
        "12",
        "14",
        "15",
        "17",
        "19",
        "20",
        "22",
        "24",
        "25",
        "26",
        "27",
        "30",
        "31",
        "33",
        "34",
        "35",
        "36",
        "37",
        "38",
        "40",
        "42",
        "44",
        "45",
        "46",
        "48",
        "49",
        "51",
        "52",
        "54",
        "56",
        "58",
        "60",
        "62",
        "64",
        "66",
        "67",
        "68",
        "70",
        "72",
        "74",
        "75",
        "77",
        "79",
        "80",
        "82",
        "83",
        "84",
        "86",
        "87",
        "89",
        "91",
        "92",
        "93",
        "94",
        "95",
        "96",
    ]
)
_TAX_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)

_NO_PROVINCE = Text(
    "{what}: ba chữ số đầu không phải mã nơi đăng ký khai sinh.",
    "{what}: the first three digits are no place of birth registration.",
)
_NO_CENTURY = Text(
    "{what}: chữ số thứ tư phải từ 0 đến 5 (thế kỷ và giới tính).",
    "{what}: the fourth digit must be 0 to 5 (century and sex).",
)
_NO_CARD = Text(
    "Mã thẻ BHYT phải gồm 2 chữ cái, 1 chữ số từ 1 đến 5 và 12 chữ số, hoặc 10 hay 12 chữ số.",
    "A health insurance card has 2 letters, a digit 1 to 5 and 12 digits, or else 10 or 12 digits.",
)
_WRONG_CHECK_DIGIT = Text("Mã số thuế sai chữ số kiểm tra.", "The tax code's check digit is wrong.")
_TOO_EARLY = Text(
    "Số định danh cá nhân thay mã số BHXH từ ngày {since:%d/%m/%Y}; trước đó phải ghi mã số BHXH 10 chữ số.",
    "The personal ID stands for the SI number from {since}; before that, give the 10-digit SI number.",
)
_PERSONAL = Text("Số định danh cá nhân", "A personal ID")
_SI = Text("Mã số BHXH", "An SI number")
_TAX = Text("Mã số thuế", "A tax code")


@dataclass(frozen=True)
class PersonalId:
    """The personal identification number (số định danh cá nhân, số CCCD): 12 digits.

    Three digits of the place of birth registration, one of century and sex, two of the year, six of order.
    """

    number: str

    @classmethod
    def parse(cls, text: str) -> PersonalId:
        """The number written in `text`. Raises: InvalidValue."""
        number = digits(text, _PERSONAL, (12,))
        if number[0] == "0" and number[1:3] not in BIRTH_PROVINCES:
            raise InvalidValue(_NO_PROVINCE.format(what=_PERSONAL), COMPARE)
        if number[3] > "5":
            raise InvalidValue(_NO_CENTURY.format(what=_PERSONAL), COMPARE)
        return cls(number)

    @property
    def birth_province(self) -> str | None:
        """The province of birth registration by its code before 1 July 2025, kept forever; None abroad."""
        return self.number[1:3] if self.number[0] == "0" else None

    @property
    def sex(self) -> Literal["M", "F"]:
        return "F" if int(self.number[3]) % 2 else "M"

    @property
    def birth_year(self) -> int:
        return 1900 + int(self.number[3]) // 2 * 100 + int(self.number[4:6])

    def masked(self) -> str:
        return masked(self.number)

    def __str__(self) -> str:
        return self.number

    def __repr__(self) -> str:
        return f"PersonalId({self.masked()})"


@dataclass(frozen=True)
class SiNumber:
    """The social insurance number: 10 digits; since 1 August 2025 the personal ID is accepted in its place."""

    number: str

    @classmethod
    def parse(cls, text: str, on: dt.date) -> SiNumber:
        """The number written in `text`, as the rules of `on` accept it. Raises: InvalidValue."""
        number = digits(text, _SI, (10, 12))
        if len(number) == 12:
            PersonalId.parse(number)
            if on < PERSONAL_ID_IS_SI_NUMBER_SINCE:
                raise InvalidValue(
                    _TOO_EARLY.format(since=PERSONAL_ID_IS_SI_NUMBER_SINCE), source="1804/BHXH-QLT"
                )
        return cls(number)

    @property
    def personal_id(self) -> PersonalId | None:
        """The personal ID, where that is what stands for the SI number."""
        return PersonalId(self.number) if len(self.number) == 12 else None

    def masked(self) -> str:
        return masked(self.number)

    def __str__(self) -> str:
        return self.number

    def __repr__(self) -> str:
        return f"SiNumber({self.masked()})"


@dataclass(frozen=True)
class HiCard:
    """A health insurance card: 15 characters (group, benefit level, province, SI number), or 10 or 12 digits."""

    number: str

    @classmethod
    def parse(cls, text: str) -> HiCard:
        """The card written in `text`. Raises: InvalidValue."""
        number = bare(text).upper()
        if not any(re.match(pattern, number, re.ASCII) for pattern in (HI_CARD, SI_NUMBER, PERSONAL_ID)):
            raise InvalidValue(_NO_CARD, COMPARE)
        if len(number) == 12:
            PersonalId.parse(number)
        return cls(number)

    @property
    def group(self) -> str | None:
        """The two letters of the participant's group; None on a card that shows only a number."""
        return self.number[:2] if len(self.number) == 15 else None

    @property
    def benefit_level(self) -> int | None:
        return int(self.number[2]) if len(self.number) == 15 else None

    @property
    def province(self) -> str | None:
        """The issuing province's code, as of the day of issue."""
        return self.number[3:5] if len(self.number) == 15 else None

    @property
    def si_number(self) -> str:
        """The SI number on the card, or the personal ID that stands for it."""
        return self.number[-10:] if len(self.number) == 15 else self.number

    def masked(self) -> str:
        return masked(self.number)

    def __str__(self) -> str:
        return self.number

    def __repr__(self) -> str:
        return f"HiCard({self.masked()})"


@dataclass(frozen=True)
class TaxCode:
    """A tax code: 10 digits with a check digit, 13 for a branch (0302712571-001), or a personal ID."""

    number: str

    @classmethod
    def parse(cls, text: str) -> TaxCode:
        """The tax code written in `text`; a branch is kept with its hyphen. Raises: InvalidValue."""
        number = digits(text.replace("-", ""), _TAX, (10, 12, 13))
        if len(number) == 12:
            PersonalId.parse(number)
        elif number[9] != _check_digit(number[:9]):
            raise InvalidValue(_WRONG_CHECK_DIGIT, COMPARE)
        return cls(f"{number[:10]}-{number[10:]}" if len(number) == 13 else number)

    @property
    def head(self) -> str:
        """The code of the enterprise that a branch belongs to; of others their own."""
        return self.number.partition("-")[0]

    @property
    def is_branch(self) -> bool:
        return "-" in self.number

    @property
    def is_person(self) -> bool:
        return len(self.number) == 12

    def masked(self) -> str:
        """A person's code masked; an enterprise's is public and stays readable."""
        return masked(self.number) if self.is_person else self.number

    def __str__(self) -> str:
        return self.number

    def __repr__(self) -> str:
        return f"TaxCode({self.masked()})"


def masked(number: str) -> str:
    """A number as it may be shown: all but the last three characters covered."""
    shown = 3 if len(number) >= 8 else 0
    return "•" * (len(number) - shown) + number[len(number) - shown :]


def _check_digit(nine: str) -> str:
    """The tenth digit; where the sum leaves no single digit the code was never issued, so none matches."""
    weighted = sum(int(digit) * weight for digit, weight in zip(nine, _TAX_WEIGHTS, strict=True))
    return str(10 - weighted % 11)
