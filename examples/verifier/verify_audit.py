#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Verifies an audit export of onething without onething.

    verify_audit.py EXPORT [--checkpoint FILE]... [--proof FILE]...
                    [--public-key FILE]

EXPORT is what `onething audit export` wrote. Says yes or no, and the first
fault. Exit code 0: everything agrees; 1: something does not; 2: wrong usage or
a file that cannot be read.

Standard library only; the forms of the files are in docs/store.md. Ed25519 is
RFC 8032 written out, for verifying only: nothing here is secret, so it may be
slow and need not run in constant time.
"""

import argparse
import base64
import hashlib
import json
import sys

ZERO = bytes(32)


class Fault(Exception):
    """Something does not agree."""


# --- Ed25519, RFC 8032 section 5.1 -------------------------------------------

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
SQRT_M1 = pow(2, (P - 1) // 4, P)


def point_add(a, b):
    """Both in extended coordinates (X, Y, Z, T)."""
    e = (a[1] - a[0]) * (b[1] - b[0]) % P
    f = (a[1] + a[0]) * (b[1] + b[0]) % P
    g = 2 * a[3] * b[3] * D % P
    h = 2 * a[2] * b[2] % P
    x, y, z, t = f - e, h - g, h + g, f + e
    return (x * y % P, z * t % P, y * z % P, x * t % P)


def point_multiply(factor, point):
    result = (0, 1, 1, 0)
    while factor > 0:
        if factor & 1:
            result = point_add(result, point)
        point = point_add(point, point)
        factor >>= 1
    return result


def points_equal(a, b):
    return ((a[0] * b[2] - b[0] * a[2]) % P == 0
            and (a[1] * b[2] - b[1] * a[2]) % P == 0)


def recover_x(y, sign):
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    if square == 0:
        return None if sign else 0
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P != 0:
        x = x * SQRT_M1 % P
    if (x * x - square) % P != 0:
        return None
    return P - x if x & 1 != sign else x


def point_of(data):
    if len(data) != 32:
        return None
    number = int.from_bytes(data, "little")
    y = number & ((1 << 255) - 1)
    x = recover_x(y, number >> 255)
    return None if x is None else (x, y, 1, x * y % P)


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE_X = recover_x(BASE_Y, 0)
BASE = (BASE_X, BASE_Y, 1, BASE_X * BASE_Y % P)


def is_signed_by(public_key, text, signature):
    if len(signature) != 64:
        return False
    key = point_of(public_key)
    commitment = point_of(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if key is None or commitment is None or s >= L:
        return False
    digest = hashlib.sha512(signature[:32] + public_key + text).digest()
    challenge = int.from_bytes(digest, "little") % L
    return points_equal(point_multiply(s, BASE),
                        point_add(commitment, point_multiply(challenge, key)))


def unbase64(text):
    """The bytes; only the one spelling that encoding them gives."""
    content = base64.b64decode(text, validate=True)
    if base64.b64encode(content).decode() != text:
        raise ValueError("base64 with bits that mean nothing")
    return content


def public_key_of_pem(text):
    """The 32 bytes of an Ed25519 public key, RFC 8410."""
    prefix = bytes.fromhex("302a300506032b6570032100")
    lines = [line.strip() for line in text.splitlines()]
    body = "".join(line for line in lines if not line.startswith("-----"))
    der = unbase64(body)
    if len(der) != len(prefix) + 32 or not der.startswith(prefix):
        raise ValueError("no Ed25519 public key")
    return der[len(prefix):]


# --- Hashes ------------------------------------------------------------------

def fields(*parts):
    """Each part preceded by its length, eight bytes, the highest first."""
    return b"".join(len(part).to_bytes(8, "big") + part for part in parts)


def event_hash(previous, event):
    """The hash of an event on top of the one before."""
    if "payload" in event:
        payload = event["payload"].encode()
    else:
        payload = unbase64(event["payload_base64"])
    return hashlib.sha256(fields(
        previous, str(event["sequence"]).encode(), event["type"].encode(),
        str(event["version"]).encode(), event["at"].encode(),
        payload)).digest()


def head_leaf(case, length, head):
    return fields(b"onething/head/1", case.encode(), str(length).encode(), head)


class MerkleTree:
    """RFC 9162 section 2.1.1, one leaf after the other."""

    def __init__(self):
        self.peaks = []  # (size, hash), larger ones first.

    def add(self, leaf):
        size, digest = 1, hashlib.sha256(b"\0" + leaf).digest()
        while self.peaks and self.peaks[-1][0] == size:
            left = self.peaks.pop()[1]
            digest = hashlib.sha256(b"\1" + left + digest).digest()
            size *= 2
        self.peaks.append((size, digest))

    def root(self):
        if not self.peaks:
            return hashlib.sha256(b"").digest()
        digest = self.peaks[-1][1]
        for _, left in reversed(self.peaks[:-1]):
            digest = hashlib.sha256(b"\1" + left + digest).digest()
        return digest


def root_from_path(leaf, index, count, path):
    """RFC 9162 section 2.1.3.2; None when the path cannot be one."""
    if not 0 <= index < count:
        return None
    digest = hashlib.sha256(b"\0" + leaf).digest()
    last = count - 1
    for neighbour in path:
        if last == 0:
            return None
        if index & 1 or index == last:
            digest = hashlib.sha256(b"\1" + neighbour + digest).digest()
            while not index & 1 and index:
                index >>= 1
                last >>= 1
        else:
            digest = hashlib.sha256(b"\1" + digest + neighbour).digest()
        index >>= 1
        last >>= 1
    return digest if last == 0 else None


# --- Files -------------------------------------------------------------------

def parse(line, where):
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise Fault(f"{where} is no JSON: {error}") from None
    if not isinstance(value, dict):
        raise Fault(f"{where} is no JSON object")
    return value


def read_statement(path, lines):
    """What the first line states, once the second has shown who signed it."""
    statement = parse(lines[0], f"{path} line 1")
    if statement["type"] != "onething/checkpoint/1":
        raise Fault(f"{path} is no checkpoint")
    seal = parse(lines[1], f"{path} line 2")
    public_key = unbase64(seal["public_key"])
    signature = unbase64(seal["signature"])
    if hashlib.sha256(public_key).hexdigest()[:32] != statement["key"]:
        raise Fault(f"{path} names another key than it carries")
    if not is_signed_by(public_key, lines[0], signature):
        raise Fault(f"{path}: the signature does not hold")
    return statement, public_key


class Checkpoint:
    """One checkpoint file, checked by itself."""

    def __init__(self, path):
        with open(path, "rb") as file:
            lines = file.read().split(b"\n")
        if lines[-1] != b"" or len(lines) < 3:
            raise Fault(f"{path} is cut off")
        self.path = path
        self.signed = lines[0]
        self.statement, self.public_key = read_statement(path, lines)
        self.read_heads(lines[2:-1])

    def read_heads(self, lines):
        self.heads = {}
        tree, events, before = MerkleTree(), 0, b""
        for at, line in enumerate(lines, 3):
            head = parse(line, f"{self.path} line {at}")
            case = head["case"]
            if case.encode() <= before:
                raise Fault(f"{self.path}: cases are not in order")
            before = case.encode()
            digest = bytes.fromhex(head["head"])
            self.heads[case] = (head["events"], digest)
            tree.add(head_leaf(case, head["events"], digest))
            events += head["events"]
        if (len(self.heads) != self.statement["cases"]
                or events != self.statement["events"]
                or tree.root().hex() != self.statement["root"]):
            raise Fault(f"{self.path}: the list of cases is not what was signed")

    @property
    def number(self):
        return self.statement["number"]

    def look_at(self, case, hashes):
        """`hashes` are those of the case's events, in order."""
        if case not in self.heads:
            return
        length, head = self.heads[case]
        if len(hashes) < length:
            raise Fault(f"case {case} had {length} events at checkpoint "
                        f"{self.number} and has {len(hashes)} now")
        if length < 1 or hashes[length - 1] != head:
            raise Fault(f"the first {length} events of case {case} are not "
                        f"those of checkpoint {self.number}")


