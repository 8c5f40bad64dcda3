"""Which sentence can a chair read aloud from this figure?

"Đến 30/9/2025, phường Long Mỹ có 1.215/1.509 người tham gia BHXH tự nguyện (80,52 %), còn thiếu 294 người;
cần 4,5 người mỗi ngày làm việc đến 31/12/2025."
"""

from __future__ import annotations

from ansinh.base import figures
from ansinh.base.texts import Text, speaking
from ansinh.indicators.queries.shapes import Figure
from ansinh.indicators.terms import Indicator, Unit

_NOT_KNOWN = Text(
    "Chưa có số liệu {month} về {label} của {place}.", "No figure for {month} on {label} in {place} yet."
)
_COUNT = Text("Đến {day}, {place} có {value} {counted}", "By {day}, {place} had {value} {counted}")
_COUNT_OF = Text(
    "Đến {day}, {place} có {value}/{target} {counted} ({percent})",
    "By {day}, {place} had {value} of {target} {counted} ({percent})",
)
_RATE = Text("Đến {day}, {label} của {place} là {value}", "By {day}, {label} in {place} was {value}")
_RATE_OF = Text(
    "Đến {day}, {label} của {place} là {value} (chỉ tiêu {target})",
    "By {day}, {label} in {place} was {value} (target {target})",
)
_FLOW = Text("{month_first}, {place}: {label} {value}", "{month_first}, {place}: {label} {value}")
_SHORT_OF = Text(", còn thiếu {gap} người", ", {gap} short")
_POINTS_SHORT = Text(", còn thiếu {points} điểm phần trăm", ", {points} percentage points short")
_POINTS_AND_PEOPLE = Text(
    ", còn thiếu {points} điểm phần trăm, tương đương {gap} người",
    ", {points} percentage points short, or {gap} people",
)
_PACE = Text(
    "; cần {pace} người mỗi ngày làm việc đến {deadline}.",
    "; {pace} a working day are needed until {deadline}.",
)
_REACHED = Text(", đã đạt chỉ tiêu.", "; the target is reached.")
_ENDED = Text("; hạn của chỉ tiêu là {deadline}.", "; the target was due on {deadline}.")


def sentence(figure: Figure) -> Text:
    """The figure in one sentence: where it stands, what is missing, and the pace that would close it."""
    if figure.value is None:
        return _in_both(_NOT_KNOWN, figure)
    return Text(*(f"{one}{other}" for one, other in zip(*_halves(figure), strict=True)))


def _halves(figure: Figure) -> tuple[tuple[str, str], tuple[str, str]]:
    beginning = _in_both(_beginning(figure), figure)
    end = _in_both(_end(figure), figure) if figure.target else Text(".", ".")
    return (beginning.vi, beginning.en), (end.vi, end.en)


def _beginning(figure: Figure) -> Text:
    if figure.indicator.is_rate:
        return _RATE_OF if figure.target else _RATE
    if figure.indicator.nature == "flow" or not figure.indicator.label.vi.startswith("Số người "):
        return _FLOW
    return _COUNT_OF if figure.target else _COUNT


def _end(figure: Figure) -> Text:
    if figure.reached:
        return _REACHED
    if not figure.indicator.is_rate:
        missing = _SHORT_OF
    else:
        missing = _POINTS_AND_PEOPLE if figure.gap_people else _POINTS_SHORT
    after = _PACE if figure.pace is not None else _ENDED
    return Text(missing.vi + after.vi, missing.en + after.en)


def _in_both(text: Text, figure: Figure) -> Text:
    def said(language: str) -> str:
        with speaking(language):
            return text.in_language(language).format(**_words(figure, language))

    return Text(said("vi"), said("en"))


def _words(figure: Figure, language: str) -> dict[str, str]:
    target = figure.target
    return {
        "day": figures.day(figure.month.last_day),
        "month": figures.month(figure.month),
        "month_first": _capital(figures.month(figure.month)),
        "place": within_sentence(figure.place.name) if language == "vi" else figure.place.name,
        "label": _label(figure.indicator, language),
        "counted": _counted(figure.indicator, language),
        "value": amount(figure.value, figure.indicator),
        "target": goal(target.amount, figure.indicator) if target else "",
        "percent": figures.percent(figure.percent),
        "gap": figures.number(figure.gap_people if figure.indicator.is_rate else figure.gap, 0),
        "points": figures.number(figure.gap, 2),
        "pace": figures.number(figure.pace, 1),
        "deadline": figures.day(target.deadline) if target else "",
    }


def amount(value: object, indicator: Indicator) -> str:
    """A value in the indicator's own unit: 1.215; 80,52 %; 2.317 tỷ đồng."""
    if indicator.is_rate:
        return figures.percent(value)
    if indicator.unit is Unit.BILLION_VND:
        return figures.money(None if value is None else int(value * 1_000_000_000))
    return figures.number(value, None if value is None or value % 1 else 0)


def goal(value: object, indicator: Indicator) -> str:
    """A target as its document prints it: 118.700; 95 %; 92,5 %."""
    if not indicator.is_rate or value is None:
        return amount(value, indicator)
    places = 0 if value % 1 == 0 else 1 if value * 10 % 1 == 0 else 2
    return figures.percent(value, places)


def within_sentence(name: str) -> str:
    """A unit's name inside a Vietnamese sentence: phường Long Mỹ."""
    return name[:1].lower() + name[1:]


def _label(indicator: Indicator, language: str) -> str:
    label = indicator.label.in_language(language)
    return within_sentence(label) if not label[:2].isupper() else label


def _counted(indicator: Indicator, language: str) -> str:
    """`Số người tham gia BHXH tự nguyện` counts `người tham gia BHXH tự nguyện`."""
    label = _label(indicator, language)
    return label.removeprefix("số ") if language == "vi" else label


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
