"""References to articles: text, BibTeX and RIS, with the time of the capture and no more of the date than is known."""

from datetime import datetime

import pytest

from crawler.guards.capture import VIETNAM
from pipelines.archive.naming import article_named
from pipelines.citation import cite
from pipelines.store import store_visit


@pytest.fixture
def cited(archive, make):
    """The citation of an article with these fields, in a form."""

    def made(form, **fields):
        known = {"title": "Tổng kết 100% & _hơn nữa_", "author": "Văn Hùng Mẫu", "published_precision": "minute"}
        when = {"published": datetime(2025, 7, 1, 6, 30, tzinfo=VIETNAM)}
        store_visit(archive, make.visit("/a.html", make.article("/a.html", **known | when | fields)))
        return cite(archive.db, article_named(archive.db, make.url("/a.html")), form)

    return made


def test_text_names_author_title_portal_day_address_and_capture(cited):
    text = cited("text")
    assert text.startswith(
        "Văn Hùng Mẫu. “Tổng kết 100% & _hơn nữa_”. Xã Mẫu, 2025-07-01. https://xa.example.vn/a.html"
    )
    assert "(archived 2025-07-10, congtin key " in text


def test_text_without_author_and_date(cited):
    assert cited("text", author="", published=None, published_precision="none").startswith("“Tổng kết")
    assert "n.d." in cited("text", author="", published=None, published_precision="none")


@pytest.mark.parametrize(("precision", "day"), [("day", "2025-07-01"), ("month", "2025-07"), ("year", "2025")])
def test_no_more_of_the_date_is_said_than_is_known(cited, precision, day):
    assert f"  date = {{{day}}}," in cited("bibtex", published_precision=precision).splitlines()


def test_bibtex_escapes_what_tex_would_read(cited):
    entry = cited("bibtex")
    assert r"  title = {{Tổng kết 100\% \& \_hơn nữa\_}}," in entry.splitlines()
    assert "  author = {{Văn Hùng Mẫu}}," in entry.splitlines()
    assert entry.count("{") - entry.count(r"\{") == entry.count("}") - entry.count(r"\}")


def test_ris_begins_with_its_type_and_ends(cited):
    lines = cited("ris").splitlines()
    assert lines[0] == "TY  - NEWS"
    assert "DA  - 2025/07/01" in lines
    assert "AU  - Văn Hùng Mẫu" in lines
    assert lines[-1] == "ER  - "
