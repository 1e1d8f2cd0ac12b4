"""The manners of a look: robots.txt first, the pace, the contact, and an end after a few requests."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from crawler.guards.contact import ContactRequiredError
from crawler.portals import unknown_portal
from crawler.scouting.errors import RefusedError, UnreachableError
from crawler.scouting.guest import REQUESTS, Guest


@pytest.fixture
def guest(site):
    entered = Guest(unknown_portal(site.url))
    entered.enter()
    return entered


def test_robots_txt_is_asked_for_before_anything_else_and_obeyed(site, answer):
    site.answers["/robots.txt"] = [answer(b"User-agent: *\nDisallow: /tin-tuc/")]
    guest = Guest(unknown_portal(site.url))
    guest.enter()
    refused = guest.ask(f"{site.url}tin-tuc/")
    assert (refused.outcome, refused.reason) == ("refused", "robots.txt disallows it")
    assert guest.ask(site.url).reading is not None
    assert site.paths() == ["/robots.txt", "/"]


def test_nothing_is_asked_before_robots_txt(site):
    assert Guest(unknown_portal(site.url)).ask(site.url).outcome == "refused"
    assert site.paths() == []


@pytest.mark.parametrize(
    "robots",
    [{"status": 500}, {"body": b"<html>captcha</html>"}, {"status": 302, "headers": {"Location": "/robots.txt"}}],
)
def test_a_robots_txt_that_says_nothing_refuses(site, answer, robots):
    site.answers["/robots.txt"] = [answer(**robots)]
    with pytest.raises(RefusedError, match="neither what may be read nor that all may"):
        Guest(unknown_portal(site.url)).enter()


def test_a_robots_txt_that_moved_is_followed(site, answer):
    site.answers["/robots.txt"] = [answer(status=301, headers={"Location": "/rules.txt"})]
    site.answers["/rules.txt"] = [answer(b"User-agent: *\nDisallow: /\nSitemap: /s.xml")]
    guest = Guest(unknown_portal(site.url))
    guest.enter()
    assert guest.ask(site.url).outcome == "refused"


def test_a_host_that_does_not_answer_is_unreachable(site, answer):
    site.answers["/robots.txt"] = [answer(b"User-agent: *", breaks_off=True)]
    with pytest.raises(UnreachableError, match=r"robots\.txt does not answer"):
        Guest(unknown_portal(site.url)).enter()


def test_requests_are_as_far_apart_as_the_slower_of_portal_and_robots_txt(site, answer):
    site.answers["/robots.txt"] = [answer(b"User-agent: *\nCrawl-delay: 0.4")]
    guest = Guest(replace(unknown_portal(site.url), delay=0.1))
    guest.enter()
    guest.ask(site.url)
    guest.ask(site.url)
    times = [time for time, _, _ in site.asked]
    assert min(later - earlier for earlier, later in pairwise(times)) > 0.35


def test_the_site_is_told_who_asks(guest, site):
    guest.ask(site.url)
    assert {agent.partition("/")[0] for _, _, agent in site.asked} == {"congtin"}


def test_a_site_of_someone_else_is_not_asked_without_a_contact(monkeypatch):
    monkeypatch.setattr("crawler.settings.CONTACT", "")
    with pytest.raises(ContactRequiredError):
        Guest(unknown_portal("https://vidu.example/")).enter()


def test_after_its_last_request_a_guest_asks_no_more(guest, site):
    for _ in range(REQUESTS + 5):
        last = guest.ask(site.url)
    assert len(site.asked) == REQUESTS
    assert last.outcome == "not asked"


FLOOD = Path(__file__).parents[1] / "extraction" / "pages" / "flood_egov.html"


@pytest.mark.parametrize("given", [{"status": 429, "headers": {"Retry-After": "30"}}, {"body": FLOOD.read_bytes()}])
def test_a_flood_answer_ends_the_look(guest, site, answer, given):
    site.answers["/tin-tuc/"] = [answer(**given)]
    assert guest.ask(f"{site.url}tin-tuc/").outcome == "flood"
    assert guest.ask(site.url).outcome == "not asked"
    assert site.paths() == ["/robots.txt", "/tin-tuc/"]


@pytest.mark.parametrize(
    ("given", "outcome"),
    [
        ({"status": 403}, "refused"),
        ({"status": 404}, "gone"),
        ({"status": 503}, "http_error"),
        ({"status": 302, "headers": {"Location": "https://khac.example/"}}, "elsewhere"),
        ({"status": 302, "headers": {"Location": "/tin-tuc/"}}, "gate"),
        ({"status": 301, "headers": {"Location": "http://["}}, "http_error"),
        ({"body": b"<html><body>", "breaks_off": True}, "network_error"),
        ({"body": b"<html></html>"}, "no news"),
    ],
)
def test_each_answer_has_its_outcome_and_reason(guest, site, answer, given, outcome):
    site.answers["/tin-tuc/"] = [answer(**given)]
    found = guest.ask(f"{site.url}tin-tuc/")
    assert found.outcome == outcome
    assert found.reason
    assert found.reading is None


def test_redirects_on_the_site_are_followed(guest, site, answer):
    site.answers["/moi/"] = [answer(status=301, headers={"Location": "/tin-tuc/"})]
    found = guest.ask(f"{site.url}moi/")
    assert found.url == f"{site.url}tin-tuc/"
    assert len(found.reading.items) == 3


def test_redirects_without_end_are_an_error(guest, site, answer):
    for number in range(9):
        site.answers[f"/{number}/"] = [answer(status=302, headers={"Location": f"/{number + 1}/"})]
    assert guest.ask(f"{site.url}0/").reason == "redirects without end"
