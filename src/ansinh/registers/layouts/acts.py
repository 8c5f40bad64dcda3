"""When was which act about the forms in force?"""

import datetime as dt

SINCE_366 = dt.date(2026, 5, 1)
"""Decision 366/QĐ-BHXH of 29 April 2026, Article 2: in force on 1 May 2026; ends 595, 505, 490 and others."""
SINCE_188 = dt.date(2025, 8, 15)
SINCE_490 = dt.date(2023, 3, 28)
SINCE_505 = dt.date(2020, 3, 27)
SINCE_595 = dt.date(2017, 5, 1)
SINCE_959 = dt.date(2015, 9, 9)

ACT_366 = "366/QĐ-BHXH"
ACT_188 = "188/2025/NĐ-CP"
ACT_490 = "490/QĐ-BHXH"
ACT_505 = "505/QĐ-BHXH"
ACT_595 = "595/QĐ-BHXH"
ACT_959 = "959/QĐ-BHXH"
VNPT = "VNPT"
SMS = "TST/SMS"
XML = "XML"
