"""How likely is each plausible pair of remaining rows one person? Splink, on DuckDB or Spark."""

from __future__ import annotations

import functools
import logging
import operator
from collections.abc import Sequence
from typing import Any, Protocol

import ibis
import ibis.expr.types as ir

from ansinh.matching.frames.comparisons import COMPARISONS
from ansinh.matching.frames.models import Model, level_names

LEFT, RIGHT = "left", "right"
FEWEST = 10_000
"""Fewer rows count as this many when it is asked how likely two of them are one person."""


class Compared(Protocol):
    """What `vectors` needs of a comparison."""

    column: str
    unknown: str
    levels: Sequence[Any]


def for_model(rows: ir.Table, near: ir.Table | None) -> ir.Table:
    """The columns that the model compares, from those of `linkage.prepared`.

    `near`: commune, near: string (codes of the neighbouring communes, with spaces).
    """
    words = rows.name.split(" ")
    given = words[words.length() - 1]
    rows = rows.mutate(
        name_sorted=words.sort().join(" "), given=given, name_ends=words[0] + " " + given,
    )  # fmt: skip
    if near is None:
        return rows.mutate(near=ibis.literal("", "string"))
    near = near.rename(near_commune="commune")
    joined = rows.left_join(near, rows.commune == near.near_commune)
    return joined.drop("near_commune").mutate(near=ibis._.near.fill_null(""))


def scored(left: ir.Table, right: ir.Table, model: Model, least_weight: float) -> ir.Table:
    """The plausible pairs with at least that weight. One row per pair.

    In:  two tables as of `for_model`.
    Out: left_record, right_record: string, weight: float64 (log2 of the odds), and for each comparison
         its level: string and weight: float64 (`level_name`, `weight_name`).
    """
    left, right = left.cache(), right.cache()
    left_rows, right_rows = left.count().execute(), right.count().execute()
    if not left_rows or not right_rows:
        nothing = {name: ibis.null(kind) for name, kind in _schema().items()}
        return left.limit(0).select(**nothing)
    settings = model.settings | {"probability_two_random_records_match": prior(model, left_rows, right_rows)}
    names = left.select("name").union(right.select("name"), distinct=True).filter(ibis._.name.notnull())
    frequencies = name_frequencies(names, model).cache()
    return _predicted(left, right, frequencies, settings, least_weight)


def prior(model: Model, left_rows: int, right_rows: int) -> float:
    """How likely any two remaining rows are one person.

    Few rows are no reason to believe more easily: when a month links only what changed, few are left over.
    """
    return model.expected / max(left_rows, right_rows, FEWEST)


def _predicted(
    left: ir.Table, right: ir.Table, frequencies: ir.Table, settings: dict, least_weight: float
) -> ir.Table:
    from splink import Linker

    logging.getLogger("splink").setLevel(logging.ERROR)
    con = left.get_backend()
    api = _api(con)
    tables = [
        api.register(_bare(rows), dataset_display_name=side) for rows, side in ((left, LEFT), (right, RIGHT))
    ]
    linker = Linker(tables, settings, log_level=None, validate_settings=False)
    known = api.register(_bare(frequencies), dataset_display_name="frequencies")
    linker.table_management.register_term_frequency_lookup(known, "name")
    predicted = linker.inference.predict(threshold_match_weight=least_weight, warning_mode="never")
    found = _told(con.table(predicted.physical_name)).cache()
    linker.table_management.delete_tables_created_by_splink_from_db()
    return found


def vectors(
    con: ibis.BaseBackend, left: ir.Table, right: ir.Table, pairs: ir.Table, compared: Sequence[Compared]
) -> ir.Table:
    """At which level each of the given pairs stands in each comparison.

    In:  two tables with `record` and what the comparisons name; `pairs`: left_record, right_record, match_key.
    Out: left_record, right_record, match_key: string, gamma_COLUMN: int (0 for the last level, rising to the
         first one; -1 where a row does not say).
    """
    from splink import Linker

    logging.getLogger("splink").setLevel(logging.ERROR)
    settings = {
        "link_type": "link_only",
        "unique_id_column_name": "record",
        "comparisons": [_untrained(one) for one in compared],
        "blocking_rules_to_generate_predictions": ["l.record = r.record"],
        "retain_matching_columns": True,
    }
    api, left, right = _api(con), left.cache(), right.cache()
    tables = [
        api.register(_bare(rows), dataset_display_name=side) for rows, side in ((left, LEFT), (right, RIGHT))
    ]
    linker = Linker(tables, settings, log_level=None, validate_settings=False)
    blocked = pairs.select(
        "match_key", join_key_l=_key(LEFT, pairs.left_record), join_key_r=_key(RIGHT, pairs.right_record)
    ).cache()
    linker.table_management.register_blocked_pairs_for_predict(
        api.register(_bare(blocked), dataset_display_name="pairs")
    )
    predicted = con.table(linker.inference.predict(warning_mode="never").physical_name)
    levels = [f"gamma_{one.column}" for one in compared]
    found = predicted.select("match_key", *levels, left_record="record_l", right_record="record_r").cache()
    linker.table_management.delete_tables_created_by_splink_from_db()
    return found


