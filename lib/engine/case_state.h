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

#include "engine/clocks/clock_state.h"
#include "engine/event.h"
#include "engine/mend/mending_state.h"
#include "engine/people/people_state.h"
#include "engine/run_state.h"
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
  undoing,       // 撤销已办：no grant; what was done is taken back.
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
  std::int64_t calls_again = 0;  // How often a call was made once more.
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
  std::string submitted_by;
  std::string first_handler;   // 首问负责: who first took up a task of it.
  std::optional<Agent> agent;  // Who files for the applicant.
  std::vector<NoteState> notes;  // In the order in which they came,
  std::vector<FileState> files;  // like these.
  std::string supplemented_by;   // The last one's actor.
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
  std::string ending;  // How it is to end by EndingOrdered; may be empty.
  std::string reason;  // Of withdrawal or denial.
  std::string basis;
  std::vector<std::string> remedies;
  std::string denied_by;  // Step.
  bool refused = false;   // A refusal that ends the case has come.
  std::vector<Act> acts;  // In the order in which they were acknowledged.
  // Runs that are taken back, first things last; each by "undo.STEP".
  std::vector<RunName> undo_order;
  std::vector<RunName> undo_given_up;  // Of those, by a person's word.
  bool compensated = false;            // All of them are taken back.
  Value outcome;
  std::string outcome_failure;  // Why there is none.
  Value outcome_details;
  std::vector<Mending> mendings;     // As they were done.
  std::vector<UsedName> used_names;  // That no step has now.
  std::int64_t migrations = 0;
  std::int64_t length = 0;  // Events folded.
  const StepState* find_step(std::string_view step) const;
  StepState* find_step(std::string_view step);
  const TaskState* find_task(std::string_view task) const;
  const ClockState* find_clock(std::string_view clock) const;
};

// The code of the case's status in the national list; empty where it has none.
std::string_view national_code(const CaseState& state);

// After a withdrawal, a termination or a refusal nothing new starts but what
// takes back.
bool is_ending(const CaseState& state);

}  // namespace onething::engine
