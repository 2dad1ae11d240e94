// SPDX-License-Identifier: Apache-2.0
//
// What an office decides about a case as a whole, beside its tasks: acceptance,
// time, its end; and what an operator mends.
//
// Commands like those of command.h, which lists them all; what each may do
// where is in docs/cases.md.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "onething/migration.h"
#include "onething/time.h"
#include "onething/value.h"

namespace onething {

// 不受理: the matter needs no decision, or not ours. `instead` says where to
// go.
struct DeclineCase {
  std::string reason;
  std::string instead;
};

// 延长 (特别程序 1): the promise ends later, once, with approval. The applicant
// must have been told why.
struct ExtendCase {
  std::string reason;
  std::string approver;
  std::optional<Date> notified_on;
};

// 特别程序 2, such as a hearing or an appraisal: its time is not counted.
struct StartSpecial {
  std::string name;
  std::string reason;
  std::string approver;
  std::optional<Date> notified_on;  // In writing, 行政许可法 art. 45.
  std::optional<Date> until;        // As far as it is known.
};
struct EndSpecial {
  std::string result;
};

// 挂起: nothing new starts and the clock stands still.
struct SuspendCase {
  std::string reason;
  std::string basis;
};
struct ContinueCase {
  std::string reason;
};

// 终止: there is nothing left to decide on (death, dissolution, loss).
struct TerminateCase {
  std::string reason;
  std::string basis;
};

// 送达: the result is with the applicant.
struct DeliverCase {
  std::string how;
  std::string to;
};

// 撤销 of what was granted.
struct RevokeCase {
  std::string reason;
  std::string basis;
  std::vector<std::string> remedies;
};

// An event of the workflow's own `states:`.
struct FireEvent {
  std::string event;
  std::string reason;
};

// 吹哨报到: has an ad_hoc step act. It starts with the next AdvanceCase.
struct CallForStep {
  std::string step;
  std::string reason;
};

// What a department tells us of its own accord. `data` has what the message is
// correlated by, and what it brings. The same message twice is one: by its
// sender's `number`, or, where it has none, by all it says.
struct GiveMessage {
  std::string service;  // "tax/confirm"
  Value data;
  std::string number = {};
};

// Moves the case to another version of its workflow, whose definition is
// `to`; nothing of it starts or is sent by that.
struct MigrateCase {
  std::string to;  // Content hash.
  Migration mapping;
  std::string reason;
};

// Puts right by hand what went wrong. Nothing starts by that; the next
// AdvanceCase goes on from there.
struct RepairCase {
  enum class What {
    retry,   // A step that failed or waits: try again now.
    set,     // A step's result, as it really is.
    skip,    // The step is left out.
    redo,    // It acts anew, and what depends on it is looked at again.
    move,    // To another of the workflow's own states.
    cancel,  // The case ends; what was done is taken back.
  };
  What what = What::retry;
  std::string step;                       // Also "prefill.NAME", "undo.STEP".
  std::optional<std::int64_t> iteration;  // One of its runs; else all.
  Value output;                           // set
  std::string state;                      // move
  // retry, where nobody knew: it has been found out that nothing was done.
  bool was_not_done = false;
  std::string reason;
};

}  // namespace onething
