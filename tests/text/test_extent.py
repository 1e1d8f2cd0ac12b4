"""How much a text says, whatever its script: the same sentence measures about the same."""

import pytest

from crawler.text import SENTENCE_ENDS, extent

ENGLISH = "The town library stays open two hours longer on Sundays."
OTHERS = {
    "Chinese": "市图书馆星期日的开放时间将延长两个小时。",
    "Japanese": "市立図書館は日曜日の開館時間を2時間延長します。",
    "Korean": "시립도서관이 일요일 운영 시간을 두 시간 늘립니다.",
    "Thai": "หอสมุดเมืองขยายเวลาเปิดวันอาทิตย์อีกสองชั่วโมง",
    "Vietnamese": "Thư viện thị xã mở cửa thêm hai giờ vào chủ nhật.",
    "Russian": "Городская библиотека по воскресеньям открыта дольше.",
}


@pytest.mark.parametrize("language", OTHERS)
def test_a_sentence_measures_about_the_same_in_every_script(language):
    assert 0.7 < extent(OTHERS[language]) / extent(ENGLISH) < 1.9


@pytest.mark.parametrize("text", ["", "Ủy ban nhân dân", "Ünlü 😀 gün", "2021-03-05"])
def test_other_texts_are_as_long_as_they_are(text):
    assert extent(text) == len(text)


@pytest.mark.parametrize("sentence", ["下雨了。", "क्या हुआ।", "ماذا حدث؟", "Vì sao?"])
def test_sentences_end_in_their_own_script(sentence):
    assert sentence[-1] in SENTENCE_ENDS
