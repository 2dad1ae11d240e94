// SPDX-License-Identifier: Apache-2.0
//
// The fields of every event, each listed once for writing and reading alike.
// `Archive` is a Writer or a Reader (codec_archive.h); Archive::Ref<T> is
// `const T&` or `T&`.
//
// The names are part of the stored form: they never change. A new shape of an
// event gets a new version, and the old list stays beside it.

#pragma once

#include "engine/event.h"

namespace onething::engine {

#define ONETHING_FIELDS(Type) \
  template <typename Archive> \
  void fields(Archive& a, typename Archive::template Ref<Type> e)

ONETHING_FIELDS(CaseReceived) {
  a("project", e.project);
  a("workflow", e.workflow);
  a("definition", e.definition);
  a("submission_key", e.submission_key);
  a("input_digest", e.input_digest);
  a("case_id", e.case_id);
  a("subject", e.subject);
  a("title", e.title);
  a("seed", e.seed);
  a("form", e.form);
  a("materials", e.materials);
  a("tolerated", e.tolerated);
  a("steps", e.steps);
  a("actor", e.actor);
}

ONETHING_FIELDS(CaseAccepted) {
  a("promise", e.promise);
  a("due", e.due);
}

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
  a("run", e.run);
  a("output", e.output);
  a("actor", e.actor);
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

ONETHING_FIELDS(TaskOpened) {
  a("task", e.task);
  a("kind", e.kind);
  a("run", e.run);
  a("department", e.department);
  a("role", e.role);
  a("due", e.due);
}

ONETHING_FIELDS(TaskClaimed) {
  a("task", e.task);
  a("actor", e.actor);
}

ONETHING_FIELDS(TaskClosed) {
  a("task", e.task);
  a("how", e.how);
  a("reason", e.reason);
  a("actor", e.actor);
}

ONETHING_FIELDS(CorrectionRequested) { a("defects", e.defects); }

ONETHING_FIELDS(CaseSupplemented) {
  a("form", e.form);
  a("materials", e.materials);
  a("changed", e.changed);
  a("tolerated", e.tolerated);
  a("paused_days", e.paused_days);
  a("due", e.due);
  a("actor", e.actor);
}

ONETHING_FIELDS(WithdrawalRequested) {
  a("reason", e.reason);
  a("actor", e.actor);
}

ONETHING_FIELDS(CaseGranted) {
  a("outcome", e.outcome);
  a("working_days", e.working_days);
  a("failure", e.failure);
  a("details", e.details);
}

ONETHING_FIELDS(CaseDenied) {
  a("step", e.step);
  a("reason", e.reason);
  a("basis", e.basis);
  a("remedies", e.remedies);
  a("working_days", e.working_days);
}

ONETHING_FIELDS(CaseWithdrawn) { a("reason", e.reason); }

#undef ONETHING_FIELDS

}  // namespace onething::engine
