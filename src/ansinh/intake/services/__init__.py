"""Deliveries come in, are checked, shown, accepted or returned, confirmed or withdrawn; columns are mapped."""

from ansinh.intake.services.checking import check, confirm, withdraw
from ansinh.intake.services.mapping import accept_as_shown, end_mapping, map_columns
from ansinh.intake.services.queueing import queue_check
from ansinh.intake.services.receiving import AlreadyReceived, deliver, receive

__all__ = [
    "AlreadyReceived",
    "accept_as_shown",
    "check",
    "confirm",
    "deliver",
    "end_mapping",
    "map_columns",
    "queue_check",
    "receive",
    "withdraw",
]
