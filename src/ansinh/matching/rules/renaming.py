"""What is a person called after all changes of keys?"""

from __future__ import annotations

from collections.abc import Mapping


def called_now(stays: Mapping[str, str], person: str) -> str:
    """The last key to which `person` leads. In: stays: each key that became another one, and which."""
    seen = {person}
    while (person := stays.get(person, person)) not in seen:
        seen.add(person)
    return person
