"""Bytes of a page to a clean `Article`. Imports no scrapy, knows no SQL, never raises on any bytes."""

from crawler.extraction.reading import extract, read_page

__all__ = ["extract", "read_page"]
