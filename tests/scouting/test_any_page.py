"""Whatever bytes a site sends, a look reads them without an exception of its own."""

from datetime import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.discovery.refresh import sent_on
from crawler.guards.capture import VIETNAM
from crawler.items import Page
from crawler.scouting.binding import guess_units
from crawler.scouting.organisation import guess_organisation
from crawler.scouting.signs import signs_of

PIECES = [
    "<title>", "</title>", "<footer>", "<div class='footer'>", "</div>", "<script>",
    "<meta property='og:site_name' content='", "'>", "<meta http-equiv='refresh' content='0;url=",
    "Ủy ban nhân dân ", "thị xã ", "Hồng Lĩnh", "tỉnh Hà Tĩnh", " - ", "\x00",
]  # fmt: skip
PAGES = st.binary(max_size=300) | st.lists(st.sampled_from(PIECES), max_size=12).map(
    lambda parts: "".join(parts).encode()
)


@settings(deadline=None)
@given(body=PAGES, host=st.sampled_from(["vidu.gov.vn", "honglinh.hatinh.gov.vn", "127.0.0.1:1", "[::1]"]))
def test_any_home_page_is_read(body, host):
    page = Page(f"http://{host}/", datetime(2025, 1, 1, tzinfo=VIETNAM), 200, body=body)
    signs = signs_of(page)
    assert guess_organisation(signs).confidence in {"", "high", "medium", "low"}
    assert all(unit.evidence and unit.confidence for unit in guess_units(signs).bindings)
    assert sent_on(body, page.url) != page.url
