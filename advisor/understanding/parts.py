"""A message on its way to its reading: clauses with their mood, their channels and the facts they may tell."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from advisor.understanding.clauses import Clause, clauses
from advisor.understanding.context import Spoken, vectors_of
from advisor.understanding.encoder import Encoder, Vector
from advisor.understanding.examples import NONE
from advisor.understanding.heads import Head
from advisor.understanding.moods import (
    STATEMENT,
    admits,
    goes_on_as_it_is,
    is_about_others,
    is_hedged,
    is_usual,
    mood_of,
    says_gone,
    says_not_known,
)
from advisor.understanding.places import legal_frame
from advisor.understanding.platforms import groups_in, mentions
from advisor.understanding.quantities import says_hours_a_week, says_nine_to_five
from advisor.understanding.reading import ReadClause
from advisor.understanding.situation import Situation
from advisor.understanding.speaking import says_one_way
from advisor.understanding.spread import Scope, channels_named, scopes
from advisor.understanding.taken_back import is_taken_back, without_alternative
from advisor.understanding.text import spelt_out

IN_PLAY = 0.05  # share of a clause, among all facts, from which a fact is considered at all, ...
BESIDE = 0.5  # ... if that is so much of the largest share, ...
LONG, BESIDE_IN_LONG = 12, 0.1  # ... or so much in a clause of so many words, which often tells two
SUPPOSED = frozenset(["hypothesis", "question"])  # moods in which a clause is read as if it were so
PLAIN, PLAIN_SHARE = 0.97, 0.85  # how sure a value and a fact must be by themselves to stand against the context
BY_ITSELF = (
    0.3  # share that a clause's fact must have without its neighbours, where they tell the same of another channel
)
WHOLE = 3  # words from which a clause may be plain
PLACED = 0.9  # how sure a legal frame is that a place tells ("a council in England")
_ON = re.compile(r"(?:\b(?:and|but)\s+)?(?:\b(?:on|for|at|in)\s+)?(?:\b(?:the|our)\s+)?$", re.I)

_AT = re.compile(r"\b(?:(?:only|just|solely) )?(?:on|via|over)\s+(?:the\s+|our\s+)?$", re.I)
_LEAD = re.compile(
    r"^(?:[\s,;:-]*\b(?:and|but|while|whereas|although|though|however|so|also|plus|then|well|because|oh|um+|uh|hm+|"
    r"actually|basically|honestly|frankly|to be honest|tbh|right now|currently|at the moment|i think|i guess|i'd say|you see)\b"
    r"[\s,:-]*)+",
    re.I,
)
_BARE = re.compile(
    r"\W*(?:(?:same|ditto|likewise|there|here|for|in|at|by|except|apart from|(?:just )?the (?:reverse|opposite)|(?:the )?other way a?round|vice versa|my (?:mistake|bad|fault)|seriously|goals?,? in (?:this |the following )?order:? a|"
    r"(?:lucky|good for|bless|fair play to|poor) (?:them|him|her|you)|(?:that's |that is |it's |which is )?(?:none of (?:our|my) (?:business|concern)|not (?:our|my) (?:business|concern|problem)|nothing to do with (?:us|me))|imagine that|just imagine|fancy that|go figure|must be nice|what a shame|more'?s the pity|an?|accounts?|we're|we've|i've|i|there's|there are|that's|all|mainly|mostly|main|group|profile|feed|as well|two|three|four|no|nope|yes|yeah|yep|sorry|ok|okay|well|actually|wait|hi|hello|hey|thanks|please|only|just|and|or|our|the|we|were|n|have|has|got|use|run|also|are|is|on|channels?|accounts?|pages?|page|it's|its|it|about|this|then|both|too|nothing else|not ours|theirs|that is|that's|thats|change|correct|fix|note|update|put|down|that|this|sure|know|think|guess|suppose|believe|see|hope|so|as far as|believe me|me|honestly|really|anyway|though|of course|right|eh|um+|uh|oh|ah|lah|po|hang|hold|called|named|the other|first|second|third|another|one's|other's|a second|a moment|oops|pardon|apologies|one|publish|produce|maintain|operate|keep|issue|send out|put out|only|besides|mate|lol)\b\W*)*",
    re.I,
)
_TEASES = re.compile(r"\b(?:is|are|just|only|merely|mostly|always|as)(?: an?| short| little)* teasers?\b", re.I)
_HEDGED_TEASE = re.compile(r"\b(?:not|never|no|some|sometimes|half|neither|nor|or)\b|n't\b", re.I)
_CONFIRMED = re.compile(
    r"\W*(?:(?:and|but) )?(?:it |that |there )?(?:'s|is|was|are|stays?|remains?)?\s*(?:all |still )?(?:right|correct|true|fine|unchanged|ok|okay)"
    r"(?:,? (?:the way|as|like|just as|how) (?:i|we) (?:said|had|put|told|wrote)(?: you)?(?: it)?(?: before| earlier)?| as (?:it was|before|it is))?\W*",
    re.I,
)  # "TikTok's right the way I said it"
_ONLY_A_PLAN = re.compile(
    r"\W*(?:and |but |so )?(?:that|this|it)(?:'s| is) (?:only |just |still |merely )*an? (?:\w+ )?(?:plan|idea|dream|wish|thought|project|item on the \w+|roadmap item)\W*(?:so far|for now|yet|though)?\W*",
    re.I,
)
_PREDICATE = re.compile(
    r"\b(?:is|are|am|was|were|be|been|can|cannot|may|might|must|do|does|did|has|have|had|will|would|gets?|got|goes|go|\w+n't|we|i|they|you|it|he|she|nobody|"
    r"everyone|everybody|anyone|anybody|people|who|off|open|closed|locked|disabled|dead|dormant|inactive|abandoned)\b|'(?:s|re|ve|ll|m)\b|\w+(?:ed|ing)\b",
    re.I,
)
LIST = re.compile(
    r"\s*(?:[,;/+&.]|(?<!\S)\d[.):]?(?=\s)|\band\b|\bplus\b|\bthen\b|\balso\b|\bas well as\b)+\s*", re.I
)  # between its items
_THEY = re.compile(
    r"^(?:\W*(?:and|but|so|also|there|where|which|who)\b)*\W*(?:they|their|he|she|his|her|theirs)\b", re.I
)
_GOES_ON = re.compile(r"^\W*(?:and|but|or|nor) (?!.*\b(?:we|our|ours|us|i|my)\b)", re.I)  # without a subject of our own
_OF_THEIRS = re.compile(r"^(?!.*\b(?:we|our|ours|us|my)\b).*\btheir\b", re.I)
_ON_THE_FIRST = re.compile(
    r",? ?\b(?:on|in|at|for|with) the (?:first|second|third|last|former|latter)\b(?: one| two| three)?,?(?! \w+day\b)",
    re.I,
)
_NOT_US = re.compile(
    r"\W*(?:(?:and|but|so|well),? )*(?:(?:this|that|it)(?:'s| is) (?:(?:the|our) \w+(?: \w+)?,? )?)?(?:not|unlike) (?:us|ours)\b(?:,? (?:obviously|obvs|of course|sadly|though|alas|mind|sorry|lol))*\W*",
    re.I,
)  # "Visit Northshore reposts its fans all day. Not us, obviously."
_OURS = re.compile(r"\b(?:we|us|ours|i|my|our(?! (?:own )?(?:ministry|headquarters|head ?office|parent)))\b", re.I)
_IT_WAS = re.compile(r"^\W*(?:and |but |so )*(?:it|that|they|those) (?:was|were)\b", re.I)
_AND_TO = re.compile(r"^\W*(?:and|or|but|then|even|also)? ?(?:and |or )?to \w+", re.I)
_SUPPOSE = re.compile(
    r"^(?:and |but |so |or |well |ok |then )*(?:what (?:about )?if|what would (?:happen|change)(?: (?:to|with|on|for)(?: [\w']+){1,5}?)? if|would it (?:help|be better|make a difference|change anything) if|"
    r"how about if|suppose|supposing|imagine|assuming|let's say|say|if|in case|were we to|hypothetically)[, ]+(?:that )?\b",
    re.I,
)
_ONLY_ONE = re.compile(
    r"\s+(?:is|was|being) the only (?:one|channel|platform|page|account|place)\s+(?:with|that has|which has|having)\s+",
    re.I,
)
_THAT_ONE = re.compile(r"^(?:an? |the |our )?facebook,? (?:where|on which|in which) (?=\w+ \w+)", re.I)
_ONLY_THIS = re.compile(
    r"\bonly facebook (?=(?:allows|permits|has|lets|offers|takes)\b)", re.I
)  # the others are told by scope
_ADDRESS = re.compile(
    r"(?<![\w@.])(?!(?:\w+\.)*(?:facebook|twitter|instagram|youtube|linkedin|x|tiktok|reddit|nextdoor|pinterest|t|bsky|whatsapp|threads)\.)"
    r"(?:https?://)?(?:[a-z0-9-]+\.)+(?:gov|mil|org|edu|com|net|eu|int|uk|ie|au|nz|ca|in|de|fr|nl|ch|at)(?:\.[a-z]{2})?\b(?:/\S*)?",
    re.I,
)
_WHO = r"(?:i|we|you|they|people|citizens|residents|users|visitors|followers|(?:our|the) [\w-]+)"
_DO = re.compile(rf"^(?:(?:and|but|so|or) )*(?:do|does|did) (?={_WHO}\b)", re.I)
_INVERTED = re.compile(rf"^(?:(?:and|but|so|or) )*(can|may|are|is|have|has|will) ({_WHO})\b", re.I)


@dataclass(frozen=True)
class Part:
    """A clause with its mood, its scope and the probability of each value of each fact it may tell."""

    clause: Clause
    mood: str
    scope: Scope
    likely: Mapping[str, Mapping[str, float]]

    @property
    def text(self) -> str:
        """The clause's words."""
        return self.clause.text


