"""Whether a portal prints the month first, as its own dates prove."""

import pytest

from crawler.extraction.dates import prints_month_first


@pytest.mark.parametrize(
    ("texts", "proven"),
    [
        (["4/5/2021 8:34:55 AM 120", "Tin khác", "11/24/2020 8:34:55 AM 2498"], True),
        (["4/5/2021", "5/4/2021"], False),
        (["24/11/2020", "11/24/2020"], False),
        (["24/11/2020"], False),
        (["Số 11/24/2020/QĐ-UBND", "13/25/2020"], False),
        ([], False),
    ],
)
def test_a_day_in_the_second_place_proves_it_unless_one_stands_in_the_first(texts, proven):
    assert prints_month_first(texts) is proven
