"""From an answer to a finished visit: posted listings stay on their site, and faults are recorded with the page."""

import asyncio
from datetime import datetime
from types import SimpleNamespace

import pytest
from protego import Protego

from crawler.guards.capture import VIETNAM
from crawler.guards.robots import Rules
from crawler.items import Address, Form, Page, Visit, WalkStep
from crawler.portals import Portal
from crawler.spiders import visitor as module
from crawler.spiders.site import Site
from crawler.spiders.visitor import Visitor
from crawler.spiders.walks import Walks

SITE = "http://phuong-mau.example"
LISTING = Address(SITE + "/portal/Pages/Tin.aspx", "mau", "listing")
PAGE = Page(LISTING.url, datetime(2025, 7, 1, tzinfo=VIETNAM), 200)


class Fetcher:
    """Notes which forms are posted."""

    def __init__(self):
        self.posted = []

    async def post_pages(self, visit, form, walks, platform):
        self.posted.append(form.url)


@pytest.fixture
def visit(monkeypatch, remembering):
    """The visit of a listing whose first page names this form as its next one."""

    def run(form_url, robots=""):
        step = WalkStep(LISTING.url, "", 3)
        read = Visit(LISTING, "listing", pages=[PAGE], steps=[step], next_page=Form(form_url, ()))
        monkeypatch.setattr(module, "answered", lambda *args, **options: read)
        sites = {"mau": Site(Portal(id="mau", name="Mẫu", url=SITE + "/"), "generic", 0.0)}
        pace = SimpleNamespace(start=lambda slot, delay: None)
        visitor = Visitor(sites, Walks(remembering()), Fetcher(), pace, "congtin")
        visitor.robots.learn(SITE, Rules(Protego.parse(robots), "congtin"))
        return asyncio.run(visitor.visit(LISTING, PAGE)), visitor.fetcher.posted

    return run


def test_a_form_of_the_site_is_posted(visit):
    ended, posted = visit(LISTING.url)
    assert posted == [LISTING.url]
    assert ended.next_page == ""


@pytest.mark.parametrize(
    ("form_url", "robots"),
    [("https://khac.example/tin", ""), (SITE + "/tin/trang", "User-agent: *\nDisallow: /tin/")],
)
def test_a_form_of_another_site_or_against_robots_txt_is_not_posted(visit, form_url, robots):
    ended, posted = visit(form_url, robots)
    assert posted == []
    assert [(step.stop_reason, step.complete) for step in ended.steps][-1] == ("refused", False)


def test_a_fault_becomes_the_end_of_the_visit_with_its_page(monkeypatch, visit):
    def broken(*args):
        raise ZeroDivisionError("of ours")

    monkeypatch.setattr("crawler.spiders.visitor.same_site", broken)
    ended, _ = visit(LISTING.url)
    assert (ended.outcome, ended.reason) == ("exception", "ZeroDivisionError: of ours")
    assert ended.pages == [PAGE]
    assert [step.stop_reason for step in ended.steps] == ["failed"]
