"""Which data folder holds a demonstration, and how far has it come? Known before Django's settings load."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from ansinh.base.errors import AnSinhError
from ansinh.base.texts import Text

_REAL_DATA = Text("Thư mục dữ liệu {home} đã có dữ liệu thật.", "The data folder {home} holds real data.")
_OTHER_HOME = Text(
    "Đặt ANSINH_HOME là một thư mục khác rồi chạy lại.", "Set ANSINH_HOME to another folder and run again."
)


@dataclass
class City:
    """What the demonstration was asked to be, and whether it is complete; kept in the data folder."""

    persons: int
    seed: int = 92
    complete: bool = False


def mark(home: Path) -> Path:
    """The file whose presence says that the people of this data folder are invented."""
    return home / "demonstration"


def claim(home: Path, persons: int) -> City:
    """Reserve `home` for the demonstration, or find the one that is there. Before Django's settings load.

    Raises: AnSinhError when the folder holds real deliveries.
    """
    if mark(home).exists():
        return City(**json.loads(mark(home).read_text()))
    if (home / "registers").exists():
        raise AnSinhError(_REAL_DATA.format(home=home), _OTHER_HOME)
    city = City(persons)
    keep(home, city)
    return city


def keep(home: Path, city: City) -> None:
    """Write down how far the demonstration has come."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    mark(home).write_text(json.dumps(asdict(city)))
