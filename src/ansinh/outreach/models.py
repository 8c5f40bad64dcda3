"""Who is on which list of a month, who took it over, and what did each visit find?

The lists of a run stand in a partition of their own: loaded at once, dropped at once. What people did
(visits, handovers) stands beside them, belongs to a person and a reason, and outlives every run.
"""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from ansinh.base.texts import Text
from ansinh.outreach.terms import HandoverEnd, Outcome

MONTH = r"^[0-9]{4}-(0[1-9]|1[0-2])$"
PLACE = r"^([0-9]{2}|[0-9]{5})-[0-9]{2}$"


class Publication(models.Model):
    """The lists of one run. One is current in a month; of older months only the counts are kept."""

    run = models.OneToOneField("indicators.Run", models.PROTECT, related_name="+")
    province = models.CharField(max_length=2)
    month = models.CharField(max_length=7)
    loaded_at = models.DateTimeField(auto_now_add=True)
    persons = models.PositiveIntegerField(default=0)
    """Different persons; one may stand on a list for HI and on one for SI."""
    entries = models.PositiveIntegerField(default=0)
    current = models.BooleanField(default=True)
    kept = models.BooleanField(default=True)
    """Are the persons themselves still here?"""

    class Meta:
        ordering = ["month"]
        constraints = [
            models.CheckConstraint(name="publication_of_a_month", condition=Q(month__regex=MONTH)),
            models.UniqueConstraint(
                name="publication_current_once", fields=["province", "month"], condition=Q(current=True)
            ),
        ]


class Candidate(models.Model):
    """One person on the lists of one run for one reason. Loaded by COPY; only its collector changes.

    Numbers of persons are kept masked: nobody needs more of them on a list than the last digits.
    """

    pk = models.CompositePrimaryKey("publication_id", "person", "reason")
    publication = models.ForeignKey(
        Publication, models.DO_NOTHING, related_name="candidates", db_constraint=False, db_index=False
    )
    person = models.CharField(max_length=40)
    scheme = models.CharField(max_length=8)
    reason = models.CharField(max_length=40)
    place = models.IntegerField()
    """The order of the office over the whole publication: hamlet, household, name."""
    commune = models.CharField(max_length=8)
    hamlet = models.ForeignKey(
        "network.Hamlet", models.DO_NOTHING, to_field="code", db_column="hamlet", related_name="+",
        db_constraint=False, db_index=False, null=True,
    )  # fmt: skip
    door = models.CharField(max_length=64)
    """The household, or the person where none is known: what is never parted between two collectors."""
    household = models.CharField(max_length=64, blank=True)
    full_name = models.CharField(max_length=200)
    birth_date = models.CharField(max_length=32, blank=True)
    sex = models.CharField(max_length=16, blank=True)
    personal_id = models.CharField(max_length=32, blank=True)
    si_number = models.CharField(max_length=32, blank=True)
    hi_group = models.CharField(max_length=16, blank=True)
    months = models.IntegerField(null=True)
    premium = models.BigIntegerField(null=True)
    support = models.BigIntegerField(null=True)
    own = models.BigIntegerField(null=True)
    confidence = models.IntegerField(null=True)
    evidence = models.JSONField(default=dict)
    employer = models.CharField(max_length=200, blank=True)
    collector = models.ForeignKey(
        "network.Collector", models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False, null=True
    )  # fmt: skip

    class Meta:
        ordering = ["place"]
        indexes = [
            models.Index(fields=["hamlet"], name="candidate_of_a_hamlet"),
            models.Index(fields=["collector"], name="candidate_of_a_collector"),
        ]


class ListCount(models.Model):
    """How many persons stand on a list: of a hamlet, a collector and a reason."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="counts", db_index=False)
    commune = models.CharField(max_length=8)
    hamlet = models.ForeignKey(
        "network.Hamlet", models.DO_NOTHING, to_field="code", db_column="hamlet", related_name="+",
        db_constraint=False, db_index=False, null=True,
    )  # fmt: skip
    collector = models.ForeignKey("network.Collector", models.PROTECT, null=True, related_name="+")
    scheme = models.CharField(max_length=8)
    reason = models.CharField(max_length=40)
    persons = models.PositiveIntegerField()
    beyond = models.PositiveIntegerField(default=0)
    """Found as well, but not listed this month: the list was full of likelier ones."""

    class Meta:
        indexes = [models.Index(fields=["publication", "commune"], name="list_count_of_a_commune")]
        constraints = [
            models.UniqueConstraint(
                name="list_counted_once", fields=["publication", "hamlet", "collector", "reason"],
                nulls_distinct=False,
            ),
        ]  # fmt: skip


class LeftOutCount(models.Model):
    """How many persons of a commune are on no list though something speaks for it, and why."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="left_out", db_index=False)
    why = models.CharField(max_length=40)
    scheme = models.CharField(max_length=8)
    commune = models.CharField(max_length=8)
    persons = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="left_out_counted_once", fields=["publication", "commune", "scheme", "why"]
            ),
        ]


