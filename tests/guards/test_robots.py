"""robots.txt: what allows, what forbids, and what means that a site is not crawled now."""

from datetime import datetime

import pytest

from crawler.guards.capture import VIETNAM
from crawler.guards.robots import Robots, RobotsUnclearError, read_rules
from crawler.items import Page

HOME = "http://phuong-mau.example/"
AGENT = "congtin/0.1 (+ban-bien-tap@example.org)"


def answer(status: int, body: bytes = b"") -> Page:
    return Page(HOME + "robots.txt", datetime(2025, 7, 1, 8, tzinfo=VIETNAM), status, body=body)


def test_disallowed_path_is_refused():
    rules = read_rules(answer(200, b"User-agent: *\nDisallow: /admin/"), AGENT)
    assert not rules.allows(HOME + "admin/login")
    assert rules.allows(HOME + "tin-tuc/")


def test_a_group_for_congtin_comes_before_the_group_for_all():
    rules = read_rules(answer(200, b"User-agent: *\nDisallow: /\n\nUser-agent: congtin\nDisallow: /noi-bo/"), AGENT)
    assert rules.allows(HOME + "tin-tuc/")
    assert not rules.allows(HOME + "noi-bo/a.html")


def test_crawl_delay_and_sitemaps_are_read():
    body = b"User-agent: *\nCrawl-delay: 7.5\nSitemap: http://phuong-mau.example/sitemap-vi.news.xml\n"
    rules = read_rules(answer(200, body), AGENT)
    assert rules.delay == 7.5
    assert rules.sitemaps(HOME) == [HOME + "sitemap-vi.news.xml"]


def test_sitemap_lines_that_name_nothing_of_this_site_are_passed_over():
    lines = [
        "/sitemap.xml",
        "http://www.phuong-mau.example/b.xml",
        "https://khac.example/c.xml",
        "http://[",
        "mailto:x",
    ]
    rules = read_rules(answer(200, "\n".join(f"Sitemap: {line}" for line in lines).encode()), AGENT)
    assert rules.sitemaps(HOME) == [HOME + "sitemap.xml", "http://www.phuong-mau.example/b.xml"]


def test_without_crawl_delay_the_delay_is_zero():
    assert read_rules(answer(200, b"User-agent: *\nDisallow:"), AGENT).delay == 0.0


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_no_robots_txt_allows_everything(status):
    assert read_rules(answer(status), AGENT).allows(HOME + "admin/")


@pytest.mark.parametrize(
    ("status", "body", "words"),
    [
        (0, b"", "nothing"),
        (500, b"", "500"),
        (503, b"User-agent: *\nDisallow:", "503"),
        (429, b"", "429"),
        (301, b"", "redirects"),
        (200, b"\n <!DOCTYPE html><title>CAPTCHA</title>", "HTML"),
    ],
)
def test_an_unclear_answer_is_an_error_that_says_what_came(status, body, words):
    with pytest.raises(RobotsUnclearError, match=words):
        read_rules(answer(status, body), AGENT)


def test_a_byte_order_mark_does_not_hide_the_first_line():
    assert not read_rules(answer(200, b"\xef\xbb\xbfUser-agent: *\nDisallow: /"), AGENT).allows(HOME)


def test_nothing_is_allowed_before_the_rules_are_known():
    robots = Robots()
    assert not robots.allows(HOME)
    robots.learn(HOME, read_rules(answer(404), AGENT))
    assert robots.allows(HOME + "tin-tuc/")


def test_rules_hold_for_the_site_with_and_without_www_and_tls():
    robots = Robots()
    robots.learn(HOME, read_rules(answer(200, b"User-agent: *\nDisallow: /noi-bo/"), AGENT))
    assert robots.known("https://www.phuong-mau.example/")
    assert not robots.allows("https://www.phuong-mau.example/noi-bo/")
    assert not robots.known("http://phuong-khac.example/")
