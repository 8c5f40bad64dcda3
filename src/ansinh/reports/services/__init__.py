"""Writes of this context: forms asked for, filled, sent, reopened, dropped, taken away."""

from ansinh.reports.services.filling import fill, path_of
from ansinh.reports.services.moving import ask, ask_again, drop, note_copy, reopen, submit
from ansinh.reports.services.queueing import queue_filling

__all__ = [
    "ask", "ask_again", "drop", "fill", "note_copy", "path_of", "queue_filling", "reopen", "submit",
]  # fmt: skip
