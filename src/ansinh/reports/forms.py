"""The forms by which an officer asks for a filled form, sends and reopens it."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.utils.translation import gettext_lazy as _

from ansinh.accounts.terms import Viewer
from ansinh.base import figures
from ansinh.base.months import Month
from ansinh.reports import queries
from ansinh.reports.terms import About, Form


class AskForm(forms.Form):
    """For which month, and about whom: only what the chosen form needs. A choice of one is made already."""

    month = forms.ChoiceField(label=_("Month"))
    commune = forms.ChoiceField(label=_("Commune"))
    organisation = forms.ChoiceField(label=_("Support organisation"))
    employer = forms.CharField(
        label=_("Employer"),
        max_length=32,
        help_text=_("The code under which the employer pays, for example DN00213Z."),
    )

    def __init__(self, *args, kind: Form, viewer: Viewer, on: dt.date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["month"].choices = [
            (str(month), figures.month(month)) for month in queries.months_offered(viewer)
        ]
        for about in (About.COMMUNE, About.ORGANISATION, About.EMPLOYER):
            if about is not kind.about:
                del self.fields[about.value]
        if kind.about is About.COMMUNE:
            self._choose("commune", queries.communes_offered(viewer, on))
        elif kind.about is About.ORGANISATION:
            self._choose("organisation", queries.organisations_offered(viewer))
        self._about = kind.about.value

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        one = len(choices) == 1
        self.fields[name].choices = choices if one else [("", _("– choose –")), *choices]
        if one:
            self.fields[name].widget = forms.HiddenInput()
            self.initial[name], self.only = choices[0]

    only = ""
    """The name of the one unit there is to choose."""

    def clean(self) -> dict:
        """`about`: the code of the unit that the form is about; empty for the whole province."""
        given = super().clean()
        given["about"] = given.get(self._about, "").strip()
        return given

    def clean_month(self) -> Month:
        return Month.parse(self.cleaned_data["month"])


class WhyForm(forms.Form):
    """A reason in a few words."""

    why = forms.CharField(label=_("Reason"), max_length=300, required=False)
