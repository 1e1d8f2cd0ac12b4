"""`congtin portals check`: what has failed, what is suggested, and that no file is changed."""

import json
from pathlib import Path

import pytest

from crawler.cli.exits import Exit
from crawler.cli.main import run
from crawler.portals import load_portals
from crawler.samples import SampleServer
from crawler.scouting.check import check_portal
from crawler.scouting.guest import Guest


@pytest.fixture
def portal(site, capsys):
    """The file of the small site, as `portals add` writes it."""
    assert run(["portals", "add", site.url]) == Exit.DONE
    capsys.readouterr()
    (file,) = Path("portals").glob("*.toml")
    return file


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def checked(capsys, file: Path) -> tuple[int, dict]:
    code = run(["portals", "check", file.stem, "--json"])
    return code, json.loads(capsys.readouterr().out)


def failed(record: dict) -> list[str]:
    return [finding["what"] for finding in record["findings"] if not finding["ok"]]


def test_a_portal_as_recorded(portal, capsys):
    before = portal.read_text("utf-8")
    code, record = checked(capsys, portal)
    assert (code, record["ok"], record["suggestions"]) == (Exit.DONE, True, [])
    assert [finding["what"] for finding in record["findings"]] == ["reachable", "platform", "sections", "articles"]
    assert portal.read_text("utf-8") == before


def test_without_ids_verified_portals_are_checked(portal, capsys):
    assert run(["portals", "check"]) == Exit.ERROR
    assert "no portal is verified yet" in capsys.readouterr().err
    change(portal, '"unverified"', '"verified"')
    assert run(["portals", "check"]) == Exit.DONE
    assert capsys.readouterr().out == f"{portal.stem}: as recorded\n"


@pytest.mark.parametrize(
    ("path", "given", "state"),
    [
        ("/", {"status": 503}, "unreachable"),
        ("/", {"status": 403}, "gated"),
        ("/robots.txt", {"body": b"<html>captcha"}, "gated"),
        ("/", {"status": 302, "headers": {"Location": "/"}}, "gated"),
    ],
)
def test_a_portal_that_does_not_answer_is_suggested_another_state(portal, site, answer, capsys, path, given, state):
    site.answers[path] = [answer(**given)]
    before = portal.read_text("utf-8")
    code, record = checked(capsys, portal)
    assert (code, failed(record)) == (Exit.SOME_FAILED, ["reachable"])
    assert [each["change"] for each in record["suggestions"]] == [f"unverified -> {state}"]
    assert portal.read_text("utf-8") == before


def test_a_portal_that_answers_again_is_suggested_to_be_looked_at(portal, capsys):
    change(portal, '"unverified"', '"unreachable"')
    code, record = checked(capsys, portal)
    assert code == Exit.DONE
    assert [each["change"] for each in record["suggestions"]] == ["unreachable -> unverified"]


def test_another_platform(portal, site, capsys):
    change(portal, "# platform: none was recognised", 'platform = "nukeviet"')
    code, record = checked(capsys, portal)
    assert code == Exit.SOME_FAILED
    assert "platform" in failed(record)
    assert record["suggestions"][0]["change"] == "nukeviet -> generic"


def test_dead_sections_and_new_ones(portal, site, answer, capsys):
    home = site.answers["/"][0].body
    site.answers["/"] = [answer(home.replace("/tin-tuc/'>Tin tức".encode(), "/tin-moi/'>Tin mới".encode()))]
    site.answers["/tin-moi/"] = site.answers["/tin-tuc/"]
    site.answers["/tin-tuc/"] = [answer(status=404)]
    code, record = checked(capsys, portal)
    assert (code, failed(record)) == (Exit.SOME_FAILED, ["sections"])
    assert [each["change"] for each in record["suggestions"]] == [
        f"take out {site.url}tin-tuc/",
        f"add {site.url}tin-moi/",
    ]


def test_a_section_that_moved(portal, site, answer, capsys):
    site.answers["/tin-moi/"] = site.answers["/tin-tuc/"]
    site.answers["/tin-tuc/"] = [answer(status=301, headers={"Location": "/tin-moi/"})]
    code, record = checked(capsys, portal)
    assert code == Exit.DONE
    (suggestion,) = record["suggestions"]
    assert suggestion["change"] == f"{site.url}tin-tuc/ -> {site.url}tin-moi/"


def test_of_very_many_sections_some_are_left_for_the_sake_of_the_articles(portal, site, capsys):
    sections = "".join(f'\n[[sections]]\nurl = "{site.url}muc-{n}/"\n' for n in range(40))
    portal.write_text(portal.read_text("utf-8") + sections, "utf-8")
    site.answers |= {f"/muc-{n}/": site.answers["/tin-tuc/"] for n in range(40)}
    code, record = checked(capsys, portal)
    assert (code, record["suggestions"]) == (Exit.DONE, [])
    assert record["findings"][2]["said"] == "14 of 41 list articles; 27 not looked at"


def test_articles_that_are_no_longer_extracted(portal, site, answer, capsys):
    for path in list(site.answers):
        if path.startswith("/tin-tuc/bai-"):
            site.answers[path] = [answer(b"<html><title>x</title></html>")]
    code, record = checked(capsys, portal)
    assert (code, failed(record)) == (Exit.SOME_FAILED, ["articles"])


def test_people_are_told_what_failed_and_what_to_change(portal, site, answer, capsys):
    site.answers["/"] = [answer(status=403)]
    assert run(["portals", "check", portal.stem]) == Exit.SOME_FAILED
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"{portal.stem}: reachable: ")
    assert lines[1].startswith("  suggested change: state: unverified -> gated (")


def test_a_host_that_changed_hands_is_suggested_its_new_unit(portal, site, answer, capsys):
    title = "<title>Cổng thông tin điện tử thành phố Hà Tĩnh - tỉnh Hà Tĩnh</title>".encode()
    site.answers["/"] = [answer(site.answers["/"][0].body.replace("<title>Tin tức</title>".encode(), title))]
    code, record = checked(capsys, portal)
    assert code == Exit.DONE
    (suggestion,) = record["suggestions"]
    assert (suggestion["field"], suggestion["change"]) == (
        "units",
        "add D436-pre2025, from ever until before 2025-07-01",
    )


def test_the_samples_are_as_recorded():
    with SampleServer() as server:
        for portal in load_portals().values():
            if portal.synthetic:
                report = check_portal(Guest(portal, hosts=server.hosts))
                assert report.ok, report.findings
                assert report.suggestions == []
