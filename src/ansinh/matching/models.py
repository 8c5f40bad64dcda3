"""Doubtful pairs of rows, what clerks decided about them, former person keys, and how good the month's links are."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least

from ansinh.matching.terms import GIVEN, KeyEnd, Measure, QualityGroup, Question, Verdict

_MONTH = r"^[0-9]{4}-(0[1-9]|1[0-2])$"
_RECORD = r"^[0-9a-f]{24}$"
_PERSON = r"^(P[0-9a-f]{16})?$"
_KEY = r"^P[0-9a-f]{16}$"


class Round(models.Model):
    """The questions that one run of a month put to the clerks. The newest month's round is the current one."""

    month = models.CharField(max_length=7)
    run = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    pairs = models.BigIntegerField(default=0)
    decided_before = models.BigIntegerField(default=0)
    thresholds = models.JSONField(default=dict)
    current = models.BooleanField(default=True)

    class Meta:
        ordering = ["-month", "-published_at"]
        constraints = [
            models.UniqueConstraint(name="round_once_per_run", fields=["month", "run"]),
            models.UniqueConstraint(name="round_one_current", fields=["current"], condition=Q(current=True)),
            models.CheckConstraint(name="round_of_a_month", condition=Q(month__regex=_MONTH)),
            models.CheckConstraint(
                name="round_counts_are_whole", condition=Q(pairs__gte=0, decided_before__gte=0)
            ),
        ]


