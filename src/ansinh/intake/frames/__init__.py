"""A delivered file in, a table of the register and its findings out (DuckDB; never Django)."""
