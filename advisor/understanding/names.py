"""The agency's name in what people write about themselves: a grammar of organisation words and of introductions."""

from __future__ import annotations

import re

from advisor.understanding.organisations import KNOWN, ORG, ROLE, STOP, WORD, is_name, is_no_name, name_at, typeset
from advisor.understanding.places import is_country, is_place, without_place
from advisor.understanding.platforms import mentions, taken

_PREP = r"(?:with|w/|from|form(?= the)|at|of|for|in|by|on behalf of)\s+"
_BODY = (
    r"(?:agency|organi[sz]ation|employer|office|institution|authority|county|council|city|town|department|lot|unit|team|body|service"
    r"|library|ministry|school|force|museum|district|brigade)"
)
_BE = r"(?:i'?m|i am|we'?re|we are|we r)"
_FILL = r"(?:(?:just|now|currently|all|here|only|still|also|mostly|actually|here) )*"
_INTRODUCTIONS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"\b{_BE} {_FILL}(?:new )?(?:(?:employed|working|based|writing|calling|asking|posting|volunteer\w*|doing (?:this|comms|social(?: media)?)|in charge of (?:[\w']+ ){{1,4}}?|responsible for (?:[\w']+ ){{1,4}}?) ?)?{_PREP}",
        r"\b(?:this is|here is|we are|we're|it's|from|with) (?=(?:the )?(?:sheriff'?s?'?|mayor'?s|governor'?s|clerk'?s|tax|statistics|statistical|passport|patent|tourist|ombudsman'?s) office of )",
        rf"\b(?:i|we)(?:'ve| have)? {_FILL}(?:work|come|write|report|speak|type|volunteer|sit|started)? ?(?:as (?:[\w']+ ){{1,5}})?{_PREP}",
        r"\b(?:working|writing) (?:at|for) ",
        rf"\b(?:i|we)(?:'ve| have)? {_FILL}(?:taken over|took over|inherited|picked up)(?: [\w']+){{0,5}}? (?:at|for|of) ",
        r"\b(?:i|we)(?:'ve| have)? (?:just |also |recently )?(?:joined|represent|serve|speak for|post for|tweet for|write for) ",
        rf"\b(?:i|we) {_FILL}(?:tweet|post|write|moderate|manage|handle|run|do|look after|edit|lead|head|take care of)(?: (?!and |but |we |from |what |are |is |was |as |not )[\w']+){{0,5}}? (?:at|for|of|in|with) ",
        rf"(?:^|[,.;:!] |\b(?:{_BE}|as|is|are) )(?:(?:the|a|an|their|new|just|only|started|as) )*(?:(?!ours\b|and\b)[\w-]+ ){{0,3}}?(?-i:(?!Office|Unit|Division|Section|Desk|Cell|Liaison)){ROLE} (?:at|with|for|of|in|from|to) ",
        rf"\b(?:my|our|the) {_BODY}(?:'s name)?(?: is|'s|:)(?: (?:called|named|in|part of))? ",
        rf"^(?:my |our )?(?:{_BODY}|name) ?[:=] ?",
        rf"\b(?:full |official )?name of (?:our|my|the) {_BODY}(?:,[^,.]{{2,20}},)? (?:is|would be) (?:the )?",
        rf"\b(?:{_BE}|this is|my name is|it'?s) (?:(?:mr|mrs|ms|miss|dr|sgt|deputy|captain|officer|inspector|constable)\.? )?[\w'-]+(?: [\w'-]+)?,? (?:w|w/|with|from|at) (?:the )?",
        rf"\b(?:{_BE}|this is|my name is) (?:(?:mr|mrs|ms|miss|dr|sgt|deputy|captain|officer|inspector|constable)\.? )(?-i:[A-Z][\w'-]+)(?: (?-i:[A-Z][\w'-]+))? of (?:the )?",
        r"\b(?:this (?:is|concerns)|it'?s|it is|here'?s|here is|that'?s|talking) (?:about |for |to |regarding |concerning |all about |(?:now )?(?:called |named ))?",
        r"\bthis is (?:[\w']+ ){1,2}(?:from|at|with|of) ",
        r"\bmyself (?:[\w']+ ){0,2}?from ",
        r"\bfirst (?:day|week|month)(?: [\w']+)? (?:at|with|in|for) ",
        r"\b(?:i|i'm|i am) (?:replac\w+|stand\w* in|fill\w* in|cover\w*|deputi[sz]\w+|substitut\w+)(?: for)?(?: [\w']+){0,4}? (?:at|of|in|from) ",
        rf"\b(?:i am|i'm|i act as|i serve as) (?:the |a |an )?(?:[\w-]+ ){{0,2}}?{ROLE} (?:of|for) (?:[\w&-]+ ){{1,4}}?(?:at|in|with|for|to) ",
        rf"\b(?:on behalf of|we call ourselves|{_BE} called|talking to|put down|let'?s do|start with|(?<!my )(?<!i am )name'?s|(?<!my )name is(?: now)?|name (?:back|again) to|asking for|calling about|calling from|report for|we at|employed by) ",
        r"^(?:please |could you |can you |i want you to )*(?:look at|assess|check|review|judge|analy[sz]e) ",
        rf"{_BE} (?:\w+, )?part of ",
        r"\b(?:make (?:that|it)|i meant|i should say|correction[:,]?) (?=(?:the )?(?-i:[A-Z]))",
        r"(?:^|[,.;:!?] )here (?:is |writes |speaks |sits )?(?=(?:the )?(?-i:[A-Z]))",
        rf"(?:^|\ban? (?:[\w-]+ ){{0,4}}?)(?:[\w-]+ ){{0,2}}{_BODY}(?: here)?[,:] (?=(?:the )?(?-i:[A-Z]))",
        r"^(?:hi|hello|hey|greetings|hiya|good \w+|regards|writing|posting|we are writing)?[, ]*(?:there |all )?from ",
        r"\b(?:greetings|regards|hello|good (?:morning|afternoon|evening|day)) from ",
        r"^for (?=[\w ]+ (?:i|we) )",
        rf"\b(?:i|we)(?:'ve| have)? {_FILL}(?:started|joined|began|arrived)(?: [\w']+){{0,4}}? (?:at|with|in) ",
        r"\b(?:i|we) work (?:in|on) (?:the )?(?:[\w']+ ){1,4}?(?:of|at|for) ",
        r"(?:^|[,.;!:] )(?:(?:me|myself|it's|this is|i'm|i am) )?(?!(?:Posts?|News|Greetings|Replies|Comments|Messages|Questions|Videos?|Photos?|Press|Links?|People|"
        r"Office|Department|Board|Ministry|Council|Agency|Service|Institute|Bureau|Commission|Cent(?:re|er)|Authority|Directorate|Inspectorate|Secretariat|"
        r"Someone|Somebody|Nobody|Everything|Most|All|Here|Visitors?|Calls?|Letters?|Hello|Hi|Morning|Good|Facebook|Twitter|X|Instagram|YouTube|LinkedIn|TikTok|Threads)\b)"
        r"(?-i:[A-Z][\w'-]+)(?: (?-i:(?!Office|Department|Board|Ministry|Council|Agency|Service|Institute|Bureau|Commission|Cent(?:re|er)|Authority|Directorate|Inspectorate|Secretariat)[A-Z][\w'-]+))?"
        r"(?:(?:,| and| &) (?-i:[A-Z][\w'-]+))?,? (?:here |speaking )?(?:from|at|with|for) ",
        r"\bthe (?:lady|guy|person|fellow|man|woman|girl|lad|chap|one|folks|people) (?:from|at) ",
        rf"\bwe(?:'re| are| r) {_FILL}",
    )
)
_NAMES_ANYTHING = re.compile(
    r"(?:\bwe(?:'re| are) |called |named |ourselves |represent |work for |name(?:'s| is) |agency is |behalf of )$", re.I
)
_TRAILING = re.compile(
    r"(?:,? (?:that|which|who))?(?:'?s| is) (?:us|where (?:i|we) work|what (?:we're|we are|they|people|it's|it is) called?(?: us)?|our name|who (?:i|we) (?:are|work for)|what it'?s about|my employer"
    r"|(?:the|my|our) agency)\b| (?:pays? my (?:wages|salary)|(?:sent|has asked|asked|employs?) (?:me|us)"
    r"|would like (?:to know|an?|help|you|its)|wants? (?:an?|help|advice|its|you|to know))\b",
    re.I,
)
_NOT_NOW = re.compile(
    r"\b(?:unlike|(?:be|do it|do things|act|work|just|exactly|not|more) like|other than|compared (?:to|with)|instead of)\b[^.!?;,]*$|\b(?:if|suppose|supposing|imagine|pretend|used to|previous\w*|last job|former\w*|once|years ago|before i"
    r"|my (?:sister|brother|wife|husband|friend|partner|mother|father|son|daughter|cousin|nephew|niece|uncle|aunt|mate|neighbou?r))\b[^.!?;]*$|\b(?:not|never|don't|isn't)\b[^.!?;,]*$",
    re.I,
)
_THEIR_DOING = re.compile(
    r"\s*(?:who|that|told|said|says|recommend\w*|wrote|repost\w*|retweet\w*|follow\w*|approves?|answers?|does|did|next|put|thinks?|host\w*)\b",
    re.I,
)
_OWN = re.compile(r"\W*(?:we|i)\b", re.I)
_GREETING = re.compile(
    r"^(?:(?:hi|hello|hey|hiya|hallo|how's it going|how are you(?: doing)?|what's up|greetings|good (?:morning|afternoon|evening|day)|morning|afternoon|evening|bonjour|kia ora|g'day|dear|"
    r"sir|madam|there|so|well|ok|okay|yes|sure|oh|right|please|thanks|howdy|moin|salut|hola|ciao|namaste|respected|guten (?:tag|morgen|abend)|dzien dobry|dzień dobry|buenos d[ií]as|buenas|bom dia|goede\w+|god (?:dag|morgen)|buongiorno|selamat \w+|from|it'?s|this is|that (?:would|will) be|"
    r"that's|we'?re|we are called|called|officially|our name is|the name is|for|about|i'?m from|everyone|all|team|folks)\b[ ,!./–—-]*)+",
    re.I,
)
_LEAD_IN = re.compile(
    rf"(?:(?:my |our )?first (?:day|week|month)[\w ]*|(?:i'?m )?new (?:here|in (?:the|this) job|to (?:this|the job))|(?:i'?m|this is|my name is|it'?s|name'?s)? ?[\w'-]+(?: [\w'-]+)? ?(?:here|speaking)?|(?:[\w-]+ ){{0,4}}{ROLE}|it'?s me again|can we (?:start|begin)"
    r"|shall we start|)$",
    re.I,
)
_TAIL = re.compile(
    rf"(?:here|hear|ici|hier|po|ji|mate|speaking|again|calling|btw|by the way|fyi|to be precise|is it|is the name|hi|hello|(?:'s )?(?:[\w-]+ ){{0,3}}{ROLE}(?: here| speaking)?|in (?:the )?[\w' -]{{2,25}}?(?: here| speaking)?|)$",
    re.I,
)
_AFTER_NAME = re.compile(rf",?(?: [\w-]+){{0,2}} (?:{ROLE}|office|department|dept|here|speaking)|,?(?: here)?", re.I)
_HERE = re.compile(r" here(?:,|$)", re.I)
_ABBREVIATED = re.compile(
    r"\b(St|Dept|Dep|Mt|Ft|Gov|Co|Sgt|Capt|Dr|Mr|Ms)\. (?!(?-i:On|In|At|We|Our|The|There|It|I|People|Nobody|No|Facebook|Twitter)\b)(?=\w)",
    re.I,
)
_SEGMENT = re.compile(r"[^,.;:!?(–—]+(?:[.:](?=\S)[^,.;:!?(–—]+)*")
_NO_NAME = re.compile(
    r"^(?:skip|pass|next|why|what|which|who|how|where|when|no|none|nope|yes|yeah|nah|i|we|you|it|they|does|do|is|are|can|could|should|must|"
    r"none of|not|never|don'?t|dunno|idk|rather|prefer|anonymous|secret|later|help|stop|restart|start|thanks?|all|both|never ?mind|nothing|"
    r"hi|hello|hey|ok|okay|sure|any|there|comments?|people|nobody|posts?|mostly|usually|sometimes|result|show|tell|explain|um+|hm+)\b",
    re.I,
)
_MISSION = re.compile(r"\b(?:embassy|consulate|high commission)\b", re.I)
_ALONE = re.compile(rf"^([\w'-]{{3,30}}), the {_BODY}(?:[,.]|$)", re.I)
_CHANNELS = re.compile(r"\b(?:pages?|channels?|accounts?|platforms?|comments?|posts?)\b", re.I)


