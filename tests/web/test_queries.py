"""Does a page of 103 communes and 24 months stay within twelve queries?

The first reader after a run or a changed target draws the page, with a few more; all others do not.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ansinh.accounts.terms import Role

MOST = 12
MOST_AT_FIRST = 18
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
    assert {at: number for at, number in asked(client).items() if number > MOST_AT_FIRST} == {}
    assert {at: number for at, number in asked(client).items() if number > MOST} == {}


def asked(client) -> dict[str, int]:
    """How often each page asks the database."""
    found = {}
    for address in PAGES:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        found[address] = len(queries)
    return found
