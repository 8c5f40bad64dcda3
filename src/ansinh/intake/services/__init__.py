"""Deliveries come in, are checked, accepted or returned, confirmed or withdrawn."""

from ansinh.intake.services.checking import check, confirm, withdraw
from ansinh.intake.services.queueing import queue_check
from ansinh.intake.services.receiving import AlreadyReceived, deliver, receive

__all__ = ["AlreadyReceived", "check", "confirm", "deliver", "queue_check", "receive", "withdraw"]
