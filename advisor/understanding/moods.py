"""The mood of a clause: does it state what is so now, or ask, suppose, plan, remember, or speak of others?"""

from __future__ import annotations

import re

from advisor.understanding.clauses import Clause
from advisor.understanding.encoder import Vector
from advisor.understanding.heads import Head
from advisor.understanding.idle import ends_with_not_us

STATEMENT = "statement"

_IN_FORCE = re.compile(
    r"\b(?:no longer|any ?more|anymore|stopped|have been|has been|since (?:last|20\d\d|the|then|january|february|march|april|may|june|july|august|september|october|november|december)\b|(?:switched|turned|shut) (?:(?:them|it|that|(?:the |all |our )*(?:comments?|replies|commenting|reactions|likes|dms?|messages|chat)(?: function| section| box)?) )?off|"
    r"(?:closed|disabled|locked|blocked|deactivated|banned) (?:the |all |our )*(?:comments?|replies|commenting)|(?:published|introduced|adopted|posted|agreed on|put up|put online)\b[^.;]{0,30}\b(?:rules|guidelines|policy|netiquette|terms)\b|nowadays|these days|now|(?:so|just|please) (?:put|write|mark|note)(?: it| that| us| me)? down)\b",
    re.I,
)
_HYPOTHESIS = re.compile(
    r"^(?:and |but |so |or |well |ok |then |hm+,? )*(?:what if|if we|if i|suppose|supposing|imagine(?! that\W*$)|assuming|say we|let's say|hypothetically|"
    r"what would happen|would it (?:help|be|make|change)|what about if|how about if|if people|if citizens|if our|were we to|in case we|in an ideal world|ideally,? we|if only we|i wish|we wish)\b"
    r"|\b(?:i|we)(?:'d| would) (?:just )?love to (?:have|get)\b"
    r"|\bif we (?:were|opened|started|answered|let|allowed|switched|turned|did|had|stopped|shared|asked|linked|replied|posted)\b"
    r"|^(?:and |but |so )*(?:what )?if (?:one|some) ?day\b|^(?:and |but |so )*if (?:tomorrow|ever)\b"
    r"|^(?:and |but |so )*if (?:the|a|our|my) (?:[\w-]+ ){1,3}?(?:leaves?|says?|decides?|allows?|orders?|changes?|insists?|forbids?|lets?|agrees?|signs?|approves?|quits?|goes|dies|retires?)\b"
    r"|^(?:and |but |so )*(?:maybe |perhaps )?(?:some ?day|one day|one of these days)\b"
    r"|^(?:and |but |so )*if (?:ever )?(?:i|we|they|people)\b.*\b(?:we|it|they)(?:'d| would| could| might)\b|\bwe (?:would|could|might|may) (?:then|also|perhaps|maybe|consider)\b",
    re.I,
)
_PLAN = re.compile(
    r"\b(?:we (?:were|was) (?:gonna|going to)|were (?:gonna|going to|planning to|about to|hoping to)|(?:we|i|they)(?:'re| are|'m| am)? gonna|we(?:'re| are)? (?:plan(?:ning)?|going|hoping|about|intend(?:ing)?|aiming|thinking)\b(?: to| of| about)|we(?:'ll| will| shall)|"
    r"(?:will|shall) (?:soon |probably |hopefully )?(?:be |start|open|switch|begin|let|allow|answer|launch|move)|from next (?:week|month|year)|next (?:month|year|quarter|spring|summer|autumn|winter)|"
    r"starting (?:in|from|next)|in the (?:near )?future|it's on our roadmap|(?:is|are) (?:also |still |only |just )?(?:planned|fore?seen|envisaged|in preparation)|hope to|hoping to|would like to start|want to start|wants us to|"
    r"(?:they|he|she|the [\w-]+)(?:'re| are|'s| is) (?:planning|going|hoping|intending) to|considering|(?<!was )thinking (?:of|about)|toying with|(?:did think|thought|have thought|considered|(?:was|were) tempted|toyed|(?:had|have) (?:the|an) idea|talked|discussed|dreamt|dreamed)(?: about| of| with| to)? (?:opening|switching|starting|closing|allowing|asking|answering|letting|turning|posting|sharing|setting up|launching))\b",
    re.I,
)
_PAST = re.compile(
    r"\b(?:used to|back then|back in|in the past|previously|formerly|in the old days|years ago|months? ago we|at the time|until (?:last|20\d\d|the|we|recently|then|january|february|march|april|may|june|july|august|september|october|november|december|(?:[\w-]+ ){1,3}ago)|"
    r"before (?:the|20\d\d|covid|my time)|once upon|originally|in the beginning|when we (?:started|launched)|under the old|the former|"
    r"(?:was|were) before(?: that| then)?\W*$|the (?:old|previous|earlier) (?:policy|rules?|system|regime|guidelines?|team|setup|arrangement))\b",
    re.I,
)
_RELATIVES = "nephew|niece|cousin|uncle|aunt|neighbou?r|daughter|son|brother|sister|mate|friend|husband|wife"
_OTHERS = re.compile(
    r"\b(?:other (?:agencies|councils|cities|departments|depts|ministries|municipalities|communes|comuni|shires|forces|offices|towns|authorities|governments|ports|libraries|museums|schools|hospitals)|the big (?:\w+s)\b|(?:most|many|some|all|lots of) (?:agencies|councils|cities|departments|ministries|forces|towns|authorities)|"
    r"neighbou?ring|(?:our|the|a) sister (?:agency|agencies|organi[sz]ation|force|council|department|city|town|office|service)s?|(?:our|the) neighbou?rs?\b(?! (?:can|could|may|comment|talk|chat|discuss|help|ask|argue|post|reply|write)\b)|next door|(?:up|down) the road|colleagues (?:at|in|from) (?!our)|the (?:neighbou?r|council next|town next|county next)|"
    rf"my (?:{_RELATIVES}|mother|father|mum|flatmate|previous|former|old|last|predecessors?)\b|"
    r"competitors?|their (?:own )?(?:facebook|fb|twitter|instagram|insta|youtube|linkedin|tiktok|page|account|channel)\b|the (?:mayor|minister)'s (?:own|private|personal))\b",
    re.I,
)