class Proof:
    """That one case is under a signed checkpoint: what `audit prove` wrote."""

    def __init__(self, path):
        with open(path, "rb") as file:
            lines = file.read().split(b"\n")
        if len(lines) != 4 or lines[-1] != b"":
            raise Fault(f"{path} should have three lines")
        self.path = path
        self.statement, self.public_key = read_statement(path, lines)
        proof = parse(lines[2], f"{path} line 3")
        if proof["type"] != "onething/proof/1":
            raise Fault(f"{path} is no proof")
        self.case, self.length = proof["case"], proof["events"]
        self.head = bytes.fromhex(proof["head"])
        root = root_from_path(
            head_leaf(self.case, self.length, self.head), proof["index"],
            self.statement["cases"], [bytes.fromhex(h) for h in proof["path"]])
        if root is None or root.hex() != self.statement["root"]:
            raise Fault(f"{path}: case {self.case} is not under the root that "
                        "was signed")
        self.heads = {self.case: (self.length, self.head)}

    @property
    def number(self):
        return self.statement["number"]

    def look_at(self, case, hashes):
        Checkpoint.look_at(self, case, hashes)


def check_links(checkpoints):
    for before, here in zip(checkpoints, checkpoints[1:]):
        if here.number == before.number + 1:
            if (here.statement["previous"]
                    == hashlib.sha256(before.signed).hexdigest()):
                continue
        elif here.number > before.number:
            continue  # One in between was left out.
        raise Fault(f"checkpoint {here.number} does not follow from "
                    f"checkpoint {before.number}")


