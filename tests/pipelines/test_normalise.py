"""Normalising: every text of a visit is settled, nothing else is touched."""

from datetime import datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from crawler.items import Address, Article, Attachment, Image, Link, RemovedBlock, Visit
from crawler.text import settle
from pipelines.normalise import NormalisePipeline, normalise_article

LOOSE = " Tin\u00a0\u00a0 t\u01b0\u0301c&nbsp;&amp; \n"
SETTLED = "Tin tức &"


def test_every_text_is_settled():
    article = Article(
        "https://a/b", LOOSE, LOOSE, [LOOSE, " \u200b "], "<p> x&nbsp;</p>", published_raw=LOOSE, author=LOOSE,
        signature=LOOSE, source=LOOSE, sections=[LOOSE], images=[Image("https://a/ b", LOOSE)],
        attachments=[Attachment("https://a/ c", LOOSE)], tags=[LOOSE, ""], removed=[RemovedBlock(0, "c", "r", LOOSE)],
    )  # fmt: skip
    normalise_article(article)
    texts = [article.title, article.lead, *article.body, article.published_raw, article.author, article.signature,
             article.source, *article.sections, article.images[0].caption, article.attachments[0].filename,
             *article.tags, article.removed[0].text]  # fmt: skip
    assert texts == [SETTLED] * 12
    assert article.body_html == "<p> x&nbsp;</p>"
    assert (article.images[0].url, article.attachments[0].url) == ("https://a/ b", "https://a/ c")


@given(st.text(), st.text())
def test_normalising_again_changes_nothing(title, line):
    article = Article("https://a/b", title, body=[line])
    normalise_article(article)
    once = (article.title, list(article.body))
    normalise_article(article)
    assert (article.title, article.body) == once
    assert once == (settle(title), [settle(line)] if settle(line) else [])


def test_links_keep_their_address():
    visit = Visit(Address("https://a/", "a", "home"), "listing", links=[Link("https://a/ b", "article", LOOSE, LOOSE)])
    assert NormalisePipeline().process_item(visit).links == [Link("https://a/ b", "article", SETTLED, SETTLED)]


def test_a_fault_becomes_the_end_of_the_visit():
    article = Article("https://a/b", "Tin", published=datetime(2025, 1, 1, tzinfo=timezone(timedelta(hours=7))))
    article.title = None
    visit = NormalisePipeline().process_item(Visit(Address("https://a/b", "a", "article"), "article", article=article))
    assert (visit.outcome, visit.article) == ("exception", None)
    assert visit.reason.startswith("AttributeError: ")
