"""The crawl itself: from the frontier's addresses to visits. Knows Scrapy; must know no SQL and no selectors."""
