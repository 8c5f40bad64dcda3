"""Writes of this context: publish a month's readings, set and import targets."""

from ansinh.indicators.services.published import show_published
from ansinh.indicators.services.publishing import MonthBusy, RunMade, only_one_run, publish
from ansinh.indicators.services.target_files import (
    Finding,
    ImportResult,
    TargetsRefused,
    import_columns,
    import_targets,
)
from ansinh.indicators.services.targets import end_target, set_target, show_first

__all__ = [
    "Finding", "ImportResult", "MonthBusy", "RunMade", "TargetsRefused", "end_target", "import_columns",
    "import_targets", "only_one_run", "publish", "set_target", "show_first", "show_published",
]  # fmt: skip
