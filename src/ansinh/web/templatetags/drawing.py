"""How does a template ask for a picture? Each tag hands numbers to `web.charts` and prints its SVG."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString, mark_safe

from ansinh.web.charts import bars, lines
from ansinh.web.templatetags.writing import status_class

register = template.Library()


@register.simple_tag
def bullet(value, target, state="", label="") -> SafeString:
    """A bar against its target."""
    return mark_safe(bars.bullet(value, target, status=status_class(state) if state else "", label=label))


@register.simple_tag
def bar(value, most, state="", label="") -> SafeString:
    """A small bar from zero."""
    return mark_safe(bars.bar(value, most, status=status_class(state) if state else "", label=label))


@register.simple_tag
def change_bar(value, most, label="") -> SafeString:
    """A small bar to the right (gain) or left (loss) of zero."""
    return mark_safe(bars.change_bar(value, most, label=label))


@register.simple_tag
def spark(series, last_year=(), label="–") -> SafeString:
    """The last months in the height of a row."""
    return mark_safe(lines.spark(series, last_year, label=label))
