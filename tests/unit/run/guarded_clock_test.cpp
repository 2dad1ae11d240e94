// SPDX-License-Identifier: Apache-2.0

#include "onething/guarded_clock.h"

#include <gtest/gtest.h>

#include "support/fake_machine.h"
#include "support/run_world.h"

namespace onething {
namespace {

using testing::at;
using testing::FakeMachine;
using testing::MachineClock;
using testing::RunWorld;

constexpr Duration kHour{3'600, 0};
constexpr Duration kDay{86'400, 0};

constexpr const char* kWait = R"(
form: {company: text}
steps:
  notice: {wait: 3wd}
  tax: {uses: tax/carry_over, after: [notice], with: {name: =form.company}}
)";

class GuardedClock : public ::testing::Test {
 protected:
  // One process: opens the store, drives the case, and ends.
  CaseView drive() {
    const auto clock = open();
    test::FakeConnector calls = world.connector();
    Runner runner(*world.store, *clock, &calls);
    const CaseId ids[] = {id};
    Result<std::vector<CaseView>> driven = runner.drive(ids);
    EXPECT_TRUE(driven) << RunWorld::problem_of(driven);
    return driven ? driven.value().front() : CaseView{};
  }
  std::unique_ptr<Clock> open() {
    return guard_clock(std::make_unique<MachineClock>(machine), *world.store);
  }
  void submit() {
    const auto clock = open();
    Runner runner(*world.store, *clock, nullptr);
    id = RunWorld::view_of(world.try_submit(runner, R"({"company":"店"})")).id;
    drive();
  }
  bool is_due() {
    const auto clock = open();
    return !world.store->due(clock->now(), 10).value().empty();
  }
  std::size_t count(const std::string& type) const {
    std::size_t count = 0;
    for (const Record& record : world.store->history(id).value())
      count += record.type == type ? 1 : 0;
    return count;
  }
  Result<ClockJudgement> accept() {
    const auto clock = open();
    AccessLine why;
    why.actor = "li_na";
    why.reason = "set by NTP";
    return accept_clock(*world.store, *clock, why);
  }

  RunWorld world{kWait};
  FakeMachine machine{at("2026-03-02T09:00")};  // A Monday.
  CaseId id;
};

TEST_F(GuardedClock, LetsLimitsEndWhenTheirTimeHasPassed) {
  submit();
  EXPECT_FALSE(is_due());

  machine.pass(Duration{4 * kDay.seconds, 0});

  EXPECT_TRUE(is_due());
  EXPECT_EQ(drive().status, "granted");
  EXPECT_EQ(count("clock_doubted"), 0U);
}

TEST_F(GuardedClock, HoldsLimitsBackUntilTheClockIsAccepted) {
  submit();
  machine.pass(kHour);
  machine.set(Duration{30 * kDay.seconds, 0});

  EXPECT_FALSE(is_due());
  EXPECT_EQ(drive().status, "processing");
  machine.pass(kHour);
  EXPECT_EQ(drive().status, "processing");

  ASSERT_TRUE(accept());
  EXPECT_TRUE(is_due());
  EXPECT_EQ(drive().status, "granted");
}

TEST_F(GuardedClock, GoesOnSteadilyMeanwhile) {
  submit();
  machine.set(Duration{30 * kDay.seconds, 0});

  machine.pass(Duration{4 * kDay.seconds, 0});

  EXPECT_EQ(drive().status, "granted");
  EXPECT_GE(count("clock_doubted"), 1U);
  for (const Record& record : world.store->history(id).value())
    EXPECT_LE(record.at, at("2026-03-06T09:01")) << record.type;
}

TEST_F(GuardedClock, SaysInTheHistoryWhatTheClockShowed) {
  submit();
  machine.set(Duration{-2 * kDay.seconds, 0});

  const auto clock = open();
  Runner runner(*world.store, *clock, nullptr);
  RunWorld::view_of(
      runner.act(id, {WithdrawCase{"不办了"}, RunWorld::actor()}));

  const Record last = world.store->history(id).value().back();
  EXPECT_EQ(last.type, "clock_doubted");
  EXPECT_NE(last.payload.find("2026-02-28T01:00:00Z"), std::string::npos)
      << last.payload;
  EXPECT_GE(last.at, at("2026-03-02T09:00"));
}

TEST_F(GuardedClock, IsAcceptedOnceAndForAReason) {
  submit();
  const auto early = accept();
  ASSERT_FALSE(early);
  EXPECT_EQ(early.error().message.key, "run.clock_is_believed");
  machine.set(Duration{-30 * kDay.seconds, 0});

  const auto accepted = accept();

  ASSERT_TRUE(accepted);
  EXPECT_EQ(accepted.value().trust, ClockTrust::set_back);
  const auto lines = world.store->key_shelf()->lines();
  ASSERT_TRUE(lines);
  ASSERT_EQ(lines.value().size(), 1U);
  EXPECT_EQ(lines.value()[0].act, "clock_accepted");
  EXPECT_EQ(lines.value()[0].reason, "set by NTP");
  EXPECT_EQ(lines.value()[0].actor, "li_na");
  const auto clock = open();
  EXPECT_EQ(clock->now(), machine.wall);
  EXPECT_FALSE(accept());
}

TEST_F(GuardedClock, NoticesThatAnotherProcessHasAccepted) {
  submit();
  machine.set(Duration{30 * kDay.seconds, 0});
  const auto running = open();
  EXPECT_LT(running->now(), machine.wall);
  EXPECT_TRUE(running->doubted());

  ASSERT_TRUE(accept());
  machine.pass(Duration{2, 0});

  EXPECT_EQ(running->now(), machine.wall);
  EXPECT_FALSE(running->doubted());
}

TEST_F(GuardedClock, GoesOnAfterAStartOfTheMachineThatSetItBack) {
  submit();
  machine.start_anew("two");
  machine.set(Duration{-30 * kDay.seconds, 0});

  machine.pass(kHour);
  EXPECT_FALSE(is_due());
  machine.pass(Duration{4 * kDay.seconds, 0});

  const auto clock = open();
  EXPECT_EQ(clock->now(), at("2026-03-06T09:00")) << "since somebody looked";
  EXPECT_EQ(drive().status, "granted");
}

TEST_F(GuardedClock, SleepsAsLongAsItIsTold) {
  submit();
  machine.set(Duration{30 * kDay.seconds, 0});
  const auto clock = open();
  const Instant before = machine.wall;

  clock->sleep_until(clock->now() + Duration{7, 0});

  EXPECT_EQ((machine.wall - before).seconds, 7);
}

TEST_F(GuardedClock, IsTheMachinesOwnWhereThatHasNoReadings) {
  const auto clock =
      guard_clock(make_clock_at(at("2026-03-02T09:00")), *world.store);

  EXPECT_GE(clock->now(), at("2026-03-02T09:00"));
  EXPECT_FALSE(clock->doubted());
  clock->remember();
  EXPECT_FALSE(world.store->clock_mark().value());
}

}  // namespace
}  // namespace onething
