// SPDX-License-Identifier: Apache-2.0
//
// A case as people look at it: what a screen, a receipt or a JSON document
// shows.
//
// Read only and derived from history and definition each time; not the engine's
// state, which has more and other things in it. Status words are those of the
// event log; their texts are messages ("report.status_…").

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "onething/command.h"
#include "onething/id.h"
#include "onething/time.h"
#include "onething/type.h"
#include "onething/value.h"

namespace onething {

// What one department gave: a field of a step's output.
struct OutputView {
  std::string field;
  Title title;
  Sensitivity sensitivity = Sensitivity::internal;
  Value value;
  bool kept = false;  // Promised not to change, and it did not.
};

// One field of what a department is sent.
struct InputView {
  std::string field;
  Title title;
};

struct StepView {
  std::string id;
  Title title;
  std::string department;
  Title department_title;
  bool is_prefill = false;
  bool by_person = false;
  // "waiting", "calling", "retrying", "with_person", "fallback", "done",
  // "returned", "refused", "skipped": of the run that is least advanced.
  std::string status;
  std::int64_t runs = 0;  // More than one with for_each.
  std::int64_t runs_done = 0;
  std::int64_t attempts = 0;
  std::int64_t generation = 0;
  std::optional<Instant> started_at;
  std::optional<Instant> ended_at;
  std::optional<Instant> retry_at;
  Message failure;  // Of the last attempt that failed; may be empty.
  std::vector<std::string> waits_for;  // Steps not yet settled.
  std::vector<InputView> inputs;       // Of the contract, as far as mapped.
  std::vector<OutputView> outputs;
};

struct TaskView {
  std::string id;
  std::string kind;  // "work", "fallback"
  std::string step;
  Title step_title;
  std::string department;
  Title department_title;
  std::string role;
  std::string assignee;
  Instant opened_at;
  std::optional<Date> due;
  bool may_skip = false;
  Message failure;  // Why a fallback task was opened.
};

struct CaseView {
  CaseId id;
  std::string project;
  std::string workflow;
  Title title;
  std::string definition;  // Content hash.
  std::string subject;
  Sensitivity subject_sensitivity = Sensitivity::internal;
  // "received", "accepted", "processing", "correcting", "granted", "denied",
  // "withdrawn"
  std::string status;
  bool ended = false;
  Instant received_at;
  Instant changed_at;
  std::optional<Instant> accepted_at;
  std::optional<Instant> ended_at;
  std::optional<Instant> paused_since;
  std::optional<Term> promise;
  std::optional<Date> due;
  std::optional<std::int64_t> working_days;  // Used, once ended.
  std::vector<StepView> steps;
  std::vector<TaskView> tasks;         // Open ones.
  std::vector<CaseDefect> notice;      // The open correction notice.
  std::vector<std::string> tolerated;  // Materials still to follow.
  std::int64_t corrections = 0;
  std::string reason;  // Of denial or withdrawal.
  std::string basis;
  std::vector<std::string> remedies;
  std::string denied_by;  // Step.
  Value outcome;
  std::int64_t length = 0;  // Events so far.
};

}  // namespace onething
