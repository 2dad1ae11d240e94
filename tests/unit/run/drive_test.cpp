// SPDX-License-Identifier: Apache-2.0
//
// Driving one case: calls, answers, failures and the people in between.

#include <gtest/gtest.h>

#include "support/run_world.h"

namespace onething {
namespace {

using testing::json;
using testing::RunWorld;
using Lines = std::vector<std::string>;

constexpr const char* kOne = R"(
form: {company: {title: 企业名称, type: text, max: 10}}
steps:
  tax: {uses: tax/carry_over, with: {name: =form.company}}
)";
constexpr const char* kTwo = R"(
form: {company: {title: 企业名称, type: text, max: 10}}
steps:
  tax: {uses: tax/carry_over, with: {name: =form.company}}
  permit: {uses: tax/permit, with: {code: =form.company}}
  last: {uses: tax/carry_over, with: {name: =steps.tax.receipt}}
)";
constexpr const char* kDebit = R"(
form: {company: {title: 企业名称, type: text, max: 10}}
steps:
  bank: {uses: tax/debit, may_skip: true, with: {name: =form.company}}
)";
constexpr const char* kForm = R"({"company":"新店"})";

TEST(Driving, BringsACaseToItsEndInTheOrderOfItsData) {
  RunWorld world(kTwo);
  const CaseId id = world.submit(kForm).id;
  auto calls = world.connector();
  Runner runner(*world.store, world.clock, &calls);
  const CaseId ids[] = {id};
  const auto driven = runner.drive(ids);
  ASSERT_TRUE(driven);
  EXPECT_EQ(driven.value()[0].status, "granted");
  ASSERT_EQ(calls.calls.size(), 3U);
  EXPECT_EQ(calls.calls[0].service, "tax/carry_over");
  EXPECT_EQ(calls.calls[0].body, R"({"name":"新店"})");
  EXPECT_EQ(calls.calls[0].case_id, id.text);
  EXPECT_GE(calls.calls[0].epoch, 1);
  EXPECT_EQ(calls.calls[2].service, "tax/carry_over");
  EXPECT_EQ(world.intents(id),
            (Lines{"last 1 answered", "permit 1 answered", "tax 1 answered"}));
}

TEST(Driving, ACaseThatHasEndedChangesNothing) {
  RunWorld world(kOne);
  const CaseView first = world.submit(kForm);
  const CaseView granted = world.drive(first.id);
  const CaseView again = world.drive(first.id);
  EXPECT_EQ(again.length, granted.length);
  EXPECT_EQ(again.status, "granted");
}

// A connector that says everything twice, the last first.
class Echo final : public Connector {
 public:
  explicit Echo(Connector& inner) : inner_(inner) {}
  void start(Call call) override { inner_.start(std::move(call)); }
  std::vector<Answer> wait(std::chrono::milliseconds timeout) override {
    std::vector<Answer> answers = inner_.wait(timeout);
    std::vector<Answer> all(answers.rbegin(), answers.rend());
    all.insert(all.end(), answers.begin(), answers.end());
    all.insert(all.end(), late_.begin(), late_.end());
    late_.insert(late_.end(), answers.begin(), answers.end());
    return all;
  }
  std::size_t in_flight() const override { return inner_.in_flight(); }

 private:
  Connector& inner_;
  std::vector<Answer> late_;
};

TEST(Answers, OutOfOrderDoubledAndLateAreTakenOnce) {
  RunWorld world(kTwo);
  const CaseId id = world.submit(kForm).id;
  const CaseView plain = [&] {
    RunWorld other(kTwo);
    return other.drive(other.submit(kForm).id);
  }();
  auto inner = world.connector(1);
  Echo echo(inner);
  Runner runner(*world.store, world.clock, &echo);
  const CaseId ids[] = {id};
  const auto driven = runner.drive(ids);
  ASSERT_TRUE(driven);
  EXPECT_EQ(driven.value()[0].status, "granted");
  EXPECT_EQ(driven.value()[0].length, plain.length);
}

