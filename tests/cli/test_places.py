import json

from typer.testing import CliRunner

from ansinh.cli.main import app


def run(*arguments: str) -> str:
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.output
    return result.output


def test_units_of_a_day_are_listed_for_programs():
    units = json.loads(run("units", "--on", "2025-07-01", "--within", "92", "--json"))
    assert len(units) == 103
    (ward,) = [unit for unit in units if unit["code"] == "31471"]
    assert (ward["name"], ward["kind"], ward["level"], ward["parent"]) == (
        "Phường Long Mỹ",
        "phường",
        "commune",
        "92",
    )
    assert (ward["since"], ward["until"], ward["act"]) == ("2025-07-01", None, "1668/NQ-UBTVQH15")


def test_units_are_listed_for_people_and_searched():
    assert "34 đơn vị hành chính ngày 01/07/2025" in run("units", "--on", "01/07/2025", "--level", "province")
    assert "31120" in run("units", "--on", "2025-07-01", "--search", "cai khe")


def test_lineage_says_what_was_whole_and_what_was_part():
    links = json.loads(run("lineage", "31120", "--from", "2025-06-30", "--to", "2025-07-01", "--json"))
    assert {(link["before"]["code"], link["kind"]) for link in links} == {
        ("31117", "whole"),
        ("31120", "whole"),
        ("31178", "part"),
    }
    assert "một phần" in run("lineage", "31120", "--from", "2025-06-30", "--to", "2025-07-01")


def test_a_code_needs_its_day_and_a_wrong_one_ends_with_a_sentence():
    assert CliRunner().invoke(app, ["units", "--within", "92"]).exit_code == 2
    result = CliRunner().invoke(app, ["units", "--on", "2025-07-01", "--within", "923"])
    assert result.exit_code == 1
    assert "Quận Thốt Nốt" in result.output
