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
#include "onething/policy.h"
#include "onething/step_view.h"
#include "onething/time.h"
#include "onething/type.h"
#include "onething/value.h"

namespace onething {

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
// A department's people, or those of one role there.
struct OfficeView {
  std::string department;
  Title title;
  std::string role;  // Empty: anybody of the department.
};

struct EventView {
  std::string id;
  Title title;
  bool needs_reason = false;
  std::vector<OfficeView> who;  // One of these may order it.
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

// What somebody put right by hand, or that the case was moved to another
// version ("migrate").
struct MendingView {
  Instant at;
  std::string what;  // "retry", "set", "skip", "redo", "move", "cancel"
  std::string step;  // Empty where it is about the case.
  std::string reason;
  std::string actor;
};
struct NoteView {
  std::string text;
  std::string by;
  Instant at;
};

// A file beside the case; its bytes are had with attachments.h.
struct FileView {
  std::string name;
  std::string digest;  // Of its content, hex.
  std::string stored;  // Of what lies there.
  std::int64_t size = 0;
  std::string media_type;
  std::string by;
  Instant at;
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
  Sensitivity subject_sensitivity = Sensitivity::internal;
  // A word of docs/cases.md: "received", "processing", "granted" …
  std::string status;
  // Its code in the list of the national exchange; empty where it has none.
  std::string national_code;
  std::string place;  // Of the workflow's own states; may be empty.
  Title place_title;
  std::vector<EventView> events;
  bool ended = false;
  Instant received_at, changed_at;
  std::optional<Instant> accepted_at, ended_at, paused_since;
  std::optional<Term> promise;
  std::optional<Date> due;
  std::optional<std::int64_t> working_days;  // Used, once ended.
  std::vector<ClockView> clocks;
  std::vector<PauseView> pauses;
  std::string special;  // The name of the special procedure under way.
  std::vector<StepView> steps;
  Subject parties;            // Who has to do with it, as policy.h asks.
  std::string first_handler;  // 首问负责; empty before anybody took it up.
  std::optional<Agent> agent;
  std::vector<NoteView> notes;
  std::vector<FileView> files;
  std::vector<StepView> undo;  // What takes back what was done, in that order.
  bool compensated = false;    // Everything of it is taken back.
  std::vector<InForceView> in_force;  // What is not.
  std::vector<TaskView> tasks;        // Open ones.
  // Cases that act for this one; only where the store was asked.
  std::vector<ChildView> children;
  std::vector<CaseDefect> notice;      // The open correction notice.
  std::vector<std::string> tolerated;  // Materials still to follow.
  std::int64_t corrections = 0;
  std::string reason, basis;  // Of denial, withdrawal, termination.
  std::vector<std::string> remedies;
  std::string denied_by;  // Step.
  Value outcome;
  std::vector<MendingView> mendings;  // As they were done.
  std::int64_t length = 0;            // Events so far.
};

}  // namespace onething
