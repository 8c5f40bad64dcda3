"""Which changes of labour does an employer have to report on D02-LT for a month?"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

UP, DOWN, ADJUST = "up", "down", "adjust"
_ORDER = (UP, ADJUST, DOWN)


def labour_lines(now: ir.Table, before: ir.Table, people: ir.Table, declared: ir.Table | None) -> ir.Table:
    """One row per person of one employer whose place on the payroll changed since the month before.

    In:  now, before: registers.payroll of the month and of the one before, of one employer.
         people: registers.participants of the month. declared: registers.labour_use, or None.
    Out: direction (up, adjust, down), full_name, si_number, personal_id, birth_date, position, contract: string,
         wage, allowances: int64 (đồng), effective_on: date; in the order of the form, then by name. A person who
         left keeps the wage of the month before. What no register says is null.
    """
    past = before.select(
        before_number=before.si_number, before_id=before.personal_id, before_name=before.full_name,
        before_wage=before.wage, before_allowance=before.allowance,
    )  # fmt: skip
    both = now.outer_join(past, now.si_number == past.before_number)
    came, left = both.before_number.isnull(), both.si_number.isnull()
    other_wage = (both.wage != both.before_wage) | (both.allowance != both.before_allowance)
    changed = both.filter(came | left | other_wage.fill_null(False))
    direction = ibis.cases(
        (changed.before_number.isnull(), UP), (changed.si_number.isnull(), DOWN), else_=ADJUST
    )
    lines = changed.select(
        direction=direction,
        full_name=ibis.coalesce(changed.full_name, changed.before_name),
        si_number=ibis.coalesce(changed.si_number, changed.before_number),
        personal_id=ibis.coalesce(changed.personal_id, changed.before_id),
        wage=ibis.coalesce(changed.wage, changed.before_wage),
        allowances=ibis.coalesce(changed.allowance, changed.before_allowance),
    )
    known = people.group_by("si_number").agg(birth_date=people.birth_date.min())
    lines = lines.left_join(known, "si_number").drop("si_number_right")
    lines = _with_contract(lines, declared)
    rank = ibis.cases(
        *((lines.direction == one, place) for place, one in enumerate(_ORDER)), else_=len(_ORDER)
    )
    return lines.order_by(rank, "full_name", "si_number")


def _with_contract(lines: ir.Table, declared: ir.Table | None) -> ir.Table:
    """Position, contract and its first day, as the employer declared them to the labour department."""
    if declared is None:
        nothing = ibis.null("string")
        return lines.mutate(position=nothing, contract=nothing, effective_on=ibis.null("date"))
    contracts = declared.filter(declared.personal_id.notnull())
    contracts = contracts.group_by("personal_id").agg(
        position=contracts.position.argmax(contracts.since),
        contract=contracts.contract.argmax(contracts.since),
        effective_on=contracts.since.max(),
    )
    return lines.left_join(contracts, "personal_id").drop("personal_id_right")
