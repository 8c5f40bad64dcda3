"""Who is missing, and in which order do they stand on a list? Tables in, tables out."""

from ansinh.outreach.frames.candidates import candidates, counts
from ansinh.outreach.frames.employer_gaps import employer_gaps
from ansinh.outreach.frames.given import Given
from ansinh.outreach.frames.prepared import LINKED, READ, prepared
from ansinh.outreach.frames.reasons import judged, left_out
from ansinh.outreach.frames.standing import standing

__all__ = [
    "LINKED",
    "READ",
    "Given",
    "candidates",
    "counts",
    "employer_gaps",
    "judged",
    "left_out",
    "prepared",
    "standing",
]
