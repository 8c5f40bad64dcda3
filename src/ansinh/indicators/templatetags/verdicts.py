"""How does a page show a verdict: a shape and a word, never colour alone?"""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ansinh.indicators.rules.figures.verdicts import Verdict

register = template.Library()

LOOKS = {
    Verdict.HOLDS_EXACTLY: "good",
    Verdict.HOLDS_WITHIN_ROUNDING: "good",
    Verdict.HOLDS_ONLY_BY_TRUNCATION: "wait",
    Verdict.DOES_NOT_HOLD: "behind",
    Verdict.AMBIGUOUS: "wait",
    Verdict.FLAGGED: "wait",
}


@register.filter
def unbroken(words: object) -> str:
    """The sentence with each percent sign kept on the line of its number."""
    return str(words).replace(" %", "\u00a0%")


@register.simple_tag
def verdict(found: Verdict) -> SafeString:
    """The verdict as a small label in the looks of a status."""
    return format_html('<span class="status {}">{}</span>', LOOKS.get(found, ""), found.label)
