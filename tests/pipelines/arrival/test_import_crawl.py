"""What a crawl asks for after an import or a merge: what its own portals' pages named, and nothing of other sites."""

import pytest

from crawler.portals import Portal
from pipelines.archive import Archive
from pipelines.merging import merge

PORTAL = Portal("xa-mau", "Xã Mẫu", "https://xa.example.vn/")
NAMED = "/tin-tuc/bai-so-{}-cua-danh-sach-tin-1234.html"
LISTING = "".join(f"<li><a href='{NAMED.format(n)}'>Bài số {n} của danh sách tin</a></li>" for n in "abcdefgh").encode()


def asked(folder):
    """All addresses that a crawl of the portal is given, until there is none."""
    with Archive.open(folder, write=True) as archive:
        archive.frontier.open_run([PORTAL], full=False, settings={})
        found: list[str] = []
        while leased := archive.frontier.lease(now=archive.clock(), per_host=100):
            found.append(leased.url)
        archive.frontier.close_run("finished", {})
        return found


@pytest.mark.parametrize("way", ["import", "merge"])
def test_named_addresses_are_asked_for_where_their_portal_is_crawled(imported, warc, capture, tmp_path, way):
    body = b"<html><body><ul>" + LISTING + b"</ul></body></html>"
    pages = [capture(f"https://{host}/", body=body) for host in ("xa.example.vn", "la.example.vn")]
    imported(warc("a.warc", *pages), portals=[PORTAL])
    folder = tmp_path / "archive"
    if way == "merge":
        folder = tmp_path / "merged"
        with Archive.open(folder, write=True) as archive:
            merge(archive, tmp_path / "archive")
    named = [url for url in asked(folder) if "bai-so" in url]
    assert sorted(named) == [f"https://xa.example.vn{NAMED.format(n)}" for n in "abcdefgh"]
