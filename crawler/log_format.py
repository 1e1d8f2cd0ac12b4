"""What Scrapy logs of its own accord, where congtin says it better."""

from __future__ import annotations

import logging
from typing import Any

import scrapy.logformatter
from scrapy.logformatter import LogFormatterResult


class LogFormatter(scrapy.logformatter.LogFormatter):
    """An archive that cannot be written ends a crawl with an error that says what to do; a traceback would hide it."""

    def item_error(self, *args: Any, **kwargs: Any) -> LogFormatterResult:
        """Only for whoever debugs: the crawl raises the same error at its end."""
        return {**super().item_error(*args, **kwargs), "level": logging.DEBUG}
