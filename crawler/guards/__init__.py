"""Guards between the crawl and the sites: one manner or danger per file."""
