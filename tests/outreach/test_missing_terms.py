"""Is every reason named, ordered and said in both languages?"""

import json

import pytest

from ansinh.base.texts import LANGUAGES
from ansinh.outreach import terms
from ansinh.outreach.terms import EmployerReason, LeftOut, Outcome, Reason, Scheme

EVIDENCE = {
    "until": "2026-09-30", "days": 31, "group": "HN", "kind": "poor", "school": "THPT Châu Văn Liêm", "grade": "10",
    "insured": 9, "of": 12, "last_month": "2026-07", "employer": "TA0001A", "tax_code": "1800000001",
    "since": "2025-03-01", "income": 54_000_000, "months": 9, "age": 43,
}  # fmt: skip


def test_the_reasons_stand_in_their_order_within_each_scheme():
    assert [reason.value for reason in terms.reasons_of(Scheme.SI)] == [
        "declared_without_si", "taxed_without_si", "left_si_compulsory", "left_si_voluntary", "voluntary_si_eligible",
    ]  # fmt: skip
    assert terms.reasons_of(Scheme.HI)[0] is Reason.SUBSIDISED_NOT_ENROLLED
    assert terms.reasons_of(Scheme.UI) == (Reason.LEFT_UI,)
    assert [reason.rank for reason in Reason] == list(range(1, 16))


@pytest.mark.parametrize("member", [*Reason, *EmployerReason, *LeftOut, *Outcome, *Scheme], ids=str)
def test_everything_has_its_name_in_both_languages(member):
    assert all(member.label.in_language(language) for language in LANGUAGES)


@pytest.mark.parametrize("reason", Reason)
def test_every_evidence_becomes_whole_sentences(reason):
    said = terms.sentence(reason, json.dumps(EVIDENCE))
    for text in (said.vi, said.en):
        assert text.endswith(".")
        assert "{" not in text
        assert "–" not in text


@pytest.mark.parametrize("reason", Reason)
def test_missing_evidence_never_breaks_a_sentence(reason):
    assert terms.sentence(reason, {}).vi.endswith(".")


def test_days_and_money_are_written_as_each_reader_writes_them():
    taxed = terms.sentence(Reason.TAXED_WITHOUT_SI, EVIDENCE)
    assert "54.000.000" in taxed.vi
    assert "54,000,000" in taxed.en
    expired = terms.sentence("hi_card_expired", EVIDENCE)
    assert "30/9/2026" in expired.vi
    assert "30 Sep 2026" in expired.en


def test_an_earlier_refusal_and_a_missing_number_are_said():
    said = terms.sentence(Reason.LEFT_UI, EVIDENCE | {"refused_on": "2026-05-02", "no_id": True})
    assert "từ chối ngày 2/5/2026" in said.vi
    assert "No personal ID" in said.en


def test_an_employers_gap_is_said_with_its_size():
    said = terms.employer_sentence(EmployerReason.HEADCOUNT_GAP, taxed=31, declared=27, persons=4, wages=0)
    assert said.en == "31 people by tax, 27 in the payroll: 4 missing."
