"""How many links are right, how many true pairs are found or at least seen by clerks, and for whom less?"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from ansinh.matching.frames.linkage import Linked

GROUPS = ("age_band", "sex", "commune_kind", "personal_id")
"""The groups by which quality is told; `all` stands for everybody."""
AGE_BANDS = ((0, "0-5"), (6, "6-17"), (18, "18-39"), (40, "40-59"), (60, "60-79"), (80, "80+"))


def quality(linked: Linked, truth: ir.Table, grouped: ir.Table | None = None) -> ir.Table:
    """One row per group: links made, right and wrong, true pairs, and where the missed ones are.

    In:  `linked`; `truth`: left_record, right_record, person (a person can have several records on a side:
         found when one right pair is linked); `grouped`: left_record and the columns of `GROUPS`: string.
    Out: kind, value: string (`all`, `all` for everybody); links, right, true_persons, found, missed_seen:
         int64 (missed persons with a true pair among the doubtful ones). Precision = right / links,
         recall = found / true_persons, share of the missed that clerks see = missed_seen / (true_persons − found).
    """
    links, persons = judged(linked, truth)
    if grouped is None:
        grouped = links.select("left_record").union(persons.select("left_record")).distinct()
    links = links.left_join(grouped, "left_record")
    persons = persons.left_join(grouped, "left_record")
    parts = [_counted(links, persons, None)]
    parts += [_counted(links, persons, kind) for kind in GROUPS if kind in grouped.columns]
    return ibis.union(*parts) if len(parts) > 1 else parts[0]


def judged(linked: Linked, truth: ir.Table) -> tuple[ir.Table, ir.Table]:
    """Links with `is_right`, and true persons (left_record, person) with `is_found` and `is_seen`."""
    known = truth.select("left_record", "right_record", "person")
    links = linked.links.left_join(known, ["left_record", "right_record"])
    links = links.select("left_record", "right_record", "how", is_right=links.person.notnull())
    right = _persons(linked.links, known).mutate(is_found=True)
    seen = _persons(linked.doubtful, known).mutate(is_seen=True)
    persons = known.group_by("person").agg(left_record=known.left_record.min())
    persons = persons.left_join(right, "person").drop("person_right")
    persons = persons.left_join(seen, "person").drop("person_right")
    return links, persons.mutate(
        is_found=persons.is_found.fill_null(False), is_seen=persons.is_seen.fill_null(False)
    )


def groups(left: ir.Table, on_year: int, wards: ir.Table | None = None) -> ir.Table:
    """The groups of `GROUPS` for each record of a standardised table: bands and kinds as codes.

    In:  as of `standard.standardised`; `wards`: commune, commune_kind (absent: communes are not grouped).
    Out: left_record, age_band, sex, personal_id (given or missing), and commune_kind where `wards` is given.
    """
    age = ibis.literal(on_year, "int64") - left.birth_year
    band = ibis.cases(
        *[(age >= low, name) for low, name in reversed(AGE_BANDS)], else_=ibis.literal("unknown")
    )
    rows = left.select(
        "commune", left_record=left.record, age_band=ibis.ifelse(age.isnull(), "unknown", band),
        sex=left.sex.fill_null("unknown"),
        personal_id=ibis.ifelse(left.personal_id.isnull(), "missing", "given"),
    )  # fmt: skip
    if wards is None:
        return rows.drop("commune")
    wards = wards.select(of="commune", commune_kind="commune_kind")
    rows = rows.left_join(wards, rows.commune == wards.of).drop("of", "commune")
    return rows.mutate(commune_kind=rows.commune_kind.fill_null("unknown"))


def _persons(pairs: ir.Table, truth: ir.Table) -> ir.Table:
    return pairs.join(truth, ["left_record", "right_record"]).select("person").distinct()


def _counted(links: ir.Table, persons: ir.Table, kind: str | None) -> ir.Table:
    value = (lambda rows: rows[kind].fill_null("unknown")) if kind else (lambda rows: ibis.literal("all"))
    made = links.group_by(value=value(links)).agg(
        links=links.count(), right=links.is_right.cast("int64").sum().cast("int64")
    )
    missed_seen = (~persons.is_found & persons.is_seen).cast("int64").sum().cast("int64")
    true = persons.group_by(value=value(persons)).agg(
        true_persons=persons.count(), found=persons.is_found.cast("int64").sum().cast("int64"),
        missed_seen=missed_seen,
    )  # fmt: skip
    both = made.outer_join(true, "value")
    numbers = {
        name: both[name].fill_null(0) for name in ("links", "right", "true_persons", "found", "missed_seen")
    }
    return both.select(
        kind=ibis.literal(kind or "all"), value=ibis.coalesce(both.value, both.value_right), **numbers
    )
