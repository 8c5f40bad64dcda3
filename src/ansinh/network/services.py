"""How do hamlets, organisations, collection points and collectors come in, and who looked at a collector?"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import gettext as _

from ansinh.accounts import services as accounts
from ansinh.base.errors import InvalidValue
from ansinh.network.models import Assignment, Cluster, CollectionPoint, Collector, Hamlet, Organisation
from ansinh.network.terms import HamletKind, OrganisationKind


@transaction.atomic
def load_hamlets(path: Path, *, by) -> int:
    """Hamlets from a CSV `code,commune,name,kind,since`: new ones added, known ones brought up to date.

    Returns how many lines. Raises: InvalidValue naming the line; then nothing is loaded.
    """
    sheet = _read(path, "code", "commune", "name", "kind", "since")
    rows = [
        Hamlet(
            code=line["code"], commune=line["commune"], name=line["name"],
            kind=sheet.one_of(HamletKind, line, "kind"), since=sheet.day(line, "since"),
        )
        for line in sheet.lines
    ]  # fmt: skip
    for line in sheet.lines:
        if line["code"][:6] != f"{line['commune']}-":
            raise sheet.wrong(line, "code")
    _keep(Hamlet, rows, ["commune", "name", "kind", "since"])
    return _loaded("network.hamlets_loaded", sheet, by)


@transaction.atomic
def load_organisations(path: Path, *, by) -> int:
    """Organisations from a CSV `code,name,kind,commune` (commune empty: of the province). As `load_hamlets`."""
    sheet = _read(path, "code", "name", "kind", "commune")
    rows = [
        Organisation(
            code=line["code"], name=line["name"], commune=line["commune"],
            kind=sheet.one_of(OrganisationKind, line, "kind"),
        )
        for line in sheet.lines
    ]  # fmt: skip
    _keep(Organisation, rows, ["name", "kind", "commune"])
    return _loaded("network.organisations_loaded", sheet, by)


@transaction.atomic
def load_points(path: Path, *, by) -> int:
    """Collection points from a CSV `code,organisation,name,commune,address`. As `load_hamlets`."""
    sheet = _read(path, "code", "organisation", "name", "commune", "address")
    organisations = _ids(Organisation)
    rows = [
        CollectionPoint(
            code=line["code"], organisation_id=sheet.known(organisations, line, "organisation"),
            name=line["name"], commune=line["commune"], address=line["address"],
        )
        for line in sheet.lines
    ]  # fmt: skip
    _keep(CollectionPoint, rows, ["organisation", "name", "commune", "address"])
    return _loaded("network.points_loaded", sheet, by)


@transaction.atomic
def load_collectors(path: Path, *, by, since: dt.date | None = None) -> int:
    """Collectors from a CSV `code,organisation,name,commune,hamlets` (hamlet codes parted by `;`).

    Each serves the hamlets named from `since` (not given: from the hamlet's own first day); with
    `since`, hamlets no longer named end on that day. As `load_hamlets`.
    """
    sheet = _read(path, "code", "organisation", "name", "commune", "hamlets")
    organisations = _ids(Organisation)
    rows = [
        Collector(
            code=line["code"], organisation_id=sheet.known(organisations, line, "organisation"),
            name=line["name"], commune=line["commune"],
        )
        for line in sheet.lines
    ]  # fmt: skip
    _keep(Collector, rows, ["organisation", "name", "commune"])
    _assign(sheet, since)
    return _loaded("network.collectors_loaded", sheet, by)


@transaction.atomic
def form_cluster(commune: str, name: str, hamlets: list[str], *, by) -> Cluster:
    """Steer some hamlets of one commune together; named again, the cluster gets these hamlets instead.

    Raises: InvalidValue when a hamlet is not of that commune.
    """
    found = list(Hamlet.objects.filter(commune=commune, code__in=hamlets))
    missing = sorted(set(hamlets) - {each.code for each in found})
    if missing:
        raise InvalidValue(_("Not hamlets of this commune: %(codes)s.") % {"codes": ", ".join(missing)})
    cluster, _made = Cluster.objects.get_or_create(commune=commune, name=name)
    cluster.hamlets.set(found)
    details = {"hamlets": sorted(hamlets)}
    accounts.record(
        "network.cluster_formed", by=by, about=f"cluster:{cluster.pk}", area=commune, details=details
    )
    return cluster


@transaction.atomic
def link_account(code: str, *, username: str, by) -> None:
    """From now on the account `username` is that of the collector `code`, whose list it opens.

    Raises: InvalidValue when there is no such collector or account, or the account is another's.
    """
    collector = Collector.objects.select_for_update(of=("self",)).filter(code=code).first()
    user = get_user_model().objects.filter(username=username).first()
    if collector is None or user is None:
        raise InvalidValue(_("There is no such collector or account."))
    if Collector.objects.filter(user=user).exclude(pk=collector.pk).exists():
        raise InvalidValue(_("This account belongs to another collector already."))
    collector.user = user
    collector.save(update_fields=["user"])
    details = {"user": user.pk}
    accounts.record(
        "network.collector_linked",
        by=by,
        about=f"collector:{collector.pk}",
        area=collector.commune,
        details=details,
    )


def note_look(what: str, *, by, about: str, area: str, persons: int = 1) -> None:
    """Write down that somebody looked at collectors' names: `what` is `collector` or `collectors`."""
    accounts.record(f"{what}.looked", by=by, about=about, area=area, details={"persons": persons})


def _assign(sheet: Sheet, since: dt.date | None) -> None:
    collectors, hamlets = _ids(Collector), _ids(Hamlet)
    begins = dict(Hamlet.objects.values_list("pk", "since"))
    wanted = {
        (collectors[line["code"]], sheet.known(hamlets, line | {"hamlets": code}, "hamlets"))
        for line in sheet.lines
        for code in filter(None, map(str.strip, line["hamlets"].split(";")))
    }
    in_force = Assignment.objects.filter(until__isnull=True, collector__in={pair[0] for pair in wanted})
    held = {(row.collector_id, row.hamlet_id): row.pk for row in in_force}
    if since:
        gone = [pk for pair, pk in held.items() if pair not in wanted]
        Assignment.objects.filter(pk__in=gone, since__lt=since).update(until=since)
    Assignment.objects.bulk_create(
        Assignment(collector_id=collector, hamlet_id=hamlet, since=since or begins[hamlet])
        for collector, hamlet in sorted(wanted - held.keys())
    )


@dataclass(frozen=True)
class Sheet:
    """A CSV file as it was read: each line a dict that also knows its number."""

    name: str
    sha256: str
    lines: list[dict[str, str]]

    def wrong(self, line: dict, column: str, allowed: Iterable[str] = ()) -> InvalidValue:
        choices = ", ".join(allowed)
        return InvalidValue(
            _("File %(file)s, line %(line)s: the value in column “%(column)s” cannot be used.")
            % {"file": self.name, "line": line["line"], "column": column},
            _("Allowed: %(choices)s.") % {"choices": choices} if choices else _("Correct it and load again."),
        )

    def one_of(self, kinds: type[StrEnum], line: dict, column: str) -> str:
        for kind in kinds:
            if line[column] in (kind.value, kind.label.vi, kind.label.en):
                return kind.value
        raise self.wrong(line, column, [kind.value for kind in kinds])

    def day(self, line: dict, column: str) -> dt.date:
        try:
            return dt.date.fromisoformat(line[column])
        except ValueError as error:
            raise self.wrong(line, column, ["2025-07-01"]) from error

    def known(self, ids: dict[str, int], line: dict, column: str) -> int:
        if line[column] not in ids:
            raise self.wrong(line, column)
        return ids[line[column]]


def _read(path: Path, *columns: str) -> Sheet:
    content = Path(path).read_bytes()
    try:
        reader = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    except UnicodeDecodeError as error:
        raise InvalidValue(_("File %(file)s is not UTF-8 text.") % {"file": Path(path).name}) from error
    missing = set(columns) - set(reader.fieldnames or ())
    if missing:
        raise InvalidValue(
            _("File %(file)s lacks the columns %(columns)s.")
            % {"file": Path(path).name, "columns": ", ".join(sorted(missing))}
        )
    lines = [
        {column: (row[column] or "").strip() for column in columns} | {"line": str(reader.line_num)}
        for row in reader
    ]
    return Sheet(Path(path).name, hashlib.sha256(content).hexdigest(), lines)


def _ids(model: Callable) -> dict[str, int]:
    return dict(model.objects.values_list("code", "pk"))


def _keep(model, rows: list, changeable: list[str]) -> None:
    model.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["code"], update_fields=changeable, batch_size=2_000
    )


def _loaded(action: str, sheet: Sheet, by) -> int:
    accounts.record(action, by=by, about=sheet.sha256[:24], details={"rows": len(sheet.lines)})
    return len(sheet.lines)
