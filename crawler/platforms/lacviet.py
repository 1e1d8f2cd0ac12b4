"""The SharePoint portals by Lạc Việt, as of Đắk Nông's districts.

Seen as the raw HTML of one region (daksong.daknong.gov.vn). A listing goes on from a date:
/TinTuc/tintuc/Lists/Posts/AllPosts.aspx?CategoryId=16&PublishedDate=<ISO>.
"""

from __future__ import annotations

import re

from crawler.platforms.family import Family, Fields, Listings, Mark

LACVIET = Family(
    id="lacviet",
    name="Lạc Việt SharePoint",
    marks=(
        Mark("html", re.compile("/_layouts/LacVietBio/"), 4, "daksong.daknong"),
        Mark("html", re.compile("lv_description_mode1"), 2, "daksong.daknong"),
        Mark("path", re.compile(r"/Lists/Posts/(?:AllPosts|Post)\.aspx"), 1, "daksong.daknong"),
    ),
    article=(re.compile(r"/Lists/Posts/Post\.aspx\?.*\bID=\d+", re.IGNORECASE),),
    listing=(re.compile(r"/Lists/Posts/AllPosts\.aspx\?CategoryId=\d+", re.IGNORECASE),),
    twin=(re.compile(r"/_layouts/.*print", re.IGNORECASE),),
    excluded=(re.compile(r"/_layouts/|/_vti_bin/|/Forms/"),),
    fields=Fields(
        title=("p.Title",),
        lead=("b.lv_description_mode1",),
        date=("td.Time",),
        body=("#tableforprint div[class^=ExternalClass]",),
        breadcrumb=("td.FolderTitle",),
        junk=(
            "#part2",
            ".tbtinkhac",
            ".OtherTitle",
            ".css_readCounter",
            ".css_printandback",
            ".css_linkstoweb",
            ".css_Xemtiep",
        ),
    ),
    listings=Listings(next_page=(".css_Xemtiep a",)),
    believed=(
        "an article's address is /Lists/Posts/Post.aspx?List=...&ID=N",
        "the link to older posts is .css_Xemtiep",
    ),
)
