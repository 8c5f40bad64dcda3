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
    """Which form, for which month, about whom."""

    form = forms.ChoiceField(label=_("Form"))
    month = forms.ChoiceField(label=_("Month"))
    commune = forms.ChoiceField(label=_("Commune"), required=False)
    organisation = forms.ChoiceField(label=_("Support organisation"), required=False)
    employer = forms.CharField(
        label=_("Employer"),
        max_length=32,
        required=False,
        help_text=_("The code under which the employer pays, for example DN00213Z."),
    )

    def __init__(self, *args, viewer: Viewer, on: dt.date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        offered = queries.forms_offered(viewer)
        self.fields["form"].choices = [(form.value, f"{form.value} · {form.label}") for form in offered]
        self.fields["month"].choices = [
            (str(month), figures.month(month)) for month in queries.months_offered(viewer)
        ]
        needed = {form.about for form in offered}
        self._choose("commune", queries.communes_offered(viewer, on))
        self._choose("organisation", queries.organisations_offered(viewer))
        for about in (About.COMMUNE, About.ORGANISATION, About.EMPLOYER):
            if about not in needed:
                del self.fields[about.value]

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        one = len(choices) == 1
        self.fields[name].choices = choices if one else [("", _("– not needed –")), *choices]

    def clean(self) -> dict:
        """The unit that the chosen form is about must be named."""
        given = super().clean()
        if "form" in given:
            about = Form(given["form"]).about
            code = given.get(about.value, "").strip()
            if about is not About.PROVINCE and not code:
                self.add_error(about.value, _("This form needs it."))
            given["about"] = code
        return given

    def clean_month(self) -> Month:
        return Month.parse(self.cleaned_data["month"])


class WhyForm(forms.Form):
    """A reason in a few words."""

    why = forms.CharField(label=_("Reason"), max_length=300, required=False)
