"""What may a reader see of the province's figures? The door of all reads; shapes are in `shapes`."""

from ansinh.indicators.queries.editions import Edition, edition
from ansinh.indicators.queries.pages import computation, indicator_page
from ansinh.indicators.queries.pictures import commune_picture, province_picture, published_months
from ansinh.indicators.queries.runs import is_current, runs
from ansinh.indicators.queries.small import hamlet_picture, parts_over_time
from ansinh.indicators.queries.targets import TargetRow, targets, unit_of_target

__all__ = [
    "Edition", "TargetRow", "commune_picture", "computation", "edition", "hamlet_picture", "indicator_page", "is_current", "parts_over_time", "province_picture",
    "published_months", "runs", "targets", "unit_of_target",
]  # fmt: skip
