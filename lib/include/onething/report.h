// SPDX-License-Identifier: Apache-2.0
//
// What people ask of stored cases, as data: why it waits, what happened, what
// went to whom. Printing is the caller's.
//
// Personal values are masked here already unless asked for, so that no printer
// can forget it.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "onething/case_view.h"
#include "onething/result.h"
#include "onething/store.h"

namespace onething {

enum class Masking { personal, none };

// "370202********123X": first and last characters stay, as many as the kind of
// value allows; short texts vanish whole.
std::string mask(std::string_view text);

// A value as one line for people, masked when its sensitivity asks for it.
std::string show_value(const Value& value, Sensitivity sensitivity,
                       Masking masking, Language language);

// Why a case does not go on: what it waits for, since when, and who can act. In
// order of what helps first; says so when the case has ended.
struct Waiting {
  Message what;
  Instant since;
  Message who;      // Department, role or the applicant.
  Message command;  // What to type, may be empty.
};
std::vector<Waiting> why_waiting(const CaseView& view, Language language);

// What of that only a person can mend: why the case is listed as wanting
// attention; also after its end. Empty where nothing does.
std::vector<Waiting> wants_attention(const CaseView& view, Language language);

// The days that are left of a limit on `today`, negative when it is over:
// working days where it is counted in them, else calendar days. Nothing where
// no calendar reaches.
std::optional<std::int64_t> days_left(const ClockView& clock, Date today);

// The limit as people call it, and why time did not count.
Message clock_title(const ClockView& clock);
Message pause_title(const PauseView& pause);

// What was mended, as people call it.
Message mending_title(const MendingView& mending);

// What a task is for: "acceptance" -> deciding on acceptance.
Message task_kind(std::string_view kind);
// What a task asks for: the step's title, or deciding on acceptance and the
// like.
Message task_title(const TaskView& task, Language language);

// What came of checking who the agent is.
Message real_name_title(const Agent& agent);

// One line of a case's story, from its events.
struct StoryLine {
  std::int64_t sequence = 0;
  Instant at;
  std::string type;  // "step_done"
  Message text;
  std::string hash;  // First characters of the chained hash, hex.
};
Result<std::vector<StoryLine>> tell_story(Store& store, const CaseId& id,
                                          Language language);

// Where the data came from and who has it now.
struct Disclosure {
  std::string field;
  std::string from;
  std::string to;
  std::string step;
  std::string service;
  std::string purpose;
  std::string basis;
  std::string sensitivity;
  Instant at;
};
Result<std::vector<Disclosure>> disclosures(Store& store, const CaseId& id);

// The view as one JSON document, masked; docs/output.md has its members.
Value to_document(const CaseView& view, const std::vector<Disclosure>& moved,
                  Masking masking, Language language);

}  // namespace onething
