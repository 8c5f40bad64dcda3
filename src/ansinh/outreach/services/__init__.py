"""Writes of this context: the lists of a month, who took a list over, what a visit found, who took a copy."""

from ansinh.outreach.services.handovers import end_handover, hand_over
from ansinh.outreach.services.loading import Loaded, load_lists
from ansinh.outreach.services.looks import note_copy, note_look
from ansinh.outreach.services.outcomes import export_outcomes
from ansinh.outreach.services.publishing import publish_lists
from ansinh.outreach.services.visits import SomebodyWasFirst, record_visit, take_back

__all__ = [
    "Loaded", "SomebodyWasFirst", "end_handover", "export_outcomes", "hand_over", "load_lists", "note_copy",
    "note_look", "publish_lists", "record_visit", "take_back",
]  # fmt: skip
