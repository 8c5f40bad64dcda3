"""Linking any two files of people, without registers, database or trained model: `ansinh link`."""

from ansinh.matching.frames.files.columns import Columns
from ansinh.matching.frames.files.linking import FileLinks, link_files

__all__ = ["Columns", "FileLinks", "link_files"]
