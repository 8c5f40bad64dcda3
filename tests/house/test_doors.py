"""Across contexts only services, queries, frames and terms are doors (views may be included by web/urls)."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2] / "src" / "ansinh"
CONTEXTS = {p.parent.name for p in ROOT.glob("*/apps.py")}
DOORS = {"services", "queries", "terms", "frames"}


def crossings():
    for path in ROOT.glob("*/**/*.py"):
        home = path.relative_to(ROOT).parts[0]
        if home not in CONTEXTS:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("ansinh."):
                parts = node.module.split(".")
                if parts[1] in CONTEXTS and parts[1] != home:
                    doors = parts[2:3] or [alias.name for alias in node.names]
                    yield from ((path.relative_to(ROOT), parts[1], door) for door in doors)


def test_contexts_meet_only_at_their_doors():
    assert [c for c in crossings() if c[2] not in DOORS] == []
