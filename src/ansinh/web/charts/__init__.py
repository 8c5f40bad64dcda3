"""How do figures become pictures? Pure functions from numbers to SVG, drawn on the server.

They need no script, print sharply and are read aloud: each has a title, and a table stands behind it.
Colours come from classes in ansinh.css, so that one colour means one thing everywhere.
"""
