"""How large may a delivered file be before we open it?"""

MEGABYTE = 1 << 20

LARGEST_FILE = {"xlsx": 100 * MEGABYTE, "csv": 2048 * MEGABYTE, "parquet": 8192 * MEGABYTE}
"""Bytes on disk. A workbook is unpacked and so has the lowest limit; CSV and Parquet are streamed."""

LARGEST_UPLOAD = 200 * MEGABYTE
"""Bytes that the upload form takes; larger files come through `ansinh deliver`."""

LARGEST_UNPACKED = 2048 * MEGABYTE
"""Bytes of all parts of a workbook together. A full sheet of a million rows and 20 columns has about 1 GB."""

LARGEST_RATIO = 200
"""Unpacked bytes per packed byte of a part above 10 MB. Real sheets stay below 30."""

RATIO_COUNTS_FROM = 10 * MEGABYTE
MOST_PARTS = 2000
"""Parts inside a workbook."""

ROWS_BELOW = 7
"""Rows below the last that may hold headings which are read at first: a row of codes, and those of a preview."""

HEADER_WITHIN = 20
"""The header row stands within the first rows."""

MOST_COLUMNS = 256
EXAMPLES = 10
"""Places of a finding kept in the database and shown on the page."""

LISTED = 20_000
"""Places of one finding written into the xlsx list."""

LONGEST_SHOWN = 40
"""Characters of a value's shape that are kept."""
