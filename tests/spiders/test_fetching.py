"""Posted listings: turned to their end, and walked again where they break off."""

import asyncio
from datetime import datetime

import pytest
from scrapy import Request
from scrapy.exceptions import DownloadFailedError, DownloadTimeoutError
from scrapy.http import HtmlResponse

from crawler.guards.capture import VIETNAM
from crawler.items import Address, Form, Page, Visit, WalkStep
from crawler.spiders.fetching import Fetcher, request_for
from crawler.spiders.walks import Walks

LISTING = "http://phuong-mau.example/portal/Pages/Tin.aspx"
FORM = Form(LISTING, (("__VIEWSTATE", "dDw="), ("__EVENTTARGET", "pager"), ("__EVENTARGUMENT", "2")))
D1N = b"<html><body><script>document.cookie='D1N=4e1c7ab6f2a6d1';window.location.reload(true);</script></body></html>"


def listing(*numbers: int) -> bytes:
    links = "".join(
        f"<li><a href='/portal/pages/2024-05-1{n}/bai.aspx'>Bài số {n}: hội nghị tổng kết phong trào thi đua</a>"
        f" <span>1{n}/05/2024</span></li>"
        for n in numbers
    )
    return f"<html><body><div id='list'><ul>{links}</ul></div></body></html>".encode()


class Engine:
    """Answers in turn; an exception is raised."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.asked: list[Request] = []

    async def download_async(self, request):
        self.asked.append(request)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        status, body = answer
        request.meta.update(fetched_at=datetime(2025, 7, 1, tzinfo=VIETNAM), received_headers=())
        return HtmlResponse(request.url, status=status, body=body, request=request)


@pytest.fixture
def walk(remembering):
    """Post the second page of a listing, whose first named one article."""

    def run(*answers):
        engine = Engine(*answers)
        first = Page(LISTING, datetime(2025, 7, 1, tzinfo=VIETNAM), 200)
        visit = Visit(Address(LISTING, "mau", "listing"), "listing", pages=[first], steps=[WalkStep(LISTING, "", 1)])
        asyncio.run(Fetcher(engine, "live").post_pages(visit, FORM, Walks(remembering()), "generic"))
        return visit, engine

    return run


def test_the_form_is_sent_urlencoded_to_its_address():
    request = request_for(LISTING, form=FORM)
    assert request.method == "POST"
    assert request.body == b"__VIEWSTATE=dDw%3D&__EVENTTARGET=pager&__EVENTARGUMENT=2"
    assert request.headers["Content-Type"] == b"application/x-www-form-urlencoded"


def test_a_posted_page_adds_its_links_and_a_step(walk):
    visit, _ = walk((200, listing(1, 2, 3, 4)))
    assert visit.outcome == "listing"
    assert [step.stop_reason for step in visit.steps] == ["", "end"]
    assert visit.steps[1].named == 4
    assert len(visit.pages) == 2


def test_a_kept_connection_that_was_closed_is_tried_once_more(walk):
    visit, engine = walk(DownloadFailedError("closed"), (200, listing(1, 2, 3, 4)))
    assert visit.outcome == "listing"
    assert len(engine.asked) == 2


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        ([DownloadTimeoutError("60 s")], "network_error"),
        ([DownloadFailedError("reset"), DownloadFailedError("reset")], "network_error"),
        ([(500, b"")], "http_error"),
        ([(429, b"")], "flood"),
        ([(200, D1N)], "gate"),
    ],
)
def test_a_walk_that_breaks_off_ends_as_its_last_page_and_is_not_complete(walk, answers, outcome):
    visit, _ = walk(*answers)
    assert visit.outcome == outcome
    assert visit.reason.startswith("page 2 of the listing: ")
    assert [(step.stop_reason, step.complete) for step in visit.steps] == [("failed", False)]
