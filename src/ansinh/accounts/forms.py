"""What an administrator fills in about accounts and roles, and how the audit trail is searched."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from ansinh import territory
from ansinh.accounts.terms import Role
from ansinh.base.errors import NotFound


class Day(forms.DateInput):
    """A day, with the browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class NewUser(forms.Form):
    """A new account."""

    username = forms.CharField(
        label=_("User name"), max_length=150, help_text=_("For signing in; letters, digits, dot and dash.")
    )
    name = forms.CharField(label=_("Full name"), max_length=150)
    password = forms.CharField(
        label=_("First password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least ten characters. Hand it over in person; it should be changed at once."),
    )


class GiveRole(forms.Form):
    """One more role for an account."""

    role = forms.ChoiceField(label=_("Role"))
    area = forms.CharField(
        label=_("Area"),
        max_length=8,
        help_text=_("Code of the province (92), the commune (31471) or the hamlet (31471-03)."),
    )
    organisation = forms.CharField(label=_("Organisation"), max_length=32, required=False)
    since = forms.DateField(label=_("From day"), widget=Day)
    until = forms.DateField(
        label=_("Until day (excluded)"), widget=Day, required=False, help_text=_("Empty: no end known.")
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        required=False,
        help_text=_("For example the number and day of the decision."),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role.value, str(role.label)) for role in Role]

    def clean(self) -> dict:
        given = super().clean()
        if given.get("area") and given.get("since"):
            try:
                territory.unit(given["area"].partition("-")[0], given["since"])
            except NotFound as error:
                self.add_error("area", str(error.message))
        return given


class EndRole(forms.Form):
    """The first day without a role."""

    on = forms.DateField(label=_("Ends on day"), widget=Day)
    reason = forms.CharField(label=_("Reason"), max_length=200, required=False)


class AuditSearch(forms.Form):
    """Which lines of the audit trail to show."""

    action = forms.CharField(label=_("Action"), max_length=64, required=False)
    area = forms.CharField(label=_("Area"), max_length=8, required=False)
    day = forms.DateField(label=_("Day"), widget=Day, required=False)


BORROWED = (
    gettext_noop("Username"),
    gettext_noop("Password"),
    gettext_noop("Current Password"),
    gettext_noop("New Password"),
    gettext_noop("New Password (again)"),
    gettext_noop("You must type the same password each time."),
    gettext_noop("Code"),
    gettext_noop("Authenticator code"),
    gettext_noop("Incorrect code."),
    gettext_noop("Incorrect password."),
    gettext_noop("Please type your current password."),
    gettext_noop("The username and/or password you specified are not correct."),
    gettext_noop("Too many failed login attempts. Try again later."),
    gettext_noop("This account is currently inactive."),
    gettext_noop("Use your password"),
    gettext_noop("Use authenticator app or code"),
    gettext_noop("You have signed out."),
    gettext_noop("Password successfully changed."),
    gettext_noop("Authenticator app activated."),
    gettext_noop("Authenticator app deactivated."),
    gettext_noop("A new set of recovery codes has been generated."),
)
"""Texts of allauth, which speaks no Vietnamese: listed here so that our catalogue translates them."""
