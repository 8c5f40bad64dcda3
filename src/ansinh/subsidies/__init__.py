"""Premiums and who pays them: the State, the province, the person. Frames so far."""
