"""What is asked of a household that joins HI?"""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from ansinh.law.health.premium import PERIODS
from ansinh.law.parameters.health import Supported
from ansinh.portal.forms.fields import Question, options, people

FREQUENT = (Supported.STUDENT, Supported.NEAR_POOR, Supported.AVERAGE_AGRICULTURAL)


class HouseholdForm(Question):
    """How many members in which group, for how many months."""

    months = forms.TypedChoiceField(label=_("Pay for"), coerce=int, initial=12)
    household = people(_("Members who pay by the household scale"))
    already = people(_("Members of the household who have paid this year already"))

    def __init__(self, *arguments: object, **more: object) -> None:
        super().__init__(*arguments, **more)
        for value, label in options(Supported):
            self.fields[value] = people(label)
        self.fields["on"].label = _("Day of payment")

    def choices(self) -> dict[str, list[tuple[str, object]]]:
        return {"months": [(months, _("%(months)s months") % {"months": months}) for months in PERIODS]}

    @property
    def frequent(self) -> list[forms.BoundField]:
        """The groups that most members belong to."""
        return [self["household"], *(self[group.value] for group in FREQUENT)]

    @property
    def others(self) -> list[forms.BoundField]:
        """The remaining groups."""
        return [self["already"], *(self[group.value] for group in Supported if group not in FREQUENT)]

    @property
    def others_given(self) -> bool:
        """Was anything entered, rightly or wrongly, among the remaining groups?"""
        return self.is_bound and any(self.data.get(field.name) for field in self.others)

    def clean(self) -> dict:
        data = super().clean()
        counts = [data.get("household"), *(data.get(group.value) for group in Supported)]
        if not self.errors and not any(counts):
            self.add_error("household", _("Say for at least one group how many members join."))
        return data

    def question(self) -> dict[str, object]:
        data = self.cleaned_data
        return {
            "on": data["on"],
            "months": data["months"],
            "household": data["household"] or 0,
            "already": data["already"] or 0,
            "supported": {group: data[group.value] or 0 for group in Supported},
        }