# What the public does, it does on our channels.
_OF_THE_PUBLIC = re.compile(
    r"^(?:\W*(?:and|but|so|(?:only )?(?:last|this) (?:week|month|[a-z]+day|morning)|yesterday|today|once|the other day)\b)*\W*(?:(?:on|in) (?:the |our )?[\w-]+,? (?:they (?:can |may |all |also |do |really )*(?:comment|reply|write|ask|talk|chat|argue|discuss)\b)?|)"
    r"(?:(?<=comment)|(?<=reply)|(?<=write)|(?<=ask)|(?<=talk)|(?<=chat)|(?<=argue)|(?<=discuss)|someone|somebody|an? (?:lad|gent|gentleman|lady|man|woman|guy|girl|boy|mum|dad|mother|father|resident|citizen|user|follower|visitor|farmer|student|customer|reader|chap|bloke|teacher|driver)\b|people|everyone|everybody|anyone|anybody|nobody|no ?one|citizens|residents|users|followers|folks?|visitors|whoever)\b",
    re.I,
)
_PAST_FIRST = re.compile(
    r"^(?:and |but |so |well |you see )*(?:in the past|formerly|previously|back then|in former times|in those days|in the old days|before,|until recently)\b",
    re.I,
)
_NOT_KNOWN = re.compile(
    r"\b(?:(?:don't|do not|dont|wouldn't|couldn't) (?:really |actually |even )?(?:know|tell|say)\b|no (?:idea|clue)\b|not (?:sure|certain)\b|unsure\b|idk\b|dunno\b|haven't a clue|"
    r"can't (?:say|tell)\b|have to (?:check|ask|look)\b|(?:rather|prefer|preferred|like) not(?: to)? (?:say|tell|answer|disclose|comment)\b|(?:rather|prefer(?: to)?|like to|better) skip\b)[^?]*$",
    re.I,
)
_ADMITS = re.compile(
    r"\b(?:no (?:idea|clue|notion)|(?:haven'?t|have not|hasn'?t|not)(?: got)? (?:a|the) (?:\w+ )?(?:clue|idea|notion|foggiest|faintest)|not (?:sure|certain|decided|defined)|unsure|dunno|idk|(?:don'?t|do not|doesn'?t|does not) (?:really |actually |even )?(?:know|remember|recall)|"
    r"(?:couldn'?t|could not) (?:say|tell)|can'?t (?:say|tell|remember)|cannot (?:say|tell)|hard to (?:say|tell)|difficult to (?:say|tell)|who knows|knows\b|beats me|search me|"
    r"never (?:counted|checked|measured|looked|thought|asked|been)|(?:ask|check|look (?:it )?up|find out)\b|rather not|prefer not|\b(?:i|we)(?: can| could)?(?: only)? (?:say|tell|know)(?: you)? (?:very |too )?(?:little|not much)\b|unclear|unknown|undecided|nobody (?:knows|told|ever)|good question|pay grade|guess(?:ing|work)?)",
    re.I,
)
_NOW_AND_THEN = re.compile(
    r"\b(?:sometimes|occasionally|now and (?:then|again)|once in a while|at times|on occasion)\b", re.I
)
_MOSTLY = re.compile(r"\b(?:usually|mostly|mainly|normally|generally|as a rule|by and large|typically)\b", re.I)
_MIGHT_BE = re.compile(
    r"\b(?:if|what|suppos\w*|imagin\w*|assum\w*|would|could|might|may|maybe|perhaps|let|say|were|should|hypothe\w*|unless|wish\w*|when|once|case|whether|ideal\w*|dream\w*|provided|had)\b|'d\b",
    re.I,
)
_HAVE = re.compile(
    r"^\W*(?:(?:and|but|so|oh|also) )*(?:we|i)(?:'ve| have| also have| are having)(?: got)?(?: also)? (?:an?|one|two|our|the)\b",
    re.I,
)
_ADVICE = re.compile(
    r"\b(?:told|advised|recommended|suggested to|urged|begged|pushed|asked|wants?|wanted|expects?|(?:would|'d) (?:like|love|prefer)|wishes) (?:us|me|the team|our team) to\b"
    r"|\bis what (?:the|my|our|his|her) [\w ]{2,30}?(?:would like|wants?|would want|wish\w*|hopes? for|dreams? of)\b"
    r"|\b(?:recommend(?:ed|s)?|suggest(?:ed|s)?|propos(?:ed|es)) (?:that )?we\b|\bwe (?:really )?(?:should|ought to|are supposed to|were supposed to)\b",
    re.I,
)
_ASKS = re.compile(
    r"\b(?:who|whom|whose|what|when|where|why|how|which|whether|if|should|could|would|tell|explain|show|suggest|advise|advice|recommend|help|wonder\w*|"
    r"ask(?:ing)?|know|mean|please|kindly|want|need|any|give|compare)\b|^(?:and |so |but )*(?:is|are|do|does|did|can|may|will|has|have|am|shall) "
    r"(?!(?:just|only|mostly|merely|mainly|always|never|not|also|then|all|still|usually|an?|in|on|off|from|for|as)\b)",
    re.I,
)
_WANTS_TO_KNOW = re.compile(
    r"^(?:(?:hi|hello|so|and|well|just|basically)\W+)*(?:we|i)(?:'d| would)? (?:just |really )?(?:want(?:ed)?|like|need|wish) to (?:know|find out|see|understand|learn|check) "
    r"(?:if|whether|why)\b",
    re.I,
)
_AS_IT_IS = re.compile(
    r"^(?:but|yet|however|though|although|still)\b.*\b(?:as it (?:stands|is)|as things (?:stand|are)|right now|at the moment|at present|today|for now|currently|"
    r"in reality|in practice|so far|actually|(?:we|i) (?:only|just|still|never) (?!\w+ed\b)\w+|all we do)\b",
    re.I,
)
_GONE = re.compile(
    r"^(?:(?:and|but|well|now|no|sorry),? )*(?:that|this|it|all that|those (?:days|rules)|both)(?:'s| is| are| was| has| have)?(?: all| been| now| long)* "
    r"(?:(?:only |just |all )?(?:during|back in|before|last (?:year|month|summer|winter|spring|autumn|fall)|in (?:19|20)\d\d|under the (?:old|last|former)|when we (?:had|were))\b|gone|over|history|stopped|ended|ceased|in the past|scrapped|dropped|abolished|changed|no longer (?:so|true|the (?:case|rule)))\b",
    re.I,
)
_IN_JEST = re.compile(
    r"\W*(?:in (?:my|our|your) dreams|yeah,? right|i wish|as if|if only|just kidding|only joking|i'm (?:joking|kidding)|joke|not|dream on|ha(?: ha)+|haha+|only in my dreams)\W*",
    re.I,
)
_OURS = re.compile(r"\b(?:we|we're|we've|our|ours|us)\b|\b(?:the|our) others?\b", re.I)
_WE_FIRST = re.compile(
    r"^(?:\W*(?:and|but|so far|so|also|here|sometimes|usually|right now|currently|today|at the moment|for now|these days)\b)*\W*(?:we|we're|we've|our|i|i'm|i've)\b",
    re.I,
)
_ON_ONE = re.compile(r"^\W*(?:(?:and|but|so) )?(?:on|in|at) (?:our |the )?[\w-]+,? (?=we\b)", re.I)
_WE_DO = re.compile(
    r"^(?:\W*(?:and|but|so far|so|also|here|right now|currently|today|at the moment|for now|these days)\b)*\W*(?:we|i)\b",
    re.I,
)
# What others put out is passed on by us: "our account reposts the other ministries".
_SHARES_THEM = re.compile(
    r"\b(?:repost|re-?share|share|pass|boost|retweet|forward|republish|spread|amplif|link to)\w*\b(?: on)?(?: [\w']+){0,4} (?:other|neighbou?ring)\b",
    re.I,
)
_NEXT_DOOR = re.compile(
    rf"\b(?:ministry|department|agency|authority|council|office|body|people|level|ones?) (?:over|above) us\b|\bmy (?:{_RELATIVES}|ex) (?:at|in|from|works|who|runs|over)\b|"
    r"\b(?:(?:our|the|a) neighbou?r(?:s|ing)? (?:town|city|county|council|village|agency|force|authority|department|municipality)|"
    r"\b(?:our|my) (?:friends|colleagues|cousins|peers|counterparts|opposite numbers) (?:over )?(?:at|in|from) (?!our\b|the office\b)|neighbou?ring|\b(?:on|at|in|of) theirs\b|\bof their (?:own )?(?:posts|tweets|videos|updates)\b|\bon their (?:facebook|fb|instagram|insta|twitter|youtube|linkedin|tiktok)\b|\bour (?:own )?(?:ministry|parent \w+|headquarters|head ?office)\b|\btheir own (?:\w+ )?(?:web ?site|site|page|account|feed|channel|facebook|fb|instagram|insta|twitter|youtube|linkedin|tiktok|x)\b|\btheirs (?:is|are|has|have)\b|(?:the )?(?:town|city|county|council|force|department|agency|authority|brigade) (?:next door|(?:up|down) the road|across the river)|"
    r"^\W*over there\b(?!.*\b(?:we|our|us)\b)|^\W*(?:the|a|that) (?:\w+ ){1,3}(?:across the (?:street|road|river|square|border|valley|bay|water|lake)|over the road|next door|(?:up|down) the road)\b|"
    r"(?:other|most) (?:agencies|councils|cities|departments|ministries|forces|towns|authorities))\b",
    re.I,
)


