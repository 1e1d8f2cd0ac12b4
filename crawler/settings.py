"""Scrapy's settings, where congtin differs from its defaults, each with the reason.

Values that a person may change come from the environment or the command line; this file must not read an archive.
"""

import os
from importlib.metadata import version
from typing import Any

BOT_NAME = "congtin"
SPIDER_MODULES = ["crawler.spiders"]
COMMANDS_MODULE = "crawler.cli.scrapy_commands"  # an unknown portal or a missing contact is no traceback
LOG_FORMATTER = "crawler.log_format.LogFormatter"

# An honest name with a way to reach whoever runs the crawl. Without a contact only loopback addresses are crawled.
CONTACT = os.environ.get("CONGTIN_CONTACT", "")
USER_AGENT = f"congtin/{version('congtin')}" + (f" (+{CONTACT})" if CONTACT else "")

# Guests: one request at a time per host, three seconds apart. Loopback hosts get no delay (see guards.pace).
CONCURRENT_REQUESTS = 16
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 3.0
DOWNLOAD_DELAY_JITTER = 0.0  # a Crawl-delay is a promise, not an average
DOWNLOAD_TIMEOUT = 60
DOWNLOAD_MAXSIZE = 64 * 1024 * 1024  # scanned decrees of 40 MB exist; beyond this the visit ends as too_large
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_VERIFY_CERTIFICATES = True
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "vi,en;q=0.5",
}

# The frontier decides what is fetched, once; nothing of Scrapy's may drop, repeat or follow an address on its own.
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"
HTTPERROR_ALLOW_ALL = True
REDIRECT_ENABLED = False
METAREFRESH_ENABLED = False
RETRY_ENABLED = False
ROBOTSTXT_OBEY = False  # obeyed by guards.robots, which also knows Crawl-delay and waits when robots.txt is broken
REFERER_ENABLED = False
URLLENGTH_LIMIT = 0  # addresses that grow without end are stopped by discovery, with a reason

# No way in from outside, and nothing but the web.
REMOTE_CONTROL_ENABLED = False
TELNETCONSOLE_ENABLED = False
DOWNLOAD_HANDLERS = {"data": None, "file": None, "ftp": None, "s3": None}

DOWNLOADER_MIDDLEWARES = {
    "crawler.guards.hosts.HostMap": 700,  # before HttpProxyMiddleware (750), which it feeds
    "crawler.guards.capture.Capture": 950,  # next to the network: sees headers before anything is decoded
}
ITEM_PIPELINES = {
    "pipelines.normalise.NormalisePipeline": 100,
    "pipelines.validate.ValidatePipeline": 200,
    "pipelines.store.StorePipeline": 300,
}
CONCURRENT_ITEMS = 1  # visits are stored one after another, in the order in which they ended

FRONTIER = "pipelines.archive.session.frontier_of"
ARCHIVE_DIR = os.environ.get("CONGTIN_ARCHIVE", "data/archive")
HOST_MAP: dict[str, str] = {}  # reserved host name -> "127.0.0.1:port", for the sample portals

# A retry that is due within this many seconds is waited for; a later one is left to the next run.
RETRY_WAIT_LIMIT = 120.0

LOG_LEVEL = "WARNING"
LOG_VERSIONS: list[Any] = []
STATS_DUMP = False
