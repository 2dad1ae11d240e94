// SPDX-License-Identifier: Apache-2.0

#include "onething/guarded_clock.h"

#include <algorithm>
#include <utility>

namespace onething {

namespace {

// A jump shows however old the mark is; it is renewed for the next start of the
// machine, after which nothing but the mark says how late it was.
constexpr Duration kNoteEvery{60, 0};
// Somebody may have accepted the clock meanwhile.
constexpr Duration kLookEvery{1, 0};
constexpr int kTriesMax = 5;

bool has_passed(Duration from, Duration to, Duration length) {
  return Instant{to.seconds, to.nanos} - Instant{from.seconds, from.nanos} >=
         length;
}

class GuardedClock final : public Clock {
 public:
  GuardedClock(std::unique_ptr<Clock> machine, Store& store)
      : machine_(std::move(machine)), store_(store) {}

  Instant now() override {
    const std::optional<ClockReading> reading = machine_->reading();
    if (!reading) return machine_->now();
    look(*reading);
    judgement_ = judge_clock(mark_, *reading);
    // The machine was started anew and its clock is wrong: time goes on from
    // here, even if nothing else is ever stored.
    if (judgement_.trust != ClockTrust::believed &&
        mark_->boot != reading->boot)
      note(*reading);
    last_ = std::max(last_, judgement_.now);
    return last_;
  }

  void sleep_until(Instant instant) override {
    const Instant present = now();
    machine_->sleep_until(machine_->now() + (instant - present));
  }

  std::optional<ClockReading> reading() override { return machine_->reading(); }

  std::optional<Instant> doubted() override {
    const std::optional<ClockReading> reading = machine_->reading();
    if (!reading) return std::nullopt;
    now();
    if (judgement_.trust == ClockTrust::believed) return std::nullopt;
    return reading->wall;
  }

  void remember() override {
    const std::optional<ClockReading> reading = machine_->reading();
    if (!reading) return;
    now();
    if (is_worth_noting(*reading)) note(*reading);
  }

 private:
  void note(const ClockReading& reading) {
    ClockMark next = next_mark(mark_, reading, judgement_);
    if (store_.keep_clock_mark(next)) {
      ++next.version;
      mark_ = std::move(next);
    } else {
      // Another process was faster, or it cannot be written: then the older
      // mark serves.
      load(reading);
    }
  }

  void look(const ClockReading& reading) {
    const bool in_doubt = judgement_.trust != ClockTrust::believed;
    if (!is_loaded_ ||
        (in_doubt && has_passed(looked_at_, reading.since_boot, kLookEvery)))
      load(reading);
  }

  void load(const ClockReading& reading) {
    const Result<std::optional<ClockMark>> found = store_.clock_mark();
    looked_at_ = reading.since_boot;
    is_loaded_ = true;
    if (!found) return;
    const bool is_new = found.value().has_value() != mark_.has_value() ||
                        (mark_ && found.value()->version != mark_->version);
    mark_ = found.value();
    // Accepted: then time may go back.
    if (is_new) last_ = {};
  }

  bool is_worth_noting(const ClockReading& reading) const {
    const bool in_doubt = judgement_.trust != ClockTrust::believed;
    return !mark_ || mark_->boot != reading.boot ||
           mark_->doubted.has_value() != in_doubt ||
           has_passed(mark_->since_boot, reading.since_boot, kNoteEvery);
  }

  std::unique_ptr<Clock> machine_;
  Store& store_;
  std::optional<ClockMark> mark_;
  bool is_loaded_ = false;
  Duration looked_at_;
  ClockJudgement judgement_;
  Instant last_;
};

}  // namespace

std::unique_ptr<Clock> guard_clock(std::unique_ptr<Clock> machine,
                                   Store& store) {
  return std::make_unique<GuardedClock>(std::move(machine), store);
}

Result<ClockJudgement> clock_standing(Store& store, Clock& clock) {
  const std::optional<ClockReading> reading = clock.reading();
  if (!reading) return ClockJudgement{ClockTrust::believed, clock.now(), {}};
  OT_TRY(const std::optional<ClockMark> mark, store.clock_mark());
  return judge_clock(mark, *reading);
}

Result<ClockJudgement> accept_clock(Store& store, Clock& clock,
                                    AccessLine why) {
  for (int tries = 1;; ++tries) {
    const std::optional<ClockReading> reading = clock.reading();
    OT_TRY(const std::optional<ClockMark> mark, store.clock_mark());
    const ClockJudgement before =
        reading ? judge_clock(mark, *reading) : ClockJudgement{};
    if (before.trust == ClockTrust::believed)
      return Error{ErrorCode::invalid, {"run.clock_is_believed", {}}};
    const Status kept = store.keep_clock_mark(accepted_mark(mark, *reading));
    if (!kept &&
        (kept.error().code != ErrorCode::conflict || tries == kTriesMax))
      return kept.error();
    if (!kept) continue;
    why.at = reading->wall;
    why.act = "clock_accepted";
    if (KeyShelf* shelf = store.key_shelf()) OT_CHECK(shelf->add_line(why));
    return before;
  }
}

}  // namespace onething
