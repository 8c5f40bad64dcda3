"""Why is somebody on a list, why is somebody left out, and how is the evidence said? In both languages."""

from ansinh.outreach.terms.evidence import employer_sentence, sentence
from ansinh.outreach.terms.groups import STATE_PAID, CardGroup
from ansinh.outreach.terms.reasons import EmployerReason, LeftOut, Outcome, Reason, Scheme, reasons_of
from ansinh.outreach.terms.states import HandoverEnd, ListState

__all__ = [
    "STATE_PAID", "CardGroup", "EmployerReason", "HandoverEnd", "LeftOut", "ListState", "Outcome", "Reason", "Scheme",
    "employer_sentence", "reasons_of", "sentence",
]  # fmt: skip
