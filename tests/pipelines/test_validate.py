"""Validating: what breaks a rule is a page without an article, with its reasons; nothing is dropped."""

from datetime import datetime, timedelta, timezone

import pytest

from crawler.items import Address, Article, Attachment, Image, Page, Visit
from pipelines.validate import RULES, ValidatePipeline

LOCAL = timezone(timedelta(hours=7))
FETCHED = datetime(2025, 7, 10, 8, 0, tzinfo=LOCAL)
FILE = Attachment("https://a/b.pdf", "b.pdf")

BROKEN = {
    "no title": {"title": ""},
    "no text, image or attachment": {"body": []},
    "published in the future": {"published": FETCHED + timedelta(days=2)},
    "published before there were portals": {"published": datetime(1900, 1, 1, tzinfo=LOCAL)},
}


def validated(**fields):
    article = Article("https://a/b", **{"title": "Tin", "body": ["Một dòng."], **fields})
    page = Page("https://a/b", FETCHED, 200, body=b"...")
    return ValidatePipeline().process_item(
        Visit(Address("https://a/b", "a", "article"), "article", pages=[page], article=article)
    )


def test_every_rule_is_tried():
    assert set(BROKEN) == set(RULES)


@pytest.mark.parametrize("reason", BROKEN)
def test_a_broken_rule_is_the_reason(reason):
    visit = validated(**BROKEN[reason])
    assert (visit.outcome, visit.article, visit.reason) == ("page", None, f"no article: {reason}")
    assert visit.pages


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"body": [], "lead": "Chỉ có sapo."},
        {"body": [], "attachments": [FILE]},
        {"body": [], "images": [Image("https://a/b.jpg")]},
        {"published": FETCHED + timedelta(hours=20)},
        {"published": None},
    ],
)
def test_articles_of_all_kinds_pass(fields):
    visit = validated(**fields)
    assert visit.outcome == "article"
    assert visit.article


def test_all_reasons_are_listed():
    assert validated(title="", body=[]).reason == "no article: no title, no text, image or attachment"


def test_visits_without_an_article_pass_untouched():
    visit = Visit(Address("https://a/b", "a", "article"), "gone", "HTTP 404")
    assert ValidatePipeline().process_item(visit).reason == "HTTP 404"
