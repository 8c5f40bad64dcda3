"""What is asked when a visit is written down, taken back, a list handed over or copied?"""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from ansinh.base import figures
from ansinh.outreach.terms import Outcome

WORKBOOK, PAPER = "workbook", "paper"


class _Day(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class VisitForm(forms.Form):
    """An outcome with its day; the rest only where it helps."""

    outcome = forms.ChoiceField(choices=[(one.value, one.value) for one in Outcome])
    seen = forms.IntegerField(min_value=0, max_value=1_000)
    on = forms.DateField(label=_("Day of the visit"), widget=_Day())
    follow_up_on = forms.DateField(label=_("Visit again on (if agreed)"), widget=_Day(), required=False)
    note = forms.CharField(
        label=_("Short note (if needed)"),
        max_length=120,
        required=False,
        help_text=_("For example: home after 6 p.m. Nothing about health, no telephone or ID number."),
    )


class WhyForm(forms.Form):
    """Why a result is taken back."""

    why = forms.CharField(
        label=_("Why is it taken back?"),
        max_length=200,
        help_text=_("For example: written for the wrong person."),
    )


class HandOverForm(forms.Form):
    """To whom a list goes, and why."""

    taker = forms.ChoiceField(label=_("To which collector?"))
    why = forms.CharField(
        label=_("Why?"), max_length=200, help_text=_("For example: on leave until the year's end.")
    )

    def __init__(self, *args, collectors, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["taker"].choices = [
            (str(one.pk), f"{one.name} · {one.organisation.name}") for one in collectors
        ]


class HandOverListForm(HandOverForm):
    """From whom as well."""

    giver = forms.ChoiceField(label=_("From which collector?"))
    field_order = ("giver", "taker", "why")

    def __init__(self, *args, collectors, givers, **kwargs) -> None:
        super().__init__(*args, collectors=collectors, **kwargs)
        self.fields["giver"].choices = [
            (
                str(key or 0),
                f"{name or _('nobody (entries without a collector)')} ({figures.number(entries)})",
            )
            for key, name, entries in givers
        ]


class CopyForm(forms.Form):
    """Why a copy is taken, and in which form."""

    why = forms.CharField(
        label=_("What is the copy for?"),
        max_length=200,
        help_text=_("Written down with your name, the day and the number of persons."),
    )
    to = forms.ChoiceField(choices=[(WORKBOOK, WORKBOOK), (PAPER, PAPER)])
