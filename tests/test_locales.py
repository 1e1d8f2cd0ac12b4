"""Addresses of pages in another language."""

import pytest

from crawler.locales import is_other_locale, is_translation


def test_another_language_is_one_only_from_outside():
    assert is_other_locale("/en/tin", "/tin")
    assert is_other_locale("/tin?lang=en", "/tin")
    assert not is_other_locale("/en/tin", "/en/")
    assert not is_other_locale("/entin", "/tin")


@pytest.mark.parametrize(("language", "expected"), [("en-US", True), ("vi-VN", False)])
def test_dotnetnuke_names_the_language_in_the_path(language, expected):
    site = "https://xa.example.vn/tin/tabid/5/title/7/ctitle/7/language"
    assert is_translation(f"{site}/{language}/Default.aspx", f"{site}/vi-VN/Default.aspx") == expected
