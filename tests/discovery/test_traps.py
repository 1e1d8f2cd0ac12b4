"""A server that answers every address: relative links that grow, session ids, a calendar, a pager without an end."""

import re
from itertools import count

from crawler.discovery.roles import target_of
from crawler.extraction import read_page
from crawler.items import Reading

HOST = "http://p.example"
TITLES = [f"Hội nghị lần thứ {number} của Hội đồng nhân dân xã năm 2024" for number in range(9)]
CLICKS = count(10**19)


def answer(url: str) -> str:
    """The page of an article, or else a page of the only listing; the last one is repeated for ever."""
    session = f"PHPSESSID={next(CLICKS):x}"
    menu = (
        f'<nav><ul><li><a href="/?{session}">Trang chủ</a><li><a href="/tin-tuc?{session}">Tin tức</a>'
        '<li><a href="tin-tuc/su-kien/">Sự kiện</a><li><a href="vi">Tiếng Việt</a>'
        '<li><a href="en">English</a></ul></nav>'
    )
    calendar = (
        '<table class="calendar"><tr><td><a href="/lich?month=2024-06">Sau</a>'
        + "".join(f'<td><a href="/lich/2024/06/{day}">{day}</a>' for day in range(1, 31))
        + "</table>"
    )
    return f"<title>Xã</title>{menu}<div>{main(url, session)}</div>{calendar}<div>Lượt truy cập: 5</div>"


def main(url: str, session: str) -> str:
    target = target_of(url)
    article = re.fullmatch(r"/bai/hoi-nghi-(\d+)", target)
    if article:
        number = int(article[1])
        text = "<p>Tại hội nghị, các đại biểu đã thảo luận và biểu quyết thông qua các nội dung quan trọng.</p>" * 3
        return (
            f"<h1>{TITLES[number]}</h1><p>12/05/2024 08:00</p>{text}"
            f'<a href="/print/bai/hoi-nghi-{number}">In</a><a href="hoi-nghi-{number}/vi/en/">Bản tiếng Anh</a>'
        )
    page = int(target.partition("page=")[2].partition("&")[0] or 1)
    shown = range(min(page - 1, 2) * 3, min(page, 3) * 3)
    items = "".join(
        f'<div><h3><a href="/bai/hoi-nghi-{n}?{session}">{TITLES[n]}</a></h3><i>12/05/2024</i></div>' for n in shown
    )
    path = target.partition("?")[0]
    return f'{items}<p><a href="{path}?page={page + 1}&{session}">Trang sau</a></p>'


def crawl() -> tuple[set[str], list[str]]:
    """The addresses of articles that were read, and every address that was asked for."""
    asked: list[str] = []
    articles: set[str] = set()
    waiting = [(HOST + "/", "home")]
    for url, role in waiting:
        seen: set[str] = set()
        page: str | None = url
        while page is not None:
            asked.append(page)
            reading = read_page(answer(page).encode(), page, platform="generic")
            articles |= {page} if role == "article" and reading.article else set()
            waiting += fresh(reading, waiting)
            named = {item.url for item in reading.items}
            page = reading.next_page if role == "listing" and named - seen else None
            seen |= named
    return articles, asked


def fresh(reading: Reading, waiting: list[tuple[str, str]]) -> list[tuple[str, str]]:
    known = {url for url, _ in waiting}
    return [
        (link.url, link.role) for link in reading.links if link.role in ("listing", "article") and link.url not in known
    ]


def test_every_article_is_found_once_and_the_crawl_ends() -> None:
    articles, asked = crawl()
    assert articles == {f"{HOST}/bai/hoi-nghi-{number}" for number in range(9)}
    assert len(asked) == len(set(asked))
    assert len(asked) <= 3 * len(articles)
    assert not [url for url in asked if any(trap in url for trap in ("PHPSESSID", "/lich", "/print/", "/vi/en/"))]
