"""In which ways can two rows agree or differ, column by column, and how is each way called?

The conditions are SQL that DuckDB and Spark understand alike; `_l` and `_r` are the two rows. The first
condition that holds gives the level. How much each level weighs stands in the model file.
"""

from __future__ import annotations

from dataclasses import dataclass

from ansinh.base.texts import Text


@dataclass(frozen=True)
class Level:
    """One way in which two rows can agree or differ.

    `share`: how often it is expected of true pairs that no exact pass finds. `rarity`: how far a rare name
    weighs more than a frequent one (0 not at all, 1 fully). `chance`: how often random pairs stand here, where
    training saw none that could tell.
    """

    name: str
    holds: str
    label: Text
    share: float
    rarity: float = 0.0
    chance: float = 0.0


@dataclass(frozen=True)
class Comparison:
    """What is compared of two rows: `unknown` holds where one of them does not say."""

    column: str
    label: Text
    unknown: str
    levels: tuple[Level, ...]


DIFFERENT = "different"
_DIFFERENT = Text("khác nhau", "different")


def _otherwise(share: float, chance: float = 0.0) -> Level:
    return Level(DIFFERENT, "ELSE", _DIFFERENT, share, chance=chance)


def _missing(column: str) -> str:
    return f"{column}_l IS NULL OR {column}_r IS NULL"


def _number(column: str, label: Text) -> Comparison:
    return Comparison(
        column,
        label,
        _missing(column),
        (
            Level("same", f"{column}_l = {column}_r", Text("trùng khớp", "the same"), 0.93, chance=1e-6),
            Level(
                "one_digit",
                f"levenshtein({column}_l, {column}_r) <= 1",
                Text("lệch một chữ số", "one digit off"),
                0.05,
                chance=1e-4,
            ),
            Level(
                "two_digits",
                f"levenshtein({column}_l, {column}_r) <= 2",
                Text("lệch hai chữ số hoặc đảo chỗ", "two digits off, or two exchanged"),
                0.015,
                chance=1e-3,
            ),
            _otherwise(0.005, chance=0.9989),
        ),
    )


_NAME = Comparison(
    "name",
    Text("Họ và tên", "Name"),
    _missing("name"),
    (
        Level("same", "name_marked_l = name_marked_r", Text("trùng khớp", "the same"), 0.8, 1.0),
        Level(
            "same_but_accents",
            "name_l = name_r",
            Text("trùng nếu bỏ dấu", "the same without accents"),
            0.1,
            1.0,
        ),
        Level(
            "other_order",
            "name_sorted_l = name_sorted_r",
            Text("cùng các chữ, khác thứ tự", "the same words in another order"),
            0.02,
            1.0,
        ),
        Level(
            "one_letter",
            "levenshtein(name_l, name_r) <= 1",
            Text("lệch một chữ cái", "one letter off"),
            0.03,
            0.6,
        ),
        Level(
            "two_letters",
            "levenshtein(name_l, name_r) <= 2 AND length(name_l) >= 8",
            Text("lệch hai chữ cái", "two letters off"),
            0.015,
            0.4,
        ),
        Level(
            "part_missing",
            "name_ends_l = name_ends_r",
            Text("cùng họ và tên, khác chữ đệm", "the same surname and given name, another middle name"),
            0.015,
        ),
        Level(
            "given_name", "given_l = given_r", Text("chỉ trùng tên", "only the given name is the same"), 0.01
        ),
        _otherwise(0.01),
    ),
)
_BIRTH = Comparison(
    "birth",
    Text("Ngày sinh", "Birth date"),
    _missing("birth_year"),
    (
        Level("same", "birth_l = birth_r", Text("trùng khớp", "the same"), 0.79),
        Level(
            "day_and_month_swapped",
            "birth_year_l = birth_year_r AND month(birth_l) = day(birth_r) AND day(birth_l) = month(birth_r)",
            Text("đảo ngày và tháng", "day and month exchanged"),
            0.01,
        ),
        Level(
            "same_month",
            "birth_month_l = birth_month_r AND (birth_l IS NULL OR birth_r IS NULL)",
            Text("cùng tháng, năm; một bên không ghi ngày", "the same month; one gives no day"),
            0.01,
        ),
        Level(
            "one_digit",
            "birth_l IS NOT NULL AND birth_r IS NOT NULL AND "
            "levenshtein(cast(birth_l AS varchar(10)), cast(birth_r AS varchar(10))) <= 1",
            Text("lệch một chữ số", "one digit off"),
            0.02,
        ),
        Level(
            "same_year",
            "birth_year_l = birth_year_r AND (birth_month_l IS NULL OR birth_month_r IS NULL)",
            Text("cùng năm; một bên chỉ ghi năm", "the same year; one gives no more"),
            0.09,
        ),
        Level(
            "first_of_january",
            "birth_year_l = birth_year_r AND ((month(birth_l) = 1 AND day(birth_l) = 1) OR "
            "(month(birth_r) = 1 AND day(birth_r) = 1))",
            Text("cùng năm; một bên ghi ngày 1 tháng 1", "the same year; one gives 1 January"),
            0.05,
        ),
        Level(
            "year_alone",
            "birth_year_l = birth_year_r",
            Text("cùng năm, khác ngày", "the same year, another day"),
            0.01,
        ),
        Level(
            "next_year", "abs(birth_year_l - birth_year_r) = 1", Text("lệch một năm", "one year off"), 0.005
        ),
        _otherwise(0.005),
    ),
)
_SEX = Comparison(
    "sex",
    Text("Giới tính", "Sex"),
    _missing("sex"),
    (Level("same", "sex_l = sex_r", Text("trùng khớp", "the same"), 0.997), _otherwise(0.003)),
)
_PLACE = Comparison(
    "place",
    Text("Nơi ở", "Place"),
    _missing("commune"),
    (
        Level("same_hamlet", "hamlet_l = hamlet_r", Text("cùng thôn, khu vực", "the same hamlet"), 0.85),
        Level("same_commune", "commune_l = commune_r", Text("cùng xã, phường", "the same commune"), 0.09),
        Level(
            "neighbour",
            "position(commune_r IN near_l) > 0 OR position(commune_l IN near_r) > 0",
            Text("xã, phường lân cận", "a neighbouring commune"),
            0.02,
        ),
        Level(
            "moved",
            "ELSE",
            Text("xã, phường khác (có thể đã chuyển)", "another commune (may have moved)"),
            0.04,
        ),
    ),
)
_HOUSEHOLD = Comparison(
    "household",
    Text("Hộ", "Household"),
    _missing("household"),
    (
        Level("same", "household_l = household_r", Text("cùng hộ", "the same household"), 0.9, chance=1e-5),
        _otherwise(0.1, chance=0.99999),
    ),
)
COMPARISONS = (
    _number("personal_id", Text("Số định danh cá nhân", "Personal ID")),
    _number("si_number", Text("Mã số BHXH", "SI number")),
    _NAME,
    _BIRTH,
    _SEX,
    _PLACE,
    _HOUSEHOLD,
)


def label(column: str) -> Text:
    """What is compared, in words: for the evidence shown to clerks."""
    return next(one.label for one in COMPARISONS if one.column == column)


def level_label(column: str, level: str) -> Text:
    """How two rows agree or differ there, in words."""
    levels = next(one.levels for one in COMPARISONS if one.column == column)
    return next(one.label for one in levels if one.name == level)
