// SPDX-License-Identifier: Apache-2.0
//
// Whether the machine's clock can be believed, judged by how time stood when it
// was last seen and by a clock that nobody can set: the time since the machine
// was started.
//
// Where it has jumped, time goes on as it did, until somebody accepts what the
// clock shows (`onething clock accept`). Pure: readings are handed in, and
// keeping a mark is the store's business.

#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "onething/time.h"

namespace onething {

// What a machine shows at one moment.
struct ClockReading {
  Instant wall;
  std::string boot;     // Which start of which machine; empty: not known.
  Duration since_boot;  // Goes on while the machine sleeps.
};

// How time stood when it was last seen.
struct ClockMark {
  std::int64_t version = 0;  // How often it was kept; for whoever keeps it.
  std::string boot;
  Duration since_boot;
  Instant time;  // What was gone by, not always what the clock showed.
  // What the clock showed when it was not believed; empty: it was.
  std::optional<Instant> doubted;
};

enum class ClockTrust { believed, jumped_forward, set_back };

struct ClockJudgement {
  ClockTrust trust = ClockTrust::believed;
  Instant now;   // What to go by; never before the mark's time.
  Duration off;  // How far the machine's clock is ahead of what was expected.
};

// A clock may be set by so much without being doubted.
inline constexpr Duration clock_slack{std::int64_t{15} * 60, 0};

// Across a start of the machine nobody knows how much time has passed: then
// only a clock that shows less than before is doubted.
ClockJudgement judge_clock(const std::optional<ClockMark>& mark,
                           const ClockReading& reading);

// The mark that follows from a judgement.
ClockMark next_mark(const std::optional<ClockMark>& mark,
                    const ClockReading& reading,
                    const ClockJudgement& judgement);

// Somebody has looked, and the clock is right.
ClockMark accepted_mark(const std::optional<ClockMark>& mark,
                        const ClockReading& reading);

}  // namespace onething