def parts_of(words: str, situation: Situation, heads: Mapping[str, Head], encode: Encoder) -> list[Part]:
    """The parts of a cleaned message, in order."""
    placed = clauses(words)
    found = [replace(clause, text=without_account_names(clause.text, words, situation)) for clause in placed]
    vectors = vectors_of(spoken(found), encode)
    moods = _carried(found, [mood_of(clause, vector, heads["mood"]) for clause, vector in zip(found, vectors)])
    supposed = frozenset(i for i, mood in enumerate(moods) if mood in SUPPOSED)
    as_if = vectors_of(spoken(found, supposed), encode) if supposed else vectors
    aside = {i for i, mood in enumerate(moods) if mood == "others"} | _only_wished_for(placed, moods, situation)
    likely = []
    for i, clause in enumerate(found):
        vector = as_if[i] if i in supposed else vectors[i]
        if is_usual(clause.text) and any(is_hedged(other.text) for other in found if other is not clause):
            vector = encode(core(clause.text))  # what is usual, without what happens now and then
        facts: dict[str, Mapping[str, float]] = {}
        if not (says_nothing(clause.text) or (len(found) > 1 and is_taken_back(clause.text))):
            said = as_if_so(clause.text) if i in supposed else clause.text
            # A message of one clause is its own context: its vector is known already.
            facts = _plainly(
                said, _facts_in(clause.text, vector, heads), heads, encode, vector if len(found) == 1 else None
            )
        likely.append(_goals_in_order(clause.text, facts, heads, encode))
    said_of = scopes(placed, situation, aside)
    likely = _without_spill(found, said_of, likely, heads, encode)
    return [Part(*part) for part in zip(placed, moods, said_of, likely)]


