"""Does Spark link the same rows as DuckDB?"""

import ibis
import pyarrow as pa
import pytest

from ansinh.matching.frames import linkage
from ansinh.registers import engine

PEOPLE = [
    ("p1", "092080900001", "nguyen van an", 1980, 5, 17, "31117-01"),
    ("p2", "092185900002", "tran thi be", 1985, 11, 2, "31117-02"),
    ("p3", None, "le hoang phuc", 1972, 3, 9, "31120-01"),
    ("p4", "092190900004", "pham thi minh chau", 1990, 1, 30, "31120-03"),
    ("p5", None, "vo thanh dat", 1968, 7, 8, "31123-02"),
]
OTHERS = [
    ("q1", "092080900001", "nguyen van an", 1980, 5, 17, "31117-01"),
    ("q2", None, "be tran thi", 1985, 11, 2, "31117-02"),
    ("q3", None, "le hoang phuc", 1972, 3, 9, "31120-01"),
    ("q4", "092190900014", "pham thi minh chau", 1990, None, None, "31120-03"),
    ("q5", None, "vo thanh dac", 1968, 8, 7, "31123-02"),
]


def rows(people: list[tuple]) -> pa.Table:
    made = []
    for record, number, name, year, month, day, hamlet in people:
        made.append(
            dict.fromkeys(linkage.COLUMNS)
            | {
                "record": record, "personal_id": number, "name": name, "name_marked": name, "birth_year": year,
                "birth_month": year * 100 + month if month else None, "hamlet": hamlet, "commune": hamlet[:5],
                "birth": f"{year}-{month:02}-{day:02}" if day else None,
            }
        )  # fmt: skip
    return pa.Table.from_pylist(made, schema=pa.schema([(name, pa.int64() if kind == "int64" else pa.string())
                                                        for name, kind in linkage.COLUMNS.items()]))  # fmt: skip


def told(con: ibis.BaseBackend) -> tuple[list, list]:
    for name, people in (("people", PEOPLE), ("others", OTHERS)):
        table = ibis.memtable(rows(people))
        if con.name == "duckdb":
            con.create_table(name, table, overwrite=True)
        else:
            con._session.createDataFrame(
                rows(people).to_pylist(), schema=_spark_schema()
            ).createOrReplaceTempView(name)
    found = linkage.link(con.table("people"), con.table("others"))
    links = found.links.to_pyarrow().to_pylist()
    doubtful = found.doubtful.to_pyarrow().to_pylist()
    order = lambda one: (one["left_record"], one["right_record"])  # noqa: E731
    return (
        [
            (one["left_record"], one["right_record"], round(one["probability"], 4), one["how"])
            for one in sorted(links, key=order)
        ],
        [(one["left_record"], one["right_record"], one["evidence"]) for one in sorted(doubtful, key=order)],
    )


def _spark_schema() -> str:
    return ", ".join(
        f"{name} {'bigint' if kind == 'int64' else 'string'}" for name, kind in linkage.COLUMNS.items()
    )


@pytest.mark.spark
@pytest.mark.filterwarnings("ignore")
def test_spark_links_what_duckdb_links():
    pytest.importorskip("pyspark")
    here = told(engine.connect(memory="1GB"))
    assert len(here[0]) >= 4
    assert told(engine.connect("spark", memory="1GB", threads=1)) == here
