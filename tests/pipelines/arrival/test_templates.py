"""What a portal's pages repeat: learned when they have arrived, the same in any order, and used for all of them."""

import json
import random

import pytest

from crawler.extraction.template import Template
from pipelines import templates as module
from pipelines.archive import Archive
from pipelines.archive.equality import fingerprint
from pipelines.importing import import_files
from pipelines.merging import merge
from pipelines.verify import verify
from pipelines.withdrawing import withdraw

INVITATION = "Mời bà con theo dõi trang thông tin của xã để không bỏ lỡ tin tức mới nhất trong tuần."
OPENING = "Dự hội nghị có các đồng chí trong Ban Thường vụ Đảng ủy, lãnh đạo các thôn trong xã."
OLD, NEW = "khung vung", "trang than"


def html(number, design, views=1):
    outer, inner = design.split()
    lines = "".join(
        f"<p>Đoạn {'rất ' * line}dài thứ {line} của bài {'nói ' * number}về công việc của xã trong tuần.</p>"
        for line in range(1, 5)
    )
    return (
        f"<html><head><title>Bản tin {number} của xã</title></head><body><div class='menu'>Xã Mẫu xin chào</div>"
        f"<div class='{outer}'><h1>Bản tin {number} của xã</h1><div class='ngay'>0{number % 9 + 1}/03/2018 08:30</div>"
        f"<div class='{inner}'><p>{OPENING}</p>{lines}<div class='moi'><p>{INVITATION}</p></div></div></div>"
        f"<div class='chan'>Lượt truy cập: {views}</div></body></html>"
    ).encode()


