"""Renders the articles of `articles.toml` as the editors of portals write them: bodies, captions and signatures.

Each form is a small function. It must not know the frames, which are the portals' templates around an article.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

Item = Any
Caption = Callable[[str, str], str]
Block = Callable[[str], str]
JUSTIFY = 'style="text-align: justify;"'
WORD = "font-size:14.0pt;line-height:115%;font-family:&quot;Times New Roman&quot;,serif;mso-fareast-language:VI"


def _table(rows: list[list[str]]) -> str:
    lines = "".join("<tr>" + "".join(f"<td><p>{cell or '&nbsp;'}</p></td>" for cell in row) + "</tr>" for row in rows)
    return f'<table border="1" cellpadding="0" cellspacing="0"><tbody>{lines}</tbody></table>'


def _list(items: list[str]) -> str:
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


def _other(item: dict[str, Any], caption: Caption, block: Block) -> str:
    """What is no paragraph looks much the same everywhere."""
    if "rows" in item:
        return _table(item["rows"])
    if "list" in item:
        return _list(item["list"])
    if "heading" in item:
        return f"<h3>{item['heading']}</h3>"
    if "bold" in item:
        return block(f"<strong>{item['bold']}</strong>")
    return caption(item["image"], item["caption"])


def _joined(items: list[Item], caption: Caption, block: Block, between: str = "\n") -> str:
    return between.join(block(item) if isinstance(item, str) else _other(item, caption, block) for item in items)


def paragraphs(items: list[Item], caption: Caption) -> str:
    return _joined(items, caption, lambda text: f"<p {JUSTIFY}>{text}</p>")


def divs(items: list[Item], caption: Caption) -> str:
    return _joined(items, caption, lambda text: f"<div>{text}</div>", "\n<div>&nbsp;</div>\n")


def breaks(items: list[Item], caption: Caption) -> str:
    return _joined(items, caption, lambda text: f"{text}<br /><br />")


def single_breaks(items: list[Item], caption: Caption) -> str:
    return _joined(items, caption, lambda text: f"&nbsp;&nbsp;&nbsp; {text}<br>")


def word(items: list[Item], caption: Caption) -> str:
    """Pasted from Word: spans inside words, empty `o:p`, source lines that end inside a sentence."""

    def block(text: str) -> str:
        words = text.split(" ")
        half = len(words) // 2
        text = " ".join(words[:half]) + "\n" + " ".join(words[half:])
        first, rest = text[:3], text[3:]
        return (
            f'<p class="MsoNormal" style="margin-bottom:6.0pt;text-align:justify;text-indent:.5in"><span lang="VI" '
            f'style="{WORD}">{first}</span><span lang="VI" style="{WORD}">{rest}<o:p></o:p></span></p>'
        )

    def bold(text: str) -> str:
        return block(text) if not text.startswith("<strong>") else f'<p class="MsoNormal">{text}<o:p></o:p></p>'

    return "<!--[if gte mso 9]><xml><w:WordDocument></w:WordDocument></xml><![endif]-->\n" + _joined(
        items, caption, bold
    )


def spans(items: list[Item], caption: Caption) -> str:
    return _joined(
        items,
        caption,
        lambda text: f'<p><span style="font-size:16px"><span style="font-family:Arial">{text}</span></span></p>',
    )


def cells(items: list[Item], caption: Caption) -> str:
    """All in one cell of a layout table."""
    inner = _joined(items, caption, lambda text: f"<p>{text}</p>")
    return f'<table width="100%" border="0"><tbody><tr><td valign="top">{inner}</td></tr></tbody></table>'


def nested(items: list[Item], caption: Caption) -> str:
    return f"<div><div><div>{_joined(items, caption, lambda text: f'<div><div>{text}</div></div>')}</div></div></div>"


def facebook(items: list[Item], caption: Caption) -> str:
    """Pasted from a post: generated classes and `dir=auto` on every line."""
    return _joined(
        items,
        caption,
        lambda text: (
            f'<div class="xdj266r x11i5rnm xat24cr"><div dir="auto" style="text-align:start">{text}</div></div>'
        ),
    )


def fonts(items: list[Item], caption: Caption) -> str:
    return _joined(items, caption, lambda text: f'<p align="justify"><font face="Arial" size="2">{text}</font></p>')


BODIES = {
    form.__name__: form
    for form in (paragraphs, divs, breaks, single_breaks, word, spans, cells, nested, facebook, fonts)
}


def figure(image: str, caption: str) -> str:
    return f'<figure class="image"><img src="{image}" alt=""><figcaption>{caption}</figcaption></figure>'


def table(image: str, caption: str) -> str:
    row = f'<tr><td><img src="{image}" width="500"></td></tr><tr><td style="text-align:center">{caption}</td></tr>'
    return f'<table align="center" border="0" style="width:500px"><tbody>{row}</tbody></table>'


def emphasis(image: str, caption: str) -> str:
    return f'<p style="text-align:center"><img alt="" src="{image}" /><br /><em>{caption}</em></p>'


def centered(image: str, caption: str) -> str:
    return (
        f'<p style="text-align:center"><img src="{image}" /></p>\n<p style="text-align:center"><em>{caption}</em></p>'
    )


def centered_divs(image: str, caption: str) -> str:
    return (
        f'<div style="text-align: center;"><img src="{image}" alt="{caption}"></div>\n'
        f'<div style="text-align: center;"><span style="font-style:italic">{caption}</span></div>'
    )


def unmarked(image: str, caption: str) -> str:
    return f'<p><img src="{image}" width="600" /></p>\n<p>{caption}</p>'


def named(image: str, caption: str) -> str:
    return f'<div class="image-box"><img src="{image}"><div class="PhotoCMS_Caption">{caption}</div></div>'


def alternative(image: str, caption: str) -> str:
    return f'<p><img alt="{caption}" src="{image}" /></p>\n<p>{caption}</p>'


CAPTIONS = {
    form.__name__: form for form in (figure, table, emphasis, centered, centered_divs, unmarked, named, alternative)
}

SIGNATURES = {
    "right": '<p style="text-align:right"><strong>{}</strong></p>',
    "right_div": '<div style="text-align: right;"><strong><em>{}</em></strong></div>',
    "align": '<p align="right"><b>{}</b></p>',
    "plain": "<p>{}</p>",
    "span": '<p style="text-align: right;"><span style="font-weight:bold">{}</span></p>',
    "italic": "<div><em>{}</em></div>",
}


def body(article: dict[str, Any], form: str, caption: str, signature: str) -> str:
    """The article's body as an editor's HTML, signature and closing source included."""
    text = BODIES[form](_escaped(article["body"]), CAPTIONS[caption])
    if article.get("signature"):
        text += "\n" + SIGNATURES[signature].format(escape(article["signature"], quote=False))
    if article.get("source_url"):
        text += f'\n<p style="text-align:right">Theo {article["source"]}</p>\n<p>{article["source_url"]}</p>'
    return text


def _escaped(value: Any) -> Any:
    if isinstance(value, str):
        return escape(value, quote=False)
    if isinstance(value, list):
        return [_escaped(each) for each in value]
    return {key: _escaped(each) for key, each in value.items()}


def lines(article: dict[str, Any]) -> list[str]:
    """The body's lines, as they must come out."""
    found: list[str] = []
    for item in article["body"]:
        if isinstance(item, str):
            found.append(item)
        elif "rows" in item:
            found.extend(" | ".join(cell for cell in row if cell) for row in item["rows"])
        elif "list" in item:
            found.extend(item["list"])
        else:
            found.extend(item[key] for key in ("heading", "bold") if key in item)
    return found
