"""How are the small parts of every page made: icons, fields of a form?"""

from __future__ import annotations

from django import template
from django.forms import BoundField
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from ansinh.base import figures
from ansinh.base.months import Month

register = template.Library()

ICONS = {
    "overview": "M3 11l9-8 9 8M5 9.5V20h14V9.5M10 20v-6h4v6",
    "targets": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7a5 5 0 1 0 0 10 5 5 0 0 0 0-10zM12 11.5v1",
    "data": "M4 6c0-4 16-4 16 0s-16 4-16 0zM4 6v12c0 4 16 4 16 0V6M4 12c0 4 16 4 16 0",
    "runs": "M4 12a8 8 0 1 0 2.5-5.8M4 4v4h4M12 8v4l3 2",
    "check": "M4 4h16v16H4zM8 12l3 3 5-6",
    "published": "M5 3h10l4 4v14H5zM15 3v4h4M8 12h8M8 16h8M8 8h3",
    "network": "M12 5a2 2 0 1 0 0 .01M5 18a2 2 0 1 0 0 .01M19 18a2 2 0 1 0 0 .01M12 7v5M12 12l-6 4M12 12l6 4",
    "lists": "M5 4h14v17H5zM9 2.5h6v3H9zM8.5 10h1M12 10h4M8.5 14h1M12 14h4M8.5 18h1M12 18h4",
    "linkage": "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1.5 1.5M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1.5-1.5",
    "forms": "M5 3h14v18H5zM5 8h14M5 13h14M11 8v13",
    "accounts": "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4 21c0-8 16-8 16 0",
    "audit": "M12 3l8 3v6c0 5-4 8-8 9-4-1-8-4-8-9V6zM9 12l2 2 4-4",
    "calculators": "M6 3h12v18H6zM9 7h6M9 12h.01M12 12h.01M15 12h.01M9 16h.01M12 16h.01M15 16h.01",
    "search": "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16 16l5 5",
    "download": "M12 4v11M7 11l5 5 5-5M4 20h16",
    "print": "M7 8V3h10v5M7 17H4V8h16v9h-3M7 14h10v7H7z",
}
"""Strokes on a 24 by 24 field."""


@register.simple_tag
def icon(name: str) -> SafeString:
    """A stroke beside its word; hidden from screen readers, which have the word."""
    return mark_safe(
        f'<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="{ICONS[name]}"/></svg>'
    )


@register.simple_tag
def field(bound: BoundField) -> SafeString:
    """A field of a form: label above, help below, errors beside, tied together for screen readers."""
    described = [
        f"{bound.auto_id}_{part}"
        for part, there in (("help", bound.help_text), ("errors", bound.errors))
        if there
    ]
    attributes = {"aria-describedby": " ".join(described)} if described else {}
    if bound.errors:
        attributes["aria-invalid"] = "true"
    help_text = format_html('<p class="help" id="{}_help">{}</p>', bound.auto_id, bound.help_text)
    errors = format_html('<div class="errors" id="{}_errors">{}</div>', bound.auto_id, bound.errors)
    return format_html(
        '<div class="field{}"><label for="{}">{}</label>{}{}{}</div>',
        " bad" if bound.errors else "",
        bound.id_for_label,
        bound.label,
        bound.as_widget(attrs=attributes),
        help_text if bound.help_text else "",
        errors if bound.errors else "",
    )


@register.simple_tag
def month_options(months: tuple[Month, ...], chosen: Month) -> SafeString:
    """The months to choose from, newest first."""
    shown = (
        (each, mark_safe(" selected") if each == chosen else "", figures.month(each))
        for each in reversed(months)
    )
    return format_html_join("", '<option value="{}"{}>{}</option>', shown)


@register.simple_tag(takes_context=True)
def keep_parameters(context: template.Context, *changed: str) -> SafeString:
    """Hidden fields that keep the address's other parameters when a form changes `changed`."""
    kept = context["request"].GET.items()
    return format_html_join(
        "",
        '<input type="hidden" name="{}" value="{}">',
        ((name, value) for name, value in kept if name not in changed),
    )


@register.simple_tag(takes_context=True)
def with_parameters(context: template.Context, **changed: object) -> str:
    """This page's address with some parameters changed; an empty value takes one out."""
    parameters = context["request"].GET.copy()
    for name, value in changed.items():
        if value in ("", None):
            parameters.pop(name, None)
        else:
            parameters[name] = str(value)
    return f"?{parameters.urlencode()}" if parameters else context["request"].path
