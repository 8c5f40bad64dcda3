"""What is asked of an employer who wants to know the month's bill?"""

from __future__ import annotations

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from ansinh.base.months import Month
from ansinh.law.arrears.interest import OldDebts
from ansinh.law.compulsory.terms import Payer
from ansinh.law.parameters.levels import Zone
from ansinh.portal.forms.fields import MonthField, Question, meaning, options, whole
from ansinh.portal.queries import Wages

MOST_LINES, MOST_MONTHS, MOST_PEOPLE = 100, 12, 100_000
"""Twelve unpaid months still fit the one sheet."""
_LINE = re.compile(r"(?:(\d+)\s*[x×*]\s*)?([\d., \u00a0]+)", re.IGNORECASE)


class WageList(forms.CharField):
    """One wage a line, with how many people before it: 12 x 8.500.000."""

    def __init__(self, **options: object) -> None:
        widget = forms.Textarea(
            attrs={"rows": 4, "spellcheck": "false", "autocomplete": "off", "class": "few"}
        )
        super().__init__(max_length=10_000, widget=widget, **options)

    def clean(self, value: object) -> tuple[Wages, ...]:
        lines = [line.strip() for line in super().clean(value).splitlines()]
        written = [(number, line) for number, line in enumerate(lines, 1) if line]
        if len(written) > MOST_LINES:
            raise forms.ValidationError(
                _("More than %(most)s lines. Write people with the same wage in one line."),
                params={"most": MOST_LINES},
            )
        return tuple(_wages(number, line) for number, line in written)


def _wages(number: int, line: str) -> Wages:
    found = _LINE.fullmatch(line)
    try:
        if found and 1 <= int(found[1] or 1) <= MOST_PEOPLE:
            return Wages(int(found[1] or 1), whole(found[2].strip()))
    except forms.ValidationError:
        pass
    raise forms.ValidationError(
        _("Line %(number)s is not a wage. Write it like 12 x 8.500.000."), params={"number": number}
    )


class EmployerForm(Question):
    """Wages, kind of payer, zone, month; and since when it is unpaid."""

    wages = WageList(
        label=_("People and contribution wages, đồng a month"),
        help_text=_(
            "One line for each wage, for example 12 x 8.500.000; a line with a wage alone is one person."
        ),
    )
    payer = forms.ChoiceField(label=_("Kind of participant"))
    zone = forms.ChoiceField(label=_("Minimum wage zone of the place of work"))
    month = MonthField(
        label=_("Month of the bill"), help_text=_("For example 10/2026."), attrs={"placeholder": "10/2026"}
    )
    unpaid_since = MonthField(
        label=_("Unpaid since the month"), required=False, attrs={"placeholder": "8/2026"},
        help_text=_("Paid in time: leave empty."),
    )  # fmt: skip
    old_debts = forms.ChoiceField(
        initial=OldDebts.SPLIT,
        help_text=_("The law leaves it open from which day the new rate runs; the choice is an assumption."),
    )  # fmt: skip

    field_order = ("wages", "payer", "zone", "month", "unpaid_since", "on", "old_debts")

    def __init__(self, *arguments: object, **more: object) -> None:
        super().__init__(*arguments, **more)
        self.fields["on"].label = _("Interest up to the day")
        self.fields["old_debts"].label = meaning("arrears.interest", "old_debts")
        last = Month.of(self.today) - 1
        self.fields["month"].initial = f"{last.month}/{last.year}"

    def choices(self) -> dict[str, list[tuple[str, object]]]:
        return {"payer": options(Payer), "zone": options(Zone), "old_debts": options(OldDebts)}

    def clean(self) -> dict:
        data = super().clean()
        since, month = data.get("unpaid_since"), data.get("month")
        if since and month and not 0 <= month - since < MOST_MONTHS:
            self.add_error(
                "unpaid_since",
                forms.ValidationError(
                    _("Give a month up to the month of the bill and at most %(most)s months before."),
                    params={"most": MOST_MONTHS - 1},
                ),
            )
        return data

    def question(self) -> dict[str, object]:
        data = self.cleaned_data
        return {
            **{name: data[name] for name in ("on", "month", "wages", "unpaid_since")},
            "payer": Payer(data["payer"]),
            "zone": Zone(data["zone"]),
            "old_debts": OldDebts(data["old_debts"]),
        }
