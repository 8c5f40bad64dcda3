"""Employers: what they owe by the law of the month, what they paid, what is late. Frames so far."""
