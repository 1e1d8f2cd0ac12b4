"""Reserved host names go to the loopback port behind them; all others go where they say."""

import pytest
from scrapy import Request
from scrapy.exceptions import NotConfigured
from scrapy.utils.test import get_crawler

from crawler.guards.hosts import HostMap


def test_mapped_host_is_reached_through_its_port():
    request = Request("http://mau.localhost/tin-tuc/")
    HostMap({"mau.localhost": "127.0.0.1:8001"}).process_request(request)
    assert request.meta["proxy"] == "http://127.0.0.1:8001"
    assert request.url == "http://mau.localhost/tin-tuc/"


def test_other_hosts_are_left_alone():
    request = Request("http://phuong-mau.example/")
    HostMap({"mau.localhost": "127.0.0.1:8001"}).process_request(request)
    assert "proxy" not in request.meta


def test_without_a_map_the_guard_is_off():
    with pytest.raises(NotConfigured):
        HostMap.from_crawler(get_crawler(settings_dict={"HOST_MAP": {}}))
