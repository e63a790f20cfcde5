"""The web chat as a channel of Rasa: it serves the widget and streams answers, on Rasa's one port.

Only what stands here can be reached from a browser. Requests are simple ones (POST, text/plain, the token in the body),
so that no preflight is needed; who speaks is told by a signed token, never by the browser's word.
"""

from __future__ import annotations

import asyncio
import logging
import os
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from rasa.core.channels import InputChannel
from rasa.shared.exceptions import RasaException
from sanic import Blueprint, Sanic, response
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse

from advisor.rasa_parts.locks import RedisLocks
from advisor.rasa_parts.running_turn import RunningTurn
from advisor.rasa_parts.tracker_store import BoundedTrackerStore, bounded
from advisor.rasa_parts.turns import OVER, Handler, Turns
from advisor.records import Kept, measured_in, records
from advisor.report import earlier_of, render_bytes
from advisor.strategy import assess
from advisor.web.guard import Guard
from advisor.web.pages import PAGE_HEADERS, etag, page, plain_page, stylesheet
from advisor.web.requests import Refused, read_body, read_export, read_feedback, read_message
from advisor.web.settings import ChatSettings, chat_settings
from advisor.web.transcript import transcript
from advisor.web.understood import questions, understood, ways_to_exports
from advisor.web.uploads import measure, open_upload, receive

logger = logging.getLogger(__name__)
SOON = 5  # seconds after which something that failed may work again
REPORTS = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "markdown": "text/markdown; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "text": "text/plain; charset=utf-8",
}