TEST(Failures, AreTriedAgainLaterUnderTheSameKey) {
  RunWorld world(kOne);
  int calls = 0;
  std::vector<std::string> keys;
  world.departments.replies["tax/carry_over"] = [&](const Call& call) {
    keys.push_back(call.key);
    EXPECT_EQ(call.attempt, calls + 1);
    return ++calls < 4 ? test::failed(CallFailure::unreachable)
                       : test::done({{"receipt", Value("R")}});
  };
  const Instant before = world.clock.now();
  const CaseId id = world.submit(kForm).id;
  EXPECT_EQ(world.drive(id).status, "granted");
  EXPECT_EQ(calls, 4);
  EXPECT_EQ(std::count(keys.begin(), keys.end(), keys[0]), 4);
  // 200, 400 and 800 ms, each shortened by up to half.
  const auto waited =
      to_milliseconds(world.clock.now()) - to_milliseconds(before);
  EXPECT_GE(waited, 700);
  EXPECT_LE(waited, 1'400);
  EXPECT_EQ(world.intents(id), (Lines{"tax 1 failed", "tax 2 failed",
                                      "tax 3 failed", "tax 4 answered"}));
}

TEST(Failures, GoOnAfterARestartWhenTheirTimeHasCome) {
  RunWorld world(kOne);
  std::atomic<bool> stop{false};
  int calls = 0;
  world.departments.replies["tax/carry_over"] = [&](const Call&) {
    stop = calls == 0;
    return ++calls == 1 ? test::failed(CallFailure::unknown)
                        : test::done({{"receipt", Value("R")}});
  };
  const CaseId id = world.submit(kForm).id;
  RunnerOptions options;
  options.stop = &stop;
  const CaseView stopped = world.drive(id, options);
  EXPECT_EQ(stopped.steps[0].status, "retrying");
  const auto wake = world.store->row(id).value().wake_at;
  ASSERT_TRUE(wake);
  EXPECT_EQ(wake, stopped.steps[0].retry_at);
  stop = false;
  EXPECT_EQ(world.drive(id).status, "granted");
  EXPECT_EQ(world.clock.now(), *wake) << "it slept as long as it had to";
  EXPECT_EQ(world.intents(id), (Lines{"tax 1 unknown", "tax 2 answered"}));
}

TEST(Failures, OfADepartmentThatIsDownGoToAPerson) {
  RunWorld world(kOne);
  bool down = true;
  world.departments.replies["tax/carry_over"] = [&](const Call&) {
    return down ? test::failed(CallFailure::unreachable)
                : test::done({{"receipt", Value("R")}});
  };
  const CaseId id = world.submit(kForm).id;
  RunnerOptions options;
  options.retry.attempts = 3;
  const CaseView waiting = world.drive(id, options);
  EXPECT_EQ(waiting.status, "processing");
  ASSERT_EQ(waiting.tasks.size(), 1U);
  EXPECT_EQ(waiting.tasks[0].kind, "fallback");
  EXPECT_TRUE(world.store->row(id).value().attention);
  const auto rows = world.store->tasks({}).value();
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].state, "open");

  down = false;
  const CaseView ordered =
      world.act(id, testing::ending(waiting.tasks[0].id, EndTask::How::retry));
  EXPECT_EQ(ordered.steps[0].status, "retrying") << "ordered, not yet made";
  EXPECT_EQ(world.store->due(world.clock.now(), 10).value().size(), 1U);
  EXPECT_EQ(world.drive(id, options).status, "granted");
  EXPECT_FALSE(world.store->row(id).value().attention);
  EXPECT_EQ(world.intents(id), (Lines{"tax 1 failed", "tax 2 failed",
                                      "tax 3 failed", "tax 4 answered"}));
}

TEST(Failures, ThatAPersonMendsByHandAreNotAnswered) {
  RunWorld world(kDebit);
  world.departments.replies["tax/debit"] = [&](const Call&) {
    return test::failed(CallFailure::unknown);
  };
  const CaseId id = world.submit(kForm).id;
  const CaseView waiting = world.drive(id);
  ASSERT_EQ(waiting.tasks.size(), 1U) << "on_unknown: ask";
  const CaseView done = world.act(
      id, testing::completion(waiting.tasks[0].id, R"({"receipt":"手工"})"));
  EXPECT_EQ(done.status, "granted");
  EXPECT_EQ(world.intents(id), Lines{"bank 1 unknown"})
      << "the department never said what became of it";
}

