"""Which forms may this reader ask for and see, and what is still missing in them?"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from django.conf import settings
from django.db.models import Q, QuerySet

from ansinh import territory
from ansinh.accounts import queries as accounts
from ansinh.accounts.terms import Permission, Viewer
from ansinh.base.errors import NotFound
from ansinh.base.months import Month
from ansinh.base.texts import Text
from ansinh.indicators import queries as indicators
from ansinh.network import queries as network
from ansinh.reports.models import Batch
from ansinh.reports.terms import About, Form, State

_NO_FORM = Text("Không có biểu này.", "There is no such form.")
_NO_FILE = Text("Biểu chưa được lập xong.", "The form is not filled yet.")
_NOT_THERE = Text("Không có “{code}” để lập biểu này.", "There is no “{code}” to fill this form for.")
_LOOK = Text("Xem lại mã.", "Look at the code again.")


def forms_offered(viewer: Viewer) -> tuple[Form, ...]:
    """The forms that the viewer may ask for: a commune's officer those about communes."""
    areas = accounts.areas(viewer, Permission.FILL_FORMS)
    if settings.PROVINCE in areas:
        return tuple(Form)
    return tuple(form for form in Form if form.about is About.COMMUNE) if areas else ()


def require_may_fill(viewer: Viewer, area: str = "") -> None:
    """Raises: NotPermitted."""
    accounts.require_permission(viewer, Permission.FILL_FORMS, area)


def communes_offered(viewer: Viewer, on: dt.date) -> list[tuple[str, str]]:
    """Code and name of the communes that the viewer may fill forms for."""
    areas = accounts.areas(viewer, Permission.FILL_FORMS)
    units = territory.units(on, level=territory.Level.COMMUNE, within=settings.PROVINCE)
    return [(unit.code, unit.name) for unit in units if settings.PROVINCE in areas or unit.code in areas]


def organisations_offered(viewer: Viewer) -> list[tuple[str, str]]:
    """Code and name of the organisations that support participation."""
    if settings.PROVINCE not in accounts.areas(viewer, Permission.FILL_FORMS):
        return []
    return [(each.code, each.name) for each in network.support_organisations()]


def place(form: Form, about: str, viewer: Viewer, on: dt.date) -> tuple[str, str]:
    """The name of whom a form is about, and the unit whose readers may see it. Raises: NotFound, NotPermitted."""
    if form.about is About.COMMUNE:
        require_may_fill(viewer, about)
        return territory.unit(about, on).name, about
    require_may_fill(viewer, settings.PROVINCE)
    if form.about is About.PROVINCE:
        return territory.unit(settings.PROVINCE, on).name, settings.PROVINCE
    if form.about is About.ORGANISATION:
        names = dict(organisations_offered(viewer))
        if about not in names:
            raise NotFound(_NOT_THERE.format(code=about), _LOOK)
        return names[about], settings.PROVINCE
    return about, settings.PROVINCE


def months_offered(viewer: Viewer) -> tuple[Month, ...]:
    """The published months, the newest first."""
    return tuple(reversed(indicators.edition(viewer=viewer).months))


def run_of(month: Month, viewer: Viewer) -> str:
    """The code of the month's current run, or empty."""
    stamp = indicators.edition(viewer=viewer).stamps.get(month)
    return stamp.code if stamp else ""


def batches(viewer: Viewer) -> QuerySet[Batch]:
    """The forms in the viewer's areas, the newest first; dropped ones no more."""
    require_may_fill(viewer)
    areas = accounts.areas(viewer, Permission.FILL_FORMS)
    found = Batch.objects.exclude(state=State.DROPPED).select_related("asked_by", "submitted_by")
    if settings.PROVINCE not in areas:
        found = found.filter(Q(area__in=areas))
    return found


def batch(viewer: Viewer, key: int) -> Batch:
    """One form. Raises: NotFound, also where it lies in another area."""
    found = batches(viewer).filter(pk=key).first()
    if found is None:
        raise NotFound(_NO_FORM)
    return found


def workbook(of: Batch, path: Path) -> Path:
    """The filled workbook at `path`. Raises: NotFound when it is not filled yet."""
    if not of.sha256 or not path.exists():
        raise NotFound(_NO_FILE)
    return path


def waiting() -> list[int]:
    """For the queue: the forms that were asked for and are not filled."""
    return list(Batch.objects.filter(state=State.ASKED).values_list("pk", flat=True))
