// SPDX-License-Identifier: Apache-2.0
//
// Many cases from a feed: so many at once, each put back as soon as it rests.

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <map>

#include "fault/faulty_store.h"
#include "support/run_world.h"

namespace onething {
namespace {

using testing::json;
using testing::RunWorld;

constexpr const char* kTwo = R"(
form: {company: {title: 企业名称, type: text, max: 10}}
subject: company
steps:
  tax: {uses: tax/carry_over, with: {name: =form.company}}
  last: {uses: tax/permit, with: {code: =steps.tax.receipt}}
)";

// Hands out what it was given, and remembers what it is told.
class Rows final : public CaseFeed {
 public:
  void add(const std::string& company, const std::string& key) {
    Item item;
    item.tag = static_cast<std::int64_t>(items_.size());
    item.application.form = Value(Object{{"company", Value(company)}});
    item.application.materials = Value(Object{});
    item.submission_key = key;
    items_.push_back(std::move(item));
  }
  void add_known(const CaseId& id) {
    Item item;
    item.tag = static_cast<std::int64_t>(items_.size());
    item.known = id;
    items_.push_back(std::move(item));
  }

  Result<More> more(std::size_t room) override {
    most = std::max(most, room);
    More more;
    for (; next_ < items_.size() && more.items.size() < room; ++next_)
      more.items.push_back(items_[next_]);
    more.is_last = next_ == items_.size();
    return more;
  }
  Status opened(std::int64_t tag,
                const Result<std::optional<Rejection>>& outcome) override {
    EXPECT_TRUE(
        what.emplace(tag, outcome
                              ? outcome.value()
                                    ? std::string(outcome.value()->message.key)
                                    : "opened"
                              : RunWorld::key_of(outcome))
            .second)
        << "told twice of " << tag;
    return Done{};
  }
  Status rested(std::int64_t tag, const Result<bool>& attention) override {
    rest[tag] = attention ? attention.value() ? "attention" : "rest"
                          : RunWorld::key_of(attention);
    ++rests;
    if (on_rest) on_rest(tag);
    return Done{};
  }

  std::map<std::int64_t, std::string> what;
  std::map<std::int64_t, std::string> rest;
  std::size_t most = 0;
  int rests = 0;
  std::function<void(std::int64_t)> on_rest;

