"""What follows the last visit of a crawl: the articles of other portals that it repeats are named."""

from crawler.items import Article
from pipelines.store import StorePipeline, store_visit

BODY = [" ".join(f"từ{number}" for number in range(start, start + 30)) for start in (0, 30, 60)]


def test_duplicates_are_known_after_the_crawl(archive, make, rows):
    for path in ("/1", "/2"):
        store_visit(archive, make.visit(path, Article(make.url(path), f"Tin {path}", body=BODY)))
    assert rows(archive, "SELECT * FROM duplicates") == []
    StorePipeline(archive).close_spider()
    assert rows(archive, "SELECT count(*), min(kind) FROM duplicates") == [(1, "exact")]
