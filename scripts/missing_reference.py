"""Write docs/reference/who-is-missing.md from the terms and rules: `.venv/bin/python scripts/missing_reference.py`."""

from pathlib import Path

from ansinh.outreach.frames.employer_gaps import LEAST_PERSONS, LEAST_SHARE, LEAST_WAGE
from ansinh.outreach.frames.evidence import OF_REASON
from ansinh.outreach.frames.reasons import HEARD_WITHIN
from ansinh.outreach.rules import confidence as rule
from ansinh.outreach.terms import CardGroup, EmployerReason, LeftOut, Scheme, reasons_of

TARGET = Path(__file__).parents[1] / "docs" / "reference" / "who-is-missing.md"
_HEAD = """# Who is missing · Ai còn thiếu

Made from the terms and rules by `scripts/missing_reference.py`; do not edit. T is the last day of the month M. · T là ngày cuối tháng M.

The month's run looks at every resident of the population register under the key that linking gave, and asks for each scheme which reason applies. **Within one scheme a person gets the first reason of the order below,
and no other**; so nobody is twice on a list. HI, SI and UI are asked apart: a person may lack both HI and SI.
"""
_EVERYBODY = f"""## Who is insured · Ai đang có bảo hiểm

A resident counts as insured when any register says so, not only one:
- **HI**: a card valid on T (`hi_cards`), or the mark in `participants`; for who is in neither register of participants nor cards, an employer's
  payroll with HI or a pension: the SI office pays for both.
- **Compulsory SI, UI**: `participants` or an employer's `payroll` of the month. **Voluntary SI**: `participants`.
- **Pension**: `beneficiaries`, or a valid card of group {CardGroup.PENSIONER.value}. A card that is over is read from `hi_cards` (12 months) and from `participants`, which
  keeps the dates of the last one.
- **Left** within the year: the registers of participants of the twelve months before, by SI number, else by personal ID.
- **A wage of the month**: the tax register adds up since January; a sum that has not grown since the month before tells of no wage.
- **Students' months**: month ends M−11 … M with a valid card; who was born or first stands in the population register since is counted from then.

## Likely group, premium, support · Nhóm, mức đóng, hỗ trợ dự kiến

The group is the first that fits in the order of the law (51/2024/QH15 arts. 12, 13.5): {", ".join(one.value for one in CardGroup)}. Child: to
30 September of the year of turning six, or the end of the month of 72 months. {CardGroup.PROTECTED.value}: on a social pension, or of its age. What no register says (merit, farming) is
taken from the last card. Amounts are those of the law on the first day after T, for twelve months: households by the order of joining in the
fiscal year, those who pay already first; supported groups by their rate; groups of the budget in full; voluntary SI on the rural
poverty line with the person's support (months supported before are not known and taken as none); compulsory SI, HI and UI of one month on the
wage that is known, `own` being the employee's part. What a province adds is not in them. Who left UI, and employees and pensioners without
HI, get no amount: it is not theirs to pay.
"""
_CONFIDENCE = f"""## Confidence · Độ tin cậy

Per 100,000, multiplied up from: the worth of the reason (above; a first estimate until visits have measured it), the probability of the weakest
link behind the person, no personal ID × {rule.NO_PERSONAL_ID:,}, birth year alone × {rule.YEAR_ONLY:,}, each month by which the population register is late ×
{rule.MONTH_LATE:,}, refused within the last twelve months × {rule.REFUSED:,}. A hamlet's list shows the surest first.
"""
_LEFT_OUT = f"""## Left out and counted · Không đưa vào danh sách nhưng có đếm

Who has a reason and is on no list, by the first that applies:

| code | English | Tiếng Việt |
|---|---|---|
{{rows}}

- **Insured elsewhere** holds for every scheme: army, police and other provinces keep both HI and SI of theirs.
- **Taken off**: the participants' register keeps who stops paying. A resident who stood there within twelve months and does no more has most likely
  died or left, and so has one whose card ended before its term within {HEARD_WITHIN} days with nothing after it: a pensioner's has no term, a yearly list's runs
  to 31 December, a bought one for 3, 6 or 12 months (188/2025/NĐ-CP art. 7). An office checks it, no collector calls. Where a province sells other
  terms, such people stand under this heading too.
- **Visits** are read from the register of outcomes, for twelve months: a death or a removal counts for every scheme, “already insured” for the scheme
  that was asked about.
- **Doubtful link**: a pair in clerical review whose other side is insured, once held a card (HI), is in SI or draws a benefit (SI, UI). A
  counterpart that is not insured either changes nothing.
"""
_EMPLOYERS = f"""## Employers · Đơn vị

An employer may stand there for several reasons. People are counted once per tax code; a row that stands twice in the tax register counts
once; the wage for SI is wage and allowance (41/2024/QH15 art. 31). Thresholds: {LEAST_PERSONS} person and {LEAST_SHARE} % of those declared; {LEAST_WAGE} % of the taxed wage. A
branch of a registered firm (same ten digits) is registered.

| code | English | Tiếng Việt | definition · định nghĩa |
|---|---|---|---|
{{rows}}
"""
_LIMITS = """## What registers cannot know · Điều sổ sách không biết

Sizes are measured with `ansinh bench missing` (docs/performance.md). The population register hears of some deaths and departures months late: such
people look like residents whose card just ended. A list of people insured elsewhere keeps some who came back, and misses a few.
Employers keep declaring workers who left. People of merit who never held a card are in no register.
"""


def page() -> str:
    """The whole page."""
    parts = [_HEAD]
    for scheme in Scheme:
        parts.append(f"## {scheme.label.en} · {scheme.label.vi}\n")
        parts += [_entry(place, reason) for place, reason in enumerate(reasons_of(scheme), 1)]
    out = "\n".join(f"| `{one.value}` | {one.label.en} | {one.label.vi} |" for one in LeftOut)
    firms = "\n".join(
        f"| `{one.value}` | {one.label.en} | {one.label.vi} | {one.definition.en} · {one.definition.vi} |"
        for one in EmployerReason
    )
    parts += [
        _LEFT_OUT.replace("{rows}", out),
        _EVERYBODY,
        _CONFIDENCE,
        _EMPLOYERS.replace("{rows}", firms),
        _LIMITS,
    ]
    return "\n".join(parts)


def _entry(place: int, reason) -> str:
    keys = ", ".join(f"`{key}`" for key in OF_REASON[reason])
    return (
        f"{place}. `{reason.value}` – {reason.label.en} · {reason.label.vi}\n"
        f"   - {reason.definition.en}\n   - {reason.definition.vi}\n"
        f"   - evidence: {keys}; worth {rule.WORTH[reason]:,}\n"
    )


if __name__ == "__main__":
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(page(), encoding="utf-8")