@pytest.fixture
def pages(capture):
    """Captures of articles in a design; one from the middle was captured twice, with another counter."""

    def make(numbers, design=OLD, month=7):
        at = f"2025-{month:02}-10T01:00:00Z"
        captures = [capture(f"/tin/{n}.html", at, html(n, design)) for n in numbers]
        middle = captures[len(captures) // 2]
        number = list(numbers)[len(captures) // 2]
        return [*captures, capture(middle.path, f"2025-{month:02}-20T01:00:00Z", html(number, design, views=2))]

    return make


def taught(query, into="archive"):
    """The templates of an archive, in the order in which they were learned."""
    rows = query("SELECT number, content FROM templates ORDER BY number", into=into)
    assert [number for number, _ in rows] == list(range(1, len(rows) + 1))
    return [Template.from_json(content) for _, content in rows]


def test_what_the_pages_repeat_becomes_a_row_and_the_articles_are_read_with_it(imported, warc, pages, query):
    imported(warc("a.warc.gz", *pages(range(8))))
    (template,) = taught(query)
    assert template.bodies == ("div.khung > div.vung",)
    assert template.chrome == ("Xã Mẫu xin chào", "Lượt truy cập: 0")
    ((sample, extractor),) = query("SELECT sample, extractor FROM templates")
    assert json.loads(sample) == [key for (key,) in query("SELECT key FROM articles ORDER BY key")]
    assert query("SELECT DISTINCT template_id, container, extractor FROM articles") == [
        (1, "div.khung > div.vung", extractor)
    ]
    removed = (
        "SELECT count(*) FROM removed_blocks JOIN blocks USING (block_id) WHERE category = 'template' AND text = ?"
    )
    assert query(removed, INVITATION) == [(8,)]
    assert query("SELECT count(*) FROM articles WHERE instr(body, ?)", OPENING) == [(8,)]
    assert query("SELECT count(*) FROM articles WHERE instr(body, ?)", INVITATION) == [(0,)]


def test_too_few_pages_teach_nothing(imported, warc, pages, query):
    imported(warc("a.warc.gz", *pages(range(4))))
    assert query("SELECT count(*) FROM templates") == [(0,)]
    assert query("SELECT DISTINCT template_id, container FROM articles") == [(None, "")]


def test_the_same_pages_are_not_learned_from_again(imported, warc, pages, query, monkeypatch):
    file = warc("a.warc.gz", *pages(range(8)))
    imported(file)

    def fail(*_arguments, **_options):
        raise AssertionError("learned again")

    monkeypatch.setattr(module, "learn", fail)
    imported(file)
    assert len(taught(query)) == 1


@pytest.mark.parametrize("seed", range(2))
def test_the_order_and_the_number_of_processes_do_not_matter(warc, pages, tmp_path, seed):
    captures = [*pages(range(12)), *pages(range(20, 28), NEW, month=9)]
    whole = warc("whole.warc.gz", *captures)
    shuffled = random.Random(seed).sample(captures, len(captures))
    parts = [warc(f"{n}.warc.gz", *shuffled[n::3]) for n in range(3)]
    for name, calls, processes in (("one", [[whole]], 1), ("all", [parts], 2), ("by one", [[one] for one in parts], 1)):
        for files in calls:
            with Archive.open(tmp_path / name, write=True) as archive:
                import_files(archive, files, [], processes=processes)
        assert verify(tmp_path / name) == []
    one, together, apart = (fingerprint(tmp_path / name) for name in ("one", "all", "by one"))
    assert together == one
    assert apart == one


def test_a_redesign_gets_a_template_with_both_designs(imported, warc, pages, query):
    imported(warc("old.warc.gz", *pages(range(12))))
    done, _ = imported(warc("new.warc.gz", *pages(range(20, 28), NEW, month=9)))
    assert done.drifted == 9
    before, after = taught(query)
    assert before.bodies == ("div.khung > div.vung",)
    assert after.bodies == ("div.khung > div.vung", "div.trang > div.than")
    counts = "SELECT container, count(*) FROM articles WHERE template_id = 2 GROUP BY 1 ORDER BY 1"
    assert query(counts) == [("div.khung > div.vung", 12), ("div.trang > div.than", 8)]
    assert query("SELECT count(*) FROM articles WHERE instr(body, ?)", INVITATION) == [(0,)]


def test_a_few_odd_pages_are_no_redesign(imported, warc, pages, query):
    imported(warc("old.warc.gz", *pages(range(12))), warc("odd.warc.gz", *pages(range(20, 23), NEW, month=9)))
    (template,) = taught(query)
    assert template.bodies == ("div.khung > div.vung",)
    assert query("SELECT count(*) FROM articles WHERE container = '' AND template_id = 1") == [(3,)]


def test_a_template_makes_no_version_and_keeps_the_times(imported, warc, pages, query):
    times = "SELECT url, version, captured_at, page_id, first_seen_at, last_seen_at FROM articles ORDER BY url"
    imported(warc("few.warc.gz", *pages(range(4))))
    before = query(times)
    imported(warc("more.warc.gz", *pages(range(30, 40))))
    assert set(before) <= set(query(times))
    assert query("SELECT count(*) FROM article_versions") == [(0,)]
    assert query("SELECT DISTINCT template_id FROM articles") == [(1,)]


def test_archives_that_learned_different_templates_merge_the_same_either_way(imported, warc, pages, query, tmp_path):
    old, new = warc("old.warc.gz", *pages(range(12))), warc("new.warc.gz", *pages(range(8, 20), NEW, month=9))
    for first, second in (("a", "b"), ("b", "a")):
        imported(old, into=f"a{first}")
        imported(new, into=f"b{first}")
        with Archive.open(tmp_path / f"{first}{first}", write=True) as archive:
            merge(archive, tmp_path / f"{second}{first}")
            merge(archive, tmp_path / f"{second}{first}")
        assert verify(tmp_path / f"{first}{first}") == []
    assert fingerprint(tmp_path / "aa") == fingerprint(tmp_path / "bb")
    assert len(taught(query, into="aa")[-1].bodies) == 2


def test_what_is_withdrawn_is_quoted_by_no_template(imported, warc, pages, query, tmp_path):
    line = "Ông Nguyễn Văn Kín ở thôn Mẫu được xã hỗ trợ sửa nhà trước mùa mưa bão năm nay."
    captures = pages(range(8))
    for one in captures:
        one.body = one.body.replace(f"<p>{OPENING}</p>".encode(), b"")  # no page shares a line with the withdrawn one
        one.body = one.body.replace(b"<div class='chan'>", f"<div class='chan'><p>{line}</p>".encode())
    captures[0].body = captures[0].body.replace(b"<div class='moi'>", f"<p>{line}</p><div class='moi'>".encode())
    for folder in ("archive", "other"):
        imported(warc("a.warc.gz", *captures), into=folder)
    assert line in taught(query)[0].chrome
    with Archive.open(tmp_path / "archive", write=True) as archive:
        withdraw(archive, "https://xa.example.vn/tin/0.html", reason="asked for", erase=True)
    assert line not in taught(query)[0].chrome
    with Archive.open(tmp_path / "archive", write=True) as archive:
        merge(archive, tmp_path / "other")
    assert not [one for one in taught(query) if line in one.chrome]
