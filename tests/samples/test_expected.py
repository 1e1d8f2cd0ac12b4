"""The expected articles stand on their pages, the seeds' lines among them, and `compare` finds every difference."""

import json
from datetime import datetime, timedelta

import pytest

from crawler import data
from crawler.samples import boilerplate, compare, expected_articles, load_sites

EXPECTED = expected_articles()
SITES = {site.host: site.folder.name for site in load_sites()}


@pytest.mark.parametrize("url", EXPECTED)
def test_expected_lines_stand_on_the_page(url, page_of, seen, letters):
    article, shown = EXPECTED[url], seen(page_of(url))
    captions = [image["caption"] for image in article["images"]]
    cells = [cell for line in article["body"] for cell in line.split(" | ")]
    for line in [article["title"], article["lead"], article["signature"], *captions, *cells]:
        assert letters(line) in shown


@pytest.mark.parametrize("url", EXPECTED)
def test_boilerplate_stands_on_the_page_and_not_in_the_article(url, page_of, seen, letters):
    article, shown = EXPECTED[url], seen(page_of(url))
    for line in boilerplate(SITES[url.split("/")[2]]):
        assert letters(line) in shown
        assert line not in [article["lead"], article["signature"], *article["body"]]


@pytest.mark.parametrize("url", EXPECTED)
def test_published_is_local_and_as_exact_as_it_says(url):
    article = EXPECTED[url]
    time = datetime.fromisoformat(article["published"])
    assert time.utcoffset() == timedelta(hours=7)
    assert (time.hour, time.minute) == (0, 0) or article["published_precision"] == "minute"


@pytest.mark.parametrize("url", EXPECTED)
def test_images_and_attachments_are_served(ask, url):
    for part in [*EXPECTED[url]["images"], *EXPECTED[url]["attachments"]]:
        assert ask(part["url"])[0].status == 200


@pytest.mark.parametrize("site", SITES.values())
def test_each_site_has_at_least_sixteen_articles(site):
    assert len(list(data.path("sample", site, "expected").glob("*.json"))) >= 16


def test_seed_lines_are_exact(page_of, seen, letters):
    """The texts of the two real pages, with their typing errors."""
    seeds = json.loads(data.path("sample", "seeds.json").read_text("utf-8"))
    for url, lines in seeds.items():
        article = EXPECTED[url]
        captions = [image["caption"] for image in article["images"]]
        read = [article["title"], article["lead"], *article["body"], *captions, article["signature"]]
        assert [line for line in lines["article"] if line not in read] == []
        assert [line for line in lines["boilerplate"] if letters(line) not in seen(page_of(url))] == []


def _rows():
    """The expected articles as an archive has them."""
    for article in EXPECTED.values():
        times = {"published_at": article["published"], "updated_at": article["updated"]}
        yield {**article, **times, "body": "\n".join(article["body"])}


def test_compare_is_silent_on_exact_rows():
    assert compare(_rows()) == []


def test_compare_sees_that_lines_stand_in_another_order_or_twice():
    swapped, doubled, *others = (row for row in _rows() if row["body"].count("\n") > 1)
    swapped = {**swapped, "body": "\n".join(reversed(swapped["body"].split("\n")))}
    doubled = {**doubled, "body": doubled["body"] + "\n" + doubled["body"].split("\n")[0]}
    changed = {row["url"]: row for row in [swapped, doubled, *others]}
    found = compare([changed.get(row["url"], row) for row in _rows()])
    assert [line.split(": ")[0] for line in found] == sorted([swapped["url"], doubled["url"]])


def test_compare_names_a_missing_a_surplus_and_a_changed_article():
    first, second, *others = _rows()
    changed = {**second, "body": second["body"] + "\nMã xác thực không đúng."}
    surplus = {**first, "url": "http://thi-xa.localhost/portal/Pages/default.aspx"}
    found = compare([changed, surplus, *others])
    assert len(found) == 3
    assert f"{first['url']}: missing" in found
    assert any(line == f"{second['url']}: body has ['Mã xác thực không đúng.'] too much and lacks []" for line in found)
    assert any("not an article of the samples" in line for line in found)
