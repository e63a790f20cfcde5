"""Where a clause begins in a message: which words, after which others, open one of their own."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from advisor.understanding.platforms import mentions

# Words that open a clause of its own after "and" or a comma.
_OPENERS = frozenset(
    """
    i we they you he she it people nobody noone everyone everybody anybody anyone someone citizens residents
    comments posts replies answers questions our the there this that these those most half some many few about approx approximately circa
    roughly usually sometimes never always mostly rarely hardly occasionally often north upwards well nothing everything none
    neither both all on in at for if when whenever where what who how then no not only just once twice staff
    team management complaints criticism visitors followers users neighbours locals my one two three four five
    anything its their public legal currently typically generally basically normally nearly almost maybe
    perhaps each every any sorry actually right today nowadays meanwhile messages sharing to please can could may is are was were do does did
    have has had been now here before next last imagine suppose should would with links videos texts content material success aim goal purpose plus also but somebody own
    """.split()
)
_ALWAYS = frozenset("but whereas while although though however yet because since so unless until".split())
_PACES = frozenset(["daily", "weekly", "fortnightly", "biweekly", "monthly", "quarterly"])
_TOPICS = frozenset(["comments", "replies", "likes", "reactions"])
_ALL_BUT = frozenset(["everywhere", "all", "anywhere", "everything", "nothing", "any"])
_JOINERS = frozenset(["and", "or", "plus", "&", "n"])
_WHERE = frozenset(["on", "in", "at", "for"])
_FRONTED = frozenset("out of on in from at for with by under about among as when if since after before".split())
_WHO = frozenset(
    "we i they people ppl folks folk nobody everyone everybody anyone anybody comments coments replies".split()
)
_NO_BREAK = frozenset(
    [
        ("yet", "to"), ("until", "first"), ("until", "now"), ("until", "then"), ("so", "that"), ("so", "often"), ("so", "much"), ("so", "many"),
        ("since", "the"), ("since", "last"), ("since", "like"),
    ]
)  # fmt: skip
_SET_PHRASES = frozenset(
    [("each", "every"), ("properly", "in"), ("quickly", "in"), ("fully", "in"), ("again", "again"), ("now", "then")]
)
_PEOPLE = frozenset(
    "readers viewers listeners members parents tourists patrons passengers hikers anglers farmers kids students fans folks neighbours neighbors residents guests".split()
)
_MAY = frozenset("can may could cannot ca do are get write talk ask comment discuss argue post".split())
_WEAK = frozenset(["since", "so", "until", "yet", "while", "because"])
_DOES = frozenset(["is", "has", "gets", "stays", "does", "lets", "allows"])
_HOW_OFTEN = frozenset(["several", "once", "twice", "daily", "weekly", "monthly", "like", "about", "maybe", "around"])
_ON_SECOND_THOUGHT = frozenset(["oh", "wait", "hang", "hold", "oops"])
_TICKS = frozenset(["yes", "no", "none", "only"])
_STOPS = frozenset(". ! ? ; : … • | -- -".split())
ENDS = frozenset([".", "!", "?", ";", "…"])
_CONDITIONS = frozenset(["if", "when", "whenever", "once", "unless", "where", "wherever", "whoever", "as", "of"])
_ASIDE = frozenset("also then so even well yes no and usually that honestly frankly probably sadly".split())
_WHOLLY = frozenset(["full", "detail", "person", "short", "total", "part"])
_MIN_WORDS = 3
ENTRY = 4  # words of an entry in a terse list, at most
_ALSO_OFF = re.compile(r"(?:the )?(?:likes|reactions|comments) (?:also|too|as well)\b", re.I)
_ABBREVIATIONS = re.compile(r"^(?:e\.?g|i\.?e|etc|approx|ca|dept|st|mr|mrs|ms|dr|no|vs|gov|govt|assoc|incl)\.?$", re.I)


def begins_clause(doc: Doc, i: int) -> bool:
    """Whether a clause of its own begins with token `i` (not the first)."""
    before, token = doc[i - 1], doc[i]
    if before.text in _STOPS and not _abbreviates(doc, i):
        return before.text not in {"-", ":"} or bool(before.whitespace_)
    word = token.lower_
    if before.text == "..." and word in _ON_SECOND_THOUGHT:
        return True
    left = _words_since_cut(doc, i)
    if word in _JOINERS and _goes_on_where(doc, i):
        return False
    if word in _WHO and left > _MIN_WORDS and _ends_with_place(doc, i) and i + 2 < len(doc):
        return True  # "it's closed on LinkedIn people can comment on X"
    if word == "but" and before.lower_ in _ALL_BUT:
        return False
    if word in _ALWAYS:
        if i + 1 < len(doc) and ((word, doc[i + 1].lower_) in _NO_BREAK or (word == "until" and doc[i + 1].like_num)):
            return False
        comma = before.text == ","
        return left >= _MIN_WORDS - 1 and (comma or word not in _WEAK or _opens(doc, i + 1))
    if word == "or" and i + 1 < len(doc) and (doc[i + 1].like_num or doc[i + 1].lower_ in {"so", "more", "less"}):
        return False
    if word in _JOINERS:
        if i + 1 < len(doc) and (before.lower_, doc[i + 1].lower_) in _SET_PHRASES:
            return False  # "each and every question", "properly and in full"
        if i + 1 < len(doc) and doc[i + 1].lower_ == "all" and (i + 2 == len(doc) or doc[i + 2].is_punct):
            return False  # "doses and opening times and all"
        if re.match(r"\S+ of (?:them|those|these)\b", doc[i + 1 :].text) and doc[i + 1].like_num:
            return False  # "there were 50 questions and 20 of them got an answer"
        if (
            before.text == ","
            and left > _MIN_WORDS
            and _words_ahead(doc, i) > ENTRY
            and not mentions(doc[i : i + 4].text)
        ):
            return True
        if _ALSO_OFF.match(doc[i + 1 :].text):
            return False  # "we put the comments off and the likes also"
        return left >= _MIN_WORDS - 1 and _opens(doc, i + 1)
    if before.text == ",":
        if _closes_condition(doc, i - 1) or (word == "in" and i + 1 < len(doc) and doc[i + 1].lower_ in _WHOLLY):
            return False
        if left <= 3 and doc[i - 2].lower_ in _PACES and mentions(doc[max(0, i - 4) : i - 1].text):
            return True  # "linkedin weekly, copies of our press releases"
        if left and (_is_entry(doc, i) or _speaks_of_platform(doc, i)):
            return True
        return left >= (1 if word in _TOPICS else _MIN_WORDS - 1) and _opens(doc, i)
    return before.text == ")" or token.text == "("


def _names_place(doc: Doc, i: int) -> int | None:
    """Where "on Facebook", that begins with token `i`, ends; None if nothing of the kind stands there."""
    if i < 0 or i + 1 >= len(doc) or doc[i].lower_ not in _WHERE:
        return None
    return i + 2 if mentions(f"on {doc[i + 1].text}") else None


def _speaks_of_platform(doc: Doc, i: int) -> bool:
    """Whether a platform begins a clause of its own at token `i`: "…, X is open for replies"."""
    if i + 2 >= len(doc) or len(mentions(f"on {doc[i].text}")) != 1:
        return False
    return (
        doc[i + 1].lower_ in _DOES | _WHO | _HOW_OFTEN | {"same", "too", "likewise", "ditto", "also", "similar"}
        or doc[i + 1].like_num
        or doc[i + 1].lower_ in {"no", "noone", "never"}
    )


def _is_entry(doc: Doc, i: int) -> bool:
    """Whether token `i` begins an entry of its own in a terse list: "comment policy yes, archive no", "no rules, no archive"."""
    end = next((j for j in range(i, len(doc)) if doc[j].text == "," or doc[j].text in _STOPS), len(doc))
    words = [token.lower_ for token in doc[i:end]]
    if not 2 <= len(words) <= ENTRY:
        return False
    denied = words[0] == "no" and any(token.lower_ == "no" for token in doc[max(0, i - 6) : i - 1])
    return denied or (words[-1] in _TICKS and words[0] not in _TICKS | {"not", "but"})


def _ends_with_place(doc: Doc, i: int) -> bool:
    """Whether the words before token `i` end with "on Facebook" that does not open a clause itself ("…, but on X we")."""
    start = next((j + 1 for j in range(i - 1, -1, -1) if doc[j].text in _STOPS | {","}), 0)
    opens = (
        doc[start].lower_ in _FRONTED or doc[i - 3].text in _STOPS | {","} or doc[i - 3].lower_ in _ALWAYS | _JOINERS
    )
    return not opens and _names_place(doc, i - 2) == i


def _goes_on_where(doc: Doc, i: int) -> bool:
    """Whether the joiner at `i` only adds a place: "on Mastodon and on Instagram people can …", "… on Facebook and on X"."""
    end = _names_place(doc, i + 1)
    if end is None or not mentions(f"on {doc[i - 1].text}"):
        return False
    return end >= len(doc) or doc[end].text in _STOPS | {","} or _words_since_cut(doc, i) <= 2


def _abbreviates(doc: Doc, i: int) -> bool:
    """Whether the full stop before token `i` belongs to an abbreviation ("no." only before a number: "no. 5")."""
    word = doc[i - 2].text if i > 1 else ""
    opens = doc[i].text[0].isupper() and doc[i].lower_ in _OPENERS
    return bool(_ABBREVIATIONS.match(word)) and (doc[i].like_num if word.lower() == "no" else not opens)


def _closes_condition(doc: Doc, comma: int) -> bool:
    """Whether the comma ends a condition ("if someone asks, …"), which its main clause needs."""
    stretch = []
    for token in reversed(doc[:comma]):
        if token.text == "," or token.text in _STOPS:
            break
        stretch.append(token.lower_)
    opening = [word for word in reversed(stretch) if word not in {"and", "but", "so", "also", "even", "only"}]
    return bool(opening) and opening[0] in _CONDITIONS


def _words_since_cut(doc: Doc, i: int) -> int:
    words = 0
    for token in reversed(doc[:i]):
        if token.text in _STOPS:
            break
        words += token.is_alpha
    return words


def _words_ahead(doc: Doc, i: int) -> int:
    words = 0
    for token in doc[i + 1 :]:
        if token.text in _STOPS or token.text == ",":
            break
        words += token.is_alpha
    return words


def _opens(doc: Doc, i: int) -> bool:
    """Whether the words from token `i` on look like a clause, not like one more item of a list."""
    while i < len(doc) and doc[i].lower_ in _ASIDE:
        i += 1
    rest = [token for token in doc[i : i + 8] if token.is_alpha or token.like_num]
    if len(rest) >= 2 and rest[0].lower_ in _PACES and rest[1].lower_ in _DOES | {"was", "were", "before", "now"}:
        return True  # "it's weekly since January, monthly was before that"
    if len(rest) >= 3 and rest[0].lower_ in {"a", "an"} and rest[1].lower_ in _PACES:
        return True  # "… and a monthly newsletter": the pace is of the last item only
    people_may = len(rest) >= 2 and rest[0].lower_ in _PEOPLE and rest[1].lower_ in _MAY
    return people_may or (len(rest) >= 2 and (rest[0].lower_ in _OPENERS or rest[0].like_num))
