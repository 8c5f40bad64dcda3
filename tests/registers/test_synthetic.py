"""The demonstration city is coherent, and its truth is true."""

import csv
import hashlib
from pathlib import Path

import duckdb
import numpy as np
import pytest

from ansinh.base.identifiers import PersonalId, TaxCode
from ansinh.base.months import Month
from ansinh.intake.frames import examination
from ansinh.intake.terms import Severity
from ansinh.registers import synthetic
from ansinh.registers.schemas import DELIVERED
from ansinh.registers.synthetic import prices
from ansinh.registers.synthetic.flaws import RATES
from ansinh.registers.synthetic.places import places
from ansinh.registers.synthetic.reasons import EMPLOYERS, HI, SI, UI

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
    "birth_month_and_year": "d.birth_date = strftime(t.birth_date, '%m/%Y')",
    "birth_first_of_january": "d.birth_date = strftime(t.birth_date, '01/01/%Y') and dayofyear(t.birth_date) > 1",
    "name_mistyped": "levenshtein(d.full_name, t.full_name) between 1 and 6",
    "sex_wrong": "d.sex <> t.sex",
    "id_of_another": "d.personal_id <> t.personal_id and d.personal_id in (select personal_id from '#persons.parquet')",
    "id_missing": "d.personal_id is null",
    "id_mistyped": "d.personal_id <> t.personal_id and d.personal_id[:7] = t.personal_id[:7]",
    "old_commune_code": "d.commune <> t.hamlet_at_first[:5] and d.commune similar to '[0-9]{5}'",
    "old_commune_name": "d.commune similar to '(Phường|Xã|Thị trấn) .*'",
    "still_at_former_address": "d.hamlet = t.hamlet_at_first and t.moved is not null",
}
TOLD = """from read_parquet('@{register}/2026-02.parquet', file_row_number=true) d
          join '#rows.parquet' r on r.register = '{register}' and r.row = d.file_row_number
          join '#persons.parquet' t using (person)"""


WRITTEN_BY_THEMSELVES = (
    "participants",
    "population",
    "students",
    "beneficiaries",
    "labour_use",
    "insured_elsewhere",
)
PERSONAL = list(ERRORS)[: list(ERRORS).index("old_commune_code")]


def told(city: Path, register: str, kind: str) -> tuple[int, int]:
    """How many rows of the last delivery the truth gives this error, and in how many it is found."""
    rows = TOLD.format(register=register)
    if register == "participants":
        rows = rows.replace("using (person)", "on t.person = r.person and t.si_number = d.si_number")
    return ask(
        f"""select count(*), count(*) filter (where {ERRORS[kind]}) {rows}
            join '#errors.parquet' e on e.person = r.person and e.register = '{register}' and e.kind = '{kind}'
            where e.since <= '2026-02' and e.until >= '2026-02'""",
        city,
    )[0]


@pytest.mark.parametrize(
    ("register", "kind"),
    [
        *((register, kind) for register in (*WRITTEN_BY_THEMSELVES, "hi_cards") for kind in PERSONAL),
        *(
            (register, kind)
            for register in ("payroll", "tax_incomes")
            for kind in PERSONAL
            if kind[:2] in ("na", "id")
        ),
        ("participants", "old_commune_code"),
        ("participants", "old_commune_name"),
        ("participants", "still_at_former_address"),
        ("population", "still_at_former_address"),
        ("hi_cards", "old_commune_code"),
    ],
)
def test_every_error_that_the_truth_tells_stands_in_the_delivery(city, register, kind):
    said, found = told(city, register, kind)
    assert found == said


@pytest.mark.parametrize("register", [*WRITTEN_BY_THEMSELVES, "hi_cards"])
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
        ("sex", "t.sex"),
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


OTHER_RATE = {
    "id_missing": ("id_missing", "id_missing_of_children"),
    "birth_year_only": ("year_only", "year_only_old"),
    "birth_month_and_year": ("month_only", "month_only"),
    "birth_first_of_january": ("january", "january_old"),
    "name_unaccented": ("unaccented", "unaccented"),
    "name_given_first": ("given_first", "given_first"),
    "name_mistyped": ("mistyped", "mistyped"),
    "id_mistyped": ("id_mistyped", "id_mistyped"),
    "id_of_another": ("id_of_another", "id_of_another"),
    "sex_wrong": ("sex", "sex"),
    "listed_twice": ("twice", "twice"),
}
"""The rate of each error, and the rate of the young or old where that is another."""


@pytest.mark.parametrize("register", RATES)
def test_each_error_stands_in_about_the_stated_share_of_rows(city, register):
    rows = ask(f"select count(*) from '#rows.parquet' where register = '{register}'", city)[0][0]
    counted = f"""select kind, count(*) from '#errors.parquet' e semi join '#rows.parquet' r
                  on r.person = e.person and r.register = e.register where e.register = '{register}' group by 1"""
    found = dict(ask(counted, city))
    for kind, names in OTHER_RATE.items():
        low, high = sorted(getattr(RATES[register], name) * rows for name in names)
        assert 0.7 * low - 4 * low**0.5 - 2 <= found.get(kind, 0) <= 1.1 * high + 4 * high**0.5 + 2, kind


