// SPDX-License-Identifier: Apache-2.0
//
// A case at one moment: the fold of its events.
//
// Only evolve() writes it. It knows step ids but not the workflow; what a step
// means is in the Definition. A plain value.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/event.h"
#include "onething/id.h"

namespace onething::engine {

// The standard lifecycle, national vocabulary (domain terms in
// docs/glossary.md); later states have their places in transitions.def.
enum class CaseStatus {
  none,          // Not yet submitted.
  received,      // 已接件
  accepted,      // 受理
  processing,    // 办理中
  correcting,    // 补正
  special,       // 特别程序 2
  suspended,     // 挂起
  not_accepted,  // 不受理
  refused,       // 不予受理
  granted,       // 办结（通过）
  denied,        // 办结（不通过）
  withdrawn,     // 撤回
  terminated,    // 终止
  lapsed,        // 逾期未补正
  delivered,     // 已送达
  revoked,       // 撤销
};
std::string_view status_word(CaseStatus status);
// Decided or closed: no step starts any more. What was granted can still be
// delivered and revoked.
bool has_ended(CaseStatus status);
// The same of a word; of one that nobody knows, no.
bool has_ended(std::string_view status_word);

enum class RunStatus {
  waiting,      // For other steps.
  calling,      // An attempt is under way, or owed after a crash.
  retrying,     // For `retry_at`.
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
  std::string request;
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
  bool open = true;
  std::int64_t version = 0;
  Instant opened_at;
  std::optional<Date> due;
};

// A time when a clock stood still, and why: "correction", "special",
// "suspended", "state".
struct ClockPause {
  std::string why;
  Instant from;
  std::optional<Instant> to;
};

// Time that is allowed: where it ends is computed from this and the pauses of
// the case (clock_ledger.h), never the other way round.
struct ClockState {
  std::string id;  // "promise", or as ClockStarted names it.
  Term budget;
  std::optional<Term> extra;  // 延长
  Instant from;               // Its day is not counted.
  std::optional<Date> due;    // As last computed.
  std::optional<Instant> ends_at;
  bool running = true;
  bool expired = false;
  std::int64_t reminded = 0;  // Rungs that have been climbed.
  std::int64_t escalated = 0;

  // What the offices are allowed stands still in a pause; what binds the
  // applicant, and the length of the pause itself, does not.
  bool stands_still() const;
};

struct SpecialProcedure {
  std::string name;
  std::string reason;
  std::string approver;
  std::optional<Date> notified_on;
  std::optional<Date> until;
};

// What came before anybody waited for it.
struct KeptMessage {
  std::string id;
  std::string service;
  Value input;
  Value output;
};

struct CaseState {
  CaseStatus status = CaseStatus::none;
  CaseId id;
  std::string project;
  std::string workflow;
  std::string definition;
  std::string submission_key;
  std::string input_digest;
  std::string subject;
  std::string parent;  // The case that it acts for; may be empty.
  RunName parent_run;
  std::string title;
  std::uint64_t seed = 0;
  Instant received_at;
  Instant changed_at;
  std::optional<Instant> accepted_at;
  std::optional<Instant> ended_at;
  std::optional<Instant> paused_since;
  std::int64_t paused_days = 0;
  std::optional<Term> promise;
  std::optional<Date> due;
  std::optional<std::int64_t> working_days;  // Used, once ended.

  Value form;
  Value materials;
  std::vector<std::string> tolerated;
  // What formulas see: {id: output}; outputs of for_each are lists.
  Value prefill = Object{};
  Value steps = Object{};

  std::vector<StepState> step_states;
  std::vector<TaskState> tasks;
  std::vector<KeptMessage> messages;       // Not yet used.
  std::vector<std::string> seen_messages;  // Ids of all that came.
  std::vector<CaseDefect> notice;          // Of the open correction.
  std::int64_t corrections = 0;
  std::string supplemented_by;  // The last one's actor.
  std::optional<Instant> supplemented_at;
  std::vector<ClockState> clocks;
  std::vector<ClockPause> pauses;  // The ledger; an open one is the last.
  std::optional<SpecialProcedure> special;
  std::string place;  // Of the workflow's own states; empty without.
  bool place_stands_still = false;
  std::string leaving;  // The event that led out, while leaving actions run.
  std::string leaving_reason;
  Actor leaving_actor;
  std::optional<Instant> entered_at;
  bool termination_requested = false;
  bool withdrawal_requested = false;
  std::string reason;  // Of withdrawal or denial.
  std::string basis;
  std::vector<std::string> remedies;
  std::string denied_by;  // Step.
  bool refused = false;   // A refusal that ends the case has come.
  Value outcome;
  std::string outcome_failure;  // Why there is none.
  Value outcome_details;
  std::int64_t length = 0;  // Events folded.
  const StepState* find_step(std::string_view step) const;
  StepState* find_step(std::string_view step);
  const TaskState* find_task(std::string_view task) const;
  const ClockState* find_clock(std::string_view clock) const;
};

// The code of the case's status in the national list; empty where it has none.
std::string_view national_code(const CaseState& state);

// After a withdrawal, a termination or a refusal nothing new starts.
bool is_ending(const CaseState& state);

}  // namespace onething::engine