 private:
  std::vector<Item> items_;
  std::size_t next_ = 0;
};

Status work(RunWorld& world, Rows& rows, std::size_t at_once, Connector& calls,
            RunnerOptions options = {}) {
  Runner runner(*world.store, world.clock, &calls, std::move(options));
  return runner.work(world.loaded, world.workflow(), RunWorld::actor(), rows,
                     at_once);
}

CaseId id_of(const std::string& key) {
  return make_case_id("trial", "trial_thing", key);
}

TEST(Work, OpensAndDrivesAllWithFewAtOnce) {
  RunWorld world(kTwo);
  Rows rows;
  for (int i = 0; i < 30; ++i)
    rows.add("店" + std::to_string(i), "key-" + std::to_string(i));
  auto calls = world.connector();
  ASSERT_TRUE(work(world, rows, 7, calls));
  EXPECT_EQ(rows.most, 7U);
  EXPECT_EQ(rows.rests, 30);
  for (int i = 0; i < 30; ++i) {
    EXPECT_EQ(rows.what[i], "opened");
    EXPECT_EQ(rows.rest[i], "rest");
    const CaseId id = id_of("key-" + std::to_string(i));
    EXPECT_EQ(world.store->row(id).value().state, "granted");
    // Given back: nobody is in the way of somebody else.
    EXPECT_TRUE(world.store->claim(id, "another"));
  }
  for (const auto& [key, count] : world.departments.executed)
    EXPECT_EQ(count, 1) << key;
}

TEST(Work, OneAtATimeComesToAnEndToo) {
  RunWorld world(kTwo);
  Rows rows;
  for (int i = 0; i < 3; ++i)
    rows.add("店" + std::to_string(i), "key-" + std::to_string(i));
  auto calls = world.connector();
  ASSERT_TRUE(work(world, rows, 1, calls));
  EXPECT_EQ(rows.rests, 3);
}

TEST(Work, DoesNotWaitForASlowCase) {
  RunWorld world(kTwo);
  int waits = 0;
  // The first is not answered before all the others are through.
  class Slow final : public Connector {
   public:
    Slow(RunWorld& world, const Rows& rows)
        : rows_(rows), inner_(world.connector()) {}
    void start(Call call) override {
      if (!first_.empty() || call.body.find("慢") == std::string::npos)
        return inner_.start(std::move(call));
      first_.push_back(std::move(call));
    }
    std::vector<Answer> wait(std::chrono::milliseconds timeout) override {
      if (rows_.rests == 20 && !first_.empty() && !is_sent_) {
        is_sent_ = true;
        inner_.start(std::move(first_.front()));
      }
      return inner_.wait(timeout);
    }
    std::size_t in_flight() const override {
      return inner_.in_flight() + (first_.empty() || is_sent_ ? 0 : 1);
    }

   private:
    const Rows& rows_;
    test::FakeConnector inner_;
    std::vector<Call> first_;
    bool is_sent_ = false;
  };
  Rows rows;
  rows.add("慢店", "slow");
  for (int i = 0; i < 20; ++i)
    rows.add("店" + std::to_string(i), "key-" + std::to_string(i));
  rows.on_rest = [&](std::int64_t tag) {
    if (tag == 0) {
      EXPECT_EQ(rows.rests, 21) << "it was to be the last";
    }
    ++waits;
  };
  Slow calls(world, rows);
  ASSERT_TRUE(work(world, rows, 3, calls));
  EXPECT_EQ(waits, 21);
}

TEST(Work, TellsOfEachApplicationWhatBecameOfIt) {
  RunWorld world(kTwo);
  world.submit(R"({"company":"已有"})", "there");
  ASSERT_TRUE(world.store->claim(id_of("held"), "another desk"));
  Rows rows;
  rows.add("名称太长了太长了太长了", "long");
  rows.add("新店", "new");
  rows.add("别的", "there");
  rows.add("占用", "held");
  rows.add("坏", "bad\nkey");
  auto calls = world.connector();
  ASSERT_TRUE(work(world, rows, 10, calls));
  EXPECT_EQ(rows.what[0], "engine.form_has_defects");
  EXPECT_EQ(rows.what[1], "opened");
  EXPECT_EQ(rows.what[2], "store.changed");
  EXPECT_EQ(rows.what[3], "store.lease_held");
  EXPECT_EQ(rows.what[4], "run.bad_key");
  EXPECT_EQ(rows.rests, 1);
  EXPECT_EQ(world.store->cases({}).value().size(), 2U);
  // Whoever comes next finds what could not be opened free.
  EXPECT_TRUE(world.store->claim(id_of("long"), "another"));
  EXPECT_TRUE(world.store->claim(id_of("there"), "another"));
}

TEST(Work, DrivesCasesThatAreThere) {
  RunWorld world(kTwo);
  const CaseId first = world.submit(R"({"company":"一"})", "one").id;
  const CaseId second = world.submit(R"({"company":"二"})", "two").id;
  ASSERT_TRUE(world.store->claim(second, "another desk"));
  Rows rows;
  rows.add_known(first);
  rows.add_known(second);
  auto calls = world.connector();
  ASSERT_TRUE(work(world, rows, 10, calls));
  EXPECT_EQ(rows.rest[0], "rest");
  EXPECT_EQ(rows.rest[1], "store.lease_held");
  EXPECT_EQ(world.store->row(first).value().state, "granted");
  EXPECT_EQ(world.store->row(second).value().state, "accepted");
}

TEST(Work, TakesOneRunningCaseForEachSubject) {
  RunWorld world(std::string(kTwo) + "one_per_subject: true\n");
  world.departments.replies["tax/permit"] = [](const Call&) {
    return test::failed(CallFailure::rejected);
  };
  Rows rows;
  rows.add("同店", "first");
  rows.add("同店", "second");
  rows.add("他店", "third");
  auto calls = world.connector();
  ASSERT_TRUE(work(world, rows, 10, calls));
  EXPECT_EQ(rows.what[0], "opened");
  EXPECT_EQ(rows.what[1], "run.subject_taken");
  EXPECT_EQ(rows.what[2], "opened");
  EXPECT_EQ(rows.rest[0], "attention");
}

TEST(Work, StopsWithASignalAndLeavesNothingHeld) {
  RunWorld world(kTwo);
  std::atomic<bool> stop{false};
  Rows rows;
  for (int i = 0; i < 50; ++i)
    rows.add("店" + std::to_string(i), "key-" + std::to_string(i));
  rows.on_rest = [&](std::int64_t) { stop = true; };
  RunnerOptions options;
  options.stop = &stop;
  auto calls = world.connector();
  ASSERT_TRUE(work(world, rows, 5, calls, options));
  EXPECT_LT(rows.rests, 50);
  for (const CaseRow& row : world.store->cases({}).value())
    EXPECT_TRUE(world.store->claim(row.id, "another")) << row.id.text;
  // And the next one does the rest.
  Rows again;
  for (const CaseRow& row : world.store->cases({}).value()) {
    ASSERT_TRUE(world.store->release(
        row.id, world.store->claim(row.id, "another").value()));
    again.add_known(row.id);
  }
  ASSERT_TRUE(work(world, again, 5, calls));
  for (const CaseRow& row : world.store->cases({}).value())
    EXPECT_EQ(row.state, "granted");
}

// A case that somebody else took over meanwhile is lost to this process; the
// others are not.
TEST(Work, LosesACaseWithoutLosingTheOthers) {
  RunWorld world(kTwo);
  world.departments.replies["tax/carry_over"] = [&](const Call& call) {
    if (call.case_id == id_of("lost").text) {
      EXPECT_TRUE(world.store->claim(id_of("lost"), "onething"));
    }
    return test::done({{"receipt", Value("R")}});
  };
  Rows rows;
  rows.add("甲", "lost");
  rows.add("乙", "kept");
  auto calls = world.connector();
  ASSERT_TRUE(work(world, rows, 10, calls));
  EXPECT_EQ(rows.rest[0], "store.lease_held");
  EXPECT_EQ(rows.rest[1], "rest");
  EXPECT_EQ(world.store->row(id_of("kept")).value().state, "granted");
  EXPECT_EQ(world.store->row(id_of("lost")).value().state, "processing");
  EXPECT_EQ(world.intents(id_of("lost")),
            std::vector<std::string>{"tax 1 open"});
}

// Enough answers at once that they are stored in parts, beside the deciding.
TEST(Work, StoresWavesInPartsInTheOrderOfTheirDecisions) {
  RunWorld world(kTwo);
  // Takes everything at once, as a department in this process can.
  class Roomy final : public Connector {
   public:
    explicit Roomy(Connector& inner) : inner_(inner) {}
    void start(Call call) override { inner_.start(std::move(call)); }
    std::vector<Answer> wait(std::chrono::milliseconds timeout) override {
      return inner_.wait(timeout);
    }
    std::size_t in_flight() const override { return inner_.in_flight(); }
    std::size_t capacity() const override { return 100'000; }

   private:
    Connector& inner_;
  };
  Rows rows;
  constexpr int kCases = 1'500;
  for (int i = 0; i < kCases; ++i)
    rows.add("店" + std::to_string(i), "key-" + std::to_string(i));
  auto inner = world.connector();
  Roomy calls(inner);
  testing::FaultyStore counted(*world.store);
  Runner runner(counted, world.clock, &calls);
  ASSERT_TRUE(runner.work(world.loaded, world.workflow(), RunWorld::actor(),
                          rows, 1'000));
  EXPECT_EQ(rows.rests, kCases);
  EXPECT_GT(counted.count, 5);
  EXPECT_LT(counted.count, 60);
  for (int i = 0; i < kCases; ++i) {
    const CaseId id = id_of("key-" + std::to_string(i));
    ASSERT_EQ(world.store->row(id).value().state, "granted") << i;
    EXPECT_TRUE(verify_chain(world.store->history(id).value()));
  }
  for (const auto& [key, count] : world.departments.executed)
    EXPECT_EQ(count, 1) << key;
}

}  // namespace
}  // namespace onething