INTRODUCED, IN_PASSING = 0.9, 0.7  # how sure a name is that usual words introduce, and one that stands somewhere else


def agency_name(text: str, expected: bool = False) -> str | None:
    """The name of the writer's own agency in `text`, None if it states none.

    Without the leading "the"; in title case if typed in small letters. `expected`: the agency was just asked for, so
    a bare reply is a name.
    """
    typed = text
    text = _ABBREVIATED.sub(r"\1 ", text.replace("’", "'").replace("U.S.", "US")).strip()
    text = text.lower() if text.isupper() and " " in text else text
    platforms = taken(text)
    name = (_bare(text, platforms) if expected else None) or _introduced(text, platforms) or _claimed(text, platforms)
    name = name or _leading(text, platforms)
    if not name or (not expected and is_no_name(name)):
        return None
    name = without_person(without_place(_with_seat(name, text)))
    if is_country(name) or (not expected and is_no_name(name)):
        return None
    name = typeset(name)
    return f"U.S.{name[2:]}" if name.startswith("US ") and f"U.S.{name[2:]}" in typed else name


_POST_OF = re.compile(
    r"^(?:A?PRO|PIO|C[EIT]O|[Ss]pokes\w+|[Hh]ead|[Dd]irector|[Mm]anager|[Ee]ditor|[Ss]ecretary)(?: of [Cc]ommunications?)? (?:of|for|at) (?:the )?(?=[A-Z])"
)


