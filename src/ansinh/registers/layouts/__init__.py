"""Which official forms do we know, in which versions, and how are they laid out?"""

import datetime as dt

from ansinh.base.errors import NotFound
from ansinh.base.texts import Text
from ansinh.registers.layouts import d02, exports, lists_of_hi, notices, outputs, papers, voluntary
from ansinh.registers.layouts.layout import Cell, Confidence, Field, Layout, Read, Section, Shape
from ansinh.registers.layouts.writing import OF_WHICH, SECTION, write

__all__ = [
    "LAYOUTS",
    "OF_WHICH",
    "SECTION",
    "Cell",
    "Confidence",
    "Field",
    "Layout",
    "Read",
    "Section",
    "Shape",
    "current",
    "layout",
    "write",
]

LAYOUTS: tuple[Layout, ...] = (
    d02.D02_LT_366,
    d02.D02_TS_595,
    d02.D02_VNPT,
    papers.FORM_2_188,
    lists_of_hi.FORM_3_188,
    lists_of_hi.FORM_4_188,
    lists_of_hi.D03_TS_490,
    lists_of_hi.D03_TS_AGENCY,
    exports.D03_VNPT,
    exports.D03_SMS,
    voluntary.D05_TS_366,
    voluntary.D05_TS_490,
    voluntary.D05_VNPT,
    voluntary.D06_TS_366,
    papers.TK1_366,
    papers.TK1_505,
    exports.TK1_XML,
    papers.TK3_366,
    notices.C12_366,
    notices.C12_PORTAL,
    notices.C12_959,
    notices.C12_LOCAL,
    exports.NTG,
    outputs.C21A_366,
    outputs.B15A_366,
)
"""Every layout, the newest version of a form first."""

_NO_SUCH_FORM = Text("Không có mẫu “{code}”.", "There is no form “{code}”.")
_KNOWN = Text("Các mẫu: {names}.", "Forms: {names}.")


def layout(code: str, act: str = "") -> Layout:
    """The layout of a form, of the newest version unless its act is given. Raises: NotFound."""
    for one in LAYOUTS:
        if one.code == code and act in ("", one.act):
            return one
    raise _unknown(code)


def current(code: str, on: dt.date) -> Layout:
    """The version of a form to expect on `on`. Raises: NotFound."""
    for one in LAYOUTS:
        if one.code == code and one.is_current(on):
            return one
    raise _unknown(code)


def _unknown(code: str) -> NotFound:
    names = ", ".join(dict.fromkeys(one.code for one in LAYOUTS))
    return NotFound(_NO_SUCH_FORM.format(code=code[:40]), _KNOWN.format(names=names))
