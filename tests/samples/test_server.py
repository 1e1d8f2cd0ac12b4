"""The server: absolute and origin form, HEAD, conditional requests, unknown names, counting, a clean end."""

import threading
from urllib.request import urlopen

import pytest

from crawler.samples import SampleServer

ARTICLE = "http://mat-tran.localhost/tin-tuc/quan-thanh-xuan-to-chuc-hoi-nghi-tap-huan-ky-nang-nghiep-vu-cong-tac-mat-tran-to-quoc-nam-2022-2198.html"
PATH = ARTICLE.removeprefix("http://mat-tran.localhost")


def test_absolute_form_and_origin_form_are_answered_alike(ask, server):
    by_proxy, by_host = ask(ARTICLE)[1], ask(PATH, Host=f"mat-tran.localhost:{server.port}")[1]
    assert by_proxy == by_host
    assert b"news-detail" in by_proxy


def test_percent_encoding_makes_no_difference(ask):
    assert ask("http://thi-xa.localhost/Style%20Library/tandan/tandan%2Ecss")[0].status == 200


def test_head_has_the_headers_and_no_body(ask):
    response, body = ask(ARTICLE, "HEAD")
    assert (response.status, body) == (200, b"")
    assert response.headers["Content-Length"] == str(len(ask(ARTICLE)[1]))


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"If_None_Match": '"n2198-1"'}, 304),
        ({"If_None_Match": '"other", "n2198-1"'}, 304),
        ({"If_None_Match": '"other"'}, 200),
        ({"If_Modified_Since": "Tue, 08 Jul 2025 02:00:00 GMT"}, 304),
        ({"If_Modified_Since": "Mon, 07 Jul 2025 02:00:00 GMT"}, 200),
        ({"If_None_Match": '"other"', "If_Modified_Since": "Tue, 08 Jul 2025 02:00:00 GMT"}, 200),
    ],
)
def test_conditional_requests(ask, headers, status):
    response, body = ask(ARTICLE, **headers)
    assert response.status == status
    assert bool(body) == (status == 200)


def test_the_connection_is_said_to_end(ask):
    """A client that takes it for a lasting one loses the next POST: only a GET is sent again by itself."""
    assert ask(ARTICLE)[0].headers["Connection"] == "close"


def test_unknown_addresses_get_the_site_s_own_page_and_status_404(ask):
    response, body = ask("http://thi-xa.localhost/portal/pages/2021-11-02/Ket-qua-thi-tim-hieu-phap-luat.aspx")
    assert response.status == 404
    assert "Không tìm thấy trang" in body.decode()


def test_unknown_host_says_which_are_known(ask):
    response, body = ask("http://other.localhost/")
    assert response.status == 404
    assert b"mat-tran.localhost" in body
    assert b"thi-xa.localhost" in body


def test_browsers_find_both_sites_on_the_bare_port(ask, server):
    response, body = ask("/")
    assert response.status == 200
    assert f'href="http://thi-xa.localhost:{server.port}/"' in body.decode()


def test_dead_articles_are_redirected_home(ask):
    response, _ = ask("http://mat-tran.localhost/tin-tuc/ngay-vi-nguoi-ngheo-nam-2019-1187.html")
    assert (response.status, response.headers["Location"]) == (301, "/")


def test_requests_are_counted_by_method_and_address(ask, server):
    before = server.requests["GET", ARTICLE]
    ask(ARTICLE)
    ask(PATH, Host=f"mat-tran.localhost:{server.port}")
    assert server.requests["GET", ARTICLE] == before + 2


def test_hosts_name_the_loopback_port(server):
    assert server.hosts == {
        "mat-tran.localhost": f"127.0.0.1:{server.port}",
        "thi-xa.localhost": f"127.0.0.1:{server.port}",
    }


def test_no_thread_is_left_when_the_server_ends():
    before = set(threading.enumerate())
    with SampleServer() as server:
        urlopen(f"http://127.0.0.1:{server.port}/").close()
        assert set(threading.enumerate()) - before
    assert set(threading.enumerate()) <= before
