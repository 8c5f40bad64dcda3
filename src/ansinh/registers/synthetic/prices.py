"""What do wages and premiums cost in a month? Legal numbers come from the law; the rest is invented."""

from __future__ import annotations

import numpy as np

from ansinh.base.money import PER
from ansinh.base.months import Month

HOUSEHOLD_SHARES = np.array([100, 70, 60, 50, 40])
STUDENT_PAYS = 50
SCHEMES_RATE = 32_000
EMPLOYEES_HI = 4_500
VOLUNTARY_RATE = 22_000
