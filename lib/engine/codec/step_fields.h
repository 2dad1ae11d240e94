// SPDX-License-Identifier: Apache-2.0
//
// The fields of the events of steps and calls; see case_fields.h for what
// is listed how, and why names never change.
//
// A new shape of an event gets a new version, and the old list stays.

#pragma once

#include "engine/codec/sent_groups.h"
#include "engine/event.h"

namespace onething::engine {

#define ONETHING_FIELDS(Type) \
  template <typename Archive> \
  void fields(Archive& a, typename Archive::template Ref<Type> e)

ONETHING_FIELDS(StepSkipped) {
  a("step", e.step);
  a("iteration", e.iteration);
  a("reason", e.reason);
  a("actor", e.actor);
}

ONETHING_FIELDS(StepExpanded) {
  a("step", e.step);
  a("elements", e.elements);
}

ONETHING_FIELDS(StepStarted) {
  a("by_person", e.by_person);
  a("department", e.department);
  a("generation", e.generation);
  a("input", e.input);
  a("key", e.key);
  a("run", e.run);
  in_groups(a, "sent", e.sent);
  a("service", e.service);
}

// Version 1 held the request beside the input, and each field by itself.
struct StepStarted1 : StepStarted {};
ONETHING_FIELDS(StepStarted1) {
  a("run", e.run);
  a("generation", e.generation);
  a("key", e.key);
  a("department", e.department);
  a("service", e.service);
  a("by_person", e.by_person);
  a("input", e.input);
  a("request", e.request);
  a("sent", e.sent);
}

ONETHING_FIELDS(RetryOrdered) { a("run", e.run); }

ONETHING_FIELDS(RunRenewed) {
  a("run", e.run);
  a("generation", e.generation);
  a("key", e.key);
  a("request", e.request);
}

ONETHING_FIELDS(CallPending) {
  a("run", e.run);
  a("attempt", e.attempt);
  a("query_at", e.query_at);
  a("due", e.due);
  a("is_unknown", e.is_unknown);
}

ONETHING_FIELDS(QueryStarted) {
  a("run", e.run);
  a("query", e.query);
}

ONETHING_FIELDS(QueryFailed) {
  a("run", e.run);
  a("query", e.query);
  a("failure", e.failure);
  a("details", e.details);
  a("query_at", e.query_at);
}

ONETHING_FIELDS(CallOverdue) { a("run", e.run); }

ONETHING_FIELDS(RefusalReceived) {
  a("run", e.run);
  a("reason", e.reason);
  a("basis", e.basis);
  a("remedies", e.remedies);
}

ONETHING_FIELDS(CallRetried) {
  a("run", e.run);
  a("attempt", e.attempt);
}

ONETHING_FIELDS(CallFailed) {
  a("run", e.run);
  a("attempt", e.attempt);
  a("may_have_acted", e.may_have_acted);
  a("failure", e.failure);
  a("details", e.details);
  a("retry_at", e.retry_at);
}

ONETHING_FIELDS(StepDone) {
  a("actor", e.actor);
  a("output", e.output);
  a("run", e.run);
}

ONETHING_FIELDS(StepReturned) {
  a("run", e.run);
  a("defects", e.defects);
  a("actor", e.actor);
}

ONETHING_FIELDS(StepRefused) {
  a("run", e.run);
  a("reason", e.reason);
  a("basis", e.basis);
  a("remedies", e.remedies);
  a("ends_case", e.ends_case);
  a("actor", e.actor);
}

ONETHING_FIELDS(StepFailed) {
  a("run", e.run);
  a("failure", e.failure);
  a("details", e.details);
}

ONETHING_FIELDS(StepKept) { a("step", e.step); }

ONETHING_FIELDS(StepReset) {
  a("step", e.step);
  a("generation", e.generation);
  a("kept", e.kept);
}

#undef ONETHING_FIELDS

}  // namespace onething::engine
