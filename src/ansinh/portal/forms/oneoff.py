"""What is asked of a person who thinks of taking SI out once?"""

from __future__ import annotations

from collections.abc import Iterator

from django import forms
from django.utils.translation import gettext_lazy as _

from ansinh.base.months import Month
from ansinh.law.benefits.oneoff import Reason
from ansinh.law.benefits.wages import Kind, Stretch
from ansinh.law.parameters.benefits import Sex
from ansinh.portal.forms.fields import Dong, MonthField, Question, options

ROWS = 4
"""Stretches of contributions that can be entered."""


class OneoffForm(Question):
    """Sex, month of birth, contribution history, reason."""

    sex = forms.ChoiceField(label=_("Sex"))
    born = MonthField(label=_("Month of birth"), help_text=_("For example 5/1985."))
    reason = forms.ChoiceField(label=_("Reason"), initial=Reason.TWELVE_MONTHS)
    state_support = Dong(
        label=_("State support of voluntary SI received, đồng"),
        required=False,
        help_text=_("None: leave empty."),
    )

    def __init__(self, *arguments: object, **more: object) -> None:
        super().__init__(*arguments, **more)
        self.fields["on"].label = _("Day of settlement")
        for row in range(1, ROWS + 1):
            words = {"row": row}
            self.fields[f"since_{row}"] = MonthField(
                label=_("Stretch %(row)s: from month") % words,
                required=False,
                attrs={"placeholder": "1/2016"},
            )
            self.fields[f"until_{row}"] = MonthField(
                label=_("Stretch %(row)s: to month") % words, required=False, attrs={"placeholder": "12/2020"}
            )
            self.fields[f"amount_{row}"] = Dong(
                label=_("Stretch %(row)s: wage or income, đồng") % words, required=False
            )
            self.fields[f"kind_{row}"] = forms.ChoiceField(
                label=_("Stretch %(row)s: kind") % words, required=False, choices=options(Kind)[:3]
            )

    def choices(self) -> dict[str, list[tuple[str, object]]]:
        return {"sex": options(Sex), "reason": options(Reason)}

    @property
    def rows(self) -> list[list[forms.BoundField]]:
        """The fields of each stretch."""
        return [[self[f"{name}_{row}"] for name in _PARTS] for row in range(1, ROWS + 1)]

    @property
    def own(self) -> list[forms.BoundField]:
        """The fields beside the stretches."""
        return [self[name] for name in ("sex", "born", "reason", "on", "state_support")]

    def clean(self) -> dict:
        data = super().clean()
        for row in range(1, ROWS + 1):
            self._check(row, data)
        if not self.errors and not list(self._stretches()):
            self.add_error("since_1", _("Enter at least one stretch of contributions."))
        return data

    def _check(self, row: int, data: dict) -> None:
        names = [f"{name}_{row}" for name in _PARTS[:3]]
        since, until, amount = (data.get(name) for name in names)
        if any(name in self.errors for name in names) or not any((since, until, amount)):
            return
        for name in names:
            if data.get(name) is None:
                self.add_error(name, _("This part of the stretch is missing."))
        if since and until and until < since:
            self.add_error(names[1], _("The last month comes before the first."))
        if until and data.get("on") and until > Month.of(data["on"]):
            self.add_error(names[1], _("The last month comes after the day of settlement."))

    def _stretches(self) -> Iterator[Stretch]:
        for row in range(1, ROWS + 1):
            since, until, amount, kind = (self.cleaned_data.get(f"{name}_{row}") for name in _PARTS)
            if since and until and amount is not None:
                yield Stretch(since, until, amount, Kind(kind or Kind.PRIVATE))

    def add_error(self, field: str | None, error: object) -> None:
        """What the law says of the history stands beside its first field."""
        super().add_error("since_1" if field == "history" else field, error)

    def given(self) -> list[tuple[object, str]]:
        own = [(field.label, self._said(field.name)) for field in self.own]
        stretches = [
            (
                _("Stretch %(row)s") % {"row": row},
                f"{self._said(f'since_{row}')} – {self._said(f'until_{row}')}: {self._said(f'amount_{row}')}, {self._said(f'kind_{row}')}",
            )
            for row in range(1, ROWS + 1)
            if self.cleaned_data.get(f"since_{row}")
        ]
        return [(label, value) for label, value in (*own, *stretches) if value]

    def question(self) -> dict[str, object]:
        data = self.cleaned_data
        return {
            "on": data["on"],
            "sex": Sex(data["sex"]),
            "born": data["born"],
            "history": tuple(self._stretches()),
            "reason": Reason(data["reason"]),
            "state_support": data["state_support"] or 0,
        }


_PARTS = ("since", "until", "amount", "kind")
