// SPDX-License-Identifier: Apache-2.0
//
// The limits of one case as plain values, and the time that did not count.
//
// Parts of the CaseState; the arithmetic is in clock_ledger.h.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "onething/time.h"

namespace onething::engine {

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
  // applicant, and the length of the pause itself, does not: a state that does
  // not count is left in its own time.
  bool stands_still_in(const ClockPause& pause) const;
};

struct SpecialProcedure {
  std::string name;
  std::string reason;
  std::string approver;
  std::optional<Date> notified_on;
  std::optional<Date> until;
};

}  // namespace onething::engine
