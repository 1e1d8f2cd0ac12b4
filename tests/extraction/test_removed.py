"""The record of the cleaning: whatever stands in an article's zone is either in the article or in `removed`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crawler.extraction import read_page
from crawler.extraction.parsing import parse
from crawler.extraction.reading import zone_of
from crawler.items import Article

FOLDER = Path(__file__).parent / "traps"
EXPECTED = {path.with_suffix(".html"): json.loads(path.read_text("utf-8")) for path in FOLDER.glob("*.json")}
ARTICLES = sorted(path for path, expected in EXPECTED.items() if expected.get("kind", "article") == "article")


def article_of(path: Path) -> Article:
    article = read_page(path.read_bytes(), EXPECTED[path]["url"], platform="generic").article
    assert article is not None
    return article


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_every_block_of_the_zone_is_kept_or_recorded(path: Path) -> None:
    article = article_of(path)
    captions = [image.caption for image in article.images]
    kept = "\n".join([article.title, article.lead, *article.body, *captions, article.signature, *article.tags])
    recorded = {block.text for block in article.removed}
    zone = zone_of(parse(path.read_bytes(), EXPECTED[path]["url"], platform="generic"))
    lost = [block.text for block in zone.blocks if block.text not in recorded and block.text not in kept]
    title = zone.title.block
    assert lost == [] or (title is not None and lost == [title.text])  # a date or the site's name is glued to it


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_the_record_tells_where_and_why(path: Path) -> None:
    removed = article_of(path).removed
    assert [block.position for block in removed] == sorted(block.position for block in removed)
    assert all(block.category and block.rule and block.text for block in removed)


def test_what_stands_beside_the_container_is_named() -> None:
    sentence = "Ủy ban nhân dân xã Suối Rao tổ chức hội nghị sơ kết công tác sáu tháng đầu năm của toàn xã. "
    html = f"""<html><head><title>Hội nghị sơ kết sáu tháng</title></head><body><div class="page"><div>
        <h1>Hội nghị sơ kết sáu tháng</h1><div class="share"><a href="/f">Chia sẻ</a></div>
        <div class="text">{f"<p>{sentence * 2}</p>" * 6}</div>
        <div class="more"><a href="/b">Bài khác của xã Suối Rao</a></div></div></div></body></html>"""
    article = read_page(html.encode(), "https://xa.example/tin-1.html", platform="generic").article
    assert article is not None
    told = {block.text: (block.category, block.rule) for block in article.removed}
    assert told["Chia sẻ"] == ("share", "beside the container")
    assert told["Bài khác của xã Suối Rao"] == ("related", "beside the container")
