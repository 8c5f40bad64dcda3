"""Which shape do a target, a table of targets and a filter have when a person enters them?"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ansinh import territory
from ansinh.indicators.terms import CATALOGUE, HEADLINES, AssigningBody, TargetKind

LARGEST = 1_000_000
"""Bytes of a pasted or uploaded table of targets: a hundred communes need 50,000."""


def _indicators() -> Iterator[tuple[str, object]]:
    first = [CATALOGUE[code] for code in HEADLINES]
    return ((one.code, one.short) for one in [*first, *(x for x in CATALOGUE.values() if x not in first)])


def _units() -> Iterator[tuple[str, str]]:
    today = timezone.localdate()
    yield settings.PROVINCE, territory.unit(settings.PROVINCE, today).name
    for unit in territory.units(today, territory.Level.COMMUNE, within=settings.PROVINCE):
        yield unit.code, unit.name


class Day(forms.DateField):
    """A day, written as people write it (31/12/2026) or picked."""

    def __init__(self, **options: object) -> None:
        super().__init__(
            input_formats=["%Y-%m-%d", "%d/%m/%Y"],
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            **options,
        )


class TargetFilter(forms.Form):
    """What to show of the targets."""

    unit = forms.ChoiceField(label=_("Unit"), required=False)
    indicator = forms.ChoiceField(label=_("Indicator"), required=False)
    history = forms.BooleanField(label=_("Earlier versions too"), required=False)

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)
        self.fields["unit"].choices = [("", _("All units")), *_units()]
        self.fields["indicator"].choices = [("", _("All indicators")), *_indicators()]

    def value(self, name: str) -> object:
        """What was asked for; None where nothing, or nothing that exists, was."""
        return self.cleaned_data.get(name) or None if self.is_valid() else None


class TargetForm(forms.Form):
    """One target as a document sets it."""

    unit = forms.ChoiceField(label=_("Unit"))
    indicator = forms.ChoiceField(label=_("Indicator"))
    kind = forms.ChoiceField(
        label=_("The target is"),
        choices=[(TargetKind.VALUE, _("a number")), (TargetKind.RATE, _("a rate in percent"))],
    )
    value = forms.IntegerField(label=_("Number"), required=False, min_value=0, localize=True)
    rate = forms.DecimalField(
        label=_("Rate (%)"), required=False, min_value=0, max_value=100, decimal_places=4, localize=True
    )
    base = forms.IntegerField(
        label=_("Base of the rate"), required=False, min_value=1, localize=True,
        help_text=_("The number that the rate is a share of, if the document prints it."),
    )  # fmt: skip
    base_name = forms.CharField(label=_("What the base is"), required=False, max_length=120)
    period_start = Day(label=_("Period from"), required=False)
    deadline = Day(label=_("Deadline"))
    document = forms.CharField(
        label=_("Document number"), max_length=80, help_text=_("As printed, for example 72/KH-UBND.")
    )
    document_on = Day(label=_("Document date"))
    body = forms.ChoiceField(label=_("Kind of body"))
    body_name = forms.CharField(label=_("Assigning body"), max_length=120)
    reason = forms.CharField(
        label=_("Reason of the change"), required=False, max_length=200,
        help_text=_("Needed when this replaces an earlier figure of the same body."),
    )  # fmt: skip

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)
        self.fields["unit"].choices = _units()
        self.fields["indicator"].choices = _indicators()
        self.fields["body"].choices = [(body.value, str(body.label)) for body in AssigningBody]

    def clean(self) -> dict:
        data = super().clean()
        wanted = "value" if data.get("kind") == TargetKind.VALUE else "rate"
        if data.get(wanted) is None and wanted not in self.errors:
            self.add_error(wanted, _("Enter the figure that the document sets."))
        return data

    def target(self) -> dict:
        """What `services.set_target` takes."""
        data = dict(self.cleaned_data)
        data["kind"], data["body"] = TargetKind(data["kind"]), AssigningBody(data["body"])
        if data["kind"] is TargetKind.VALUE:
            data.update(rate=None, base=None, base_name="")
        else:
            data["value"] = None
        return data


class TargetsTable(forms.Form):
    """A table of targets: pasted from a sheet, or an XLSX or CSV file."""

    table = forms.CharField(
        label=_("Paste the table here"), required=False, strip=False, max_length=LARGEST,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false", "class": "mono"}),
        help_text=_("Copy the cells in the sheet, with the row of column names, and paste them."),
    )  # fmt: skip
    file = forms.FileField(
        label=_("or choose an XLSX or CSV file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and file.size > LARGEST:
            raise forms.ValidationError(_("The file is larger than 1 MB. Deliver it in parts."))
        return file

    def clean(self) -> dict:
        data = super().clean()
        if not self.errors and not (data.get("table") or "").strip() and not data.get("file"):
            self.add_error("table", _("Paste a table or choose a file."))
        return data

    @property
    def file_name(self) -> str:
        """Under which name the service reads it: the ending says what it is."""
        file = self.cleaned_data.get("file")
        return "targets.xlsx" if file and file.name.lower().endswith(".xlsx") else "targets.csv"

    def content(self) -> bytes:
        """What was given; cells pasted from a sheet come separated by tabs and become CSV."""
        if self.cleaned_data.get("file"):
            return self.cleaned_data["file"].read()
        text = self.cleaned_data["table"].strip("\r\n")
        if "\t" not in text:
            return text.encode()
        out = io.StringIO()
        csv.writer(out).writerows(csv.reader(io.StringIO(text), delimiter="\t"))
        return out.getvalue().encode()


class TargetEnd(forms.Form):
    """From which day a target counts no more, and why."""

    on = Day(label=_("Counts until (this day excluded)"))
    reason = forms.CharField(label=_("Reason"), max_length=200)
