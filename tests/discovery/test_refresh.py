"""Pages that send browsers on: where they lead, and when they lead nowhere."""

import pytest

from crawler.discovery.refresh import sent_on

URL = "http://vidu.example/"


@pytest.mark.parametrize(
    ("content", "target"),
    [
        ("0; url=/web/guest/home", f"{URL}web/guest/home"),
        ("0;URL='/Pages/default.aspx?x=1&amp;y=2'", f"{URL}Pages/default.aspx?x=1&y=2"),
        ("5; url=http://www.vidu.example/vi/", "http://www.vidu.example/vi/"),
        ("0; url=https://khac.example/", ""),
        ("0; url=/", ""),
        ("300", ""),
        ("0; url=", ""),
        ("0; url=http://[", ""),
    ],
)
def test_where_a_refresh_leads(content, target):
    assert sent_on(f'<html><head><META HTTP-EQUIV="Refresh" content="{content}"></head>'.encode(), URL) == target


def test_other_pragmas_lead_nowhere():
    assert (
        sent_on(
            b'<meta http-equiv="content-type" content="text/html; url=/x"><meta name="refresh" content="0; url=/x">',
            URL,
        )
        == ""
    )


@pytest.mark.parametrize(
    "page",
    [
        "<script>window.location.href = '/portal/trang-chu.aspx';</script>",
        '<script>location.replace("/portal/trang-chu.aspx")</script>',
        '<body onload="go()"><script>function go() { document.location="portal/trang-chu.aspx" }</script>',
    ],
)
def test_where_a_script_leads(page):
    assert sent_on(page.encode(), URL) == f"{URL}portal/trang-chu.aspx"


@pytest.mark.parametrize(
    "script",
    [
        "location.reload()",
        "if (location == 'http://vidu.example/a') alert(1)",
        'location.href="javascript:void(0)"',
        'location.href="https://khac.example/"',
    ],
)
def test_scripts_that_lead_nowhere(script):
    assert sent_on(f"<script>{script}</script>".encode(), URL) == ""
