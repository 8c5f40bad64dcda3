"""Which official forms do we know, in which versions, and how are they laid out?"""

from ansinh.registers.layouts.layout import Cell, Confidence, Field, Layout, Read, Section, Shape

__all__ = ["Cell", "Confidence", "Field", "Layout", "Read", "Section", "Shape"]