class Export:
    """Reads an export line by line and holds it against checkpoints."""

    def __init__(self, checkpoints):
        self.checkpoints = checkpoints
        self.case, self.hashes, self.before = None, [], b""
        self.tree, self.cases, self.events = MerkleTree(), 0, 0
        self.seen = set()
        self.only, self.ended = None, False

    def read(self, file):
        for at, line in enumerate(file, 1):
            where = f"line {at}"
            if not line.endswith(b"\n"):
                raise Fault(f"{where} is cut off")
            value = parse(line, where)
            try:
                self.take(at, value, where)
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                raise Fault(f"{where} lacks something: {error!r}") from None
        if not self.ended:
            raise Fault("the export has no last line: its end was cut off")

    def take(self, at, value, where):
        if self.ended:
            raise Fault(f"{where} stands behind the last line")
        if at == 1:
            if value["format"] != "onething/audit/1":
                raise Fault("this is no audit export")
            self.only = value["case"]
        elif "sequence" in value:
            self.take_event(value, where)
        elif "head" in value:
            self.take_head(value, where)
        else:
            self.take_end(value)

    def take_event(self, event, where):
        if self.case is None:
            self.case = event["case"]
        if event["case"] != self.case:
            raise Fault(f"{where}: case {self.case} has no closing line")
        if event["sequence"] != len(self.hashes) + 1:
            raise Fault(f"case {self.case}: event {len(self.hashes) + 1} is "
                        f"missing; {where} has number {event['sequence']}")
        digest = event_hash(self.hashes[-1] if self.hashes else ZERO, event)
        if digest.hex() != event["hash"]:
            raise Fault(f"case {self.case}: event {event['sequence']} does not "
                        "have the hash that follows from the ones before")
        self.hashes.append(digest)

    def take_head(self, value, where):
        case = value["case"]
        if case.encode() <= self.before:
            raise Fault(f"{where}: cases are not in order")
        head = self.hashes[-1] if self.hashes else ZERO
        if (self.case not in (None, case) or value["events"] != len(self.hashes)
                or value["head"] != head.hex()):
            raise Fault(f"case {case} should have {value['events']} events and "
                        f"end otherwise; {len(self.hashes)} were found")
        for checkpoint in self.checkpoints:
            checkpoint.look_at(case, self.hashes)
        self.tree.add(head_leaf(case, len(self.hashes), head))
        self.seen.add(case)
        self.cases += 1
        self.events += len(self.hashes)
        self.before, self.case, self.hashes = case.encode(), None, []

    def take_end(self, value):
        if self.case is not None:
            raise Fault(f"case {self.case} has no closing line")
        if (value["cases"] != self.cases or value["events"] != self.events
                or value["root"] != self.tree.root().hex()):
            raise Fault("the last line does not have the counts and the root "
                        "of what stands before it")
        for checkpoint in self.checkpoints:
            for case in checkpoint.heads:
                if case not in self.seen and self.only in (None, case):
                    raise Fault(f"case {case} was there at checkpoint "
                                f"{checkpoint.number} and is gone")
        self.ended = True


def assurance(options, checkpoints, proofs):
    if proofs and not checkpoints:
        text = ", ".join(f"case {proof.case} as it stood at checkpoint "
                         f"{proof.number} of {proof.statement['at']}"
                         for proof in proofs)
        return ("hash chain and proofs: " + text + (
            "; signed with the key given" if options.public_key else
            "; no public key was given, so who signed is not known"))
    if not checkpoints:
        return ("hash chain only: damage and careless edits would show, a "
                "restamped chain or a cut tail would not")
    last = checkpoints[-1]
    text = (f"hash chain and checkpoint {last.number} of "
            f"{last.statement['at']}, which covers {last.statement['events']} "
            "events")
    if not options.public_key:
        return text + "; no public key was given, so who signed is not known"
    return text + "; signed with the key given"


def main():
    parser = argparse.ArgumentParser(
        description="Verifies an audit export of onething.")
    parser.add_argument("export")
    parser.add_argument("--checkpoint", action="append", default=[])
    parser.add_argument("--proof", action="append", default=[])
    parser.add_argument("--public-key")
    options = parser.parse_args()
    try:
        wanted = None
        if options.public_key:
            with open(options.public_key, encoding="ascii") as file:
                wanted = public_key_of_pem(file.read())
        try:
            checkpoints = [Checkpoint(path) for path in options.checkpoint]
            proofs = [Proof(path) for path in options.proof]
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise Fault(f"a checkpoint lacks something: {error!r}") from None
        checkpoints.sort(key=lambda checkpoint: checkpoint.number)
        for checkpoint in checkpoints + proofs:
            if wanted is not None and checkpoint.public_key != wanted:
                raise Fault(f"{checkpoint.path} is signed with another key")
        check_links(checkpoints)
        export = Export(checkpoints + proofs)
        with open(options.export, "rb") as file:
            export.read(file)
        for proof in proofs:
            if proof.case not in export.seen:
                raise Fault(f"the export has no case {proof.case}, of which "
                            f"{proof.path} is a proof")
    except Fault as fault:
        print(f"NO: {fault}")
        return 1
    except (OSError, ValueError) as error:
        print(f"cannot read: {error}", file=sys.stderr)
        return 2
    print(f"YES: {export.cases} cases, {export.events} events "
          f"({assurance(options, checkpoints, proofs)})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
