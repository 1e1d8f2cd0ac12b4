"""Saves a page with the article that is expected of it, as the tests of extraction read them. Looks at nothing."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from crawler.addresses import origin
from crawler.scouting.errors import RecordError
from crawler.scouting.seen import SeenArticle

LEFT_OUT = ("url", "body_html", "removed")
"""Fields that follow from the others or from the page."""


def save_fixture(seen: SeenArticle, folder: Path, name: str) -> tuple[Path, Path]:
    """Write NAME.html, the bytes as they came, and NAME.json with every field to be judged; never over a file."""
    article = {field: value for field, value in asdict(seen.article).items() if field not in LEFT_OUT}
    for field in ("published", "updated"):
        article[field] = article[field] and article[field].isoformat()
    expected = {"url": seen.page.url, "seen_on": origin(seen.page.url), "headers": _encoding(seen), "article": article}
    folder.mkdir(parents=True, exist_ok=True)
    html, wanted = folder / f"{name}.html", folder / f"{name}.json"
    for file in (html, wanted):
        if file.exists():
            raise RecordError(f"{file} is there already and was left as it is; move it away to save another page")
    html.write_bytes(seen.page.body)
    wanted.write_text(json.dumps(expected, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return html, wanted


def _encoding(seen: SeenArticle) -> list[list[str]]:
    """The one header on which reading a page depends."""
    return [[name, value] for name, value in seen.page.headers if name.lower() == "content-type"]
