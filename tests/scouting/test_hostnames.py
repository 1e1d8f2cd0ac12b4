"""Units by their hosts. All hosts exist or existed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.scouting.hostnames import read_host
from crawler.scouting.signs import Signs

HOSTS = {
    "hatinh.gov.vn": {"P42-pre2025", "P42-post2025"},
    "www.gialai.gov.vn": {"P64-pre2025", "P52-post2025"},
    "thuathienhue.gov.vn": {"P46-pre2025", "P46-post2025"},
    "honglinh.hatinh.gov.vn": {"D437-pre2025"},
    "thanhxuan.hanoi.gov.vn": {"D009-pre2025", "C00367-post2025"},
    "quan1.hochiminhcity.gov.vn": {"D760-pre2025"},
    "huyendakto.kontum.gov.vn": {"D612-pre2025"},
    "thanhpho.laichau.gov.vn": {"D105-pre2025"},
    "thixaquangtri.gov.vn": {"D462-pre2025"},
    "ducthohatinh.gov.vn": {"D440-pre2025", "C18229-post2025"},
    "dailoc.gov.vn": {"D506-pre2025"},
    "longdien.baria-vungtau.gov.vn": {"C26659-pre2025", "C26659-post2025"},
    "yenhoa.camxuyen.hatinh.gov.vn": {"C18679-pre2025"},
    "dainai.hatinhcity.gov.vn": {"C18082-pre2025"},
    "xquanba.hagiang.gov.vn": {"C00898-pre2025", "C00874-post2025"},
    "ttvinhtuy.hagiang.gov.vn": {"C01156-pre2025"},
    "mttqhanoi.org.vn": {"P01-pre2025", "P01-post2025"},
    "dbndthanhhoa.gov.vn": {"P38-pre2025", "P38-post2025"},
    "hpn.quangbinh.gov.vn": {"P44-pre2025"},
    "xaducla.hatinh.gov.vn": set(),  # a commune that was no more in 2025, and not the province above it
    "donghoang.dongson.gov.vn": set(),
    "127.0.0.1": set(),
    "thi-xa.localhost": set(),
    "vnexpress.net": set(),
}


@pytest.mark.parametrize("host", HOSTS)
def test_units_of_hosts(host):
    assert {unit.unit_id for unit in read_host(Signs(host).labels).units} == HOSTS[host]


def test_a_host_lies_in_its_province_and_in_what_became_of_it():
    assert read_host(["xquanba", "hagiang"]).areas == {("pre2025", "02"), ("post2025", "08")}


@settings(deadline=None)
@given(st.lists(st.text(alphabet="abcdegiknuxyz0123456789-", min_size=1, max_size=20), max_size=5))
def test_any_host_is_read(labels):
    assert len({unit.regime for unit in read_host(labels).units}) <= 2
