"""The postback of ASP.NET: a link that submits the page's form with a target and an argument.

The form carries the whole state of the page (`__VIEWSTATE` and what goes with it) and is sent back field by field.
"""

from __future__ import annotations

import re
from urllib.parse import urljoin

from selectolax.lexbor import LexborNode

from crawler.items import Form

_CALL = re.compile(r"__doPostBack\(\s*'([^']*)'\s*,\s*'([^']*)'\s*\)")
_OPTIONS = re.compile(r"""WebForm_PostBackOptions\(\s*["']([^"']+)["']\s*,\s*["']([^"']*)["']""")


def postback_of(node: LexborNode) -> tuple[str, str] | None:
    """Target and argument of the postback that a link calls."""
    attributes = node.attributes
    for script in (attributes.get("href") or "", attributes.get("onclick") or ""):
        match = _CALL.search(script) or _OPTIONS.search(script)
        if match:
            return match[1], match[2]
    return None


def postback_form(node: LexborNode, url: str) -> Form | None:
    """The request that the link's postback makes: every hidden field of its form, in their order.

    None where the link posts nothing back, or the form leads to no address.
    """
    call = postback_of(node)
    if call is None:
        return None
    form = _form_around(node)
    fields = dict(_hidden(form)) if form is not None else {}
    fields |= {"__EVENTTARGET": call[0], "__EVENTARGUMENT": call[1]}
    action = (form.attributes.get("action") or "") if form is not None else ""
    try:
        return Form(urljoin(url, action), tuple(fields.items()))
    except ValueError:
        return None


def _form_around(node: LexborNode) -> LexborNode | None:
    parent = node.parent
    while parent is not None and parent.tag != "form":
        parent = parent.parent
    return parent


def _hidden(form: LexborNode) -> list[tuple[str, str]]:
    inputs = (field.attributes for field in form.css("input[type=hidden][name]"))
    return [(field.get("name") or "", field.get("value") or "") for field in inputs]
