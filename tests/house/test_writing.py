"""Is the house written as it says it is: small parts, exact numbers, given days, complete texts?"""

import ast
import re
import string
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "ansinh"
MODULES = [path for path in sorted(SOURCE.rglob("*.py")) if "migrations" not in path.parts]
TREES = {path: ast.parse(path.read_text()) for path in MODULES}
ENTRANCES = ("cli", "web", "demo")
MOST_LINES, MOST_LINES_OF_A_FUNCTION = 330, 50  # "about" 300 and 30
EXACT_ROOMS = ("law", "base", "indicators/rules", "indicators/terms")
# Only places where no money and no people are counted.
FLOATS_ALLOWED: set[str] = set()


def named(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def test_every_module_is_short():
    long = {named(path): n for path in MODULES if (n := len(path.read_text().splitlines())) > MOST_LINES}
    assert long == {}


def test_every_module_says_what_question_it_answers():
    silent = [named(path) for path, tree in TREES.items() if tree.body and not ast.get_docstring(tree)]
    assert [name for name in silent if not name.endswith("apps.py")] == []


def test_every_function_is_short():
    long = {
        f"{named(path)}:{node.name}": node.end_lineno - node.lineno + 1
        for path, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno - node.lineno + 1 > MOST_LINES_OF_A_FUNCTION
    }
    assert long == {}


def test_rules_take_the_day_they_are_asked_about():
    """Only entrances know what day it is today."""
    asking = [
        f"{named(path)}:{call.lineno}"
        for path, tree in TREES.items()
        if path.relative_to(SOURCE).parts[0] not in ENTRANCES
        for call in calls(tree)
        if ast.unparse(call.func)
        in ("dt.date.today", "date.today", "datetime.date.today", "dt.datetime.today")
    ]
    assert asking == []


def test_money_and_people_never_pass_through_a_float():
    found = [
        f"{named(path)}:{call.lineno}"
        for path, tree in TREES.items()
        if named(path).startswith(EXACT_ROOMS) and named(path) not in FLOATS_ALLOWED
        for call in calls(tree)
        if isinstance(call.func, ast.Name) and call.func.id == "float"
    ]
    assert found == []


def texts() -> Iterator[tuple[str, str, str]]:
    """Every pair of constant texts: where it stands, Vietnamese, English."""
    for path, tree in TREES.items():
        for call in calls(tree):
            if isinstance(call.func, ast.Name) and call.func.id == "Text" and len(call.args) == 2:
                pair = [part.value if isinstance(part, ast.Constant) else None for part in call.args]
                if all(isinstance(part, str) for part in pair):
                    yield f"{named(path)}:{call.lineno}", pair[0], pair[1]


def placeholders(text: str) -> set[str]:
    names = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    return names - {"vi", "en"}


def test_every_text_is_complete_in_both_languages():
    pairs = list(texts())
    assert len(pairs) > 100
    assert [place for place, vi, en in pairs if bool(vi.strip()) != bool(en.strip())] == []


def test_both_languages_of_a_text_carry_the_same_values():
    assert [place for place, vi, en in texts() if placeholders(vi) != placeholders(en)] == []


# Joined here, so that this file does not hold the words it forbids.
INDEX_HOSTS = re.compile(
    "|".join(["files.python" + "hosted", "registry.npm" + "js", "index-" + "url", "extra-index" + "-url"])
)


def committed() -> list[Path]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    return [ROOT / name for name in listed.stdout.splitlines()]


def test_no_file_carries_the_address_of_an_index():
    files = committed()
    if not files:
        pytest.skip("not a git checkout")
    scripts = ("scripts/bootstrap", "scripts/lock", "scripts/install")
    small = [path for path in files if path.is_file() and path.stat().st_size < 2_000_000]
    found = []
    for path in small:
        name = path.relative_to(ROOT).as_posix()
        if path.suffix in (".mo", ".woff2", ".png", ".xlsx", ".parquet", ".js") or name in scripts:
            continue
        if INDEX_HOSTS.search(path.read_text(errors="ignore")):
            found.append(name)
    assert found == []


def test_the_doors_are_guarded():
    assert (ROOT / "tests" / "house" / "test_doors.py").exists()
