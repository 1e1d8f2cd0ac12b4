"""The pace at which a host is asked: its own delay, slower after a complaint, back again by halves."""

from types import SimpleNamespace

import pytest

from crawler.guards.pace import SLOWEST, Pace

HOST = "phuong-mau.example"


@pytest.fixture
def downloader():
    return SimpleNamespace(slots={}, per_slot_settings={})


def delay(downloader) -> float:
    return downloader.per_slot_settings[HOST]["delay"]


def test_a_new_slot_starts_with_its_delay(downloader):
    Pace(downloader).start(HOST, 3.0)
    assert delay(downloader) == 3.0


def test_a_slot_under_way_gets_the_new_delay(downloader):
    downloader.slots[HOST] = SimpleNamespace(delay=0.0)
    Pace(downloader).start(HOST, 3.0)
    assert downloader.slots[HOST].delay == 3.0


def test_a_longer_crawl_delay_stays(downloader):
    pace = Pace(downloader)
    pace.start(HOST, 10.0)
    pace.start(HOST, 3.0)
    assert delay(downloader) == 10.0


def test_a_flooded_host_waits_what_it_asked_for(downloader):
    pace = Pace(downloader)
    pace.start(HOST, 3.0)
    pace.flooded(HOST, 30.0)
    assert delay(downloader) == 30.0


def test_without_a_wish_the_delay_doubles_and_never_stays_at_zero(downloader):
    pace = Pace(downloader)
    pace.start(HOST, 0.0)
    pace.flooded(HOST, None)
    assert delay(downloader) == 1.0


def test_no_host_is_slowed_beyond_the_slowest(downloader):
    pace = Pace(downloader)
    pace.start(HOST, 3.0)
    pace.flooded(HOST, 86_400.0)
    assert delay(downloader) == SLOWEST


def test_good_answers_bring_the_host_back_to_its_own_delay(downloader):
    downloader.slots[HOST] = SimpleNamespace(delay=0.0)
    pace = Pace(downloader)
    pace.start(HOST, 3.0)
    pace.flooded(HOST, 20.0)
    delays = []
    for _ in range(4):
        pace.answered(HOST)
        delays.append(downloader.slots[HOST].delay)
    assert delays == [10.0, 5.0, 3.0, 3.0]


def test_a_request_to_a_slowed_host_does_not_quicken_it(downloader):
    downloader.slots[HOST] = SimpleNamespace(delay=0.0)
    pace = Pace(downloader)
    pace.start(HOST, 3.0)
    pace.flooded(HOST, 20.0)
    pace.start(HOST, 3.0)
    assert downloader.slots[HOST].delay == 20.0
