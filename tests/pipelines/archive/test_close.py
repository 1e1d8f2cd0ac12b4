"""What follows the last visit of a crawl: the articles of other portals that it repeats are named."""

import random

import pytest
from scrapy.utils.test import get_crawler

from crawler.items import Article
from pipelines.archive import DiskFull
from pipelines.store import StorePipeline, store_visit

BODY = [" ".join(f"từ{number}" for number in range(start, start + 30)) for start in (0, 30, 60)]


def test_duplicates_are_known_after_the_crawl(archive, make, rows):
    for path in ("/1", "/2"):
        store_visit(archive, make.visit(path, Article(make.url(path), f"Tin {path}", body=BODY)))
    assert rows(archive, "SELECT * FROM duplicates") == []
    StorePipeline(archive, get_crawler()).close_spider()
    assert rows(archive, "SELECT count(*), min(kind) FROM duplicates") == [(1, "exact")]


def test_near_duplicates_that_cannot_be_written_are_left_to_the_next_crawl(archive, make, rows, caplog):
    for path in ("/1", "/2"):
        store_visit(archive, make.visit(path, Article(make.url(path), f"Tin {path}", body=BODY)))
    archive.db.execute("PRAGMA query_only = ON")
    StorePipeline(archive, get_crawler()).close_spider()
    assert [record.exc_info for record in caplog.records] == [None]
    assert "left to the next crawl. " in caplog.text
    archive.db.execute("PRAGMA query_only = OFF")
    StorePipeline(archive, get_crawler()).close_spider()
    assert rows(archive, "SELECT count(*) FROM duplicates") == [(1,)]


def test_after_a_visit_that_found_no_room_nothing_more_is_tried(archive, make, caplog):
    pipeline = StorePipeline(archive, get_crawler())
    pages = archive.pages.db.execute("PRAGMA page_count").fetchone()[0]
    archive.pages.db.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DiskFull):
        pipeline.process_item(make.visit("/1", body=random.Random(1).randbytes(200_000)))
    pipeline.close_spider()
    assert caplog.records == []


def test_what_the_pages_repeat_is_learned_unless_a_signal_ends_the_crawl(archive, make, rows):
    paragraphs = "".join(
        f"<p>Dòng thứ {n} của bản tin về buổi họp thôn, có đủ chữ để là một đoạn văn.</p>" for n in "12"
    )
    for number in range(6):
        path = f"/tin/a-{number}.html"
        html = f"<h1>Bản tin số {number} của xã</h1><div class='content'>{paragraphs}</div>"
        store_visit(archive, make.visit(path, make.article(path, f"Bản tin số {number} của xã"), body=html.encode()))
    crawler = get_crawler()
    pipeline = StorePipeline(archive, crawler)
    pipeline.close_spider()
    assert rows(archive, "SELECT * FROM templates") == []
    crawler.crawling = True
    pipeline.close_spider()
    assert rows(archive, "SELECT DISTINCT number, container FROM articles JOIN templates USING (template_id)") == [
        (1, "div.content")
    ]
