"""Who is missing, on whose list, and what came of it?"""
