// SPDX-License-Identifier: Apache-2.0
//
// What people, departments and the clock may ask of a case, and the engine's
// refusal.
//
// A Command is a wish: decide() (engine/decide.h) turns it into events or a
// Rejection. It carries everything that the decision may know besides the case
// itself; nothing here reads a clock or draws a number.

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "onething/actor.h"
#include "onething/agent.h"
#include "onething/message.h"
#include "onething/orders.h"
#include "onething/task_orders.h"
#include "onething/time.h"
#include "onething/value.h"

namespace onething {

// One thing that is wrong with what was handed in.
struct CaseDefect {
  std::string field;    // Path of the field or material: "operator.id".
  std::string title;    // As people know it; may be empty.
  std::string problem;  // The department's words, or empty when `message` says.
  Message message;
};
// What is wrong with it; and all of them in one line, each with its name.
std::string problem_text(const CaseDefect& defect, Language language);
std::string problems_text(std::span<const CaseDefect> defects,
                          Language language);

// A refusal, addressed to the person who asked. Not an error: nothing failed or
// is stored, and asking again without a change gives the same answer.
struct Rejection {
  Message message;  // "engine.…"
  std::vector<CaseDefect> defects;
};

// The run of another case that a case acts for.
struct ParentRun {
  std::string case_id;
  std::string step;
  std::int64_t iteration = 0;
};

// Opens a case. `form` and `materials` need not be typed yet.
struct SubmitCase {
  std::string submission_key;
  std::string input_digest;  // Of form and materials as handed in.
  Value form;
  Value materials;
  std::uint64_t seed = 0;  // For jitter; recorded with the case.
  std::optional<ParentRun> parent = {};
  std::optional<Agent> agent = {};  // Who files for the applicant.
};

// Starts whatever may start now: steps, retries that are due.
struct AdvanceCase {};
// One run of one step, named as the history names it.
struct RunName {
  std::string step;
  std::int64_t iteration = 0;

  friend auto operator<=>(const RunName&, const RunName&) = default;
};

// The answer of a department to one attempt. Without a document the call
// failed.
struct AnswerCall {
  RunName run;
  std::string key;
  std::int64_t attempt = 1;
  std::optional<Value>
      document;  // {"done": …} | {"returned": …} | {"refused": …}
  // Whether the department may have acted although no answer came.
  bool may_have_acted = false;
  bool try_again = true;  // Trying again can help.
  Message failure;
  std::optional<Duration> retry_after;
};

// The process that made this attempt is gone; nobody knows its outcome.
struct InterruptCall {
  RunName run;
  std::int64_t attempt = 1;
};

// How a person ends a task. `retry` and `skip` are for fallback tasks.
struct EndTask {
  enum class How { complete, give_back, refuse, fail, retry, skip };
  std::string task;
  How how = How::complete;
  Value output;                       // complete: the step's output.
  std::vector<CaseDefect> defects;    // give_back (returned for correction)
  std::string reason;                 // refuse, fail, skip, retry
  std::string basis;                  // refuse
  std::vector<std::string> remedies;  // refuse
};

// What the applicant hands in after a correction notice: changed form fields
// and further materials, laid over what is there. Materials that may follow
// (容缺) are handed in the same way at any time.
struct SupplementCase {
  Value form;
  Value materials;
  // The notice that is answered, counted from 1; with another one now open the
  // command is refused, because somebody else was faster. 0: whichever is open.
  std::int64_t notice = 0;
};

struct WithdrawCase {
  std::string reason;
};
struct Command {
  std::variant<SubmitCase, AdvanceCase, AnswerCall, InterruptCall, ClaimTask,
               EndTask, SupplementCase, WithdrawCase, DeclineCase, ExtendCase,
               StartSpecial, EndSpecial, SuspendCase, ContinueCase,
               TerminateCase, DeliverCase, RevokeCase, FireEvent, CallForStep,
               GiveMessage, MigrateCase, RepairCase, ReleaseTask, HandOverTask,
               DelegateTask, AddNote, AttachFile>
      what;
  Actor actor;
  // Whether steps may start in the same decision. False where nobody is there
  // to make their calls, such as a window that only records a supplement, or
  // while stopping: then the next AdvanceCase starts them.
  bool may_start = true;
  std::optional<Instant> doubted_clock = {};  // Machine's, if not believed.
};

}  // namespace onething