def test_who_is_listed_twice_has_two_equal_rows(city):
    total = 0
    for register in ("population", "students", "labour_use", "tax_incomes"):
        twice = f"""select count(*), count(*) filter (where n = 2) from '#errors.parquet' e join
                    (select person, count(*) n from '#rows.parquet' where register = '{register}' group by 1)
                    using (person) where e.register = '{register}' and e.kind = 'listed_twice'"""
        listed, found = ask(twice, city)[0]
        assert listed == found
        total += found
        columns = "* exclude (file_row_number)"
        equal = f"""select count(*) from (select {columns} from read_parquet('@{register}/2026-02.parquet',
                    file_row_number=true) group by all having count(*) > 1)"""
        assert ask(equal, city) == [(found,)]
    assert total > 3


def test_some_people_have_two_si_numbers_and_the_old_one_says_nothing_of_today(city):
    rows = TOLD.format(register="participants")
    second = f"""select count(*), count(*) filter (where d.si_compulsory or d.si_voluntary or d.ui or d.hi)
                 {rows} where d.si_number = t.second_si_number"""
    count, active = ask(second, city)[0]
    assert count > 3
    assert active == 0
    errors = "select count(*) from '#errors.parquet' where kind = 'second_si_number'"
    assert ask(errors, city)[0][0] >= count


# Who is missing


def test_employees_always_have_health_insurance(city):
    for month in ("2025-06", "2026-02"):
        without = f"""select count(*) from '@participants/{month}.parquet' where si_compulsory and not hi"""
        assert ask(without, city) == [(0,)]


def test_everybody_counted_here_without_a_card_has_one_reason_for_health_insurance(city):
    uninsured = "select person from '#membership/2026-02.parquet' where not hi and not insured_elsewhere"
    listed = f"""select person from '#reasons/2026-02.parquet' where reason in {HI[:5]}"""
    assert ask(f"{uninsured} except all {listed}", city) == []
    assert ask(f"{listed} except all {uninsured}", city) == []
    for names in (HI, SI, UI):
        twice = f"select person from '#reasons/2026-02.parquet' where reason in {(*names, '')} group by 1 having count(*) > 1"
        assert ask(twice, city) == []


def test_lapsed_members_stay_in_the_register_with_their_old_dates(city):
    lapsed = """select count(*), max(hi_until) from '@participants/2026-02.parquet'
                where not hi and hi_until is not null and hi_card is not null"""
    count, last = ask(lapsed, city)[0]
    assert count > 50
    assert str(last) < "2026-02-28"


def test_cards_tell_the_same_as_the_participants_register(city):
    differing = """select count(*) from '@participants/2026-02.parquet' p left join (select si_number, max(until) m,
                   bool_or(until is null) open from '@hi_cards/2026-02.parquet' where since <= '2026-02-28'
                   and coalesce(until, '2999-12-31') >= '2026-02-28' group by 1) c using (si_number)
                   where p.hi and (c.si_number is null or (p.hi_until is distinct from c.m and not c.open))"""
    assert ask(differing, city)[0][0] <= 2
    late = """select count(*), count(*) filter (where until < '2026-02-28'), min(until) from '@hi_cards/2026-02.parquet'"""
    rows, over, first = ask(late, city)[0]
    assert rows > over > 1_000
    assert str(first) >= "2025-03-01"


def test_people_live_across_the_border_and_work_here(city):
    ours = {unit.code for unit in places("92", np.random.default_rng(1)).communes}
    found = ask(
        """select d.commune, d.hamlet, d.si_compulsory from read_parquet('@participants/2026-02.parquet',
                   file_row_number=true) d join '#rows.parquet' r on r.register = 'participants'
                   and r.row = d.file_row_number join '#persons.parquet' t using (person) where t.lives_outside""",
        city,
    )
    assert found
    assert not {commune for commune, _, _ in found} & ours
    assert {hamlet for _, hamlet, _ in found} == {None}
    assert any(working for _, _, working in found)
    inside = """select count(*) from '#rows.parquet' r join '#persons.parquet' t using (person)
                where t.lives_outside and r.register in ('population', 'insured_elsewhere')"""
    assert ask(inside, city) == [(0,)]


def test_employers_hide_people_and_wages_and_firms_work_without_registration(city):
    found = dict(ask("select reason, count(*) from '#employer_reasons/2026-02.parquet' group by 1", city))
    assert min(found[reason] for reason in EMPLOYERS) > 0
    unknown = """select count(*) from '#employer_reasons/2026-02.parquet' r join '@employers/2026-02.parquet' e
                 using (tax_code) where r.reason = 'employer_without_si'"""
    assert ask(unknown, city) == [(0,)]


def test_dossiers_come_back_in_later_months_until_they_are_returned(city):
    lost = """select count(*) from '@procedures/2026-01.parquet' a left join '@procedures/2026-02.parquet' b
              using (dossier) where a.status = 'received' and (b.dossier is null or b.received_on <> a.received_on)"""
    assert ask(lost, city) == [(0,)]
    late = (
        "select avg((returned_on > due_on)::int) from '@procedures/*.parquet' where returned_on is not null"
    )
    assert 0 < ask(late, city)[0][0] < 0.05


@pytest.mark.parametrize(
    "register", ["hi_cards", "beneficiaries", "labour_use", "insured_elsewhere", "procedures"]
)
def test_the_intake_takes_what_is_invented(city, register, tmp_path):
    path = city / "deliveries" / register / "2026-02.parquet"
    result = examination.examine(
        path, path.name, DELIVERED[register], Month(2026, 2), tmp_path, sender="BHXH-92"
    )
    assert not [one.code for one in result.findings if one.severity in (Severity.ERROR, Severity.CONFIRM)]


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