class Pair(models.Model):
    """Two rows about which a clerk is asked: one person or two? Loaded by COPY.

    `left_values` and `right_values` hold both rows as delivered and as standardised. `verdict` repeats the last decision
    so that a queue needs no join; `decisions` counts them. An undecided pair that no run doubts any more is
    removed with its values; a decided one stays.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="questions", db_index=False)
    question = models.CharField(max_length=8, default=Question.DOUBTFUL)
    left_register = models.CharField(max_length=40)
    left_record = models.CharField(max_length=24)
    right_register = models.CharField(max_length=40)
    right_record = models.CharField(max_length=24)
    commune = models.CharField(max_length=5, blank=True)
    probability = models.FloatField(null=True)
    weight = models.FloatField(null=True)
    evidence = models.JSONField(default=dict)
    left_values = models.JSONField(default=dict)
    right_values = models.JSONField(default=dict)
    before = models.CharField(max_length=17, blank=True)
    after = models.CharField(max_length=17, blank=True)
    place = models.BigIntegerField(default=0)
    verdict = models.CharField(max_length=9, default=Verdict.OPEN)
    decisions = models.PositiveIntegerField(default=0)
    seen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    seen_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["place", "commune", "pk"]
        constraints = [
            models.UniqueConstraint(
                Least("left_record", "right_record"),
                Greatest("left_record", "right_record"),
                name="pair_once",
            ),
            models.CheckConstraint(
                name="pair_of_two_records",
                condition=Q(left_record__regex=_RECORD, right_record__regex=_RECORD)
                & ~Q(left_record=F("right_record")),
            ),
            models.CheckConstraint(
                name="pair_asked_for_a_known_reason",
                condition=Q(question__in=[each.value for each in Question]),
            ),
            models.CheckConstraint(
                name="pair_under_a_known_verdict", condition=Q(verdict__in=[each.value for each in Verdict])
            ),
            models.CheckConstraint(
                name="pair_in_a_commune", condition=Q(commune="") | Q(commune__regex=r"^[0-9]{5}$")
            ),
            models.CheckConstraint(
                name="pair_probability_is_one",
                condition=Q(probability__isnull=True) | Q(probability__gte=0, probability__lte=1),
            ),
            models.CheckConstraint(
                name="pair_change_names_persons",
                condition=Q(before__regex=_PERSON, after__regex=_PERSON),
            ),
            models.CheckConstraint(
                name="pair_with_a_verdict_was_decided",
                condition=Q(verdict=Verdict.OPEN) | Q(decisions__gt=0),
            ),
        ]
        indexes = [
            models.Index(
                fields=["round", "question", "verdict", "commune", "place"], name="pair_queue_of_a_commune"
            ),
            models.Index(
                fields=["round", "question", "verdict", "place", "commune"], name="pair_queue_of_a_province"
            ),
            models.Index(fields=["question", "verdict", "probability"], name="pair_by_probability"),
        ]

    @property
    def standing(self) -> Verdict:
        return Verdict(self.verdict)

    @property
    def asks(self) -> Question:
        return Question(self.question)


class Decision(models.Model):
    """One verdict on a pair, or that a verdict was taken back. Append-only; the last one counts.

    `number` counts a pair's decisions from 1: two clerks cannot both write the same one.
    """

    pair = models.ForeignKey(Pair, models.PROTECT, related_name="history")
    number = models.PositiveIntegerField()
    verdict = models.CharField(max_length=9)
    note = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    probability = models.FloatField(null=True)

    class Meta:
        ordering = ["pair", "number"]
        constraints = [
            models.UniqueConstraint(name="decided_one_after_the_other", fields=["pair", "number"]),
            models.CheckConstraint(name="decision_counts_from_one", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name="decision_is_a_known_verdict", condition=Q(verdict__in=[each.value for each in Verdict])
            ),
            models.CheckConstraint(
                name="first_decision_takes_nothing_back",
                condition=Q(number__gt=1) | Q(verdict__in=[each.value for each in GIVEN]),
            ),
        ]
        indexes = [models.Index(fields=["-at"], name="decision_by_time")]
        triggers = [
            pgtrigger.Protect(name="decision_append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    @property
    def said(self) -> Verdict:
        return Verdict(self.verdict)


class FormerKey(models.Model):
    """A person key that is no longer in use, and the key under which its person is known now.

    `after` is what it became, `person` what that is called today. Written with the run that knows it; gone
    when the key comes back.
    """

    before = models.CharField(max_length=17, primary_key=True)
    after = models.CharField(max_length=17)
    person = models.CharField(max_length=17)
    ended = models.CharField(max_length=6)
    """How: `terms.KeyEnd`."""

    class Meta:
        ordering = ["before"]
        constraints = [
            models.CheckConstraint(
                name="former_key_of_a_person",
                condition=Q(before__regex=_KEY, after__regex=_KEY, person__regex=_KEY)
                & ~Q(before=F("after"))
                & ~Q(before=F("person")),
            ),
            models.CheckConstraint(
                name="former_key_ended_in_a_known_way", condition=Q(ended__in=[each.value for each in KeyEnd])
            ),
        ]
        indexes = [models.Index(fields=["person"], name="former_key_by_person")]


class QualityFigure(models.Model):
    """One figure about the links of a run: `part` of `whole`, for one member of a group."""

    month = models.CharField(max_length=7)
    run = models.CharField(max_length=64)
    measure = models.CharField(max_length=10)
    group = models.CharField(max_length=12)
    member = models.CharField(max_length=40)
    part = models.BigIntegerField()
    whole = models.BigIntegerField()

    class Meta:
        ordering = ["month", "measure", "group", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="quality_figure_once_per_run", fields=["month", "run", "measure", "group", "member"]
            ),
            models.CheckConstraint(name="quality_figure_of_a_month", condition=Q(month__regex=_MONTH)),
            models.CheckConstraint(
                name="quality_figure_of_a_known_measure",
                condition=Q(measure__in=[each.value for each in Measure]),
            ),
            models.CheckConstraint(
                name="quality_figure_of_a_known_group",
                condition=Q(group__in=[each.value for each in QualityGroup]),
            ),
            models.CheckConstraint(
                name="quality_figure_is_a_part", condition=Q(part__gte=0, whole__gt=0, whole__gte=F("part"))
            ),
        ]
