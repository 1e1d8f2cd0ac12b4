"""Units by what texts call them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.scouting.mentions import mentions

NAMED = {
    "Cổng thông tin điện tử thị xã Hồng Lĩnh": [("thị xã Hồng Lĩnh", {"D437-pre2025"})],
    "UBND PHƯỜNG ĐẠI NÀI - TP. HÀ TĨNH": [("PHƯỜNG ĐẠI NÀI", {"C18082-pre2025"}), ("TP. HÀ TĨNH", {"D436-pre2025"})],
    "Trang thông tin điện tử Quận 1": [("Quận 1", {"D760-pre2025"})],
    "Huyện Phú Quý, tỉnh Bình Thuận": [("Huyện Phú Quý", {"D602-pre2025"}), ("tỉnh Bình Thuận", {"P60-pre2025"})],
    "thành phố Hà Nội": [("thành phố Hà Nội", {"P01-pre2025", "P01-post2025"})],
    "phường Văn Miếu - Quốc Tử Giám": [("phường Văn Miếu - Quốc Tử Giám", {"C00181-pre2025", "C00226-post2025"})],
    "huyện Cẩm Xuyên và xã hội": [("huyện Cẩm Xuyên", {"D446-pre2025"})],
    "Thị xã Kim Lĩnh": [],  # neither is it Xã Kim Linh (Hà Giang)
    "Xã Kim Lĩnh": [],
    "tỉnh": [],
    "": [],
}


@pytest.mark.parametrize("text", NAMED)
def test_units_of_texts(text):
    found = [(mention.said, {unit.unit_id for unit in mention.units}) for mention in mentions(text)]
    assert found == NAMED[text]


@pytest.mark.parametrize("name", ["xã Yên Hòa", "xã Yên Hoà", "Xã YÊN HÒA", "xa Yen Hoa"])
def test_tones_may_stand_on_either_vowel(name):
    assert "C18679-pre2025" in {unit.unit_id for unit in mentions(name)[0].units}


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(text):
    assert all(mention.said in text for mention in mentions(text))
