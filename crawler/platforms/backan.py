"""The PHP portals of Bắc Kạn's districts: index.php with a command in the query.

Seen as addresses and in a clone (nganson.backan.gov.vn): articles ?com=tintuc_ct&id_news=N, notices
?com=thongbao_ct&id_tb=N, listings ?com=danhmuc_tin&id_category=N.
"""

from __future__ import annotations

import re

from crawler.platforms.family import Family, Mark

BACKAN = Family(
    id="backan",
    name="Bắc Kạn PHP",
    marks=(
        Mark("html", re.compile("com=tintuc_ct"), 3, "nganson.backan"),
        Mark("html", re.compile("com=danhmuc_tin"), 2, "nganson.backan"),
        Mark("path", re.compile(r"[?&]com=(?:tintuc_ct|danhmuc_tin|thongbao_ct)\b"), 2, "nganson.backan"),
    ),
    article=(
        re.compile(r"[?&]com=tintuc_ct&(?:.*&)?id_news=\d+"),
        re.compile(r"[?&]com=thongbao_ct&(?:.*&)?id_tb=\d+"),
    ),
    listing=(re.compile(r"[?&]com=(?:danhmuc_tin|thongbao)\b(?!_ct)"),),
    excluded=(re.compile(r"[?&]com=(?:lienhe|gioithieu|vanban|timkiem|hinhanh|video|dangnhap)"),),
    identity=re.compile(r"[?&](id_(?:news|tb)=\d+)"),
    believed=("notices are listed at ?com=thongbao", "names of the excluded commands"),
)
