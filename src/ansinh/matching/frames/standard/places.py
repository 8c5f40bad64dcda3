"""In which of today's communes is a row, or in which can it be?"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir


def with_places(rows: ir.Table, places: ir.Table | None) -> ir.Table:
    """`rows` with `commune_found`, `commune_candidates`, `hamlet_found`, `commune_repair`: string.

    A text that can be several of today's communes is none of them: all are candidates, none is guessed.
    In:  commune, hamlet: string as delivered; `places` as of `registers.places.known_places`.
    """
    if places is None:
        as_written = rows.mutate(commune_found=rows.commune.strip().nullif(""))
        return _with_hamlets(as_written.mutate(commune_candidates=as_written.commune_found))
    joined = rows.left_join(places, rows.commune == places.commune_as_sent)
    joined = joined.rename(commune_found="commune_code").drop("commune_as_sent")
    return _with_hamlets(joined)


def _with_hamlets(rows: ir.Table) -> ir.Table:
    inside = rows.hamlet.startswith(rows.commune_found + "-") & (rows.hamlet.length() == 8)
    rows = rows.mutate(hamlet_found=ibis.ifelse(inside.fill_null(False), rows.hamlet, ibis.null("string")))
    return rows.mutate(commune_repair=_repair(rows))


def _repair(rows: ir.Table) -> ir.StringValue:
    return ibis.cases(
        (rows.commune.fill_null("") == "", ibis.null("string")),
        (rows.commune == rows.commune_found, ibis.null("string")),
        (rows.commune_found.notnull() & rows.commune.re_search(r"^\d+$"), "commune_former_code"),
        (rows.commune_found.notnull(), "commune_by_name"),
        (rows.commune_candidates.notnull(), "commune_ambiguous"),
        else_="commune_unknown",
    )
