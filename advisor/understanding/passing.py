"""Facts told in passing: read from each clause for itself, whatever was asked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from advisor.facts import FactType, vocabulary
from advisor.understanding.examples import NONE
from advisor.understanding.hours import heads_of, says_nine_to_five, total_of
from advisor.understanding.moods import STATEMENT, admits, is_hedged, is_usual, says_when
from advisor.understanding.pace import says_how_often, says_posts
from advisor.understanding.parts import Part
from advisor.understanding.quantities import counts_answers
from advisor.understanding.reading import ReadFact
from advisor.understanding.replies import SHARE_BANDS, measured
from advisor.understanding.speaking import no_own_posts, no_reactions

PACE = "posting_frequency"
COUNTED = 0.9  # how sure a pace is that counts posts ("one picture every Sunday"), and that reactions are off as well
SURE = 0.62  # a fact said in passing is kept from here on
MOSTLY = 0.5  # a clause so likely to say "not known" says hardly anything else
DOUBT = 0.30  # from here on it is asked back
CLEAR_AIM = 0.5  # share from which a plan tells a goal
_ALSO = 0.3  # share from which a second goal of a clause counts as told
# An inactive channel is not judged at all, so it takes more than a guess.
_SILENT = re.compile(
    r"n'?t\b|\blast\b(?! (?:week|month|year|winter|spring|summer|autumn|fall|night|\w+day)\b)|\b(?:no(?:thing|body|t| one)?|none|never|hasn't|haven't|isn't|stopped|ceased|quit|dead|died?|asleep|sleep\w*|dormant|silent|silence|quiet|inactive|"
    r"abandon\w*|orphan\w*|neglect\w*|idle|unused|dust|cobwebs?|tumbleweed|ghost|mothball\w*|frozen|stale|lapsed|fallow|ages|months|zero|gave up|given up|forgotten|hibernat\w*|limbo|parked|discontinu\w*|newest|on ice|defunct|ended|retired|placeholder|rot|closed down)\b",
    re.I,
)
_NOBODY = frozenset(["nobody", "no one", "none", "n't", "nt", "not", "no"])
_KEPT_GOING = re.compile(
    r"\b(?:post\w*|publish\w*|upload\w*|updat\w*|touch\w*|writ\w*|wrote|put|log\w*|new|fresh|use[ds]?|using|tweet\w*|shar\w*|since|for|months?|years?|weeks?|ages|going|goes|gone|happen\w*|mov\w*|"
    r"activ\w*|content|fed|feed\w*|anything|work\w*|look\w*|maintain\w*|run\w*|alive|life|maintain|open\w*|there|on it|more|longer|\d+)\b",
    re.I,
)
_COULD = re.compile(r"\b(?:could|allowed)\b", re.I)  # who may post is not how often the agency does
_DAY_AND_NIGHT = re.compile(
    r"^(?!.*\b(?:not|never|nobody|isn't|aren't|don't)\b).*\b(?:day and night|night and day|(?:a)?round the clock|24 ?/ ?7|twenty[- ]four seven|24 hours a day)\b",
    re.I,
)
_QUESTIONS = re.compile(
    r"\b(?:questions?|asks?|asked|enquir\w+|inquir\w+|quer\w+|everyone|everybody|people|most|(?<!at )all)\b", re.I
)
_OFFICE_HOURS = re.compile(
    r"^(?!.*\b(?:not|n't|never|outside|beyond|after|longer|past|evenings?|nights?|weekends?|saturdays?|except|plus|more than|besides|as well)\b)"
    r".*\b(?:during|in|within|only|just|normal|regular)(?: the| our| usual| normal| regular)? (?:office|business|working) (?:hours|time)\b",
    re.I,
)
_NONE_UNANSWERED = re.compile(
    r"\b(?:not|no|never|nothing|hardly|none|rarely|n't)\b[^,.;]{0,60}\b(?:unanswered|without (?:an? |any )?(?:answer|reply|response)|ignored|(?:haven'?t|didn'?t|don'?t|hasn'?t|not) (?:been )?(?:answer\w*|repl\w*|respond\w*|got(?:ten)? (?:an answer|a reply)))\b",
    re.I,
)  # "there is not a question goes unanswered"
# Having but one channel is not carrying what is nowhere else.
_ONLY_CHANNEL = re.compile(
    r"\bonly (?:social(?: media)? |one |other )?(?:\w+ )?(?:presence|channel|account|page|platform|profile|one)\b(?: (?:that )?(?:we|i) (?:have|run|use|maintain|keep|own|do|operate|got|manage)| is there|\W*$)"
    r"|\b(?:we|i|it|there|agency|village|town|office|council|which|that|has|have)(?:'ve| have| has| is| got)? (?:got )?(?:only|just|but) (?:have |has |got )?(?:an?|one|this|the one|our)\b|\bno other (?:presence|channel|account|page|platform)s?\b",
    re.I,
)
_CORRECTS = re.compile(
    r"\b(?:no,|no wait|wait|actually|sorry|i mean|rather(?! not)|correction|scratch|make that|in fact|well,|now|any ?more|these days|today|since|currently)\b",
    re.I,
)
_OF_WHOM = re.compile(r"^\W*(?:yes|no|and|but)?\W*(?:only|just|mostly|mainly|sometimes|we|nobody|those|posts)\b", re.I)
_IS_NOT = re.compile(
    r"^\W*(?:no,? |well,? |and |but )*(?:it|that|they)(?:'s|'re| is| are| was)? ?(?:not|n't) (?:the|an?|just|only|really|our|about)?\b",
    re.I,
)
_AT_ONCE = re.compile(r"^\W*(?:no,? wait|wait|sorry|i mean|make that|or rather|scratch that)\b", re.I)
NOT_AS_IF = re.compile(
    r"\bnot (?:as if|as though|like|that|because)\b.*(?:\b(?:never|not|no|nobody|none|hardly)\b|n't\b)", re.I
)  # "it's not as if we never answered" tells nothing of its own
_NO_GOAL = re.compile(
    r"\b(?:is|are|was|were)(?:n't| not| no longer) (?:really )?(?:our|the|a|an?|one of our) (?:\w+ ){0,2}?(?:goals?|aims?|priority|priorities|purpose)\b",
    re.I,
)  # what is denied as a goal tells nothing either
HANG_ON = re.compile(
    r"\W*(?:(?:no|oh|ah|hm+|wait|(?:the |just the )?(?:reverse|opposite|other way a?round)|vice versa|my (?:mistake|bad|fault)|i was wrong|seriously|though|jok(?:ing|es) (?:apart|aside)|hang on|hold on|sorry|scratch that|correction|actually|i mean|a second|a moment)\W*)+",
    re.I,
)
_STILL = re.compile(r"\bstill\b", re.I)
_TAKEN_BACK = re.compile(r"\b(?:no,? wait|wait|sorry|scratch that|i mean)\W*$", re.I)
_CHANNEL_MATTER = re.compile(
    r"\b(?:comment\w*|repl(?:y|ies|ying)|likes|account|page|channel|open\w*|answer\w*|post\w*|respond\w*)\b", re.I
)
_NOT_SUPPOSED = {"name", "goals", "legal_frame"}
# Of two values of one fact told of one channel in one message, the one that includes the other stands.
_WIDER = {
    "shares_others": ("never", "own_government", "partners", "public"),
    "asks_public": ("never", "polls", "real_questions", "answers_used"),
}
# Two true at once: the stricter word about who may speak is the one about comments.
_TOGETHER = {
    ("who_can_speak", "nobody", "reactions_only"): "reactions_only",
    ("who_can_speak", "comments", "own_posts"): "own_posts",
}


def told(parts: Sequence[Part]) -> list[ReadFact]:
    """The facts stated, each for every channel it is about. What surrounds a clause colours it, so of two values the surer
    one stands, unless the later clause says that it corrects."""
    found: dict[tuple[str | None, str], ReadFact] = {}
    before: list[ReadFact] = []  # of the channels last spoken of
    spoken_of: tuple[str, ...] = ()
    in_so_many_words: set[tuple[str | None, str]] = set()
    turned: dict[tuple[str | None, str], ReadFact] = {}  # what was told before "oh no, wait"
    for number, part in enumerate(parts):
        here = facts_of(part)
        if HANG_ON.fullmatch(part.text):
            turned = dict(found)
        if _IS_NOT.match(part.text) and number + 1 < len(parts):
            corrected = {fact.fact for fact in facts_of(parts[number + 1])}
            here = [fact for fact in here if fact.fact not in corrected]
        if part.scope.repeats and not [fact for fact in here if fact.confidence >= SURE]:
            here = [
                replace(fact, channel=key) for fact in before for key in part.scope.channels if fact.scope == "channel"
            ]
        for fact in here:
            place = (fact.channel, fact.fact)
            if place in in_so_many_words and _is_coloured(found[place], fact, part):
                continue
            if fact.fact in part.plain:
                in_so_many_words.add(place)
            anew = place in turned and found[place] is turned[place] and fact.confidence >= DOUBT
            kept = fact if anew else _of_two(found[place], fact) if place in found else fact
            if kept:
                found[place] = kept
        before = [*before, *here] if part.scope.channels == spoken_of else here or before
        spoken_of = part.scope.channels
    return [_for_all_heads(fact, parts) for fact in found.values()]


def _is_coloured(known: ReadFact, new: ReadFact, part: Part) -> bool:
    """Whether a clause seems to tell another value only for what surrounds it, where the first was said in so many words:
    "people can reply but we don't see it"."""
    one, other = sorted((str(known.value), str(new.value)))
    differs = one != other and (new.fact, one, other) not in _TOGETHER
    return differs and new.fact not in part.plain and not _CORRECTS.search(part.text)


def _for_all_heads(fact: ReadFact, parts: Sequence[Part]) -> ReadFact:
    """ "Three of us, seven hours each": the hours of the whole team."""
    if fact.fact != "staff_hours" or not isinstance(fact.value, (int, float)):
        return fact
    said = ", ".join(part.text for part in parts)
    hours = total_of(said) or fact.value * heads_of(fact.words, said)
    return replace(fact, value=int(hours) if hours == int(hours) else hours)


def supposed(parts: Sequence[Part]) -> list[ReadFact]:
    """What is not stated but supposed, asked or planned ("what if people could comment?")."""
    return [
        fact
        for part in parts
        if part.mood in {"hypothesis", "question", "plan"}
        for fact in facts_of(replace(part, mood=STATEMENT))
        if fact.fact not in _NOT_SUPPOSED and fact.confidence >= DOUBT
    ]


def _of_two(known: ReadFact, new: ReadFact) -> ReadFact | None:
    """What stands of two readings of one fact in one message; None if the earlier one does."""
    if new.fact == "goals" and isinstance(known.value, list) and isinstance(new.value, list):
        if min(known.confidence, new.confidence) < SURE:
            return max(known, new, key=lambda fact: fact.confidence)
        return replace(new, value=[*known.value, *(value for value in new.value if value not in known.value)])
    if known.value == new.value:
        surer = max(known, new, key=lambda fact: fact.confidence)
        off = next((fact for fact in (known, new) if new.value == "nobody" and no_reactions(fact.words)), surer)
        return replace(off, confidence=surer.confidence)  # whose words say that not even likes are possible
    if new.value == "unknown" and known.confidence >= SURE and not _CORRECTS.search(new.words):
        return None
    one, other = sorted((str(known.value), str(new.value)))
    both = _TOGETHER.get((new.fact, one, other))
    if both == "reactions_only" and any(no_reactions(fact.words) for fact in (known, new)):
        both = "nobody"
    if both and min(known.confidence, new.confidence) >= SURE:
        return replace(new if new.value == both else known, value=both)
    if new.fact == "purpose" and min(known.confidence, new.confidence) >= SURE and not _CORRECTS.search(new.words):
        return replace(new, value="mixed")  # several purposes are a mix of them
    if known.value == "inactive" and _STILL.search(new.words) and new.confidence >= SURE:
        return new  # "a bit of a ghost town, we do still post there weekly"
    order = _WIDER.get(new.fact)
    if order and {known.value, new.value} <= set(order[1:]) and min(known.confidence, new.confidence) >= SURE:
        return new if order.index(new.value) > order.index(known.value) else None
    if is_hedged(new.words) and is_usual(known.words) and known.confidence >= DOUBT:
        return None
    corrects = _CORRECTS.search(new.words) and new.confidence >= (DOUBT if _AT_ONCE.search(new.words) else SURE)
    corrects = corrects or (_TAKEN_BACK.search(known.words) and new.confidence >= DOUBT)
    return new if corrects or new.confidence >= known.confidence else None


def facts_of(part: Part) -> list[ReadFact]:
    """The facts of one clause, for each channel in its scope."""
    found: list[ReadFact] = []
    for name, likely in part.likely.items():
        fact = vocabulary().fact(name)
        value, confidence, rival = _value(fact, part.text, likely)
        if value is None or confidence < DOUBT or not _is_so(part, name, value):
            continue
        keys: tuple[str | None, ...] = (None,) if fact.scope == "agency" else (part.scope.channels or (None,))
        found.extend(ReadFact(fact.scope, key, name, value, round(confidence, 4), part.text, rival) for key in keys)
    sure = {fact.fact for fact in found if fact.confidence >= SURE}
    if sure & {"who_can_speak", "answers_given"}:  # who may not speak or hears nothing is no silence of the agency
        found = [fact for fact in found if fact.value != "inactive"]
    if {"answers_criticism", "answers_given"} <= sure and not _QUESTIONS.search(part.text):
        found = [fact for fact in found if fact.fact != "answers_given"]
    if {"goals", "purpose"} <= sure:  # one aim: the named channel's, or the agency's
        found = [fact for fact in found if fact.fact != ("goals" if part.scope.named else "purpose")]
    return found


def _is_so(part: Part, fact: str, value: Any) -> bool:
    """Whether the clause states the fact: goals are plans by nature, and of the past only silence since then counts."""
    if value == "inactive" and (not _is_silent(part.text) or _COULD.search(part.text)):
        return False
    if (
        fact == PACE
        and value not in {"inactive", "unknown"}
        and not part.scope.excepted
        and not says_how_often(part.text)
    ):
        return False
    if NOT_AS_IF.search(part.text) or _NO_GOAL.search(part.text):
        return False
    if part.mood == STATEMENT:
        return True
    if part.mood == "others" and fact == "shares_others" and _OF_WHOM.match(part.text):
        return True  # "only those of other departments"
    if part.mood == "plan":
        return fact == "goals" and _tells_an_aim(part)
    return part.mood == "past" and value == "inactive"


def _tells_an_aim(part: Part) -> bool:
    """Whether a plan tells a goal; "the mayor wants it so" and "next year the mayor wants to be on Instagram" do not."""
    if max(share for value, share in part.likely["goals"].items() if value != NONE) < CLEAR_AIM:
        return False
    return not (says_when(part.text, "plan") and (part.scope.named or _CHANNEL_MATTER.search(part.text)))


def _is_silent(text: str) -> bool:
    """Whether words speak of silence: "an X that nobody loves" does not, "an X that nobody touches" does."""
    found = [match[0].lower() for match in _SILENT.finditer(text)]
    return any(word not in _NOBODY for word in found) or (bool(found) and bool(_KEPT_GOING.search(text)))


def _value(fact: FactType, text: str, likely: Mapping[str, float]) -> tuple[Any, float, Any]:
    """The value a clause tells of `fact`, how sure that is, and the second best. Nothing is "not known" without a word of it."""
    if likely.get("unknown") and not admits(text):
        rest = 1.0 - likely["unknown"] if likely["unknown"] < MOSTLY else 1.0
        likely = {value: share / rest for value, share in likely.items() if value != "unknown"}
    ranked = sorted((value for value in likely if value != NONE), key=lambda value: -likely[value])
    presence = 1.0 - likely.get(NONE, 0.0)
    amount = measured(fact, text)
    if amount is not None and presence >= DOUBT:
        counted = (fact.name == PACE and says_posts(text)) or (fact.name in SHARE_BANDS and presence >= SURE)
        counted = counted or (fact.name == "answers_given" and counts_answers(text))
        return amount, max(presence, COUNTED) if counted else presence, None
    if fact.type == "number":
        return ("unknown", likely["unknown"], None) if ranked[0] == "unknown" else (None, 0.0, None)
    if fact.type == "list":
        told = [value for value in ranked if likely[value] >= max(_ALSO, likely[ranked[0]] / 2)]
        if not told and ranked[0] != "unknown":
            return [ranked[0]], min(presence, likely[ranked[0]] / _ALSO * DOUBT), None
        return ("unknown" if ranked[0] == "unknown" else told), presence, None
    best = ranked[0]
    if fact.name in {"answers_given", "answers_criticism"} and presence >= DOUBT and _NONE_UNANSWERED.search(text):
        return fact.yes, max(presence, COUNTED), None
    if fact.name == "cover" and presence >= DOUBT and _DAY_AND_NIGHT.search(text):
        return "round_the_clock", max(presence, COUNTED), None
    if fact.name == "cover" and presence >= DOUBT and (_OFFICE_HOURS.search(text) or says_nine_to_five(text)):
        return "office", max(presence, COUNTED), None
    if fact.name == "exclusive_content" and _ONLY_CHANNEL.search(text):
        return None, 0.0, None
    if fact.name == "who_can_speak" and best == "own_posts" and no_own_posts(text):
        return "comments", max(likely.get("comments", 0.0), DOUBT), "nobody"
    if fact.name == "who_can_speak" and best in {"reactions_only", "nobody"} and no_reactions(text):
        return (
            "nobody",
            max(likely.get("nobody", 0.0), likely.get("reactions_only", 0.0), COUNTED if presence >= DOUBT else 0.0),
            None,
        )
    return best, likely[best], ranked[1] if len(ranked) > 1 else None
