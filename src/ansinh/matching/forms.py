"""What a clerk sends: a verdict on a pair, or that one is taken back; which pairs a list shows."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from ansinh.matching.terms import GIVEN, Question, Verdict


class SeenForm(forms.Form):
    """How many decisions the clerk had before their eyes, and why something is said."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    note = forms.CharField(
        label=_("Note"),
        max_length=300,
        required=False,
        help_text=_("What you compared with, for whoever looks later. Not needed."),
    )


class DecisionForm(SeenForm):
    """A verdict; each has a button of its own."""

    verdict = forms.TypedChoiceField(choices=[(each.value, each.value) for each in GIVEN], coerce=Verdict)


class QueueForm(forms.Form):
    """Which pairs a list shows. Whatever is not understood is left out."""

    commune = forms.RegexField(r"^([0-9]{5}|-)$", required=False)
    verdict = forms.TypedChoiceField(
        choices=[(each.value, each.value) for each in Verdict],
        coerce=Verdict,
        required=False,
        empty_value=None,
    )
    question = forms.TypedChoiceField(
        choices=[(each.value, each.value) for each in Question if each.undone_by], coerce=Question,
        required=False, empty_value=None,
    )  # fmt: skip

    def asked(self) -> dict[str, object]:
        """The fields that were understood."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
