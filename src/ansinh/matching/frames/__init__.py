"""Linkage as frames: standardised rows in, links and doubtful pairs out, on any engine of `registers.engine`."""