TEST(Failures, OfAnswersThatNobodyCanUseLeaveNoCallOpen) {
  RunWorld world(kDebit);
  world.departments.replies["tax/debit"] = [&](const Call&) {
    return testing::document(R"({"done":{"colour":"red"}})");
  };
  const CaseId id = world.submit(kForm).id;
  const CaseView waiting = world.drive(id);
  ASSERT_EQ(waiting.tasks.size(), 1U);
  EXPECT_EQ(world.intents(id), Lines{"bank 1 unknown"});
  EXPECT_EQ(
      world.act(id, testing::ending(waiting.tasks[0].id, EndTask::How::skip))
          .status,
      "granted");
}

// What becomes of one failed call: how often it was made, and the intent of
// the first attempt.
std::string outcome_of(const char* workflow, CallFailure failure) {
  RunWorld world(workflow);
  int made = 0;
  const auto reply = [&](const Call&) {
    return ++made == 1 ? test::failed(failure)
                       : test::done({{"receipt", Value("R")}});
  };
  world.departments.replies["tax/carry_over"] = reply;
  world.departments.replies["tax/debit"] = reply;
  const CaseId id = world.submit(kForm).id;
  const CaseView view = world.drive(id);
  return view.status + (view.tasks.empty() ? "" : " with a task") + ", " +
         std::to_string(made) + " made: " + world.intents(id)[0];
}

TEST(Failures, AreToldApart) {
  const auto retry = [](CallFailure failure) {
    return outcome_of(kOne, failure);
  };
  EXPECT_EQ(retry(CallFailure::unreachable), "granted, 2 made: tax 1 failed");
  EXPECT_EQ(retry(CallFailure::unknown), "granted, 2 made: tax 1 unknown");
  EXPECT_EQ(retry(CallFailure::malformed), "granted, 2 made: tax 1 unknown");
  EXPECT_EQ(retry(CallFailure::busy), "granted, 2 made: tax 1 failed");
  EXPECT_EQ(retry(CallFailure::rejected),
            "processing with a task, 1 made: tax 1 failed");
  EXPECT_EQ(retry(CallFailure::key_conflict),
            "processing with a task, 1 made: tax 1 failed");
}

TEST(Failures, OfServicesThatMustNotActTwiceAreToldApart) {
  const auto ask = [](CallFailure failure) {
    return outcome_of(kDebit, failure);
  };
  EXPECT_EQ(ask(CallFailure::unreachable), "granted, 2 made: bank 1 failed");
  EXPECT_EQ(ask(CallFailure::busy), "granted, 2 made: bank 1 failed");
  EXPECT_EQ(ask(CallFailure::unknown),
            "processing with a task, 1 made: bank 1 unknown");
  EXPECT_EQ(ask(CallFailure::malformed),
            "processing with a task, 1 made: bank 1 unknown");
}

TEST(Failures, AreTriedAgainWhenTheDepartmentWantsIt) {
  RunWorld world(kOne);
  int made = 0;
  world.departments.replies["tax/carry_over"] = [&](const Call&) {
    Answer busy = test::failed(CallFailure::busy);
    busy.retry_after = std::chrono::seconds(90);
    return ++made == 1 ? busy : test::done({{"receipt", Value("R")}});
  };
  const CaseId id = world.submit(kForm).id;
  const Instant before = world.clock.now();
  EXPECT_EQ(world.drive(id).status, "granted");
  const Instant then = before + Duration{90, 0};
  EXPECT_EQ(world.clock.now(), then);
}

// Starts the calls of a case and dies before any answer.
void leave_behind(RunWorld& world, const CaseId& id) {
  std::atomic<bool> stop{false};
  // An answer that never comes; the clock runs while it is waited for.
  class Silent final : public Connector {
   public:
    Silent(testing::FakeClock& clock, std::atomic<bool>& stop)
        : clock_(clock), stop_(stop) {}
    void start(Call) override { ++started_; }
    std::vector<Answer> wait(std::chrono::milliseconds timeout) override {
      stop_ = true;
      clock_.advance(milliseconds(timeout.count()));
      return {};
    }
    std::size_t in_flight() const override { return started_; }

   private:
    testing::FakeClock& clock_;
    std::atomic<bool>& stop_;
    std::size_t started_ = 0;
  } silent(world.clock, stop);
  RunnerOptions options;
  options.stop = &stop;
  options.worker = "the one that died";
  Runner runner(*world.store, world.clock, &silent, options);
  const CaseId ids[] = {id};
  ASSERT_TRUE(runner.drive(ids));
}

