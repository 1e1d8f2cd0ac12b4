"""Texts typed with the fonts that Vietnam used before Unicode, converted by own tables: TCVN3 (ABC), VNI, VPS, VISCII.

It must not decide whether a text is one of them; `recognition` does. In these encodings bytes of Western letters were
shown as Vietnamese ones by the font, so a page that is declared Western, or was saved as UTF-8, holds "ViÖt Nam" for
"Việt Nam". The tables are in `data/text/legacy.tsv`, in bytes; here they are in the letters that cp1252 has for them.
"""

from __future__ import annotations

import codecs
import csv
import re
from dataclasses import dataclass

from crawler import data

_LETTERS = "".join(bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(0x100))


def western(html: bytes) -> str:
    """The bytes in Western letters, one for each: cp1252, with the five bytes that it leaves open as they are."""
    return codecs.charmap_decode(html, "strict", _LETTERS)[0]


@dataclass(frozen=True, slots=True)
class Legacy:
    """One encoding: what its sequences of Western letters mean."""

    name: str
    table: dict[str, str]
    pattern: re.Pattern[str]

    def convert(self, text: str) -> str:
        """The text in Unicode; what the encoding does not know stays."""
        return self.pattern.sub(lambda match: self.table[match.group()], text)


def _legacy(name: str, table: dict[str, str]) -> Legacy:
    sequences = sorted(table, key=len, reverse=True)
    return Legacy(name, table, re.compile("|".join(map(re.escape, sequences))))


def _tables() -> dict[str, dict[str, str]]:
    with data.path("text", "legacy.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    names = [name for name in rows[0] if name != "character"]
    return {name: {western(bytes.fromhex(row[name])): row["character"] for row in rows if row[name]} for name in names}


def _vietnamese_code_page() -> dict[str, str]:
    """Windows-1258 seen through cp1252: what a page is that nobody declared so. Its tones are combining marks."""
    codes = [bytes([code]) for code in range(0xC0, 0x100)]
    pairs = {western(code): code.decode("cp1258") for code in codes}
    return {shown: meant for shown, meant in pairs.items() if shown != meant}


def _mixed_case(table: dict[str, str]) -> dict[str, str]:
    """VNI's table with capitals that were typed with the small letters' marks ("Aù" for Á)."""
    pairs = {shown: meant for shown, meant in table.items() if len(shown) == 2 and shown.isupper()}
    return table | {shown[0] + shown[1].lower(): meant for shown, meant in pairs.items()}


def _encodings() -> dict[str, Legacy]:
    tables = _tables()
    tables["vni"] = _mixed_case(tables["vni"])
    tables["windows-1258"] = _vietnamese_code_page()
    return {name: _legacy(name, table) for name, table in tables.items()}


LEGACY = _encodings()
DECLARED = {
    "tcvn": "tcvn3", "tcvn3": "tcvn3", "x-viet-tcvn": "tcvn3", "x-viet-tcvn5712": "tcvn3", "tcvn-5712": "tcvn3",
    "x-viet-vni": "vni", "vni": "vni", "x-viet-vps": "vps", "vps": "vps", "viscii": "viscii", "csviscii": "viscii",
}  # fmt: skip
"""Names by which pages and mails declare these encodings, the ones of Mozilla among them."""
