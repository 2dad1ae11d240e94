// SPDX-License-Identifier: Apache-2.0
//
// The fields of the events of cases and tasks, each listed once for writing and
// reading alike; those of steps are in step_fields.h. `Archive` is a
// Writer or a Reader (codec_archive.h); Archive::Ref<T> is `const T&` or `T&`.
//
// The names are part of the stored form: they never change. Frequent events
// list them in their order, in which they are stored, which saves sorting. A
// new shape of an event gets a new version, and the old list stays beside it.

#pragma once

#include "engine/event.h"

namespace onething::engine {

#define ONETHING_FIELDS(Type) \
  template <typename Archive> \
  void fields(Archive& a, typename Archive::template Ref<Type> e)

ONETHING_FIELDS(CaseReceived) {
  a("actor", e.actor);
  a("case_id", e.case_id);
  a("definition", e.definition);
  a("form", e.form);
  a("input_digest", e.input_digest);
  a("materials", e.materials);
  a("project", e.project);
  a("seed", e.seed);
  a("steps", e.steps);
  a("subject", e.subject);
  a("submission_key", e.submission_key);
  a("title", e.title);
  a("tolerated", e.tolerated);
  a("workflow", e.workflow);
}

ONETHING_FIELDS(CaseAccepted) {
  a("due", e.due);
  a("promise", e.promise);
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

ONETHING_FIELDS(UndoOrdered) { a("runs", e.runs); }

ONETHING_FIELDS(UndoGivenUp) {
  a("run", e.run);
  a("reason", e.reason);
  a("actor", e.actor);
}

ONETHING_FIELDS(CaseCompensated) { a("runs", e.runs); }

ONETHING_FIELDS(CaseMigrated) {
  a("was", e.was);
  a("definition", e.definition);
  a("steps", e.steps);
  a("renamed", e.renamed);
  a("dropped", e.dropped);
  a("left", e.left);
  a("form", e.form);
  a("materials", e.materials);
  a("tolerated", e.tolerated);
  a("state", e.state);
  a("reason", e.reason);
  a("actor", e.actor);
}

ONETHING_FIELDS(CaseRepaired) {
  a("what", e.what);
  a("step", e.step);
  a("iteration", e.iteration);
  a("state", e.state);
  a("output", e.output);
  a("recheck", e.recheck);
  a("reason", e.reason);
  a("actor", e.actor);
}

ONETHING_FIELDS(EndingOrdered) {
  a("ending", e.ending);
  a("reason", e.reason);
  a("basis", e.basis);
}

ONETHING_FIELDS(ClockDoubted) { a("machine", e.machine); }

#undef ONETHING_FIELDS

}  // namespace onething::engine
