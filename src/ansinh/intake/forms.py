"""The form by which an officer hands in a file."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.utils.translation import gettext_lazy as _

from ansinh.accounts.terms import Viewer
from ansinh.base import figures
from ansinh.base.months import Month
from ansinh.intake import queries
from ansinh.intake.rules import limits
from ansinh.registers import schemas

MONTHS_OFFERED = 36


class UploadForm(forms.Form):
    """A register, a month, a sender and a file. A commune's officer has only their own sender code."""

    register = forms.ChoiceField(label=_("Register"))
    month = forms.ChoiceField(label=_("Month"))
    sender = forms.CharField(
        label=_("Sender"),
        max_length=32,
        help_text=_("The code of the office that the data comes from, for example BHXH-92 or 31471."),
    )
    file = forms.FileField(label=_("File"), help_text=_("XLSX, CSV or Parquet, at most 200 MB."))

    def __init__(self, *args, viewer: Viewer, on: dt.date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["register"].choices = [(name, schema.label) for name, schema in schemas.DELIVERED.items()]
        this = Month.of(on)
        offered = [this - back for back in range(MONTHS_OFFERED)]
        self.fields["month"].choices = [(str(month), figures.month(month)) for month in offered]
        self.fields["file"].widget.attrs["accept"] = ".xlsx,.csv,.tsv,.parquet"
        own = queries.senders(viewer)
        if own is not None:
            self.fields["sender"] = forms.ChoiceField(
                label=_("Sender"), choices=[(code, code) for code in own]
            )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > limits.LARGEST_UPLOAD:
            raise forms.ValidationError(
                _("The file is larger than 200 MB. Deliver it with the command ansinh deliver.")
            )
        return file

    def clean_month(self) -> Month:
        return Month.parse(self.cleaned_data["month"])


class ConfirmForm(forms.Form):
    """Why a delivery that looks unusual is right."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("For example: moved households were struck off after the review."),
    )
