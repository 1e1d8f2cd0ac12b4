"""Bytes to text: declarations, broken bytes, and the encodings that Vietnam used before Unicode."""

from __future__ import annotations

import shutil
import subprocess
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.text import decode, settle
from crawler.text.legacy import DECLARED, LEGACY, western
from crawler.text.syllables import is_syllable

PROSE = (
    "Chiều ngày 20/9/2022, ban thường trực mặt trận tổ quốc quận Thanh Xuân đã tổ chức hội nghị tập huấn công tác mặt "
    "trận cho cán bộ quận và cơ sở. Dự hội nghị có các đồng chí: chủ tịch, phó trưởng ban dân vận quận uỷ, trưởng ban "
    "công tác mặt trận khu dân cư trên địa bàn 11 phường. Cộng hòa xã hội chủ nghĩa Việt Nam, độc lập, tự do, hạnh phúc"
)
FONTS = {"tcvn3": ".VnTime", "vni": "VNI-Times", "vps": "VPS Times"}
WESTERN = {
    "fr": "Dès l’été, à l’école déjà, les élèves français étaient prêts. Où êtes-vous né ? La forêt, le théâtre, "
    "le goût, la fête, après, première, même, côté, années, société, européen, sécurité, président, façon, noël",
    "pt": "A comissão não aprovou ações além das já previstas até amanhã; você também é responsável pela educação, "
    "segurança pública, órgãos, três, mês, próximo, país, água, avô, pão, mãe, irmã, coração, só, está, então, são",
    "es": "El niño comió más piñas mañana; ¿cuándo llegará el avión? También está aquí la señora García, según él. "
    "día, país, música, público, título, río, acción, José, México, jóvenes, política, económico, así, sí, tú, mí",
    "de": "Über die Größe der Häuser müssen Schüler früher schön überlegen: Äpfel, Öl, Übung, Straße, weiß, für, "
    "würde, möchte, Mädchen, Väter, Töchter, hören, fünf, zwölf, grün, süß, Füße, Gemüse, Käse, Löffel, Köln",
    "sv": "Vår älskade stad är större än många små byar på hösten; åka, öl, ärende, från, också, för, när, här, så",
    "it": "Perché la città è più bella? Già, sarà così: università, verità, libertà, qualità, però, può, cioè, giù",
}


def _bytes(text: str) -> bytes:
    """Western letters as the bytes that show them."""
    return b"".join(bytes([ord(char)]) if ord(char) < 0xA0 else char.encode("cp1252") for char in text)


def typed(text: str, name: str) -> bytes:
    """The text as somebody typed it in an old encoding, capitals without a code in small letters."""
    codes = {meant: shown for shown, meant in reversed(LEGACY[name].table.items())}
    return _bytes("".join(codes.get(char) or codes.get(char.lower()) or char for char in text))


