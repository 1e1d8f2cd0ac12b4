"""DotNetNuke as of Quảng Trị's towns.

Seen as addresses and titles of dongha.quangtri.gov.vn: /.../tabid/<n>/title/<id>/ctitle/<id>/language/vi-VN/
Default.aspx. The date is glued to the end of the title: "... (03/05/2017)".
"""

from __future__ import annotations

import re

from crawler.platforms.family import Family, Fields, Mark

DOTNETNUKE = Family(
    id="dotnetnuke",
    name="DotNetNuke (Quảng Trị)",
    marks=(
        Mark("html", re.compile("DotNetNuke"), 3, "comment and generator of every DotNetNuke"),
        Mark("html", re.compile("/DesktopModules/"), 1, "DotNetNuke and its kin"),
        Mark("html", re.compile('id="dnn_'), 2, "containers of every skin"),
        Mark("path", re.compile(r"/tabid/\d+/", re.IGNORECASE), 2, "dongha.quangtri"),
    ),
    article=(re.compile(r"/tabid/\d+/title/\d+/", re.IGNORECASE),),
    listing=(re.compile(r"/tabid/\d+/(?:ctitle/\d+/)?(?!.*ctl/)(?!.*title/\d+/ctitle)", re.IGNORECASE),),
    twin=(re.compile(r"/mid/\d+.*dnnprintmode=|[?&]dnnprintmode=|/language/(?!vi)\w\w-\w\w/", re.IGNORECASE),),
    excluded=(re.compile(r"/ctl/(?:login|register|privacy|terms|sendpassword)|/LinkClick\.aspx", re.IGNORECASE),),
    identity=re.compile(r"/title/(\d+)/", re.IGNORECASE),
    fields=Fields(breadcrumb=(".breadcrumb a", "[id$=dnnBREADCRUMB_lblBreadCrumb] a")),
    believed=("markup of its articles was not seen", "listings are the tab's own address"),
)
