"""Every family's mock portal is recognised, walked from its bare address to the last article, and read exactly."""

from datetime import UTC, datetime
from functools import cache

import pytest

from crawler.extraction import read_page
from crawler.extraction.learning import learn
from crawler.items import Page
from crawler.platforms import recognise

HOST = "http://mock.example"
FIELDS = {
    "title": lambda article: article.title,
    "text": lambda article: article.text.split("\n"),
    "published": lambda article: article.published and article.published.isoformat(),
    "precision": lambda article: article.published_precision,
    "author": lambda article: article.author,
    "source": lambda article: article.source,
    "tags": lambda article: article.tags,
    "captions": lambda article: [image.caption for image in article.images if image.caption],
    "attachments": lambda article: [attachment.url.rpartition("/")[2] for attachment in article.attachments],
    "section": lambda article: article.sections[-1] if article.sections else "",
}


def addresses(portal) -> set[str]:
    return {HOST + portal.article_url(article) for article in portal.articles}


@cache
def read_all(portal, platform):
    """Every article of a portal, read once for all its fields."""
    readings = {}
    for article in portal.articles:
        target = portal.article_url(article)
        readings[article["id"]] = read_page(portal.answer(target).body.encode(), HOST + target, platform=platform)
    return readings


def test_the_familys_places_fit_every_article(portal) -> None:
    assert {reading.drift for reading in read_all(portal, portal.config["platform"]).values()} == {""}


@pytest.mark.parametrize("way", ["family", "generic"])
def test_with_what_its_pages_repeat_no_line_of_an_article_goes_and_none_is_added(portal, way) -> None:
    platform = portal.config["platform"] if way == "family" else "generic"
    pages = [page(portal, article) for article in portal.articles]
    template = learn(pages, platform=platform)
    for article, one in zip(portal.articles, pages, strict=True):
        taught = FIELDS["text"](read_page(one.body, one.url, platform=platform, template=template).article)
        plain = FIELDS["text"](read_all(portal, platform)[article["id"]].article)
        assert [line for line in plain if line in taught] == taught
        assert set(portal.expected(article)["text"]) <= set(taught)


def page(portal, article) -> Page:
    target = portal.article_url(article)
    return Page(HOST + target, datetime(2025, 7, 1, tzinfo=UTC), 200, body=portal.answer(target).body.encode())


def test_each_page_is_recognised(portal) -> None:
    targets = ["/", portal.section_url("thong-bao"), portal.article_url(portal.articles[0])]
    told = {recognise(portal.answer(target).body, HOST + target)[0].id for target in targets}
    assert told == {portal.config["platform"]}


@pytest.mark.parametrize("way", ["family", "generic"])
def test_the_walk_reaches_every_article_and_nothing_else(portal, walk, way) -> None:
    seen = walk(portal, portal.config["platform"] if way == "family" else "generic")
    assert seen.items == addresses(portal)
    for section in portal.sections:
        assert seen.ends[HOST + portal.section_url(section["slug"])] in portal.config["ends"]


def test_an_unknown_portal_without_telling_names_is_walked_as_well(portal, walk, plain) -> None:
    assert walk(plain(portal), "generic").items == addresses(portal)


@pytest.mark.parametrize("way", ["family", "generic"])
def test_links_of_every_page_lead_to_articles_and_sections_only(portal, way) -> None:
    platform = portal.config["platform"] if way == "family" else "generic"
    sections = [portal.section_url(section["slug"]) for section in portal.sections]
    articles = [portal.article_url(article) for article in portal.articles]
    for target in ["/", *sections, *articles]:
        reading = read_page(portal.answer(target).body.encode(), HOST + target, platform=platform)
        for link in reading.links:
            assert link.role != "article" or link.url in addresses(portal)
            assert link.role != "listing" or link.url.removeprefix(HOST) in sections
        if target in articles:
            assert (reading.kind, reading.items, reading.next_page) == ("article", [], None)


def test_fields(portal, way, field) -> None:
    platform = portal.config["platform"] if way == "family" else "generic"
    found, expected = {}, {}
    for article in portal.articles:
        reading = read_all(portal, platform)[article["id"]]
        assert reading.article is not None, reading.reason
        found[article["id"]] = FIELDS[field](reading.article)
        expected[article["id"]] = portal.expected(article)[field]
    assert found == expected
