"""nginx and RabbitMQ for the scale test, on ports and in folders of their own."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.engines import free_port

CONF = """
{user} daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; worker_processes 1;
events {{ worker_connections 2048; }}
http {{
  access_log off; client_body_buffer_size 1m; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  upstream chat {{ {chat} }}
  upstream actions {{ {actions} }}
  server {{
    listen 127.0.0.1:{port};
    location /chat/ {{ proxy_pass http://chat; proxy_http_version 1.1; proxy_buffering off; proxy_read_timeout 120s; }}
  }}
  server {{
    listen 127.0.0.1:{actions_port};
    location / {{
      proxy_pass http://actions; proxy_http_version 1.1; client_max_body_size 16m; proxy_read_timeout 60s;
      proxy_next_upstream error timeout non_idempotent;  # a turn is done once, however often it is asked for
    }}
  }}
}}
"""


@contextmanager
def nginx(folder: Path, chat: Sequence[int], actions: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Ports of nginx before the Rasa processes and before the action processes."""
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    port, actions_port = free_port(), free_port()
    ports = {name: " ".join(f"server 127.0.0.1:{p} max_fails=1 fail_timeout=2s;" for p in listed)
             for name, listed in (("chat", chat), ("actions", actions))}  # fmt: skip
    conf = folder / "nginx.conf"
    conf.write_text(
        CONF.format(
            user="user root;" if os.geteuid() == 0 else "", folder=folder, port=port, actions_port=actions_port, **ports
        )
    )
    process = subprocess.Popen([program, "-c", str(conf), "-p", str(folder)], stderr=subprocess.DEVNULL)
    try:
        time.sleep(0.5)
        if process.poll() is not None:
            raise RuntimeError("nginx did not start; `make engines` installs it.")
        yield port, actions_port
    finally:
        process.terminate()
        process.wait()


@contextmanager
def rabbitmq(folder: Path) -> Iterator[int]:
    """The port of an empty RabbitMQ."""
    programs = sorted(Path("/usr/lib/rabbitmq/lib").glob("*/sbin/rabbitmq-server"))
    if not programs:
        raise RuntimeError("RabbitMQ is not installed; `make engines` installs it.")
    port, node = free_port(), f"adviser{os.getpid()}@localhost"
    (folder / "plugins").write_text("[].")
    (folder / "rabbitmq.conf").write_text("loopback_users = none\n")
    env = os.environ | {
        "HOME": str(folder), "RABBITMQ_NODENAME": node, "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1", "RABBITMQ_NODE_PORT": str(port),
        "RABBITMQ_DIST_PORT": str(free_port()), "RABBITMQ_MNESIA_BASE": str(folder / "mnesia"), "RABBITMQ_LOG_BASE": str(folder / "logs"),
        "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "plugins"), "RABBITMQ_CONFIG_FILE": str(folder / "rabbitmq.conf"),
        "ERL_EPMD_PORT": str(free_port()), "RABBITMQ_PID_FILE": str(folder / "pid"),
    }  # fmt: skip
    process = subprocess.Popen([str(programs[-1])], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    ctl = [str(programs[-1].with_name("rabbitmqctl")), "-n", node]
    try:
        until = time.monotonic() + 60
        while subprocess.run([*ctl, "await_startup"], env=env, capture_output=True).returncode:
            if time.monotonic() > until:
                raise RuntimeError("RabbitMQ did not start.")
            time.sleep(1)
        yield port
    finally:
        subprocess.run([*ctl, "stop"], env=env, capture_output=True)
        process.wait(30)
        subprocess.run(["epmd", "-kill"], env=env, capture_output=True)


def messages_in(port: int, queue: str) -> int:
    """How many messages wait in a queue."""
    import asyncio

    import aio_pika

    async def count() -> int:
        async with await aio_pika.connect(f"amqp://guest:guest@127.0.0.1:{port}/") as connection:
            channel = await connection.channel()
            declared = await channel.declare_queue(queue, passive=True)
            return int(declared.declaration_result.message_count or 0)

    return asyncio.run(count())