def _without_spill(
    found: Sequence[Clause],
    said_of: Sequence[Scope],
    likely: Sequence[Mapping[str, Mapping[str, float]]],
    heads: Mapping[str, Head],
    encode: Encoder,
) -> list[Mapping[str, Mapping[str, float]]]:
    """What each clause may tell, without what it seems to tell of one channel only because its neighbour tells the same of
    another by name: "I've just asked my colleague, replies on X are open" tells nothing of the newsletter spoken of before."""
    kept = list(likely)
    for i, scope in enumerate(said_of):
        beside = [j for j in (i - 1, i + 1) if 0 <= j < len(found) and said_of[j].named]
        beside = [j for j in beside if not set(said_of[j].channels) & set(scope.channels)]
        spilt = {
            fact: j
            for fact, values in likely[i].items()
            for j in beside
            if _best(values) == _best(likely[j].get(fact, {}))
        }
        if scope.named or scope.repeats or not spilt:
            continue
        alone = {j: heads["which"].probabilities(encode(core(found[j].text))) for j in {i, *spilt.values()}}
        only_there = {
            fact for fact, j in spilt.items() if alone[i].get(fact, 1.0) < BY_ITSELF <= alone[j].get(fact, 0.0)
        }
        kept[i] = {fact: values for fact, values in likely[i].items() if fact not in only_there}
    return kept


def _best(values: Mapping[str, float]) -> str | None:
    told = [value for value in values if value != NONE]
    return max(told, key=lambda value: values[value]) if told else None


def _only_wished_for(found: Sequence[Clause], moods: Sequence[str], situation: Situation) -> set[int]:
    """The clauses that name a channel which nobody says there is: "some day I'd love to have a TikTok"."""
    named = [set(channels_named(clause.text, situation.channels)) for clause in found]
    real = set(situation.channels).union(*(keys for keys, mood in zip(named, moods) if mood == STATEMENT))
    return {i for i, mood in enumerate(moods) if mood in {"plan", "hypothesis"} and named[i] and not named[i] & real}


