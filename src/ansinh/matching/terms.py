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


class Compared(StrEnum):
    """What of two rows is compared, in the order in which pages show it."""

    PERSONAL_ID = "personal_id"
    SI_NUMBER = "si_number"
    NAME = "name"
    BIRTH = "birth"
    SEX = "sex"
    COMMUNE = "commune"
    HAMLET = "hamlet"
    HOUSEHOLD = "household"

    @property
    def label(self) -> Text:
        return _COMPARED[self]


_COMPARED = {
    Compared.PERSONAL_ID: Text("CCCD", "Personal ID"),
    Compared.SI_NUMBER: Text("Mã số BHXH", "SI number"),
    Compared.NAME: Text("Họ và tên", "Full name"),
    Compared.BIRTH: Text("Ngày sinh", "Birth date"),
    Compared.SEX: Text("Giới tính", "Sex"),
    Compared.COMMUNE: Text("Xã, phường", "Commune"),
    Compared.HAMLET: Text("Ấp, khu vực", "Hamlet"),
    Compared.HOUSEHOLD: Text("Hộ gia đình", "Household"),
}


class Measure(StrEnum):
    """What is measured of the links: `part` of `whole`."""

    PRECISION = "precision"
    RECALL = "recall"
    LINKED = "linked"
    BIRTH_YEAR = "birth_year"
    PASS = "pass"

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
}


class QualityGroup(StrEnum):
    """By what people or links are grouped, so that no group is quietly worse."""

    OVERALL = "overall"
    AGE = "age"
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
    QualityGroup.PERSONAL_ID: Text("CCCD", "Personal ID"),
    QualityGroup.REGISTER: Text("Sổ", "Register"),
    QualityGroup.HOW: Text("Cách ghép", "How linked"),
}

_MEMBERS = {
    "overall.all": Text("Tất cả", "Everybody"),
    "age.0-5": Text("Dưới 6 tuổi", "Under 6"),
    "age.6-14": Text("6–14 tuổi", "6–14"),
    "age.15-24": Text("15–24 tuổi", "15–24"),
    "age.25-39": Text("25–39 tuổi", "25–39"),
    "age.40-59": Text("40–59 tuổi", "40–59"),
    "age.60-79": Text("60–79 tuổi", "60–79"),
    "age.80+": Text("Từ 80 tuổi", "80 and over"),
    "age.unknown": Text("Chưa rõ tuổi", "Age not known"),
    "sex.M": Text("Nam", "Male"),
    "sex.F": Text("Nữ", "Female"),
    "sex.unknown": Text("Chưa ghi", "Not given"),
    "commune_kind.ward": Text("Phường", "Wards"),
    "commune_kind.commune": Text("Xã", "Communes"),
    "commune_kind.special_zone": Text("Đặc khu", "Special zones"),
    "commune_kind.unknown": Text("Chưa rõ xã, phường", "Commune not known"),
    "personal_id.both": Text("Có CCCD ở cả hai bên", "With a personal ID on both sides"),
    "personal_id.missing": Text("Thiếu CCCD ở một bên hoặc cả hai", "Without it on one side or both"),
}
