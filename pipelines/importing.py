"""`congtin import`: responses of WARC files become captures, and articles by the same path as a crawl's.

Must not know how a WARC record is read (`pipelines.arrival`), nor HTML (`crawler.extraction`).
"""
