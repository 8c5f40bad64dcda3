"""Deliveries and what was found in them."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ansinh.base.months import Month
from ansinh.intake.rules import batches
from ansinh.intake.rules.mapping import ColumnMapping
from ansinh.intake.rules.messages import said
from ansinh.intake.terms import Severity, State
from ansinh.registers import schemas


@pghistory.track()
class Delivery(models.Model):
    """One file that a sender delivered for a register and a month. Never deleted.

    Its bytes lie under their hash in the folder `incoming`; accepted, it has become the snapshot
    `snapshot` of the registers' store. Where a sender may have several lists in a month, `batch` says which one it
    is. With `look_first` a person looks at how it was read before it is taken.
    """

    register = models.CharField(_("register"), max_length=40)
    month = models.CharField(_("month"), max_length=7)
    sender = models.CharField(_("sender"), max_length=32)
    file_name = models.CharField(_("file name"), max_length=120)
    batch = models.CharField(_("list"), max_length=64, blank=True, default="")
    size = models.BigIntegerField(_("bytes"))
    sha256 = models.CharField(max_length=64)
    kind = models.CharField(_("kind of file"), max_length=8, blank=True)
    state = models.CharField(_("state"), max_length=12, default=State.RECEIVED)
    received_at = models.DateTimeField(_("received at"))
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(_("checked at"), null=True)
    attempts = models.PositiveIntegerField(default=0)
    rows = models.BigIntegerField(_("rows"), null=True)
    skipped_rows = models.BigIntegerField(default=0)
    snapshot = models.CharField(max_length=64, blank=True)
    schema_version = models.PositiveIntegerField(default=0)
    supersedes = models.ForeignKey("self", models.PROTECT, null=True, related_name="replaced_by")
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    confirmed_reason = models.CharField(_("reason"), max_length=300, blank=True)
    look_first = models.BooleanField(default=False)
    looked_at = models.DateTimeField(null=True)
    looked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    mapping = models.ForeignKey("SavedMapping", models.PROTECT, null=True, related_name="deliveries")

    class Meta:
        ordering = ["-received_at", "-pk"]
        indexes = [models.Index(fields=["month", "register"], name="delivery_by_month")]
        constraints = [
            models.UniqueConstraint(
                name="delivery_received_once",
                fields=["register", "month", "sender", "sha256"],
                condition=~models.Q(state__in=[State.WITHDRAWN, State.SUPERSEDED]),
            ),
            models.UniqueConstraint(
                name="delivery_one_accepted",
                fields=["register", "month", "sender", "batch"],
                condition=models.Q(state=State.ACCEPTED),
            ),
            models.CheckConstraint(
                name="delivery_in_a_known_state",
                condition=models.Q(state__in=[state.value for state in State]),
            ),
            models.CheckConstraint(
                name="delivery_for_a_month", condition=models.Q(month__regex=r"^\d{4}-(0[1-9]|1[0-2])$")
            ),
            models.CheckConstraint(
                name="delivery_accepted_is_a_snapshot",
                condition=models.Q(state__in=[State.ACCEPTED, State.SUPERSEDED], rows__gt=0)
                & ~models.Q(snapshot="")
                | ~models.Q(state__in=[State.ACCEPTED, State.SUPERSEDED]),
            ),
            models.CheckConstraint(
                name="delivery_confirmed_with_a_reason",
                condition=models.Q(confirmed_at__isnull=True) | ~models.Q(confirmed_reason=""),
            ),
        ]
        triggers = [pgtrigger.Protect(name="delivery_not_deleted", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.register} {self.month} {self.sender}"

    @property
    def schema(self) -> type[schemas.Register]:
        return schemas.register(self.register)

    @property
    def in_month(self) -> Month:
        return Month.parse(self.month)

    @property
    def standing(self) -> State:
        return State(self.state)

    @property
    def waiting_list(self) -> str:
        """Which of its sender's lists waits for somebody: no later one takes its place; empty: none."""
        return self.batch if self.standing in (State.HELD, State.SHOWN) else ""

    @property
    def list_name(self) -> str:
        """Whose list of the month it is and its number, as the form has it; empty where it bears none."""
        return "" if self.batch.startswith(batches.UNNUMBERED) else self.batch


@pghistory.track()
class SavedMapping(models.Model):
    """What a sender said of its headings for a register: which feeds which column. Ended, never deleted."""

    register = models.CharField(_("register"), max_length=40)
    sender = models.CharField(_("sender"), max_length=32)
    sheet = models.CharField(_("sheet"), max_length=120, blank=True)
    row = models.PositiveSmallIntegerField(_("row of the headings"), default=0)
    decisions = models.JSONField(default=dict)
    since = models.DateTimeField(_("since"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(_("ended"), null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["register", "sender", "-since"]
        constraints = [
            models.UniqueConstraint(
                name="mapping_one_in_force",
                fields=["register", "sender"],
                condition=models.Q(ended_at__isnull=True),
            ),
            models.CheckConstraint(
                name="mapping_ends_after_it_began",
                condition=models.Q(ended_at__isnull=True) | models.Q(ended_at__gte=models.F("since")),
            ),
        ]
        triggers = [pgtrigger.Protect(name="mapping_not_deleted", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.register} {self.sender}"

    @property
    def schema(self) -> type[schemas.Register]:
        return schemas.register(self.register)

    @property
    def as_said(self) -> ColumnMapping:
        """The same for the frames that read files."""
        day = f"{timezone.localtime(self.since):%d/%m/%Y}"
        return ColumnMapping(self.decisions, self.sheet, self.row, day)


class Finding(models.Model):
    """What a check found, one line for each kind of problem in a column. Replaced by a new check."""

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="findings")
    position = models.PositiveIntegerField()
    code = models.CharField(max_length=40)
    severity = models.CharField(max_length=8)
    column = models.CharField(max_length=40, blank=True)
    heading = models.CharField(max_length=120, blank=True)
    count = models.BigIntegerField(default=0)
    examples = models.JSONField(default=list)
    values = models.JSONField(default=dict)

    class Meta:
        ordering = ["delivery", "position"]
        constraints = [
            models.UniqueConstraint(name="finding_in_its_place", fields=["delivery", "position"]),
            models.CheckConstraint(
                name="finding_of_a_known_severity",
                condition=models.Q(severity__in=[severity.value for severity in Severity]),
            ),
        ]

    @property
    def what(self) -> str:
        """What is wrong, in the reader's language."""
        return str(said(self.code, self.values)[0])

    @property
    def to_do(self) -> str:
        """What to do about it, in the reader's language."""
        return str(said(self.code, self.values)[1])

    @property
    def gravity(self) -> Severity:
        return Severity(self.severity)
