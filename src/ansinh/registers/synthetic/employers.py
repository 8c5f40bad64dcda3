"""Which invented employers are there, how large, in which commune, and how do they pay?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ansinh.registers.synthetic import numbers
from ansinh.registers.synthetic.fates import NEVER
from ansinh.registers.synthetic.places import Places

STATE, STATE_ENTERPRISE, ENTERPRISE, FOREIGN, COOPERATIVE, HOUSEHOLD_BUSINESS = range(6)
KINDS = ("state", "state_enterprise", "enterprise", "foreign", "cooperative", "household_business")
_CODE = ("HC", "NN", "DN", "NG", "HX", "HK")
_FORM = ("", "Công ty TNHH MTV", "Công ty TNHH", "Công ty TNHH", "Hợp tác xã", "Hộ kinh doanh")
_LINES = (
    (
        "May mặc,Chế biến thủy sản,Xay xát lúa gạo,Xây dựng,Vận tải,Thương mại,Khách sạn, nhà hàng,Cơ khí,Phân bón,"
        "Nước giải khát,Dược phẩm,Thức ăn thủy sản,Bao bì,Dịch vụ kỹ thuật,Nông sản,Gia dụng"
    )
    .replace("Khách sạn, nhà hàng", "Khách sạn và nhà hàng")
    .split(",")
)
_WORDS = [
    "Hưng Phát",
    "Thành Công",
    "Sông Hậu",
    "Tây Đô",
    "Phú Quý",
    "An Khang",
    "Đại Lợi",
    "Minh Tâm",
    "Thịnh Vượng",
    "Hậu Giang Xanh",
    "Bình An",
    "Cửu Long",
    "Ngọc Lan",
    "Phương Nam",
    "Tân Tiến",
    "Kim Ngân",
    "Hoàng Gia",
    "Đồng Tâm",
    "Việt Hưng",
    "Trường Thành",
]


@dataclass(frozen=True)
class Employers:
    """Registered employers first, then licensed firms that the SI office does not know (`registered`)."""

    code: list[str]
    tax_code: list[str]
    name: list[str]
    line: list[str]
    kind: np.ndarray
    commune: np.ndarray
    zone: np.ndarray
    weight: np.ndarray
    since: np.ndarray
    closes: np.ndarray
    pays_floor: np.ndarray
    late: np.ndarray
    registered: np.ndarray
    hides: np.ndarray
    declares: np.ndarray

    def __len__(self) -> int:
        return len(self.code)

    def choose(
        self,
        rng: np.random.Generator,
        size: int,
        *,
        public: bool,
        registered: bool = True,
        hiding: bool = False,
    ) -> np.ndarray:
        """`size` employers, the large ones more often; `hiding`: of those who do not insure everybody."""
        open_to = ((self.kind == STATE) == public) & (self.registered == registered)
        share = self.weight * (open_to & self.hides if hiding else open_to)
        return rng.choice(len(self), size, p=share / share.sum()).astype(np.int32)


def employers(rng: np.random.Generator, places: Places, persons: int, first: int, months: int) -> Employers:
    """Public bodies in every commune, and firms with a heavy tail of sizes."""
    communes = len(places.communes)
    public = 2 * communes + 12
    firms = max(60, persons // 330)
    unknown = max(8, firms // 7)
    count = public + firms + unknown
    private = rng.choice([1, 2, 3, 4, 5], firms + unknown, p=[0.02, 0.62, 0.03, 0.05, 0.28])
    kind = np.r_[np.zeros(public, int), private]
    where = places.weight * np.where(places.urban[places.commune_of], 3.0, 0.7)
    commune = np.r_[
        np.tile(np.arange(communes), 2),
        rng.integers(0, communes, 12),
        places.commune_of[rng.choice(len(where), firms + unknown, p=where / where.sum())],
    ]
    size = (1 + rng.pareto(1.15, count)) * np.array([9, 30, 6, 60, 5, 2])[kind]
    closes = np.where(
        (kind != STATE) & (rng.random(count) < 0.03), first + rng.integers(1, months + 1, count), NEVER
    )
    line = [_LINES[place] for place in rng.integers(0, len(_LINES), count)]
    start = np.datetime64("2004-01-01") + rng.integers(0, 7_500, count)
    registered = np.arange(count) < public + firms
    hides = registered & (kind != STATE) & (rng.random(count) < 0.22)
    hides[public] = True
    says = np.where(registered, np.where(hides, 0.95, 0.85), 0.12)
    return Employers(
        code=[f"{_CODE[one]}{number:05d}Z" for number, one in enumerate(kind, 1)],
        tax_code=numbers.tax_codes(count),
        name=[
            _name(one, places, where, number, line[number], rng)
            for number, (one, where) in enumerate(zip(kind, commune, strict=True))
        ],
        line=line,
        kind=kind,
        commune=commune,
        zone=places.zone[commune],
        weight=np.minimum(size, np.where(kind == STATE, 120, 4_000))
        * (registered | (rng.random(count) < 0.75)),
        since=start,
        closes=closes,
        pays_floor=(kind != STATE) & (rng.random(count) < 0.3),
        late=np.where((kind != STATE) & (rng.random(count) < 0.12), rng.integers(1, 7, count), 0),
        registered=registered,
        hides=hides,
        declares=(kind != STATE) & (rng.random(count) < says),
    )


def _name(kind: int, places: Places, commune: int, number: int, line: str, rng: np.random.Generator) -> str:
    """A name that nobody bears: invented firms carry their number."""
    place = places.communes[commune].name
    if kind == STATE:
        body = ("Ủy ban nhân dân", "Trường học và trạm y tế", "Cơ quan")[
            min(2, number // len(places.communes))
        ]
        return f"{body} {place[:1].lower()}{place[1:]} (minh họa)"
    return f"{_FORM[kind]} {line} {_WORDS[rng.integers(0, len(_WORDS))]} {number} (minh họa)"