def code_page(text: str) -> bytes:
    """The text in windows-1258: letters, then tones as combining marks."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    parts = (normalize("NFD", char) for char in text)
    return b"".join(
        normalize("NFC", "".join(mark for mark in part if mark not in tones)).encode("cp1258")
        + "".join(mark for mark in part if mark in tones).encode("cp1258")
        for part in parts
    )


def page(body: bytes, charset: str = "", font: str = "") -> bytes:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">' if charset else ""
    return f'<html><head>{meta}</head><body><p><font face="{font}">'.encode() + body + b"</font></p></body></html>"


TYPED = {name: typed(PROSE, name) for name in FONTS | {"viscii": ""}} | {"windows-1258": code_page(PROSE)}


@pytest.mark.parametrize("name", TYPED)
@pytest.mark.parametrize("charset", ["", "iso-8859-1", "windows-1252", "x-user-defined", "utf-8", "windows-1258"])
def test_old_encodings_are_recognised_whatever_is_declared(name, charset):
    assert PROSE in settle(decode(page(TYPED[name], charset)))


@pytest.mark.parametrize("name", FONTS)
def test_letters_of_old_fonts_that_were_saved_as_utf8_are_converted(name):
    saved = page(western(TYPED[name]).encode("utf-8"), "utf-8", FONTS[name])
    assert PROSE in settle(decode(saved))


@pytest.mark.parametrize("name", FONTS)
def test_letters_of_old_fonts_that_were_saved_as_references_are_converted(name):
    references = "".join(char if char.isascii() else f"&#{ord(char)};" for char in western(TYPED[name]))
    if all(ord(char) < 256 for char in western(TYPED[name])):
        assert PROSE in settle(decode(page(references.encode("ascii"), "iso-8859-1", FONTS[name])))
    named = page("C&eacute;ng hoµ x· héi chñ nghÜa ViÖt Nam".replace("µ", "&micro;").encode("utf-8"), "", ".VnTime")
    assert "Cộng hoà xã hội chủ nghĩa Việt Nam" in decode(named)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("tcvn3", "Céng hoµ x· héi chñ nghÜa ViÖt Nam, §éc lËp - Tù do - H¹nh phóc"),
        ("vni", "Coäng hoaø xaõ hoäi chuû nghóa Vieät Nam, Ñoäc laäp - Töï do - Haïnh phuùc"),
        ("vps", "C¶ng hoà xã h¶i chû nghïa ViŒt Nam, ñ¶c lÆp - T¿ do - Hånh phúc"),
        ("viscii", "Cµng hoà xã hµi chü nghîa Vi®t Nam, Ðµc l§p - Tñ do - HÕnh phúc"),
        ("windows-1258", "Côòng hoaÌ xaÞ hôòi chuÒ nghiÞa Viêòt Nam, Ðôòc lâòp - Týò do - Haònh phuìc"),
    ],
)
def test_the_national_motto_as_each_encoding_shows_it(name, shown):
    meant = "Cộng hoà xã hội chủ nghĩa Việt Nam, Độc lập - Tự do - Hạnh phúc"
    assert normalize("NFC", LEGACY[name].convert(shown)) == meant
    assert settle(decode(f"<p>{shown}</p><p>{shown}</p>".encode("cp1252"))) == f"<p>{meant}</p><p>{meant}</p>"


@pytest.mark.parametrize(("charset", "name"), DECLARED.items())
def test_declared_old_encodings_need_no_recognition(charset, name):
    assert "hội nghị" in decode(b"<p>" + typed("hội nghị", name), charset)


def test_a_passage_in_an_old_font_is_converted_beside_unicode_that_stays():
    menu = '<a href="/">Trang chủ</a><a>Các tin khác</a><a>Giới thiệu</a><p>Hát, và là các bác</p>'
    passage = western(TYPED["tcvn3"])
    text = decode(f'{menu}<font face=".VnTime">{passage}</font><p>Hà Nội</p>'.encode())
    assert text.startswith(menu)
    assert PROSE in text
    assert text.endswith("<p>Hà Nội</p>")


def test_fonts_of_capitals_show_small_codes_as_capitals():
    title = typed("cộng hòa xã hội chủ nghĩa", "tcvn3")
    body = b'<font face=".VnTimeH"><b>' + title + b"</b>&nbsp;a</font><p>" + TYPED["tcvn3"] + b"</p>"
    text = decode(page(body, "iso-8859-1", ".VnTime"))
    assert "<b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA</b>&nbsp;A" in text
    assert PROSE in text


@pytest.mark.parametrize("opening", ['<p style="font-family: .VnTimeH">', '<font face=".VnTimeH">'])
def test_a_font_of_capitals_that_nobody_closed_ends_soon(opening):
    body = opening.encode() + typed("hội nghị", "tcvn3") + b"<p>" + TYPED["tcvn3"] + b"</p>" * 500
    text = decode(page(body, "iso-8859-1", ".VnTime"))
    assert PROSE in text


@pytest.mark.parametrize("language", WESTERN)
@pytest.mark.parametrize("charset", ["", "iso-8859-1", "windows-1252", "x-user-defined"])
@pytest.mark.parametrize("font", ["", ".VnTime", "VNI-Times"])
def test_western_pages_stay_as_they_are(language, charset, font):
    assert WESTERN[language] in decode(page(WESTERN[language].encode("cp1252"), charset, font))


@pytest.mark.parametrize("font", ["", ".VnTime", "VNI-Times"])
def test_vietnamese_in_unicode_stays_as_it_is_beside_the_name_of_an_old_font(font):
    html = page(PROSE.encode("utf-8"), "utf-8", font)
    assert decode(html) == html.decode("utf-8")


@pytest.mark.parametrize(
    ("charset", "codec", "text"),
    [
        ("windows-1251", "cp1251", "Сегодня в городе прошло заседание совета"),
        ("gb2312", "gb18030", "今天上午，市政府召开了新闻发布会"),
        ("Shift_JIS", "cp932", "今日は市役所で会議が開かれました①"),
        ("ks_c_5601-1987", "cp949", "오늘 시청에서 회의가 열렸다"),
        ("big5", "big5", "今天上午市政府召開記者會"),
        ("iso-2022-jp", "iso-2022-jp", "今日は市役所で会議"),
        ("windows-1250", "cp1250", "Příliš žluťoučký kůň úpěl ďábelské ódy"),
        ("tis-620", "cp874", "วันนี้มีการประชุม"),
        ("windows-1258", "cp1258", "café déjà"),
    ],
)
def test_declared_encodings_are_read_as_browsers_read_them(charset, codec, text):
    body = text.encode(codec)
    assert text in decode(page(body, charset))
    assert text in decode(page(body), headers=[("Content-Type", f"text/html; charset={charset}")])
    assert text in decode(page(body), charset)


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides(codec):
    assert decode("Hội nghị".encode(codec), "windows-1258") == "Hội nghị"


def test_valid_utf8_is_utf8_whatever_is_declared():
    html = page("Hội nghị tập huấn".encode(), "iso-8859-1")
    assert "Hội nghị tập huấn" in decode(html, headers=[("content-type", "text/html; charset=windows-1252")])


def test_a_text_cut_at_a_byte_leaves_the_rest_of_the_page_whole():
    html = page(("Hội nghị tập huấn công tác mặt trận tổ quốc " * 3).encode() + "quận".encode()[:-2], "utf-8")
    text = decode(html)
    assert text.count("\ufffd") == 1
    assert text.count("Hội nghị tập huấn") == 3


def test_few_letters_and_one_broken_byte_are_utf8_where_it_is_declared_and_western_elsewhere():
    body = "Café olé ".encode() + b"\xe9\xe9 x"
    assert "Café olé" in decode(page(body.replace(b"\xe9\xe9", b"\xe9"), "utf-8"))
    assert "CafÃ©" in decode(page(body, "iso-8859-1"))


@pytest.mark.parametrize(
    "charset", ["khong-co", "", "hex", "rot13", "unicode_escape", "idna", "utf-7", "undefined", "a\0b"]
)
def test_a_wrong_declaration_is_passed_over(charset):
    html = page("Hội nghị".encode(), charset)
    assert "Hội nghị" in decode(html, charset, [("Content-Type", f"text/html; charset={charset}")])
    assert decode(b"<p>\xff\\x \xfe", charset) == "<p>ÿ\\x þ"


@given(st.binary(), st.sampled_from([None, "utf-8", "vni", "tcvn", "cp1258", "shift_jis", "x"]), st.text(max_size=12))
def test_no_bytes_make_it_raise(html, encoding, charset):
    assert isinstance(decode(html, encoding, [("content-type", f"text/html; charset={charset}")]), str)


@given(st.binary(max_size=40))
def test_no_bytes_beside_an_old_font_make_it_raise(junk):
    assert isinstance(settle(decode(page(TYPED["tcvn3"] + junk, "", ".VnTimeH"))), str)


@given(st.text())
def test_utf8_comes_back(text):
    assert decode(("a" + text).encode("utf-8", "replace")) == ("a" + text).encode("utf-8", "replace").decode()


@pytest.mark.skipif(shutil.which("iconv") is None, reason="needs iconv: apt-get update && apt-get install -y libc-bin")
@pytest.mark.parametrize(("name", "iconv"), [("tcvn3", "TCVN5712-1"), ("viscii", "VISCII"), ("windows-1258", "CP1258")])
def test_the_tables_agree_with_iconv(name, iconv):
    for shown, meant in LEGACY[name].table.items():
        done = subprocess.run(
            ["iconv", "-f", iconv, "-t", "UTF-8"], input=_bytes(shown) + b" ", capture_output=True, check=True
        )
        assert normalize("NFC", done.stdout.decode()).strip() == meant, shown


def test_every_table_has_the_whole_small_alphabet():
    letters = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
    for name in ("tcvn3", "vni", "vps", "viscii"):
        assert set(letters) <= set(LEGACY[name].table.values())
        assert len(set(LEGACY[name].table)) == len(LEGACY[name].table)


@pytest.mark.parametrize(
    "word", ["Nghiêng", "quyết", "giữa", "gì", "uỷ", "khuỷu", "ngoằn", "Đường", "yêu", "thuở", "a", "QUỐC"]
)
def test_vietnamese_syllables(word):
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["cỏc", "héi", "ViÖt", "würde", "para", "été", "zoo", "ngh", "", "áá", "2021", "für"])
def test_other_words_are_no_syllables(word):
    assert not is_syllable(word)
