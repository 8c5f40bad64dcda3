"""The reference in docs/ is what the law's room says now. When it is not: `ansinh law reference`."""

from pathlib import Path

from ansinh.law.reference import pages

FOLDER = Path(__file__).parents[2] / "docs" / "reference" / "law"


def test_the_reference_is_not_stale():
    written = pages()
    assert {path.name for path in FOLDER.glob("*.md")} == set(written)
    stale = [name for name, text in written.items() if (FOLDER / name).read_text(encoding="utf-8") != text]
    assert stale == []
