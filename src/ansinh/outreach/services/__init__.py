"""Writes of this context: the lists of a month, who took a list over, what a visit found."""

from ansinh.outreach.services.publishing import publish_lists

__all__ = ["publish_lists"]
