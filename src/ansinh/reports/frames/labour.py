"""Which changes of labour does an employer have to report on D02-LT for a month?"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

UP, DOWN, ADJUST = "up", "down", "adjust"
ORDER = (UP, DOWN, ADJUST)
"""As the form says it in column 18: increase, decrease, adjustment."""


def labour_lines(now: ir.Table, before: ir.Table, people: ir.Table, declared: ir.Table) -> ir.Table:
    """One row per person of one employer whose place on the payroll changed since the month before.

    In:  now, before: registers.payroll of the month and of the one before, of one employer.
         people: registers.participants of the month. declared: registers.labour_use of the month, of the employer.
    Out: direction (up, down, adjust), full_name, si_number, personal_id, birth_date, position, contract: string,
         wage, allowances: int64 (đồng), effective_on: date, still_declared: bool; in the order of the form, then by
         name. A person is the same by SI number, else by personal ID. Who left keeps the wage of the month before.
         effective_on is the contract's first day, for those who came; still_declared: the employer declares the person
         to the labour department all the same. What no register says is null.
    """
    lines = _changes(_once(now), _once(before))
    known = people.filter(people.si_number.notnull())
    known = known.group_by("si_number").agg(birth_date=known.birth_date.min())
    lines = lines.left_join(known, "si_number").drop("si_number_right")
    lines = _with_contract(lines, declared)
    rank = ibis.cases(*((lines.direction == one, place) for place, one in enumerate(ORDER)), else_=len(ORDER))
    return lines.order_by(rank, "full_name", "si_number", "personal_id")


def _once(payroll: ir.Table) -> ir.Table:
    """One row per person: who stands twice on a payroll counts with the higher wage."""
    keyed = payroll.mutate(who=ibis.coalesce(payroll.si_number, payroll.personal_id, payroll.full_name))
    return keyed.group_by("who").agg(
        **{
            name: keyed[name].argmax(keyed.wage)
            for name in ("si_number", "personal_id", "full_name", "allowance")
        },
        wage=keyed.wage.max(),
    )


def _changes(now: ir.Table, before: ir.Table) -> ir.Table:
    """Who came, who left, and whose wage or allowances differ."""
    past = before.rename({f"before_{name}": name for name in before.columns})
    by_number = now.inner_join(past, now.who == past.before_who)
    came = now.anti_join(past, now.who == past.before_who)
    left = past.anti_join(now, past.before_who == now.who)
    by_id = came.inner_join(left, came.personal_id == left.before_personal_id)
    came = came.anti_join(by_id, "who")
    left = left.anti_join(by_id, "before_who")
    both = by_number.union(by_id)
    other = (both.wage != both.before_wage) | (both.allowance != both.before_allowance)
    return ibis.union(
        _lines(came, UP), _lines(both.filter(other.fill_null(False)), ADJUST), _lines(left, DOWN, "before_")
    )


def _lines(rows: ir.Table, direction: str, prefix: str = "") -> ir.Table:
    columns = {name: rows[prefix + name] for name in ("full_name", "si_number", "personal_id", "wage")}
    return rows.select(direction=ibis.literal(direction), **columns, allowances=rows[f"{prefix}allowance"])


def _with_contract(lines: ir.Table, declared: ir.Table) -> ir.Table:
    """Position, contract and its first day, as the employer declared them to the labour department."""
    contracts = declared.filter(declared.personal_id.notnull())
    contracts = contracts.group_by("personal_id").agg(
        position=contracts.position.argmax(contracts.since),
        contract=contracts.contract.argmax(contracts.since),
        signed_on=contracts.since.max(),
    )
    joined = lines.left_join(contracts, "personal_id")
    return joined.mutate(
        effective_on=ibis.ifelse(joined.direction == UP, joined.signed_on, ibis.null("date")),
        still_declared=joined.personal_id_right.notnull(),
    ).drop("personal_id_right", "signed_on")
