"""Addresses of web archives give the original address and the capture's own time."""

from datetime import UTC, datetime

import pytest

from pipelines.arrival.replays import original

TIME = datetime(2021, 1, 2, 3, 4, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://web.archive.org/web/20210102030405id_/http://xa.vn/a?b=1", ("http://xa.vn/a?b=1", TIME)),
        ("http://web.archive.org/web/20210102030405/https://xa.vn/", ("https://xa.vn/", TIME)),
        ("https://web.archive.org/web/2021id_/http://xa.vn/", ("http://xa.vn/", None)),
        ("https://web.archive.org/web/20210102030405if_/http:/xa.vn/a", ("http://xa.vn/a", TIME)),
        ("/web/20210102030405id_/http://xa.vn/b", ("http://xa.vn/b", TIME)),
        ("http://localhost:8080/my-coll/20210102030405mp_/http://xa.vn/", ("http://xa.vn/", TIME)),
        ("https://web.archive.org/web/20219999999999id_/http://xa.vn/", ("http://xa.vn/", None)),
    ],
)
def test_a_replay_leads_to_the_original(url, found):
    assert original(url) == found


@pytest.mark.parametrize(
    "url",
    [
        "http://xa.vn/tin/20210102030405/bai.html",
        "http://xa.vn/chuyen?url=http://khac.vn/",
        "https://web.archive.org/save/http://xa.vn/",
        "http://xa.vn/web/2021/http-la-gi.html",
    ],
)
def test_any_other_address_stays(url):
    assert original(url) == (url, None)
