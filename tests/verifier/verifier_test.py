#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The verifier of examples/ on exports of the program, good and tampered with.

    verifier_test.py ONETHING SOURCE_FOLDER
"""

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile

PROGRAM, SOURCE = (os.path.abspath(path) for path in sys.argv[1:3])
VERIFIER = os.path.join(SOURCE, "examples", "verifier", "verify_audit.py")


def run(*command, code=0):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == code, (command, done.returncode, done.stdout,
                                     done.stderr)
    return done.stdout


def onething(*words):
    return run(PROGRAM, *words, "--store", "sqlite:cases.db", "--lang", "en")


def verify(lines, *options):
    """The verifier's exit code and what it said."""
    with open("under_test.jsonl", "wb") as file:
        file.write(b"".join(lines))
    done = subprocess.run([sys.executable, VERIFIER, "under_test.jsonl",
                           *options], capture_output=True, text=True,
                          check=False)
    return done.returncode, done.stdout + done.stderr


def tamperings(lines, seed):
    """One change of an export; each of them must be found."""
    chance = random.Random(seed)
    events = [i for i, line in enumerate(lines) if b'"sequence"' in line]
    at = chance.choice(events)
    kind = seed % 5
    changed = list(lines)
    if kind == 0:  # Edit.
        event = json.loads(lines[at])
        name = chance.choice(["payload", "type", "at", "version", "sequence",
                              "case", "hash"])
        value = event[name]
        event[name] = value + 1 if isinstance(value, int) else value[:-1] + (
            "x" if value[-1] != "x" else "y")
        changed[at] = json.dumps(event, separators=(",", ":"),
                                 ensure_ascii=False).encode() + b"\n"
    elif kind == 1:  # Delete.
        del changed[at]
    elif kind == 2:  # Insert.
        changed.insert(at, lines[at])
    elif kind == 3:  # Swap.
        other = at - 1 if at - 1 in events else at + 1
        changed[at], changed[other] = changed[other], changed[at]
    else:  # Cut the end of the file.
        del changed[at:]
    return changed


def write(path, content):
    with open(path, "wb") as file:
        file.write(content)


def flip(content, seed):
    """One character of a proof changed into another; none may pass."""
    chance = random.Random(seed)
    while True:
        at = chance.randrange(len(content))
        new = chance.choice(b"0123456789abcdefXYZ")
        changed = content[:at] + bytes([new]) + content[at + 1:]
        if changed != content:
            return changed


def main():
    folder = tempfile.mkdtemp(prefix="onething-")
    try:
        os.chdir(folder)
        os.environ["ONETHING_NOW"] = "2026-03-02T09:00:00+08:00"
        shutil.copytree(os.path.join(SOURCE, "workflows"), "workflows")
        shutil.copytree(os.path.join(SOURCE, "examples"), "examples")
        onething("audit", "key", "--out", "a.key")
        onething("audit", "key", "--out", "b.key")
        workflow = "workflows/individual_to_company.yaml"
        for i, form in enumerate(["clean", "no_employees"]):
            onething("run", workflow, "--form", f"examples/{form}.yaml",
                     "--key", f"v-{i}")
            previous = ["--previous", f"{i}.checkpoint"] if i else []
            onething("audit", "checkpoint", "--key", "a.key", "--out",
                     f"{i + 1}.checkpoint", *previous)
        onething("audit", "export", "--out", "events.jsonl")
        with open("events.jsonl", "rb") as file:
            lines = file.readlines()
        both = ["--checkpoint", "1.checkpoint", "--checkpoint", "2.checkpoint",
                "--public-key", "a.key.pub"]

        assert verify(lines)[0] == 0, verify(lines)
        code, said = verify(lines, *both)
        assert code == 0 and said.startswith("YES"), said

        for seed in range(100):
            code, said = verify(tamperings(lines, seed))
            assert code == 1 and said.startswith("NO"), (seed, said)

        # Another key, an edited list, an older export, no export at all.
        code, said = verify(lines, "--checkpoint", "1.checkpoint",
                            "--public-key", "b.key.pub")
        assert code == 1 and "another key" in said, said
        with open("2.checkpoint", "rb") as file:
            edited = file.read().replace(b'"events":', b'"events":1', 1)
        with open("edited.checkpoint", "wb") as file:
            file.write(edited)
        code, said = verify(lines, "--checkpoint", "edited.checkpoint")
        assert code == 1 and "signature" in said, said
        only = json.loads(lines[1])["case"]
        onething("audit", "export", "--case", only, "--out", "one.jsonl")
        with open("one.jsonl", "rb") as file:
            one = file.readlines()
        assert verify(one, *both)[0] == 0
        whole = json.loads(one[0])
        whole["case"] = None
        one[0] = json.dumps(whole).encode() + b"\n"
        code, said = verify(one, *both)
        assert code == 1 and "is gone" in said, said
        # A proof for one case, without the list of the others.
        proof = run(PROGRAM, "audit", "prove", only, "--checkpoint",
                    "2.checkpoint", "--store", "sqlite:cases.db").encode()
        one[0] = json.dumps(dict(whole, case=only)).encode() + b"\n"
        proven = ["--proof", "one.proof", "--public-key", "a.key.pub"]
        write("one.proof", proof)
        code, said = verify(one, *proven)
        assert code == 0 and "checkpoint 2" in said, said
        for seed in range(100):
            write("one.proof", flip(proof, seed))
            code, said = verify(one, *proven)
            assert code == 1 and said.startswith("NO"), (
                seed, said, flip(proof, seed))
        write("one.proof", proof)
        code, said = verify(one, "--proof", "one.proof", "--public-key",
                            "b.key.pub")
        assert code == 1 and "another key" in said, said
        other = [line for line in lines if only.encode() not in line]
        code, said = verify(other, *proven)
        assert code == 1, said

        assert verify([])[0] == 1
        assert verify([b"{}\n"])[0] == 1
        run(sys.executable, VERIFIER, "no_such_file", code=2)
        print("the verifier agrees with the program")
    finally:
        os.chdir("/")
        shutil.rmtree(folder)


main()
