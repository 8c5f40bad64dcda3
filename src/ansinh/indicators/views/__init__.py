"""Which page does a request for figures get?"""
