"""How a page's family is told, and what every declared family must keep to."""

from pathlib import Path

import pytest

import crawler.platforms
from crawler.platforms import FAMILIES, by_id, recognise

FOLDER = Path(crawler.platforms.__file__).parent


def test_a_mark_that_suffices() -> None:
    family, evidence = recognise('<meta name="generator" content="NukeViet v4.5">', "http://p.example/")
    assert family.id == "nukeviet"
    assert evidence == ["the generator is 'NukeViet'"]


def test_weak_marks_add_up() -> None:
    assert recognise('<div class="ms-rtestate-field">', "http://p.example/")[0].id == "generic"
    family, evidence = recognise('<div class="ms-rtestate-field">', "http://p.example/portal/pages/tin.aspx")
    assert family.id == "tandan"
    assert len(evidence) == 2


def test_a_rebranded_nukeviet_is_told_by_its_scripts() -> None:
    page = (
        '<meta name="generator" content="Netsite.,JSC"><script>var nv_base_siteurl="/",nv_name_variable="nv";</script>'
    )
    assert recognise(page, "http://p.example/")[0].id == "nukeviet"


def test_the_distribution_is_told_from_nukeviet_by_its_theme() -> None:
    page = '<script>var nv_base_siteurl="/";</script><link href="/themes/egov/css/style.css">'
    family, evidence = recognise(page, "http://p.example/")
    assert family.id == "nukeviet_egov"
    assert "the page contains '/themes/egov/'" in evidence


def test_headers_and_cookies_are_evidence() -> None:
    headers = [("Content-Type", "text/html"), ("Set-Cookie", "nv4c_ab12_sess=1; path=/")]
    page = '<script src="/assets/js/language/vi.js"></script><script>nv_name_variable</script>'
    family, evidence = recognise(page, "http://p.example/", headers)
    assert family.id == "nukeviet"
    assert evidence[-1].startswith("a cookie is set:")


def test_an_unknown_page_is_generic_without_evidence() -> None:
    family, evidence = recognise("<html><body><p>NukeViet là gì?</p>", "http://p.example/")
    assert (family.id, evidence) == ("generic", [])


def test_a_wrong_name_is_answered_with_the_allowed_ones() -> None:
    assert by_id("nukeviet") is FAMILIES["nukeviet"]
    with pytest.raises(ValueError, match=r"unknown platform 'joomal'; allowed are .*generic.*nukeviet_egov"):
        by_id("joomal")


@pytest.mark.parametrize("family", FAMILIES.values(), ids=lambda family: family.id)
def test_families_are_declarations(family) -> None:
    source = (FOLDER / f"{family.id}.py").read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 150
    assert "def " not in source
    assert family.id == "generic" or family.marks
    assert all(mark.seen_on for mark in family.marks)
    assert family.id == "generic" or sum(mark.weight for mark in family.marks) >= 3
