"""Which rows of different registers are the same person, and who says so where it is doubtful?"""
