"""What a crawl begins with at a portal, and what it says of it in the end."""

import pytest

from crawler.items import Address, Link, Visit, WalkStep
from crawler.portals import Portal, Section
from crawler.spiders.site import Site, delay_for

HOME = "http://phuong-mau.example/"


def site(**known) -> Site:
    return Site(Portal(id="mau", name="Phường Mẫu", url=HOME, **known), "", 3.0)


def visit(role, outcome, *, path="", **known) -> Visit:
    return Visit(Address(HOME + path, "mau", role), outcome, **known)


NEWS = [Link(HOME + "a.html", "article")]


def test_seeds_are_robots_home_and_the_sections_that_the_file_names():
    seeds = site(sections=(Section(HOME + "tin-tuc/", "Tin tức"),)).seeds()
    assert [(link.role, link.url, link.section) for link in seeds] == [
        ("robots", HOME + "robots.txt", ""),
        ("home", HOME, ""),
        ("listing", HOME + "tin-tuc/", "Tin tức"),
    ]


def test_the_platform_is_taken_from_the_home_page():
    portal = site()
    portal.learn(visit("home", "listing", platform="nukeviet", links=NEWS))
    assert portal.platform == "nukeviet"


def test_a_known_platform_is_not_replaced():
    portal = Site(Portal(id="mau", name="Mẫu", url=HOME), "generic", 3.0)
    portal.learn(visit("home", "listing", platform="nukeviet", links=NEWS))
    assert portal.platform == "generic"


def test_a_crawl_that_found_news_has_succeeded():
    portal = site()
    portal.learn(visit("home", "listing", links=NEWS))
    assert portal.verdict() == ""


def test_news_named_only_by_a_listing_count():
    portal = site()
    portal.learn(visit("home", "listing"))
    portal.learn(visit("listing", "listing", path="tin-tuc/", steps=[WalkStep(HOME, "", 3)]))
    assert portal.verdict() == ""


def test_a_home_page_without_news_is_a_failure_that_says_what_to_do():
    portal = site()
    portal.learn(visit("home", "listing"))
    assert "portal file" in portal.verdict()


def test_a_run_that_only_finishes_an_interrupted_one_has_succeeded():
    """Its listings and its home page were read before the interruption."""
    portal = site()
    portal.learn(visit("article", "article", path="a.html"))
    assert portal.verdict() == ""


@pytest.mark.parametrize("outcome", ["gate", "network_error", "http_error", "maintenance", "refused", "gone"])
def test_a_home_page_that_cannot_be_read_is_the_reason(outcome):
    portal = site()
    portal.learn(visit("home", outcome, reason="why"))
    assert portal.verdict() == "its home page could not be read: why"


def test_a_home_page_on_another_site_is_the_reason():
    portal = site()
    portal.learn(visit("home", "redirect", reason="leads to another site: http://khac.example/"))
    assert "another site" in portal.verdict()


def test_a_home_page_that_moves_on_its_site_is_no_failure():
    portal = site()
    portal.learn(visit("home", "redirect", redirected_to=HOME + "trang-chu"))
    assert portal.verdict() == ""


def test_robots_txt_that_cannot_be_read_is_the_reason():
    portal = site()
    portal.learn(visit("robots", "http_error", path="robots.txt", reason="robots.txt answered 503"))
    assert "503" in portal.verdict()


def test_a_limit_is_reached_by_articles_alone():
    portal = Site(Portal(id="mau", name="Mẫu", url=HOME), "", 3.0, limit=1)
    portal.learn(visit("listing", "listing", links=NEWS))
    assert not portal.would_overfill(0)
    assert portal.would_overfill(1)
    portal.learn(visit("article", "article", path="a.html"))
    assert portal.would_overfill(0)


@pytest.mark.parametrize(
    ("url", "own", "asked", "delay"),
    [
        (HOME, None, None, 3.0),
        (HOME, 10.0, None, 10.0),
        (HOME, 10.0, 1.0, 1.0),
        ("http://127.0.0.1:18801/", None, None, 0.0),
        ("http://127.0.0.1:18801/", 2.0, None, 2.0),
    ],
)
def test_the_delay_is_what_was_asked_then_the_portals_own_then_none_on_loopback(url, own, asked, delay):
    assert delay_for(Portal(id="mau", name="Mẫu", url=url, delay=own), asked, 3.0) == delay
