"""Does `ansinh link` link any two files, and say plainly what it cannot read?"""

import csv
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter
from typer.testing import CliRunner

from ansinh.cli.main import app

LEFT = [
    ("a1", "070012345", "Zoë", "Müller", "19800517", "12 Lake Road"),
    ("a2", "070054321", "Nguyễn Văn", "Đức", "19750102", "5 Trần Phú"),
    ("a3", "", "Anna Maria", "Rossi", "19991231", "7 Via Roma"),
    ("a4", "070099999", "Bartholomew", "Fitzgerald", "19660301", "41 Windermere Crescent"),
    ("a5", "070011111", "Somebody", "Else", "20010101", "1 Nowhere"),
]
RIGHT = [
    ("b1", "070012345", "Zoe", "Mueller", "17/05/1980", "12 Lake Rd"),
    ("b2", "", "Duc", "Nguyen Van", "1975-01-02", "5 Tran Phu"),
    ("b3", "", "Anna Maria", "Rossi", "31/12/1999", "7 via roma"),
    ("b4", "070099989", "Bartolomew", "Fitzgerald", "03/01/1966", "41 Windermer Crescent"),
]
HEADS = ("code", "number", "first", "last", "born", "street")
COLUMNS = "key=code,id=number,name=first+last,birth=born,address=street"


def write(path: Path, rows: list[tuple]) -> Path:
    if path.suffix == ".parquet":
        pq.write_table(pa.table(dict(zip(HEADS, zip(*rows, strict=True), strict=True))), path)
    elif path.suffix == ".xlsx":
        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet()
            for place, row in enumerate([HEADS, *rows]):
                sheet.write_row(place, 0, row)
    else:
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([HEADS, *rows])
    return path


def run(left: Path, right: Path, out: Path, *more: str, left_columns=COLUMNS, right_columns=COLUMNS):
    return CliRunner().invoke(
        app,
        ["link", str(left), str(right), "--left-columns", left_columns, "--right-columns", right_columns, "--out",
         str(out), *more],
    )  # fmt: skip


@pytest.mark.parametrize(("left", "right"), [("l.csv", "r.parquet"), ("l.xlsx", "r.csv")])
def test_two_files_of_any_kind_are_linked_over_spelling_order_and_way_of_writing_dates(tmp_path, left, right):
    out, page = tmp_path / "links.parquet", tmp_path / "report.html"
    result = run(write(tmp_path / left, LEFT), write(tmp_path / right, RIGHT), out, "--report", str(page))
    assert result.exit_code == 0, result.output
    links = pq.read_table(out).to_pylist()
    assert {(one["left_key"], one["right_key"]) for one in links} == {
        ("a1", "b1"),
        ("a2", "b2"),
        ("a3", "b3"),
        ("a4", "b4"),
    }
    assert list(links[0]) == ["left_key", "right_key", "probability", "how"]
    assert {one["how"] for one in links} == {"id", "name_birth", "model"}
    text = page.read_text(encoding="utf-8")
    assert "<h1>" in text
    assert not any(word in text for row in LEFT for word in row[1:] if len(word) > 4)


def test_the_same_files_give_the_same_links_and_programs_can_read_the_outcome(tmp_path):
    files = write(tmp_path / "l.csv", LEFT), write(tmp_path / "r.csv", RIGHT)
    found = []
    for name in ("one.parquet", "two.parquet"):
        result = run(*files, tmp_path / name, "--json")
        assert json.loads(result.output.splitlines()[-1])["links"] == 4
        found.append(pq.read_table(tmp_path / name).to_pylist())
    assert found[0] == found[1]


def test_examples_are_shown_only_when_asked(tmp_path):
    twins = [("a", "", "An", "Le", "1980", "Hue"), ("b", "", "An", "Le", "1980", "Hue")]
    files = write(tmp_path / "l.csv", twins), write(tmp_path / "r.csv", twins[:1])
    for asked, shown in (([], False), (["--examples", "2"], True)):
        page = tmp_path / "report.md"
        assert run(*files, tmp_path / "o.csv", "--report", str(page), *asked).exit_code == 0
        assert ("An Le" in page.read_text(encoding="utf-8")) is shown


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"left_columns": "key=code,id=nummer"}, ["l.csv", "“nummer”", "code, number, first"]),
        ({"left_columns": "id=number"}, ["key="]),
        ({"left_columns": "key=code"}, ["so sánh"]),
        ({"left_columns": "key=code,phone=number"}, ["“phone”", "id, name, birth"]),
        ({"left_columns": "key=code,name=first,name=last"}, ["hai lần", "+"]),
        ({"left_columns": "key=code,name"}, ["“name”"]),
        ({"left_columns": "key=code,id=number", "right_columns": "key=code,name=first"}, ["không có mục chung"]),
        ({"left_columns": "key=last+born,name=first"}, []),
        ({"out": "links.txt"}, [".txt", ".parquet"]),
        ({"out": "nowhere/links.csv"}, ["thư mục"]),
        ({"right": "absent.csv"}, ["absent.csv"]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_plainly(tmp_path, changes, said):
    left, right = write(tmp_path / "l.csv", LEFT), write(tmp_path / "r.csv", RIGHT)
    out = tmp_path / changes.pop("out", "links.csv")
    right = tmp_path / changes.pop("right", right.name)
    result = run(left, right, out, **changes)
    assert result.exit_code == (1 if said else 0)
    assert all(word in result.output for word in said), result.output
    assert "Traceback" not in result.output


def test_a_key_that_occurs_twice_is_named_by_its_rows_and_never_by_its_value(tmp_path):
    left = write(tmp_path / "l.csv", [*LEFT, LEFT[1]])
    result = run(left, write(tmp_path / "r.csv", RIGHT), tmp_path / "o.csv")
    assert result.exit_code == 1
    assert "3, 7" in result.output
    assert "a2" not in result.output


def test_a_row_without_key_an_empty_file_and_no_table_at_all_are_refused(tmp_path):
    right, out = write(tmp_path / "r.csv", RIGHT), tmp_path / "o.csv"
    keyless = write(tmp_path / "keyless.csv", [("", *LEFT[0][1:]), *LEFT[1:]])
    assert "2" in run(keyless, right, out).output
    (tmp_path / "empty.csv").write_text("")
    (tmp_path / "heads.csv").write_text(",".join(HEADS) + "\n")
    (tmp_path / "page.csv").write_bytes(b"\x00\x01\x02garbage" * 50)
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 and then nothing")
    for name in ("empty.csv", "heads.csv", "page.csv", "broken.parquet"):
        result = run(tmp_path / name, right, out)
        assert result.exit_code == 1, name
        assert name in result.output
        assert "Traceback" not in result.output
