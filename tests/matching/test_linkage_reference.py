"""The printed weights are those of the model that runs."""

import importlib.util
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "scripts" / "linkage_reference.py"


def test_the_reference_of_the_linkage_model_is_not_stale():
    spec = importlib.util.spec_from_file_location("linkage_reference", SCRIPT)
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    text = script.TARGET.read_text(encoding="utf-8")
    assert text == script.page(text), "Run scripts/linkage_reference.py."