def without_account_names(text: str, message: str, situation: Situation) -> str:
    """`text` with the names of accounts replaced by "facebook": "Daily Forecast" tells nothing of how often it posts."""
    for key in (*situation.channels, *channels_named(message, situation.channels)):
        name = key.partition("/")[2]
        if name and name in text and not key.startswith("other/"):
            text = text.replace(name, "facebook")
    return text


def says_nothing(text: str) -> bool:
    """Whether a clause is but a name of a channel or a bare yes or no: whatever its neighbours tell, it tells nothing."""
    bare = bare_of_platforms(text) if mentions(text) else text
    return any(one.fullmatch(bare) for one in (_BARE, _ONLY_A_PLAN, _NOT_US, _CONFIRMED))


def spoken(found: Sequence[Clause], supposed: Collection[int] = ()) -> Spoken:
    """The clauses in the wording that is encoded; those numbered in `supposed` as if they were so."""
    return Spoken(
        tuple(core(as_if_so(clause.text) if i in supposed else clause.text) for i, clause in enumerate(found)),
        tuple(clause.sentence for clause in found),
    )


def _facts_in(text: str, vector: Vector, heads: Mapping[str, Head]) -> dict[str, Mapping[str, float]]:
    shares = {fact: share for fact, share in heads["which"].probabilities(vector).items() if fact != NONE}
    least = max(IN_PLAY, (BESIDE if len(text.split()) < LONG else BESIDE_IN_LONG) * max(shares.values()))
    likely: dict[str, Mapping[str, float]] = {
        fact: heads[f"fact:{fact}"].probabilities(vector) for fact, share in shares.items() if share >= least
    }
    if frame := legal_frame(text):
        likely["legal_frame"] = {frame: PLACED, NONE: 1 - PLACED}
    if "staff_hours" not in likely and says_hours_a_week(text):
        likely["staff_hours"] = {"number": PLACED, NONE: 1 - PLACED}
    if says_one_way(text) and max(likely.get("who_can_speak", {NONE: 1.0}).values()) < PLACED:
        likely["who_can_speak"] = {"nobody": PLACED, NONE: 1 - PLACED}
    if _TEASES.search(text) and not _HEDGED_TEASE.search(text):
        likely["post_completeness"] = {"teaser": PLACED, NONE: 1 - PLACED}
    if "cover" not in likely and says_nine_to_five(text):
        likely["cover"] = {"office": PLACED, NONE: 1 - PLACED}
    return likely


def _plainly(
    text: str, likely: dict[str, Mapping[str, float]], heads: Mapping[str, Head], encode: Encoder, alone: Vector | None
) -> dict[str, Mapping[str, float]]:
    """What a clause may tell, where it says something plainly by itself ("everyone can reply"), whatever its neighbours say."""
    if len(text.split()) < WHOLE or says_not_known(text) or not _PREDICATE.search(text):
        return likely
    vector = encode(core(text)) if alone is None else alone
    shares = heads["which"].probabilities(vector)
    for fact, share in shares.items():
        if fact == NONE or share < PLAIN_SHARE:
            continue
        values = heads[f"fact:{fact}"].probabilities(vector)
        if max(values, key=lambda value: values[value]) != NONE and max(values.values()) >= PLAIN:
            likely[fact] = values
    return likely


def _goals_in_order(
    text: str, likely: dict[str, Mapping[str, float]], heads: Mapping[str, Head], encode: Encoder
) -> dict[str, Mapping[str, float]]:
    """What a clause may tell, where a list of goals ("inform people, counter rumours and look good") is read item by item."""
    goals = likely.get("goals")
    items = _items(text)
    if not goals or len(items) < 2 or goals.get(NONE, 0.0) > 0.5:
        return likely
    found: dict[str, float] = {}
    for vector in encode.spans(text, items):
        each = heads["fact:goals"].probabilities(vector)
        best = max(each, key=lambda value: each[value])
        if best not in {NONE, "unknown"} and each[best] >= 0.5:
            found.setdefault(best, 1.0 - goals.get(NONE, 0.0))
    return (
        {**likely, "goals": {**found, **{goal: 0.0 for goal in goals if goal not in found}, NONE: goals.get(NONE, 0.0)}}
        if len(found) > 1
        else likely
    )


def _items(text: str) -> list[tuple[int, int]]:
    """Where the items of a list stand in `text`."""
    cuts = [0, *(at for match in LIST.finditer(text) for at in match.span()), len(text)]
    return [(begin, end) for begin, end in zip(cuts[::2], cuts[1::2]) if begin < end]


