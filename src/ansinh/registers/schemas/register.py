"""What does a register hold? One row is what, who sends it, how late, and with which known flaws."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from ansinh.base.errors import InvalidValue
from ansinh.base.texts import Text
from ansinh.registers.schemas.columns import Column, Kind

if TYPE_CHECKING:
    import pyarrow as pa

_WRONG_COLUMNS = Text(
    "Tệp không đúng mẫu của sổ “{register}”: {problems}.",
    "The file does not have the form of the register “{register}”: {problems}.",
)
_EXPORT_AGAIN = Text("Xuất lại theo mẫu của sổ rồi gửi lại.", "Export it again in the register's form.")


class Register:
    """A register: its columns are class attributes, in the order of delivery; read them from `columns`.

    `key` names the columns that together are unique in one delivery; empty where no key is sure.
    """

    name: ClassVar[str]
    label: ClassVar[Text]
    grain: ClassVar[Text]
    sender: ClassVar[Text]
    lateness: ClassVar[Text]
    flaws: ClassVar[tuple[Text, ...]]
    version: ClassVar[int] = 1
    key: ClassVar[tuple[str, ...]] = ()
    from_communes: ClassVar[bool] = False
    """Do communes send it, each for itself? `sender` says so in words."""
    own: ClassVar[bool] = False
    """Is it written by this system alone, from what people decide here? Nobody can deliver it;
    its snapshots go straight into the store."""
    on_event: ClassVar[bool] = False
    """Does it come only when there is something to report? Then no month is late without it."""
    columns: ClassVar[dict[str, Column]]

    def __init_subclass__(cls) -> None:
        cls.columns = {name: thing for name, thing in vars(cls).items() if isinstance(thing, Column)}
        cls.name = re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()

    @classmethod
    def arrow(cls) -> pa.Schema:
        """The Arrow schema of a snapshot: names and types of every column, in order."""
        return arrow_schema(cls.columns)

    @classmethod
    def table(cls, rows: Sequence[Sequence[object]]) -> pa.Table:
        """Rows, whose values stand in the order of the columns, as a snapshot's table."""
        import pyarrow as pa

        schema = cls.arrow()
        columns = zip(*rows, strict=True) if rows else [[] for _ in schema.names]
        return pa.table(
            [pa.array(list(c), t) for c, t in zip(columns, schema.types, strict=True)], schema=schema
        )

    @classmethod
    def refuse_unless_it_fits(cls, schema: pa.Schema) -> None:
        """Refuse a snapshot whose columns have other names, types or order. Raises: InvalidValue."""
        expected = cls.arrow()
        problems = [f"– {name}" for name in expected.names if name not in schema.names]
        problems += [f"+ {name}" for name in schema.names if name not in expected.names]
        problems += [
            f"{field.name}: {schema.field(field.name).type} ≠ {field.type}"
            for field in expected
            if field.name in schema.names and schema.field(field.name).type != field.type
        ]
        if problems or schema.names != expected.names:
            said = "; ".join(problems) or ", ".join(schema.names)
            raise InvalidValue(_WRONG_COLUMNS.format(register=cls.label, problems=said), _EXPORT_AGAIN)


def arrow_schema(columns: dict[str, Column]) -> pa.Schema:
    """The Arrow schema of these columns."""
    import pyarrow as pa

    types = {
        Kind.TEXT: pa.string(),
        Kind.UNIT: pa.string(),
        Kind.MONTH: pa.string(),
        Kind.DAY: pa.date32(),
        Kind.COUNT: pa.int64(),
        Kind.MONEY: pa.int64(),
        Kind.DECIMAL: pa.decimal128(18, 4),
        Kind.FLAG: pa.bool_(),
    }
    return pa.schema([pa.field(name, types[column.kind]) for name, column in columns.items()])
