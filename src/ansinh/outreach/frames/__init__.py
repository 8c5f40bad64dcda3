"""Who is missing, and in which order do they stand on a list? Tables in, tables out."""
