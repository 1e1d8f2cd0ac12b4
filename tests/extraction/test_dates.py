"""Dates as they are printed: every form that was seen, round trips of any moment, and what is no date."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler import data
from crawler.extraction.dates import find_dates, may_hold_date, parse_date
from crawler.extraction.dates.found import LOCAL

TABLE = tomllib.loads(data.path("extraction", "date_forms.toml").read_text("utf-8"))
DATED = [row for row in TABLE["seen"] if "value" in row]
UNDATED = [row["text"] for row in TABLE["seen"] if "value" not in row]


def _name(row: dict[str, str]) -> str:
    return row["text"]


@pytest.mark.parametrize("row", DATED, ids=_name)
def test_a_seen_date_is_read_with_its_value_text_and_kind(row):
    found = parse_date(row["text"])
    assert found is not None
    assert (found.value, found.precision, found.raw) == (row["value"], row["precision"], row["raw"])
    assert found.kind == row.get("kind", "unknown")
    assert found.value.utcoffset() == timedelta(hours=7)


@pytest.mark.parametrize("row", DATED, ids=_name)
def test_the_cheap_test_lets_every_seen_date_through(row):
    assert may_hold_date(row["text"])


@pytest.mark.parametrize("text", UNDATED)
def test_what_only_looks_like_a_date_is_none(text):
    assert parse_date(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "31/02/2021", "30.02.2021", "00/05/2021", "05/00/2021", "13/13/2021", "2021-13-05", "29 tháng 2 năm 2021",
        "Nghị định 15/2020/NĐ-CP", "192.168.20.21", "024.3825.2021", "ĐT: 0904 05 2021", "1.234.2021", "5 người 2021",
        "Giai đoạn 2021-2025", "Kết quả 6 tháng đầu năm 2021", "05/03/1812", "Số 12/05/3/2021", "",
        "February 30, 2021", "30 February 2021", "5 Smarch 2021",
    ],
)  # fmt: skip
def test_impossible_dates_and_other_numbers_are_none(text):
    assert parse_date(text) is None


def test_a_text_without_digits_is_not_even_searched():
    assert not may_hold_date("Phát biểu tại buổi khai mạc, đồng chí Bí thư Thị ủy đã nhấn mạnh")


def test_a_month_counts_only_with_nothing_else_in_the_text():
    assert parse_date("Tháng 5/2021").precision == "month"
    assert parse_date("Kết quả phong trào thi đua tháng 5/2021 của huyện") is None


DAYS = st.dates(date(1995, 1, 1), date(2035, 12, 31))
TIMES = st.times().map(lambda clock: clock.replace(microsecond=0))
MOMENTS = st.builds(datetime.combine, DAYS, TIMES)
WEEKDAYS = ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")
ENGLISH = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December")  # fmt: skip


def _weekday(moment: datetime) -> str:
    return WEEKDAYS[moment.weekday()]


MINUTE_FORMS = {
    "NukeViet": lambda m: f"{_weekday(m)} - {m:%d/%m/%Y %H:%M}",
    "Front": lambda m: f"{m:%d/%m/%Y - %I:%M %p}",
    "Hanoi": lambda m: f"Ngày đăng {m:%d/%m/%Y | %H:%M}  | Lượt xem: 80",
    "time first": lambda m: f"Cập nhật lúc {m:%H:%M}, {m.day}/{m.month}/{m.year} (GMT+7)",
    "words": lambda m: f"{_weekday(m)}, ngày {m.day} tháng {m.month} năm {m.year} - {m:%H:%M}",
    "hours in words": lambda m: f"{m.day} tháng {m.month}, {m.year}, {m.hour} giờ {m:%M} phút",
    "dots": lambda m: f"{m:%d.%m.%Y %H:%M} Uhr",
    "English": lambda m: f"Posted {ENGLISH[m.month - 1]} {m.day}, {m.year} {m:%I:%M %p}",
    "year first": lambda m: f"{m:%Y/%m/%d %H:%M}",
    "East Asia": lambda m: f"{m.year}年{m.month}月{m.day}日 {m:%H:%M}",
}  # fmt: skip
SECOND_FORMS = {
    "listing of NukeViet": lambda m: f"{m:%d/%m/%Y %I:%M:%S %p}",
    "time first": lambda m: f"Đăng lúc: {m:%H:%M:%S %d/%m/%Y} (GMT+7)",
    ".NET": lambda m: f"{m.day}/{m.month}/{m.year} {m.hour % 12 or 12}:{m:%M:%S} {'SA' if m.hour < 12 else 'CH'} 2498",
    "ISO": lambda m: m.replace(tzinfo=LOCAL).isoformat(),
    "malformed": lambda m: f"{m:%Y-%m-%d}+07{m:%H:%M:%S}",
    "RFC 2822": lambda m: f"{m:%a, %d %b %Y %H:%M:%S} +0700",
    "asctime": lambda m: f"{m:%a %b %d %H:%M:%S %Y}",
    "compact": lambda m: f"{m:%Y%m%dT%H%M%S}",
}  # fmt: skip


@pytest.mark.parametrize("form", MINUTE_FORMS)
@given(moment=MOMENTS)
def test_any_minute_comes_back_from_each_form(form, moment):
    found = parse_date(MINUTE_FORMS[form](moment))
    stored = moment.replace(second=0)
    assert found.value == stored.replace(tzinfo=LOCAL)
    assert found.precision == ("day" if stored.time() == time(0) else "minute")


@pytest.mark.parametrize("form", SECOND_FORMS)
@given(moment=MOMENTS)
def test_any_second_comes_back_from_each_form(form, moment):
    found = parse_date(SECOND_FORMS[form](moment))
    assert found.value == moment.replace(tzinfo=LOCAL)
    assert found.precision == ("day" if moment.time() == time(0) else "second")


@given(MOMENTS, st.integers(-12 * 4, 14 * 4))
def test_iso_with_any_zone_is_the_same_moment(moment, quarters):
    aware = moment.replace(hour=9, tzinfo=timezone(timedelta(minutes=15 * quarters)))
    found = parse_date(aware.isoformat())
    assert found.value == aware
    assert found.printed.date() == aware.date()


@given(st.text())
def test_no_text_makes_it_raise_and_what_is_matched_was_printed(text):
    for found in find_dates(text):
        assert found.raw in text


@given(st.text(alphabet="0123456789/-.: TZ+ngàythángnămMar,|()", max_size=60))
def test_no_text_of_dates_own_characters_makes_it_raise(text):
    for found in find_dates(text, not_after=datetime(2030, 1, 1, tzinfo=UTC)):
        assert found.raw in text
        assert found.value <= datetime(2030, 1, 3, tzinfo=LOCAL)


@pytest.mark.parametrize("text", ["05/03/2021", "5 tháng 3 năm 2021", "2021-03-05T10:30:00Z", "March 5, 2021"])
def test_a_date_more_than_a_day_after_the_limit_is_none(text):
    assert parse_date(text, not_after=datetime(2021, 3, 3, 12, tzinfo=LOCAL)) is None
    assert parse_date(text, not_after=datetime(2021, 3, 4, 12, tzinfo=LOCAL)) is not None


def test_the_day_comes_first_unless_that_lies_in_the_future():
    assert parse_date("05/03/2021").value.date() == date(2021, 3, 5)
    swapped = parse_date("05/12/2021", not_after=datetime(2021, 6, 1, tzinfo=LOCAL))
    assert swapped.value.date() == date(2021, 5, 12)


def test_the_month_comes_first_where_the_portal_proves_it_and_it_is_possible():
    assert parse_date("05/03/2021 8:34:55 AM", month_first=True).value.date() == date(2021, 5, 3)
    assert parse_date("24/11/2020", month_first=True).value.date() == date(2020, 11, 24)


def test_a_weekday_proves_the_order_and_leaves_no_other_reading():
    tuesday = parse_date("Thứ ba - 10/11/2020 10:00")
    assert (tuesday.value.date(), tuesday.other) == (date(2020, 11, 10), None)
    assert parse_date("Tuesday 11/10/2020").value.date() == date(2020, 11, 10)


def test_a_weekday_that_fits_no_reading_changes_nothing():
    assert parse_date("Thứ hai - 10/11/2020").value.date() == date(2020, 11, 10)


def test_the_other_reading_of_an_ambiguous_date_is_kept():
    assert parse_date("05/03/2021").other == date(2021, 5, 3)
    assert parse_date("25/03/2021").other is None


@pytest.mark.parametrize(
    "text", ["14/12/2009 | 00:00", "30/03/2021 | 12:00 AM", "2021-03-05T00:00:00-05:00", "00:00:00 05/03/2021"]
)
def test_midnight_means_that_no_time_was_stored(text):
    found = parse_date(text)
    assert found.precision == "day"
    assert found.value.time() == time(0)


def test_one_past_midnight_is_a_time():
    assert parse_date("05/03/2021 12:01 AM").value.time() == time(0, 1)


def test_a_published_date_counts_before_an_updated_one_and_both_are_found():
    text = "Cập nhật: 06/03/2021 09:00 | Ngày đăng: 05/03/2021 10:00"
    assert parse_date(text).raw == "05/03/2021 10:00"
    assert [(found.kind, found.raw) for found in find_dates(text)] == [
        ("updated", "06/03/2021 09:00"), ("published", "05/03/2021 10:00"),
    ]  # fmt: skip


def test_a_time_belongs_to_one_date_only():
    found = find_dates("10:00 05/03/2021 - 11:00 06/03/2021")
    assert [one.raw for one in found] == ["10:00 05/03/2021", "11:00 06/03/2021"]


def test_prose_around_a_date_is_counted_without_labels_and_counters():
    assert parse_date("Ngày đăng: 21/01/2021 - Lượt xem: 87").prose == 0
    assert parse_date("Trong ngày 21/01/2021, đoàn công tác của huyện đã đến thăm").prose > 20


@pytest.mark.parametrize(
    ("text", "value", "precision"),
    [
        ("2 tháng 2 tuần trước", datetime(2024, 3, 1, tzinfo=LOCAL), "month"),
        ("1 năm 3 tháng trước", datetime(2023, 2, 1, tzinfo=LOCAL), "month"),
        ("3 giờ trước", datetime(2024, 5, 20, tzinfo=LOCAL), "day"),
        ("5 phút trước", datetime(2024, 5, 20, 11, 55, tzinfo=LOCAL), "minute"),
        ("Đăng 2 ngày trước", datetime(2024, 5, 18, tzinfo=LOCAL), "day"),
        ("3 years ago", datetime(2021, 1, 1, tzinfo=LOCAL), "year"),
    ],
)  # fmt: skip
def test_an_age_is_a_time_only_beside_a_reference(text, value, precision):
    found = parse_date(text, reference=datetime(2024, 5, 20, 12, tzinfo=LOCAL))
    assert (found.value, found.precision) == (value, precision)
    assert parse_date(text) is None


@pytest.mark.parametrize("row", TABLE["label"], ids=lambda row: f"{row['kind']} {row['seen_on'][:20]}")
def test_every_label_word_gives_its_kind(row):
    for word in row.get("words", []):
        assert parse_date(f"{word}: 05/03/2021").kind == row["kind"], word


@pytest.mark.parametrize(("number", "names"), TABLE["months"].items())
def test_every_month_name_is_read(number, names):
    for name in names:
        assert parse_date(f"5 {name} 2021").value.date() == date(2021, int(number), 5), name


@pytest.mark.parametrize(("number", "names"), TABLE["weekdays"].items())
def test_every_weekday_is_part_of_what_was_printed(number, names):
    day = date(2021, 3, 1) + timedelta(days=int(number))
    for name in names:
        text = f"{name}, {day:%d/%m/%Y}"
        assert parse_date(text).raw == text, name


@pytest.mark.parametrize(("name", "hours"), TABLE["zones"].items())
def test_every_zone_is_counted_from_utc(name, hours):
    found = parse_date(f"March 5, 2021 10:30 am {name}")
    assert found.value == datetime(2021, 3, 5, 10, 30, tzinfo=timezone(timedelta(hours=hours)))
