"""What is asked of a person who lost the job?"""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from ansinh.law.parameters.levels import Zone
from ansinh.portal.forms.fields import Day, Dong, Question, meaning, month_count, options


class UnemploymentForm(Question):
    """Average wage, months, zone, the day the job ended and the day of filing."""

    average = Dong(help_text=_("For example 9.000.000."))
    months = month_count(_("Months of UI paid and not used yet"), 600)
    zone = forms.ChoiceField(label=_("Minimum wage zone of the place of work"))
    filed_on = Day(label=_("Day the complete file is handed in"))

    field_order = ("average", "months", "zone", "on", "filed_on")

    def __init__(self, *arguments: object, **more: object) -> None:
        super().__init__(*arguments, **more)
        self.fields["on"].label = _("Day the job ended")
        self.fields["average"].label = meaning("unemployment.benefit", "average")
        self.fields["filed_on"].initial = self.today

    def choices(self) -> dict[str, list[tuple[str, object]]]:
        return {"zone": options(Zone)}

    def question(self) -> dict[str, object]:
        data = self.cleaned_data
        named = {name: data[name] for name in ("on", "average", "months", "filed_on")}
        return {**named, "zone": Zone(data["zone"])}
