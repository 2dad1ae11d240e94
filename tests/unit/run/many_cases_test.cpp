// SPDX-License-Identifier: Apache-2.0
//
// Many cases driven together, and cases that somebody else holds.

#include <gtest/gtest.h>

#include <mutex>
#include <set>
#include <thread>

#include "fault/faulty_store.h"
#include "support/run_world.h"

namespace onething {
namespace {

using testing::FaultyStore;
using testing::RunWorld;

constexpr const char* kOne = R"(
form: {company: {title: 企业名称, type: text, max: 10}}
steps:
  tax: {uses: tax/carry_over, with: {name: =form.company}}
  last: {uses: tax/permit, with: {code: =steps.tax.receipt}}
)";
constexpr const char* kForm = R"({"company":"新店"})";

std::vector<CaseId> submit_many(RunWorld& world, int count) {
  Runner runner(*world.store, world.clock, nullptr);
  std::vector<CaseId> ids;
  for (int i = 0; i < count; ++i) {
    const auto acted =
        world.try_submit(runner, kForm, "key-" + std::to_string(i));
    ids.push_back(RunWorld::view_of(acted).id);
  }
  return ids;
}

TEST(ManyCases, ShareTheirCommits) {
  RunWorld world(kOne);
  const std::vector<CaseId> ids = submit_many(world, 50);
  FaultyStore counted(*world.store);
  auto calls = world.connector();
  Runner runner(counted, world.clock, &calls);
  const auto driven = runner.drive(ids);
  ASSERT_TRUE(driven);
  ASSERT_EQ(driven.value().size(), ids.size());
  for (std::size_t i = 0; i < ids.size(); ++i) {
    EXPECT_EQ(driven.value()[i].id, ids[i]);
    EXPECT_EQ(driven.value()[i].status, "granted");
  }
  // Their first calls, the answers with the second calls, the last answers.
  EXPECT_EQ(counted.count, 3);
}

// What has been stored, and by how many threads.
class Ledger {
 public:
  void add(std::span<const CaseCommit> commits) {
    const std::lock_guard lock(mutex_);
    threads_.insert(std::this_thread::get_id());
    for (const CaseCommit& commit : commits)
      for (const Record& record : commit.records)
        if (const auto event = parse_canonical(record.payload))
          if (const Value* key = event.value().find("key"))
            keys_.insert(*key->text());
  }
  bool knows(const std::string& key) {
    const std::lock_guard lock(mutex_);
    return keys_.contains(key);
  }
  std::size_t threads() const { return threads_.size(); }

