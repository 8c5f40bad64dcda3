"""The demonstration city is coherent, and its truth is true."""

import csv
import hashlib
from pathlib import Path

import duckdb
import numpy as np
import pytest

from ansinh.base.identifiers import PersonalId, TaxCode
from ansinh.base.months import Month
from ansinh.registers import synthetic
from ansinh.registers.schemas import DELIVERED
from ansinh.registers.synthetic import prices
from ansinh.registers.synthetic.places import places

SINCE, UNTIL = Month(2025, 6), Month(2026, 2)


def make(out: Path, **changed: object) -> Path:
    return synthetic.generate(
        out, **({"persons": 6_000, "seed": 7, "since": SINCE, "until": UNTIL} | changed)
    )


@pytest.fixture(scope="module")
def city(tmp_path_factory) -> Path:
    return make(tmp_path_factory.mktemp("city"))


def ask(question: str, city: Path) -> list[tuple]:
    """Run SQL in which @name is a register's files and #name a table of the truth."""
    said = question.replace("@", f"{city}/deliveries/").replace("#", f"{city}/truth/")
    return duckdb.sql(said).fetchall()


def digests(out: Path) -> dict[str, str]:
    files = sorted(path for path in out.rglob("*") if path.is_file())
    return {str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.mark.parametrize("register", [name for name, one in DELIVERED.items() if not one.on_event])
def test_every_register_is_delivered_every_month_in_its_form(city, register):
    import pyarrow.parquet as pq

    files = sorted((city / "deliveries" / register).glob("*.parquet"))
    assert len(files) == 9
    for file in files:
        DELIVERED[register].refuse_unless_it_fits(pq.read_schema(file))


def test_the_same_seed_gives_the_same_bytes(tmp_path):
    small = {"persons": 1_500, "until": Month(2025, 9)}
    first, second = make(tmp_path / "a", **small), make(tmp_path / "b", **small)
    assert digests(first) == digests(second)
    assert digests(first) != digests(make(tmp_path / "c", **small, seed=8))


# Who the people are


def test_everybody_is_there_once_and_lives_in_one_household(city):
    assert ask("select count(*), count(distinct person) from '#persons.parquet'", city) == [(6_000, 6_000)]
    moved = """select count(*) from (select si_number from '#persons.parquet' group by 1
               having count(distinct household) > 1)"""
    assert ask(moved, city) == [(0,)]
    twice = """select count(*) from (select m, person, count(distinct household) n from (
                 select p.household, r.person, 0 as m from read_parquet('@population/2026-02.parquet',
                   file_row_number=true) p join '#rows.parquet' r
                   on r.register = 'population' and r.row = p.file_row_number) group by 1, 2 having n > 1)"""
    assert ask(twice, city) == [(0,)]


def test_the_hamlets_add_up_to_the_city(city):
    where = places("92", np.random.default_rng(1))
    for persons in (1, 6_000, 4_000_001):
        assert where.spread(persons).sum() == persons
    assert len(where.communes) == 103
    counts = np.bincount(where.commune_of)
    assert (counts.min(), counts.max()) >= (4, 4)
    assert counts.max() <= 12
    named = dict(zip(where.hamlets, where.hamlet_names, strict=True))
    ward = next(unit for unit in where.communes if unit.name.startswith("Phường"))
    assert named[f"{ward.code}-03"] == "Khu vực 3"


def test_personal_ids_say_sex_and_birth_year_and_belong_to_nobody(city):
    rows = ask("select personal_id, sex, birth_date from '#persons.parquet'", city)
    assert len({number for number, _, _ in rows}) == len(rows)
    for number, sex, born in rows:
        said = PersonalId.parse(number)
        assert said.birth_year == born.year
        assert said.sex == sex
        assert int(number[6:]) >= 900_000


def test_tax_codes_have_a_valid_check_digit_and_an_unused_prefix(city):
    codes = [code for (code,) in ask("select distinct tax_code from '@employers/*.parquet'", city)]
    assert all(code.startswith("99") and TaxCode.parse(code) for code in codes)


def test_wives_and_children_are_named_as_families_are(city):
    shared = """select avg((n < c)::int) from (select household, count(*) c,
                count(distinct split_part(full_name, ' ', 1)) n from '#persons.parquet' group by 1
                having count(*) > 3)"""
    assert ask(shared, city)[0][0] > 0.9


# How the months hang together


def test_one_card_and_one_row_per_person(city):
    for column in ("si_number", "hi_card"):
        repeated = f"""select count(*) from (select filename, {column} from read_parquet('@participants/*.parquet',
                       filename=true) where {column} is not null group by all having count(*) > 1)"""
        assert ask(repeated, city) == [(0,)], column


def test_people_keep_who_they_are_from_month_to_month(city):
    changed = """select count(*) from (select si_number from '@participants/*.parquet' group by 1
                 having count(distinct (full_name, birth_date, sex, personal_id)) > 1)"""
    assert ask(changed, city) == [(0,)]


MONTHS = """with all_months as (select person, si_voluntary, hi, si_compulsory,
              strptime(right(filename, 15)[:7], '%Y-%m') as at
              from read_parquet('#membership/*.parquet', filename=true))"""


def test_stocks_grow_and_shrink_and_are_not_drawn_anew(city):
    kept = f"""{MONTHS} select avg((b.hi)::int), avg((b.si_compulsory)::int) filter (where a.si_compulsory),
               avg((b.si_voluntary)::int) filter (where a.si_voluntary) from all_months a join all_months b
               on a.person = b.person and b.at = a.at + interval 1 month where a.hi"""
    hi, compulsory, voluntary = ask(kept, city)[0]
    assert hi > 0.97
    assert compulsory > 0.97
    assert voluntary > 0.92


def test_nobody_takes_part_before_arriving_or_after_the_end(city):
    outside = f"""{MONTHS} select count(*) from all_months m join '#persons.parquet' p using (person)
                  where m.at < strptime(p.arrived, '%Y-%m') or m.at >= strptime(p.died, '%Y-%m')
                     or m.at >= strptime(p."left", '%Y-%m')
                     or m.at < date_trunc('month', p.birth_date)"""
    assert ask(outside, city) == [(0,)]


def test_december_brings_the_most_new_members(city):
    joined = f"""{MONTHS} select month(b.at), count(*) from all_months b left join all_months a
                 on a.person = b.person and a.at = b.at - interval 1 month
                 where b.hi and not coalesce(a.hi, true) and b.at > '2025-06-30' group by 1 order by 2 desc"""
    assert ask(joined, city)[0][0] == 12


def test_nobody_is_in_voluntary_and_compulsory_si_at_once(city):
    both = "select count(*) from '@participants/*.parquet' where si_voluntary and si_compulsory"
    assert ask(both, city) == [(0,)]


def test_a_valid_card_spans_the_month_end(city):
    odd = """select count(*) from (select *, last_day(strptime(right(filename, 15)[:7], '%Y-%m')) as day
             from read_parquet('@participants/*.parquet', filename=true))
             where hi and (hi_since > day or hi_until < day or hi_group is null)"""
    assert ask(odd, city) == [(0,)]


def test_employers_and_payroll_tell_the_same_numbers(city):
    differing = """select count(*) from '@employers/2026-02.parquet' e left join (select employer, count(*) n
                   from '@payroll/2026-02.parquet' group by 1) p using (employer)
                   where e.workers <> coalesce(p.n, 0)"""
    assert ask(differing, city) == [(0,)]
    paid = """select min(p.wage - f.floor) from '@payroll/2026-02.parquet' p join '@employers/2026-02.parquet' e
              using (employer) join (values {floors}) f(zone, floor) on f.zone = e.wage_zone"""
    floors = prices.minimum_wages(Month(2026, 2))
    values = ", ".join(
        f"('{zone}', {floor})" for zone, floor in zip(("I", "II", "III", "IV"), floors, strict=True)
    )
    assert ask(paid.format(floors=values), city)[0][0] >= 0


# What is wrong, and is known to be


ERRORS = {
    "name_unaccented": "d.full_name <> t.full_name and d.full_name = translate(strip_accents(t.full_name), 'đĐ', 'dD')",
    "name_given_first": "d.full_name <> t.full_name and d.full_name[:3] <> t.full_name[:3]",
    "name_other_tone_place": "d.full_name <> t.full_name",
    "birth_year_only": "d.birth_date = year(t.birth_date)::varchar",
    "id_missing": "d.personal_id is null",
    "id_mistyped": "d.personal_id <> t.personal_id and d.personal_id[:7] = t.personal_id[:7]",
    "old_commune_code": "d.commune <> t.hamlet_at_first[:5] and d.commune similar to '[0-9]{5}'",
    "old_commune_name": "d.commune similar to '(Phường|Xã|Thị trấn) .*'",
    "still_at_former_address": "d.hamlet = t.hamlet_at_first and t.moved is not null",
}
TOLD = """from read_parquet('@{register}/2026-02.parquet', file_row_number=true) d
          join '#rows.parquet' r on r.register = '{register}' and r.row = d.file_row_number
          join '#persons.parquet' t using (person)"""


def told(city: Path, register: str, kind: str) -> tuple[int, int]:
    """How many rows of the last delivery the truth gives this error, and in how many it is found."""
    rows = TOLD.format(register=register)
    return ask(
        f"""select count(*), count(*) filter (where {ERRORS[kind]}) {rows}
            join '#errors.parquet' e on e.person = r.person and e.register = '{register}' and e.kind = '{kind}'
            where e.since <= '2026-02' and e.until >= '2026-02'""",
        city,
    )[0]


@pytest.mark.parametrize(
    ("register", "kind"),
    [
        *(
            (register, kind)
            for register in ("participants", "population", "students")
            for kind in list(ERRORS)[:6]
        ),
        ("participants", "old_commune_code"),
        ("participants", "old_commune_name"),
        ("participants", "still_at_former_address"),
        ("population", "still_at_former_address"),
    ],
)
def test_every_error_that_the_truth_tells_stands_in_the_delivery(city, register, kind):
    said, found = told(city, register, kind)
    assert found == said


@pytest.mark.parametrize("register", ["participants", "population", "students"])
def test_rows_without_an_error_are_true(city, register):
    rows = TOLD.format(register=register)
    birth = "strftime(t.birth_date, '%d/%m/%Y')"
    untrue = f"""select count(*) {rows} left join (select distinct person, "column" from '#errors.parquet'
                 where register = '{register}') e on e.person = r.person and e."column" = '{{column}}'
                 where e.person is null and d.{{column}} is distinct from {{true}}"""
    for column, true in (
        ("full_name", "t.full_name"),
        ("birth_date", birth),
        ("personal_id", "t.personal_id"),
    ):
        assert ask(untrue.format(column=column, true=true), city) == [(0,)], column
    assert ask(f"select count(*) {rows}", city) == ask(
        f"select count(*) from '@{register}/2026-02.parquet'", city
    )


def test_the_dead_stay_listed_only_while_the_truth_says_so(city):
    rows = TOLD.format(register="population")
    wrong = f"""select count(*) {rows} left join '#errors.parquet' e on e.person = r.person
                and e.register = 'population' and e.kind = 'deceased_still_listed' and e.until >= '2026-02'
                where (d.status = 'resident' and t.died <= '2026-02') <> (e.person is not null)"""
    assert ask(wrong, city) == [(0,)]


def test_the_delivery_has_errors_of_every_kind(city):
    kinds = {kind for (kind,) in ask("select distinct kind from '#errors.parquet'", city)}
    assert kinds >= {*ERRORS, "deceased_still_listed"}


# What goes with it


def targets(city: Path) -> list[dict[str, str]]:
    with (city / "targets.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_hamlets_targets_add_up_to_their_communes(city):
    goals = [row for row in targets(city) if row["indicator"] == "si_voluntary" and row["kind"] == "value"]
    for year in ("2025", "2026"):
        communes = {row["unit"]: int(row["value_or_rate"]) for row in reversed(goals)
                    if len(row["unit"]) == 5 and row["year"] == year}  # fmt: skip
        sums = dict.fromkeys(communes, 0)
        for row in goals:
            if "-" in row["unit"] and row["year"] == year:
                sums[row["unit"][:5]] += int(row["value_or_rate"])
        assert sums == communes
        assert len(communes) == 103


def test_two_bodies_set_different_targets_for_one_commune(city):
    both = {(row["assigned_by"], row["value_or_rate"]) for row in targets(city)
            if (row["unit"], row["indicator"], row["year"]) == ("31471", "hi", "2026")}  # fmt: skip
    assert len(both) == 2


def test_most_reported_figures_equal_the_registers_and_some_do_not(city):
    compared = """select count(*), count(*) filter (where r.value = c.n) from '@reported_figures/2026-02.parquet' r
                  join (select hamlet[:5] as commune, count(*) filter (where hi) n
                  from '@participants/2026-02.parquet' group by 1) c
                  on r.unit_known_as = 'new commune ' || c.commune
                  where r.indicator = 'hi' and r."on" = '2026-02-28'"""
    sheets, equal = ask(compared, city)[0]
    assert 0.85 * sheets < equal < sheets
    assert sheets < 103


def test_every_month_names_the_latest_population_and_that_it_is_invented(city):
    for month, year in (("2025-06", 2025), ("2026-02", 2025)):
        rows = ask(
            f"""select count(*), min(year("on")), bool_and(note like '%minh họa%')
                from '@reported_figures/{month}.parquet' where indicator = 'population'""",
            city,
        )
        assert rows[0][0] == 104
        assert rows[0][2]
        assert rows[0][1] in (year, year - 1)


def test_the_network_has_a_collector_in_every_hamlet(city):
    def column(name: str, key: str) -> list[str]:
        with (city / "network" / name).open(encoding="utf-8") as file:
            return [row[key] for row in csv.DictReader(file)]

    hamlets = column("hamlets.csv", "code")
    assert column("collectors.csv", "hamlets") == hamlets
    assert set(column("collectors.csv", "organisation")) <= set(column("organisations.csv", "code"))
    used = {code for (code,) in ask("select distinct collector from '@receipts/*.parquet'", city) if code}
    assert used <= set(column("collectors.csv", "code"))
