"""What an organisation's name looks like: organisation words of several languages and how they combine."""

from __future__ import annotations

import itertools
import re

ORG = set(
    """city town village township borough county parish shire region province municipality municipal commune state council
    councils ministry department departments dept office agency authority commission commissioner bureau board service services
    administration division directorate secretariat inspectorate registrar registry institute institution observatory corporation police
    constabulary pd sheriff sheriff's sheriffs garda fire brigade rescue ambulance army navy battalion coast guard forces library
    libraries museum museums archive archives district schools school university college hospital hospitals clinic embassy
    consulate parliament assembly senate congress court courts tribunal government govt chancellery prefecture customs port
    harbour harbor airport transit system centre center trust utilities utility jobcentre jobcenter mint treasury mayor mayor's governor governor's
    ombudsman union palace zoo park parks prison nhs cabinet house council's stadt gemeinde landkreis kreis bezirk bezirksamt
    polizei feuerwehr finanzamt landtag bundestag senat rathaus ministerium amt behörde stadtwerke verband wasserverband hochschule
    universität gericht botschaft mairie ville préfecture prefecture ministère gendarmerie métropole département commissariat
    ayuntamiento policía policia bomberos ministerio diputación junta gobierno generalitat municipalidad alcaldía prefeitura câmara
    governo polícia comune città regione provincia agenzia ministero questura carabinieri gemeente provincie politie
    waterschap barangay company companies society foundation fund garden gardens theatre theater opera orchestra cemetery crematorium stadium academy laboratory hospice kindergarten waterworks tramway tramways ferries railway railways airfield bank lottery tram station constabularies inspectorates kommune kommun kommuner politiet polisen statsforvalteren länsstyrelsen urząd gmina miasto policja
    museo museu musée biblioteca bibliothèque bibliothek universidad università université kementerian pejabat ministerstwo kaupunki poliisi obec mesto""".split()
)
_DOMAIN = set(
    """animal water waste tourism works statistics transport transportation traffic roads health education justice finance interior energy
    forestry forest forests agriculture labour labor defence defense taxation tax revenue elections election housing
    wildlife recreation conservation sanitation safety veterans affairs social science sciences culture sports immigration fisheries
    metro power sewage planning emergency security commerce trade digital weather meteorological foreign stats careers employment
    fire-fighting benefits patents standards maritime aviation rail highway highways roadworks pensions customs rivers lakes
    leisure irrigation driving building nursing shipping mining farming fishing hunting gambling gaming engineering parking lighting recycling cleaning training teaching swimming licence license
    youth election botanical zoological veterinary environmental historical maritime nautical vehicle vehicles vaccination recruiting recruitment job jobs passport licensing maps mapping geological geodesy geography buildings construction consumer food medicine cyber data records land""".split()
)
_GENERIC = set(
    """small big large tiny local federal public national rural regional central state municipal civic volunteer urban
    international new old press media communication communications comms social government governmental general main same own other
    whole neighbouring nearby next medium-sized mid-sized little few two three several
    call typical normal ordinary goverment different many various separate individual certain similar single sector body force hall services official
    dot comptroller comptroller's treasurer treasurer's clerk clerk's assessor assessor's auditor auditor's recorder recorder's attorney attorney's""".split()
)
LINKS = set(
    "of the for de la le du des del dell' delle dei di do da dos das d' für der and & et und y e on upon in".split()
)
STOP = set(
    """a an we we're we've our ours us i i'm i've my me mine you your they them their he she it its it's that that's thats this these
    those which who whose what where when why how is are was were be been am has have had do does did don't will would can could
    should may might must want wants need needs like likes got get gets use uses using run runs post posts posting share shares say
    says said told but or so because since while if as than then now here there speaking only just mostly mainly also too with from
    at by to into about not no yes ok please thanks hello hi hey team desk cell staff page account channel channels website news
    events tips person people one some any every most more all both each his her again page's comes approves things looking lab
    wages pays sent wrote reposts follows whatever anyway though up out off over under after before during mail email within inside outside another ici hier folks teh part between better best become""".split()
)
_SHORT = set(
    "epa fema noaa usgs nasa cdc fbi irs fda nhs hmrc dvla dwp dhs hud nps usda gsa faa dot lapd nypd sec ssa va us uk".split()
)
_NO_ACRONYM = set(
    """pr it hr usa eu faq rss ceo pio ok fyi tv url html pdf csv seo kpi roi api dm dms asap cms sms crm diy btw thx pls ppl hmm tbh
    imho lol omg idk www http tldr ama nope yes cto cio covid psst brb gdpr foia ada wcag utc gmt xls rt qr ai us uk va mr mrs ms dr sgt cpt lt push pull help stop skip none next done good back back why who what how yes""".split()
)
_COMPOUND = re.compile(
    r"(?:ministerium|polizei|feuerwehr|behörde|verwaltung|landesamt|bundesamt|agentur|verband|bibliothek|\wamt|kommune|kommun|rijks\w+"
    r"|styrelsen|verket|museet|politie|virasto|museum|fylkesmannen)$|^(?:bundes|landes|kantons|stadt|rijks)\w{4,}$",
    re.I,
)
_COUNTRY = re.compile(
    r"(?:the )?(?:north\w*|south\w*|east\w*|west\w*|germany|italy|france|spain|ireland|scotland|wales|england|netherlands|canada|"
    r"australia|sweden|norway|finland|denmark|austria|switzerland|poland|india|us|usa|uk|new zealand)\b",
    re.I,
)
ROLE = (
    r"(?:officers?|interns?|spokes\w+|managers?|sergeant|sgt|deputy|pc|constable|comms|communications?|volunteers?|trainee|secretary|head|"
    r"directors?|lead|editors?|team|person|one|employee|cell|section|desk|liaison|lab|unit|relations|media|side|office|librarian|"
    r"division|ranger|firefighter|clerk|consultant|assistant|coordinator|specialist|adviser|advisor|chief|captain|staff|shop)"
)
WORD = re.compile(r"[^\s,.;:!?()\"]+(?:\.(?=\w)[^\s,.;:!?()\"]+)*")
_OFFICE = frozenset("press media communication communications comms social our".split())
_CLIPPED = re.compile(r"\w+(?:n't|'d|'ll|'ve|'re|'m)$")
_BEFORE_PLACE = frozenset(
    """police nhs polizei stadt gemeinde landkreis kreis bezirk bezirksamt feuerwehr finanzamt region gemeente policia policía embassy
    consulate museum jobcenter jobcentre mairie ville ayuntamiento politie provincie regione comune prefeitura senat landtag battalion
    préfecture prefecture politiet ministerium verband stadtwerke kommune service municipality commune county province barangay""".split()
)
_TOWNS = frozenset(["port", "harbour", "harbor", "park", "house", "city", "county"])
_ARTICLE = re.compile(r"[\s\"']*(the\s+)?(?-i:(?:la|le|les|der|die|das|el|il)\s+(?=[A-Z]))?(?:[\"'](?=\w))?", re.I)
KNOWN = ORG | _GENERIC | LINKS | _DOMAIN
_NATION = re.compile(
    r"(?:us|usa|uk|eu|british|english|scottish|irish|spanish|danish|swedish|finnish|polish|turkish|american|canadian|australian|austrian|belgian|italian|norwegian|indian|brazilian|russian|romanian|moroccan|chilean|mexican|european|korean|african|chinese|japanese|portuguese|german|dutch|french|swiss|greek|czech|thai|iraqi|turk|norman)$"
)
_SOFT = frozenset(
    "trust service services system region institution union centre center house guard cabinet court state board union".split()
)
_BEFORE_SOFT = _DOMAIN | ORG | {"press", "weather", "forest", "geological", "park"}
_HEADS = frozenset(
    "ministry department dept office bureau agency board commission secretariat secretary institute service".split()
)
_NO_BODY = frozenset("act acts law laws policy code charter bill regulation regulations rules".split())
_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august".split()
)


