"""Runs of a month, the readings they published, and the targets they are measured against."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ansinh.indicators import terms

MONTH = r"^[0-9]{4}-(0[1-9]|1[0-2])$"
UNIT = r"^[0-9]{2}(-00)?$|^[0-9]{5}(-[0-9]{2})?$"


def _choices(enum) -> list[tuple[str, str]]:
    return [(member.value, member.value) for member in enum]


class Run(models.Model):
    """One run of a month for one province. A published run is never edited: a later one supersedes it."""

    province = models.CharField(_("province"), max_length=2)
    month = models.CharField(_("month"), max_length=7)
    code = models.CharField(_("run id"), max_length=64, help_text=_("Hash of inputs, code and law version"))
    geography = models.DateField(_("geography of"), help_text=_("The day whose units the run counts in"))
    inputs = models.JSONField(_("inputs"), help_text=_("The snapshots used, with their hashes"))
    code_version = models.CharField(_("code version"), max_length=64)
    law_version = models.CharField(_("version of law and units"), max_length=64)
    notes = models.JSONField(_("notes"), default=list, help_text=_("Rows not placed, registers missing"))
    engine = models.CharField(_("engine"), max_length=16)
    started = models.DateTimeField(_("started"))
    finished = models.DateTimeField(_("finished"))
    published = models.DateTimeField(_("published"), null=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )
    superseded_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="supersedes",
        verbose_name=_("superseded by"),
    )  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(month__regex=MONTH), name="run_month_is_a_month"),
            models.CheckConstraint(condition=Q(finished__gte=F("started")), name="run_ends_after_it_starts"),
            models.UniqueConstraint(fields=["province", "month", "code"], name="run_once_per_inputs"),
            models.UniqueConstraint(
                fields=["province", "month"],
                condition=Q(published__isnull=False, superseded_by__isnull=True),
                name="run_one_current_per_month",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month} {self.code[:12]}"


class Reading(models.Model):
    """What one indicator was in one unit in one month, computed or reported, as one run published it.

    A count stands in `value`; a rate stands in `value` as percent, with its numerator and denominator
    where they are known. Rows are loaded by COPY and never changed.
    """

    run = models.ForeignKey(Run, models.CASCADE, db_index=False, related_name="readings")
    indicator = models.CharField(max_length=40)
    unit = models.CharField(max_length=8)
    level = models.CharField(max_length=8, choices=_choices(terms.Level))
    month = models.CharField(max_length=7)
    basis = models.CharField(max_length=8, choices=_choices(terms.Basis))
    sender = models.CharField(max_length=40, blank=True, default="")
    value = models.DecimalField(max_digits=20, decimal_places=4)
    qualifier = models.CharField(max_length=40, blank=True, default="")
    numerator = models.BigIntegerField(null=True)
    denominator = models.BigIntegerField(null=True)
    denominator_source = models.CharField(max_length=120, blank=True, default="")
    denominator_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["run", "indicator", "unit", "basis", "sender"], name="reading_once_per_run"
            ),
            models.CheckConstraint(condition=Q(unit__regex=UNIT), name="reading_unit_is_a_code"),
            models.CheckConstraint(condition=Q(value__gte=0), name="reading_is_not_negative"),
            models.CheckConstraint(
                condition=Q(denominator__isnull=True) | Q(denominator__gt=0),
                name="reading_divides_by_something",
            ),
            models.CheckConstraint(
                condition=Q(basis="reported", sender__gt="") | Q(basis="computed", sender=""),
                name="reading_reported_has_a_sender",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "indicator", "run"], name="reading_series"),
            models.Index(fields=["run", "level", "indicator"], name="reading_ranking"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.unit} {self.month}"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Target(models.Model):
    """What a body wants one unit to reach by a deadline: a number, or a rate of a recorded base.

    Two bodies may set different targets for the same unit, indicator and deadline; both are kept and
    one is shown first. A change is a new version: the old row ends on the day the new one begins.
    """

    unit = models.CharField(_("unit"), max_length=8)
    indicator = models.CharField(_("indicator"), max_length=40)
    period_start = models.DateField(_("period from"))
    deadline = models.DateField(_("deadline"))
    kind = models.CharField(_("kind"), max_length=5, choices=_choices(terms.TargetKind))
    value = models.BigIntegerField(_("number"), null=True, blank=True)
    rate = models.DecimalField(_("rate (%)"), max_digits=7, decimal_places=4, null=True, blank=True)
    base = models.BigIntegerField(_("base of the rate"), null=True, blank=True)
    base_name = models.CharField(_("what the base is"), max_length=120, blank=True, default="")
    document = models.CharField(_("document number"), max_length=80)
    document_on = models.DateField(_("document date"))
    body = models.CharField(_("kind of body"), max_length=20, choices=_choices(terms.AssigningBody))
    body_name = models.CharField(_("assigning body"), max_length=120)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    shown_first = models.BooleanField(_("shown first"), default=False)
    chosen = models.BooleanField(_("shown first by choice"), default=False)
    since = models.DateField(_("counts from"))
    until = models.DateField(_("counted until"), null=True, blank=True)
    reason = models.CharField(_("reason of the change"), max_length=200, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(unit__regex=UNIT), name="target_unit_is_a_code"),
            models.CheckConstraint(
                condition=Q(kind="value", value__isnull=False, rate__isnull=True)
                | Q(kind="rate", rate__isnull=False, value__isnull=True),
                name="target_is_a_number_or_a_rate",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(value__gte=0), name="target_is_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(rate__isnull=True) | Q(rate__gt=0, rate__lte=100), name="target_rate_is_a_percent"
            ),
            models.CheckConstraint(
                condition=Q(base__isnull=True) | Q(base__gt=0), name="target_base_is_positive"
            ),
            models.CheckConstraint(
                condition=Q(period_start__lte=F("deadline")), name="target_period_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="target_ends_after_it_starts"
            ),
            models.UniqueConstraint(
                fields=["unit", "indicator", "deadline", "body", "body_name", "version"],
                name="target_one_per_version",
            ),
            models.UniqueConstraint(
                fields=["unit", "indicator", "deadline", "body", "body_name"],
                condition=Q(until__isnull=True),
                name="target_one_in_force_per_body",
            ),
            models.UniqueConstraint(
                fields=["unit", "indicator", "deadline"],
                condition=Q(until__isnull=True, shown_first=True),
                name="target_one_shown_first",
            ),
        ]
        indexes = [models.Index(fields=["indicator", "deadline"], name="target_by_indicator")]

    def __str__(self) -> str:
        return f"{self.indicator} {self.unit} {self.deadline}"


class PublishedFigure(models.Model):
    """One line copied from a publication, as it was delivered: kept as printed, checked where it is shown.

    The delivery itself stays in the store of registers; these rows are what the pages read of it.
    """

    month = models.CharField(max_length=7)
    snapshot = models.CharField(max_length=64)
    row = models.PositiveIntegerField()
    content = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["month", "row"], name="published_figure_once_per_row"),
            models.CheckConstraint(condition=Q(month__regex=MONTH), name="published_figure_has_a_month"),
        ]

    def __str__(self) -> str:
        return f"{self.month} {self.row}"


TargetEvent = Target.pgh_event_model
"""The history of targets: a row for every insertion and every change, written by the database itself."""
