"""The command line where nothing is fetched: usage, messages, exit codes, and what is printed."""

import json
from datetime import date
from pathlib import Path

import pytest

from crawler.cli.exits import Exit, exit_of
from crawler.cli.main import run
from crawler.items import PortalReport
from crawler.run import CrawlReport
from pipelines.archive import ArchiveMissing, DiskFull, LockHeld, SchemaTooNew, Unwritable
from pipelines.archive.databases import open_for_writing

PAGE = """<!DOCTYPE html><html lang="vi"><head><title>Hội nghị tập huấn</title></head><body>
<h1>Hội nghị tập huấn công tác Mặt trận</h1><p>Thứ năm - 24/06/2021 15:51</p>
<div class="content">{}</div></body></html>""".format(
    "".join(f"<p>Đoạn thứ {n} của bài viết nói về hội nghị tập huấn và những nội dung của nó.</p>" for n in range(6))
)


@pytest.fixture(autouse=True)
def empty_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CONGTIN_CONTACT", raising=False)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["crawl"], "name portals or addresses to crawl, or give --all"),
        (["crawl", "honglinh.hatinh", "--all"], "not both"),
        (["crawl", "honglin.hatinh"], "did you mean honglinh.hatinh?"),
        (["crawl", "honglinh.hatinh", "--platform", "no-such"], "'nukeviet'"),
        (["crawl", "honglinh.hatinh", "--since", "13/9/2022"], "'%Y-%m-%d'"),
        (["crawl", "honglinh.hatinh", "--limit", "0"], "x>=1"),
        (["crawl", "http://[vidu"], "http://[vidu"),
        (["extract", "not-there.html"], "not-there.html can't be read"),
        (["portals", "lst"], "No such command 'lst'"),
        (["search"], "Missing argument 'QUERY'"),
    ],
)
def test_a_wrong_command_ends_2_and_says_why(capsys, arguments, said):
    assert run(arguments) == Exit.USAGE
    assert said in capsys.readouterr().err


@pytest.fixture
def planned(monkeypatch):
    """What a crawl is asked for, without one."""
    asked = []

    def crawl(plan, *, archive, on_visit):
        asked.append((plan, archive))
        reports = [PortalReport("a", "finished", new=2), PortalReport("b", "failed", "no answer")]
        return CrawlReport(reports if plan.full else reports[:1], interrupted=plan.limit == 130)

    monkeypatch.setattr("crawler.run.crawl", crawl)
    return asked


def test_the_options_of_a_crawl_arrive(capsys, planned):
    options = ["--limit", "3", "--since", "2024-05-01", "--delay", "0.5", "--platform", "generic", "--archive", "x"]
    assert run(["crawl", "http://127.0.0.1:8000/tin/1.html", "honglinh.hatinh", *options]) == Exit.DONE
    ((plan, archive),) = planned
    assert [portal.id for portal in plan.portals] == ["127.0.0.1:8000", "honglinh.hatinh"]
    assert (plan.limit, plan.since, plan.delay, plan.platform) == (3, date(2024, 5, 1), 0.5, "generic")
    assert (plan.full, archive) == (False, Path("x"))
    assert capsys.readouterr().out.startswith("a: finished; 2 new, 0 changed, ")


def test_a_portal_that_failed_ends_3_and_says_why(capsys, planned):
    assert run(["crawl", "honglinh.hatinh", "--full"]) == Exit.SOME_FAILED
    assert capsys.readouterr().out.splitlines()[1].startswith("b: failed: no answer; 0 new, ")
    assert planned[0][1] == Path("data/archive")


@pytest.mark.usefixtures("planned")
def test_an_interrupted_crawl_still_reports(capsys):
    assert run(["crawl", "honglinh.hatinh", "--limit", "130", "--json"]) == Exit.INTERRUPTED
    assert json.loads(capsys.readouterr().out)["new"] == 2


def test_all_takes_no_unverified_portal_and_no_sample(capsys):
    assert run(["crawl", "--all"]) == Exit.ERROR
    assert "no portal is verified yet" in capsys.readouterr().err


