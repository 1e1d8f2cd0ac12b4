"""A site that is redesigned between two crawls: reported, learned, and every article as the publisher has it."""

import json

import pytest

PATH = "/tin-tuc/bai-{}.html"


@pytest.fixture
def redesign(site, answer):
    """Put a number of further articles on the site, in another design, and name them on its first listing page."""

    def change(numbers):
        for number in numbers:
            html = site.answers[PATH.format(1)][0].body.decode().replace("class='content'", "class='noi-dung-moi'")
            html = html.replace("bài 1", f"bài {number}").replace("Thôn Mẫu 1 ra quân", f"Thôn Mẫu {number} ra quân")
            site.answers[PATH.format(number)] = [answer(html.encode())]
        items = "".join(f"<li><a href='{PATH.format(n)}'>Thôn Mẫu {n} ra quân đợt này</a></li>" for n in numbers)
        for path in ("/", "/tin-tuc/"):
            html = site.answers[path][0].body.decode().replace("<ul class='list'>", f"<ul class='list'>{items}")
            site.answers[path] = [answer(html.encode())]

    return change


def bodies(archive):
    rows = archive.rows("SELECT content FROM templates ORDER BY number")
    return [json.loads(content)["bodies"] for (content,) in rows]


def test_a_redesign_is_reported_and_learned(site, crawl, archive, redesign):
    first = crawl(site.url)
    assert (first["drifted"], first["template"]) == (0, 1)
    redesign(range(20, 26))
    second = crawl(site.url)
    assert (second["new"], second["drifted"], second["template"]) == (6, 6, 2)
    assert bodies(archive) == [["main > div.content"], ["main > div.content", "main > div.noi-dung-moi"]]
    third = crawl(site.url)
    assert (third["drifted"], third["template"]) == (0, None)
    assert archive.rows("SELECT container, count(*) FROM articles WHERE template_id = 2 GROUP BY 1") == [
        ("main > div.content", 8),
        ("main > div.noi-dung-moi", 6),
    ]
    assert archive.rows("SELECT count(*) FROM article_versions") == [(0,)]
    assert archive.rows("SELECT drifted, template FROM run_portals ORDER BY run_id") == [(0, 1), (6, 2), (0, None)]


def test_every_line_is_archived_under_either_design(site, crawl, archive, redesign):
    crawl(site.url)
    redesign(range(20, 26))
    crawl(site.url)
    counts = archive.rows("SELECT length(body) - length(replace(body, char(10), '')) + 1 FROM articles")
    assert counts == [(5,)] * 14
