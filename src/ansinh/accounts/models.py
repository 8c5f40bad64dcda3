"""Who signs in, which role each person holds where and when, and what was done: the accounts' tables."""

import pghistory
import pgtrigger
from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models

from ansinh.accounts import terms


class User(AbstractUser):
    """A person who signs in. Never deleted, because the audit trail names them: deactivated."""

    first_name = None
    last_name = None
    name = models.CharField(max_length=150, blank=True)

    class Meta(AbstractUser.Meta):
        abstract = False

    def get_full_name(self) -> str:
        return self.name or self.username

    def get_short_name(self) -> str:
        return self.get_full_name()


class DateSpan(models.Func):
    """The days from `since` up to `until` (excluded; open when NULL)."""

    function = "DATERANGE"
    output_field = DateRangeField()


@pghistory.track()
class Grant(models.Model):
    """One role of one user over one area from a day until a day. Ended, never deleted."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=32, choices=[(role.value, role.value) for role in terms.Role])
    area = models.CharField(max_length=8)
    organisation = models.CharField(max_length=32, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["user", "since", "pk"]
        constraints = [
            models.CheckConstraint(
                name="grant_ends_after_it_begins",
                condition=models.Q(until__isnull=True) | models.Q(until__gt=models.F("since")),
            ),
            models.CheckConstraint(
                name="grant_of_a_known_role",
                condition=models.Q(role__in=[role.value for role in terms.Role]),
            ),
            models.CheckConstraint(
                name="grant_over_an_area", condition=models.Q(area__regex=r"^\d{2}(\d{3}(-\d{2})?)?$")
            ),
            ExclusionConstraint(
                name="grant_held_once",
                expressions=[
                    (DateSpan("since", "until"), RangeOperators.OVERLAPS),
                    ("user", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    ("area", RangeOperators.EQUAL),
                    ("organisation", RangeOperators.EQUAL),
                ],
            ),
        ]
        triggers = [pgtrigger.Protect(name="ended_not_deleted", operation=pgtrigger.Delete)]

    @property
    def role_label(self) -> str:
        return str(terms.Role(self.role).label)


class Entry(models.Model):
    """One line of the audit trail, sealed over its content and the line before it. Append-only.

    `about` is an opaque key: neither it nor `details` ever holds a person's name or number.
    """

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    action = models.CharField(max_length=64)
    about = models.CharField(max_length=120, blank=True)
    area = models.CharField(max_length=8, blank=True)
    details = models.JSONField(default=dict)
    previous = models.CharField(max_length=64, blank=True)
    seal = models.CharField(max_length=64)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(name="audit_does_not_fork", fields=["previous"]),
            models.CheckConstraint(name="audit_counts_from_one", condition=models.Q(number__gte=1)),
        ]
        indexes = [
            models.Index(fields=["action", "-number"], name="audit_by_action"),
            models.Index(fields=["area", "-number"], name="audit_by_area"),
            models.Index(fields=["at"], name="audit_by_day"),
            models.Index(fields=["by", "-number"], name="audit_by_actor"),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="never_emptied",
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                operation=pgtrigger.Truncate,
                func="RAISE EXCEPTION 'The audit trail is never emptied';",
            ),
        ]

    @property
    def word(self) -> str:
        """What happened, in the reader's language."""
        return str(terms.ACTIONS.get(self.action, self.action))
