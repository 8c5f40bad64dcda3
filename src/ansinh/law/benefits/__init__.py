"""Pensions and other benefits, for calculators: illustrations, not the settlement of a dossier."""