_PREDICATE = re.compile(
    r"\b(?:is|are|am|was|were|be|been|can|cannot|may|might|must|do|does|did|has|have|had|will|would|gets?|got|goes|go|\w+n't|we|i|they|you|it|he|she|nobody|"
    r"everyone|everybody|anyone|anybody|people|who|off|open|closed|locked|disabled|dead|dormant|inactive|abandoned)\b|'(?:s|re|ve|ll|m)\b|\w+(?:ed|ing)\b",
    re.I,
)


def has_predicate(text: str) -> bool:
    """Whether `text` says something of something, and is more than a name or a thing."""
    return bool(_PREDICATE.search(text))


def mood_of(clause: Clause, vector: Vector, head: Head) -> str:
    """The mood of `clause`: statement, question, hypothesis, plan, past or others."""
    text = clause.text
    in_force = bool(_IN_FORCE.search(text))
    if _NOT_KNOWN.search(text):
        return STATEMENT
    if _HYPOTHESIS.search(text):
        return "hypothesis"
    if _WANTS_TO_KNOW.search(text):
        return "question"
    likely = head.probabilities(vector)
    best = max(likely, key=lambda mood: likely[mood])
    if clause.ends_with_question:
        return "hypothesis" if best == "hypothesis" else "question"
    if in_force:
        return STATEMENT
    text = _ON_ONE.sub("", text)
    if ends_with_not_us(text):
        return "others"
    if (
        _NEXT_DOOR.search(text)
        and not _SHARES_THEM.search(text)
        and not _WE_DO.match(text)
        and not _OF_THE_PUBLIC.match(text)
    ):
        return "others"
    if _ADVICE.search(text):
        return "plan"
    if _PAST_FIRST.match(text):
        return "past"
    for mood, pattern in (("past", _PAST), ("others", _OTHERS), ("plan", _PLAN)):
        if pattern.search(text) and likely.get(mood, 0.0) > 0.1 and not (mood == "others" and _WE_FIRST.match(text)):
            return mood
    if best == "others" and _OF_THE_PUBLIC.match(text) and not is_about_others(text):
        return STATEMENT
    if best == "plan" and goes_on_as_it_is(text):
        return STATEMENT
    if (best == "others" and _OURS.search(text)) or (best == "question" and not _ASKS.search(text)):
        return STATEMENT
    if (best == "plan" and _HAVE.match(text)) or (best == "hypothesis" and not _MIGHT_BE.search(text)):
        return STATEMENT
    return best if best != STATEMENT and likely[best] > 0.75 else STATEMENT


