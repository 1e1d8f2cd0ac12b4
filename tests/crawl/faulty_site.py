"""A small news site on loopback whose answers can be made to fail in every way that sites do.

Each path has its `Answer`s; `asked` tells what was requested, and when. Eight articles stand in a listing of three
pages.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ARTICLES = 8
PER_PAGE = 3


@dataclass
class Answer:
    """What a path answers: in order, the last one again and again."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    breaks_off: bool = False
    hangs: float = 0.0


def title(number: int) -> str:
    return f"Thôn Mẫu {number} ra quân dọn vệ sinh môi trường đợt {number}"


def article_page(number: int) -> bytes:
    lines = "".join(
        f"<p>Đoạn {line} của bài {number}: nhân dân thôn Mẫu {line} dọn vệ sinh, trồng {number * 10 + line} cây"
        " xanh dọc tuyến đường liên thôn và ký cam kết giữ gìn cảnh quan chung.</p>"
        for line in range(1, 6)
    )
    return _page(
        title(number),
        f"<h1>{title(number)}</h1>"
        f"<div class='date'>Ngày đăng: {number:02}/06/2025 08:{number:02}</div><div class='content'>{lines}</div>",
    )


def listing_page(number: int) -> bytes:
    first = (number - 1) * PER_PAGE + 1
    items = "".join(
        f"<li><a href='/tin-tuc/bai-{n}.html'>{title(n)}</a> <span>({n:02}/06/2025)</span></li>"
        for n in range(first, min(first + PER_PAGE, ARTICLES + 1))
    )
    pages = -(-ARTICLES // PER_PAGE)
    pager = "".join(
        f"<li{' class=active' if n == number else ''}><a href='{_listing(n)}'>{n}</a></li>" for n in range(1, pages + 1)
    )
    return _page("Tin tức", f"<h2>Tin tức</h2><ul class='list'>{items}</ul><ul class='pagination'>{pager}</ul>")


def _listing(number: int) -> str:
    return "/tin-tuc/" if number == 1 else f"/tin-tuc/?page={number}"


def _page(title: str, content: str) -> bytes:
    return (
        f"<!DOCTYPE html><html lang='vi'><head><meta charset='utf-8'><title>{title}</title></head><body>"
        "<header><nav><ul><li><a href='/'>Trang chủ</a></li><li><a href='/tin-tuc/'>Tin tức</a></li>"
        "<li><a href='/lien-he/'>Liên hệ</a></li></ul></nav></header>"
        f"<main>{content}</main><footer>Cổng thông tin điện tử xã Mẫu (trang thử)</footer></body></html>"
    ).encode()


def whole_site() -> dict[str, list[Answer]]:
    """The site without a fault."""
    pages = {"/": [Answer(listing_page(1))], "/robots.txt": [Answer(status=404)], "/sitemap.xml": [Answer(status=404)]}
    pages |= {_listing(n): [Answer(listing_page(n))] for n in range(1, -(-ARTICLES // PER_PAGE) + 1)}
    pages |= {f"/tin-tuc/bai-{n}.html": [Answer(article_page(n))] for n in range(1, ARTICLES + 1)}
    return pages


class FaultySite:
    """The server: a context manager; `answers` may be changed before and while it runs."""

    def __init__(self) -> None:
        self.answers = whole_site()
        self.asked: list[tuple[float, str, str]] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/"

    def paths(self) -> list[str]:
        return [path for _, path, _ in self.asked]

    def __enter__(self) -> FaultySite:
        self._thread.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _next(self, path: str) -> Answer:
        answers = self.answers.get(path, [Answer(status=404)])
        return answers.pop(0) if len(answers) > 1 else answers[0]

    def _handler(site) -> type[BaseHTTPRequestHandler]:  # noqa: N805
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                self.answer()

            def do_POST(self) -> None:
                self.answer()

            def answer(self) -> None:
                site.asked.append((time.monotonic(), self.path, self.headers.get("User-Agent", "")))
                answer = site._next(self.path)
                time.sleep(answer.hangs)
                self.send_response(answer.status)
                headers = {"Content-Type": "text/html; charset=utf-8"} | answer.headers
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(answer.body) + (100 if answer.breaks_off else 0)))
                self.end_headers()
                self.wfile.write(answer.body)
                self.close_connection = answer.breaks_off

            def log_message(self, *args: object) -> None:
                pass

        return Handler