def is_compound(word: str) -> bool:
    """Whether a word is an office by itself in a language that writes it as one: "Landesamt", "Rijkswaterstaat"."""
    return bool(_COMPOUND.search(word))


def name_at(text: str, start: int, taken: frozenset[int], loose: bool = False) -> tuple[str | None, int]:
    """The longest name that starts at `start`, with its end. `loose`: a single capitalised word will do."""
    article = _ARTICLE.match(text, start)
    start = article.end() if article else start
    found = list(WORD.finditer(text, start, min(len(text), start + 110)))[:12]
    if not found or found[0].start() != start:
        return None, start
    capital = found[0].group()[0].isupper()
    kept: list[re.Match[str]] = []
    held: list[re.Match[str]] = []
    for i, word in enumerate(found):
        low, follow = word.group().lower(), found[i + 1].group().lower() if i + 1 < len(found) else ""
        if (i and text[found[i - 1].end() : word.start()] != " ") or word.start() in taken or len(kept) == 9:
            break
        if low in LINKS:
            if not kept and (not capital or low == "in"):
                break
            held.append(word)
        elif _goes_on(word.group(), low, follow, [w.group() for w in kept], {w.group().lower() for w in held}, capital):
            kept, held = [*kept, *held, word], []
            if low.endswith("'s") and follow not in ORG:
                break
        elif not (capital and low in _GENERIC and low not in _OFFICE and follow in ORG):
            break
        else:
            held.append(word)
    kept = kept if capital else _trimmed(kept)
    words = [re.sub(r"'s$", "", w.group()) if w is kept[-1] else w.group() for w in kept]
    alone = words[: words.index("in")] if "in" in words and not (article and article[1]) else words
    if not alone or not (is_name(alone, capital) or (loose and _could_be(words, text[kept[-1].end() :]))):
        return None, start
    end = kept[-1].end() - (2 if kept[-1].group().lower().endswith("'s") else 0)
    return text[start:end], end


