"""The printed reasons are those in the code."""

import importlib.util
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "scripts" / "missing_reference.py"


def test_the_reference_of_who_is_missing_is_not_stale():
    spec = importlib.util.spec_from_file_location("missing_reference", SCRIPT)
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert script.TARGET.read_text(encoding="utf-8") == script.page(), "Run scripts/missing_reference.py."
