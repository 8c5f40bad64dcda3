"""What would a reader of the law's room like on one page per rule? Written from the rules themselves."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

from ansinh.base.texts import Text
from ansinh.law.parameter import PARAMETERS, Parameter
from ansinh.law.registry import Explained, Rule, explain, rules
from ansinh.law.said import plain, value
from ansinh.law.sources import Instrument, cited, instruments

CONFIDENCE = {
    "read": Text("đã đọc văn bản", "read"),
    "reported": Text("theo nguồn khác", "reported"),
    "unverified": Text("chưa kiểm chứng", "unverified"),
}
_GENERATED = "<!-- Written by `ansinh law reference`; change the rule, not this page. -->"


def pages() -> dict[str, str]:
    """Every page of the reference by its file name."""
    known = rules()
    written = {f"{rule.name}.md": page(rule) for rule in known}
    return {"README.md": index(known), "instruments.md": instrument_page(), **written}


def write(folder: Path) -> tuple[Path, ...]:
    """Write the reference into `folder`, removing pages of rules that are gone."""
    folder.mkdir(parents=True, exist_ok=True)
    written = pages()
    for stale in folder.glob("*.md"):
        if stale.name not in written:
            stale.unlink()
    for name, text in written.items():
        (folder / name).write_text(text, encoding="utf-8")
    return tuple(folder / name for name in written)


def index(known: tuple[Rule, ...]) -> str:
    """The list of rules."""
    lines = [_GENERATED, "", "# Quy tắc pháp luật · Rules of the law", ""]
    lines += ["| quy tắc · rule | nội dung | what it gives | từ · since |", "|---|---|---|---|"]
    for rule in known:
        lines.append(
            f"| [{rule.name}]({rule.name}.md) | {rule.title.vi} | {rule.title.en} | {_day(rule.since)} |"
        )
    lines += ["", "[Danh mục văn bản · Register of instruments](instruments.md)", ""]
    return "\n".join(lines)


def page(rule: Rule) -> str:
    """One rule: what it takes, the history of the values it reads, a worked example, its sources."""
    values = dict(rule.example)
    on = dt.date.fromisoformat(values.pop("on"))
    example = explain(rule.name, on=on, **values)
    parts = [
        f"{_GENERATED}\n",
        f"# {rule.title.vi}\n",
        f"{rule.title.en} · `{rule.name}`\n",
        _facts(rule),
        _arguments(rule),
        _example(rule, example, values, on),
        _history(example),
        _sources(rule, example),
    ]
    return "\n".join(part for part in parts if part)


def _facts(rule: Rule) -> str:
    end = f" – {_day(rule.until)}" if rule.until else ""
    return (
        f"- Từ ngày · Since: {_day(rule.since)}{end}\n"
        f"- Làm tròn · Rounding: {rule.rounding.vi} · {rule.rounding.en}\n"
        f"- Mức độ tin cậy của lời văn · Wording: {_sureness(rule.confidence.value)}\n"
    )


def _arguments(rule: Rule) -> str:
    lines = [
        "## Giá trị nhận · What it takes\n",
        "| tên · name | nội dung · meaning | viết · written | mặc định · default |",
    ]
    lines.append("|---|---|---|---|")
    for a in rule.arguments:
        written = str(a.plain()["type"]).replace("|", ", ")
        default = "" if a.required else f"`{_default(a.default)}`"
        lines.append(f"| `{a.name}` | {a.meaning.vi} · {a.meaning.en} | {written} | {default} |")
    return "\n".join(lines) + "\n"


def _default(thing: object) -> str:
    if thing is None:
        return "–"
    return ", ".join(map(str, thing)) if isinstance(thing, tuple) else str(plain(thing))


def _example(rule: Rule, example: Explained, values: dict[str, str], on: dt.date) -> str:
    told = " ".join(f"'{k}={v}'" if ";" in v else f"{k}={v}" for k, v in values.items())
    lines = ["## Ví dụ · Worked example\n", f"```\nansinh law explain {rule.name} {told} --on {on}\n```\n"]
    for number, step in enumerate(example.steps, 1):
        article = cited(step.law)
        lines.append(
            f"{number}. {step.text.vi}{_bracket(article.vi)}<br>{step.text.en}{_bracket(article.en)}"
        )
    result = json.dumps(plain(example.result), ensure_ascii=False, indent=1)
    lines.append(f"\nKết quả · Result ({_sureness(example.confidence.value)}):\n\n```json\n{result}\n```\n")
    return "\n".join(lines)


def _history(example: Explained) -> str:
    roots = {code.split(".")[0] for code in example.parameters} & set(_SHOWN_WHOLE)
    families = dict.fromkeys(code.rpartition(".")[0] or code for code in example.parameters)
    whole = [code for code in PARAMETERS if code.split(".")[0] in roots]
    related = [
        code
        for family in families
        for code in PARAMETERS
        if (code.rpartition(".")[0] or code) == family
        and (family == code or _close(code, example.parameters))
    ]
    tables = [_values(PARAMETERS[code]) for code in dict.fromkeys([*related, *whole])]
    return "\n".join(["## Lịch sử giá trị · History of the values\n", *tables]) if tables else ""


def _close(code: str, used: tuple[str, ...]) -> bool:
    """A value that was used, or a sister of one: same name, other zone, group or place."""
    family = code.rpartition(".")[0]
    sisters = [other for other in PARAMETERS if other.rpartition(".")[0] == family]
    return code in used or (family not in _GENERAL and len(sisters) > 1)


_GENERAL = ("voluntary", "health", "arrears", "pension", "survivors", "maternity", "unemployment")
"""Prefixes that name a subject, not a family of like values."""

_SHOWN_WHOLE = ("fine",)
"""Subjects of which every value is shown where one is used."""


def _values(parameter: Parameter) -> str:
    lines = [f"**{parameter.name.vi}** · {parameter.name.en} · `{parameter.code}`\n"]
    lines.append("| từ · since | đến · until | giá trị · value | căn cứ · source | tin cậy · confidence |")
    lines.append("|---|---|---|---|---|")
    for entry in parameter.dated:
        until = _day(entry.until - dt.timedelta(days=1)) if entry.until else ""
        said = value(entry.value, parameter.unit).vi
        source = cited(entry.source).vi
        lines.append(
            f"| {_day(entry.since)} | {until} | {said} | {source} | {_sureness(entry.confidence.value)} |"
        )
    return "\n".join(lines) + "\n"


def _sources(rule: Rule, example: Explained) -> str:
    lines = ["## Căn cứ · Sources\n"]
    for source in dict.fromkeys([*(part.strip() for part in rule.law.split(";")), *example.sources]):
        text = cited(source)
        lines.append(f"- {text.vi} · {text.en}")
    return "\n".join(lines) + "\n"


def instrument_page() -> str:
    """The register of instruments."""
    lines = [_GENERATED, "", "# Danh mục văn bản · Register of instruments", ""]
    lines += [
        "| văn bản | nội dung | title | hiệu lực · in force | tin cậy · confidence |",
        "|---|---|---|---|---|",
    ]
    for each in instruments().values():
        note = f" ({each.note.vi})" if each.note.vi else ""
        lines.append(
            f"| {each.name.vi} | {each.title.vi}{note} | {each.title.en} | {_span(each)} | {_sureness(each.confidence.value)} |"
        )
    return "\n".join(lines) + "\n"


def _span(each: Instrument) -> str:
    since = _day(each.since) if each.since else "…"
    until = _day(each.until - dt.timedelta(days=1)) if each.until else ""
    return f"{since} – {until}".rstrip()


def _bracket(article: str) -> str:
    return f" *({article})*" if article else ""


def _sureness(word: str) -> str:
    return f"{CONFIDENCE[word].vi} · {CONFIDENCE[word].en}"


def _day(day: dt.date) -> str:
    return f"{day.day}/{day.month}/{day.year}"