def test_a_portal_file_with_an_error_ends_1_and_is_named(capsys):
    Path("portals").mkdir()
    Path("portals/vidu.toml").write_text('id = "vidu"\nnaem = "Ví Dụ"\nurl = "http://vidu.example/"\n', "utf-8")
    assert run(["crawl", "sample-thi-xa"]) == Exit.ERROR
    assert "portals/vidu.toml, line 2: naem: no such field; did you mean 'name'?" in capsys.readouterr().err


@pytest.mark.parametrize("command", [["search", "x"], ["serve"]])
def test_without_an_archive_readers_end_1(capsys, command):
    assert run(command) == Exit.ERROR
    assert "There is no archive in data/archive" in capsys.readouterr().err


def test_portals_are_listed_for_people_and_programs(capsys):
    Path("portals").mkdir()
    Path("portals/vidu.toml").write_text('id = "vidu"\nname = "Ví Dụ"\nurl = "http://vidu.example/"\n', "utf-8")
    assert run(["portals", "list"]) == Exit.DONE
    lines = capsys.readouterr().out.splitlines()
    assert run(["portals", "list", "--json"]) == Exit.DONE
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line.split()[0] for line in lines] == [record["id"] for record in records]
    assert records[-1] | {"id": "vidu", "name": "Ví Dụ", "platform": "", "state": "unverified"} == records[-1]


def test_extract_prints_a_saved_page(capsys):
    Path("page.html").write_text(PAGE, "utf-8")
    assert run(["extract", "page.html"]) == Exit.DONE
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Hội nghị tập huấn công tác Mặt trận"
    assert "24/06/2021 15:51" in lines[1]
    assert lines[3].startswith("Đoạn thứ 0")
    assert run(["extract", "page.html", "--json", "--url", "http://vidu.example/tin/1.html"]) == Exit.DONE
    article = json.loads(capsys.readouterr().out)
    assert article["url"] == "http://vidu.example/tin/1.html"
    assert article["title"] == "Hội nghị tập huấn công tác Mặt trận"


def test_extract_says_when_a_page_is_no_article(capsys):
    Path("page.html").write_bytes(b"")
    assert run(["extract", "page.html"]) == Exit.ERROR
    assert capsys.readouterr().err.startswith("No article: ")


def test_ctrl_c_ends_130(capsys, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("crawler.cli.portals.known_portals", interrupted)
    assert run(["portals", "list"]) == Exit.INTERRUPTED
    assert "Interrupted" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (LockHeld(""), 4),
        (DiskFull(""), 5),
        (Unwritable(""), 1),
        (SchemaTooNew(""), 1),
        (ArchiveMissing(""), 1),
        (TypeError(""), None),
    ],
)
def test_each_error_of_the_archive_has_its_code(error, code):
    assert exit_of(error) == code


@pytest.fixture
def archive(tmp_path):
    """An archive with one portal that was never crawled."""
    db = open_for_writing(tmp_path, "archive")
    db.execute("INSERT INTO portals (id, name, url) VALUES ('xa', 'xa', '')")
    db.close()
    return str(tmp_path)


def test_health_says_what_needs_attention_and_ends_3(archive, capsys):
    assert run(["health", "--archive", archive]) == Exit.SOME_FAILED
    assert capsys.readouterr().out.splitlines() == [
        "xa: unverified; never crawled; 0 articles, newest undated; 0 of 0 failed, 0 pending; 0 of 0 listings whole",
        "  ! was never crawled: congtin crawl xa",
    ]


def test_health_as_json_is_an_object_for_each_portal(archive, capsys):
    run(["health", "xa", "--archive", archive, "--json"])
    record = json.loads(capsys.readouterr().out)
    assert record["portal_id"] == "xa"
    assert record["attention"] == ["was never crawled: congtin crawl xa"]


def test_health_of_a_portal_that_is_not_there_is_a_usage_error(archive, capsys):
    assert run(["health", "huyen", "--archive", archive]) == Exit.USAGE
    assert "has no portal huyen" in capsys.readouterr().err
