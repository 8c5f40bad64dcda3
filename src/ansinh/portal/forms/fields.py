"""How does a visitor write a sum, a day, a month, a choice?"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from ansinh import law
from ansinh.base import figures
from ansinh.base.months import Month
from ansinh.law.choices import Choice

FIRST_YEAR, LAST_YEAR = 1920, 2100
"""Days outside are slips of the finger; what the law knows of the others it says itself."""

MOST_DIGITS = 12
"""A longer sum is a slip of the finger too."""

_GROUPED = re.compile(r"\d+|\d{1,3}(?:[. ,\u00a0]\d{3})+")
_MONTH = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{4})|(\d{4})-(\d{1,2})")


class Dong(forms.CharField):
    """A sum in đồng, as people write it: 1500000, 1.500.000, 1,500,000."""

    def __init__(self, **options: object) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(max_length=24, widget=widget, **options)

    def clean(self, value: object) -> int | None:
        text = super().clean(value).strip()
        if not text:
            return None
        return whole(text)


def whole(text: str) -> int:
    """The whole number that `text` writes. Raises: ValidationError."""
    if not _GROUPED.fullmatch(text) or len(re.sub(r"\D", "", text)) > MOST_DIGITS:
        raise forms.ValidationError(_("Write a whole sum in đồng, for example 1.500.000."))
    return int(re.sub(r"\D", "", text))


class MonthField(forms.CharField):
    """A month, written 5/1985."""

    def __init__(self, **options: object) -> None:
        widget = forms.TextInput(
            attrs={"autocomplete": "off", "placeholder": "5/1985"} | options.pop("attrs", {})
        )
        super().__init__(max_length=10, widget=widget, **options)

    def clean(self, value: object) -> Month | None:
        text = super().clean(value).strip()
        if not text:
            return None
        found = _MONTH.fullmatch(text)
        if found:
            month, year = (found[1], found[2]) if found[1] else (found[4], found[3])
            if 1 <= int(month) <= 12 and FIRST_YEAR <= int(year) <= LAST_YEAR:
                return Month(int(year), int(month))
        raise forms.ValidationError(_("Write the month and the year, for example 5/1985."))


class Day(forms.DateField):
    """A day, picked or written 31/12/2026."""

    def __init__(self, **options: object) -> None:
        super().__init__(
            input_formats=["%Y-%m-%d", "%d/%m/%Y"],
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            error_messages={"invalid": _("Write the day like 31/12/2026.")},
            **options,
        )

    def clean(self, value: object) -> dt.date | None:
        day = super().clean(value)
        if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(_("Write the day like 31/12/2026."))
        return day


def people(label: object, **options: object) -> forms.IntegerField:
    """A small count of people; empty is none."""
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=20,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "placeholder": "0"}),
        **options,
    )


def month_count(label: object, most: int, **options: object) -> forms.IntegerField:
    """A count of months."""
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=most,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        **options,
    )


def options(choices: Iterable[Choice]) -> list[tuple[str, str]]:
    """The law's own choices as a list to pick from."""
    return [(choice.value, _capital(str(choice.label))) for choice in choices]


def meaning(rule: str, argument: str) -> str:
    """What the law's room says that an argument of a rule is: for a label that holds a number of the law."""
    return next(_capital(str(a.meaning)) for a in law.rule_named(rule).arguments if a.name == argument)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


class Question(forms.Form):
    """What a calculator is asked. `question()` is what its query takes; `given()` what stands on paper."""

    on = Day(label=_("Day"))

    def __init__(self, data: object = None, *, today: dt.date) -> None:
        super().__init__(data, label_suffix="")
        self.fields["on"].initial = today
        self.today = today
        for name, choices in self.choices().items():
            self.fields[name].choices = choices

    def choices(self) -> dict[str, list[tuple[str, object]]]:
        """What the fields with choices offer; asked for each page, in the reader's language."""
        return {}

    def question(self) -> dict[str, object]:
        """The arguments of the calculator's query."""
        raise NotImplementedError

    def given(self) -> list[tuple[object, str]]:
        """Label and value of everything that was entered, for the printed page."""
        said = ((field.label, self._said(name)) for name, field in self.fields.items())
        return [(label, value) for label, value in said if value]

    def _said(self, name: str) -> str:
        value, field = self.cleaned_data.get(name), self.fields[name]
        if value in (None, "", [], 0):
            return ""
        if isinstance(field, forms.ChoiceField):
            chosen = value if isinstance(value, list) else [value]
            return "; ".join(str(dict(field.choices)[each]) for each in chosen)
        if isinstance(value, dt.date):
            return figures.day(value)
        if isinstance(value, Month):
            return f"{value.month}/{value.year}"
        if isinstance(value, tuple):
            return "; ".join(self.data[name].split("\n"))
        return str(value) if isinstance(value, str) else figures.number(value)
