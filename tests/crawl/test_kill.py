"""A crawl killed at any place and started again ends in an archive equal to the undisturbed one.

Kills are placed by count, so that each lands inside work. Five places run with the suite, `make kill` runs more:
CONGTIN_KILLS says how many, CONGTIN_SEED which.
"""

import os
import random
import sqlite3
from contextlib import closing

import pytest

from pipelines.archive.equality import fingerprint

PLACES = ("response", "pages", "archive", "stored")
VISITS = 13
"""Visits of the faulty site's crawl: robots.txt, home, sitemap, three listing pages and eight articles, less one."""

KILLS = int(os.environ.get("CONGTIN_KILLS", "5"))
SEED = int(os.environ.get("CONGTIN_SEED", "20250701"))


def kills():
    """Each place in turn, at a count that the seed draws."""
    draw = random.Random(SEED)
    return [(PLACES[n % len(PLACES)], draw.randint(1, VISITS)) for n in range(KILLS)]


@pytest.mark.parametrize("kill", kills(), ids=lambda kill: f"seed{SEED}-{kill[0]}{kill[1]}")
def test_a_killed_crawl_goes_on_to_an_equal_archive(site, crawl, archive, tmp_path, kill):
    crawl(site.url, into=tmp_path / "undisturbed")
    crawl(site.url, kill=kill)
    crawl(site.url)
    assert fingerprint(archive.folder) == fingerprint(tmp_path / "undisturbed")


@pytest.mark.parametrize("place", ["learned", "adopted", "renewed"])
def test_a_crawl_that_is_killed_while_it_learns_goes_on_to_an_equal_archive(site, crawl, archive, tmp_path, place):
    crawl(site.url, into=tmp_path / "undisturbed")
    crawl(site.url, kill=(place, 1))
    crawl(site.url)
    assert archive.rows("SELECT number, template_id IS NOT NULL FROM templates") == [(1, 1)]
    assert fingerprint(archive.folder) == fingerprint(tmp_path / "undisturbed")


def test_every_article_has_its_page_with_its_digest_after_a_kill(site, crawl, archive):
    crawl(site.url, kill=("archive", 9))
    crawl(site.url)
    pages = {page for (page,) in archive.rows("SELECT page_id FROM articles")}
    with closing(sqlite3.connect(f"file:{archive.folder}/pages.db?mode=ro", uri=True)) as db:
        found = db.execute("SELECT id FROM pages JOIN bodies ON sha256 = body_sha256").fetchall()
    assert pages
    assert pages <= {page for (page,) in found}


def test_two_kills_in_a_row_lose_nothing(site, crawl, archive, tmp_path):
    crawl(site.url, into=tmp_path / "undisturbed")
    crawl(site.url, kill=("stored", 4))
    crawl(site.url, kill=("response", 6))
    crawl(site.url)
    assert fingerprint(archive.folder) == fingerprint(tmp_path / "undisturbed")
