import datetime as dt
import json
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from ansinh import law
from ansinh.base.errors import InvalidValue, NotFound, NotYetKnown
from ansinh.base.texts import speaking
from ansinh.cli.main import app
from ansinh.law.sources import citations

RULES = law.rules()
TODAY = dt.date(2026, 10, 1)


def example(rule):
    values = dict(rule.example)
    return dt.date.fromisoformat(values.pop("on")), values


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_has_a_worked_example_in_both_languages_with_its_articles(rule):
    on, values = example(rule)
    explained = law.explain(rule.name, on=on, **values)
    assert explained.steps
    for step in explained.steps:
        assert step.text.vi
        assert step.text.en
        assert step.text.vi != step.text.en
        assert "{" not in step.text.vi + step.text.en
    for source in explained.sources:
        assert citations(source)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_explanation_gives_the_same_result_as_the_function(rule):
    on, values = example(rule)
    typed = {a.name: a for a in rule.arguments}
    from ansinh.law.arguments import parsed

    given = {name: parsed(text, typed[name].type, name) for name, text in values.items()}
    assert rule.function(on=on, **given) == law.explain(rule.name, on=on, **values).result


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_an_explanation_prints_as_json_with_the_agreed_keys(rule):
    on, values = example(rule)
    printed = json.loads(json.dumps(law.explain(rule.name, on=on, **values).plain()))
    assert list(printed) == ["rule", "on", "result", "steps", "sources", "confidence"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_says_what_it_takes_and_cites_registered_articles(rule):
    assert citations(rule.law)
    assert rule.title.vi
    assert rule.title.en
    for argument in rule.arguments:
        assert argument.meaning.vi
        assert argument.meaning.en


def test_a_result_is_as_sure_as_the_least_sure_value_it_used():
    assert (
        law.explain("voluntary.payment", income=2_200_000, on=dt.date(2027, 1, 1)).confidence == "unverified"
    )
    assert (
        law.explain("voluntary.payment", income=2_200_000, on=dt.date(2026, 12, 31)).confidence == "reported"
    )
    assert law.explain("health.household_member", position=1, on=TODAY).confidence == "read"


def test_a_value_is_said_once_and_comes_with_its_instrument():
    steps = law.explain("health.household", members="2026-07-01/12;2026-07-02/12", on=TODAY).steps
    said = [step for step in steps if step.law == "161/2026/NĐ-CP:3"]
    assert len(said) == 1
    assert said[0].numbers == {"value": 2_530_000}
    assert said[0].text.vi == "Lương cơ sở (mức tham chiếu): 2.530.000 đồng."


def test_an_explanation_leaves_nothing_behind():
    first = law.explain("health.household_member", position=2, on=TODAY)
    second = law.explain("health.household_member", position=2, on=TODAY)
    assert first == second


def test_an_unknown_rule_argument_or_value_says_what_is_possible():
    with pytest.raises(NotFound, match="law list"):
        law.explain("health.magic", on=TODAY)
    with pytest.raises(InvalidValue, match="position, months"):
        law.explain("health.household_member", place="1", on=TODAY)
    with pytest.raises(InvalidValue, match="position"):
        law.explain("health.household_member", on=TODAY)
    with pytest.raises(InvalidValue, match="poor, island, near_poor"):
        law.explain("voluntary.payment", income="1500000", groups="rich", on=TODAY)
    with pytest.raises(InvalidValue, match="1500000"):
        law.explain("voluntary.payment", income="nhiều", on=TODAY)


def test_too_low_an_income_is_refused_with_the_range_in_the_readers_language():
    with speaking("en"), pytest.raises(InvalidValue) as refused:
        law.explain("voluntary.payment", income=1_000_000, on=TODAY)
    assert refused.value.hint.en == "Choose 1,500,000 đồng to 50,600,000 đồng."
    assert refused.value.hint.vi == "Chọn từ 1.500.000 đồng đến 50.600.000 đồng."


def test_what_is_missing_is_named():
    with pytest.raises(NotYetKnown, match="2025"):
        law.explain("voluntary.years_ahead", income=1_500_000, years=2, on=TODAY)


def run(*arguments: str, language: str = "vi"):
    return CliRunner().invoke(app, ["law", *arguments], env={"ANSINH_LANGUAGE": language})


def test_the_command_lists_rules_for_a_program():
    rules = json.loads(run("list", "--json").stdout)
    names = [rule["rule"] for rule in rules]
    assert "health.household_member" in names
    assert set(rules[0]) == {"rule", "title", "law", "since", "until", "confidence", "arguments", "example"}


def test_the_command_explains_a_rule_on_a_day():
    asked = ("explain", "health.household_member", "position=2", "months=12", "--on", "2026-07-01")
    printed = json.loads(run(*asked, "--json").stdout)
    assert printed["result"] == 956_340
    assert printed["confidence"] == "read"
    assert "956.340 đồng" in run(*asked).stdout
    assert "956,340 đồng" in run(*asked, language="en").stdout


def test_the_command_refuses_with_a_sentence_not_a_traceback():
    refused = run("explain", "health.household_member", "position", "--on", "2026-07-01")
    assert refused.exit_code == 1
    assert "key=value" in refused.output


def test_importing_the_law_loads_no_rule_and_no_foreign_package():
    code = (
        "import sys; import ansinh.law; "
        "print([m for m in sys.modules if m.startswith('ansinh.law.health') or m in ('django', 'ibis', 'numpy')])"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert loaded.stdout.strip() == "[]"
