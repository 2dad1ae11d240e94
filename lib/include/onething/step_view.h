// SPDX-License-Identifier: Apache-2.0
//
// A step of a case, and the tasks of people, as they are looked at: parts of
// the CaseView.
//
// Read only; status words are those of docs/output.md.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "onething/message.h"
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
  std::string service;  // Of the department; "wait" for a wait.
  bool is_prefill = false;
  bool by_person = false;
  // "waiting", "calling", "retrying", "with_person", "timed", "expecting" (a
  // message), "uncalled" (ad_hoc), "fallback", "done", "returned", "refused",
  // "skipped", "cancelled": of the run that is least advanced.
  std::string status;
  std::int64_t runs = 0, runs_done = 0;  // Several with for_each.
  std::int64_t attempts = 0, generation = 0;
  std::optional<Instant> started_at, ended_at, retry_at;
  std::optional<Instant> until;    // timed: when the wait is over.
  std::optional<Instant> late_at;  // When it should have come back (`within`).
  std::vector<std::string> children;  // Cases that do it (`call: {workflow}`).
  Message failure;  // Of the last attempt that failed; may be empty.
  std::vector<std::string> waits_for;  // Steps not yet settled.
  std::vector<InputView> inputs;       // Of the contract, as far as mapped.
  std::vector<OutputView> outputs;
};

// What is still so at a department although the case ends without a grant.
struct InForceView {
  std::string step;
  Title title;
  std::string department;
  Title department_title;
  // False: a call brought no answer and may have acted all the same.
  bool is_certain = true;
};

// Kinds of tasks that say that something went wrong or is late.
inline bool is_trouble(std::string_view kind) {
  return kind == "fallback" || kind == "unknown" || kind == "refusal" ||
         kind == "overdue" || kind == "escalation" || kind == "material" ||
         kind == "special";
}

struct TaskView {
  std::string id;
  std::string kind;  // "work", "fallback", or a kind of docs/cases.md.
  std::string step;  // Empty for a task of the case itself.
  Title step_title;
  std::string department;
  Title department_title;
  std::string role, assignee;
  std::string delegate;  // Who may do it for the assignee; may be empty.
  Instant opened_at;
  std::optional<Date> due;
  bool may_skip = false;
  Message failure;  // Why a fallback task was opened.
};

}  // namespace onething
