#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A department as a process of its own, with whatever can befall one.

    peer.py http FOLDER PORT
    peer.py exec FOLDER
    peer.py file FOLDER OUTBOX INBOX

FOLDER/acted is the truth of what was really done: a line for each act, written
through before anything is answered. FOLDER/modes says what befalls the next
requests, one word each; without a word they are answered well.
"""

import hashlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HUGE = 11 << 20  # More than is read of any answer.


class Department:
    def __init__(self, folder):
        self.folder = folder

    def path(self, name):
        return os.path.join(self.folder, name)

    def next_mode(self):
        try:
            with open(self.path("modes"), encoding="utf-8") as file:
                modes = file.read().split()
        except FileNotFoundError:
            return "ok"
        if not modes:
            return "ok"
        with open(self.path("modes.new"), "w", encoding="utf-8") as file:
            file.write("\n".join(modes[1:]))
        os.replace(self.path("modes.new"), self.path("modes"))
        return modes[0]

    def acted(self):
        try:
            with open(self.path("acted"), encoding="utf-8") as file:
                return file.read().split()
        except FileNotFoundError:
            return []

    def act(self, key, service):
        """Once for each key; services that forget keys act every time."""
        if key in self.acted() and not service.endswith("_forgetful"):
            return
        with open(self.path("acted"), "a", encoding="utf-8") as file:
            file.write(key + "\n")
            file.flush()
            os.fsync(file.fileno())

    def done(self, key):
        return {"done": {"receipt": "R-" + key[:6]}}

    def reply_about(self, key):
        return self.done(key) if key in self.acted() else {"unknown": {}}


def die():
    os.kill(os.getpid(), signal.SIGKILL)


# ---------------------------------------------------------------------- HTTP

class Handler(BaseHTTPRequestHandler):
    department = None
    protocol_version = "HTTP/1.1"

    def log_message(self, *words):
        pass

    def say(self, status, body):
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        key = self.path.rsplit("/", 1)[1]
        self.say(200, json.dumps(self.department.reply_about(key)).encode())

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        key = self.headers["Idempotency-Key"].strip('"')
        case = self.headers["Onething-Case"]
        service = self.path.strip("/")
        mode = self.department.next_mode()
        if mode == "die_before":
            die()
        self.department.act(key, service)
        if mode == "die_after":
            die()
        if mode == "garbage":
            return self.say(200, b"<html>502</html>")
        if mode == "huge":
            return self.say(200, b" " * HUGE)
        if mode == "call_back":
            threading.Thread(target=self.call_back, args=(case, key)).start()
            return self.say(202, b'{"pending":{}}')
        if mode == "later":
            return self.say(202, b'{"pending":{}}')
        return self.say(200, json.dumps(self.department.done(key)).encode())

    def call_back(self, case, key):
        """Twice, as a department does that is not sure of itself."""
        time.sleep(0.2)
        path = self.department.path("answer.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(self.department.done(key), file)
        command = os.environ["ONETHING_CALL_BACK"].split("\n")
        for _ in range(2):
            code = subprocess.run(
                command[:1] + ["case", "answer", case, key, "--data", path]
                + command[1:], capture_output=True, check=False).returncode
            with open(self.department.path("called_back"), "a",
                      encoding="utf-8") as file:
                file.write(f"{code}\n")


# ---------------------------------------------------------------------- exec

def run_program(department):
    about = os.environ.get("ONETHING_ABOUT")
    if about:
        print(json.dumps(department.reply_about(about)))
        return 0
    key = os.environ["ONETHING_KEY"]
    service = os.environ["ONETHING_SERVICE"].split("/")[1]
    sys.stdin.read()
    mode = department.next_mode()
    if mode == "die_before":
        die()
    if mode == "hang":
        time.sleep(60)
    department.act(key, service)
    if mode == "die_after":
        die()
    answer = json.dumps(department.done(key))
    if mode == "half":
        print(answer[:len(answer) // 2])
        return 0
    if mode == "fork" and os.fork() == 0:
        # Keeps the output open, and would for ever.
        with open(department.path("forked"), "w", encoding="utf-8") as file:
            file.write(str(os.getpid()))
        time.sleep(60)
        return 0
    if mode == "busy":
        return 75
    print(answer, flush=True)
    return 0


# ---------------------------------------------------------------------- file

class Exchange:
    def __init__(self, department, outbox, inbox):
        self.department = department
        self.outbox = outbox
        self.inbox = inbox
        # What was fetched and not yet answered; survives the department's
        # death. A request that comes again meanwhile is another file.
        self.taken = department.path("taken")
        os.makedirs(self.taken, exist_ok=True)

    def lay(self, name, text):
        hidden = os.path.join(self.inbox, "." + name)
        with open(hidden, "w", encoding="utf-8") as file:
            file.write(text)
        os.replace(hidden, os.path.join(self.inbox, name))

    def finish(self, name):
        os.remove(os.path.join(self.taken, name))

    def work_on(self, name):
        with open(os.path.join(self.taken, name), encoding="utf-8") as file:
            request = json.load(file)
        assert name.split(".")[2] == request["key"], name
        if request.get("question"):
            reply = self.department.reply_about(request["key"])
            self.lay(name, json.dumps({"key": request["key"], **reply}))
            return self.finish(name)
        told = json.dumps(request["input"], separators=(",", ":"),
                          ensure_ascii=False).encode()
        assert request["digest"] == "sha-256=" + hashlib.sha256(
            told).hexdigest(), request
        mode = self.department.next_mode()
        if mode == "die_before":
            die()
        if mode == "lose":
            return self.finish(name)
        self.department.act(request["key"], request["service"].split("/")[1])
        if mode == "die_after":
            die()
        if mode == "act_and_forget":
            return self.finish(name)
        self.answer(name, request["key"], mode)
        return self.finish(name)

    def answer(self, name, key, mode):
        text = json.dumps({"key": key, **self.department.done(key)})
        final = os.path.join(self.inbox, name)
        if mode == "slowly":
            with open(final, "w", encoding="utf-8") as file:
                file.write(text[:len(text) // 2])
                file.flush()
                time.sleep(0.6)
                file.write(text[len(text) // 2:])
        elif mode == "half":
            with open(final, "w", encoding="utf-8") as file:
                file.write(text[:len(text) // 2])
        elif mode == "other_key":
            self.lay(name, text.replace(key, "k" * len(key)))
        elif mode == "huge":
            self.lay(name, " " * HUGE)
        elif mode == "link":
            with open(self.department.path("elsewhere"), "w",
                      encoding="utf-8") as file:
                file.write(text)
            os.symlink(self.department.path("elsewhere"), final)
        else:
            self.lay(name, text)
        if mode == "twice":
            while os.path.exists(final):
                time.sleep(0.02)
            self.lay(name, text)
        if mode == "contradict":
            while os.path.exists(final):
                time.sleep(0.02)
            self.lay(name, json.dumps(
                {"key": key, "refused": {"reason": "no", "basis": "law",
                                         "remedies": ["appeal"]}}))

    def serve(self):
        while True:
            for name in sorted(os.listdir(self.taken)):
                self.work_on(name)
            for name in sorted(os.listdir(self.outbox)):
                if not name.startswith("."):
                    os.replace(os.path.join(self.outbox, name),
                               os.path.join(self.taken, name))
            time.sleep(0.02)


def main():
    kind, folder = sys.argv[1:3]
    department = Department(folder)
    if kind == "exec":
        sys.exit(run_program(department))
    if kind == "file":
        Exchange(department, *sys.argv[3:5]).serve()
    Handler.department = department
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[3])),
                        Handler).serve_forever()


main()
