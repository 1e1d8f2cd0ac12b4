"""The sample portals: two small sites kept as plain data, a server for them, and what a crawl of them must yield.

Knows HTTP and the files below `data/sample/`; neither HTML nor SQL.
"""

from crawler.samples.expected import boilerplate, compare, expected_articles
from crawler.samples.server import SampleServer
from crawler.samples.site import Route, Site, SiteFileError, load_sites

__all__ = [
    "Route",
    "SampleServer",
    "Site",
    "SiteFileError",
    "boilerplate",
    "compare",
    "expected_articles",
    "load_sites",
]
