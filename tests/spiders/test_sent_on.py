"""A page without a link that sends browsers on is a redirect, whatever its status."""

from datetime import datetime

import pytest

from crawler.guards.capture import VIETNAM
from crawler.items import Address, Page
from crawler.portals import Portal
from crawler.spiders.visits import answered

URL = "http://vidu.example/"
PORTAL = Portal("vidu", "Ví Dụ", URL)


def visit(path: str, role: str, body: str):
    page = Page(URL + path, datetime(2025, 1, 1, tzinfo=VIETNAM), 200, body=body.encode())
    return answered(Address(URL + path, "vidu", role), page, PORTAL, "", walks=None)


@pytest.mark.parametrize(("path", "role"), [("", "home"), ("cu.html", "article")])
def test_it_leads_to_an_address_of_its_own(path, role):
    found = visit(path, role, "<meta http-equiv=refresh content='0;url=/tin-tuc/1.html'>")
    assert (found.outcome, found.redirected_to) == ("redirect", f"{URL}tin-tuc/1.html")


def test_an_article_that_leads_home_is_gone():
    assert visit("cu.html", "article", "<meta http-equiv=refresh content='0;url=/'>").outcome == "soft_404"


def test_an_article_that_refreshes_itself_is_read():
    text = "<p>Sáng nay, xã tổ chức ra quân dọn vệ sinh môi trường trên các tuyến đường.</p>"
    page = f"<meta http-equiv=refresh content='300;url=/moi'><h1>Ra quân dọn vệ sinh</h1>{text * 4}"
    assert visit("tin-tuc/ra-quan-2.html", "article", page).outcome == "article"
