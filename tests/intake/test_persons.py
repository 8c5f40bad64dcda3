"""Are the accidents of lists of people noticed before a delivery is accepted, and is a good list left alone?"""

import datetime as dt
import random

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ansinh.base.months import Month
from ansinh.intake.frames.examination import examine
from ansinh.intake.frames.neighbours import Surroundings
from ansinh.intake.rules.messages import said
from ansinh.registers import schemas

MONTH = Month(2026, 10)
COMMUNES = ("31471", "31153", "31120")
FAMILY, MIDDLE = ("Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh"), ("Văn", "Thị", "Hữu", "Ngọc", "Đức")
GIVEN = ("An", "Bình", "Cường", "Dũng", "Hạnh", "Lan", "Phúc", "Tâm", "Yến", "Khôi")
SHARED = {"full_name", "birth_date", "sex", "commune", "hamlet"}


def people(count: int = 300, seed: int = 1) -> list[dict]:
    """Invented participants, a third of them in each commune; the personal ID tells sex and year of birth."""
    chance = random.Random(seed)
    found = []
    for n in range(count):
        sex, year = chance.choice("MF"), chance.randint(1950, 1999)
        born = dt.date(year, 1, 2) + dt.timedelta(chance.randint(0, 360))
        commune = COMMUNES[n * len(COMMUNES) // count]
        found.append({
            "si_number": f"99{n:08d}", "personal_id": f"092{sex == 'F':d}{year % 100:02d}9{n:05d}",
            "full_name": f"{chance.choice(FAMILY)} {chance.choice(MIDDLE)} {chance.choice(GIVEN)} {n:b}",
            "birth_date": f"{born:%d/%m/%Y}", "sex": sex, "commune": commune, "hamlet": f"{commune}-01",
            "si_compulsory": n % 3 == 0, "si_voluntary": False, "ui": False, "hi": True, "hi_group": "GD",
            "hi_since": dt.date(2026, 1 + n % 10, 1 + n % 28), "hi_until": dt.date(2027, 9, 30), "verified": True,
        })  # fmt: skip
    return found


@pytest.fixture
def look(tmp_path):
    """Examine rows as a month of a register; `before`, `older`, `after` are the months beside it."""

    def examined(rows, register="participants", month=MONTH, *, population=(), **beside):
        away = {"before": -1, "older": -2, "after": 1}
        around = Surroundings(
            "92",
            {month + away[name]: (_file(tmp_path / f"{name}.parquet", register, held),) for name, held in beside.items()},
            (_file(tmp_path / "population.parquet", "population", population),) if population else (),
        )  # fmt: skip
        path = _file(tmp_path / "now.parquet", register, rows)
        return examine(path, "now.parquet", schemas.register(register), month, tmp_path, around=around)

    return examined


def _file(path, register, rows):
    schema = schemas.register(register).arrow()
    held = [{name: row.get(name) for name in schema.names} for row in rows]
    pq.write_table(pa.Table.from_pylist(held, schema=schema), path)
    return path


def codes(result) -> dict[str, str]:
    return {finding.code: finding.severity.value for finding in result.findings}


def rows_of(result, code: str) -> int:
    return next(finding.count for finding in result.findings if finding.code == code)


def moved(rows: list[dict], column: str, by: int, commune: str = "") -> list[dict]:
    """The same rows with a column slipped by so many rows, in one commune or in all."""
    which = [place for place, row in enumerate(rows) if commune in ("", row["commune"])]
    changed = [dict(row) for row in rows]
    for at, place in enumerate(which):
        changed[place][column] = rows[which[(at - by) % len(which)]][column]
    return changed


def test_a_good_list_beside_its_own_past_has_nothing_to_say(look):
    now, last = people(), people()
    for row in now[:9]:
        row["full_name"] = row["full_name"].upper()
    assert codes(look(now, before=last)) == {}


def test_one_personal_id_on_two_people_is_found_and_two_spellings_are_not(look):
    rows = people()
    rows[7]["personal_id"] = rows[3]["personal_id"]
    rows[9]["personal_id"] = None
    found = look(rows)
    assert codes(found)["one_number_two_people"] == "warning"
    assert rows_of(found, "one_number_two_people") == 2
    spelt = people()
    spelt.append(spelt[0] | {"si_number": "9999999999", "full_name": spelt[0]["full_name"].upper()})
    assert "one_number_two_people" not in codes(look(spelt))


def test_a_person_who_stands_there_twice_is_found_with_and_without_a_personal_id(look):
    rows = people()
    rows.append(rows[5] | {"si_number": "9999999998"})
    rows.append(rows[6] | {"si_number": "9999999997", "personal_id": None})
    found = look(rows)
    assert codes(found)["same_person_twice"] == "warning"
    assert rows_of(found, "same_person_twice") == 4


def test_a_block_pasted_twice_is_held(look):
    rows = people()
    rows += [row | {"si_number": f"98{n:08d}"} for n, row in enumerate(rows[:40])]
    assert codes(look(rows))["same_person_twice"] == "confirm"


def test_two_people_of_one_name_and_birth_date_with_their_own_numbers_are_two(look):
    rows = people()
    rows[1] |= {name: rows[0][name] for name in SHARED}
    assert "same_person_twice" not in codes(look(rows))


def test_the_dead_who_still_take_part_are_named_and_the_file_is_taken(look):
    rows = people()
    rows[2] |= {"hi": False, "si_compulsory": False}
    home = {"household": "H1", "residence": "permanent", "status": "resident"}
    held = [row | home | {"status": "deceased" if n < 3 else "resident"} for n, row in enumerate(rows)]
    found = look(rows, population=held)
    assert codes(found) == {"recorded_deceased": "warning"}
    assert rows_of(found, "recorded_deceased") == 2
    assert found.parquet is not None


def test_the_unborn_are_found_and_many_of_them_held(look):
    rows = people()
    rows[0]["birth_date"] = "01/11/2026"
    rows[1]["birth_date"] = "2031"
    found = codes(look(rows))
    assert (found["in_the_future"], "many_unborn" in found) == ("warning", False)
    for row in rows[:40]:
        row["birth_date"] = "15/06/2027"
    assert codes(look(rows))["many_unborn"] == "confirm"


def test_first_of_january_by_the_dozen_is_noticed_and_by_chance_is_not(look):
    rows = people()
    rows[0]["birth_date"] = "01/01/" + rows[0]["birth_date"][-4:]
    assert codes(look(rows)) == {}
    for row in rows[:30]:
        row["birth_date"] = "01/01/" + row["birth_date"][-4:]
    assert codes(look(rows))["new_years_birthdays"] == "warning"


@pytest.mark.parametrize(("by", "code"), [(1, "numbers_shifted_down"), (-1, "numbers_shifted_up")])
def test_a_communes_ids_shifted_by_a_row_are_held_without_any_former_month(look, by, code):
    found = look(moved(people(), "personal_id", by, "31153"))
    assert codes(found) == {code: "confirm"}
    values = next(one.values for one in found.findings)
    assert values["places"] == "31153"
    assert "31153" in said(code, values)[0].vi


@pytest.mark.parametrize("column", ["si_number", "personal_id"])
def test_numbers_that_slipped_against_last_month_are_held_without_birth_dates(look, column):
    found = look(moved(workers(), column, 1), "payroll", before=workers())
    assert codes(found)["numbers_shifted_down"] == "confirm"


def workers() -> list[dict]:
    pay = {"employer": "TZ0001", "wage": 6_000_000, "allowance": 0, "si": True}
    return [row | pay for row in people(60)]


def test_a_column_sorted_alone_is_held_as_numbers_of_others(look):
    rows = people()
    for row, other in zip(rows, sorted(one["personal_id"] for one in people()), strict=True):
        row["personal_id"] = other
    assert codes(look(rows))["numbers_of_others"] == "confirm"


def test_some_mistyped_numbers_are_no_shift(look):
    rows = people()
    for row in rows[::20]:
        row["personal_id"] = row["personal_id"][:4] + "00" + row["personal_id"][6:]
    assert codes(look(rows, before=people())) == {}


def test_a_commune_that_lacks_rows_is_named_though_the_whole_has_enough(look):
    rows = [row for n, row in enumerate(people()) if row["commune"] != "31153" or n % 4]
    found = look(rows, before=people())
    assert codes(found) == {"fewer_rows_in_communes": "confirm"}
    assert found.findings[0].values["communes"].startswith("31153 (100 → ")


def cards(until: dt.date = dt.date(2027, 9, 30)) -> list[dict]:
    """A card of each, valid to `until`, and for half of them one that ended with August."""
    since = {"since": dt.date(2026, 1, 15), "continuous_since": dt.date(2026, 1, 15)}
    valid = [row | since | {"card": f"GD492{row['si_number']}", "until": until} for row in people()]
    ended = {"since": dt.date(2025, 9, 1), "until": dt.date(2026, 8, 31)}
    return valid + [row | ended | {"card": f"HS492{row['si_number']}"} for row in valid[::2]]


def test_ended_cards_that_leave_the_twelve_months_together_are_no_loss(look):
    assert codes(look(cards()[:300], "hi_cards", before=cards())) == {}


def test_a_commune_that_lacks_holders_of_valid_cards_is_named_though_its_rows_are_many(look):
    rows = cards()
    for row in rows[100:200:4]:
        row["until"] = dt.date(2026, 10, 9)
    found = look(rows, "hi_cards", before=cards())
    assert codes(found) == {"fewer_holders_in_communes": "confirm"}
    assert found.findings[0].values["communes"] == "31153 (100 → 75)"


def test_far_fewer_holders_in_all_are_held_with_both_counts(look):
    found = look(cards()[:255], "hi_cards", before=cards())
    assert codes(found) == {"fewer_holders_in_communes": "confirm", "fewer_holders": "confirm"}
    values = next(one.values for one in found.findings if one.code == "fewer_holders")
    assert (values["now"], values["then"], values["percent"]) == (255, 300, 15)


def test_rows_that_begin_after_the_month_show_another_months_file(look):
    assert codes(look(people(), month=MONTH - 1))["of_a_later_month"] == "confirm"
    assert codes(look(people(), month=MONTH + 1))["of_an_earlier_month"] == "confirm"


def month_of(number: int) -> list[dict]:
    """The payroll of a month: each month the wages of ten more people are other than in the first."""
    return [row | ({"wage": 7_000_000} if n < 25 * number else {}) for n, row in enumerate(payroll())]


def payroll() -> list[dict]:
    pay = {"employer": "TZ0001", "wage": 6_000_000, "allowance": 0, "si": True}
    return [row | pay for row in people(400)]


def test_two_months_in_each_others_place_are_held_when_the_second_comes(look):
    swapped = look(month_of(2), "payroll", before=month_of(3), older=month_of(1))
    assert codes(swapped) == {"months_swapped": "confirm"}
    late = look(month_of(3), "payroll", before=month_of(1), after=month_of(2))
    assert codes(late) == {"months_swapped": "confirm"}


def test_months_in_their_order_are_left_alone(look):
    assert codes(look(month_of(3), "payroll", before=month_of(2), older=month_of(1))) == {}
    assert codes(look(month_of(2), "payroll", before=month_of(1), after=month_of(3))) == {}


def test_cumulative_incomes_of_another_month_are_held(look):
    rows = [
        row | {"employer_tax_code": "9900000000", "income": 60_000_000, "months": 9} for row in people(40)
    ]
    assert codes(look(rows, "tax_incomes"))["cumulative_to_another_month"] == "confirm"
    assert codes(look(rows, "tax_incomes", month=MONTH - 1)) == {}


def test_units_of_another_province_are_said(look):
    rows = people()
    rows[0] |= {"commune": "00004", "hamlet": None}
    found = look(rows)
    assert codes(found) == {"other_province": "warning"}
    assert rows_of(found, "other_province") == 1
