"""The month's run: from the snapshots of the registers to published readings. The door is `run`."""

from ansinh.monthly.run import Outcome, run

__all__ = ["Outcome", "run"]
