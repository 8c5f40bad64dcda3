"""In which ways can two rows of any two files agree or differ? As Splink's comparisons, untrained.

`share` of a level: where estimating begins. Names and addresses are compared by words in any order and by
pieces of three letters, so that exchanged parts, moved spaces and typing errors cost little.
"""

from __future__ import annotations

from dataclasses import dataclass

_ALIKE = 0.88
_SAME_WORD = 0.95


@dataclass(frozen=True)
class FileLevel:
    """One way in which two rows agree or differ."""

    name: str
    holds: str
    share: float


@dataclass(frozen=True)
class FileComparison:
    """What is compared of two rows; `needs` are the fields it is made of, the first level is equality."""

    column: str
    unknown: str
    levels: tuple[FileLevel, ...]
    needs: str


def _best(words: str, others: str) -> str:
    likeness = f"list_max(list_transform({others}, other -> jaro_winkler_similarity(word, other)))"
    return f"list_transform({words}, word -> {likeness})"


def _shared(column: str) -> str:
    """How large a part of all pieces of both rows they have in common."""
    common = f"len(list_intersect({column}_l, {column}_r))"
    return f"({common} / greatest(len({column}_l) + len({column}_r) - {common}, 1))"


_FEWER = "len(words_l) <= len(words_r)"
_BEST = _best(
    f"CASE WHEN {_FEWER} THEN words_l ELSE words_r END", f"CASE WHEN {_FEWER} THEN words_r ELSE words_l END"
)


def comparisons(*, letters: bool) -> tuple[FileComparison, ...]:
    """The comparisons of all fields; without `letters` no pieces were made."""
    return (_ID, _name(letters), _BIRTH, _SEX, _address(letters), _NUMBERS)


_ID = FileComparison(
    "id",
    "id_l IS NULL OR id_r IS NULL",
    (
        FileLevel("same", "id_l = id_r", 0.9),
        FileLevel("one_sign", "damerau_levenshtein(id_l, id_r) <= 1", 0.05),
        FileLevel("two_signs", "damerau_levenshtein(id_l, id_r) <= 2", 0.01),
        FileLevel("different", "ELSE", 0.04),
    ),
    "id",
)
_BIRTH = FileComparison(
    "birth",
    "birth_l IS NULL OR birth_r IS NULL",
    (
        FileLevel("same", "birth_l = birth_r", 0.9),
        FileLevel("one_digit", "damerau_levenshtein(birth_l, birth_r) <= 1", 0.03),
        FileLevel(
            "day_and_month_swapped",
            "left(birth_l, 4) = left(birth_r, 4) AND length(birth_l) = 8 AND length(birth_r) = 8 AND "
            "substr(birth_l, 5, 2) = substr(birth_r, 7, 2) AND substr(birth_l, 7, 2) = substr(birth_r, 5, 2)",
            0.01,
        ),
        FileLevel(
            "less_precise",
            "length(birth_l) <> length(birth_r) AND (starts_with(birth_l, birth_r) OR starts_with(birth_r, birth_l))",
            0.01,
        ),
        FileLevel("same_year", "left(birth_l, 4) = left(birth_r, 4)", 0.01),
        FileLevel("same_day", "length(birth_l) = 8 AND right(birth_l, 4) = right(birth_r, 4)", 0.01),
        FileLevel("different", "ELSE", 0.03),
    ),
    "birth",
)
_SEX = FileComparison(
    "sex",
    "sex_l IS NULL OR sex_r IS NULL",
    (FileLevel("same", "sex_l = sex_r", 0.98), FileLevel("different", "ELSE", 0.02)),
    "sex",
)
_NUMBERS = FileComparison(
    "numbers",
    "coalesce(len(numbers_l), 0) = 0 OR coalesce(len(numbers_r), 0) = 0",
    (
        FileLevel("same", "numbers_l = numbers_r", 0.8),
        FileLevel("some", "len(list_intersect(numbers_l, numbers_r)) > 0", 0.1),
        FileLevel("different", "ELSE", 0.1),
    ),
    "address",
)


def _name(letters: bool) -> FileComparison:
    pieces = [
        FileLevel("letters_alike", f"{_shared('name_letters')} >= 0.45", 0.05),
        FileLevel("one_part", f"list_max({_BEST}) >= {_SAME_WORD}", 0.04),
        FileLevel("some_letters", f"{_shared('name_letters')} >= 0.2", 0.02),
    ]
    return FileComparison(
        "name",
        "name_l IS NULL OR name_r IS NULL",
        (
            FileLevel("same", "name_l = name_r", 0.5),
            FileLevel("other_order", "name_sorted_l = name_sorted_r", 0.1),
            FileLevel("parts_alike", f"len(words_l) = len(words_r) AND list_min({_BEST}) >= {_ALIKE}", 0.15),
            FileLevel("part_missing", f"list_min({_BEST}) >= {_ALIKE}", 0.05),
            *(pieces if letters else pieces[1:2]),
            FileLevel("different", "ELSE", 0.02),
        ),
        "name",
    )


def _address(letters: bool) -> FileComparison:
    steps = ((0.85, 0.2), (0.65, 0.15), (0.45, 0.1), (0.3, 0.05), (0.15, 0.05))
    pieces = [
        FileLevel(f"letters_{round(least * 100)}", f"{_shared('address_letters')} >= {least}", share)
        for least, share in steps
    ]
    words = [FileLevel("close", "jaro_winkler_similarity(address_l, address_r) >= 0.9", 0.3)]
    return FileComparison(
        "address",
        "address_l IS NULL OR address_r IS NULL",
        (
            FileLevel("same", "address_l = address_r", 0.4),
            *(pieces if letters else words),
            FileLevel("different", "ELSE", 0.05),
        ),
        "address",
    )
