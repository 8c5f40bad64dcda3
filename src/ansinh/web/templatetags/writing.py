"""How do templates write numbers, sums, days and states in the reader's convention?"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from ansinh.base import figures
from ansinh.base.months import Month

register = template.Library()

STATES = {
    "done": ("good", _("reached")),
    "reached": ("good", _("reached")),
    "on_track": ("steady", _("on pace")),
    "behind": ("behind", _("behind")),
    "low": ("behind", _("low group")),
    "open": ("", _("not yet reached")),
    "overdue": ("behind", _("due, not reached")),
    "no_target": ("", _("no target")),
    "no_value": ("", _("no figure yet")),
    "late": ("wait", _("late")),
    "partial": ("wait", _("partial")),
    "estimated": ("wait", _("estimated")),
    "unverified": ("wait", _("not verified")),
    "ambiguous": ("wait", _("two readings")),
    "reported": ("wait", _("reported by the unit")),
    "differs": ("behind", _("differs")),
    "accepted": ("good", _("accepted")),
    "returned": ("behind", _("returned")),
    "waiting": ("wait", _("waiting")),
    "running": ("wait", _("running")),
    "published": ("good", _("published")),
    "superseded": ("", _("superseded")),
    "failed": ("behind", _("stopped")),
    "to_visit": ("", _("not yet visited")),
    "enrolled": ("good", _("enrolled")),
    "already_insured": ("wait", _("already insured")),
    "moved": ("wait", _("moved away")),
    "refused": ("behind", _("refused")),
    "not_found": ("wait", _("not found")),
    "deceased": ("", _("deceased")),
}
"""State: how it looks (a class of ansinh.css) and its word. A room adds its states here."""


@register.filter
def number(value: int | Decimal | None, places: int | None = None) -> str:
    """1.215; with `places` decimals if given."""
    return figures.number(value, places)


@register.filter
def signed(value: int | Decimal | None, places: int | None = None) -> str:
    """+12, −12."""
    return figures.signed(value, places)


@register.filter
def percent(value: Decimal | None, places: int = 2) -> str:
    """80,52 %."""
    return figures.percent(value, places)


@register.filter
def short(value: int | Decimal | None) -> str:
    """2,94 triệu, the exact count on hover."""
    return _with_exact(figures.short(value), figures.number(value))


@register.filter
def money(value: int | None) -> str:
    """404,7 triệu đồng, the exact sum on hover."""
    return _with_exact(figures.money(value), figures.exact_money(value))


@register.filter
def day(value: dt.date | None) -> str:
    """30/9/2025."""
    return figures.day(value)


@register.filter
def month(value: Month | str | None) -> str:
    """tháng 10/2026; a text `2026-10` is understood too."""
    return figures.month(Month.parse(value) if isinstance(value, str) and value else value or None)


@register.filter
def moment(value: dt.datetime | None) -> str:
    """30/9/2025 14:05, in the clock of Viet Nam."""
    return figures.moment(timezone.localtime(value) if value else None)


@register.simple_tag
def status(state: str, words: object = "") -> SafeString:
    """A state as a word with a shape; `words` replaces the usual word."""
    look, usual = STATES.get(str(state), ("", str(state)))
    return format_html('<span class="status {}">{}</span>', look, words or usual)


@register.filter
def status_class(state: object) -> str:
    """The class that a chart's mark of this state carries."""
    return STATES.get(str(state), ("", ""))[0] or "none"


def _with_exact(shown: str, exact: str) -> str:
    if shown == exact:
        return shown
    return format_html('<span class="exact" title="{}">{}</span>', exact, shown)
