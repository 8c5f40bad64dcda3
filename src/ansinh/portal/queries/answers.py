"""What is an answer made of: a sentence to read aloud, lines with their articles, statements, and what was left out?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from ansinh import law
from ansinh.base import figures
from ansinh.base.dated import Confidence
from ansinh.base.errors import AnSinhError, InvalidValue
from ansinh.base.texts import Text
from ansinh.law.sources import Citation, citations
from ansinh.law.working import Step, lowest


class Misfit(InvalidValue):
    """A value that the law refuses, and the field that it was typed into."""

    def __init__(self, field: str, error: AnSinhError) -> None:
        super().__init__(error.message, error.hint, error.source)
        self.field = field

    @property
    def said(self) -> str:
        """What is wrong, what to do, and where the law says so."""
        source = f"({articles(str(self.source))})" if self.source else ""
        return " ".join(part for part in (str(self.message), str(self.hint), source) if part)


@dataclass(frozen=True)
class Line:
    """A line of a table: its words, its figures as written, the articles, and how sure it is."""

    label: str
    cells: tuple[str, ...]
    articles: str = ""
    mark: str = ""


@dataclass(frozen=True)
class Table:
    """Lines under one caption; the total, if there is one, stands at the foot."""

    caption: str
    head: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    total: Line | None = None

    @property
    def rows(self) -> tuple[tuple[Line, tuple[tuple[str, str], ...]], ...]:
        """Each line with its cells under their columns; articles that repeat are said once."""
        shown, before = [], ""
        for line in self.lines:
            again = bool(line.articles) and line.articles == before
            shown.append((replace(line, articles=_("as above")) if again else line, self._cells(line)))
            before = line.articles
        return tuple(shown)

    @property
    def foot(self) -> tuple[tuple[str, str], ...]:
        """The total's cells under their columns; none where there is no total."""
        return self._cells(self.total) if self.total else ()

    def _cells(self, line: Line) -> tuple[tuple[str, str], ...]:
        return tuple(zip(self.columns, line.cells, strict=True))


@dataclass(frozen=True)
class Statement:
    """Something that must be said beside the figures: a condition that is not met, a value that is not known."""

    text: str
    articles: str = ""


@dataclass(frozen=True)
class Working:
    """How one result was worked out."""

    title: str
    steps: tuple[tuple[str, str, str], ...]
    """Sentence, articles, mark."""


@dataclass(frozen=True)
class Answer:
    """What a calculator answers for a day."""

    on: dt.date
    sentence: str
    tables: tuple[Table, ...]
    assumptions: tuple[str, ...]
    statements: tuple[Statement, ...] = ()
    workings: tuple[Working, ...] = ()

    @property
    def spoken(self) -> str:
        """The sentence, with each sum kept together with its unit."""
        return self.sentence.replace(" đồng", f"{figures.NO_BREAK}đồng")

    @property
    def unsure(self) -> bool:
        """Does any line carry a mark?"""
        lines = [line for table in self.tables for line in (*table.lines, table.total) if line]
        return any(line.mark for line in lines)


@contextmanager
def about(field: str) -> Iterator[None]:
    """Within this block a value that the law refuses was typed into `field`. Raises: Misfit."""
    try:
        yield
    except InvalidValue as error:
        raise Misfit(field, error) from error


def articles(source: str | Iterable[str]) -> str:
    """The articles of `source` as a person reads them, those of one instrument together."""
    text = source if isinstance(source, str) else "; ".join(source)
    grouped: dict[Text, dict[Text, None]] = {}
    cited = citations(text)
    for citation in cited:
        if any(_holds(citation, other) for other in cited):
            continue
        name = citation.instrument.name
        part = Text(
            citation.text.vi.removesuffix(name.vi).strip(),
            citation.text.en.removeprefix(name.en).strip(", "),
        )
        grouped.setdefault(name, {})[part] = None
    return "; ".join(
        str(_together(name, [part for part in parts if part.vi])) for name, parts in grouped.items()
    )


def _holds(wider: Citation, closer: Citation) -> bool:
    """Does `closer` name a part of what `wider` names?"""
    begins = f"{wider.article}." if wider.article else ""
    return (
        wider.instrument == closer.instrument
        and wider.article != closer.article
        and closer.article.startswith(begins)
    )


def _together(name: Text, parts: list[Text]) -> Text:
    if not parts:
        return name
    vi, en = (", ".join(part.in_language(language) for part in parts) for language in ("vi", "en"))
    return Text(f"{vi} {name.vi}", f"{name.en}, {en}")


def mark(*confidences: Confidence) -> str:
    """The word beside a figure that was not read in the act itself; empty where it was."""
    return {
        Confidence.READ: "",
        Confidence.REPORTED: _("not checked against the act"),
        Confidence.UNVERIFIED: _("not verified"),
    }[lowest(*confidences)]


def line(label: str, *cells: str, of: law.Explained, less: Iterable[str] = ()) -> Line:
    """A line whose figures are a rule's result: its sources, without those of `less`."""
    return Line(label, cells, articles(s for s in of.sources if s not in set(less)), mark(of.confidence))


def line_of_step(label: str, *cells: str, of: law.Explained, number: str) -> Line:
    """A line whose figure is `number` of one step of a rule: that step's article, as sure as the whole result."""
    return Line(label, cells, articles(step_with(of, number).law), mark(of.confidence))


def step_with(explained: law.Explained, number: str) -> Step:
    """The last step that has `number`."""
    return next(step for step in reversed(explained.steps) if number in step.numbers)


def working(title: str, explained: law.Explained) -> Working:
    """The steps of a rule as they are read."""
    steps = ((str(step.text), articles(step.law), mark(step.confidence)) for step in explained.steps)
    return Working(title, tuple(steps))


def statement(error: AnSinhError) -> Statement:
    """What the law's room says when it cannot answer."""
    said = " ".join(part for part in (str(error.message), str(error.hint)) if part)
    return Statement(said, articles(str(error.source)) if error.source else "")
