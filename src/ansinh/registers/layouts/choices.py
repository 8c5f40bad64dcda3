"""What has an installation chosen where the sources of a form do not settle it?

The file `layouts.toml` of the data folder may give a column further headings and set a form's choices.
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

from ansinh.base.errors import InvalidValue
from ansinh.base.texts import Text
from ansinh.registers.layouts import LAYOUTS, Layout

FILE = "layouts.toml"
_WRONG = Text("Tệp {file}: {what}.", "The file {file}: {what}.")
_SEE = Text("Xem docs/reference/forms.md.", "See docs/reference/forms.md.")


def chosen(home: Path) -> tuple[Layout, ...]:
    """Every layout, with what the installation at `home` chose. Raises: InvalidValue for what no form has."""
    path = home / FILE
    if not path.exists():
        return LAYOUTS
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8")).get("forms", {})
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise InvalidValue(_WRONG.format(file=FILE, what=str(wrong)), _SEE) from None
    known = {one.name for one in LAYOUTS}
    if unknown := set(said) - known:
        raise InvalidValue(_WRONG.format(file=FILE, what=", ".join(sorted(unknown))), _SEE)
    return tuple(_with(one, said.get(one.name, {})) for one in LAYOUTS)


def _with(layout: Layout, said: dict) -> Layout:
    headings, choices = said.get("headings", {}), said.get("choices", {})
    fed = {cell.feeds for cell in layout.columns}
    wrong = (set(headings) - fed) | (set(choices) - set(layout.variants))
    if wrong:
        what = f"{layout.name}: {', '.join(sorted(wrong))}"
        raise InvalidValue(_WRONG.format(file=FILE, what=what), _SEE)
    if not said:
        return layout
    columns = tuple(
        replace(cell, also=(*cell.also, *headings[cell.feeds])) if cell.feeds in headings else cell
        for cell in layout.columns
    )
    return replace(layout, columns=columns, variants=layout.variants | choices)
