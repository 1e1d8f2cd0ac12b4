"""A child process for test_kill.py: crawls a small invented site into an archive, and kills itself on the way.

Usage: python crawl_until_killed.py FOLDER STATEMENT. It is killed (SIGKILL) before the SQL statement of that number,
counted over both databases; with 0 it ends by itself and writes how many statements it ran.
"""

import os
import signal
import sys
from pathlib import Path

from crawler.items import Article, Attachment, Link, Page, Visit, WalkStep
from crawler.portals import Portal
from pipelines.archive import Archive
from pipelines.store import store_visit

SITE = "https://xa.example.vn"
PORTAL = Portal("xa", "Xã Mẫu", f"{SITE}/", platform="nukeviet")
ARTICLES = 8
LISTINGS = {"/": ["/tin/", "/tin/bai-1.html"], "/tin/": ["/tin/bai-1.html", "/khac/bai-1.html", "/tin/bai-2.html"]}


def link(path):
    role = "listing" if path.endswith("/") else "file" if path.endswith(".pdf") else "article"
    return Link(SITE + path, role, title=path)


def listing(address, page):
    """A home page, then four pages of a listing with two articles each."""
    visit = Visit(
        address, "listing", pages=[page], links=[link(path) for path in LISTINGS.get(page.url[len(SITE) :], [])]
    )
    if address.role == "listing":
        first = address.page_number * 2 - 1
        visit.links += [link(f"/tin/bai-{first}.html"), link(f"/tin/bai-{first + 1}.html")]
        is_last = first + 1 >= ARTICLES
        visit.next_page = "" if is_last else f"{SITE}/tin/page-{address.page_number + 1}/"
        visit.steps = [WalkStep(address.walk, "", 2, stop_reason="end" if is_last else "", complete=is_last)]
    return visit


def article(address, page):
    """An article with an attachment; one has moved, one is gone, two have the same content."""
    name = page.url.rsplit("/", 1)[1]
    if name == "bai-3.html":
        return Visit(address, "redirect", "moved", pages=[page], redirected_to=f"{SITE}/tin/chuyen.html")
    if name == "bai-5.html":
        return Visit(address, "gone", "HTTP 404", pages=[page])
    title = "Trùng" if name in ("bai-6.html", "bai-7.html") else name
    found = Article(page.url, title, body=["Dòng một.", "Dòng hai."], attachments=[])
    visit = Visit(address, "article", pages=[page], article=found)
    if title == name:
        found.attachments = [Attachment(f"{SITE}/{name}.pdf", "a.pdf")]
        visit.links = [link(f"/{name}.pdf")]
    return visit


def answer(address, at):
    page = Page(address.url, at, 200, body=address.url.encode())
    if address.role == "file":
        return Visit(address, "file", pages=[page])
    return article(address, page) if address.role == "article" else listing(address, page)


def crawl(folder, killed_at):
    count = 0

    def before_statement(_sql):
        nonlocal count
        count += 1
        if count == killed_at:
            os.kill(os.getpid(), signal.SIGKILL)

    with Archive.open(folder, write=True) as archive:
        archive.db.conn.set_trace_callback(before_statement)
        archive.pages.db.conn.set_trace_callback(before_statement)
        frontier = archive.frontier
        frontier.open_run([PORTAL], full=False, settings={})
        frontier.add("xa", [Link(f"{SITE}/", "home")])
        while address := frontier.lease(now=archive.clock(), per_host=1):
            store_visit(archive, answer(address, archive.clock()))
        frontier.close_run("finished", {})
    return count


if __name__ == "__main__":
    sys.stdout.write(str(crawl(Path(sys.argv[1]), int(sys.argv[2]))))
