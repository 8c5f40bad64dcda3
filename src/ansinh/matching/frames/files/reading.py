"""What stands in a file of people, column by column, in a form in which rows can be compared?

Every cell is read as text. Names and addresses are folded (no accents, small letters), dates become their
digits in the order year, month, day; one that cannot be understood keeps its digits.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import ibis
import ibis.expr.types as ir

from ansinh.base.errors import InvalidValue, NotFound
from ansinh.base.texts import Text
from ansinh.intake.frames.containers import Unreadable, container
from ansinh.intake.frames.delimited import delimited
from ansinh.matching.frames.files.columns import Columns

_NO_FILE = Text("Không có tệp {path}.", "There is no file {path}.")
_CHECK_PATH = Text("Kiểm tra đường dẫn.", "Check the path.")
_UNREADABLE = Text("Không đọc được tệp {path} ({code}).", "The file {path} cannot be read ({code}).")
_KINDS = Text(
    "Dùng tệp .parquet, .csv (UTF-8) hoặc .xlsx không đặt mật khẩu, có dòng tiêu đề.",
    "Use a .parquet, .csv (UTF-8) or .xlsx file without a password, with a row of headings.",
)
_NO_COLUMN = Text("Tệp {path} không có cột “{column}”.", "The file {path} has no column “{column}”.")
_COLUMNS_ARE = Text("Các cột của tệp: {columns}.", "The file's columns: {columns}.")
_TWICE = Text(
    "Khoá “{key}” của tệp {path} không duy nhất: {keys} giá trị lặp lại; lần đầu ở các dòng {rows}.",
    "The key “{key}” of the file {path} is not unique: {keys} values occur more than once, first in rows {rows}.",
)
_OTHER_KEY = Text(
    "Chọn cột có giá trị riêng cho từng dòng, hoặc bỏ các dòng trùng.",
    "Choose a column that differs in every row, or remove the repeated rows.",
)
_KEYLESS = Text(
    "Tệp {path} có {rows} dòng không có khoá “{key}”; dòng đầu tiên: {first}.",
    "The file {path} has {rows} rows without the key “{key}”; the first is row {first}.",
)
_EMPTY = Text("Tệp {path} không có dòng dữ liệu nào.", "The file {path} has no rows.")
_FIRST_ROW = 2
_SERIAL = r"^[1-9]\d{4}(\.\d+)?$"
_PLAIN_FOLD = "translate(strip_accents(lower({})), 'đð', 'dd')"


def read(con: ibis.BaseBackend, path: Path, columns: Columns) -> ir.Table:
    """The rows of a file: record (the key), row, and id, name, birth, sex, address as text or NULL.

    Raises: NotFound, InvalidValue with what to do.
    """
    rows = _opened(con, path)
    there = {name.strip(): name for name in rows.columns}
    for name in (*columns.key, *(name for names in columns.fields.values() for name in names)):
        if name not in there:
            shown = ", ".join(there)
            raise InvalidValue(
                _NO_COLUMN.format(path=path.name, column=name), _COLUMNS_ARE.format(columns=shown)
            )
    joined = {field: _joined(rows, names, there) for field, names in columns.fields.items()}
    found = rows.select(
        record=_joined(rows, columns.key, there), row=ibis.row_number() + _FIRST_ROW, **joined
    ).cache()
    _check_keys(found, path, "+".join(columns.key))
    return found


def _opened(con: ibis.BaseBackend, path: Path) -> ir.Table:
    if not path.is_file():
        raise NotFound(_NO_FILE.format(path=path), _CHECK_PATH)
    try:
        kind = container(path).kind
        if kind == "parquet":
            return con.read_parquet(str(path))
        if kind == "xlsx":
            return con.sql(f"SELECT * FROM read_xlsx({_quoted(path)}, header = true, all_varchar = true)")
        return _delimited(con, path)
    except Unreadable as error:
        code = error.finding.code
    except Exception as error:  # DuckDB's own family; its text may quote cells
        code = type(error).__name__
    raise InvalidValue(_UNREADABLE.format(path=path.name, code=code), _KINDS)


def _delimited(con: ibis.BaseBackend, path: Path) -> ir.Table:
    with tempfile.TemporaryDirectory(prefix="ansinh-link-") as workplace:
        found = delimited(path, Path(workplace))
        return con.sql(
            f"SELECT * FROM read_csv({_quoted(found.path)}, header = true, all_varchar = true, "
            f"delim = '{found.separator}', quote = '\"', strict_mode = false)"
        ).cache()


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _joined(rows: ir.Table, names: tuple[str, ...], there: dict[str, str]) -> ir.StringValue:
    parts = [rows[there[name]].cast("string").strip().nullif("") for name in names]
    if len(parts) == 1:
        return parts[0]
    text = parts[0].fill_null("")
    for part in parts[1:]:
        text = text + ibis.ifelse(part.isnull(), "", ibis.literal(" ") + part)
    return text.strip().nullif("")


def _check_keys(rows: ir.Table, path: Path, key: str) -> None:
    told = rows.aggregate(rows=rows.count(), without=rows.record.isnull().sum(), first=rows.row.min(
        where=rows.record.isnull()), distinct=rows.record.nunique())  # fmt: skip
    found = told.to_pyarrow().to_pylist()[0]
    if not found["rows"]:
        raise InvalidValue(_EMPTY.format(path=path.name), _KINDS)
    if found["without"]:
        raise InvalidValue(
            _KEYLESS.format(path=path.name, rows=found["without"], key=key, first=found["first"]), _OTHER_KEY
        )
    if found["distinct"] < found["rows"]:
        several = rows.group_by("record").agg(times=rows.count(), first=rows.row.min(), last=rows.row.max())
        several = several.filter(several.times > 1).order_by("first").to_pyarrow()
        shown = ", ".join(str(several.column(name)[0]) for name in ("first", "last"))
        raise InvalidValue(
            _TWICE.format(path=path.name, key=key, keys=several.num_rows, rows=shown), _OTHER_KEY
        )


def comparable(con: ibis.BaseBackend, rows: ir.Table, *, letters: bool) -> ir.Table:
    """The columns that are compared, from those of `read`; absent ones as NULL.

    Out: record, id (letters and digits), name, words (list), name_sorted, name_letters (three-letter
    pieces), birth (digits), sex, address, address_letters, numbers (list): NULL where nothing is given.
    `letters`: whether pieces are wanted; on very large files they cost too much.
    """
    given = {name: rows[name] if name in rows.columns else ibis.null("string") for name in
             ("id", "name", "birth", "sex", "address")}  # fmt: skip
    plain = rows.select("record", **given).cache()
    name, address = _PLAIN_FOLD.format("name"), _PLAIN_FOLD.format("address")
    sql = f"""
        WITH folded AS (
            SELECT record, nullif(regexp_replace(upper(id), '[^\\p{{L}}\\d]', '', 'g'), '') AS id,
                nullif(trim(regexp_replace({name}, '[^\\p{{L}}\\d]+', ' ', 'g')), '') AS name,
                {_birth("trim(birth)")} AS birth, {_sex("lower(strip_accents(trim(sex)))")} AS sex,
                nullif(trim(regexp_replace({address}, '[^\\p{{L}}\\d]+', ' ', 'g')), '') AS address
            FROM {plain.get_name()})
        SELECT *, list_sort(string_split(name, ' ')) AS words,
            array_to_string(list_sort(string_split(name, ' ')), ' ') AS name_sorted,
            {_pieces("name") if letters else "NULL::VARCHAR[]"} AS name_letters,
            {_pieces("address") if letters else "NULL::VARCHAR[]"} AS address_letters,
            list_sort(regexp_extract_all(address, '\\d+')) AS numbers
        FROM folded"""
    return con.sql(sql).cache()


def _pieces(column: str) -> str:
    """SQL: the distinct pieces of three letters, spaces and digits left out."""
    bare = f"regexp_replace({column}, '[^\\p{{L}}]', '', 'g')"
    return (
        f"CASE WHEN {column} IS NOT NULL THEN list_distinct(list_transform("
        f"range(1, greatest(length({bare}) - 1, 2)), place -> substr({bare}, place, 3))) END"
    )


def _birth(text: str) -> str:
    """SQL: YYYYMMDD, YYYYMM or YYYY, also of a date that does not exist; day before month."""
    padded = "lpad(regexp_extract({0}, '{1}', {2}), 2, '0')"
    day_first, year_first = (
        r"^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})",
        r"^(\d{4})[/.\- ](\d{1,2})[/.\- ](\d{1,2})",
    )
    month_first = r"^(\d{1,2})[/.\-](\d{4})$"
    return f"""CASE
        WHEN regexp_matches({text}, '{day_first}') THEN regexp_extract({text}, '{day_first}', 3)
            || {padded.format(text, day_first, 2)} || {padded.format(text, day_first, 1)}
        WHEN regexp_matches({text}, '{year_first}') THEN regexp_extract({text}, '{year_first}', 1)
            || {padded.format(text, year_first, 2)} || {padded.format(text, year_first, 3)}
        WHEN regexp_matches({text}, '{month_first}') THEN regexp_extract({text}, '{month_first}', 2)
            || {padded.format(text, month_first, 1)}
        WHEN regexp_matches({text}, '{_SERIAL}')
            THEN strftime(DATE '1899-12-30' + CAST(floor(TRY_CAST({text} AS DOUBLE)) AS INTEGER), '%Y%m%d')
        ELSE nullif(regexp_replace(regexp_replace({text}, '\\.0$', ''), '\\D', '', 'g'), '') END"""


def _sex(text: str) -> str:
    """SQL: M, F, or the text itself."""
    return (
        f"CASE WHEN {text} IN ('m', 'male', 'nam', 'man', '1') THEN 'M' "
        f"WHEN {text} IN ('f', 'female', 'nu', 'woman', '0', '2') THEN 'F' ELSE nullif({text}, '') END"
    )
