"""`congtin portals add`: what it writes, what it shows, how it ends, and that a crawl takes the file."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from crawler.cli.exits import Exit
from crawler.cli.main import run
from crawler.extraction import read_page
from crawler.portals import load_portals

CONGTIN = [sys.executable, "-W", "error", "-c", "from crawler.cli import main; main()"]


def added() -> Path:
    (file,) = Path("portals").glob("*.toml")
    return file


def test_a_site_becomes_a_file_that_crawl_and_list_know(site, capsys):
    assert run(["portals", "add", site.url]) == Exit.DONE
    shown = capsys.readouterr().out
    portal = load_portals(Path("portals"))[added().stem]
    assert portal.url == site.url
    assert portal.state == "unverified"
    assert f"congtin crawl {portal.id} --limit 5" in shown
    crawl = subprocess.run([*CONGTIN, "crawl", portal.id, "--json"], check=True, capture_output=True, text=True)
    assert json.loads(crawl.stdout)["new"] == 8


def test_three_articles_are_shown_to_judge(site, capsys):
    run(["portals", "add", site.url])
    shown = capsys.readouterr().out
    assert "\n1. Thôn Mẫu 1 ra quân dọn vệ sinh môi trường đợt 1\n" in shown
    assert "2025-06-01 08:01 (minute), printed '01/06/2025 08:01'" in shown
    assert "Lead: none" in shown
    assert "Đoạn 1 của bài 3" in shown
    assert "Đoạn 4 của bài 3" not in shown


def test_programs_get_one_object(site, capsys):
    run(["portals", "add", site.url, "--json"])
    record = json.loads(capsys.readouterr().out)
    assert record["url"] == site.url
    assert record["requests"] == len(site.asked)
    assert record["files"] == [str(added())]
    assert [article["published_precision"] for article in record["articles"]] == ["minute"] * 3


def test_another_folder_is_read_by_every_command(site, capsys):
    assert run(["portals", "add", site.url, "--portals", "mine"]) == Exit.DONE
    capsys.readouterr()
    (file,) = Path("mine").glob("*.toml")
    run(["portals", "list", "--portals", "mine", "--json"])
    assert file.stem in [json.loads(line)["id"] for line in capsys.readouterr().out.splitlines()]
    assert run(["portals", "check", file.stem, "--portals", "mine"]) == Exit.DONE
    assert run(["portals", "list", "--portals", "there-is-none"]) == Exit.USAGE
    assert "there is no folder 'there-is-none'" in capsys.readouterr().err


def test_a_page_is_saved_with_what_is_expected_of_it(site, capsys):
    assert run(["portals", "add", site.url, "--fixture"]) == Exit.DONE
    name = added().stem
    expected = json.loads(Path(f"tests/portals/{name}.json").read_text("utf-8"))
    article = read_page(Path(f"tests/portals/{name}.html").read_bytes(), expected["url"]).article
    assert expected["article"]["title"] == article.title
    assert expected["article"]["published"] == article.published.isoformat()
    assert expected["article"]["body"] == article.body
    added().unlink()
    assert run(["portals", "add", site.url, "--fixture"]) == Exit.ERROR
    assert f"{name}.html is there already" in capsys.readouterr().err


def test_a_known_site_is_not_added_again(site, capsys):
    run(["portals", "add", site.url])
    asked = len(site.asked)
    assert run(["portals", "add", site.url]) == Exit.ERROR
    assert "belongs to the portal" in capsys.readouterr().err
    assert len(site.asked) == asked


def test_a_shipped_portal_is_not_added_again(capsys):
    assert run(["portals", "add", "https://www.honglinh.hatinh.gov.vn/tin-tuc"]) == Exit.ERROR
    assert "congtin portals check honglinh.hatinh" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("path", "given", "code", "said"),
    [
        ("/", {"body": "<html><p>Bán máy bơm nước.</p></html>".encode()}, Exit.ERROR, "is no news portal"),
        ("/", {"status": 301, "headers": {"Location": "http://khac.example/"}}, Exit.ERROR, "leads to another site"),
        ("/", {"status": 403}, Exit.SOME_FAILED, "HTTP 403"),
        ("/robots.txt", {"body": b"User-agent: *\nDisallow: /"}, Exit.SOME_FAILED, "robots.txt disallows it"),
        ("/robots.txt", {"body": b"<html>"}, Exit.SOME_FAILED, "robots.txt answered an HTML page"),
        ("/", {"status": 302, "headers": {"Location": "/"}}, Exit.SOME_FAILED, "cookie set by script"),
        ("/", {"status": 503}, Exit.SOME_FAILED, "HTTP 503"),
    ],
)
def test_a_site_that_cannot_be_added_leaves_no_file(site, answer, capsys, path, given, code, said):
    site.answers[path] = [answer(**given)]
    assert run(["portals", "add", site.url]) == code
    assert said in capsys.readouterr().err
    assert not Path("portals").exists()


def test_a_site_that_is_not_there(capsys):
    assert run(["portals", "add", "http://127.0.0.1:9/"]) == Exit.SOME_FAILED
    assert "robots.txt does not answer: [Errno 111] Connection refused" in capsys.readouterr().err


def test_what_is_no_address_is_a_usage_error(capsys):
    assert run(["portals", "add", "vidu"]) == Exit.USAGE
    assert "no http(s) address" in capsys.readouterr().err


def test_a_site_of_someone_else_needs_a_contact(capsys, monkeypatch):
    monkeypatch.setattr("crawler.settings.CONTACT", "")
    assert run(["portals", "add", "https://vidu.example/"]) == Exit.USAGE
    assert "CONGTIN_CONTACT" in capsys.readouterr().err
