// SPDX-License-Identifier: Apache-2.0

#include "onething/pace.h"

#include <gtest/gtest.h>

#include "support/fake_clock.h"
#include "support/fake_connector.h"

namespace onething {
namespace {

using std::chrono::milliseconds;
using testing::FakeClock;

Instant at(const char* text) { return *parse_instant(text); }

Call call(const std::string& service, int number) {
  Call call;
  call.service = service;
  call.key = service + std::to_string(number);
  return call;
}

struct World {
  explicit World(Pace pace, int delay = 0)
      : inner(
            [this](const Call&) {
              return fails ? test::failed(CallFailure::unreachable)
                           : test::done({});
            },
            delay) {
    environment.paces.push_back(std::move(pace));
    paced = pace_calls(inner, environment, clock, &stop);
  }

  void start(const std::string& service, int count) {
    for (int i = 0; i < count; ++i) paced->start(call(service, next++));
  }
  DepartmentTraffic traffic(const std::string& department) {
    for (const DepartmentTraffic& each : paced->traffic())
      if (each.department == department) return each;
    return {};
  }

  FakeClock clock{at("2026-03-02T09:00:00+08:00")};
  bool fails = false;
  std::atomic<bool> stop{false};
  Environment environment;
  test::FakeConnector inner;
  std::unique_ptr<PacedConnector> paced;
  int next = 0;
};

Pace pace_of(const std::string& department) {
  Pace pace;
  pace.department = department;
  return pace;
}

TEST(Pace, CallsNoFasterThanTheRate) {
  Pace pace = pace_of("tax");
  pace.rate = 10;
  World world(pace);
  const Instant began = world.clock.now();
  world.start("tax/a", 21);

  std::size_t answered = 0;
  while (world.paced->in_flight() > 0)
    answered += world.paced->wait(milliseconds(100)).size();

  EXPECT_EQ(answered, 21u);
  const auto took = to_milliseconds(world.clock.now()) - to_milliseconds(began);
  EXPECT_GE(took, 1'900);
  EXPECT_LE(took, 2'300);
}

TEST(Pace, KeepsNoMoreUnderWayThanAllowed) {
  Pace pace = pace_of("*");
  pace.at_once = 2;
  World world(pace, 1);
  world.start("tax/a", 5);
  world.start("bank/b", 1);

  EXPECT_EQ(world.inner.calls.size(), 3u);
  EXPECT_EQ(world.traffic("tax").held, 3);
  EXPECT_EQ(world.traffic("bank").under_way, 1);
  while (world.paced->in_flight() > 0) {
    EXPECT_LE(world.traffic("tax").under_way, 2);
    world.paced->wait(milliseconds(10));
  }
  EXPECT_EQ(world.traffic("tax").answered, 5);
}

TEST(Pace, HoldsCallsUntilTheDepartmentOpens) {
  Pace pace = pace_of("tax");
  pace.opens = 9 * 60 + 30;
  pace.closes = 17 * 60;
  World world(pace);
  world.start("tax/a", 1);
  world.start("bank/b", 1);

  EXPECT_EQ(world.inner.calls.size(), 1u);
  EXPECT_EQ(world.traffic("tax").closed_until, at("2026-03-02T09:30:00+08:00"));
  while (world.paced->in_flight() > 0) world.paced->wait(milliseconds(500));

  EXPECT_EQ(world.clock.now(), at("2026-03-02T09:30:00+08:00"));
  EXPECT_EQ(world.traffic("tax").answered, 1);
}

TEST(Pace, OpensAgainOnTheNextWorkingDay) {
  Pace pace = pace_of("tax");
  pace.opens = 9 * 60;
  pace.closes = 17 * 60;
  pace.working_days = true;
  // A Friday evening before the weekend.
  EXPECT_EQ(opens_at(pace, at("2026-03-06T18:00:00+08:00")).value(),
            at("2026-03-09T09:00:00+08:00"));
  EXPECT_EQ(opens_at(pace, at("2026-03-06T10:00:00+08:00")).value(),
            at("2026-03-06T10:00:00+08:00"));
  EXPECT_FALSE(opens_at(pace, at("2099-03-06T10:00:00+08:00")));
}

TEST(Pace, KnowsHoursOverMidnight) {
  Pace pace = pace_of("tax");
  pace.opens = 22 * 60;
  pace.closes = 6 * 60;
  EXPECT_EQ(opens_at(pace, at("2026-03-06T03:00:00+08:00")).value(),
            at("2026-03-06T03:00:00+08:00"));
  EXPECT_EQ(opens_at(pace, at("2026-03-06T06:00:00+08:00")).value(),
            at("2026-03-06T22:00:00+08:00"));
}

TEST(Pace, PausesAfterFailuresInARowAndThenTriesOne) {
  Pace pace = pace_of("tax");
  pace.pause_after = 3;
  pace.pause = milliseconds(60'000);
  World world(pace);
  world.fails = true;
  world.start("tax/a", 3);
  EXPECT_EQ(world.paced->wait(milliseconds(10)).size(), 3u);
  ASSERT_TRUE(world.traffic("tax").paused_until);

  world.start("tax/a", 4);
  world.start("bank/b", 1);
  EXPECT_EQ(world.inner.calls.size(), 4u);
  world.clock.advance(Duration{60, 0});
  world.paced->wait(milliseconds(10));

  EXPECT_EQ(world.inner.calls.size(), 5u);
  EXPECT_TRUE(world.traffic("tax").paused_until);
  world.fails = false;
  world.clock.advance(Duration{60, 0});
  while (world.paced->in_flight() > 0) world.paced->wait(milliseconds(10));
  EXPECT_EQ(world.traffic("tax").answered, 3);
}

TEST(Pace, ARefusalOfTheCallIsNoFailureOfTheDepartment) {
  Pace pace = pace_of("tax");
  pace.pause_after = 1;
  World world(pace);
  test::FakeConnector refusing(
      [](const Call&) { return test::failed(CallFailure::rejected); });
  const auto paced =
      pace_calls(refusing, world.environment, world.clock, nullptr);
  paced->start(call("tax/a", 1));
  paced->wait(milliseconds(10));
  EXPECT_FALSE(paced->traffic().at(0).paused_until);
}

TEST(Pace, AnswersWhatWasHeldAsNeverMadeWhenToldToStop) {
  Pace pace = pace_of("tax");
  pace.at_once = 1;
  World world(pace, 5);
  world.start("tax/a", 3);
  world.stop = true;

  const std::vector<Answer> answers = world.paced->wait(milliseconds(10));

  ASSERT_EQ(answers.size(), 2u);
  EXPECT_EQ(answers[0].failure, CallFailure::unreachable);
  EXPECT_EQ(answers[0].detail.key, "run.held_back");
  EXPECT_EQ(world.inner.calls.size(), 1u);
}

}  // namespace
}  // namespace onething