def _goes_on(word: str, low: str, follow: str, before: list[str], links: set[str], capital: bool) -> bool:
    """Whether `word` belongs to the name that `before` began, after the `links` in between."""
    upper = word[0].isupper() or word[0].isdigit()
    if (
        low in STOP
        and not (word.isupper() and len(word) > 1)
        and not (low == "us" and not before and follow in ORG | {"forest"})
    ) or _CLIPPED.match(low):
        return False
    if "in" in links:
        named = [w.lower() for w in before]
        placed = "of" in named and named[-1] not in _DOMAIN and not {"embassy", "consulate"} & {*named}
        return not placed and not _COUNTRY.match(low) and (upper or not capital)
    if links & {"and", "&"}:
        return low in _DOMAIN | ORG or (upper if capital else follow in _DOMAIN | ORG)
    if not capital and {"for", "the"} <= links:
        return False
    if capital or links & {"on", "upon"}:
        return upper or low in ORG or (low in _DOMAIN and bool(links or follow.rstrip(".") in ORG))
    return low in ORG or (low[-1].isalnum() and not re.fullmatch(ROLE, low))


def _trimmed(kept: list[re.Match[str]]) -> list[re.Match[str]]:
    """A name in small letters ends with its organisation word, or with the place after it."""
    lows = [re.sub(r"(?<!f)'s$", "", word.group().lower()) for word in kept]
    orgs = [i for i, low in enumerate(lows) if low in ORG or _COMPOUND.search(low)]
    if not orgs:
        return kept if len(kept) == 1 else []
    end = orgs[-1] + 1
    if end < len(lows) and (
        lows[end] in LINKS
        or (lows[orgs[-1]] in _BEFORE_PLACE and (end == 1 or lows[orgs[-1]] in {"embassy", "battalion"}))
    ):
        end = min(len(lows), end + (4 if lows[end] in LINKS else 2))
    while end < len(kept) and kept[end].group()[0].isupper():
        end += 1  # "youth office Brennick"
    if end < len(lows) and end > 1 and lows[end - 2] in {"of", "for"} and lows[end - 1] in _TOWNS:
        end += 1  # "mayor's office of port delaney"
    if lows[end - 2 : end] == ["press", "office"] and len(orgs) > 1:
        end -= 2
    return kept[:end]


