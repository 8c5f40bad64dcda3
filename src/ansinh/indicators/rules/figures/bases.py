"""Of what is a printed rate a rate, and how much is that per head?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from ansinh.base.texts import Text
from ansinh.indicators.rules.figures.comparisons import implied_whole, made
from ansinh.indicators.rules.figures.intervals import Interval
from ansinh.indicators.rules.figures.numerals import shown
from ansinh.indicators.rules.figures.printed import label, prints
from ansinh.indicators.rules.figures.sentences import said, whole_between
from ansinh.indicators.rules.figures.tables import Base, Line
from ansinh.indicators.rules.figures.verdicts import Check, Identity, Verdict
from ansinh.indicators.rules.figures.wholes import Group, groups, only


def of_bases(lines: Sequence[Line]) -> Iterator[Check]:
    """Checks of rates without a printed base, and of means per head."""
    for group in groups(lines):
        every = [line for found in group.values() for line in found]
        for line in every:
            if line.base is Base.UNPRINTED and line.percent and line.value and line.percent.value > 0:
                yield _unprinted_base(line, every)
        for code, found in group.items():
            if prints(code).per_head:
                for line in found:
                    yield from _per_head(line, group)


_FITS_NONE = Text(
    "Không tái lập được: {value} là {percent} % thì mẫu số {bases}, không khớp số nào trong bảng{candidates}. Cần ghi rõ mẫu số.",
    "Not reproducible: {value} at {percent} % implies a base {bases}, which fits no figure of the table{candidates}. State the base.",
)
_FITS_ONE = Text(
    "Mẫu số không được in; {value} là {percent} % của {name} ({base}).",
    "The base is not printed; {value} is {percent} % of {name} ({base}).",
)
_FITS_SOME = Text(
    "Mẫu số không được in; nhiều số trong bảng khớp: {candidates}.",
    "The base is not printed; several figures of the table fit: {candidates}.",
)


def _unprinted_base(line: Line, every: Sequence[Line]) -> Check:
    computed = implied_whole(line.value.rounded(), line.percent.rounded())
    others = {
        (one.indicator, one.value.value): one
        for one in every
        if one.value
        and one.value.whole
        and one.measure == line.measure
        and one.indicator != line.indicator
        and one.value.value >= line.value.value
    }
    candidates = sorted(others.values(), key=lambda one: (one.value.value, one.indicator))
    fitting = [one for one in candidates if computed.meets(one.value.rounded())]
    listed = [_candidate(line, one) for one in candidates]
    texts = {"value": said(line.value), "percent": said(line.percent), "bases": whole_between(computed)}
    if not fitting:
        verdict, sentence = Verdict.FLAGGED, _FITS_NONE
        texts["candidates"] = Text(
            "".join(f"; {one.vi}" for one in listed), "".join(f"; {one.en}" for one in listed)
        )
    elif len(fitting) == 1:
        verdict, sentence = Verdict.HOLDS_WITHIN_ROUNDING, _FITS_ONE
        texts |= {"name": label(fitting[0].indicator), "base": said(fitting[0].value)}
    else:
        verdict, sentence = Verdict.AMBIGUOUS, _FITS_SOME
        names = [label(one.indicator) for one in fitting]
        texts["candidates"] = Text(", ".join(one.vi for one in names), ", ".join(one.en for one in names))
    return made(
        Identity.IMPLIED_BASE,
        verdict,
        line,
        sentence.format(**texts),
        formula="100 × value / percent",
        printed=line.percent.value,
        computed=computed,
        lines=(line.number, *sorted(one.number for one in (fitting or candidates))),
        readings=tuple(listed) if verdict is not Verdict.HOLDS_WITHIN_ROUNDING else (),
    )


def _candidate(line: Line, other: Line) -> Text:
    text = Text("với {name} {base} thì là {rate} %", "of {name} {base} it would be {rate} %")
    rate = shown(line.value.value * 100 / other.value.value, max(2, line.percent.decimals + 1))
    return text.format(name=label(other.indicator), base=said(other.value), rate=rate)


_MEAN = Text("{amount} / {heads} = {mean} một {noun}", "{amount} / {heads} = {mean} per {noun}")
_HEAD, _VISIT = Text("người", "head"), Text("lượt", "visit")
_AGREES = Text("; số người ở ghi chú khớp với dòng {row}", "; the heads in the note agree with row {row}")
_DIFFERS = Text(
    "; số người ở ghi chú ({heads}) khác dòng {row} ({other})",
    "; the heads in the note ({heads}) differ from row {row} ({other})",
)
_BELIEVABLE = Text(": mức có thể có.", ": a believable amount.")
_UNBELIEVABLE = Text(": không thể có. ", ": not believable. ")
_ONLY_THOUSANDS = Text(
    "Số này chỉ có thể là nghìn {noun}: {heads} {noun}, {mean} một {noun}.",
    "The figure can only be thousand {noun}s: {heads} {noun}s, {mean} per {noun}.",
)
_ONLY_MILLIONS = Text(
    "Số này chỉ có thể là triệu {noun}: {heads} {noun}, {mean} một {noun}.",
    "The figure can only be million {noun}s: {heads} {noun}s, {mean} per {noun}.",
)
_CHECK_UNITS = Text("Cần rà lại đơn vị tính của hai số.", "Check the units of both figures.")


def _per_head(line: Line, group: Group) -> Iterator[Check]:
    """The mean per head, from the heads printed in a row of their own or stated in the note."""
    indicator = prints(line.indicator)
    row = only(group.get(indicator.heads, ()), "value") if indicator.heads else None
    noted = line.remark.heads or line.remark.visits
    heads = Fraction(noted) if noted else row.value.value if row else None
    if not line.value or not heads:
        return
    low, high = indicator.per_head
    mean = line.value.value / heads
    start = _MEAN.format(
        amount=_money(line.value.value), heads=shown(heads), mean=_money(mean), noun=_noun(line, noted)
    )
    believable = low <= mean <= high
    differs = bool(noted and row and row.value.value != heads)
    parts = [start]
    if noted and row:
        text = _DIFFERS if differs else _AGREES
        parts.append(text.format(row=row.number, heads=shown(heads), other=said(row.value)))
    parts += [_BELIEVABLE] if believable else [_UNBELIEVABLE, _other_scale(line, heads, group)]
    verdict = Verdict.HOLDS_EXACTLY if believable else Verdict.FLAGGED
    yield made(
        Identity.MEAN_PER_HEAD,
        Verdict.DOES_NOT_HOLD if differs else verdict,
        line,
        Text("".join(one.vi for one in parts), "".join(one.en for one in parts)),
        formula=f"{low} ≤ value / heads ≤ {high}",
        computed=line.value.rounded() / Interval.at(heads),
        lines=(line.number, row.number) if row else (line.number,),
    )


def _noun(line: Line, noted: int | None) -> Text:
    return _VISIT if noted and not line.remark.heads else _HEAD


def _other_scale(line: Line, heads: Fraction, group: Group) -> Text:
    """Which scale would make the mean believable: thousands or millions? More heads than people are visits."""
    low, high = prints(line.indicator).per_head
    fitting = [scale for scale in (10**3, 10**6) if low <= line.value.value / (heads * scale) <= high]
    if len(fitting) != 1:
        return _CHECK_UNITS
    scaled = heads * fitting[0]
    people = [one.value.value for found in group.values() for one in found if one.value and one.is_stock]
    noun = _VISIT if any(count < scaled for count in people) or not people else Text("người", "person")
    text = _ONLY_THOUSANDS if fitting == [10**3] else _ONLY_MILLIONS
    return text.format(noun=noun, heads=shown(scaled), mean=_money(line.value.value / scaled))


def _money(amount: Fraction) -> Text:
    """đồng in the unit that leaves three or four digits."""
    for factor, words in (
        (10**9, Text("{number} tỷ đồng", "{number} billion VND")),
        (10**6, Text("{number} triệu đồng", "{number} million VND")),
        (10**3, Text("{number} nghìn đồng", "{number} thousand VND")),
    ):
        if amount >= factor:
            whole = amount / factor
            return words.format(
                number=shown(whole, 0 if whole.denominator == 1 else 1 if whole >= 100 else 2)
            )
    return Text("{number} đồng", "{number} VND").format(number=shown(amount))
