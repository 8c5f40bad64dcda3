"""Can everybody read each page: by screen reader, on a phone, in the dark, in both languages?"""

import pytest
from axe_playwright_python.sync_playwright import Axe

PAGES = {
    "officer": (
        "/units/92/", "/units/31471/", "/units/31471-02/", "/indicators/", "/indicators/hi_coverage/",
        "/figures/92/hi_coverage/2026-10/", "/targets/", "/targets/new/", "/targets/import/", "/runs/",
        "/search/?q=my", "/deliveries/", "/deliveries/new/", "/network/", "/check-figures/", "/published/",
        "/nothing/", "/matching/", "/matching/quality/", "/matching/queue/", "/matching/changes/",
        "/matching/next/", "/lists/", "/lists/communes/31471/", "/lists/hit-rates/", "/lists/employers/",
        "/forms/", "/forms/new/", "/forms/new/?form=D02-LT",
        "/deliveries/mappings/",
    ),
    "collector": ("/lists/mine/", "/lists/people/P000000000000000d/hi_card_expired/?list=mine"),
    "commune": (
        "/lists/hamlets/31471-02/?state=to_visit", "/lists/people/P000000000000000d/hi_card_expired/",
        "/lists/people/P000000000000000d/hi_card_expired/hand-over/", "/lists/hamlets/31471-02/copy/",
        "/lists/hamlets/31471-02/hand-over/", "/matching/queue/?verdict=same", "/matching/next/",),
    "leader": ("/matching/",),
    "administrator": ("/accounts/users/", "/accounts/audit/", "/accounts/password/", "/accounts/logout/"),
    "": ("/accounts/login/",),
}  # fmt: skip
EVERY = [(who, address) for who, addresses in PAGES.items() for address in addresses]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


WIDTHS = (1280, 390)


@pytest.mark.parametrize(("who", "address"), EVERY)
def test_no_page_breaks_a_rule_of_accessibility_or_scrolls_sideways(opened, who, address):
    page = opened(who)
    page.goto(address)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        assert broken_rules(page) == {}, width
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, width
    assert page.locator("h1").count() == 1
    assert [problem for problem in page.problems if "404" not in problem] == []


def broken_rules(page) -> dict[str, list[str]]:
    """The rules of axe-core that the page breaks, with the elements that do."""
    found = Axe().run(page, options=RULES).response["violations"]
    return {one["id"]: [node["html"][:160] for node in one["nodes"][:3]] for one in found}
