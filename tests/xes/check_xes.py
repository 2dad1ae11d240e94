#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Says what is wrong with an event log by IEEE 1849 (XES), read from standard input.

Written from the standard's text and apart from lib/export/xes.cpp, because no
package brings its schema. With --planted it spoils a sound log in several ways
and says which of the mistakes it did not notice.
"""
import re
import sys
import xml.etree.ElementTree as ET

NAMESPACE = "{http://www.xes-standard.org/}"
ATTRIBUTES = {"string", "date", "int", "float", "boolean", "id", "list", "container"}
ORDER = ["extension", "global", "classifier", "attribute", "trace", "event"]
STANDARD = set(
    "schedule assign withdraw reassign start suspend resume pi_abort ate_abort "
    "complete autoskip manualskip unknown".split())
EXTENSIONS = {"concept", "time", "lifecycle", "org"}
MOMENT = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?")


def kind_of(element):
    if not element.tag.startswith(NAMESPACE):
        return element.tag
    name = element.tag[len(NAMESPACE):]
    return "attribute" if name in ATTRIBUTES else name


def attributes_of(element, where, faults):
    found = {}
    for child in element:
        if kind_of(child) != "attribute":
            continue
        key, value = child.get("key"), child.get("value")
        if not key or value is None:
            faults.append(f"{where}: an attribute without key or value")
            continue
        if key in found:
            faults.append(f"{where}: {key} twice")
        found[key] = value
        if child.tag == NAMESPACE + "date" and not MOMENT.fullmatch(value):
            faults.append(f"{where}: {value} is no moment")
    return found


def faults_of(text):
    try:
        log = ET.fromstring(text)
    except ET.ParseError as error:
        return [f"no XML: {error}"]
    if log.tag != NAMESPACE + "log":
        return ["the root is no log of XES"]
    faults = []
    if log.get("xes.version") is None or log.get("xes.features") is None:
        faults.append("log: xes.version or xes.features is missing")
    order = [kind_of(child) for child in log]
    for kind in order:
        if kind not in ORDER:
            faults.append(f"log: {kind} does not belong there")
    places = [ORDER.index(kind) for kind in order if kind in ORDER]
    if places != sorted(places):
        faults.append("log: not in the order extension, global, classifier, attribute, trace")
    prefixes = set()
    needed = {"trace": set(), "event": set()}
    for child in log:
        kind = kind_of(child)
        if kind == "extension":
            prefixes.add(child.get("prefix"))
            if not (child.get("name") and (child.get("uri") or "").startswith("http")):
                faults.append("extension: name or uri is missing")
        if kind == "global":
            needed.setdefault(child.get("scope", "?"), set()).update(
                attributes_of(child, "global", faults))
        if kind == "classifier":
            for key in (child.get("keys") or "?").split():
                if key not in needed["event"]:
                    faults.append(f"classifier: {key} is no global of events")
    for prefix in EXTENSIONS - prefixes:
        faults.append(f"the extension {prefix} is not declared")
    for number, trace in enumerate(log.iter(NAMESPACE + "trace"), 1):
        faults += trace_faults(trace, f"trace {number}", needed)
    return faults


def trace_faults(trace, where, needed):
    faults = []
    known = attributes_of(trace, where, faults)
    for key in needed["trace"] - set(known):
        faults.append(f"{where}: {key} is missing")
    last = ""
    open_instances = set()
    for number, event in enumerate(trace.iter(NAMESPACE + "event"), 1):
        at = f"{where} event {number}"
        values = attributes_of(event, at, faults)
        for key in sorted(needed["event"] - set(values)):
            faults.append(f"{at}: {key} is missing")
        transition = values.get("lifecycle:transition", "complete")
        if transition not in STANDARD:
            faults.append(f"{at}: {transition} is no transition of the standard model")
        moment = re.sub(r"Z$", "", values.get("time:timestamp", ""))
        moment = moment if "." in moment else moment + "."
        if moment < last:
            faults.append(f"{at}: earlier than the one before")
        last = moment
        instance = values.get("concept:instance")
        if transition in ("start", "schedule"):
            open_instances.add(instance)
        elif instance is not None and instance not in open_instances:
            faults.append(f"{at}: {instance} ends and has not begun")
    return faults


def planted(text):
    spoils = {
        "no namespace": lambda t: t.replace(' xmlns="http://www.xes-standard.org/"', "", 1),
        "no version": lambda t: t.replace(' xes.version="1849-2016"', "", 1),
        "cut off": lambda t: t[:-10],
        "no extension": lambda t: re.sub(r'  <extension name="Time".*\n', "", t, count=1),
        "no name": lambda t: re.sub(
            r'(<event>\n) *<string key="concept:name".*\n', r"\1", t, count=1),
        "bad transition": lambda t: re.sub(
            r'(<event>\n.*\n.*lifecycle:transition" value=")complete', r"\1finished", t, count=1),
        "bad moment": lambda t: re.sub(
            r'(<event>(?:\n.*){2,3}?time:timestamp" value=")[^"]*', r"\1yesterday", t, count=1),
        "out of order": lambda t: re.sub(
            r'((?s:.*)time:timestamp" value=")\d{4}', r"\g<1>1999", t, count=1),
        "trace first": lambda t: t.replace("<extension", "<trace/>\n<extension", 1),
    }
    return [name for name, spoil in spoils.items()
            if spoil(text) == text or not faults_of(spoil(text))]


if __name__ == "__main__":
    log_text = sys.stdin.read()
    problems = planted(log_text) if "--planted" in sys.argv else faults_of(log_text)
    for problem in problems:
        print(problem)
    if not problems:
        print("every planted mistake was found" if "--planted" in sys.argv else "sound")
    sys.exit(1 if problems else 0)
