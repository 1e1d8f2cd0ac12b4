"""The postback of ASP.NET: a link that submits the page's form with a target and an argument.

The form carries the whole state of the page (`__VIEWSTATE` and what goes with it) and is sent back field by field.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urljoin

from selectolax.lexbor import LexborNode

from crawler.items import Form

_CALL = re.compile(r"__doPostBack\(\s*(?:'|&#39;)([^']*)(?:'|&#39;)\s*,\s*(?:'|&#39;)([^']*)(?:'|&#39;)\s*\)")
_OPTIONS = re.compile(r"""WebForm_PostBackOptions\(\s*["']([^"']+)["']\s*,\s*["']([^"']*)["']""")


@dataclass(frozen=True, slots=True)
class Postback:
    """What `__doPostBack(target, argument)` is called with."""

    target: str
    argument: str

    def form(self, node: LexborNode, url: str) -> Form:
        """The request that the link's form makes; without a form the fields are the two of the call."""
        form = _form_around(node)
        action = (form.attributes.get("action") or "") if form is not None else ""
        call = {"__EVENTTARGET": self.target, "__EVENTARGUMENT": self.argument}
        hidden = _hidden(form) if form is not None else []
        return Form(
            urljoin(url, action), (*call.items(), *((name, value) for name, value in hidden if name not in call))
        )


def postback_of(node: LexborNode) -> tuple[str, str] | None:
    """Target and argument of the postback that a link calls."""
    attributes = node.attributes
    for script in (attributes.get("href") or "", attributes.get("onclick") or ""):
        match = _CALL.search(script) or _OPTIONS.search(script)
        if match:
            return match[1].replace("\\\\", "\\"), match[2]
    return None


def _form_around(node: LexborNode) -> LexborNode | None:
    parent = node.parent
    while parent is not None and parent.tag != "form":
        parent = parent.parent
    return parent


def _hidden(form: LexborNode) -> list[tuple[str, str]]:
    fields = []
    for field in form.css("input[type=hidden][name]"):
        attributes = field.attributes
        fields.append((attributes.get("name") or "", attributes.get("value") or ""))
    return fields
