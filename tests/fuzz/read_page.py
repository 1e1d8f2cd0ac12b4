"""Coverage-guided fuzzing of the reading of pages: `python tests/fuzz/read_page.py FOLDER [libFuzzer options]`.

Any bytes must give a reading, without an exception, in bounded time and memory. `make fuzz` installs atheris and runs
this; what it finds and what covers the code best is kept in `tests/fuzz/corpus`, which the test beside this file reads.
"""

from __future__ import annotations

import sys

URL = "http://phuong-mau.example/tin-tuc/bai-1.html"


def read(data: bytes) -> None:
    """One input: its first byte says which family is forced on the page, or none; the rest is the page."""
    from crawler.extraction import read_page
    from crawler.platforms import FAMILIES

    forced = ("", *FAMILIES)
    platform = forced[data[0] % len(forced)] if data else ""
    reading = read_page(data[1:], URL, platform=platform or None)
    if (reading.article is None) != bool(reading.reason):
        raise AssertionError(f"exactly one of article and reason: {reading}")
    if reading.article is not None:
        assert reading.article.title is not None
        assert all(line == " ".join(line.split()) for line in reading.article.body)


def main() -> None:
    """Fuzz until libFuzzer's options say that it is enough."""
    import atheris

    with atheris.instrument_imports(include=["crawler"]):
        read(b"")
    atheris.Setup(sys.argv, read)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
