"""How the web chat is set up: `credentials.yml` for what may be seen, the environment for what may not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from advisor.web.limits import Rate
from advisor.web.tokens import Tokens

SECRET = "ADVISOR_CHAT_SECRET"
AGENCY_KEY = "ADVISOR_CHAT_AGENCY_KEY"
_KEYS = ("origins", "visitor_rate", "address_rate", "agency_algorithms", "agency_audience", "widget")


_VISITOR_RATE = Rate(0.5, 10)
_ADDRESS_RATE = Rate(2, 40)


@dataclass(frozen=True)
class ChatSettings:
    """`origins`: other sites that may embed the chat. `widget`: the built script, seen from the project's folder."""

    tokens: Tokens
    origins: tuple[str, ...] = ()
    visitor_rate: Rate = _VISITOR_RATE
    address_rate: Rate = _ADDRESS_RATE
    widget: Path = Path("web/dist/widget.js")


def chat_settings(credentials: Mapping[str, Any] | None, environment: Mapping[str, str]) -> ChatSettings:
    """The settings in a section of `credentials.yml` and in `environment`.

    Raises ValueError with one line that says what is missing or not allowed.
    """
    given = dict(credentials or {})
    for key in given:
        if key not in _KEYS:
            raise ValueError(f"credentials.yml, web chat: unknown key {key!r}; allowed are {', '.join(_KEYS)}.")
    if not environment.get(SECRET):
        raise ValueError(
            f"the web chat needs a secret to sign its sessions with. Make one and set it: "
            f"export {SECRET}=$(.venv/bin/advisor secret)"
        )
    return ChatSettings(
        tokens=Tokens(
            environment[SECRET],
            environment.get(AGENCY_KEY) or None,
            tuple(given.get("agency_algorithms") or ("HS256",)),
            given.get("agency_audience"),
        ),
        origins=tuple(_origin(one) for one in given.get("origins") or ()),
        visitor_rate=_rate(given, "visitor_rate", _VISITOR_RATE),
        address_rate=_rate(given, "address_rate", _ADDRESS_RATE),
        widget=Path(given.get("widget") or ChatSettings.widget),
    )


def _origin(raw: Any) -> str:
    if not isinstance(raw, str) or not raw.startswith(("http://", "https://")) or raw.count("/") != 2:
        raise ValueError(
            f"credentials.yml, web chat: origins holds {raw!r}; write each as https://www.agency.example, without a path."
        )
    return raw.lower()


def _rate(given: Mapping[str, Any], key: str, default: Rate) -> Rate:
    raw = given.get(key)
    if raw is None:
        return default
    try:
        rate = Rate(float(raw["per_second"]), int(raw["burst"]))
    except (TypeError, KeyError, ValueError) as error:
        raise ValueError(f"credentials.yml, web chat: {key} needs per_second and burst, as numbers.") from error
    if rate.per_second <= 0 or rate.burst < 1:
        raise ValueError(f"credentials.yml, web chat: {key} must be above zero.")
    return rate
