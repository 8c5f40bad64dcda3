"""The screens of accounts: who has one, which roles they hold; and the audit trail."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ansinh.accounts import forms, queries, services
from ansinh.accounts.terms import Permission
from ansinh.base.errors import InvalidValue


@require_safe
def users(request: HttpRequest) -> HttpResponse:
    """Every account with the roles in force today."""
    rows = queries.users(request.viewer, timezone.localdate())
    return render(request, "accounts/users.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def new_user(request: HttpRequest) -> HttpResponse:
    """Make an account."""
    queries.require_permission(request.viewer, Permission.MANAGE_ACCOUNTS, settings.PROVINCE)
    form = forms.NewUser(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.create_user(**form.cleaned_data, by=request.user)
        except InvalidValue as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The account is there. Give it a role now."))
            return redirect("accounts:user", key=made.pk)
    return render(request, "accounts/new_user.html", {"form": form})


@require_safe
def user(request: HttpRequest, key: int) -> HttpResponse:
    """One account: its roles, and forms to give or end one."""
    shown = queries.user(request.viewer, key)
    form = forms.GiveRole(initial={"since": timezone.localdate(), "area": settings.PROVINCE})
    return _account(request, shown, form)


@require_POST
def give(request: HttpRequest, key: int) -> HttpResponse:
    """Give a role."""
    shown = queries.user(request.viewer, key)
    form = forms.GiveRole(request.POST)
    if form.is_valid():
        queries.require_permission(request.viewer, Permission.MANAGE_ACCOUNTS, form.cleaned_data["area"])
        try:
            services.grant(shown, **form.cleaned_data, by=request.user)
        except InvalidValue as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The role is given."))
            return redirect("accounts:user", key=key)
    return _account(request, shown, form)


@require_POST
def end(request: HttpRequest, key: int) -> HttpResponse:
    """End a role."""
    given = get_object_or_404(queries.grants(request.viewer), pk=key)
    queries.require_permission(request.viewer, Permission.MANAGE_ACCOUNTS, given.area)
    form = forms.EndRole(request.POST)
    if form.is_valid():
        services.end_grant(given, **form.cleaned_data, by=request.user)
        messages.success(request, _("The role ends on that day."))
    else:
        messages.error(request, _("Say on which day the role ends."))
    return redirect("accounts:user", key=given.user_id)


@require_POST
def deactivate(request: HttpRequest, key: int) -> HttpResponse:
    """Close an account; its roles end today."""
    shown = queries.user(request.viewer, key)
    queries.require_permission(request.viewer, Permission.MANAGE_ACCOUNTS, settings.PROVINCE)
    services.deactivate(shown, by=request.user, on=timezone.localdate())
    messages.success(request, _("The account is closed."))
    return redirect("accounts:user", key=key)


@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    """The audit trail, newest first, by action, area and day."""
    form = forms.AuditSearch(request.GET)
    asked = {name: value for name, value in form.cleaned_data.items() if value} if form.is_valid() else {}
    found = queries.entries(request.viewer, **asked)
    page = Paginator(found, 40).get_page(request.GET.get("page"))
    return render(request, "accounts/audit.html", {"form": form, "page": page})


def _account(request: HttpRequest, shown, form: forms.GiveRole) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "shown": shown,
        "grants": shown.grants.order_by("-since", "-pk"),
        "form": form,
        "today": today,
    }
    return render(request, "accounts/user.html", context, status=400 if form.errors else 200)
