"""A month's figures counted one person at a time, as a clerk with a pencil would: slow, plain, the oracle."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections import Counter, defaultdict

from tiny_city import COMMUNES, City

WHERE = {**{code: code for code in COMMUNES}, "31117": "31120", "Phường Long Mỹ": "31471", "31207": "31207"}
FLAGS = ("si_compulsory", "si_voluntary", "ui", "hi", "verified")


def place(row: dict, known: dict[str, str]) -> str:
    """The hamlet, or the row of people in no known one."""
    commune = known.get(row["commune"])
    if commune is None:
        return "92-00"
    hamlet = row["hamlet"] or ""
    return hamlet if hamlet.startswith(f"{commune}-") and len(hamlet) == 8 else f"{commune}-00"


def number_of(row: dict) -> str | None:
    """The personal ID when it has twelve digits."""
    own = row["personal_id"] or ""
    return own if len(own) == 12 and own.isdigit() else None


def people(rows: list[dict], known: dict[str, str]) -> dict[str, dict]:
    """Distinct people by personal ID, else by SI number."""
    grouped = defaultdict(list)
    for row in rows:
        key = number_of(row) or (row["si_number"] if len(row["si_number"]) == 12 else f"S{row['si_number']}")
        grouped[key].append(row)
    return {key: _one(several, known) for key, several in grouped.items()}


def _one(several: list[dict], known: dict[str, str]) -> dict:
    first = min(several, key=lambda row: row["si_number"])
    one = {flag: any(row[flag] for row in several) for flag in FLAGS}
    for until in ("hi_until", "voluntary_until"):
        one[until] = max((row[until] for row in several if row[until]), default=None)
    same = [place(row, known) for row in several if row["si_number"] == first["si_number"]]
    return {**one, "places": same, "place": same[0]}


def figures(city: City, known: dict[str, str]) -> dict[str, Counter]:
    """Counts by indicator and place."""
    found: dict[str, Counter] = defaultdict(Counter)
    now, before = people(city.participants, known), people(city.before, known)
    for one in now.values():
        _count_one(found, one, city.month.last_day)
    for scheme, until in (("hi", "hi_until"), ("si_voluntary", "voluntary_until")):
        _moves(found, now, before, scheme, until)
    _residents(found, city, now, known)
    _students(found, city, now, known)
    return found


def _count_one(found: dict[str, Counter], one: dict, on: dt.date) -> None:
    where = one["place"]
    for code in ("si_compulsory", "si_voluntary", "ui", "hi"):
        found[code][where] += one[code]
    found["si_participants"][where] += one["si_compulsory"] or one["si_voluntary"]
    anything = any(one[flag] for flag in FLAGS[:4])
    found["participants_distinct"][where] += anything
    found["verified_with_population_db"][where] += anything and one["verified"]
    for days in (30, 60, 90):
        ends = one["hi_until"]
        soon = one["hi"] and ends is not None and on < ends <= on + dt.timedelta(days=days)
        found[f"hi_expiring_{days}"][where] += soon


def _moves(found: dict[str, Counter], now: dict, before: dict, scheme: str, until: str) -> None:
    for key in now.keys() | before.keys():
        one, past = now.get(key), before.get(key)
        is_in, was_in = bool(one and one[scheme]), bool(past and past[scheme])
        if is_in and not was_in:
            found[f"{scheme}_new"][one["place"]] += 1
        if was_in and not is_in:
            found[f"{scheme}_lapsed"][past["place"]] += 1
        if is_in and was_in and one[until] and past[until] and one[until] > past[until]:
            found[f"{scheme}_renewed"][one["place"]] += 1


def _residents(found: dict[str, Counter], city: City, now: dict, known: dict[str, str]) -> None:
    places: dict[object, list[str]] = defaultdict(list)
    for index, row in enumerate(city.population):
        if row["status"] == "resident":
            places[number_of(row) or index].append(place(row, known))
    for key, several in places.items():
        found["residents"][min(several)] += 1
        found["residents_with_hi"][min(several)] += bool(now.get(key, {}).get("hi"))


def _students(found: dict[str, Counter], city: City, now: dict, known: dict[str, str]) -> None:
    holders = {(_plain(row["full_name"]), _day(row["birth_date"])) for row in city.participants if row["hi"]}
    grouped: dict[object, list[dict]] = defaultdict(list)
    for index, row in enumerate(city.students):
        grouped[number_of(row) or index].append(row)
    for key, several in grouped.items():
        where = min(place(row, known) for row in several)
        name = min(_plain(row["full_name"]) for row in several)
        born = min((_day(row["birth_date"]) for row in several if _day(row["birth_date"])), default=None)
        insured = now.get(key, {}).get("hi") or (born and (name, born) in holders)
        found["students"][where] += 1
        found["students_without_hi"][where] += not insured


def _plain(name: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    return " ".join(bare.lower().replace("đ", "d").split())


def _day(text: str) -> str | None:
    return "/".join(part.lstrip("0") for part in text.split("/")) if "/" in text else None
