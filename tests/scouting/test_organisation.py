"""Which organisation publishes a site, by its host and its texts."""

import pytest

from crawler.portals.record import Organisation
from crawler.scouting.organisation import guess_organisation
from crawler.scouting.signs import Signs
from crawler.scouting.tables import patterns

GUESSED = [
    (Signs("mttqhanoi.org.vn"), "front", "high"),
    (Signs("ubmttq.quangngai.org.vn"), "front", "high"),
    (Signs("hdnd.namdinh.gov.vn"), "hdnd", "high"),
    (Signs("dbndthanhhoa.gov.vn"), "hdnd", "high"),
    (Signs("thanhuy.bacninh.gov.vn"), "party", "high"),
    (Signs("thanhuynhphuong.vn"), "", ""),
    (Signs("hpn.quangbinh.gov.vn"), "mass_org", "medium"),
    (Signs("sotttt.hanoi.gov.vn"), "department", "high"),
    (Signs("sonla.gov.vn"), "", ""),
    (Signs("vidu.vn", "Ủy ban MTTQ Việt Nam tỉnh Ví Dụ"), "front", "high"),
    (Signs("vidu.vn", "Cổng thông tin điện tử xã Ví Dụ"), "ubnd", "medium"),
    (Signs("vidu.vn", "HĐND - UBND xã Ví Dụ"), "ubnd", "high"),
    (Signs("vidu.vn", "Trang thông tin điện tử Đảng bộ huyện Ví Dụ"), "party", "medium"),
    (Signs("vidu.vn", "Sở Y tế tỉnh Ví Dụ"), "department", "medium"),
    (Signs("vidu.vn", "Tin mới", "© UBND xã Ví Dụ. Liên kết: Huyện ủy, Tỉnh ủy"), "ubnd", "medium"),
    (Signs("vidu.vn", "Báo Ví Dụ", "Tòa soạn"), "", ""),
]


@pytest.mark.parametrize(("signs", "organisation", "confidence"), GUESSED)
def test_guesses(signs, organisation, confidence):
    guess = guess_organisation(signs)
    assert (guess.organisation, guess.confidence) == (organisation, confidence)
    assert bool(guess.evidence) == bool(organisation)


@pytest.mark.parametrize("rows", ["host", "text"])
def test_every_row_names_an_organisation_and_where_it_was_seen(rows):
    for _, row in patterns("organisations", rows):
        assert row["organisation"] in Organisation.__args__
        assert row["confidence"] in {"high", "medium"}
        assert row["seen"]