def _key(side: str, record: ir.StringValue) -> ir.StringValue:
    """A record as Splink names it among the records of both sides."""
    return ibis.literal(f"{side}-__-") + record


def _untrained(one: Compared) -> dict:
    unknown = {"sql_condition": one.unknown, "label_for_charts": "unknown", "is_null_level": True}
    levels = [
        {
            "sql_condition": level.holds,
            "label_for_charts": level.name,
            "m_probability": 0.5,
            "u_probability": 0.5,
        }
        for level in one.levels
    ]
    return {"output_column_name": one.column, "comparison_levels": [unknown, *levels]}


def name_frequencies(names: ir.Table, model: Model) -> ir.Table:
    """How frequent each name is: frequency of the surname times that of the rest, from the model's file.

    What the file does not know counts as its rarest. Out: name: string, tf_name: float64.
    """
    names = names.mutate(
        surname=names.name.split(" ")[0], rest=names.name.re_replace(r"^\S+\s*", ""),
    )  # fmt: skip
    for part in ("surname", "rest"):
        known = model.frequencies[part]
        table = ibis.memtable(
            {f"known_{part}": list(known), f"tf_{part}": list(known.values())},
            schema={f"known_{part}": "string", f"tf_{part}": "float64"},
        )
        names = names.left_join(table, names[part] == table[f"known_{part}"]).drop(f"known_{part}")
        names = names.mutate(**{f"tf_{part}": names[f"tf_{part}"].fill_null(min(known.values()))})
    return names.select("name", tf_name=names.tf_surname * names.tf_rest)


def _schema() -> ibis.Schema:
    parts = {}
    for one in COMPARISONS:
        parts |= {f"level_{one.column}": "string", f"weight_{one.column}": "float64"}
    return ibis.schema({"left_record": "string", "right_record": "string", "weight": "float64", **parts})


def _told(predicted: ir.Table) -> ir.Table:
    columns: dict[str, ir.Value] = {
        "left_record": predicted.record_l, "right_record": predicted.record_r, "weight": predicted.match_weight,
    }  # fmt: skip
    for one in COMPARISONS:
        name = one.column
        cases = [(predicted[f"gamma_{name}"] == number, text) for number, text in level_names(name).items()]
        columns[f"level_{name}"] = ibis.cases(*cases, else_=ibis.null("string"))
        own = predicted[f"mw_{name}"]
        rarity = f"mw_tf_adj_{name}"
        columns[f"weight_{name}"] = own + predicted[rarity] if rarity in predicted.columns else own
    return predicted.select(**columns)


def _bare(rows: ir.Table) -> str:
    """The name of a cached table without its catalogue, which Splink does not look for."""
    return rows.get_name().rpartition(".")[2]


def _api(con: ibis.BaseBackend) -> Any:
    if con.name == "duckdb":
        from splink import DuckDBAPI

        return DuckDBAPI(con.con)
    from splink import SparkAPI

    return SparkAPI(spark_session=con._session, break_lineage_method="persist")


def evidence(pairs: ir.Table) -> ir.StringValue:
    """The levels and weights of a pair as JSON: {"name": {"level": "same", "weight": 12.3}, …}.

    Columns that one of the two rows does not give are left out.
    """
    parts = []
    for one in COMPARISONS:
        level, tenths = pairs[f"level_{one.column}"], (pairs[f"weight_{one.column}"] * 10.0).round()
        number = (tenths.cast("int64").cast("float64") / 10.0).cast("string")
        head = ibis.literal(f', "{one.column}": {{"level": "')
        parts.append(
            (head + level + ibis.literal('", "weight": ') + number + ibis.literal("}")).fill_null("")
        )
    joined = functools.reduce(operator.add, parts)
    return ibis.literal("{") + joined.substr(2) + ibis.literal("}")
