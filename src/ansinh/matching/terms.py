"""What is asked about two rows, what may a clerk answer, and by which words are likeness and quality told?"""

from __future__ import annotations

from enum import StrEnum

from ansinh.base.texts import Text


class Question(StrEnum):
    """Why two rows are shown to a clerk."""

    DOUBTFUL = "doubtful"
    MERGED = "merged"
    SPLIT = "split"

    @property
    def label(self) -> Text:
        return _QUESTIONS[self]

    @property
    def undone_by(self) -> Verdict | None:
        """The verdict that takes the change back in the next run; None where nothing was changed."""
        return {Question.MERGED: Verdict.DIFFERENT, Question.SPLIT: Verdict.SAME}.get(self)


_QUESTIONS = {
    Question.DOUBTFUL: Text("Chưa rõ có phải một người", "Not sure to be one person"),
    Question.MERGED: Text("Tháng này được gộp thành một người", "Joined into one person this month"),
    Question.SPLIT: Text("Tháng này được tách thành hai người", "Separated into two people this month"),
}


class Verdict(StrEnum):
    """What a clerk says of two rows. OPEN is said by who takes a verdict back."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    OPEN = "open"

    @property
    def label(self) -> Text:
        return _VERDICTS[self]

    @property
    def look(self) -> str:
        """The sign under which pages show it."""
        return {Verdict.SAME: "done", Verdict.DIFFERENT: "behind", Verdict.UNSURE: "waiting"}.get(
            self, "open"
        )

    def may_become(self, other: Verdict) -> bool:
        """May a pair on which this stands come to stand on `other`? Any verdict is first taken back."""
        return other in MOVES[self]


_VERDICTS = {
    Verdict.SAME: Text("Cùng một người", "The same person"),
    Verdict.DIFFERENT: Text("Hai người khác nhau", "Two different people"),
    Verdict.UNSURE: Text("Chưa chắc", "Unsure"),
    Verdict.OPEN: Text("Chờ rà soát", "Waiting for review"),
}

GIVEN = (Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE)
"""The verdicts that a clerk chooses from, in the order of the buttons."""

MOVES: dict[Verdict, frozenset[Verdict]] = {
    Verdict.OPEN: frozenset(GIVEN),
    Verdict.SAME: frozenset({Verdict.OPEN}),
    Verdict.DIFFERENT: frozenset({Verdict.OPEN}),
    Verdict.UNSURE: frozenset({Verdict.OPEN, Verdict.SAME, Verdict.DIFFERENT}),
}


class KeyEnd(StrEnum):
    """How a person key went out of use."""

    MERGED = "merged"
    """The person turned out to be another one."""
    RERUN = "rerun"
    """Only a superseded run of the month knew the key; its rows have another one now."""


class Measure(StrEnum):
    """What is measured of the links: `part` of `whole`."""

    PRECISION = "precision"
    RECALL = "recall"
    LINKED = "linked"
    BIRTH_YEAR = "birth_year"
    PASS = "pass"
    SEEN = "seen"

    @property
    def label(self) -> Text:
        return _MEASURES[self]

    @property
    def needs_truth(self) -> bool:
        """Can it be measured only where it is known who each row is?"""
        return self in (Measure.PRECISION, Measure.RECALL)


_MEASURES = {
    Measure.PRECISION: Text("Độ đúng", "Precision"),
    Measure.RECALL: Text("Độ đủ", "Recall"),
    Measure.LINKED: Text("Tỷ lệ ghép được", "Share linked"),
    Measure.BIRTH_YEAR: Text("Cùng năm sinh", "Same birth year"),
    Measure.PASS: Text("Ghép theo cách này", "Linked this way"),
    Measure.SEEN: Text("Bị sót nhưng đã đưa rà soát", "Missed, but shown to clerks"),
}


class QualityGroup(StrEnum):
    """By what people or links are grouped, so that no group is quietly worse."""

    OVERALL = "all"
    AGE = "age_band"
    SEX = "sex"
    COMMUNE_KIND = "commune_kind"
    PERSONAL_ID = "personal_id"
    REGISTER = "register"
    HOW = "how"

    @property
    def label(self) -> Text:
        return _GROUPS[self]

    def member(self, code: str) -> Text:
        """What one member of this group is called; a code without words as it is."""
        return _MEMBERS.get(f"{self}.{code}", Text(code, code))


_GROUPS = {
    QualityGroup.OVERALL: Text("Toàn bộ", "All"),
    QualityGroup.AGE: Text("Tuổi", "Age"),
    QualityGroup.SEX: Text("Giới tính", "Sex"),
    QualityGroup.COMMUNE_KIND: Text("Loại đơn vị cấp xã", "Kind of commune"),
    QualityGroup.PERSONAL_ID: Text("Số định danh", "Personal ID"),
    QualityGroup.REGISTER: Text("Sổ", "Register"),
    QualityGroup.HOW: Text("Cách ghép", "How linked"),
}

_MEMBERS = {
    "all.all": Text("Tất cả", "Everybody"),
    "age_band.0-5": Text("Dưới 6 tuổi", "Under 6"),
    "age_band.6-17": Text("6–17 tuổi", "6–17"),
    "age_band.18-39": Text("18–39 tuổi", "18–39"),
    "age_band.40-59": Text("40–59 tuổi", "40–59"),
    "age_band.60-79": Text("60–79 tuổi", "60–79"),
    "age_band.80+": Text("Từ 80 tuổi", "80 and over"),
    "age_band.unknown": Text("Chưa rõ tuổi", "Age not known"),
    "sex.M": Text("Nam", "Male"),
    "sex.F": Text("Nữ", "Female"),
    "sex.unknown": Text("Chưa ghi", "Not given"),
    "commune_kind.ward": Text("Phường", "Wards"),
    "commune_kind.commune": Text("Xã", "Communes"),
    "commune_kind.special_zone": Text("Đặc khu", "Special zones"),
    "commune_kind.unknown": Text("Chưa rõ xã, phường", "Commune not known"),
    "personal_id.given": Text("Có số định danh", "With a personal ID"),
    "how.personal_id": Text(
        "Cùng số định danh, cùng tên hoặc ngày sinh", "Same personal ID, and name or birth date"
    ),
    "how.si_number": Text(
        "Cùng mã số BHXH, cùng tên hoặc ngày sinh", "Same SI number, and name or birth date"
    ),
    "how.name_birth_commune": Text(
        "Cùng tên, ngày sinh, xã phường; không ai trùng", "Same name, birth date and commune, and nobody else"
    ),
    "how.name_birth": Text(
        "Cùng tên, ngày sinh; không ai trùng", "Same name and birth date, and nobody else"
    ),
    "how.name_near_id": Text(
        "Cùng tên, số định danh lệch một chữ số", "Same name, personal ID one digit off"
    ),
    "how.model": Text("Mô hình xác suất", "The probability model"),
    "how.decision": Text("Theo quyết định rà soát", "A clerk's decision"),
    "personal_id.missing": Text("Thiếu số định danh", "Without a personal ID"),
}
