"""How do the registers read as a page for officers and programmers?

`python -m ansinh.registers.schemas.reference` writes docs/reference/registers.md; a test keeps it fresh.
"""

from pathlib import Path

from ansinh.base.texts import Text
from ansinh.registers.schemas import REGISTERS
from ansinh.registers.schemas.columns import Column
from ansinh.registers.schemas.register import Register

PAGE = Path(__file__).parents[4] / "docs" / "reference" / "registers.md"

_OPENING = """# Registers · Các sổ

What each monthly delivery holds. Made from the classes in `src/ansinh/registers/schemas`; do not edit by hand
(`python -m ansinh.registers.schemas.reference`). A file may carry any of the headings named; upper and lower
case, accents and double spaces do not matter. Codes may be delivered as their Vietnamese words (Nam, Nữ).
"""


def page() -> str:
    """The whole page in Markdown, Vietnamese beside English."""
    return "\n".join([_OPENING, *(_section(schema) for schema in REGISTERS.values())])


def _section(schema: type[Register]) -> str:
    facts = (
        ("Một dòng · Grain", schema.grain),
        ("Nơi gửi · Sender", schema.sender),
        ("Thời hạn · Lateness", schema.lateness),
    )
    lines = [f"## `{schema.name}` · {schema.label.vi} · {schema.label.en}", ""]
    lines += [f"- {title}: {_both(text)}" for title, text in facts]
    lines += [f"- Phiên bản · Version: {schema.version}"]
    lines += ["- Lỗi thường gặp · Known flaws:", *(f"  - {_both(flaw)}" for flaw in schema.flaws), ""]
    lines += ["| column | heading | type | filled | meaning | values | further headings |"]
    lines += ["|---|---|---|---|---|---|---|"]
    lines += [_row(name, column) for name, column in schema.columns.items()]
    return "\n".join([*lines, ""])


def _row(name: str, column: Column) -> str:
    pattern = f"`{column.pattern}`".replace("|", "\\|") if column.pattern else ""
    values = "; ".join(f"`{value}` {_both(meaning)}" for value, meaning in column.allowed.items())
    cells = (
        f"`{name}`",
        _both(column.label),
        _both(column.kind.label),
        "bắt buộc · always" if column.required else "có thể trống · may be empty",
        _both(column.meaning) + (" *(như gửi · as delivered)*" if column.messy else ""),
        values or pattern,
        ", ".join(column.headings),
    )
    return f"| {' | '.join(cells)} |"


def _both(text: Text) -> str:
    return text.vi if text.vi == text.en else f"{text.vi} · {text.en}"


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