def is_about_others(text: str) -> bool:
    """Whether `text` is about other people's doings in so many words, and not about ours."""
    return bool((_NEXT_DOOR.search(text) or _OTHERS.search(text)) and not _OURS.search(text))


def says_not_known(text: str) -> bool:
    """Whether a clause says that something is not known: "no idea whether people can comment"."""
    return bool(_NOT_KNOWN.search(text))


def admits(text: str) -> bool:
    """Whether `text` holds any word of not knowing ("beats me", "never counted", "hard to say")."""
    return bool(_ADMITS.search(text))


def is_hedged(text: str) -> bool:
    """Whether `text` tells what happens now and then only, beside what is usual."""
    return bool(_NOW_AND_THEN.search(text))


def is_usual(text: str) -> bool:
    """Whether `text` says that it tells what is usual ("mostly short answers")."""
    return bool(_MOSTLY.search(text))


def says_when(text: str, mood: str) -> bool:
    """Whether `text` says in so many words that it speaks of the past, or of plans."""
    return bool(_PAST.search(text) if mood == "past" else _PLAN.search(text) or _ADVICE.search(text))


def goes_on_as_it_is(text: str) -> bool:
    """Whether a clause after a supposition tells how things are: "but as it stands hardly anybody gets a reply"."""
    return bool(_AS_IT_IS.search(text))


def says_gone(text: str) -> bool:
    """Whether a clause says that what was told before it is over, or was never meant: "that's gone", "in our dreams"."""
    return bool(_GONE.search(text) or _IN_JEST.fullmatch(text))
