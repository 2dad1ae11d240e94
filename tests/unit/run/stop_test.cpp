// SPDX-License-Identifier: Apache-2.0
//
// Stopping on a signal: nothing new starts, what is under way is not lost.

#include <gtest/gtest.h>

#include "support/run_world.h"

namespace onething {
namespace {

using testing::RunWorld;
using Lines = std::vector<std::string>;

constexpr const char* kTwo = R"(
form: {company: {title: 企业名称, type: text, max: 10}}
steps:
  tax: {uses: tax/carry_over, with: {name: =form.company}}
  bank: {uses: tax/debit, with: {name: =form.company}}
  last: {uses: tax/carry_over, with: {name: =steps.tax.receipt}}
)";
constexpr const char* kForm = R"({"company":"新店"})";

struct Stopped {
  explicit Stopped(RunWorld& world) : world_(world) {}

  CaseView drive(const CaseId& id, int delay) {
    test::FakeConnector calls(
        [this](const Call& call) { return world_.departments(call); }, delay);
    RunnerOptions options;
    options.stop = &stop;
    options.observer = observer;
    Runner runner(*world_.store, world_.clock, &calls, options);
    const CaseId ids[] = {id};
    const auto driven = runner.drive(ids);
    EXPECT_TRUE(driven) << RunWorld::problem_of(driven);
    made = calls.calls.size();
    return driven.value().front();
  }

  std::atomic<bool> stop{false};
  decltype(RunnerOptions::observer) observer;
  std::size_t made = 0;

 private:
  RunWorld& world_;
};

TEST(Stopping, StoresTheAnswersUnderWayAndStartsNothingNew) {
  RunWorld world(kTwo);
  const CaseId id = world.submit(kForm).id;
  Stopped process(world);
  world.departments.replies["tax/carry_over"] = [&](const Call&) {
    process.stop = true;  // The signal comes with the first answer.
    return test::done({{"receipt", Value("R")}});
  };
  const CaseView view = process.drive(id, 2);
  EXPECT_EQ(process.made, 2U);
  EXPECT_EQ(view.steps[0].status, "done");
  EXPECT_EQ(view.steps[1].status, "done");
  EXPECT_EQ(view.steps[2].status, "waiting");
  EXPECT_EQ(world.intents(id), (Lines{"bank 1 answered", "tax 1 answered"}));
  EXPECT_EQ(world.store->due(world.clock.now(), 10).value().size(), 1U);

  EXPECT_EQ(world.drive(id).status, "granted");
}

TEST(Stopping, BeforeTheFirstCallSaysThatNoCallWasMade) {
  RunWorld world(kTwo);
  const CaseId id = world.submit(kForm).id;
  Stopped process(world);
  process.observer = [&](const CaseView&, const std::vector<std::string>&) {
    process.stop = true;  // Between the commit and the calls.
  };
  const CaseView view = process.drive(id, 0);
  EXPECT_EQ(process.made, 0U);
  EXPECT_TRUE(view.tasks.empty()) << "nobody needs to look into it";
  EXPECT_EQ(world.intents(id), (Lines{"bank 1 failed", "tax 1 failed"}));

  EXPECT_EQ(world.drive(id).status, "granted");
  EXPECT_EQ(world.departments.executed.size(), 3U);
}

TEST(Stopping, BeforeAnythingStartsNothing) {
  RunWorld world(kTwo);
  const CaseView submitted = world.submit(kForm);
  Stopped process(world);
  process.stop = true;
  EXPECT_EQ(process.drive(submitted.id, 0).length, submitted.length);
  EXPECT_EQ(world.drive(submitted.id).status, "granted");
}

// Set back between two processes, as a machine with a wrong clock would be.
TEST(Clocks, ThatAreSetBackDoNotWriteHistoryBackwards) {
  RunWorld world(kTwo);
  const CaseId id = world.submit(kForm).id;
  world.clock.advance(Duration{-3600, 0});
  EXPECT_EQ(world.drive(id).status, "granted");
  const auto history = world.store->history(id);
  ASSERT_TRUE(history);
  for (std::size_t i = 1; i < history.value().size(); ++i)
    EXPECT_LE(history.value()[i - 1].at, history.value()[i].at) << i;
}

TEST(Stopping, DuringTheWaitForARetryKeepsTheRetry) {
  RunWorld world(kTwo);
  const CaseId id = world.submit(kForm).id;
  Stopped process(world);
  world.departments.replies["tax/carry_over"] = [&](const Call&) {
    process.stop = true;
    return test::failed(CallFailure::busy);
  };
  const CaseView view = process.drive(id, 0);
  EXPECT_EQ(view.steps[0].status, "retrying");
  EXPECT_EQ(process.made, 2U);
  world.departments.replies.clear();
  EXPECT_EQ(world.drive(id).status, "granted");
}

// Time goes by while nothing comes.
class Ticking final : public Connector {
 public:
  Ticking(Connector& inner, testing::FakeClock& clock)
      : inner_(inner), clock_(clock) {}
  void start(Call call) override { inner_.start(std::move(call)); }
  std::vector<Answer> wait(std::chrono::milliseconds timeout) override {
    std::vector<Answer> answers = inner_.wait(timeout);
    if (answers.empty()) clock_.advance(milliseconds(timeout.count()));
    return answers;
  }
  std::size_t in_flight() const override { return inner_.in_flight(); }

 private:
  Connector& inner_;
  testing::FakeClock& clock_;
};

TEST(Stopping, DoesNotWaitForEverAndForgetsWhatComesLater) {
  RunWorld world(kTwo);
  const CaseId id = world.submit(kForm).id;
  auto inner = world.connector(30);
  Ticking calls(inner, world.clock);
  std::atomic<bool> stop{false};
  RunnerOptions options;
  options.stop = &stop;
  Runner runner(*world.store, world.clock, &calls, options);
  const CaseId ids[] = {id};
  // The signal comes once the calls have left.
  class Signal final : public Connector {
   public:
    Signal(Connector& to, std::atomic<bool>& flag) : to_(to), flag_(flag) {}
    void start(Call call) override {
      to_.start(std::move(call));
      flag_ = true;
    }
    std::vector<Answer> wait(std::chrono::milliseconds timeout) override {
      return to_.wait(timeout);
    }
    std::size_t in_flight() const override { return to_.in_flight(); }

   private:
    Connector& to_;
    std::atomic<bool>& flag_;
  } signal(calls, stop);
  Runner stopped(*world.store, world.clock, &signal, options);
  const Instant before = world.clock.now();
  ASSERT_TRUE(stopped.drive(ids));
  const auto waited =
      to_milliseconds(world.clock.now()) - to_milliseconds(before);
  EXPECT_GE(waited, 2'000);
  EXPECT_LE(waited, 2'500);
  EXPECT_EQ(world.intents(id), (Lines{"bank 1 open", "tax 1 open"}));

  // The same connector still brings the answers of the first attempts.
  stop = false;
  const auto driven = runner.drive(ids);
  ASSERT_TRUE(driven);
  EXPECT_EQ(driven.value()[0].status, "processing");
  ASSERT_EQ(driven.value()[0].tasks.size(), 1U) << "on_unknown: ask";
  EXPECT_EQ(driven.value()[0].tasks[0].step, "bank");
  EXPECT_EQ(world.intents(id), (Lines{"bank 1 unknown", "last 1 answered",
                                      "tax 1 unknown", "tax 2 answered"}));
}

}  // namespace
}  // namespace onething
