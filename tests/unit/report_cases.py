"""What the tests of reports share: cases, and a page taken apart."""

from __future__ import annotations

from html.parser import HTMLParser

from advisor.facts import Case, Channel
from advisor.records import Kept

HOSTILE = "</title><script>alert(1)</script> | \x1b[31m`x` [a](javascript:b) ${7*7} {{7*7}} \u202eevil\n# heading"
PULL = {
    "who_can_speak": "comments",
    "answers_given": "usually",
    "answer_style": "sends_to_website",
    "own_site_links": "most",
}
PUSH = {"who_can_speak": "nobody"}
MIXED = {
    "who_can_speak": "comments", "answers_given": "rarely", "answer_style": "standard_text", "own_site_links": "few",
    "content_origin": "public_or_partners", "post_completeness": "complete",
}  # fmt: skip
INACTIVE = {"posting_frequency": "inactive", "who_can_speak": "comments"}
NETWORKING = {
    "who_can_speak": "own_posts", "answers_given": "usually", "answer_style": "conversation", "answers_criticism": "yes",
    "people_talk_together": "with_us", "asks_public": "answers_used", "shares_others": "public",
}  # fmt: skip
AGENCY = {"name": "City of Larkfield", "goals": ["website", "service"], "staff_hours": 3, "sign_off": "several"}

CASES = {
    "empty": Case(),
    "only a name": Case({"name": "City of Larkfield"}),
    "unknown answers": Case(
        {"name": "unknown", "goals": "unknown"}, (Channel("x", None, {"who_can_speak": "unknown"}),)
    ),
    "undetermined": Case(AGENCY, (Channel("facebook"),)),
    "settled push": Case(AGENCY, (Channel("facebook", None, PUSH),)),
    "pull": Case(AGENCY, (Channel("x", "Larkfield Fire", PULL),)),
    "mixed": Case(AGENCY, (Channel("facebook", None, MIXED),)),
    "networking": Case({"goals": ["consult"]}, (Channel("forum", None, NETWORKING),)),
    "inactive": Case(AGENCY, (Channel("youtube", None, INACTIVE),)),
    "five channels": Case(
        AGENCY,
        (
            Channel("facebook", None, PUSH),
            Channel("x", "Larkfield Fire", PULL),
            Channel("other", "Gowalla", MIXED),
            Channel("youtube", None, INACTIVE),
            Channel("forum", None, NETWORKING),
        ),
    ),
}


def hostile() -> Kept:
    """A conversation in which every free text attacks the report."""
    name = HOSTILE.replace("\n", " ")
    case = Case({**AGENCY, "name": HOSTILE}, (Channel("facebook", name, MIXED), Channel("other", name, PULL)))
    return Kept(case, {(c.key, fact): HOSTILE for c in case.channels for fact in c.facts})


class Page(HTMLParser):
    """A page taken apart: its tags, heading levels, ids and references to them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(page)
        assert not self.open, f"never closed: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in {"meta", "br", "input"}:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def named(self, name: str) -> list[dict[str, str | None]]:
        """The attributes of every `name` element."""
        return [attributes for tag, attributes in self.tags if tag == name]
