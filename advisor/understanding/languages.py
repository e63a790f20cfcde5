"""Which language a message is in, so that nobody who writes in another one than English is left guessing."""

from __future__ import annotations

import re
from functools import lru_cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

ENGLISH = "en"
SURE = 0.999
LEAST_WORDS = 4  # shorter messages are too often misjudged
_ONLY_ENGLISH = frozenset(
    (
        "the we we're our and are you they here with not from don't i i'm it's this that have has for of at is was were been can cannot could would should "
        "will what when where which who whose why how there their them these those some most every each only just about because but or if then than too "
        "people comments posts links website answers questions replies reply answer ask asked hours week weekly daily day days month months year years morning mornings "
        "evening office always never usually sometimes often hardly nobody nothing everything everyone someone one two three four five six seven eight nine ten"
    ).split()
)


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_pickled_model(MODEL_FILE, norm_probs=True)


_SMALL = frozenset("de di do da dos das del della dei du des d' la le el los von van der den of und et y e i".split())
_LONGEST_NAME = 8  # words


def _is_a_name(text: str) -> bool:
    """Whether `text` may be a name in another language, after a greeting at most: "ciao, Museo Civico di Val Serena"."""
    words = re.findall(r"[^\W\d]+", text)
    named = [word for word in (words[1:] if re.match(r"\w+,", text) else words) if word.lower() not in _SMALL]
    return len(named) > 1 and len(words) <= _LONGEST_NAME and all(word[0].isupper() for word in named)


def foreign_language(text: str) -> str | None:
    """The ISO 639-1 code of the language of `text` if it is surely not English, else None."""
    words = text.lower().split()
    by_letters = not text.isascii() and not any(c.isascii() and c.isalpha() for c in text)
    if (len(words) < LEAST_WORDS and not by_letters) or _ONLY_ENGLISH.intersection(words):
        return None
    if not by_letters and _is_a_name(text):
        return None
    language, probability = _identifier().classify(text)
    return str(language) if language != ENGLISH and (probability >= SURE or by_letters) else None