TEST(LeftBehind, CallsThatMayBeRepeatedAreRepeatedUnderTheirKey) {
  RunWorld world(kOne);
  const CaseId id = world.submit(kForm).id;
  leave_behind(world, id);
  EXPECT_EQ(world.intents(id), Lines{"tax 1 open"});
  std::vector<Call> made;
  world.departments.replies["tax/carry_over"] = [&](const Call& call) {
    made.push_back(call);
    return test::done({{"receipt", Value("R")}});
  };
  EXPECT_EQ(world.drive(id).status, "granted");
  ASSERT_EQ(made.size(), 1U);
  EXPECT_EQ(made[0].attempt, 2);
  EXPECT_EQ(made[0].key, make_step_key(id, "tax", 0, 0));
  EXPECT_EQ(world.intents(id), (Lines{"tax 1 unknown", "tax 2 answered"}));
}

TEST(LeftBehind, CallsThatMustNotBeRepeatedGoToAPerson) {
  RunWorld world(kDebit);
  const CaseId id = world.submit(kForm).id;
  leave_behind(world, id);
  bool called = false;
  world.departments.replies["tax/debit"] = [&](const Call&) {
    called = true;
    return test::done({{"receipt", Value("R")}});
  };
  const CaseView view = world.drive(id);
  ASSERT_EQ(view.tasks.size(), 1U);
  EXPECT_EQ(view.tasks[0].kind, "unknown");
  EXPECT_FALSE(called);
  EXPECT_EQ(world.intents(id), Lines{"bank 1 unknown"});
}

TEST(Acting, NeverLeavesACallOwed) {
  RunWorld world(kOne);
  world.departments.replies["tax/carry_over"] = [](const Call&) {
    return testing::document(
        R"({"returned":[{"field":"company","problem":"重名"}]})");
  };
  const CaseId id = world.submit(kForm).id;
  EXPECT_EQ(world.drive(id).status, "correcting");
  world.departments.replies.clear();
  Command command{SupplementCase{json(R"({"company":"新新店"})"), {}},
                  RunWorld::actor(), true};
  Runner runner(*world.store, world.clock, nullptr);
  const CaseView view = RunWorld::view_of(runner.act(id, command));
  EXPECT_EQ(view.status, "processing");
  EXPECT_EQ(world.intents(id), Lines{"tax 1 answered"}) << "nothing new";
  EXPECT_EQ(world.store->due(world.clock.now(), 10).value().size(), 1U)
      << "but whoever looks for work finds it";

  const CaseView granted = world.drive(id);
  EXPECT_EQ(granted.status, "granted");
  EXPECT_EQ(granted.steps[0].generation, 1);
}

TEST(Withdrawing, WhileACallIsUnderWayEndsWhenItsOutcomeIsKnown) {
  RunWorld world(kOne);
  const CaseId id = world.submit(kForm).id;
  leave_behind(world, id);
  const CaseView view = world.act(id, WithdrawCase{"不办了"});
  EXPECT_FALSE(view.ended);
  auto calls = world.connector();
  Runner runner(*world.store, world.clock, &calls);
  const CaseId ids[] = {id};
  EXPECT_EQ(runner.drive(ids).value()[0].status, "withdrawn");
  EXPECT_TRUE(calls.calls.empty());
  EXPECT_EQ(world.intents(id), Lines{"tax 1 unknown"});
}

TEST(Withdrawing, TakesEffectAtOnceWhereNothingIsUnderWay) {
  RunWorld world(kOne);
  const CaseId id = world.submit(kForm).id;
  EXPECT_EQ(world.act(id, WithdrawCase{"不办了"}).status, "withdrawn");
  EXPECT_EQ(world.drive(id).status, "withdrawn");
  EXPECT_TRUE(world.departments.executed.empty());
}

}  // namespace
}  // namespace onething
