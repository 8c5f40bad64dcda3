"""Questions are put to clerks, answered, taken back and handed to the next run here; figures of quality too."""

from ansinh.matching.services.deciding import AlreadyDecided, decide, note_list, note_look, take_back
from ansinh.matching.services.exporting import export_decisions
from ansinh.matching.services.former_keys import publish_former_keys
from ansinh.matching.services.publishing import publish_quality, publish_reviews

__all__ = [
    "AlreadyDecided",
    "decide",
    "export_decisions",
    "note_list",
    "note_look",
    "publish_former_keys",
    "publish_quality",
    "publish_reviews",
    "take_back",
]