def without_person(name: str) -> str:
    """The agency in a name that begins with a person or a post: "Mehdi El Fassi of the Office of Ports", "PRO of the Water Board"."""
    name = _POST_OF.sub("", name)
    who, _, agency = name.partition(" of the ")
    words = {word.lower() for word in who.split()}
    return agency if agency and not words & KNOWN and {word.lower() for word in agency.split()} & ORG else name


def _with_seat(name: str, text: str) -> str:
    """An embassy's name with the city that is told after it: "Embassy of Portugal, Hanoi"."""
    seat = re.search(rf"{re.escape(name)}, (?-i:[A-Z])\w+(?: (?-i:[A-Z])\w+)?(?=[.,;:]|$)", text)
    return seat[0] if seat and _MISSION.search(name) and not mentions(seat[0]) else name


def is_somebody_elses(text: str, name: str) -> bool:
    """Whether `text` says of `name` that it is no agency of the writer's today: "my cousin works at ...", "... told us"."""
    start = text.find(name)
    return start >= 0 and bool(_NOT_NOW.search(text[:start]) or _THEIR_DOING.match(text, start + len(name)))


def _introduced(text: str, taken: frozenset[int]) -> str | None:
    """ "I'm with …", "we are …", "this is about …"."""
    for pattern in _INTRODUCTIONS:
        for found in pattern.finditer(text):
            if _NOT_NOW.search(text[: found.end()]):
                continue
            name, end = name_at(text, found.end(), taken, bool(_NAMES_ANYTHING.search(found.group())))
            if name and (_OWN.match(found.group()) or not _THEIR_DOING.match(text, end)):
                return name
    return None


