"""Which of a page's dates is the time of publication: a case for each rule and each trap that was seen."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extraction.dates import MACHINE, DateCandidate, Published, choose_published, date_in_url, parse_date
from crawler.extraction.dates.found import LOCAL
from crawler.extraction.dates.table import PLACES


def seen(text: str, distance: int = 1, **where) -> DateCandidate:
    """A visible date as the extractor hands it over."""
    return DateCandidate(parse_date(text), "visible", distance, **where)


def machine(text: str, label: str = "datepublished", place: str = "microdata") -> DateCandidate:
    return DateCandidate(parse_date(text), place, label=label)


def at(*moment: int, hours: int = 7) -> datetime:
    return datetime(*moment, tzinfo=timezone(timedelta(hours=hours)))


NUKEVIET = [
    seen("Thứ ba - 19/10/2021 10:08"),
    machine("2021-10-22T08:15:00+07:00"),
    machine("2021-10-22T08:15:00+07:00", "datemodified"),
    machine("2021-10-19+0710:08:00", "article:published_time", "meta"),
    machine("2021-10-22+0708:15:00", "article:modified_time", "meta"),
]


def test_without_candidates_there_is_no_date():
    assert choose_published([]) == Published()


def test_the_visible_date_beats_nukeviets_microdata_which_is_the_last_edit():
    chosen = choose_published(NUKEVIET)
    assert chosen[:4] == (at(2021, 10, 19, 10, 8), "minute", "Thứ ba - 19/10/2021 10:08", "visible")
    assert chosen.updated == at(2021, 10, 22, 8, 15)


def test_without_a_visible_date_what_equals_the_last_edit_yields_to_what_is_earlier():
    chosen = choose_published(NUKEVIET[1:])
    assert (chosen.published, chosen.place) == (at(2021, 10, 19, 10, 8), "meta")


def test_the_order_of_the_candidates_means_nothing():
    assert len({choose_published(list(order)) for order in permutations(NUKEVIET)}) == 1


@pytest.mark.parametrize(
    "clock",
    ["Thứ 3, Ngày 16/07/2024 -", "Thursday, 18/07/2024", "Hôm nay, Thứ tư ngày 17/07/2024", "Thứ Năm, 18/07/2024"],
)
@pytest.mark.parametrize("distance", [-3, -20])
def test_a_header_clock_is_never_the_date(clock, distance):
    assert choose_published([seen(clock, distance)]) == Published()
    assert choose_published([seen(clock, distance), seen("12/05/2023", 9)]).raw == "12/05/2023"


def test_a_clock_with_a_time_is_known_by_its_place():
    assert choose_published([seen("Thứ Tư, 17/07/2024 10:15:20", -2, near_clock=True)]) == Published()


def test_a_weekday_right_above_the_title_is_todays_only_on_the_day_of_the_fetch():
    page = [seen("Thứ Năm, 17/07/2025", -1)]
    assert choose_published(page, not_after=at(2025, 7, 17, 9)) == Published()
    assert choose_published(page, not_after=at(2025, 7, 20, 9)).published == at(2025, 7, 17)


def test_the_line_before_the_title_counts():
    assert choose_published([seen("31/10/2023", -1)]).published == at(2023, 10, 31)


@pytest.mark.parametrize("where", ["in_body", "in_related"])
def test_dates_of_the_body_and_of_other_articles_never_count(where):
    assert choose_published([seen("12/05/2023 10:00", 2, **{where: True})]) == Published()


@pytest.mark.parametrize(
    "text",
    [
        "Chiều ngày 20/9/2022", "vào lúc 14 giờ 00 ngày 10 tháng 02 năm 2023", "Hải Phòng, ngày 24 tháng 01 năm 2020",
        "Căn cứ Quyết định số 45/QĐ-UBND ngày 12/3/2021",
    ],
)  # fmt: skip
def test_what_words_call_an_event_or_a_document_is_no_publication(text):
    assert choose_published([seen(text)]) == Published()


def test_a_sentence_with_a_date_in_it_is_no_date_line():
    text = "Ngày 05/03/2021 đoàn công tác của Ủy ban Mặt trận Tổ quốc huyện đã đến thăm, tặng quà các gia đình"
    assert choose_published([seen(text)]) == Published()


def test_the_nearer_date_behind_the_title_counts():
    assert choose_published([seen("05/03/2021", 2), seen("06/03/2021", 7), seen("07/03/2021", -3)]).raw == "05/03/2021"


def test_a_label_reaches_further_than_nearness():
    assert choose_published([seen("06/03/2021", 4), seen("Ngày đăng: 05/03/2021", 6)]).raw == "05/03/2021"
    assert choose_published([seen("Ngày đăng: 05/03/2021", 90)]).raw == "05/03/2021"
    assert choose_published([seen("05/03/2021", 90)]) == Published()


def test_a_label_in_the_block_before_counts_as_its_own():
    page = [seen("19/08/2025", 2, label="Last updated:"), machine("2025-01-29T20:47:55+07:00")]
    chosen = choose_published(page)
    assert (chosen.published, chosen.place, chosen.updated) == (
        at(2025, 1, 29, 20, 47, 55),
        "microdata",
        at(2025, 8, 19),
    )


def test_an_update_alone_is_taken_before_the_address_and_never_from_machines():
    update, address = seen("• Cập nhật: 15/01/2022"), DateCandidate(date_in_url("https://a.vn/2021/03/05/b"), "url")
    chosen = choose_published([update, address])
    assert (chosen.published, chosen.updated) == (at(2022, 1, 15), at(2022, 1, 15))
    assert choose_published([address]).place == "url"
    assert choose_published([machine("2022-01-15T08:00:00+07:00", "datemodified")]) == Published()


def test_a_sites_own_update_at_its_foot_is_none_of_the_articles():
    foot = seen("Cập nhật lần cuối: 05/12/2024 10:00", 60)
    assert choose_published([foot]) == Published()
    assert choose_published([seen("05/03/2021"), foot]).updated is None


def test_a_feeds_date_counts_before_an_update_and_after_metas():
    feed = DateCandidate(parse_date("Fri, 05 Mar 2021 10:30:00 +0700"), "feed")
    assert choose_published([feed, seen("Cập nhật: 15/03/2021")]).place == "feed"
    assert choose_published([feed, machine("2021-03-04", "dc.date", "meta")]).place == "meta"


def test_a_published_name_counts_before_an_open_one():
    page = [machine("2021-03-04", "date", "meta"), machine("2021-03-05", "article:published_time", "meta")]
    assert choose_published(page).raw == "2021-03-05"


def test_a_day_takes_the_machines_time_where_edits_are_told_apart():
    page = [
        seen("05/03/2021"),
        machine("2021-03-05T10:30:00+07:00"),
        machine("2021-03-06T08:00:00+07:00", "datemodified"),
    ]
    chosen = choose_published(page)
    assert chosen[:4] == (at(2021, 3, 5, 10, 30), "second", "2021-03-05T10:30:00+07:00", "microdata")


def test_a_day_takes_the_time_that_two_names_tell_where_no_edit_is_told():
    page = [seen("06/01/2023"), machine("2023-01-06T09:40:11+07:00", "time")]
    meta = machine("2023-01-06T02:40:11+00:00", "article:published_time", "meta")
    assert choose_published(page).precision == "day"
    assert choose_published([*page, meta]).published == at(2023, 1, 6, 9, 40, 11)


@pytest.mark.parametrize(
    "others",
    [
        [machine("2021-03-05T10:30:00+07:00")],  # nothing says that it is no edit
        [machine("2021-03-05T10:30:00+07:00"), machine("2021-03-05T10:30:00+07:00", "datemodified")],  # it is the edit
        [machine("2021-03-05T00:00:00+07:00"), machine("2021-03-06T08:00:00+07:00", "datemodified")],  # no time
        [machine("2021-03-04T10:30:00+07:00"), machine("2021-03-06T08:00:00+07:00", "datemodified")],  # another day
    ],
)
def test_a_day_stays_a_day_where_the_machines_time_is_not_proven(others):
    chosen = choose_published([seen("05/03/2021"), *others])
    assert chosen[:2] == (at(2021, 3, 5), "day")


def test_swapped_numbers_are_caught_by_the_machines_day_alone():
    page = [seen("05/03/2021 8:34 AM"), machine("2021-05-03T08:34:00+07:00")]
    assert choose_published(page).published == at(2021, 5, 3, 8, 34)
    confirmed = [*page, machine("2021-03-05", "dc.date", "meta")]
    assert choose_published(confirmed).published == at(2021, 3, 5, 8, 34)


def test_what_lies_after_the_fetch_is_not_chosen():
    page = [seen("05/03/2031"), seen("05/03/2021", 6)]
    assert choose_published(page, not_after=at(2024, 1, 1)).raw == "05/03/2021"


def test_an_edit_within_the_printed_precision_is_no_update():
    minute = [seen("05/03/2021 10:30"), machine("2021-03-05T10:30:42+07:00", "datemodified")]
    day = [seen("05/03/2021"), machine("2021-03-05T16:00:00+07:00", "datemodified")]
    assert choose_published(minute).updated is None
    assert choose_published(day).updated is None


def test_the_publishers_day_counts_on_pages_elsewhere():
    page = [machine("2021-03-05T22:30:00-05:00")]
    assert choose_published(page).published.isoformat() == "2021-03-06T10:30:00+07:00"
    assert choose_published(page, local=False).published.isoformat() == "2021-03-05T22:30:00-05:00"


@given(
    st.lists(
        st.sampled_from([*NUKEVIET, seen("Ngày đăng 05/03/2021", 4), seen("06/03/2021", -2), machine("2021-03-05")])
    )
)
def test_the_choice_is_one_of_the_candidates_or_none(candidates):
    chosen = choose_published(candidates)
    raws = {one.found.raw for one in candidates}
    assert (chosen.published is None and not chosen.raw) or chosen.raw in raws


@pytest.mark.parametrize("row", PLACES["address"], ids=lambda row: row["name"])
def test_each_form_of_address_is_read(row):
    found = date_in_url(row["example"])
    assert (found.value, found.precision) == (datetime.fromisoformat(row["value"]), row["precision"])
    assert found.raw in row["example"]


@pytest.mark.parametrize(
    "url",
    [
        "https://a.vn/news/tin-hoat-dong/hop-giao-ban-1234.html", "https://a.vn/tin-20210231.html", "https://a.vn/",
        "https://a.vn/ke-hoach-2021-2025-12345678", "https://2021-03-05.a.vn/tin", "https://a.vn/?art=1616",
        "https://a.vn/bai-viet-281425130818230668.htm", "a", "",
    ],
)  # fmt: skip
def test_other_numbers_of_addresses_are_no_dates(url):
    assert date_in_url(url) is None


def test_an_address_of_the_future_is_no_date():
    url = "https://a.vn/2031/03/05/b"
    assert date_in_url(url, not_after=datetime(2024, 1, 1, tzinfo=LOCAL)) is None
    assert date_in_url(url) is not None


@given(st.text())
def test_no_address_makes_it_raise(url):
    found = date_in_url("https://a.vn/" + url)
    assert found is None or found.raw


def test_machine_names_are_lower_case_and_named_once():
    names = [name for row in PLACES["name"] for name in row["names"]]
    assert len(names) == len(MACHINE)
    assert all(name == name.lower() for name in names)


PRINTS_EDITS = [
    seen("June 2, 2025", 3),
    machine("2024-12-30T19:34:50+00:00", "article:published_time", "meta"),
    machine("2025-06-02T15:26:59+00:00", "article:modified_time", "meta"),
]


def test_a_printed_day_of_the_last_edit_yields_to_the_declared_publication():
    chosen = choose_published(PRINTS_EDITS, local=False)
    assert (chosen.published, chosen.place) == (at(2024, 12, 30, 19, 34, 50, hours=0), "meta")


def test_a_printed_day_that_calls_itself_the_publication_does_not_yield():
    labelled = [seen("Published: June 2, 2025", 3), *PRINTS_EDITS[1:]]
    assert choose_published(labelled, local=False).place == "visible"