 private:
  std::mutex mutex_;
  std::set<std::string> keys_;
  std::set<std::thread::id> threads_;
};

// Takes as many calls as there are, and only such as are stored.
class Strict final : public Connector {
 public:
  Strict(Connector& inner, Ledger& ledger) : inner_(inner), ledger_(ledger) {}
  void start(Call call) override {
    EXPECT_TRUE(ledger_.knows(call.key)) << call.service;
    inner_.start(std::move(call));
  }
  std::vector<Answer> wait(std::chrono::milliseconds timeout) override {
    return inner_.wait(timeout);
  }
  std::size_t in_flight() const override { return inner_.in_flight(); }
  std::size_t capacity() const override { return 100'000; }

 private:
  Connector& inner_;
  Ledger& ledger_;
};

TEST(ManyCases, AreStoredInPartsAndNoCallLeavesBeforeItsOwn) {
  RunWorld world(kOne);
  const std::vector<CaseId> ids = submit_many(world, 100);
  Ledger ledger;
  FaultyStore store(*world.store);
  store.stored = [&](auto commits) { ledger.add(commits); };
  auto inner = world.connector(1);
  Strict calls(inner, ledger);
  Runner runner(store, world.clock, &calls);
  const auto driven = runner.drive(ids);
  ASSERT_TRUE(driven);
  for (const CaseView& view : driven.value()) EXPECT_EQ(view.status, "granted");
  EXPECT_EQ(world.departments.executed.size(), 200U);
  // More parts than waves, and not all by the thread that decides.
  EXPECT_GT(store.count, 3);
  EXPECT_EQ(ledger.threads(), 2U);
}

// The part that nobody knows to be stored ends the run; the next goes on with
// what is there, and no department acts under another key.
TEST(ManyCases, GoOnAfterAPartThatCouldNotBeStored) {
  for (const int at : {2, 3}) {
    RunWorld world(kOne);
    const std::vector<CaseId> ids = submit_many(world, 100);
    Ledger ledger;
    auto inner = world.connector(1);
    Strict calls(inner, ledger);
    {
      FaultyStore failing(*world.store, {at, FaultyStore::Moment::after});
      failing.stored = [&](auto commits) { ledger.add(commits); };
      EXPECT_FALSE(Runner(failing, world.clock, &calls).drive(ids)) << at;
    }
    FaultyStore store(*world.store);
    store.stored = [&](auto commits) { ledger.add(commits); };
    auto fresh = world.connector(1);
    const auto driven = Runner(store, world.clock, &fresh).drive(ids);
    ASSERT_TRUE(driven) << at;
    for (const CaseView& view : driven.value())
      EXPECT_EQ(view.status, "granted") << at;
    EXPECT_EQ(world.departments.executed.size(), 200U) << at;
  }
}

TEST(ManyCases, AreNotAllCalledForAtOnce) {
  RunWorld world(kOne);
  const std::vector<CaseId> ids = submit_many(world, 200);
  // Counts what is under way.
  class Counting final : public Connector {
   public:
    explicit Counting(Connector& inner) : inner_(inner) {}
    void start(Call call) override {
      inner_.start(std::move(call));
      most = std::max(most, inner_.in_flight());
    }
    std::vector<Answer> wait(std::chrono::milliseconds timeout) override {
      return inner_.wait(timeout);
    }
    std::size_t in_flight() const override { return inner_.in_flight(); }
    std::size_t most = 0;

   private:
    Connector& inner_;
  };
  auto inner = world.connector(1);
  Counting calls(inner);
  Runner runner(*world.store, world.clock, &calls);
  const auto driven = runner.drive(ids);
  ASSERT_TRUE(driven);
  for (const CaseView& view : driven.value()) EXPECT_TRUE(view.ended);
  EXPECT_EQ(calls.most, 64U);
  EXPECT_EQ(world.departments.executed.size(), 400U);
}

TEST(ManyCases, NamedTwiceAreDrivenOnce) {
  RunWorld world(kOne);
  const CaseId id = world.submit(kForm).id;
  const std::vector<CaseId> ids{id, id};
  auto calls = world.connector();
  Runner runner(*world.store, world.clock, &calls);
  const auto driven = runner.drive(ids);
  ASSERT_TRUE(driven) << RunWorld::problem_of(driven);
  ASSERT_EQ(driven.value().size(), 2U);
  EXPECT_EQ(driven.value()[1].status, "granted");
  EXPECT_EQ(calls.calls.size(), 2U);
}

TEST(ManyCases, NoneOfThemIsNothingToDo) {
  RunWorld world(kOne);
  Runner runner(*world.store, world.clock, nullptr);
  EXPECT_TRUE(runner.drive({}).value().empty());
}

TEST(HeldCases, AreNotTouchedByAnybodyElse) {
  RunWorld world(kOne);
  const std::vector<CaseId> ids = submit_many(world, 2);
  const auto epoch = world.store->claim(ids[1], "another desk");
  ASSERT_TRUE(epoch);
  auto calls = world.connector();
  Runner runner(*world.store, world.clock, &calls);
  EXPECT_EQ(runner.drive(ids).error().code, ErrorCode::conflict);
  EXPECT_TRUE(calls.calls.empty());
  const auto acted = runner.act(ids[1], {WithdrawCase{"x"}, RunWorld::actor()});
  EXPECT_EQ(acted.error().code, ErrorCode::conflict);
  EXPECT_EQ(runner.view(ids[1]).value().status, "accepted")
      << "looking is free";
  // The other case was given back.
  ASSERT_TRUE(world.store->claim(ids[0], "a third"));
  ASSERT_TRUE(world.store->release(ids[1], epoch.value()));
  EXPECT_EQ(world.drive(ids[1]).status, "granted");
}

TEST(HeldCases, TakenOverMeanwhileEndTheDriveOfTheFirst) {
  RunWorld world(kOne);
  const CaseId id = world.submit(kForm).id;
  world.departments.replies["tax/carry_over"] = [&](const Call&) {
    // Under the same name, as after a restart of the same worker.
    EXPECT_TRUE(world.store->claim(id, "onething"));
    return test::done({{"receipt", Value("R")}});
  };
  auto calls = world.connector();
  Runner runner(*world.store, world.clock, &calls);
  const CaseId ids[] = {id};
  EXPECT_EQ(runner.drive(ids).error().code, ErrorCode::conflict);
  EXPECT_EQ(world.intents(id), std::vector<std::string>{"tax 1 open"});
}

TEST(Watching, IsToldAfterEachCommitWithWhatWasStored) {
  RunWorld world(kOne);
  const CaseId id = world.submit(kForm).id;
  std::vector<std::string> told;
  RunnerOptions options;
  options.observer = [&](const CaseView& view,
                         const std::vector<std::string>& events) {
    std::string line = view.status + ":";
    for (const std::string& event : events) line += " " + event;
    told.push_back(line);
    EXPECT_EQ(world.store->row(view.id).value().length, view.length);
  };
  world.drive(id, options);
  EXPECT_EQ(told,
            (std::vector<std::string>{"processing: step_started",
                                      "processing: step_done step_started",
                                      "granted: step_done case_granted"}));
}

}  // namespace
}  // namespace onething
