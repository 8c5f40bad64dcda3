"""Which pairs of rows are worth comparing? Those that share what few others have."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

MOST_PAIRS = 20_000
"""A word or number that would pair more rows than this says too little."""
ALL_PAIRS = 20_000_000
"""Pairs looked at in all; the rarest words first."""
LEAST_BITS = 10.0
BEST = 10
"""Candidates kept for each row."""


def candidates(con: ibis.BaseBackend, left: ir.Table, right: ir.Table) -> ir.Table:
    """For each row its ten best counterparts by the rarity of what they share.

    In: two tables as of `reading.comparable`. Out: left_record, right_record, bits: float64.
    """
    con.create_table("signs_left", _signs(con, left), temp=True, overwrite=True)
    con.create_table("signs_right", _signs(con, right), temp=True, overwrite=True)
    most = max(left.count().execute(), right.count().execute())
    con.raw_sql(f"""
        CREATE OR REPLACE TEMP TABLE rare AS
        SELECT sign, log2(1 + {most}.0 / greatest(l.times, r.times)) AS bits, l.times * r.times AS pairs
        FROM (SELECT sign, count(*) AS times FROM signs_left GROUP BY sign) l
        JOIN (SELECT sign, count(*) AS times FROM signs_right GROUP BY sign) r USING (sign)
        WHERE l.times * r.times <= {MOST_PAIRS}
        QUALIFY sum(l.times * r.times) OVER (ORDER BY l.times * r.times, sign) <= {ALL_PAIRS}""")
    return con.sql(f"""
        WITH shared AS (
            SELECT l.record AS left_record, r.record AS right_record, round(sum(bits), 6) AS bits
            FROM rare JOIN signs_left l USING (sign) JOIN signs_right r USING (sign)
            GROUP BY ALL HAVING sum(bits) >= {min(LEAST_BITS, _enough(most))})
        SELECT left_record, right_record, bits FROM shared
        QUALIFY row_number() OVER (PARTITION BY left_record ORDER BY bits DESC, right_record) <= {BEST}
            OR row_number() OVER (PARTITION BY right_record ORDER BY bits DESC, left_record) <= {BEST}
        """).cache()


def _enough(most: int) -> float:
    """In small files even what is rare has few bits: a third of what would name one row."""
    return max(most, 2).bit_length() / 3


def _signs(con: ibis.BaseBackend, rows: ir.Table) -> ir.Table:
    """One row per record and thing it says: number, date, year, day, name, word, piece, house number."""
    parts = {
        "id": "['i' || id]",
        "birth": "['b' || birth, 'y' || left(birth, 4), 'd' || right(birth, 4)]",
        "name": "['n' || name_sorted]",
        "words": "list_transform(words, one -> 'w' || one)",
        "address_letters": "list_transform(address_letters, one -> 'p' || one)",
        "address": "list_transform(string_split(address, ' '), one -> 'a' || one)",
    }
    lists = ", ".join(f"coalesce({made}, [])" for made in parts.values())
    sql = f"SELECT DISTINCT record, unnest(flatten([{lists}])) AS sign FROM {rows.get_name()}"
    return con.sql(f"SELECT * FROM ({sql}) WHERE sign IS NOT NULL")
