"""The form by which an officer hands in a file."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.utils.translation import gettext_lazy as _

from ansinh.accounts.terms import Viewer
from ansinh.base import figures
from ansinh.base.months import Month
from ansinh.intake import queries
from ansinh.intake.frames.preview import Preview
from ansinh.intake.rules import limits
from ansinh.intake.rules.headings import IN_TWO, plain
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
    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "XLSX, CSV or Parquet, at most 200 MB; official forms (D02, D"
            "03, D05, TK1, C12…) also as XLS, Word or XML."
        ),
    )

    def __init__(self, *args, viewer: Viewer, on: dt.date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["register"].choices = [(name, schema.label) for name, schema in schemas.DELIVERED.items()]
        this = Month.of(on)
        offered = [this - back for back in range(MONTHS_OFFERED)]
        self.fields["month"].choices = [(str(month), figures.month(month)) for month in offered]
        self.fields["file"].widget.attrs["accept"] = ".xlsx,.xls,.csv,.tsv,.parquet,.xml,.docx,.html"
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


class MappingForm(forms.Form):
    """Which heading of a file feeds which column; on which sheet and row the headings stand."""

    sheet = forms.ChoiceField(label=_("Sheet"), required=False)
    row = forms.IntegerField(label=_("Row of the headings"), min_value=0, max_value=limits.HEADER_WITHIN)

    def __init__(self, *args, preview: Preview, register: type[schemas.Register], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self._preview, self._register = preview, register
        self.fields["sheet"].choices = [
            ("", _("Found by itself")),
            *((name, name) for name in preview.sheets),
        ]
        self.fields["sheet"].initial = preview.sheet if len(preview.sheets) > 1 else ""
        self.fields["row"].initial = preview.row
        choices = [("", _("– not read –")), *((name, one.label) for name, one in register.columns.items())]
        for number, heading in enumerate(preview.headings):
            self.fields[f"heading_{number}"] = forms.ChoiceField(
                label=heading.said, choices=choices, required=False, initial=heading.column
            )

    @property
    def heading_fields(self) -> list[forms.BoundField]:
        """A field for each heading, in the order of the file."""
        return [self[f"heading_{number}"] for number in range(len(self._preview.headings))]

    @property
    def _elsewhere(self) -> bool:
        """Was another sheet or row named? Then its headings are to be shown first."""
        given = self.cleaned_data
        other_sheet = len(self._preview.sheets) > 1 and given["sheet"] not in ("", self._preview.sheet)
        return other_sheet or given["row"] != self._preview.row

    def clean(self) -> dict:
        given = super().clean()
        if self.errors or self._elsewhere:
            return given
        chosen = [given[f"heading_{number}"] for number in range(len(self._preview.headings))]
        twice = sorted({name for name in chosen if name and chosen.count(name) > 1} - IN_TWO)
        columns = self._register.columns
        missing = [name for name, column in columns.items() if column.required and name not in chosen]
        for names, said in (
            (twice, _("Two headings feed the same column: %(columns)s.")),
            (missing, _("No heading feeds the required columns: %(columns)s.")),
        ):
            if names:
                self.add_error(None, said % {"columns": ", ".join(str(columns[one].label) for one in names)})
        return given

    @property
    def said(self) -> dict:
        """What `services.map_columns` takes."""
        given, elsewhere = self.cleaned_data, self._elsewhere
        several = len(self._preview.sheets) > 1
        decisions = {} if elsewhere else {
            heading.key: given[f"heading_{number}"]
            for number, heading in enumerate(self._preview.headings)
            if given[f"heading_{number}"] or heading.column
        }  # fmt: skip
        row = given["row"] if elsewhere or not decisions else 0
        return {"decisions": decisions, "sheet": plain(given["sheet"]) if several else "", "row": row}


class ConfirmForm(forms.Form):
    """Why a delivery that looks unusual is right."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("For example: moved households were struck off after the review."),
    )
