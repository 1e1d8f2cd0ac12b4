"""For whom a site speaks: what is bound, how firmly, and what stays a remark. Hosts and units are real."""

from datetime import date

import pytest

from crawler.scouting.binding import guess_units
from crawler.scouting.signs import Signs

REFORM = date(2025, 7, 1)


def bound(host: str, name: str = "", footer: str = "") -> list[tuple[str, str]]:
    return [(unit.unit_id, unit.confidence) for unit in guess_units(Signs(host, name, footer)).bindings]


def test_name_and_host_agree():
    speakers = guess_units(Signs("honglinh.hatinh.gov.vn", "Cổng thông tin điện tử thị xã Hồng Lĩnh"))
    (unit,) = speakers.bindings
    assert (unit.unit_id, unit.confidence, unit.valid_from, unit.valid_to) == ("D437-pre2025", "high", None, REFORM)
    assert "the name says 'thị xã Hồng Lĩnh', and so does the host" in unit.evidence
    assert "guess" in unit.evidence
    assert speakers.remarks == []


@pytest.mark.parametrize(
    ("name", "unit"), [("Quận Thanh Xuân", "D009-pre2025"), ("Phường Thanh Xuân", "C00367-post2025")]
)
def test_the_type_tells_a_district_from_the_ward_that_took_its_host(name, unit):
    assert bound("thanhxuan.hanoi.gov.vn", f"Cổng thông tin điện tử {name}") == [(unit, "high")]


def test_one_name_before_and_after_the_reform_is_two_bindings_that_meet():
    speakers = guess_units(Signs("hatinh.gov.vn", "Cổng thông tin điện tử tỉnh Hà Tĩnh"))
    days = {unit.unit_id: (unit.valid_from, unit.valid_to) for unit in speakers.bindings}
    assert days == {"P42-pre2025": (None, REFORM), "P42-post2025": (REFORM, None)}


def test_the_lowest_unit_of_a_name_is_meant_within_those_beside_it():
    assert bound("vidu.vn", "Xã Yên Hòa, huyện Cẩm Xuyên, tỉnh Hà Tĩnh") == [("C18679-pre2025", "medium")]


def test_a_footer_tells_the_publisher_and_not_the_address():
    footer = "Bản quyền thuộc về UBND huyện Cẩm Xuyên, tỉnh Hà Tĩnh. Địa chỉ: Thị trấn Thiên Cầm"
    assert bound("vidu.vn", "Cổng thông tin", footer) == [("D446-pre2025", "medium")]


@pytest.mark.parametrize(
    ("signs", "remark"),
    [
        (
            Signs("thanhxuan.hanoi.gov.vn"),
            "perhaps D009-pre2025, Quận Thanh Xuân (Thành phố Hà Nội): the host alone names",
        ),
        (Signs("vidu.vn", "Xã Xuân Thành"), "perhaps C17566-pre2025, Xã Xuân Thành (Tỉnh Nghệ An): the name says"),
        (Signs("vidu.vn", "Xã Tân Thành"), "units are called Xã Tân Thành"),
        (Signs("vidu.vn", "Xã Đông Lĩnh"), "perhaps C08158-pre2025"),
    ],
)
def test_one_sign_alone_is_a_remark(signs, remark):
    speakers = guess_units(signs)
    assert speakers.bindings == []
    assert any(remark in each for each in speakers.remarks)


def test_a_listed_host_speaks_for_its_unit_and_since_the_reform_for_the_one_that_it_names():
    speakers = guess_units(Signs("caugiay.hanoi.gov.vn", "Cổng thông tin điện tử phường Cầu Giấy"))
    days = {unit.unit_id: (unit.valid_from, unit.valid_to) for unit in speakers.bindings}
    assert days == {"D005-pre2025": (None, REFORM), "C00166-post2025": (REFORM, None)}
    assert "not checked" in speakers.bindings[0].evidence


def test_a_listed_host_without_a_name_is_what_the_lists_say():
    speakers = guess_units(Signs("www.caugiay.hanoi.gov.vn"))
    assert [unit.unit_id for unit in speakers.bindings] == ["D005-pre2025"]
    assert [remark.split(",")[0] for remark in speakers.remarks] == ["perhaps C00166-post2025"]


def test_the_sites_own_name_goes_before_the_lists():
    speakers = guess_units(Signs("caugiay.hanoi.gov.vn", "Quận Thanh Xuân, thành phố Hà Nội"))
    assert [unit.unit_id for unit in speakers.bindings] == ["D009-pre2025"]


@pytest.mark.parametrize(
    "signs", [Signs("127.0.0.1", "Cổng thông tin"), Signs("vidu.vn", "Thị xã Kim Lĩnh"), Signs("vnexpress.net")]
)
def test_no_sign_is_nothing(signs):
    assert guess_units(signs) == type(guess_units(signs))()
