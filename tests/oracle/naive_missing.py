"""Who is missing, found person by person in plain Python: slow, and as the definitions say it."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter, defaultdict
from collections.abc import Iterable

from ansinh.base.months import span
from ansinh.law.benefits.social_pension import social_pension
from ansinh.law.compulsory.contributions import contributions
from ansinh.law.health.cards import child_card_until
from ansinh.law.health.premium import household_member, monthly, supported_premium
from ansinh.law.parameters.health import Supported
from ansinh.law.parameters.levels import Zone, base_salary
from ansinh.law.parameters.voluntary import Group, rural_poverty_line
from ansinh.law.voluntary.payment import payment
from ansinh.outreach.rules.confidence import confidence
from ansinh.outreach.terms import Reason

EVER = dt.date(9000, 12, 31)
STATE_PAID = ("TE", "HN", "DT", "BT", "CC")
SUPPORTED = {
    "CN": Supported.NEAR_POOR, "HS": Supported.STUDENT, "SV": Supported.STUDENT,
    "GB": Supported.AVERAGE_AGRICULTURAL,
}  # fmt: skip


def key(day: dt.date) -> int:
    return day.year * 12 + day.month


class Missing:
    """The registers by person, and what follows from them."""

    def __init__(self, rows: dict[str, list[dict]], month) -> None:
        self.month, self.day = month, month.last_day
        self.rows = rows
        self.by = {
            name: self._grouped(rows[name]) for name in (
                "residents", "participants", "cards", "students", "beneficiaries", "elsewhere", "payroll", "taxed",
                "declared", "outcomes", "links", "arrivals",
            )
        }  # fmt: skip
        self.households = {row["household"]: row for row in rows["households"]}
        self.zones = {row["tax_code"]: row["wage_zone"] for row in rows["employers"]}
        self.last = self._last()
        people = {row["person"] for name in ("residents", "participants") for row in rows[name]}
        self.facts = {person: self._facts(person) for person in sorted(people)}
        self._doubt()

    @staticmethod
    def _grouped(rows: Iterable[dict]) -> dict[str, list[dict]]:
        found = defaultdict(list)
        for row in rows:
            found[row["person"]].append(row)
        return found

    def _holds(self, rows: list[dict]) -> list[dict]:
        return [r for r in rows if r["since"] <= self.day and (r["until"] or EVER) >= self.day]

    def _last(self) -> dict[str, dict]:
        """Person → branch → last month, and the last employer, of those who are no longer in the branch."""
        owner, now = {}, defaultdict(set)
        for row in self.rows["participants"]:
            number = row["si_number"]
            owner[number] = min(owner.get(number, row["person"]), row["person"])
            now[number] |= {b for b in ("si_compulsory", "si_voluntary", "ui") if row[b]}
        holder = {}
        for row in self.rows["residents"]:
            if row["personal_id"]:
                holder[row["personal_id"]] = min(holder.get(row["personal_id"], "~"), row["person"])
        left: dict[str, list[dict]] = defaultdict(list)
        for row in self.rows["earlier"]:
            was = {b for b in ("si_compulsory", "si_voluntary", "ui") if row[b]}
            person = owner.get(row["si_number"]) or holder.get(row["personal_id"])
            if was - now[row["si_number"]] and person:
                left[person].append(row)
        found = {}
        for person, rows in left.items():
            found[person] = {
                branch: max((r["month"] for r in rows if r[branch]), default=None)
                for branch in ("si_compulsory", "si_voluntary", "ui")
            }
        return found

    def _facts(self, person: str) -> dict:
        listed, part = self.by["residents"][person], self.by["participants"][person]
        if listed:
            order = {"resident": 0, "moved": 1, "deceased": 2}
            who = min(listed, key=lambda r: (
                order[r["status"]], r["personal_id"] or "~", r["household"] or "~", r["birth"] or EVER, r["place"],
            ))  # fmt: skip
        else:
            who = {name: min(r[name] for r in part if r[name] is not None) if any(r[name] for r in part) else None
                   for name in ("place", "full_name", "birth_date", "sex", "personal_id")}  # fmt: skip
            who |= {"household": None, "birth": None, "birth_year": None, "status": None}
        born = who["birth"] or (dt.date(who["birth_year"], 1, 1) if who["birth_year"] else None)
        had_birthday = born and (born.month, born.day) <= (self.day.month, self.day.day)
        home = self.households.get(who["household"], {})
        facts = {
            "who": who, "born": born, "age": born and self.day.year - born.year - (not had_birthday),
            "kind": home.get("kind"), "area": home.get("area"), "minority": home.get("ethnic_minority", False),
            "si_number": min((r["si_number"] for r in part), default=None),
        }  # fmt: skip
        facts |= self._cards(person, part)
        for branch in ("si_compulsory", "si_voluntary", "ui"):
            facts[branch] = any(r[branch] for r in part)
        for row in self.by["payroll"][person]:
            facts["si_compulsory"] |= row["si"]
            facts["ui"] |= row["ui"]
        drawn = {r["benefit"] for r in self._holds(self.by["beneficiaries"][person])}
        facts["pension"], facts["social_pension"] = "pension" in drawn, "social_pension" in drawn
        facts["benefit"] = bool(drawn & {"pension", "disability", "survivor", "work_accident"})
        if facts["insured"] and facts["valid_group"] == "HT":
            facts["pension"] = facts["benefit"] = True
        facts["declared"] = self._declared(person)
        facts["taxed"] = max(
            self.by["taxed"][person], key=lambda r: (r["income"], r["employer_tax_code"]), default=None
        )
        facts["last"] = self.last.get(person, {})
        self._student(person, facts)
        facts["elsewhere"] = bool(self._holds(self.by["elsewhere"][person]))
        facts["group"] = self._group(facts)
        facts["link"] = min((r["probability"] for r in self.by["links"][person]), default=100_000)
        return facts

    def _cards(self, person: str, part: list[dict]) -> dict:
        cards = [r | {"to": r["until"] or EVER} for r in self.by["cards"][person] if r["since"] <= self.day]
        valid = [r for r in cards if r["to"] >= self.day]
        over = [r for r in cards if r["to"] < self.day]
        marked = [r | {"to": r["hi_until"] or EVER} for r in part if r["hi"]]
        paid = any(r["hi"] for r in self.by["payroll"][person]) or any(
            r["benefit"] == "pension" for r in self._holds(self.by["beneficiaries"][person])
        )
        insured = bool(valid or marked or (not part and paid))
        until = max((r["to"] for r in valid + marked), default=EVER)
        noted = [r | {"to": r["hi_until"] or EVER} for r in part if not r["hi"]]
        noted = [r for r in noted if r["to"] < self.day]
        group = _latest(valid) or _latest(marked)
        since = min((r["since"] for r in valid), default=None) or min(
            (r["hi_since"] for r in marked), default=None
        )
        return {
            "insured": insured, "until": until if insured and until != EVER else None, "valid_group": group,
            "last_group": group or _latest(over) or _latest(noted),
            "ended": max((r["to"] for r in over + noted), default=None),
            "ended_since": max(
                (day for day in [*(r["since"] for r in over), *(r["hi_since"] for r in noted)] if day), default=None
            ),
            "has_card": bool(over or valid or marked or noted), "since": since,
        }  # fmt: skip

    def _declared(self, person: str) -> dict | None:
        rows = [r for r in self.by["declared"][person] if r["since"] <= self.day and r["contract"] != "trial"]
        least = base_salary.on(self.day)
        rows = [r for r in rows if r["contract"] != "part_time" or r["wage"] >= least]
        return max(rows, key=lambda r: (r["wage"], r["employer_tax_code"]), default=None)

    def _student(self, person: str, facts: dict) -> None:
        rows = self.by["students"][person]
        facts["grade"] = min((r["grade"] for r in rows), default=None)
        facts["school"] = min((r["school"] for r in rows), default=None)
        births = [r["birth"] for r in self.by["residents"][person] if r["birth"]]
        seen = max((r["month"] for r in self.by["arrivals"][person]), default=0)
        months = list(span(self.month - 11, self.month))
        first = max(seen, key(min(births)) if births else 0)
        counted = [m for m in months if key(m.first_day) >= first] or months[-1:]
        cards = self.by["cards"][person]
        facts["of"] = len(counted)
        facts["months"] = sum(
            any(r["since"] <= m.last_day and (r["until"] or EVER) >= m.last_day for r in cards)
            for m in counted
        )

    def _group(self, facts: dict) -> str:
        card = facts["last_group"]
        born, grade = facts["born"], facts["grade"]
        if facts["si_compulsory"]:
            return "HC" if card == "HC" else "DN"
        steps = (
            (facts["pension"], "HT"),
            (born and child_card_until(born=born, on=self.day) >= self.day, "TE"),
            (facts["kind"] == "poor", "HN"),
            (facts["minority"] and facts["area"] == "difficult", "DT"),
            (facts["social_pension"] or card == "BT" or self._is_old(facts), "BT"),
            (card == "CC", "CC"),
            (facts["kind"] == "near_poor", "CN"),
            (grade and grade != "ĐH", "HS"),
            (grade == "ĐH", "SV"),
            (facts["kind"] == "average" and card == "GB", "GB"),
        )
        return next((group for holds, group in steps if holds), "GD")

    def _is_old(self, facts: dict) -> bool:
        if facts["born"] is None:
            return False
        return social_pension(born=facts["born"], poor=facts["kind"] == "near_poor", on=self.day) > 0

    def _doubt(self) -> None:
        for facts in self.facts.values():
            facts["doubt"] = {"hi": False, "si": False}
        for pair in self.rows["doubtful"]:
            for one, other in ((pair["person"], pair["other"]), (pair["other"], pair["person"])):
                them = self.facts.get(other)
                if one in self.facts and them:
                    doubt = self.facts[one]["doubt"]
                    doubt["hi"] |= them["insured"] or them["has_card"] or them["elsewhere"]
                    doubt["si"] |= any(
                        them[b] for b in ("si_compulsory", "si_voluntary", "pension", "benefit")
                    )

    def reasons(self, person: str) -> dict[str, str]:
        """Scheme → the first reason that applies."""
        facts = self.facts[person]
        found = {}
        if (hi := self._hi(facts)) is not None:
            found["hi"] = hi
        if (si := self._si(facts)) is not None:
            found["si"] = si
        if not facts["ui"] and not facts["pension"] and facts["last"].get("ui"):
            found["ui"] = "left_ui"
        return found

    def _hi(self, facts: dict) -> str | None:
        if not facts["insured"]:
            return self._without_hi(facts)
        if facts["grade"] and facts["months"] < facts["of"]:
            return "student_interrupted_cover"
        if facts["until"] and facts["valid_group"] in {"CN", "HS", "SV", "GB", "GD", "TE"}:
            left = (facts["until"] - self.day).days
            return next((f"hi_card_expiring_{n}" for n in (30, 60, 90) if n - 30 < left <= n), None)
        return None

    def _without_hi(self, facts: dict) -> str:
        if facts["group"] in {*STATE_PAID, "CN"}:
            return "subsidised_not_enrolled"
        if facts["grade"]:
            return "student_without_hi"
        if facts["ended"] is None:
            return "resident_without_hi"
        return "hi_card_expired" if (self.day - facts["ended"]).days <= 90 else "left_hi"

    def _si(self, facts: dict) -> str | None:
        if facts["si_compulsory"] or facts["pension"]:
            return None
        if facts["declared"]:
            return "declared_without_si"
        if facts["taxed"]:
            return "taxed_without_si"
        if facts["si_voluntary"]:
            return None
        for branch in ("si_compulsory", "si_voluntary"):
            if facts["last"].get(branch):
                return f"left_{branch}"
        may = facts["age"] is not None and 15 <= facts["age"] < 60
        return "voluntary_si_eligible" if may and not facts["benefit"] and not facts["grade"] else None

    def out(self, person: str, scheme: str) -> str | None:
        """What keeps the person off the scheme's list."""
        facts = self.facts[person]
        status = facts["who"]["status"]
        if status in ("deceased", "moved"):
            return status
        if facts["elsewhere"]:
            return "insured_elsewhere"
        if status is None:
            return "not_resident"
        if self._taken_off(person, scheme):
            return "taken_off"
        since = (self.month - 12).last_day
        visits = [r for r in self.by["outcomes"][person] if since < r["recorded_on"] <= self.day]
        outcomes = {r["outcome"] for r in visits if r["outcome"] != "already_insured"}
        outcomes |= {r["outcome"] for r in visits if Reason(r["reason"]).scheme == scheme}
        for outcome in ("deceased", "moved", "already_insured"):
            if outcome in outcomes:
                return f"visited_{outcome}"
        return "doubtful_link" if facts["doubt"]["hi" if scheme == "hi" else "si"] else None

    def _taken_off(self, person: str, scheme: str) -> bool:
        facts = self.facts[person]
        if person in {row["person"] for row in self.rows["taken_off"]}:
            return True
        if (
            scheme != "hi"
            or facts["insured"]
            or facts["ended"] is None
            or (self.day - facts["ended"]).days > 180
        ):
            return False
        begun = facts["ended_since"]
        if facts["last_group"] in ("GD", "GB", "CN") and begun:
            days = (facts["ended"] - begun).days + 1
            return not (days >= 359 or 89 <= days <= 93 or 179 <= days <= 186)
        yearly = facts["last_group"] in ("HN", "DT", "BT", "CC")
        return facts["last_group"] == "HT" or (
            yearly and (facts["ended"].month, facts["ended"].day) != (12, 31)
        )

    def refused(self, person: str, scheme: str) -> dt.date | None:
        since = (self.month - 12).last_day
        days = [
            r["recorded_on"] for r in self.by["outcomes"][person]
            if since < r["recorded_on"] <= self.day and r["outcome"] == "refused" and Reason(r["reason"]).scheme == scheme
        ]  # fmt: skip
        return max(days, default=None)

    def listed(self) -> dict[tuple[str, str], str]:
        """(person, scheme) → reason, of everybody on a list."""
        return {
            (person, scheme): reason for person in self.facts for scheme, reason in self.reasons(person).items()
            if self.out(person, scheme) is None
        }  # fmt: skip

    def left_out(self) -> Counter:
        """(why, scheme, commune) → persons."""
        found = Counter()
        for person, facts in self.facts.items():
            place = facts["who"]["place"]
            for scheme in self.reasons(person):
                if why := self.out(person, scheme):
                    found[why, scheme, place[:5] if len(place) == 8 else None] += 1
        return found

    def confidence(self, person: str, scheme: str, reason: str) -> int:
        facts = self.facts[person]
        return confidence(
            Reason(reason), link=facts["link"], personal_id=len(facts["who"]["personal_id"] or "") == 12,
            whole_birth_date=facts["who"]["birth"] is not None, refused=self.refused(person, scheme) is not None,
        )  # fmt: skip

    def amounts(self, person: str, scheme: str, reason: str, group: str, position: int) -> tuple | None:
        """months, premium, support, own: by the law's own functions; None where it is not the person's to pay."""
        facts, paid = self.facts[person], (self.month + 1).first_day
        if scheme == "hi":
            return _health(group, position, paid)
        if reason in ("declared_without_si", "taxed_without_si"):
            return self._employed(facts, reason)
        if scheme == "si":
            poor = {"poor": Group.POOR, "near_poor": Group.NEAR_POOR}.get(facts["kind"])
            groups = [poor] if poor else []
            groups += [Group.ISLAND] if facts["area"] == "island" else []
            groups += [Group.ETHNIC_MINORITY] if facts["minority"] else []
            due = payment(
                income=rural_poverty_line.on(paid), groups=(*groups, Group.OTHER), months=12, on=paid
            )
            return 12, due.total, due.state, due.own
        return None

    def _employed(self, facts: dict, reason: str) -> tuple:
        job, tax = facts["declared"], facts["taxed"]
        declared = reason == "declared_without_si"
        wage = job["wage"] if declared else tax["income"] // max(tax["months"], 1)
        zone = self.zones.get((job if declared else tax)["employer_tax_code"], "IV")
        due = contributions(wage=wage, zone=Zone(zone), on=self.day)
        return 1, due.total, 0, due.employee

    def positions(
        self, listed: dict[tuple[str, str], str], groups: dict[tuple[str, str], str]
    ) -> dict[str, int]:
        """Place in the household of each candidate who would pay as a member: after those who paid this year."""
        paid = (self.month + 1).first_day
        joining = [p for (p, scheme) in listed if scheme == "hi" and groups[p, scheme] == "GD"]
        homes = defaultdict(list)
        for person in joining:
            homes[self._home(person)].append((paid, person))
        for person, facts in self.facts.items():
            pays = (
                facts["insured"]
                and facts["valid_group"] == "GD"
                and facts["since"]
                and facts["since"].year == paid.year
            )
            if pays and person not in joining and self._home(person) in homes:
                homes[self._home(person)].append((facts["since"], person))
        return {
            person: place
            for members in homes.values()
            for place, (_, person) in enumerate(sorted(members), 1)
        }

    def _home(self, person: str) -> str:
        return self.facts[person]["who"]["household"] or person

    def employer_gaps(self) -> dict[tuple[str, str], tuple]:
        """(tax code, reason) → taxed, declared, persons, wages."""
        tax, pay = defaultdict(lambda: [0, 0]), defaultdict(int)
        for r in {tuple(r.items()): r for r in self.rows["taxed"]}.values():
            one = tax[r["employer_tax_code"], r["person"]]
            one[0], one[1] = one[0] + r["income"], max(one[1], r["months"])
        wage = {who: income // months for who, (income, months) in tax.items() if income}
        codes = {r["employer"]: r["tax_code"] for r in self.rows["employers"]}
        for r in self.rows["payroll"]:
            if r["si"] and r["employer"] in codes:
                pay[codes[r["employer"]], r["person"]] += r["wage"] + r["allowance"]
        found = {}
        for code in set(codes.values()):
            taxed = [who for who in wage if who[0] == code]
            declared = [who for who in pay if who[0] == code]
            gap = len(taxed) - len(declared)
            if gap >= 1 and gap * 100 >= 5 * len(declared):
                found[code, "headcount_gap"] = (len(taxed), len(declared), gap, 0)
            low = [who for who in taxed if who in pay and pay[who] * 100 < wage[who] * 90]
            if low:
                missing = sum(wage[who] - pay[who] for who in low)
                found[code, "wage_gap"] = (len(taxed), len(declared), len(low), missing)
        for r in self.rows["businesses"]:
            taxed = [who for who in wage if who[0] == r["tax_code"]]
            if r["status"] == "operating" and r["tax_code"] not in codes.values() and taxed:
                total = sum(wage[who] for who in taxed)
                found[r["tax_code"], "employer_without_si"] = (len(taxed), 0, len(taxed), total)
        return found


def _latest(cards: list[dict]) -> str | None:
    """The group of the card that ends last."""
    return max(((r["to"], r["hi_group"]) for r in cards), default=(None, None))[1]


def _health(group: str, position: int, paid: dt.date) -> tuple | None:
    if group in STATE_PAID:
        return 12, monthly(paid) * 12, monthly(paid) * 12, 0
    if group in SUPPORTED:
        due = supported_premium(groups=(SUPPORTED[group],), months=12, on=paid)
        return 12, due.total, due.state, due.own
    if group == "GD":
        price = household_member(position=position, months=12, on=paid)
        return 12, price, 0, price
    return None


def evidence_of(row: dict) -> dict:
    """The evidence as it would be read again."""
    return json.loads(row["evidence"])
