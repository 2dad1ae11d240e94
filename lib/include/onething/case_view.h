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
#include <string_view>
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
  std::string service;  // Of the department; "wait" for a wait.
  bool is_prefill = false;
  bool by_person = false;
  // "waiting", "calling", "retrying", "with_person", "timed", "expecting" (a
  // message), "uncalled" (ad_hoc), "fallback", "done", "returned", "refused",
  // "skipped", "cancelled": of the run that is least advanced.
  std::string status;
  std::int64_t runs = 0;  // More than one with for_each.
  std::int64_t runs_done = 0;
  std::int64_t attempts = 0;
  std::int64_t generation = 0;
  std::optional<Instant> started_at;
  std::optional<Instant> ended_at;
  std::optional<Instant> retry_at;
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
         kind == "escalation" || kind == "material" || kind == "special";
}

struct TaskView {
  std::string id;
  std::string kind;  // "work", "fallback", or a kind of docs/cases.md.
  std::string step;  // Empty for a task of the case itself.
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

// One limit of the case, and what of it was used.
struct ClockView {
  std::string id;  // "promise", "notice", "task:ID" …
  Term budget;
  std::optional<Term> extra;
  std::optional<Date> due;  // Its last day; nothing where no calendar reaches.
  bool running = false;
  bool expired = false;
  bool stands_still = false;  // In a pause that is open.
};

struct PauseView {
  std::string why;  // "correction", "special", "suspended", "state"
  Instant from;
  std::optional<Instant> to;
};

// What a person may order where the case is (`states:`).
struct EventView {
  std::string id;
  Title title;
  bool needs_reason = false;
};

// A case that does a step of this one.
struct ChildView {
  CaseId id;
  std::string step;
  Title title;
  std::string status;
  bool ended = false;
  std::vector<CaseDefect> notice;  // What its applicant has to mend.
};

struct CaseView {
  CaseId id;
  std::string project;
  std::string workflow;
  Title title;
  std::string definition;  // Content hash.
  std::string subject;
  std::string parent;       // The case that it acts for; may be empty.
  std::string parent_step;  // And the step.
  // A word of docs/cases.md: "received", "processing", "granted" …
  std::string status;
  // Its code in the list of the national exchange; empty where it has none.
  std::string national_code;
  std::string place;  // Of the workflow's own states; may be empty.
  Title place_title;
  std::vector<EventView> events;
  bool ended = false;
  Instant received_at;
  Instant changed_at;
  std::optional<Instant> accepted_at;
  std::optional<Instant> ended_at;
  std::optional<Instant> paused_since;
  std::optional<Term> promise;
  std::optional<Date> due;
  std::optional<std::int64_t> working_days;  // Used, once ended.
  std::vector<ClockView> clocks;
  std::vector<PauseView> pauses;
  std::string special;  // The name of the special procedure under way.
  std::vector<StepView> steps;
  std::vector<StepView> undo;  // What takes back what was done, in that order.
  bool compensated = false;    // Everything of it is taken back.
  std::vector<InForceView> in_force;  // What is not.
  std::vector<TaskView> tasks;        // Open ones.
  // Cases that act for this one; only where the store was asked.
  std::vector<ChildView> children;
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
