"""How does a template show a figure of the steering: its sentence, its amount, its state, its pictures?"""

from __future__ import annotations

from decimal import Decimal

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from ansinh.base import figures
from ansinh.base.months import Month
from ansinh.indicators.queries.shapes import Figure, MapPoint, Ranked, Ranking
from ansinh.indicators.terms import Indicator
from ansinh.web import sentences
from ansinh.web.charts import funnels, lines, maps

register = template.Library()


@register.filter
def sentence(figure: Figure) -> str:
    """The figure as a sentence that can be read aloud."""
    return str(sentences.sentence(figure))


@register.filter
def amount(value: Decimal | None, indicator: Indicator) -> str:
    """A value in the indicator's own unit, without its word: 1.215; 80,52 %."""
    return sentences.amount(value, indicator)


@register.filter
def goal(value: Decimal | None, indicator: Indicator) -> str:
    """A target in the indicator's own unit, as a document prints it: 118.700; 95 %."""
    return sentences.goal(value, indicator)


@register.filter
def change(value: Decimal | None, indicator: Indicator) -> str:
    """A change in the indicator's own unit: +12; +0,35 (percentage points)."""
    return figures.signed(value, 2 if indicator.is_rate else 0)


@register.filter
def unit_word(indicator: Indicator) -> str:
    """The word behind an amount; none for a percentage, which carries its sign."""
    return "" if indicator.is_rate else str(indicator.unit.label)


@register.filter
def change_unit(indicator: Indicator) -> str:
    """The word behind a change or a gap."""
    return _("points") if indicator.is_rate else str(indicator.unit.label)


@register.filter
def within(name: str) -> str:
    """A unit's name inside a sentence."""
    return sentences.within_sentence(name)


@register.filter
def state(shown: Figure | Ranked) -> str:
    """The state of a figure or of a row: a word of `writing.STATES`."""
    if shown.value is None:
        return "no_value"
    if shown.target is None or shown.percent is None:
        return "no_target"
    if shown.gap == 0:
        return "reached"
    if getattr(shown, "low", False):
        return "low"
    deadline = getattr(shown.target, "deadline", None)
    return "overdue" if deadline and deadline <= shown.month.last_day else "open"


@register.simple_tag
def series(figure: Figure) -> SafeString:
    """A spark of the figure's 24 months with last year in grey."""
    return points(figure.series)


@register.simple_tag
def trend(figure: Figure, wide: bool = False) -> SafeString:
    """The line of the figure with last year and the target, named at the lines."""
    now, then = _lines(figure)
    target = figure.target
    words = (
        sentences.amount(figure.value, figure.indicator),
        _("a year before"),
        _("target %(amount)s") % {"amount": sentences.goal(target.amount, figure.indicator)}
        if target
        else "",
    )
    label = _("%(indicator)s over 24 months, with the year before") % {"indicator": figure.indicator.label}
    return mark_safe(
        lines.trend(now, then, target=target.amount if target else None, label=label, words=words, wide=wide)
    )


@register.simple_tag
def commune_map(points: tuple[MapPoint, ...], indicator: Indicator, month: Month) -> SafeString:
    """The communes at their centroids; triangles stand low."""
    marks = [
        maps.Mark(
            point.place.latitude, point.place.longitude, point.value or 0, _mark_state(point),
            _bare(point.place.name), _map_words(point, indicator), _unit_url(point.place.code, indicator, month),
        )
        for point in points
    ]  # fmt: skip
    return mark_safe(
        maps.centroid_map(
            marks, label=_("Map of the communes by %(indicator)s") % {"indicator": indicator.short}
        )
    )


@register.simple_tag
def funnel(ranking: Ranking) -> SafeString:
    """Rates of the parts against their size, with the limits that chance explains."""
    whole = ranking.total
    known = [row for row in ranking.rows if row.denominator and row.numerator is not None]
    if not known or not whole or not whole.denominator:
        return mark_safe("")
    units = [
        funnels.Unit(
            min(Decimal(row.numerator) / row.denominator, Decimal(1)), row.denominator, row.place.name,
            _unit_url(row.place.code, ranking.indicator, ranking.month),
        )
        for row in known
    ]  # fmt: skip
    mean = float(Decimal(whole.numerator) / whole.denominator)
    if not 0 < mean < 1:
        return mark_safe("")
    words = (
        _("people in the denominator"),
        _("whole: %(percent)s") % {"percent": figures.percent(whole.value)},
    )
    return mark_safe(funnels.funnel(units, mean, label=_("Funnel plot"), words=words))


def _lines(figure: Figure) -> tuple[list, list]:
    now = [(point.month, point.value) for point in figure.series]
    then = [(point.month, point.last_year) for point in figure.series]
    return now, then if any(value is not None for _month, value in then) else []


def _bare(name: str) -> str:
    """A commune's name without its kind, for a map: Long Mỹ."""
    return name.removeprefix("Phường ").removeprefix("Xã ")


def _mark_state(point: MapPoint) -> str:
    if point.low:
        return "behind"
    return "good" if point.percent is not None and point.percent >= 100 else "none"


def _map_words(point: MapPoint, indicator: Indicator) -> str:
    value = sentences.amount(point.value, indicator)
    if point.percent is None:
        return value
    return _("%(value)s, %(percent)s of target") % {"value": value, "percent": figures.percent(point.percent)}


def _unit_url(code: str, indicator: Indicator, month: Month) -> str:
    return f"{reverse('indicators:unit', args=[code])}?indicator={indicator.code}&month={month}"


@register.simple_tag
def points(series: tuple) -> SafeString:
    """A spark of points: this year's months with last year's in grey."""
    now = [(point.month, point.value) for point in series]
    then = [(point.month, point.last_year) for point in series]
    return mark_safe(lines.spark(now, then, label=_("24 months")))
