"""What is usual in a delivery of each register, and from where on does something need a person's word?"""

from __future__ import annotations

from dataclasses import dataclass

FEWEST = 20
"""So many rows at least before a share is looked at: fewer say nothing."""

MOST_OF = 50
"""Percent of a commune's rows from which its identifiers are taken for shifted."""

RESTORED = 80
"""Percent of the rows with another name whose name returns when the identifiers move by one row."""

MANY = 1
"""Percent of rows from which doubled or impossible persons need a confirmation, not only a look."""

NEW_YEARS_DAY = 2
"""Percent of full birth dates on 1 January from which they are taken for made up; by chance it is 0.27."""

LOST_IN_A_COMMUNE = 10
"""Percent of a commune's rows lost since the month before that needs a confirmation."""

NEARER = 75
"""Percent: a delivery whose distance to an older month is below this part of its neighbour's is out of order."""


@dataclass(frozen=True)
class Expectation:
    """What one register's deliveries are like.

    `once`: a person stands in it once. `stock`: communes lose few rows from month to month. `holders`: not its
    rows are the stock but the people with a row valid on the month's last day: by these columns (who, since,
    until). `started`: the column with the day on which a row's state began, never after the month.
    `cumulative`: the column that counts the months since January. `alike`: two months may well be the same.
    """

    once: bool = False
    stock: bool = False
    holders: tuple[str, str, str] | None = None
    started: str = ""
    cumulative: str = ""
    alike: bool = False


EXPECTED = {
    "participants": Expectation(once=True, stock=True, started="hi_since"),
    "population": Expectation(once=True, stock=True),
    "households": Expectation(stock=True, alike=True),
    "students": Expectation(once=True, stock=True, alike=True),
    "hi_cards": Expectation(holders=("si_number", "since", "until"), started="since"),
    "beneficiaries": Expectation(stock=True, started="since"),
    "insured_elsewhere": Expectation(once=True, stock=True, started="since", alike=True),
    "labour_use": Expectation(started="since"),
    "employers": Expectation(started="since", alike=True),
    "business_registrations": Expectation(started="registered_on", alike=True),
    "tax_incomes": Expectation(cumulative="months"),
}
"""By register; of those that are not here nothing is expected. Cards that end with a year leave the twelve
months of hi_cards together, so that in December its rows fall by a tenth without anything being wrong: there
the holders of valid cards are compared."""


def of(register: str) -> Expectation:
    """What is expected of a register."""
    return EXPECTED.get(register, Expectation())


def share(part: int, whole: int) -> int:
    """`part` of `whole` in whole percent, rounded down; 0 of nothing."""
    return part * 100 // whole if whole else 0


def months_in_disorder(to_older: int, neighbour_to_older: int, rows: int) -> bool:
    """Is this month nearer to an older one than the month between them is?

    Each is the number of rows, out of `rows`, that the two months do not share. Months of a flow share none.
    """
    flows = neighbour_to_older * 10 > rows * 9
    enough = not flows and neighbour_to_older >= FEWEST and neighbour_to_older * 500 >= rows
    return enough and to_older * 100 < NEARER * neighbour_to_older
