"""Any request has an answer, and how an address is written makes no difference to it."""

from urllib.parse import quote, unquote

from hypothesis import example, given
from hypothesis import strategies as st

from crawler.samples import load_sites
from crawler.samples.answer import answer

SITES = st.sampled_from(load_sites())
TEXT = st.text(alphabet=st.characters(blacklist_categories=["Cs"]))


@example(load_sites()[0], "GET", "/[", {}, b"")
@given(
    SITES,
    st.sampled_from(["GET", "HEAD", "POST"]),
    TEXT,
    st.dictionaries(st.sampled_from(["If-None-Match", "If-Modified-Since"]), TEXT),
    st.binary(),
)
def test_any_request_is_answered(site, method, target, headers, body):
    assert answer(site, method, f"/{target}", headers, body).status in {200, 301, 302, 304, 404}


@given(SITES, st.data())
def test_percent_encoding_leads_to_the_same_answer(site, data):
    route = data.draw(st.sampled_from([route for route in site.routes if "?" not in route.target]))
    written = data.draw(st.sampled_from([quote(unquote(route.target)), quote(unquote(route.target), safe="/~.-_")]))
    encoded = "".join(f"%{ord(c):02X}" if c.isascii() and c.isalpha() else c for c in unquote(route.target))
    expected = answer(site, "GET", route.target, {}, b"")
    assert answer(site, "GET", written, {}, b"") == answer(site, "GET", encoded, {}, b"") == expected


@given(TEXT)
def test_a_date_that_is_none_makes_no_condition(text):
    site = next(site for site in load_sites() if site.host == "mat-tran.localhost")
    found = answer(site, "GET", "/sitemap-tin.xml", {"If-Modified-Since": f"x{text}"}, b"")
    assert found.status == 200
