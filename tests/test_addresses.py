"""Canonical addresses: one spelling, which servers still answer."""

import string

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crawler.addresses import canonical, is_loopback, key, origin, root, same_site, spelled_like
from crawler.platforms.family import Family

URLS = st.text(alphabet=string.printable + "đĐàỏ%+@;", max_size=60).map("http://portal.example/".__add__)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTP://WWW.Portal.Example:80", "http://www.portal.example/"),
        ("https://portal.example:443/a#top", "https://portal.example/a"),
        ("http://portal.example:8080/a", "http://portal.example:8080/a"),
        ("http://portal.example./a", "http://portal.example/a"),
        ("http://user:secret@portal.example/a", "http://portal.example/a"),
        ("http://xã.example/", "http://xn--x-yfa.example/"),
        ("http://[::1]:8000/a", "http://[::1]:8000/a"),
        (" http://portal.example/a\n", "http://portal.example/a"),
        ("http://portal.example/a/./b/../c", "http://portal.example/a/c"),
        ("http://portal.example/a\\b", "http://portal.example/a/b"),
        ("http://portal.example/a//b", "http://portal.example/a//b"),
    ],
)
def test_host_and_path_have_one_form(url: str, expected: str) -> None:
    assert canonical(url) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/tag/đường", "/tag/%C4%91%C6%B0%E1%BB%9Dng"),
        ("/tag/%c4%91%c6%b0%e1%bb%9dng", "/tag/%C4%91%C6%B0%E1%BB%9Dng"),
        ("/a+b@c,d;e=f!", "/a+b@c,d;e=f!"),
        ("/%41%2Db%7E", "/A-b~"),
        ("/100% sạch", "/100%25%20s%E1%BA%A1ch"),
        ("/a%2Fb", "/a%2Fb"),
        ("/{$imageUrl}", "/%7B$imageUrl%7D"),
    ],
)
def test_escapes_have_one_form(path: str, expected: str) -> None:
    assert canonical("http://portal.example" + path) == "http://portal.example" + expected


@pytest.mark.parametrize(
    "url",
    [
        "http://vinhthanh.example/?cn=28&gd=4&tc=12230",
        "http://p.example/webcenter/portal/x/pages_tin-tuc/chi-tiet?dDocName=PORTAL501694",
        "http://p.example/index.php?com=tintuc_ct&id_news=1330",
        "http://p.example/a.html?download=1&id=0",
        "http://p.example/?b=2&a=1&b=1",
        "http://p.example/modules.php?name=News&op=viewst&sid=123",
        "http://p.example/?s=hoi+nghi",
    ],
)
def test_a_query_that_is_the_identity_stays_in_its_order(url: str) -> None:
    assert canonical(url) == url


@pytest.mark.parametrize(
    "query",
    [
        "TopMenuId=0&LeftMenuId=626",
        "p_p_state=normal",
        "PHPSESSID=ab12",
        "utm_source=zalo&utm_medium=x",
        "fbclid=1",
        "",
        "&",
    ],
)
def test_noise_parameters_are_dropped(query: str) -> None:
    assert canonical(f"http://p.example/a?{query}") == "http://p.example/a"
    assert canonical(f"http://p.example/a?id=7&{query}") == "http://p.example/a?id=7"


def test_session_ids_in_paths_are_dropped() -> None:
    assert canonical("http://p.example/tin;jsessionid=5A3F?id=1") == "http://p.example/tin?id=1"
    assert canonical("http://p.example/(S(lit3py55t21z5v55vlm25s55))/tin.aspx") == "http://p.example/tin.aspx"


def test_a_family_with_identity_parameters_drops_all_others() -> None:
    family = Family(id="x", name="x", identity_parameters=frozenset({"tc"}))
    assert canonical("http://p.example/?cn=28&tc=12230", family=family) == "http://p.example/?tc=12230"


@pytest.mark.parametrize(
    "url", ["", "/a", "mailto:a@b.example", "javascript:void(0)", "http://", "http://[a", "ftp://a/"]
)
def test_other_things_are_no_addresses(url: str) -> None:
    with pytest.raises(ValueError, match="address"):
        canonical(url)


@given(URLS)
@example("http://portal.example/%2e%2e/%2541;sid=1;sid=2")
@example("http://portal.example/;sid=;sid=/..")
def test_canonical_is_idempotent(url: str) -> None:
    once = canonical(url)
    assert canonical(once) == once
    assert once.isascii()


@given(URLS)
def test_the_key_is_that_of_the_canonical_address(url: str) -> None:
    assert key(url) == key(canonical(url))
    assert key(url) == key(url.replace("http://", "https://www."))


def test_the_key_has_twenty_hex_digits_and_ignores_scheme_www_and_default_port() -> None:
    assert len(key("http://p.example/a")) == 20
    assert key("http://p.example/a") == key("https://www.p.example:443/a#x")
    assert key("http://p.example/a") != key("http://p.example/A")
    assert key("http://p.example:81/a") != key("http://p.example/a")


def test_origin_and_site() -> None:
    assert origin("https://www.p.example:443/a") == "p.example"
    assert origin("http://127.0.0.1:18801/a") == "127.0.0.1:18801"
    assert same_site("http://p.example/a", "https://www.p.example/b")
    assert not same_site("http://p.example/", "http://x.p.example/")


@pytest.mark.parametrize("host", ["localhost:80", "sample-a.localhost", "127.0.0.1:18801", "127.8.8.8", "[::1]:9"])
def test_loopback(host: str) -> None:
    assert is_loopback(f"http://{host}/")


@pytest.mark.parametrize("host", ["p.example", "10.0.0.1", "localhost.example", "128.0.0.1"])
def test_not_loopback(host: str) -> None:
    assert not is_loopback(f"http://{host}/")


def test_root_and_spelling() -> None:
    assert root("HTTPS://www.P.example:443/a?b#c") == "https://www.p.example"
    assert spelled_like("https://www.p.example/a?b=1", "http://p.example/x") == "http://p.example/a?b=1"
