"""Which rooms does this reader find in the rail? Only those that exist and that they may enter."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ansinh.accounts import queries
from ansinh.accounts.terms import Permission, Viewer


@dataclass(frozen=True)
class Entry:
    """A room in the rail: its address by name, its word and icon, and the right it asks for."""

    name: str
    word: Promise
    icon: str
    needs: Permission
    also: tuple[str, ...] = ()
    """Beginnings of addresses that belong to the room too."""


@dataclass(frozen=True)
class Shown:
    """An entry as one reader sees it on one page."""

    url: str
    word: Promise
    icon: str
    current: bool


# The order of the loop: overview, targets, lists, employers, outreach, steering, reports, data.
RAIL = (
    Entry("indicators:home", _("Overview"), "overview", Permission.SEE_FIGURES, ("/units/", "/indicators/", "/figures/")),
    Entry("indicators:targets", _("Targets"), "targets", Permission.SEE_FIGURES),
    Entry("outreach:lists", _("Work lists"), "lists", Permission.SEE_FIGURES),
    Entry("matching:home", _("Linkage"), "linkage", Permission.SEE_FIGURES),
    Entry("reports:forms", _("Official forms"), "forms", Permission.FILL_FORMS),
    Entry("network:home", _("Network"), "network", Permission.SEE_FIGURES),
    Entry("indicators:published", _("Published results"), "published", Permission.SEE_FIGURES),
    Entry("indicators:check_figures", _("Check figures"), "check", Permission.SEE_FIGURES),
    Entry("portal:calculators", _("Calculators"), "calculators", Permission.SEE_FIGURES),
    Entry("intake:deliveries", _("Deliveries"), "data", Permission.DELIVER_FILES),
    Entry("indicators:runs", _("Runs"), "runs", Permission.SEE_FIGURES),
    Entry("accounts:users", _("Accounts"), "accounts", Permission.MANAGE_ACCOUNTS),
    Entry("accounts:audit", _("Audit trail"), "audit", Permission.READ_AUDIT),
)  # fmt: skip


def rail(viewer: Viewer, path: str) -> list[Shown]:
    """The entries for `viewer` on the page at `path`; none for a visitor."""
    shown = []
    for entry in RAIL:
        url = _address(entry.name)
        if url and queries.may(viewer, entry.needs):
            begins = (url, *entry.also) if url != "/" else entry.also
            current = path == url or any(path.startswith(beginning) for beginning in begins)
            shown.append(Shown(url, entry.word, entry.icon, current))
    return shown


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
