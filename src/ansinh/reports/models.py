"""Filled forms: asked for, filled in the background, sent and locked, reopened with a reason."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from ansinh.base.months import Month
from ansinh.base.texts import Text
from ansinh.reports.rules import PERSON
from ansinh.reports.terms import LOST, About, Form, State


@pghistory.track()
class Batch(models.Model):
    """One form for one month about one employer, commune, organisation or the province. Never deleted.

    `area` is the unit whose readers may see it. The workbook lies under its hash in the folder `forms`.
    """

    form = models.CharField(max_length=20)
    month = models.CharField(max_length=7)
    about = models.CharField(max_length=32)
    """The code of the employer, commune, organisation or province."""
    name = models.CharField(max_length=300)
    area = models.CharField(max_length=8)
    state = models.CharField(max_length=12, default=State.ASKED)
    run = models.CharField(max_length=64, blank=True)
    lines = models.PositiveIntegerField(default=0)
    missing = models.PositiveIntegerField(default=0)
    """Cells that must still be filled before it may be sent."""
    sha256 = models.CharField(max_length=64, blank=True)
    problem = models.CharField(max_length=300, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    submitted_why = models.CharField(max_length=300, blank=True)
    """Why it was sent though something was missing."""
    reopened_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(fields=["month", "area"], name="form_of_a_month")]
        constraints = [
            models.UniqueConstraint(
                name="form_filled_once", fields=["form", "month", "about"], condition=~Q(state=State.DROPPED)
            ),
            models.CheckConstraint(name="form_is_known", condition=Q(form__in=[one.value for one in Form])),
            models.CheckConstraint(
                name="form_in_a_known_state", condition=Q(state__in=[one.value for one in State])
            ),
            models.CheckConstraint(
                name="form_of_a_calendar_month", condition=Q(month__regex=r"^[0-9]{4}-(0[1-9]|1[0-2])$")
            ),
            models.CheckConstraint(
                name="form_sent_as_a_file",
                condition=~Q(state=State.SUBMITTED) | (~Q(sha256="") & Q(submitted_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="form_reopened_with_a_reason", condition=~Q(state=State.REOPENED) | ~Q(reopened_why="")
            ),
        ]
        triggers = [pgtrigger.Protect(name="form_not_deleted", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.form} {self.month} {self.about}"

    @property
    def standing(self) -> State:
        return State(self.state)

    @property
    def kind(self) -> Form:
        return Form(self.form)

    @property
    def of_month(self) -> Month:
        return Month.parse(self.month)

    @property
    def about_kind(self) -> About:
        return self.kind.about


class Missing(models.Model):
    """How many lines of a filled form lack a column, and the first of them. No person is named."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="lacking")
    column = models.CharField(max_length=40)
    heading = models.CharField(max_length=120)
    count = models.PositiveIntegerField()
    first_lines = models.JSONField(default=list)
    """Numbers of the first lines that lack it, from 1."""

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="missing_said_once", fields=["batch", "column"]),
            models.CheckConstraint(name="missing_somewhere", condition=Q(count__gt=0)),
        ]

    @property
    def said(self) -> Text | str:
        """The column as pages name it: by its heading on the form."""
        return LOST if self.column == PERSON else self.heading
