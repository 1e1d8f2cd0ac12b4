"""The command line: each command calls one function and ends in one of a few exit codes.

Of all of `crawler` only this package may know `pipelines`: it is where the crawl and the archive are put together.
"""

from crawler.cli.main import cli, main

__all__ = ["cli", "main"]
