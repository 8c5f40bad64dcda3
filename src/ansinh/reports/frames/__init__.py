"""Which lines stand on an official form? Registers and the month's tables in, lines out."""

from ansinh.reports.frames.enrolments import ENROLLED, as_listed, called_now, hi_lines, voluntary_lines
from ansinh.reports.frames.labour import labour_lines
from ansinh.reports.frames.winback import win_back_lines

__all__ = [
    "ENROLLED",
    "as_listed",
    "called_now",
    "hi_lines",
    "labour_lines",
    "voluntary_lines",
    "win_back_lines",
]
