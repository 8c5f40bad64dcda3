"""Has every word of the field that the code uses its row in the glossary, in both languages?"""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "ansinh"
WORDS_OF_ANY_PROGRAM = {"date span", "example"}


def rows() -> list[list[str]]:
    lines = (ROOT / "GLOSSARY.md").read_text().splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]
    return [row for row in cells if row[0] != "English"]


def words() -> set[str]:
    """The classes of terms and models, as words: `TargetKind` is “target kind”."""
    found = set()
    for path in SOURCE.rglob("*.py"):
        if path.name in ("terms.py", "models.py") or "terms" in path.relative_to(SOURCE).parts:
            for node in ast.parse(path.read_text()).body:
                if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                    found.add(re.sub(r"(?<!^)(?=[A-Z])", " ", node.name).lower())
    return found - WORDS_OF_ANY_PROGRAM


def test_every_word_of_terms_and_models_stands_in_the_glossary():
    known = {re.sub(r" \(.*?\)", "", row[0]).lower() for row in rows()}
    assert words() - known == set()


def test_every_row_has_its_vietnamese_and_its_meaning():
    assert [row for row in rows() if len(row) != 3 or not all(row)] == []
