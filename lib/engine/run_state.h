// SPDX-License-Identifier: Apache-2.0
//
// A step of one case: its runs, and the tasks that people have with them.
//
// Parts of the CaseState, which only evolve() writes; what a step means is in
// the Definition.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/event.h"

namespace onething::engine {

enum class RunStatus {
  waiting,      // For other steps.
  calling,      // An attempt is under way, or owed after a crash.
  retrying,     // For `retry_at`.
  pending,      // The department answers later; it is asked at `retry_at`.
  querying,     // It is being asked what became of the call.
  with_person,  // A work task is open.
  timed,        // For `until`: a wait.
  expecting,    // For a message.
  with_case,    // A case of its own does it.
  fallback,     // A fallback task is open: the step failed.
  done,
  returned,
  refused,
  skipped,
  cancelled,  // Not waited for any more; what still comes changes nothing.
  abandoned,  // Failed or left open while the case comes to its end.
};

// Done, skipped, refused or cancelled.
bool has_come_back(RunStatus status);
// Calling, retrying, with a person.
bool is_under_way(RunStatus status);
// Calling, or its answer is still to come.
bool is_with_department(RunStatus status);
// Under way, or waiting for its moment.
bool is_open(RunStatus status);

// One execution of a step; a step with for_each has one per element.
struct RunState {
  RunStatus status = RunStatus::waiting;
  std::int64_t generation = 0;
  std::int64_t attempt = 0;
  // Made before a person had it tried again; the next ones count anew.
  std::int64_t attempts_before = 0;
  std::string key;
  std::string service;
  std::string department;
  Value input;
  std::string request;  // Empty: the plain JSON of `input`.
  std::string child;  // The case that does it; may be empty.
  std::string child_workflow;
  std::string child_key;  // Its submission key.
  Value output;
  std::vector<CaseDefect> defects;
  bool noticed = false;  // The applicant has been told of `defects`.
  std::optional<Instant> retry_at;
  std::optional<Instant> until;    // timed: when the wait is over.
  std::optional<Instant> late_at;  // It should have come back by then.
  bool is_late = false;            // It has not.
  bool joined = false;  // Others sufficed: nobody waits for it any more.
  std::optional<Instant> started_at;
  std::optional<Instant> ended_at;
  std::string failure;  // Message key and arguments of the last failure.
  Value details;
  std::int64_t queries = 0;         // How often it was asked.
  std::int64_t queries_failed = 0;  // Of those, the last ones in vain.
  std::int64_t queries_early = 0;   // Those answered "not yet".
  std::optional<Date> answer_due;   // pending: promised by then.
  bool is_overdue = false;
  // What a department said of its refusal, while that is not complete.
  std::string refusal_reason;
  std::string refusal_basis;
  std::vector<std::string> refusal_remedies;
  // An attempt brought no usable answer, and the department may have acted.
  bool may_have_acted = false;
};

// What a department or a person has done and said so, until it acts anew.
struct Act {
  RunName run;
  // Kept here once the step was reset; else they are in the run.
  bool superseded = false;
  Value input;
  Value output;
};

struct StepState {
  std::string id;               // "register", "prefill.licence"
  bool expanded = false;        // for_each: `elements` is known.
  bool recheck = false;         // A supplement may have changed its inputs.
  std::int64_t generation = 0;  // Of its next start.
  List elements;
  std::vector<RunState> runs;  // Empty until it starts or is skipped.
  bool skipped = false;
  bool joined = false;  // `skipped`, because others sufficed.
  bool called = false;  // ad_hoc: somebody called for it.
  // Who has ended a task of it, or was responsible then; whatever is reset.
  std::vector<std::string> hands;

  // Done, skipped, cancelled, or refused without ending the case, or not waited
  // for any more, in all runs.
  bool is_settled() const;
};

struct TaskState {
  std::string id;
  std::string kind;
  RunName run;
  std::string department;
  std::string role;
  std::string assignee;
  std::string delegate;  // Who may do it for the assignee.
  bool open = true;
  std::int64_t version = 0;
  Instant opened_at;
  std::optional<Date> due;
};

// What a department is sent: the same bytes at every attempt.
std::string request_of(const RunState& run);

// The key under which a department is asked about a call; another one, so that
// the question is not taken for the call.
std::string query_key(std::string_view key);

// The first moment after that day.
Instant overdue_from(Date day);

// The run that takes this one back has the same iteration in this step.
std::string undo_step(std::string_view step);
bool is_undo(std::string_view step);

}  // namespace onething::engine
