// SPDX-License-Identifier: Apache-2.0

#include "onething/clock_mark.h"

#include <algorithm>

namespace onething {

namespace {

bool is_beyond(Duration off) { return off > clock_slack; }

Duration negated(Duration length) {
  return Duration{-length.seconds, -length.nanos};
}

ClockJudgement judged(ClockTrust trust, Instant now, Duration off) {
  return {trust, now, off};
}

bool is_same_start(const ClockMark& mark, const ClockReading& reading) {
  return !mark.boot.empty() && mark.boot == reading.boot &&
         reading.since_boot >= mark.since_boot;
}

Duration between(Duration later, Duration earlier) {
  return Instant{later.seconds, later.nanos} -
         Instant{earlier.seconds, earlier.nanos};
}

}  // namespace

ClockJudgement judge_clock(const std::optional<ClockMark>& mark,
                           const ClockReading& reading) {
  if (!mark) return judged(ClockTrust::believed, reading.wall, {});
  if (is_same_start(*mark, reading)) {
    const Instant steady =
        mark->time + between(reading.since_boot, mark->since_boot);
    const Duration off = reading.wall - steady;
    if (is_beyond(off)) return judged(ClockTrust::jumped_forward, steady, off);
    if (is_beyond(negated(off)))
      return judged(ClockTrust::set_back, steady, off);
    return judged(ClockTrust::believed, std::max(reading.wall, mark->time),
                  off);
  }
  const Duration off = reading.wall - mark->time;
  // Set back behind the moment that was doubted: that jump is over.
  const bool is_still_ahead = mark->doubted && *mark->doubted > mark->time &&
                              !is_beyond(*mark->doubted - reading.wall) &&
                              is_beyond(off);
  if (is_still_ahead)
    return judged(ClockTrust::jumped_forward, mark->time, off);
  if (is_beyond(negated(off)))
    return judged(ClockTrust::set_back, mark->time, off);
  return judged(ClockTrust::believed, std::max(reading.wall, mark->time), off);
}

ClockMark next_mark(const std::optional<ClockMark>& mark,
                    const ClockReading& reading,
                    const ClockJudgement& judgement) {
  ClockMark next;
  next.version = mark ? mark->version : 0;
  next.boot = reading.boot;
  next.since_boot = reading.since_boot;
  next.time = judgement.now;
  if (judgement.trust != ClockTrust::believed) next.doubted = reading.wall;
  return next;
}

ClockMark accepted_mark(const std::optional<ClockMark>& mark,
                        const ClockReading& reading) {
  return next_mark(mark, reading,
                   {ClockTrust::believed, reading.wall, Duration{}});
}

}  // namespace onething