def _claimed(text: str, taken: frozenset[int]) -> str | None:
    """ "… is where I work", "… wants a review"."""
    for found in _TRAILING.finditer(text):
        start = max(text.rfind(mark, 0, found.start()) for mark in ".,;:!?") + 1
        for word in WORD.finditer(text, start, found.start()):
            name, end = name_at(text, word.start(), taken)
            if name and end == found.start() and not _NOT_NOW.search(text[: word.start()]):
                return name
    return None


def _leading(text: str, taken: frozenset[int]) -> str | None:
    """The message starts with the name, maybe after a greeting or the writer's own name and role."""
    if alone := _ALONE.match(text):
        return None if alone.start() in taken or alone[1].lower() in STOP | KNOWN else alone[1]
    for segment in list(_SEGMENT.finditer(text))[:4]:
        start = segment.start() + len(segment.group()) - len(segment.group().lstrip())
        greeting = _GREETING.match(text[start : segment.end()])
        start += greeting.end() if greeting else 0
        name, end = name_at(text, start, taken)
        if name and _TAIL.match(text[end : segment.end()].strip()):
            return name
        if not _LEAD_IN.match(text[start : segment.end()].strip()) or _CHANNELS.search(segment.group()):
            return _sentence(text, taken)
    return None


def _sentence(text: str, taken: frozenset[int]) -> str | None:
    """A later sentence that is but a name: "Third time I try this. Harrowdene Borough Council, press office. Be quick"."""
    for begin in re.finditer(r"[.!?] +(?=(?:[Tt]he )?[A-Z])", text):
        name, end = name_at(text, begin.end(), taken)
        rest = re.split(r"[.!?]", text[end:])[0]
        if name and len(name.split()) > 1 and (_AFTER_NAME.fullmatch(rest) or _HERE.match(rest)):
            return name
    return None