def is_name(words: list[str], capital: bool) -> bool:
    lows = [word.lower().rstrip(".") for word in words]
    if (
        lows[-1] in _NO_BODY
        or set(lows) & _DAYS
        or (
            not capital
            and (
                (lows[0].endswith("ing") and lows[0] not in _DOMAIN)
                or ("of the" in " ".join(lows) and lows[0] not in ORG)
            )
        )
    ):
        return False
    own = [low for low in lows if low not in KNOWN and not _NATION.match(low) and not (low.isdigit() and not capital)]
    org = any(
        low in ORG and (capital or low not in _SOFT or (i and lows[i - 1] in _BEFORE_SOFT))
        for i, low in enumerate(lows)
    ) or any(_COMPOUND.search(low) for low in lows)
    big = [word for word in words if word[0].isupper()]
    if len(words) == 1:
        short = (
            words[0].isupper() or lows[0] in _SHORT or not set(lows[0]) & set("aeiouyäöüé") or words[0].endswith("DOT")
        )
        return bool(own) and (
            bool(_COMPOUND.search(lows[0]))
            or (short and 3 <= len(lows[0]) <= 6 and lows[0].isalpha() and lows[0] not in _NO_ACRONYM)
        )
    if org:
        of = any(a in _HEADS and b in {"of", "for"} for a, b in itertools.pairwise(lows))
        solemn = (
            capital
            and len(big) == len([low for low in lows if low not in LINKS])
            and (len(big) > 2 or bool({*lows} & _DOMAIN or _NATION.match(lows[0])))
        )
        return bool(own) or of or solemn
    acronym = any(word.isupper() and len(word) > 2 and word.lower() not in _NO_ACRONYM for word in words)
    own = own or [low for low in lows if _NATION.match(low)]
    return bool(own) and len(big) > 1 and (acronym or bool(set(lows) & _DOMAIN))


def _could_be(words: list[str], rest: str) -> bool:
    """Whether capitalised words of no known kind are a name, as after "we are"."""
    fits = all(word[0].isupper() or word.lower() in LINKS for word in words) and not re.search(
        r"(?:ish|ese|ian|ean|can|man|nch|tch)$", words[-1]
    )
    return (
        fits
        and len(words) < 5
        and words[0].lower() not in _NO_ACRONYM | _GENERIC | ORG | _DOMAIN
        and bool(re.match(r"$|[,.;!]| and | here| for short", rest))
    )


_COMMON = KNOWN | frozenset(
    "level road mountain provincial ranger ngo ngos companies partners schools tax answers complaints questions first second third".split()
)
_COUNTS_UP = frozenset("first second third then next firstly secondly".split())
_TITLES = frozenset(
    "mayor minister commissioner captain sergeant sgt dr mr mrs ms frau herr prof professor madam sir inspector chief".split()
)
_LEVELS = frozenset(
    "county city borough town district state provincial regional local municipal village parish tax fire police forest royal".split()
)


def is_no_name(name: str) -> bool:
    """Whether what looks like a name names nobody: a kind of agency ("county road dept", "State library"), a person with a title,
    a number of people ("city of 40k"), or the first of several points ("first trust")."""
    words = name.split()
    lows = [word.lower().strip(".,") for word in words]
    if lows[0] in _COUNTS_UP or (lows[0] in _TITLES and not {*lows[1:]} & ORG) or re.search(r"\bof \d[\d.,]*k?$", name):
        return True
    common = all(low in _COMMON for low in lows)
    small = all(word.islower() for word in words[1:])
    return common and "of" not in lows and (small or (len(lows) == 2 and lows[0] in _LEVELS))


def typeset(name: str) -> str:
    """`name` as one writes it, if it was typed in small letters."""
    if not name.islower():
        return name[:1].upper() + name[1:]
    words = []
    for i, word in enumerate(name.split()):
        short = word in _SHORT or (len(word) > 1 and word.isalpha() and not set(word) & set("aeiouyäöüéí"))
        words.append(
            word.upper() if short and word != "st" else word if i and word in LINKS else word[:1].upper() + word[1:]
        )
    return " ".join(words)