class WebChannel(InputChannel):
    """Sessions, turns, history and files for browsers."""

    def __init__(self, settings: ChatSettings) -> None:
        self._settings = settings
        self._guard = Guard(settings)
        self._turns = Turns()

    @classmethod
    def name(cls) -> str:
        """The channel's name in events and responses."""
        return "web"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> WebChannel:
        """The channel that `credentials.yml` describes; refuses to start without a secret."""
        try:
            return cls(chat_settings(credentials, os.environ))
        except ValueError as error:
            raise RasaException(f"advisor: {error}") from error

    def url_prefix(self) -> str:
        """An absolute path: Rasa joins it to /webhooks/."""
        return "/chat"

    def blueprint(self, on_new_message: Handler) -> Blueprint:
        """Every address under /chat."""
        chat = Blueprint("web_chat")
        self._add_pages(chat)
        chat.exception(Exception)(self._failed)

        @chat.listener("before_server_start")
        async def hide_rasa(app: Sanic, _: Any) -> None:
            app.register_middleware(_only_the_chat, "request")

        @chat.listener("after_server_start")
        async def join_the_others(app: Sanic, _: Any) -> None:
            locks = app.ctx.agent and app.ctx.agent.lock_store
            if isinstance(locks, RedisLocks):
                self._guard.share(locks.redis)
                self._turns.share(locks)

        @chat.post("/session")
        async def session(request: Request) -> HTTPResponse:
            return await self._answer(request, self._session)

        @chat.post("/history")
        async def history(request: Request) -> HTTPResponse:
            return await self._answer(request, self._history)

        @chat.post("/report")
        async def report(request: Request) -> HTTPResponse:
            return await self._answer(request, self._report)

        @chat.post("/feedback")
        async def feedback(request: Request) -> HTTPResponse:
            return await self._answer(request, self._feedback)

        @chat.post("/message")
        async def message(request: Request) -> HTTPResponse | None:
            try:
                headers = self._guard.check_origin(request.headers.get("origin"), request.host)
            except Refused as error:
                return _refusal(error, {})
            try:
                content = read_body(request.body)
                conversation = self._guard.conversation(content.get("token"))
                await self._guard.check_rate(conversation, _address(request))
                turn = await self._turn(request, on_new_message, conversation, content)
            except Refused as error:
                return _refusal(error, headers)
            await _stream(request, turn, headers)
            return None

        @chat.post("/evidence", stream=True)
        async def evidence(request: Request) -> HTTPResponse | None:
            headers: dict[str, str] = {}
            try:
                headers = self._guard.check_origin(request.headers.get("origin"), request.host)
                turn = await self._evidence(request, on_new_message)
            except Refused as error:
                return _refusal(error, headers)
            await _stream(request, turn, headers)
            return None

        @chat.route("/plain", methods=["GET", "POST"])
        async def plain(request: Request) -> HTTPResponse:
            return await self._plain(request, on_new_message)

        return chat

    def _add_pages(self, chat: Blueprint) -> None:
        try:
            widget = self._settings.widget.read_bytes()
        except OSError as error:
            raise RasaException(f"advisor: {self._settings.widget} is not there; `make widget` builds it.") from error
        script = {"Cross-Origin-Resource-Policy": "cross-origin", "Cache-Control": "no-cache", "ETag": etag(widget)}

        @chat.get("/ready")
        async def ready(request: Request) -> HTTPResponse:
            is_ready = bool(request.app.ctx.agent and request.app.ctx.agent.is_ready())
            return response.json({"ready": is_ready}, status=200 if is_ready else 503)

        @chat.get("/widget.js")
        async def widget_js(request: Request) -> HTTPResponse:
            if request.headers.get("if-none-match") == script["ETag"]:
                return response.raw(b"", status=304, headers=script)
            headers = {**script, "X-Content-Type-Options": "nosniff"}
            return response.raw(widget, content_type="text/javascript; charset=utf-8", headers=headers)

        @chat.get("/page.css")
        async def page_css(_: Request) -> HTTPResponse:
            return response.raw(stylesheet(), content_type="text/css; charset=utf-8")

        @chat.get("/demo")
        async def demo(_: Request) -> HTTPResponse:
            return response.html(page("demo"), headers=PAGE_HEADERS)

        @chat.get("/")
        async def full(_: Request) -> HTTPResponse:
            return response.html(page("full"), headers=PAGE_HEADERS)

    async def _answer(self, request: Request, serve: Callable[..., Awaitable[HTTPResponse]]) -> HTTPResponse:
        """Checks a request that is answered at once, and serves it."""
        headers: dict[str, str] = {}
        try:
            headers = self._guard.check_origin(request.headers.get("origin"), request.host)
            content = read_body(request.body)
            await self._guard.check_rate(None, _address(request))
            answer = await serve(request, content)
        except Refused as error:
            return _refusal(error, headers)
        answer.headers.update(headers | {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"})
        return answer

    async def _failed(self, request: Request, error: Exception) -> HTTPResponse:
        """What a browser is told when records or events cannot be reached, or anything else goes wrong."""
        if isinstance(error, SanicException):
            return response.json({"error": str(error)}, status=error.status_code)
        logger.error("A request of the web chat failed", exc_info=error)
        refused = Refused(503, OVER, SOON)
        try:
            return _refusal(refused, self._guard.check_origin(request.headers.get("origin"), request.host))
        except Refused:
            return _refusal(refused, {})

    async def _session(self, request: Request, content: dict[str, Any]) -> HTTPResponse:
        token = self._guard.session(content.get("token"), content.get("user_token"))
        welcome = request.app.ctx.agent.domain.responses["utter_web_welcome"][0]
        starters = [button["title"] for button in welcome.get("buttons", ())]
        return response.json(
            {
                "token": token,
                "welcome": {"text": welcome["text"], "buttons": starters},
                "questions": questions(),
                "exports": ways_to_exports(),
            }
        )

    async def _history(self, request: Request, content: dict[str, Any]) -> HTTPResponse:
        conversation = self._guard.conversation(content.get("token"))
        events = await asyncio.to_thread(_store(request).latest_messages, conversation)
        kept = await asyncio.to_thread(records().load, conversation)
        return response.json({"messages": transcript(events), "understood": understood(kept)})

    async def _report(self, _: Request, content: dict[str, Any]) -> HTTPResponse:
        conversation = self._guard.conversation(content.get("token"))
        form = content.get("format")
        if form not in REPORTS:
            raise Refused(400, f"format must be one of {', '.join(REPORTS)}.")
        kept = await asyncio.to_thread(records().load, conversation)
        if not kept.case.channels:
            raise Refused(409, "A report needs at least one channel.")
        report = await asyncio.to_thread(_rendered, conversation, kept, form)
        return response.raw(report, content_type=REPORTS[form])

    async def _feedback(self, _: Request, content: dict[str, Any]) -> HTTPResponse:
        conversation = self._guard.conversation(content.get("token"))
        about, words = read_feedback(content)
        await asyncio.to_thread(records().keep_feedback, conversation, about, words)
        return response.json({"kept": True})

    async def _plain(self, request: Request, on_new_message: Handler) -> HTTPResponse:
        form = request.form or {}
        error, text = "", (form.get("choice") or form.get("text") or "").strip()
        try:
            self._guard.check_origin(request.headers.get("origin"), request.host)
            token = self._guard.session(form.get("token"), None) if form else self._guard.session(None, None)
            conversation = self._guard.conversation(token)
            if text:
                await self._guard.check_rate(conversation, _address(request))
                turn = await self._turn(request, on_new_message, conversation, {"id": form.get("id"), "text": text})
                async for _ in turn.follow():
                    pass
                error = "" if turn.answered else OVER
        except Refused as refused:
            error, token = str(refused), self._guard.session(None, None)
            conversation = self._guard.conversation(token)
        messages = transcript(await asyncio.to_thread(_store(request).latest_messages, conversation))
        if not messages:
            welcome = request.app.ctx.agent.domain.responses["utter_web_welcome"][0]
            messages = [{"from": "bot", "text": welcome["text"], "buttons": [b["title"] for b in welcome["buttons"]]}]
        html = plain_page(messages, token, uuid.uuid4().hex, error)
        return response.html(html, status=400 if error else 200, headers=PAGE_HEADERS)

    async def _evidence(self, request: Request, on_new_message: Handler) -> RunningTurn:
        """Measures an export, keeps what it says, and has the bot tell it in a turn."""
        chunks = _chunks(request)
        upload = await open_upload(chunks)
        try:
            conversation = self._guard.conversation(upload.head.get("token"))
            await self._guard.check_rate(conversation, _address(request))
            await receive(upload, chunks)
            evidence = await measure(upload)
        finally:
            upload.close()
        found = list(measured_in(evidence, {one["fact"]: len(one["choices"]) - 1 for one in questions()["channel"]}))
        if not found:
            raise Refused(422, "That export has too little in it to say anything: at least 100 posts are needed.")
        await asyncio.to_thread(records().keep_measured, conversation, found)
        message = read_export(upload.head.get("id"), upload.path.name)
        return self._turns.begin(_store(request), on_new_message, conversation, message)

    async def _turn(
        self, request: Request, on_new_message: Handler, conversation: str, content: dict[str, Any]
    ) -> RunningTurn:
        """The turn that a request asks for: a new one, the one under way, or the note that it was answered before."""
        kept = await asyncio.to_thread(records().load, conversation)
        message = read_message(content, kept.case)
        return self._turns.begin(_store(request), on_new_message, conversation, message)


def _only_the_chat(request: Request) -> HTTPResponse | None:
    """Rasa's own front page tells its version; visitors are sent to the chat instead."""
    return None if request.path.startswith("/chat") else response.redirect("/chat/demo")


async def _chunks(request: Request) -> AsyncIterator[bytes]:
    stream: Any = request.stream
    while (chunk := await stream.read()) is not None:
        yield chunk


def _rendered(conversation: str, kept: Kept, form: str) -> bytes:
    """The report, with what changed since the last result that was not the same."""
    return render_bytes(kept, form, earlier=earlier_of(records().assessments(conversation), assess(kept.case)))


def _store(request: Request) -> BoundedTrackerStore:
    return bounded(request.app.ctx.agent.tracker_store)


def _address(request: Request) -> str:
    return str(request.remote_addr or request.ip)


def _refusal(error: Refused, headers: dict[str, str]) -> HTTPResponse:
    wait = {"Retry-After": str(error.wait)} if error.wait else {}
    return response.json({"error": str(error)}, status=error.status, headers={**headers, **wait})


async def _stream(request: Request, turn: RunningTurn, headers: dict[str, str]) -> None:
    stream = await request.respond(
        content_type="application/x-ndjson; charset=utf-8",
        headers={
            **headers,
            "Cache-Control": "no-store",
            "X-Accel-Buffering": "no",
            "X-Content-Type-Options": "nosniff",
        },
    )
    async for line in turn.follow():
        await stream.send(line)
    await stream.eof()
