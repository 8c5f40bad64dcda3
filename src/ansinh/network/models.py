"""Which hamlets stand in a commune, which organisations work there, and which collector serves which hamlet?"""

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models

from ansinh.network.terms import HamletKind, OrganisationKind

_COMMUNE = r"^\d{5}$"


class DateSpan(models.Func):
    """The days from `since` up to `until` (excluded; open when NULL)."""

    function = "DATERANGE"
    output_field = DateRangeField()


@pghistory.track()
class Hamlet(models.Model):
    """The smallest place, entered locally: a hamlet, or an area of a town. Its code begins with the commune's."""

    code = models.CharField(max_length=8, unique=True)
    commune = models.CharField(max_length=5)
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in HamletKind])
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["code"]
        indexes = [models.Index(fields=["commune", "code"], name="hamlet_by_commune")]
        constraints = [
            models.CheckConstraint(
                name="hamlet_code_begins_with_its_commune",
                condition=models.Q(code__regex=r"^\d{5}-\d{2}$")
                & models.Q(code__startswith=models.F("commune")),
            ),
            models.CheckConstraint(
                name="hamlet_ends_after_it_begins",
                condition=models.Q(until__isnull=True) | models.Q(until__gt=models.F("since")),
            ),
        ]

    @property
    def kind_label(self) -> str:
        return str(HamletKind(self.kind).label)


class Cluster(models.Model):
    """Hamlets of one commune that are steered together."""

    commune = models.CharField(max_length=5)
    name = models.CharField(max_length=100)
    hamlets = models.ManyToManyField(Hamlet, related_name="clusters")

    class Meta:
        ordering = ["commune", "name"]
        constraints = [
            models.UniqueConstraint(name="cluster_named_once_in_a_commune", fields=["commune", "name"]),
            models.CheckConstraint(name="cluster_in_a_commune", condition=models.Q(commune__regex=_COMMUNE)),
        ]


class Organisation(models.Model):
    """An office, union, collection service organisation, facility, school, employer or paying organisation."""

    code = models.CharField(max_length=32, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in OrganisationKind])
    commune = models.CharField(max_length=5, blank=True)

    class Meta:
        ordering = ["kind", "code"]
        constraints = [
            models.CheckConstraint(
                name="organisation_of_a_known_kind",
                condition=models.Q(kind__in=[kind.value for kind in OrganisationKind]),
            ),
        ]

    @property
    def kind_label(self) -> str:
        return str(OrganisationKind(self.kind).label)


class CollectionPoint(models.Model):
    """Where people may pay."""

    code = models.CharField(max_length=32, unique=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="points")
    name = models.CharField(max_length=200)
    commune = models.CharField(max_length=5)
    address = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["commune", "code"]
        constraints = [
            models.CheckConstraint(name="point_in_a_commune", condition=models.Q(commune__regex=_COMMUNE)),
        ]


@pghistory.track()
class Collector(models.Model):
    """A person who collects for an organisation; the name is shown only to those who may see people there."""

    code = models.CharField(max_length=32, unique=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="collectors")
    name = models.CharField(max_length=150)
    commune = models.CharField(max_length=5)
    user = models.OneToOneField(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="collector"
    )

    class Meta:
        ordering = ["commune", "code"]
        constraints = [
            models.CheckConstraint(
                name="collector_in_a_commune", condition=models.Q(commune__regex=_COMMUNE)
            ),
        ]


@pghistory.track()
class Assignment(models.Model):
    """A collector serves a hamlet from a day until a day. Ended, never deleted."""

    collector = models.ForeignKey(Collector, on_delete=models.PROTECT, related_name="assignments")
    hamlet = models.ForeignKey(Hamlet, on_delete=models.PROTECT, related_name="assignments")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["hamlet", "since"]
        constraints = [
            models.CheckConstraint(
                name="assignment_ends_after_it_begins",
                condition=models.Q(until__isnull=True) | models.Q(until__gt=models.F("since")),
            ),
            ExclusionConstraint(
                name="assigned_once_at_a_time",
                expressions=[
                    (DateSpan("since", "until"), RangeOperators.OVERLAPS),
                    ("collector", RangeOperators.EQUAL),
                    ("hamlet", RangeOperators.EQUAL),
                ],
            ),
        ]