_FILLER = re.compile(r" (?:po|ji|eh)$", re.I)


def _bare(text: str, taken: frozenset[int]) -> str | None:
    """The reply to "Which agency is this about?" is nothing but a name."""
    greeting = _GREETING.match(text)
    rest = text[greeting.end() if greeting else 0 :]
    reply = re.split(
        r"[.;!](?:\s|$)|,? (?:but|and (?=we|i|it|our|the)|we |i am|i'm|here\b)|,(?= we| our| i | but| not)",
        rest,
        flags=re.I,
    )[0]
    reply = re.sub(r"^(?:(?i:the)|(?:la|le|les|der|die|das|el|il)(?= [A-Z]))\s+", "", reply.strip(" \"'")).rstrip(" ,")
    if re.search(rf"{re.escape(reply)} here (?:from|at|with|for) ", rest):
        return None  # the writer's own name
    words = [word.lower() for word in re.findall(r"[^\s,]+", reply)]
    if not 0 < len(words) <= 9 or "?" in reply or _NO_NAME.match(rest) or any(word in STOP for word in words):
        return None
    if not any(c.isalpha() for c in reply) or taken.intersection(
        range(text.find(reply), text.find(reply) + len(reply))
    ):
        return None
    first, _, place = reply.partition(", ")
    if is_place(place) and len(first.split()) > 1 and any(word.lower() not in KNOWN for word in first.split()):
        return name_at(first, 0, frozenset())[0] or re.sub(_FILLER, "", first)
    if place and (len(place.split()) > 2 or re.search(rf"\b{ROLE}$", place, re.I) or {*place.lower().split()} & ORG):
        return name_at(first, 0, frozenset())[0]
    if all(word in KNOWN for word in words) and not is_name(reply.split(), False):
        return None
    return reply
