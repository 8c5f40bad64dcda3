"""What is asked of a person who thinks of voluntary SI?"""

from __future__ import annotations

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from ansinh.law.parameters.benefits import Sex
from ansinh.law.parameters.voluntary import Group, years_ahead
from ansinh.law.voluntary.payment import MODES
from ansinh.portal.forms.fields import Dong, MonthField, Question, month_count, options


class VoluntaryForm(Question):
    """Income, groups, mode, and what the outlook needs."""

    income = Dong(
        label=_("Monthly income you choose to contribute on, đồng"), help_text=_("For example 1.500.000.")
    )
    groups = forms.MultipleChoiceField(
        label=_("Groups with higher State support"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick all that hold; the highest counts. None: everybody else."),
    )  # fmt: skip
    months = forms.TypedChoiceField(label=_("Pay for"), coerce=int, initial=12)
    supported_before = month_count(_("Months the State has supported before, if any"), 600, required=False)
    monthly_return = forms.DecimalField(
        label=_("Monthly investment return of the SI fund last year, %"), required=False, min_value=0, max_value=9,
        max_digits=8, localize=True, widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        help_text=_("Only for years ahead: as VSS announces it in January."),
    )  # fmt: skip
    sex = forms.ChoiceField(label=_("Sex"))
    born = MonthField(label=_("Month of birth"), help_text=_("For example 5/1985."))
    paid_months = month_count(_("Months of SI paid so far, if any"), 600, required=False)
    paid_income = Dong(label=_("Average wage or income of those months, đồng"), required=False)

    def __init__(self, *arguments: object, **more: object) -> None:
        super().__init__(*arguments, **more)
        self.fields["on"].label = _("Day of payment")

    def choices(self) -> dict[str, list[tuple[str, object]]]:
        months = [(months, _("%(months)s months") % {"months": months}) for months in MODES[1:]]
        ahead = range(2, years_ahead.on(self.today) + 1)
        years = [(12 * years, _("%(years)s years ahead") % {"years": years}) for years in ahead]
        return {
            "groups": options(group for group in Group if group is not Group.OTHER),
            "months": [(1, _("1 month")), *months, *years],
            "sex": options(Sex),
        }

    def question(self) -> dict[str, object]:
        data = self.cleaned_data
        percent = data["monthly_return"]
        return {
            **{name: data[name] for name in ("on", "income", "months", "born", "paid_income")},
            "groups": tuple(map(Group, data["groups"])) or (Group.OTHER,),
            "supported_before": data["supported_before"] or 0,
            "monthly_return": None if percent is None else percent / Decimal(100),
            "sex": Sex(data["sex"]),
            "paid_months": data["paid_months"] or 0,
        }
