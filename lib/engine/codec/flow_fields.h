// SPDX-License-Identifier: Apache-2.0
//
// The fields of the events of control flow: waits, limits, joins. See
// case_fields.h for what is listed how, and why names never change.
//
// Not the events of single calls; those are in step_fields.h.

#pragma once

#include "engine/codec/sent_groups.h"
#include "engine/event.h"

namespace onething::engine {

#define ONETHING_FIELDS(Type) \
  template <typename Archive> \
  void fields(Archive& a, typename Archive::template Ref<Type> e)

ONETHING_FIELDS(WaitBegan) {
  a("run", e.run);
  a("generation", e.generation);
  a("key", e.key);
  a("until", e.until);
}

ONETHING_FIELDS(StepLimited) {
  a("run", e.run);
  a("until", e.until);
}

ONETHING_FIELDS(StepLate) {
  a("run", e.run);
  a("then", e.then);
}

ONETHING_FIELDS(GroupJoined) {
  a("group", e.group);
  a("done", e.done);
  a("rest", e.rest);
}

ONETHING_FIELDS(RunsJoined) {
  a("step", e.step);
  a("rest", e.rest);
}

ONETHING_FIELDS(RunCancelled) {
  a("run", e.run);
  a("reason", e.reason);
}

ONETHING_FIELDS(LateAnswerTaken) {
  a("run", e.run);
  a("output", e.output);
}

ONETHING_FIELDS(MessageAwaited) {
  a("run", e.run);
  a("generation", e.generation);
  a("key", e.key);
  a("department", e.department);
  a("service", e.service);
  a("input", e.input);
}

ONETHING_FIELDS(MessageKept) {
  a("message", e.message);
  a("service", e.service);
  a("input", e.input);
  a("output", e.output);
  a("actor", e.actor);
}

ONETHING_FIELDS(MessageTaken) {
  a("run", e.run);
  a("message", e.message);
}

ONETHING_FIELDS(StepCalledFor) {
  a("step", e.step);
  a("reason", e.reason);
  a("actor", e.actor);
}

ONETHING_FIELDS(StepRepeated) {
  a("step", e.step);
  a("iteration", e.iteration);
}

ONETHING_FIELDS(ChildStarted) {
  a("run", e.run);
  a("generation", e.generation);
  a("key", e.key);
  a("department", e.department);
  a("service", e.service);
  a("input", e.input);
  a("workflow", e.workflow);
  a("submission_key", e.submission_key);
  a("case_id", e.case_id);
  in_groups(a, "sent", e.sent);
}

// Version 1 held each field by itself.
struct ChildStarted1 : ChildStarted {};
ONETHING_FIELDS(ChildStarted1) {
  a("run", e.run);
  a("generation", e.generation);
  a("key", e.key);
  a("department", e.department);
  a("service", e.service);
  a("input", e.input);
  a("workflow", e.workflow);
  a("submission_key", e.submission_key);
  a("case_id", e.case_id);
  a("sent", e.sent);
}

ONETHING_FIELDS(ParentNamed) {
  a("case_id", e.case_id);
  a("run", e.run);
}

#undef ONETHING_FIELDS

}  // namespace onething::engine
