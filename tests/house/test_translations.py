"""Does every text of the screens have its Vietnamese, with the same figures in it, compiled?"""

import importlib.util
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_spec = importlib.util.spec_from_file_location("messages", ROOT / "scripts" / "messages.py")
messages = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(messages)

APPS = {app.name: app for app in messages.apps() if len(messages.collected(app))}
FIGURES = re.compile(r"%\(\w+\)[sd]|(?<!%)%[sd]|\{\w*\}")


@pytest.mark.parametrize("name", APPS)
def test_every_text_is_translated(name):
    wanted = {(message.context, str(message.id)) for message in messages.collected(APPS[name]) if message.id}
    catalogue = messages.known(APPS[name])
    there = {(message.context, str(message.id)) for message in catalogue if message.id}
    assert wanted - there == set(), "run `make messages` and translate"
    assert there - wanted == set(), "run `make messages`: these texts are no longer used"
    assert [message.id for message in messages.untranslated(catalogue)] == []


@pytest.mark.parametrize("name", APPS)
def test_a_translation_carries_the_same_figures(name):
    for message in messages.known(APPS[name]):
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id:
            wanted = {figure for text in ids for figure in FIGURES.findall(text)}
            assert {figure for text in strings for figure in FIGURES.findall(text)} == wanted, message.id


@pytest.mark.parametrize("name", APPS)
def test_the_compiled_texts_are_the_written_ones(name):
    assert messages.mo_path(APPS[name]).read_bytes() == messages.compiled(messages.known(APPS[name]))
