"""What may a reader see of the province's figures? The door of all reads; shapes are in `shapes`."""

from ansinh.base.months import Month
from ansinh.indicators.models import Run


def is_current(province: str, month: Month, code: str) -> bool:
    """Is this run the one that the month's pages show? Of the run itself, not of figures: no viewer."""
    return Run.objects.filter(
        province=province, month=str(month), code=code, published__isnull=False, superseded_by=None
    ).exists()
