// SPDX-License-Identifier: Apache-2.0

#include "onething/clock_mark.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

namespace onething {
namespace {

constexpr std::int64_t kMinute = 60;
constexpr std::int64_t kHour = 3'600;
constexpr Instant kStart{1'772'413'200, 0};  // 2026-03-02T01:00:00Z

Instant later(std::int64_t seconds) { return kStart + Duration{seconds, 0}; }

ClockReading reading(std::int64_t wall, std::int64_t since_boot,
                     const char* boot = "one") {
  return {later(wall), boot, Duration{since_boot, 0}};
}

ClockMark mark_of(const ClockReading& seen) {
  return next_mark({}, seen, judge_clock({}, seen));
}

TEST(ClockMark, BelievesWhatItSeesFirst) {
  const ClockJudgement judged = judge_clock({}, reading(0, 100));

  EXPECT_EQ(judged.trust, ClockTrust::believed);
  EXPECT_EQ(judged.now, later(0));
}

TEST(ClockMark, BelievesAClockThatGoesOnWithTheMachine) {
  const ClockMark mark = mark_of(reading(0, 100));

  const ClockJudgement judged =
      judge_clock(mark, reading(5 * kHour, 100 + 5 * kHour));

  EXPECT_EQ(judged.trust, ClockTrust::believed);
  EXPECT_EQ(judged.now, later(5 * kHour));
}

TEST(ClockMark, AllowsFifteenMinutesEitherWay) {
  const ClockMark mark = mark_of(reading(0, 100));

  for (const std::int64_t off : {-15 * kMinute, 15 * kMinute}) {
    const ClockJudgement judged =
        judge_clock(mark, reading(kHour + off, 100 + kHour));
    EXPECT_EQ(judged.trust, ClockTrust::believed);
    EXPECT_EQ(judged.now, later(kHour + off));
  }
  EXPECT_EQ(
      judge_clock(mark, reading(kHour + 15 * kMinute + 1, 100 + kHour)).trust,
      ClockTrust::jumped_forward);
  EXPECT_EQ(
      judge_clock(mark, reading(kHour - 15 * kMinute - 1, 100 + kHour)).trust,
      ClockTrust::set_back);
}

TEST(ClockMark, DoesNotGoBackWithAClockThatIsSetBackALittle) {
  const ClockMark mark = mark_of(reading(0, 100));

  const ClockJudgement judged = judge_clock(mark, reading(-5 * kMinute, 101));

  EXPECT_EQ(judged.trust, ClockTrust::believed);
  EXPECT_EQ(judged.now, later(0));
}

TEST(ClockMark, GoesOnSteadilyAfterAJumpForward) {
  const ClockMark mark = mark_of(reading(0, 100));

  const ClockJudgement judged =
      judge_clock(mark, reading(9 * kHour, 100 + kHour));

  EXPECT_EQ(judged.trust, ClockTrust::jumped_forward);
  EXPECT_EQ(judged.now, later(kHour));
  EXPECT_EQ(judged.off, (Duration{8 * kHour, 0}));
}

TEST(ClockMark, GoesOnSteadilyAfterAJumpBack) {
  const ClockMark mark = mark_of(reading(0, 100));

  const ClockJudgement judged =
      judge_clock(mark, reading(-9 * kHour, 100 + kHour));

  EXPECT_EQ(judged.trust, ClockTrust::set_back);
  EXPECT_EQ(judged.now, later(kHour));
}

TEST(ClockMark, BelievesAClockThatIsSetRightAgain) {
  const ClockReading jumped = reading(9 * kHour, 100 + kHour);
  const std::optional<ClockMark> mark = mark_of(reading(0, 100));
  const ClockMark doubting = next_mark(mark, jumped, judge_clock(mark, jumped));

  const ClockJudgement judged =
      judge_clock(doubting, reading(2 * kHour, 100 + 2 * kHour));

  EXPECT_EQ(judged.trust, ClockTrust::believed);
  EXPECT_EQ(judged.now, later(2 * kHour));
}

TEST(ClockMark, CannotTellHowLongAMachineWasOff) {
  const ClockMark mark = mark_of(reading(0, 100));

  const ClockJudgement judged =
      judge_clock(mark, reading(48 * kHour, 5, "two"));

  EXPECT_EQ(judged.trust, ClockTrust::believed);
  EXPECT_EQ(judged.now, later(48 * kHour));
}

TEST(ClockMark, KnowsThatAMachineCannotHaveBeenOffForLessThanNothing) {
  const ClockMark mark = mark_of(reading(0, 100));

  const ClockJudgement judged = judge_clock(mark, reading(-kHour, 5, "two"));

  EXPECT_EQ(judged.trust, ClockTrust::set_back);
  EXPECT_EQ(judged.now, later(0));
}

TEST(ClockMark, StaysInDoubtAcrossAStartOfTheMachine) {
  const ClockReading jumped = reading(9 * kHour, 100 + kHour);
  const std::optional<ClockMark> mark = mark_of(reading(0, 100));
  const ClockMark doubting = next_mark(mark, jumped, judge_clock(mark, jumped));

  const ClockJudgement still =
      judge_clock(doubting, reading(9 * kHour + 60, 5, "two"));
  const ClockJudgement mended =
      judge_clock(doubting, reading(2 * kHour, 5, "two"));

  EXPECT_EQ(still.trust, ClockTrust::jumped_forward);
  EXPECT_EQ(still.now, later(kHour));
  EXPECT_EQ(mended.trust, ClockTrust::believed);
  EXPECT_EQ(mended.now, later(2 * kHour));
}

TEST(ClockMark, GoesByTheClockOnceItIsAccepted) {
  for (const std::int64_t wall : {9 * kHour, -9 * kHour}) {
    const ClockReading jumped = reading(wall, 100 + kHour);
    const ClockMark accepted = accepted_mark(mark_of(reading(0, 100)), jumped);

    const ClockJudgement judged =
        judge_clock(accepted, reading(wall + 1, 101 + kHour));

    EXPECT_EQ(judged.trust, ClockTrust::believed);
    EXPECT_EQ(judged.now, later(wall + 1));
    EXPECT_FALSE(accepted.doubted);
  }
}

// Jumps of any size at any moment, looked at now and then: time goes only
// forward, never by the size of a jump that is beyond the slack, and as fast as
// the machine's own time where none is believed.
TEST(ClockMark, NeverGoesBackNorAheadOfTheTruthByMoreThanTheSlack) {
  std::mt19937 random(20260302);
  for (int round = 0; round < 1'000; ++round) {
    std::optional<ClockMark> mark;
    std::int64_t truth = 0;
    std::int64_t set = 0;  // How far the clock has been set from the truth.
    std::int64_t first_set = 0;  // Nobody can know that it was wrong then.
    std::int64_t believed_sets = 0;
    Instant last;
    for (int step = 0; step < 60; ++step) {
      truth += static_cast<std::int64_t>(random() % (2 * kHour));
      if (random() % 4 == 0)
        set += static_cast<std::int64_t>(random() % (8 * kHour)) - 4 * kHour;
      const ClockReading seen = reading(truth + set, truth);
      const ClockJudgement judged = judge_clock(mark, seen);
      ASSERT_GE(judged.now, last) << "round " << round << " step " << step;
      if (mark && judged.trust != ClockTrust::believed) {
        const Instant steady =
            mark->time +
            Duration{seen.since_boot.seconds - mark->since_boot.seconds, 0};
        ASSERT_EQ(judged.now, steady);
      }
      if (!mark) first_set = set;
      if (mark && judged.trust == ClockTrust::believed) ++believed_sets;
      const std::int64_t ahead =
          (judged.now - later(truth)).seconds - first_set;
      ASSERT_LE(ahead, (believed_sets + 1) * 15 * kMinute);
      last = judged.now;
      mark = next_mark(mark, seen, judged);
    }
  }
}

}  // namespace
}  // namespace onething
