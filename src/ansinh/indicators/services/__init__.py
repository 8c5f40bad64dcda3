"""Writes of this context: publish a month's readings, set and import targets."""

from ansinh.indicators.services.published import show_published
from ansinh.indicators.services.publishing import MonthBusy, RunMade, only_one_run, publish

__all__ = ["MonthBusy", "RunMade", "only_one_run", "publish", "show_published"]
