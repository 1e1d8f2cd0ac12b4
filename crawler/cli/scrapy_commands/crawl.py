"""`scrapy crawl portal -a portal=ID`: errors are told as by `congtin crawl`, with its exit codes and no traceback."""

from __future__ import annotations

from argparse import Namespace

import click
from scrapy.commands.crawl import Command as ScrapysCommand
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.exceptions import UsageError

from crawler.cli.exits import exit_of
from crawler.run import carry_out
from crawler.spiders.portal import PortalSpider


class Command(ScrapysCommand):
    """Takes the place of Scrapy's command of this name, which leaves an error of the spider to the log."""

    def run(self, args: list[str], opts: Namespace) -> None:
        """Crawl; the exit code is that of the error that ended it."""
        if args != [PortalSpider.name] or not isinstance(self.crawler_process, AsyncCrawlerProcess):
            raise UsageError(f"the one spider is called {PortalSpider.name}", print_help=False)
        try:
            carry_out(self.crawler_process, **opts.spargs)
        except Exception as error:
            code = exit_of(error)
            if code is None:
                raise
            click.echo(f"Error: {error}", err=True)
            self.exitcode = code
