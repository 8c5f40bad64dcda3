"""How is a picture written down? Elements of SVG as text, numbers without the reader's separators."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

Number = int | float | Decimal
_CAMEL = ("viewBox", "preserveAspectRatio")


def element(tag: str, *children: str, **attributes: object) -> str:
    """One element. `class_` is written `class`, `text_anchor` as `text-anchor`; None leaves an attribute out."""
    written = "".join(
        f" {_name(name)}={quoteattr(_value(value))}"
        for name, value in attributes.items()
        if value is not None
    )
    return f"<{tag}{written}>{''.join(children)}</{tag}>" if children else f"<{tag}{written}/>"


def text(words: object, **attributes: object) -> str:
    """Words at a place."""
    return element("text", escape(str(words)), **attributes)


def title(words: object) -> str:
    """What a pointer at rest shows and a screen reader says."""
    return element("title", escape(str(words)))


def picture(
    children: Iterable[str], *, width: Number, height: Number, label: object, class_: str = "chart",
    stretched: bool = False,
) -> str:  # fmt: skip
    """The whole drawing, said as `label`. `stretched` lets it fill a cell whatever the proportions."""
    return element(
        "svg",
        title(label),
        *children,
        class_=class_,
        viewBox=f"0 0 {_value(width)} {_value(height)}",
        role="img",
        preserveAspectRatio="none" if stretched else None,
    )


def group(children: Iterable[str], **attributes: object) -> str:
    """A picture with links inside: a group, whose links are reached by keyboard."""
    return element("g", *children, **attributes)


def path(points: Iterable[tuple[Number, Number] | None]) -> str:
    """The `d` of a line through points; None lifts the pen."""
    parts, pen = [], "M"
    for point in points:
        if point is None:
            pen = "M"
            continue
        parts.append(f"{pen}{_value(point[0])} {_value(point[1])}")
        pen = "L"
    return "".join(parts)


def _name(name: str) -> str:
    return name if name in _CAMEL else name.rstrip("_").replace("_", "-")


def _value(value: object) -> str:
    if isinstance(value, float | Decimal):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return str(value)
