// SPDX-License-Identifier: Apache-2.0
//
// A process that ends, or a store that fails, between any two steps of its
// work: whoever comes next finishes the case, and departments that honour keys
// have acted once.

#include <gtest/gtest.h>

#include <set>

#include "fault/faulty_store.h"
#include "support/run_world.h"

namespace onething {
namespace {

using testing::Departments;
using testing::FaultyStore;
using testing::json;
using testing::RunWorld;

constexpr const char* kCautious = R"(
form:
  uscc: text
  company: {title: 企业名称, type: text, max: 20}
  codes: {title: 许可, type: list, of: text}
prefill:
  licence: {uses: market/find, with: {uscc: =form.uscc}}
steps:
  register:
    uses: market/register
    with: {uscc: =form.uscc, name: =form.company}
  tax: {uses: tax/carry_over, with: {name: =steps.register.name}}
  permits: {uses: tax/permit, for_each: =form.codes, with: {code: =each}}
)";
constexpr const char* kForm =
    R"({"uscc":"U1","company":"新店","codes":["A","B"]})";
// One more step whose department must not be asked twice.
constexpr const char* kDebit =
    "  bank: {uses: tax/debit, with: {name: =steps.register.name}}\n";

// The tax office cannot be reached the first time, so that a retry is part of
// what can be interrupted.
void make_flaky(RunWorld& world, std::set<std::string>& refused) {
  world.departments.replies["tax/carry_over"] = [&](const Call& call) {
    return refused.insert(call.key).second
               ? test::failed(CallFailure::unreachable)
               : test::done({{"receipt", Value("R")}});
  };
}

// Submits and drives; the code of the first error, if any.
std::optional<ErrorCode> work(RunWorld& world, Store& store, Connector& calls) {
  RunnerOptions options;
  options.worker = "the first";
  Runner runner(store, world.clock, &calls, options);
  const Result<Acted> acted = world.try_submit(runner, kForm);
  if (!acted) return acted.error().code;
  const CaseId ids[] = {RunWorld::view_of(acted).id};
  const auto driven = runner.drive(ids);
  if (!driven) return driven.error().code;
  return std::nullopt;
}

CaseView finish(RunWorld& world) {
  const CaseView view = world.submit(kForm);
  EXPECT_EQ(view.id, make_case_id("trial", "trial_thing", "key-1"));
  return world.drive(view.id);
}

void expect_gapless(const RunWorld& world, const CaseId& id) {
  const std::vector<Record> history = world.store->history(id).value();
  EXPECT_TRUE(verify_chain(history));
  int ends = 0;
  int starts = 0;
  std::set<std::string> started;
  for (std::size_t i = 0; i < history.size(); ++i) {
    EXPECT_EQ(history[i].sequence, static_cast<std::int64_t>(i) + 1);
    ends += history[i].type == "case_granted" ? 1 : 0;
    if (history[i].type != "step_started") continue;
    ++starts;
    const Value payload = json(history[i].payload);
    started.insert(*payload.find("key")->text());
  }
  EXPECT_LE(ends, 1);
  EXPECT_EQ(std::cmp_equal(started.size(), starts), true)
      << "a key was started twice";
}

void expect_all_done_once(const RunWorld& world, const CaseView& view) {
  EXPECT_EQ(view.status, "granted");
  EXPECT_EQ(world.departments.executed.size(), 5U);
  for (const auto& [key, count] : world.departments.executed)
    EXPECT_EQ(count, 1) << key;
  for (const testing::Intent& intent :
       testing::intents_of(*world.store, view.id))
    EXPECT_NE(intent.state, "open") << intent.step;
  EXPECT_TRUE(world.store->due({4'000'000'000, 0}, 10).value().empty());
  expect_gapless(world, view.id);
}

TEST(Calls, LeaveOnlyAfterTheirIntentIsStored) {
  RunWorld world(kCautious);
  std::set<std::string> refused;
  make_flaky(world, refused);
  // Asks the store about each call at the moment it leaves.
  class Suspicious final : public Connector {
   public:
    Suspicious(Store& store, Connector& inner) : store_(store), inner_(inner) {}
    void start(Call call) override {
      int found = 0;
      for (const testing::Intent& intent :
           testing::intents_of(store_, CaseId{call.case_id})) {
        if (intent.key != call.key || intent.attempt != call.attempt) continue;
        ++found;
        EXPECT_EQ(intent.state, "open");
        EXPECT_EQ(intent.recipient, call.service);
        EXPECT_EQ(intent.digest, to_hex(sha256(call.body)));
      }
      EXPECT_EQ(found, 1) << call.service;
      ++left;
      inner_.start(std::move(call));
    }
    std::vector<Answer> wait(std::chrono::milliseconds timeout) override {
      return inner_.wait(timeout);
    }
    std::size_t in_flight() const override { return inner_.in_flight(); }
    int left = 0;

   private:
    Store& store_;
    Connector& inner_;
  };
  auto inner = world.connector();
  Suspicious calls(*world.store, inner);
  EXPECT_EQ(work(world, *world.store, calls), std::nullopt);
  EXPECT_EQ(calls.left, 6) << "five, and one once more";
}

TEST(Crash, AtEachCommitWithEachErrorIsFinishedByTheNext) {
  int failures = 0;
  for (const ErrorCode code :
       {ErrorCode::conflict, ErrorCode::unavailable, ErrorCode::unknown}) {
    for (const auto moment :
         {FaultyStore::Moment::before, FaultyStore::Moment::after}) {
      for (int at = 1; at < 100; ++at) {
        SCOPED_TRACE(::testing::Message()
                     << "commit " << at << ", code " << static_cast<int>(code));
        RunWorld world(kCautious);
        std::set<std::string> refused;
        make_flaky(world, refused);
        FaultyStore store(*world.store, {at, moment, code});
        auto calls = world.connector();
        const auto error = work(world, store, calls);
        EXPECT_EQ(error.value_or(code), code);
        expect_all_done_once(world, finish(world));
        if (!error) break;
        ++failures;
      }
    }
  }
  EXPECT_GE(failures, 6 * 5) << "too few commits were hit";
}

// One process, which dies before its step number `life` + 1. A call that left
// has been carried out, whether or not its answer is ever heard.
class Mortal final : public Connector {
 public:
  Mortal(Departments& departments, int life)
      : departments_(departments), life_(life) {}

  bool lives() {
    if (life_ > 0)
      --life_;
    else
      is_dead_ = true;
    return !is_dead_;
  }
  bool is_dead() const { return is_dead_; }

  void start(Call call) override {
    if (!lives()) return;
    Answer answer = departments_(call);
    answer.key = call.key;
    answer.attempt = call.attempt;
    answers_.push_back(std::move(answer));
  }
  std::vector<Answer> wait(std::chrono::milliseconds) override {
    if (!lives()) return {};
    return std::exchange(answers_, {});
  }
  std::size_t in_flight() const override {
    return is_dead_ ? 0 : answers_.size();
  }

 private:
  Departments& departments_;
  int life_;
  bool is_dead_ = false;
  std::vector<Answer> answers_;
};

// Works until it dies; whether it died.
bool die(RunWorld& world, int life) {
  Mortal process(world.departments, life);
  FaultyStore store(*world.store,
                    {0, FaultyStore::Moment::before, ErrorCode::unavailable});
  store.gate = [&] { return process.lives(); };
  work(world, store, process);
  return process.is_dead();
}

TEST(Crash, BetweenEveryTwoIoStepsIsFinishedByTheNext) {
  int life = 0;
  for (bool died = true; died && life < 200; ++life) {
    SCOPED_TRACE(life);
    RunWorld world(kCautious);
    std::set<std::string> refused;
    make_flaky(world, refused);
    died = die(world, life);
    expect_all_done_once(world, finish(world));
  }
  EXPECT_GE(life, 15) << "too few steps to die between";
  EXPECT_LT(life, 200);
}

TEST(Crash, AgainAndAgainIsFinishedInTheEnd) {
  for (int life = 4; life < 12; ++life) {
    SCOPED_TRACE(life);
    RunWorld world(kCautious);
    std::set<std::string> refused;
    make_flaky(world, refused);
    for (int i = 0; i < 5; ++i) die(world, life);
    const CaseView view = finish(world);
    if (!view.tasks.empty()) continue;  // Its attempts were used up.
    expect_all_done_once(world, view);
  }
}

TEST(Crash, NeverRepeatsACallThatMayNotBeRepeated) {
  int asked = 0;
  int life = 0;
  for (bool died = true; died && life < 200; ++life) {
    SCOPED_TRACE(life);
    RunWorld world(std::string(kCautious) + kDebit);
    int debits = 0;
    world.departments.replies["tax/debit"] = [&](const Call&) {
      ++debits;
      return test::done({{"receipt", Value("D")}});
    };
    died = die(world, life);
    CaseView view = finish(world);
    EXPECT_LE(debits, 1);
    if (!view.ended) {
      ASSERT_EQ(view.tasks.size(), 1U);
      EXPECT_EQ(view.tasks[0].step, "bank");
      ++asked;
      view = world.act(view.id, testing::completion(view.tasks[0].id,
                                                    R"({"receipt":"手工"})"));
      view = world.drive(view.id);
    }
    EXPECT_EQ(view.status, "granted");
    for (const testing::Intent& intent :
         testing::intents_of(*world.store, view.id))
      EXPECT_NE(intent.state, "open") << intent.step;
    expect_gapless(world, view.id);
  }
  EXPECT_GE(asked, 2) << "it was never interrupted in the middle of the debit";
}

}  // namespace
}  // namespace onething
