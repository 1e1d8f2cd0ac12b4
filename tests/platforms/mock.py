"""Mock portals: the articles of `articles.toml` in the templates of one family, answered as its servers do.

A family's folder holds `site.toml` (addresses, paging, what its pages print) and `pages.html`, a Jinja template of its
pages: home, listing, article, and what its endpoints answer.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

HERE = Path(__file__).parent
HOST = "http://mock.example"


@dataclass(frozen=True)
class Answer:
    status: int = 200
    body: str = ""
    location: str = ""
    media_type: str = "text/html; charset=utf-8"


class MockPortal:
    """One family's portal. `answer` takes path and query as they are requested, and the fields of a POST."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.config: dict[str, Any] = tomllib.loads((HERE / name / "site.toml").read_text(encoding="utf-8"))
        data = tomllib.loads((HERE / "articles.toml").read_text(encoding="utf-8"))
        self.sections: list[dict[str, Any]] = data["section"]
        self.articles: list[dict[str, Any]] = [self._known(article) for article in data["article"]]
        self.templates = Environment(
            loader=FileSystemLoader([HERE / name, HERE]), undefined=StrictUndefined, autoescape=True, trim_blocks=True
        )
        self.templates.globals |= {
            "portal": self, "sections": self.sections, "url": self.article_url, "section_url": self.section_url,
            "section_name": self.section_name, "body": self.body_html, "date": self.date,
            "listed_date": self.listed_date,
        }  # fmt: skip

    # -- addresses ----------------------------------------------------------------------------------------------------

    def article_url(self, article: dict[str, Any]) -> str:
        when = article["published"]
        return str(self.config["article"]).format(**article, when=when, catid=self._number(article["section"]))

    def section_url(self, slug: str, page: int = 1) -> str:
        pattern = self.config["section"] if page == 1 else self.config.get("page", "")
        number = self.config.get("first", 1) + (page - 1) * self.config.get("step", 1)
        return str(pattern).format(section=slug, n=number, catid=self._number(slug))

    def section_name(self, slug: str) -> str:
        return next(str(section["name"]) for section in self.sections if section["slug"] == slug)

    def _number(self, slug: str) -> int:
        return 11 + [section["slug"] for section in self.sections].index(slug)

    # -- answers ------------------------------------------------------------------------------------------------------

    def answer(self, target: str, form: dict[str, str] | None = None) -> Answer:
        target = unquote(target)
        if form is not None:
            return self._posted(target, form)
        if target in (self.config.get("home", "/"), "/"):
            return self._page("home")
        for article in self.articles:
            if target == unquote(self.article_url(article)):
                return self._page("article", article=article, others=self._others(article))
        return self._listing(target) or Answer(404, "<h1>404</h1>")

    def _listing(self, target: str) -> Answer | None:
        for section in self.sections:
            for page in range(1, self._pages(section["slug"]) + 2):
                if target == unquote(self.section_url(section["slug"], page)):
                    return self._listing_page(section, page)
        return None

    def _listing_page(self, section: dict[str, Any], page: int, kind: str = "listing") -> Answer:
        pages = self._pages(section["slug"])
        if page > pages:
            end = self.config.get("past_end", "empty")
            if end == "404":
                return Answer(404, "<h1>404</h1>")
            if end == "redirect":
                return Answer(301, location=HOST + self.section_url(section["slug"]))
        size = self.config["page_size"]
        listed = [article for article in self.articles if article["section"] == section["slug"]]
        shown = listed[(page - 1) * size : page * size]
        return self._page(kind, section=section, articles=shown, page=page, pages=pages, numbers=range(1, pages + 1))

    def _posted(self, target: str, form: dict[str, str]) -> Answer:
        """A listing turned by POST: by the argument of a postback, or by the fields of an endpoint."""
        post = self.config["post"]
        if unquote(post["url"]) == target:
            number = form.get(post["section_field"], "11")
            section = next(s for s in self.sections if str(self._number(s["slug"])) == number)
            return self._listing_page(section, int(form[post["page_field"]]), post["kind"])
        if form.get("__VIEWSTATE") != "dDwt+/==" or form.get("__EVENTTARGET") != post.get("target"):
            return Answer(500, "<h1>Server Error</h1>")
        section = next(s for s in self.sections if unquote(self.section_url(s["slug"])) == target)
        return self._listing_page(section, int(re.sub(r"\D", "", form["__EVENTARGUMENT"])))

    def _page(self, kind: str, **values: Any) -> Answer:
        media_type = "application/json" if kind == "json" else "text/html; charset=utf-8"
        return Answer(body=self.templates.get_template("pages.html").render(kind=kind, **values), media_type=media_type)

    def _pages(self, slug: str) -> int:
        count = sum(article["section"] == slug for article in self.articles)
        return -(-count // int(self.config["page_size"]))

    def _others(self, article: dict[str, Any]) -> list[dict[str, Any]]:
        return [other for other in self.articles if other["section"] == article["section"] and other is not article][:3]

    # -- what the pages print -----------------------------------------------------------------------------------------

    def date(self, article: dict[str, Any]) -> str:
        return format_date(article["published"], self.config["date"])

    def listed_date(self, article: dict[str, Any]) -> str:
        return format_date(article["published"], self.config.get("listed_date", "%d/%m/%Y"))

    def body_html(self, article: dict[str, Any]) -> Markup:
        style = self.config.get("body", "p")
        return Markup("\n").join(self._block(block, style) for block in article["body"])

    def _block(self, block: Any, style: str) -> Markup:
        if isinstance(block, str):
            return {
                "p": Markup('<p style="text-align: justify;">{}</p>'),
                "div": Markup("<div>{}</div>"),
                "br": Markup("{}<br><br>"),
                "word": Markup(
                    '<p class="MsoNormal"><span style="font-size:14pt"><span lang="VI">{}</span></span></p>'
                ),
            }[style].format(block)
        if "heading" in block:
            return Markup("<h3>{}</h3>").format(block["heading"])
        if "list" in block:
            return Markup("<ul>{}</ul>").format(
                Markup("").join(Markup("<li>{}</li>").format(line) for line in block["list"])
            )
        if "rows" in block:
            rows = [Markup("").join(Markup("<td>{}</td>").format(cell) for cell in row) for row in block["rows"]]
            return Markup("<table border=1><tbody>{}</tbody></table>").format(
                Markup("").join(Markup("<tr>{}</tr>").format(row) for row in rows)
            )
        return self._image(block)

    def _image(self, block: dict[str, str]) -> Markup:
        src = escape(str(self.config["image"]).format(name=block["image"]))
        form = {
            "figure": '<figure class="image"><img src="{}" alt=""><figcaption>{}</figcaption></figure>',
            "vcms": '<div class="img-box"><img src="{}"><p class="img-title">{}</p></div>',
            "em": '<p style="text-align:center"><img src="{}" alt="" /><br /><em>{}</em></p>',
            "table": "<table><tbody><tr><td><img src='{}'></td></tr><tr><td>{}</td></tr></tbody></table>",
            "paragraph": '<p align="center"><img src="{}" width="600"></p><p align="center"><em>{}</em></p>',
        }[self.config.get("caption", "figure")]
        return Markup(form).format(src, block["caption"])

    # -- what must come out -------------------------------------------------------------------------------------------

    @cached_property
    def prints(self) -> set[str]:
        return set(self.config["prints"])

    def expected(self, article: dict[str, Any]) -> dict[str, Any]:
        """The fields that extraction must find on the article's page."""
        precision = self.config.get("precision", "minute")
        kept = {"second": {}, "minute": {"second": 0}, "day": {"hour": 0, "minute": 0, "second": 0}}[precision]
        return {
            "title": article["title"],
            "text": [article["lead"], *body_lines(article)],
            "published": article["published"].replace(**kept).isoformat(),
            "precision": precision,
            "author": article["author"] if "author" in self.prints else "",
            "source": article["source"] if "source" in self.prints else "",
            "tags": article["tags"] if "tags" in self.prints else [],
            "captions": [block["caption"] for block in article["body"] if "image" in block],
            "attachments": [a["filename"] for a in article["attachments"]] if "attachments" in self.prints else [],
            "section": self.section_name(article["section"]) if "section" in self.prints else "",
        }

    @staticmethod
    def _known(article: dict[str, Any]) -> dict[str, Any]:
        return {"author": "", "source": "", "tags": [], "attachments": []} | article


class PlainPortal:
    """A mock portal whose pages say nothing by classes, ids and the names of containers."""

    def __init__(self, portal: MockPortal) -> None:
        self._portal = portal

    def answer(self, target: str, form: dict[str, str] | None = None) -> Answer:
        answer = self._portal.answer(target, form)
        body = re.sub(r"""\s(?:class|id)\s*=\s*(?:"[^"]*"|'[^']*'|[\w-]+)""", "", answer.body)
        return replace(answer, body=re.sub(r"<(/?)(?:nav|header|footer|aside|main|article|section)\b", r"<\1div", body))


def body_lines(article: dict[str, Any]) -> list[str]:
    """The body as text: a line for each paragraph, heading, list item and row."""
    lines: list[str] = []
    for block in article["body"]:
        if isinstance(block, str):
            lines.append(block)
        else:
            lines += [block["heading"]] if "heading" in block else []
            lines += block.get("list", [])
            lines += [" | ".join(row) for row in block.get("rows", [])]
    return lines


def format_date(when: Any, pattern: str) -> str:
    days = ["Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật"]
    return str(when.strftime(pattern.replace("%A", days[when.weekday()])))


def form_fields(body: str) -> dict[str, str]:
    return dict(parse_qsl(body, keep_blank_values=True))


PORTALS = sorted(folder.parent.name for folder in HERE.glob("*/site.toml"))
