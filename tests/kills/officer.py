"""Somebody who works through the API while everything falls over: writes searches, and keeps a copy of the changes."""

import http.client
import json
import threading
import time
from uuid import uuid4


class Officer(threading.Thread):
    """``wishes``: searches to write at given seconds. ``copies``: every change that the feed told of, in its order."""

    def __init__(self, port, slug, token, wishes):
        super().__init__(daemon=True)
        self.port, self.token = port, token
        self.base = f"/api/v1/organisations/{slug}"
        self.wishes = list(wishes)
        self.searches = {}
        self.copies = []
        self.failures = 0
        self.is_over = threading.Event()

    def run(self):
        began = time.monotonic()
        while not self.is_over.wait(0.5):
            if self.wishes and self.wishes[0][0] <= time.monotonic() - began:
                self.write(self.wishes.pop(0)[1])
            self.catch_up()

    def write(self, query):
        """With one key for all tries, so that it is one search whichever try is answered."""
        key = uuid4().hex
        while not self.is_over.is_set():
            body = {"name": query, "query": query}
            status, answer = self.call("POST", "/searches", body, {"Idempotency-Key": key})
            if status == 201:
                self.searches[query] = answer["id"]
                return
            assert status is None or status >= 409, answer
            self.is_over.wait(0.5)

    def catch_up(self):
        while True:
            after = self.copies[-1]["position"] if self.copies else 0
            status, answer = self.call("GET", f"/changes?after={after}&limit=200")
            if status != 200 or not answer["data"]:
                return
            self.copies += answer["data"]

    def call(self, method, path, body=None, headers=None):
        """Status and answer; None and nothing when there was none."""
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        sent = {
            "Authorization": f"Bearer {self.token}",
            "Content-Type": "application/json",
            **(headers or {}),
        }
        try:
            asked.request(method, self.base + path, json.dumps(body) if body else None, sent)
            answer = asked.getresponse()
            said = answer.read()
            return answer.status, json.loads(said) if said.startswith(b"{") else {}
        except (OSError, http.client.HTTPException, ValueError):
            self.failures += 1
            return None, {}
        finally:
            asked.close()
