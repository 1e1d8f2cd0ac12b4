"""Leaving the archive: the same selection of articles as JSONL, CSV, Parquet, SQLite, WARC or WACZ.

Articles are sorted by key and streamed, so that equal input gives equal bytes and memory stays the same; every export
carries a data package that says what it is. Reads the archive only.
"""
