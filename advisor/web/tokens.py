"""Signed session tokens: who a browser is, without cookies and without a table of sessions."""

from __future__ import annotations

import hashlib
import secrets
import time
from dataclasses import dataclass
from typing import Any

import jwt

LIFETIME = 24 * 3600  # seconds; a token is renewed whenever a page is loaded
SHORTEST_SECRET = 32  # characters
_ALGORITHM = "HS256"
_AUDIENCE = "adviser-chat"


class BadToken(ValueError):
    """A token that is not ours, was changed, or has expired."""


@dataclass(frozen=True)
class Tokens:
    """Makes and checks tokens. `agency_key` checks those of the agency's own sign-in, if there is one.

    `agency_algorithms` are the only ones accepted for it, so that a token cannot choose its own.
    """

    secret: str
    agency_key: str | None = None
    agency_algorithms: tuple[str, ...] = ("HS256",)
    agency_audience: str | None = None

    def __post_init__(self) -> None:
        if len(self.secret) < SHORTEST_SECRET:
            raise ValueError(
                f"the chat's secret must have at least {SHORTEST_SECRET} characters; "
                "`advisor secret` prints a good one, to be set as ADVISOR_CHAT_SECRET."
            )

    def issue(self, conversation: str | None = None, now: float | None = None) -> str:
        """A token for `conversation`, or for a new one that nobody can guess."""
        issued = int(time.time() if now is None else now)
        claims = {
            "sub": conversation or f"web-{secrets.token_urlsafe(18)}",
            "aud": _AUDIENCE,
            "iat": issued,
            "exp": issued + LIFETIME,
        }
        return jwt.encode(claims, self.secret, _ALGORITHM)

    def conversation(self, token: Any) -> str:
        """The conversation that `token` stands for; BadToken if it stands for none."""
        claims = _decoded(token, self.secret, (_ALGORITHM,), _AUDIENCE)
        return str(claims["sub"])

    def conversation_of_user(self, token: Any) -> str:
        """The conversation of somebody the agency has signed in; the same one each time.

        Only a hash of the agency's name for the person is kept.
        """
        if self.agency_key is None:
            raise BadToken("no sign-in is set up here.")
        claims = _decoded(token, self.agency_key, self.agency_algorithms, self.agency_audience)
        person = hashlib.sha256(f"{self.secret}:{claims['sub']}".encode()).hexdigest()
        return f"user-{person[:32]}"


def _decoded(token: Any, key: str, algorithms: tuple[str, ...], audience: str | None) -> dict[str, Any]:
    if not isinstance(token, str):
        raise BadToken("the token is missing.")
    try:
        claims: dict[str, Any] = jwt.decode(
            token, key, algorithms=list(algorithms), audience=audience, options={"require": ["sub", "exp"]}
        )
    except jwt.InvalidTokenError as error:
        raise BadToken("the token is not valid any more.") from error
    return claims