class EmployerGap(models.Model):
    """An employer that should register, or declares fewer people or lower wages than it pays tax for."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="gaps", db_index=False)
    reason = models.CharField(max_length=40)
    tax_code = models.CharField(max_length=20)
    name = models.CharField(max_length=300)
    commune = models.CharField(max_length=8)
    taxed = models.PositiveIntegerField(null=True)
    declared = models.PositiveIntegerField(null=True)
    persons = models.PositiveIntegerField(null=True)
    wages = models.BigIntegerField(null=True)
    """Đồng a month."""

    class Meta:
        ordering = ["reason", "commune", "tax_code"]
        constraints = [
            models.UniqueConstraint(
                name="gap_named_once", fields=["publication", "reason", "commune", "tax_code"]
            ),
        ]


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Handover(models.Model):
    """A commune gave a household, or one collector's whole list in a hamlet, to another collector.

    It holds for the months that follow too, until it is ended.
    """

    hamlet = models.CharField(max_length=8)
    door = models.CharField(max_length=64, blank=True)
    """Empty: the giver's whole list in the hamlet."""
    giver = models.ForeignKey("network.Collector", models.PROTECT, null=True, related_name="+")
    taker = models.ForeignKey("network.Collector", models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    why = models.CharField(max_length=200, blank=True)
    ended_why = models.CharField(max_length=12, blank=True)
    """`terms.HandoverEnd`; empty while it holds, and of those that ended before this was kept."""

    class Meta:
        ordering = ["since", "pk"]
        indexes = [models.Index(fields=["hamlet", "since"], name="handover_in_a_hamlet")]
        constraints = [
            models.CheckConstraint(name="handover_in_a_place", condition=Q(hamlet__regex=PLACE)),
            models.CheckConstraint(
                name="handover_to_somebody_else", condition=~Q(giver=models.F("taker")) | Q(giver=None)
            ),
            models.CheckConstraint(
                name="handover_ends_after_it_begins",
                condition=Q(until=None) | Q(until__gte=models.F("since")),
            ),
            models.CheckConstraint(
                name="handover_ended_for_a_known_reason",
                condition=Q(ended_why="")
                | Q(ended_why__in=[one.value for one in HandoverEnd], until__isnull=False),
            ),
        ]

    @property
    def end_label(self) -> Text | str:
        return HandoverEnd(self.ended_why).label if self.ended_why else ""


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Visit(models.Model):
    """What somebody found about a person on a list, for one reason. Taken back, never deleted.

    Visits of a person and reason are numbered: two people who write at once cannot both be next.
    """

    person = models.CharField(max_length=40)
    reason = models.CharField(max_length=40)
    scheme = models.CharField(max_length=8)
    turn = models.PositiveSmallIntegerField()
    month = models.CharField(max_length=7)
    commune = models.CharField(max_length=8)
    hamlet = models.CharField(max_length=8)
    collector = models.ForeignKey("network.Collector", models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=20)
    recorded_on = models.DateField()
    follow_up_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=120, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    taken_back_why = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["person", "reason", "turn"]
        indexes = [
            models.Index(fields=["month", "commune", "hamlet"], name="visit_of_a_month"),
        ]
        constraints = [
            models.UniqueConstraint(name="visit_has_its_turn", fields=["person", "reason", "turn"]),
            models.CheckConstraint(
                name="visit_with_a_known_outcome", condition=Q(outcome__in=[one.value for one in Outcome])
            ),
            models.CheckConstraint(name="visit_in_a_month", condition=Q(month__regex=MONTH)),
            models.CheckConstraint(name="visit_in_a_place", condition=Q(hamlet__regex=PLACE)),
            models.CheckConstraint(
                name="visit_followed_up_later",
                condition=Q(follow_up_on=None) | Q(follow_up_on__gt=models.F("recorded_on")),
            ),
            models.CheckConstraint(
                name="visit_taken_back_with_a_reason",
                condition=Q(taken_back_at=None) | Q(taken_back_why__gt=""),
            ),
        ]

    @property
    def outcome_label(self) -> Text:
        return Outcome(self.outcome).label

    @property
    def stands(self) -> bool:
        return self.taken_back_at is None
