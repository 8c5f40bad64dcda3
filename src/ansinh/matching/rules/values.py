"""Which values of a row are kept for a clerk to compare?"""

DELIVERED = (
    "si_number", "personal_id", "full_name", "birth_date", "sex", "commune", "hamlet", "household",
)  # fmt: skip
"""As delivered: the columns that say who a row is about."""

STANDARD = (
    "si_number", "personal_id", "name_marked", "birth", "birth_year", "birth_month", "sex", "commune", "hamlet",
    "household",
)  # fmt: skip
"""As read: canonical name, a real date, today's unit."""