def _carried(found: Sequence[Clause], moods: Sequence[str]) -> list[str]:
    """The moods, carried on: what follows "what if …" is supposed too, "they" are the others just spoken of, and
    "that's gone" makes past of what was told before it."""
    carried: list[str] = []
    theirs = False  # whether others were spoken of last, if only in a question
    begun = 0  # where the sentence before began
    for i, (clause, mood) in enumerate(zip(found, moods)):
        last = carried[-1] if carried else STATEMENT
        same = i > 0 and found[i - 1].sentence == clause.sentence
        if same and last in SUPPOSED and says_not_known(clause.text):
            carried[-1] = STATEMENT  # "whether we answer complaints, I'd rather not say"
        elif (
            last == "hypothesis"
            and same
            and mood in {STATEMENT, "question", "plan"}
            and not goes_on_as_it_is(clause.text)
        ):
            mood = "hypothesis"
        elif carried and _NOT_US.fullmatch(clause.text) and not _OURS.search(found[i - 1].text):
            for j in range(i - 1 if same else begun, i):
                carried[j] = "others" if carried[j] == STATEMENT else carried[j]
        elif carried and last in {STATEMENT, "past"} and says_gone(clause.text):
            carried[-1] = mood = "past"
        elif (
            (last == "others" or theirs)
            and mood == STATEMENT
            and (_THEY.match(clause.text) or (same and (_GOES_ON.match(clause.text) or _OF_THEIRS.search(clause.text))))
        ):
            mood = "others"
        elif last == "plan" and same and mood == STATEMENT and (_AND_TO.match(clause.text) or admits(clause.text)):
            mood = "plan"
        elif last == "past" and same and mood == STATEMENT and _IT_WAS.match(clause.text):
            mood = "past"
        if i + 1 < len(found) and found[i + 1].sentence != clause.sentence:
            begun = next(j for j in range(i + 1) if found[j].sentence == clause.sentence)
        theirs = mood == "others" or is_about_others(clause.text) or (theirs and mood == "question")
        carried.append(mood)
    return carried


def mask(text: str) -> str:
    """`text` with every platform's name replaced by one and the same, since facts do not depend on it."""
    for mention in reversed(mentions(text)):
        text = text[: mention.start] + "facebook" + text[mention.end :]
    return spelt_out(text)


def core(text: str) -> str:
    """What a clause says, without "but" or "on Facebook" around it; what the heads for facts and moods read."""
    text = without_alternative(_ADDRESS.sub("our website", _ONLY_ONE.sub(" has ", text)))
    for mention in reversed(mentions(text)):
        before, after = text[: mention.start], text[mention.end :]
        on = _AT.search(before)
        text = before[: on.start()] + after.lstrip(" :,-") if on else before + "facebook" + after
    text = _ONLY_THIS.sub("facebook ", _ON_THE_FIRST.sub("", spelt_out(text)))
    bare = _THAT_ONE.sub("", _LEAD.sub("", text).strip(" ,;:-"))
    return bare if len(bare.split()) > 1 else text.strip()


def as_if_so(text: str) -> str:
    """A supposition or question as if it were so: "what if we opened comments" says "we opened comments"."""
    plain = _DO.sub("", _SUPPOSE.sub("", text))
    return _INVERTED.sub(r"\2 \1", plain).strip(" ,?") or text


def bare_of_platforms(text: str) -> str:
    """`text` without platforms and groups of them, and without the "on", "and", "but" that held them."""
    for start, end in sorted([*((m.start, m.end) for m in mentions(text)), *groups_in(text)], reverse=True):
        before = _AT.sub("", text[:start])
        text = f"{before.rstrip()} {text[end:].lstrip(' :,-')}"
    text = _LEAD.sub("", text.strip(" ,;:-")).strip(" ,;:-")
    return re.sub(r"\s+(?:for|at|in|via|of)$", "", text)


def without_platforms(text: str) -> str:
    """`text` without "on Facebook:" and the like."""
    text = _ONLY_ONE.sub(" has ", text)
    for mention in reversed(mentions(text)):
        before = _ON.sub("", text[: mention.start])
        text = before + text[mention.end :].lstrip(" :,-")
    return text.strip(" ,;:-")


def shown(part: Part) -> ReadClause:
    """The part as it is shown in the reading, with each fact's likeliest value."""
    facts = [
        (name, value, round(likely[value], 3))
        for name, likely in part.likely.items()
        for value in [max((v for v in likely if v != NONE), key=lambda v: likely[v])]
        if likely[value] >= 0.2
    ]
    return ReadClause(part.text, part.mood, part.scope.channels, tuple(facts))
