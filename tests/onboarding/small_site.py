"""A site made of a table: path → content type and text, over real HTTP on this machine."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HTML, XML, TEXT = "text/html; charset=utf-8", "application/xml", "text/plain"
Answers = Mapping[str, tuple[int, str, str]]
"""Path with query → status, content type, text; `{site}` in a text becomes the site's address."""


@contextmanager
def served(answers: Answers) -> Iterator[tuple[str, list[str]]]:
    """Serve *answers*; give the site's address and the list of paths that were asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            status, kind, text = answers.get(self.path, (404, HTML, "<h1>Not found</h1>"))
            body = text.replace("{site}", f"http://127.0.0.1:{server.server_port}").encode()
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
