#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Departments as processes of their own: over HTTP, as programs, by folders.

    peers_test.py ONETHING

Each is killed before and after it acts, hangs, answers garbage, half, twice or
later (peer.py); and our own process is killed while it takes answers. In each
the case ends right, nothing is done twice under one key, and a person is asked
where nothing else can find out.
"""

import json
import os
import random
import signal
import shutil
import socket
import subprocess
import sys
import tempfile
import time

PROGRAM = os.path.abspath(sys.argv[1])
PEER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "peer.py")

# What a service does when no answer came, and what it is called by.
SERVICES = {
    # name: (on_unknown, more of the contract)
    "act": ("retry", {}),
    "act_forgetful": ("ask", {}),
    "query_forgetful": ("query", {"query": True}),
    "later": ("retry", {"later": True, "query": True}),
    "call_back": ("retry", {"later": True}),
}
PROJECT = """onething: 1
project: peers
language: en
environments:
  trial: {departments: {"*": stub}}
  program:
    departments:
      peer: {exec: {argv: ["%(python)s", "%(peer)s", exec, "%(folder)s"], timeout: 1s}}
  folders:
    departments:
      peer: {file: {outbox: out, inbox: in, settle: 1s}}
"""


def call_of(kind, name, facts):
    if kind == "http":
        query = ', query: {path: "/q/{key}"}' if facts.get("query") else ""
        later = ", answers_later: true" if facts.get("later") else ""
        return "{http: {path: /%s%s}%s}" % (name, query, later)
    query = "{query: true}" if facts.get("query") else "true"
    return "{%s: %s}" % ("exec" if kind == "program" else "file", query)


class World:
    """A project, a store and one department of its own process."""

    def __init__(self, kind):
        self.kind = kind
        self.folder = tempfile.mkdtemp(prefix="onething-peers-")
        self.peer = None
        self.port = None
        self.count = 0
        for name in ("departments", "out", "in"):
            os.mkdir(self.path(name))
        self.write("onething.yaml", PROJECT % {
            "python": sys.executable, "peer": PEER, "folder": self.folder})
        services = ""
        for name, (on_unknown, facts) in SERVICES.items():
            services += (
                f"  {name}:\n    title: {name}\n    by: system\n"
                f"    input: {{name: text}}\n    output: {{receipt: text}}\n"
                f"    limit: {{promised: 5wd}}\n    on_unknown: {on_unknown}\n"
                f"    call: {call_of(kind, name, facts)}\n"
                f"    sample: {{receipt: R}}\n")
            self.write(f"w_{name}.yaml",
                       f"onething: 1\nworkflow: w_{name}\ntitle: {name}\n"
                       "lead: peer\npromise: 5wd\nform: {name: text}\nsteps:\n"
                       f"  step: {{uses: peer/{name}, with: {{name: =form.name}}}}\n"
                       "outcome: {receipt: =steps.step.receipt}\n")
        self.write("departments/peer.yaml",
                   "onething: 1\ndepartment: peer\ntitle: Peer\nservices:\n"
                   + services)
        self.write("form.json", '{"name": "示例店"}')

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop_peer()
        shutil.rmtree(self.folder)

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def write(self, name, text):
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(text)

    def names(self, *where):
        found = os.listdir(self.path(*where)) if os.path.isdir(
            self.path(*where)) else []
        return sorted(n for n in found if not n.startswith(".")
                      and not os.path.isdir(self.path(*where, n)))

    def options(self):
        words = ["--project", self.folder, "--store",
                 "sqlite:" + self.path("cases.db"), "--lang", "en"]
        if self.kind == "http":
            return words + ["--stub", f"http://127.0.0.1:{self.port}"]
        return words + ["--env", self.kind]

    def start_peer(self):
        environment = dict(os.environ)
        if self.kind == "http":
            if self.port is None:
                with socket.socket() as free:
                    free.bind(("127.0.0.1", 0))
                    self.port = free.getsockname()[1]
            environment["ONETHING_CALL_BACK"] = "\n".join(
                [PROGRAM] + self.options())
            words = ["http", self.folder, str(self.port)]
        elif self.kind == "folders":
            words = ["file", self.folder, self.path("out"), self.path("in")]
        else:
            return
        self.peer = subprocess.Popen(
            [sys.executable, PEER] + words, env=environment,
            stderr=open(self.path("peer.err"), "a", encoding="utf-8"))
        for _ in range(500):
            if self.kind != "http":
                return
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.01)
        raise AssertionError("the department does not start")

    def stop_peer(self):
        if self.peer is not None:
            self.peer.kill()
            self.peer.wait()
            self.peer = None

    def revive_peer(self):
        """Starts it again when it has died; true then."""
        if self.peer is None or self.peer.poll() is None:
            return False
        self.peer = None
        self.start_peer()
        return True

    def begin(self, *words, wait=True):
        process = subprocess.Popen(
            [PROGRAM, *words, *self.options()], stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, cwd=self.folder)
        if not wait:
            return process
        while process.poll() is None:
            self.revive_peer()
            time.sleep(0.01)
        return process.returncode, process.stdout.read()

    def run(self, service, *modes):
        """The number of the case, and how the run ended."""
        self.write("modes", "\n".join(modes))
        self.count += 1
        known = {row["case"] for row in self.cases()}
        code, text = self.begin("run", self.path(f"w_{service}.yaml"), "--form",
                                self.path("form.json"), "--key",
                                f"k{self.count}")
        new = [row["case"] for row in self.cases()
               if row["case"] not in known]
        assert len(new) == 1, text
        return new[0], code, text

    def cases(self, *filters):
        words = [PROGRAM, "case", "list", "--format", "json", "--project",
                 self.folder, "--store", "sqlite:" + self.path("cases.db"),
                 *filters]
        done = subprocess.run(words, capture_output=True, text=True, check=True)
        return json.loads(done.stdout)["cases"]

    def show(self, case):
        done = subprocess.run(
            [PROGRAM, "case", "show", case, "--format", "json", "--project",
             self.folder, "--store", "sqlite:" + self.path("cases.db")],
            capture_output=True, text=True, check=True)
        return json.loads(done.stdout)

    def state(self, case):
        return self.show(case)["state"]

    def work_until(self, condition, seconds=20):
        """Lets the worker look until the condition holds."""
        end = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < end, self.told()
            self.revive_peer()
            self.begin("worker", "--once")
            time.sleep(0.05)

    def acted(self):
        try:
            with open(self.path("acted"), encoding="utf-8") as file:
                return file.read().split()
        except FileNotFoundError:
            return []

    def causes(self):
        return [cause["reason"] for row in self.cases("--attention")
                for cause in row["causes"]]

    def told(self):
        with open(self.path("peer.err"), encoding="utf-8") as file:
            return file.read() + repr(self.cases()) + repr(self.names("in"))


def once(world):
    acted = world.acted()
    assert len(acted) == len(set(acted)), acted
    return len(acted)


def ends_well(world, service, *modes, acts=1):
    before = once(world)
    case, code, text = world.run(service, *modes)
    assert code == 0, (service, modes, code, text)
    assert world.state(case) == "granted", (service, modes, text)
    assert once(world) == before + acts, (service, modes, world.acted())


def asks_a_person(world, service, *modes):
    before = once(world)
    case, code, text = world.run(service, *modes)
    assert code == 3, (service, modes, code, text)
    assert world.state(case) == "processing", text
    assert once(world) == before + 1, (service, modes, world.acted())
    assert "report.why_unknown" in world.causes(), world.causes()


def http():
    with World("http") as world:
        world.start_peer()
        ends_well(world, "act")
        for mode in ("die_before", "die_after", "garbage", "huge"):
            ends_well(world, "act", mode)
        ends_well(world, "query_forgetful", "die_after")
        ends_well(world, "query_forgetful", "die_before")
        ends_well(world, "query_forgetful", "garbage")
        ends_well(world, "later", "later")
        asks_a_person(world, "act_forgetful", "die_after")
        case, _, text = world.run("call_back", "call_back")
        world.work_until(lambda: world.state(case) == "granted")
        for _ in range(200):
            if os.path.exists(world.path("called_back")) and len(
                    open(world.path("called_back")).read().split()) == 2:
                break
            time.sleep(0.02)
        codes = open(world.path("called_back"), encoding="utf-8").read().split()
        assert codes == ["0", "0"], (codes, text)
        once(world)


def program():
    with World("program") as world:
        ends_well(world, "act")
        for mode in ("die_before", "die_after", "half", "hang", "busy"):
            ends_well(world, "act", mode)
        ends_well(world, "act", "fork")
        child = int(open(world.path("forked"), encoding="utf-8").read())
        for _ in range(200):
            if not is_running(child):
                break
            time.sleep(0.02)
        assert not is_running(child), "what it left behind goes with it"
        ends_well(world, "query_forgetful", "die_after")
        ends_well(world, "query_forgetful", "die_before")
        asks_a_person(world, "act_forgetful", "die_after")


def is_running(pid):
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
            return file.read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def by_folder(world, service, *modes, acts=1):
    """A case that rests until its answer lies there."""
    before = once(world)
    case, code, text = world.run(service, *modes)
    assert code in (0, 3), (code, text)
    world.work_until(lambda: world.state(case) == "granted")
    assert once(world) == before + acts, (service, modes, world.acted())
    return case


def reasons(world):
    found = []
    for name in world.names("in", "quarantine"):
        if name.endswith(".reason"):
            with open(world.path("in", "quarantine", name),
                      encoding="utf-8") as file:
                found.append(json.load(file)["message_id"])
    return sorted(found)


def folders():
    with World("folders") as world:
        world.start_peer()
        by_folder(world, "act")
        assert len(world.names("in", "done")) == 1
        for mode in ("die_before", "die_after", "slowly"):
            by_folder(world, "act", mode)
        assert reasons(world) == [], "none of these is a damaged answer"
        by_folder(world, "act", "half")
        by_folder(world, "act", "other_key")
        by_folder(world, "act", "huge")
        by_folder(world, "act", "link")
        assert reasons(world) == [
            "connect.file_not_json", "connect.file_not_plain",
            "connect.file_other_key", "connect.file_too_big"], reasons(world)
        case = by_folder(world, "act", "twice")
        time.sleep(0.2)
        world.work_until(lambda: not world.names("in"))
        assert world.state(case) == "granted"
        case = by_folder(world, "act", "contradict")
        world.work_until(lambda: "run.arrival_contradicts" in reasons(world))
        assert world.state(case) == "granted"
        # Each answer that was taken is there once.
        done = world.names("in", "done")
        assert len({n.split(".")[2] for n in done}) == len(done), done
        assert world.names("out") == [], "everything was fetched"


def folders_with_questions():
    with World("folders") as world:
        world.start_peer()
        by_folder(world, "query_forgetful")
        # The department acted and never answered: it has said "pending" by
        # taking the request, and is asked.
        by_folder(world, "query_forgetful", "act_and_forget")
        by_folder(world, "query_forgetful", "lose")


def our_own_death():
    """kill -9 while answers are taken: each is taken once, none is lost."""
    chance = random.Random(20260302)
    with World("folders") as world:
        cases = []
        for _ in range(8):
            case, _, _ = world.run("act")
            cases.append(case)
        world.start_peer()
        for _ in range(500):
            if len(world.names("in")) == 8:
                break
            time.sleep(0.02)
        assert len(world.names("in")) == 8, world.told()
        for _ in range(25):
            worker = world.begin("worker", "--once", wait=False)
            time.sleep(chance.random() * 0.12)
            worker.send_signal(signal.SIGKILL)
            worker.wait()
        world.work_until(lambda: not world.names("in"))
        for case in cases:
            assert world.state(case) == "granted"
        assert len(world.names("in", "done")) == 8
        assert reasons(world) == []
        assert once(world) == 8


for story in (http, program, folders, folders_with_questions, our_own_death):
    began = time.monotonic()
    story()
    print(f"{story.__name__}: {time.monotonic() - began:.1f} s")
