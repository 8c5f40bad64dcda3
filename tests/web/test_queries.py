"""Does a page of 103 communes and 24 months stay within twelve queries, also for its first reader?"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ansinh.accounts.terms import Role

MOST = 12
PAGES = (
    "/units/92/",
    "/units/92/?indicator=hi_coverage&sort=-gap",
    "/units/31471/",
    "/units/31471-02/",
    "/indicators/hi_coverage/",
    "/figures/92/hi_coverage/2026-10/",
    "/targets/",
    "/runs/",
    "/search/?q=my",
)


@pytest.mark.django_db
def test_no_page_asks_the_database_more_than_twelve_times(city_of_two_years, signed_in):
    client = signed_in(Role.SI_OFFICER)
    for _reader in ("the first", "the next"):
        assert {at: number for at, number in asked(client).items() if number > MOST} == {}


def asked(client) -> dict[str, int]:
    """How often each page asks the database."""
    found = {}
    for address in PAGES:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        found[address] = len(queries)
    return found
