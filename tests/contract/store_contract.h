// SPDX-License-Identifier: Apache-2.0
//
// What every Store promises, as tests. Each implementation instantiates the
// suite in a program of its own with a way to make an empty store; behaviour
// that is not written down here does not exist. What only a database on a disk
// can promise (two connections, crashes) is in sqlite_store_test.cpp.

#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "onething/store.h"
#include "support/store_rows.h"

namespace onething::contract {

// Keeps whatever the store lives in; destroyed after the store.
class StoreHome {
 public:
  virtual ~StoreHome() = default;
  virtual std::unique_ptr<Store> open() = 0;
};

using MakeHome = std::unique_ptr<StoreHome> (*)();

class StoreContract : public ::testing::TestWithParam<MakeHome> {
 protected:
  // One commit of one case.
  Status commit(const CaseCommit& commit) {
    Result<std::vector<Status>> outcomes = store->commit({&commit, 1});
    if (!outcomes) return outcomes.error();
    return outcomes.value().at(0);
  }

  std::unique_ptr<StoreHome> home = GetParam()();
  std::unique_ptr<Store> store = home->open();
};

using testing::chained_commit;
using testing::opening_commit;
using testing::record_of;

TEST_P(StoreContract, KeepsAHistoryInOrderAndChainsIt) {
  ASSERT_TRUE(commit(opening_commit("a", 2)));
  ASSERT_TRUE(commit(chained_commit("a", 2, 3)));

  const auto history = store->history({"a"});

  ASSERT_TRUE(history);
  ASSERT_EQ(history.value().size(), 5u);
  for (std::size_t i = 0; i < 5; ++i)
    EXPECT_EQ(history.value()[i].sequence, static_cast<std::int64_t>(i) + 1);
  EXPECT_TRUE(verify_chain(history.value()));
  EXPECT_EQ(store->row({"a"}).value().length, 5);
}

TEST_P(StoreContract, GivesRecordsBackAsTheyWere) {
  CaseCommit first = opening_commit("a", 0);
  first.records.push_back(
      record_of("case_received", R"({"姓名":"𠀀𰻝"})"));
  first.records.back().version = 7;
  first.records.back().at = {-62'135'596'800, 999'999'999};
  ASSERT_TRUE(commit(first));

  const Record kept = store->history({"a"}).value().at(0);

  EXPECT_EQ(kept.type, "case_received");
  EXPECT_EQ(kept.payload, R"({"姓名":"𠀀𰻝"})");
  EXPECT_EQ(kept.version, 7);
  EXPECT_EQ(kept.at, (Instant{-62'135'596'800, 999'999'999}));
}

TEST_P(StoreContract, HashesTheFieldsThatTheHeaderNames) {
  ASSERT_TRUE(commit(opening_commit("a", 2)));

  const auto history = store->history({"a"}).value();

  const auto bytes = [](const Digest& digest) {
    return std::string(digest.begin(), digest.end());
  };
  Digest previous{};
  for (const Record& record : history) {
    EXPECT_EQ(
        record.hash,
        sha256_of_fields({bytes(previous), std::to_string(record.sequence),
                          record.type, std::to_string(record.version),
                          to_text(record.at), record.payload}));
    previous = record.hash;
  }
}

TEST_P(StoreContract, GivesTheCaseRowBackAsItWas) {
  CaseCommit wanted = opening_commit("a", 1);
  wanted.row = testing::full_case_row("a");
  ASSERT_TRUE(commit(wanted));

  CaseRow kept = store->row({"a"}).value();

  EXPECT_EQ(testing::text_of(kept), testing::text_of(wanted.row) + "|1");
}

TEST_P(StoreContract, ReplacesTheCaseRowAtEachCommit) {
  CaseCommit first = opening_commit("a", 1);
  first.row = testing::full_case_row("a");
  ASSERT_TRUE(commit(first));
  CaseCommit second = chained_commit("a", 1, 0);
  second.row.state = "granted";
  ASSERT_TRUE(commit(second));

  const CaseRow kept = store->row({"a"}).value();

  EXPECT_EQ(kept.state, "granted");
  EXPECT_FALSE(kept.wake_at);
  EXPECT_FALSE(kept.due);
  EXPECT_EQ(kept.length, 1);
}

TEST_P(StoreContract, KeepsBigPayloadsAndNulBytes) {
  CaseCommit big = opening_commit("a", 0);
  big.records.push_back(record_of("big", std::string(3 << 20, 'x')));
  big.records.push_back(record_of("nul", std::string("a\0b", 3)));
  ASSERT_TRUE(commit(big));

  const auto history = store->history({"a"}).value();

  EXPECT_EQ(history.at(0).payload.size(), std::size_t{3} << 20);
  EXPECT_EQ(history.at(1).payload, std::string("a\0b", 3));
}

TEST_P(StoreContract, RefusesARowThatIsTooLargeAndKeepsTheOthers) {
  std::vector<CaseCommit> batch = {opening_commit("a", 1),
                                   opening_commit("b", 0)};
  batch[1].records.push_back(record_of("big", std::string(33 << 20, 'x')));

  const auto outcomes = store->commit(batch);

  ASSERT_TRUE(outcomes);
  EXPECT_TRUE(outcomes.value().at(0));
  ASSERT_FALSE(outcomes.value().at(1));
  EXPECT_EQ(outcomes.value().at(1).error().code, ErrorCode::invalid);
  EXPECT_FALSE(store->row({"b"}));
}

TEST_P(StoreContract, RefusesEmptyIds) {
  CaseCommit no_task = opening_commit("a", 1);
  no_task.tasks.push_back(testing::task_of("a", ""));
  CaseCommit no_type = opening_commit("a", 0);
  no_type.records.push_back({});

  for (const CaseCommit& wrong : {opening_commit("", 1), no_task, no_type}) {
    const Status refused = commit(wrong);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::invalid);
  }
  EXPECT_EQ(store->claim({""}, "w").error().code, ErrorCode::invalid);
  EXPECT_EQ(store->claim({"a"}, "").error().code, ErrorCode::invalid);
  EXPECT_EQ(store->put_definition("", "x").error().code, ErrorCode::invalid);
  EXPECT_FALSE(store->row({"a"}));
}

TEST_P(StoreContract, AnswersNotFoundForWhatIsNotThere) {
  EXPECT_EQ(store->history({"x"}).error().code, ErrorCode::not_found);
  EXPECT_EQ(store->row({"x"}).error().code, ErrorCode::not_found);
  EXPECT_EQ(store->task("x").error().code, ErrorCode::not_found);
  EXPECT_EQ(store->definition("x").error().code, ErrorCode::not_found);
  EXPECT_TRUE(store->release({"x"}, 1));
}

TEST_P(StoreContract, ConflictsWhenTheHistoryHasAnotherLength) {
  ASSERT_TRUE(commit(opening_commit("a", 2)));

  for (const CaseCommit& late :
       {opening_commit("a", 1), chained_commit("a", 1, 1),
        chained_commit("a", 3, 1), chained_commit("unknown", 1, 1)}) {
    const Status refused = commit(late);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::conflict);
  }
  EXPECT_EQ(store->history({"a"}).value().size(), 2u);
}

TEST_P(StoreContract, OneConflictInABatchDoesNotUndoTheOthers) {
  ASSERT_TRUE(commit(opening_commit("case050", 1)));
  std::vector<CaseCommit> batch;
  for (int i = 0; i < 100; ++i) {
    batch.push_back(opening_commit(testing::numbered("case", i), 2));
    batch.back().tasks.push_back(testing::task_of(
        batch.back().row.id.text, testing::numbered("task", i)));
  }

  const auto outcomes = store->commit(batch);

  ASSERT_TRUE(outcomes);
  ASSERT_EQ(outcomes.value().size(), 100u);
  for (std::size_t i = 0; i < 100; ++i) {
    EXPECT_EQ(static_cast<bool>(outcomes.value()[i]), i != 50);
    EXPECT_EQ(store->history(batch[i].row.id).value().size(),
              i == 50 ? 1u : 2u);
  }
  EXPECT_FALSE(store->task("task050"));
  EXPECT_TRUE(store->task("task051"));
}

TEST_P(StoreContract, TakesSeveralCommitsOfOneCaseInOneBatch) {
  const std::vector<CaseCommit> batch = {opening_commit("a", 1),
                                         chained_commit("a", 1, 2),
                                         chained_commit("a", 1, 1)};

  const auto outcomes = store->commit(batch).value();

  EXPECT_TRUE(outcomes.at(0));
  EXPECT_TRUE(outcomes.at(1));
  EXPECT_FALSE(outcomes.at(2));
  EXPECT_EQ(store->history({"a"}).value().size(), 3u);
}

TEST_P(StoreContract, AnEmptyBatchIsWithoutEffect) {
  const auto outcomes = store->commit({});
  ASSERT_TRUE(outcomes);
  EXPECT_TRUE(outcomes.value().empty());
}

TEST_P(StoreContract, GivesEachLeaseAHigherEpoch) {
  EXPECT_EQ(store->claim({"a"}, "w").value(), 1);
  EXPECT_EQ(store->claim({"a"}, "w").value(), 2);
  ASSERT_TRUE(store->release({"a"}, 2));
  EXPECT_EQ(store->claim({"a"}, "other").value(), 3);
}

TEST_P(StoreContract, RefusesALeaseThatAnotherLivingWorkerHolds) {
  ASSERT_TRUE(store->claim({"a"}, "first"));

  const auto refused = store->claim({"a"}, "second");

  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::conflict);
  EXPECT_NE(render(refused.error().message, Language::en).find("first"),
            std::string::npos);
}

TEST_P(StoreContract, ReleasingAnOldEpochIsWithoutEffect) {
  ASSERT_EQ(store->claim({"a"}, "w").value(), 1);
  ASSERT_EQ(store->claim({"a"}, "w").value(), 2);
  ASSERT_TRUE(store->release({"a"}, 1));
  EXPECT_FALSE(store->claim({"a"}, "other"));
}

TEST_P(StoreContract, OnlyTheLeaseInForceCanCommit) {
  ASSERT_TRUE(commit(opening_commit("a", 1)));
  ASSERT_EQ(store->claim({"a"}, "w").value(), 1);
  ASSERT_EQ(store->claim({"a"}, "w").value(), 2);

  for (std::int64_t epoch : {0, 1, 3}) {
    CaseCommit stale = chained_commit("a", 1, 1);
    stale.epoch = epoch;
    const Status refused = commit(stale);
    ASSERT_FALSE(refused) << epoch;
    EXPECT_EQ(refused.error().code, ErrorCode::conflict);
  }
  CaseCommit held = chained_commit("a", 1, 1);
  held.epoch = 2;
  EXPECT_TRUE(commit(held));
  ASSERT_TRUE(store->release({"a"}, 2));
  held.expected_length = 2;
  EXPECT_EQ(commit(held).error().code, ErrorCode::conflict);
  held.epoch = 0;
  EXPECT_TRUE(commit(held));
}

TEST_P(StoreContract, ReplacesATaskByItsId) {
  CaseCommit first = opening_commit("a", 1);
  first.tasks = {testing::task_of("a", "t1"), testing::task_of("a", "t2")};
  ASSERT_TRUE(commit(first));
  CaseCommit second = chained_commit("a", 1, 1);
  second.tasks = {testing::task_of("a", "t1")};
  second.tasks[0].state = "closed";
  second.tasks[0].version = 2;
  ASSERT_TRUE(commit(second));

  EXPECT_EQ(store->task("t1").value().state, "closed");
  EXPECT_EQ(store->task("t1").value().version, 2);
  EXPECT_EQ(store->tasks({}).value().size(), 1u);
  TaskFilter all;
  all.include_closed = true;
  EXPECT_EQ(store->tasks(all).value().size(), 2u);
}

TEST_P(StoreContract, GivesTheTaskRowBackAsItWas) {
  CaseCommit first = opening_commit("a", 1);
  first.tasks = {testing::task_of("a", "t1")};
  first.tasks[0].due = Date{20'000};
  ASSERT_TRUE(commit(first));

  EXPECT_EQ(testing::text_of(store->task("t1").value()),
            testing::text_of(first.tasks[0]));
}

TEST_P(StoreContract, RefusesATaskOfAnotherCase) {
  CaseCommit first = opening_commit("a", 1);
  first.tasks = {testing::task_of("a", "t")};
  ASSERT_TRUE(commit(first));
  CaseCommit thief = opening_commit("b", 1);
  thief.tasks = {testing::task_of("b", "t")};
  CaseCommit stranger = opening_commit("c", 1);
  stranger.tasks = {testing::task_of("a", "t9")};

  EXPECT_EQ(commit(thief).error().code, ErrorCode::invalid);
  EXPECT_EQ(commit(stranger).error().code, ErrorCode::invalid);
  EXPECT_EQ(store->task("t").value().case_id.text, "a");
  EXPECT_FALSE(store->row({"b"}));
}

TEST_P(StoreContract, FiltersAndPagesTasks) {
  CaseCommit first = opening_commit("a", 1);
  for (int i = 0; i < 6; ++i) {
    first.tasks.push_back(testing::task_of("a", testing::numbered("t", i)));
    first.tasks.back().department = i % 2 == 0 ? "tax" : "bank";
    first.tasks.back().role = i < 3 ? "clerk" : "chief";
    first.tasks.back().assignee = i == 4 ? "li" : "";
  }
  ASSERT_TRUE(commit(first));
  CaseCommit other = opening_commit("b", 1);
  other.tasks = {testing::task_of("b", "u")};
  ASSERT_TRUE(commit(other));

  const auto ids = [this](const TaskFilter& filter) {
    std::string text;
    const auto rows = store->tasks(filter).value();
    for (const TaskRow& row : rows) text += row.id + " ";
    return text;
  };
  TaskFilter filter;
  filter.department = "tax";
  EXPECT_EQ(ids(filter), "t000 t002 t004 u ");
  filter.limit = 2;
  EXPECT_EQ(ids(filter), "t000 t002 ");
  filter.after = "t002";
  EXPECT_EQ(ids(filter), "t004 u ");
  filter.role = "chief";
  EXPECT_EQ(ids(filter), "t004 ");
  filter.assignee = "wang";
  EXPECT_EQ(ids(filter), "");
  TaskFilter of_case;
  of_case.case_id = "b";
  EXPECT_EQ(ids(of_case), "u ");
  of_case.case_id = "nowhere";
  EXPECT_EQ(ids(of_case), "");
  TaskFilter assigned;
  assigned.assignee = "li";
  EXPECT_EQ(ids(assigned), "t004 ");
  assigned.limit = -1;
  EXPECT_EQ(ids(assigned), "");
}

TEST_P(StoreContract, FiltersAndPagesCases) {
  for (int i = 0; i < 6; ++i) {
    CaseCommit one = opening_commit(testing::numbered("c", i), 1);
    one.row.workflow = i < 4 ? "w1" : "w2";
    one.row.state = i % 2 == 0 ? "processing" : "granted";
    one.row.subject = i == 5 ? "" : i == 3 ? "S2" : "S1";
    one.row.attention = i == 1 || i == 2;
    ASSERT_TRUE(commit(one));
  }
  const auto ids = [this](const CaseFilter& filter) {
    std::string text;
    const auto rows = store->cases(filter).value();
    for (const CaseRow& row : rows) text += row.id.text + " ";
    return text;
  };

  CaseFilter filter;
  EXPECT_EQ(ids(filter), "c000 c001 c002 c003 c004 c005 ");
  filter.limit = 2;
  filter.after = "c001";
  EXPECT_EQ(ids(filter), "c002 c003 ");
  filter.limit = 0;
  EXPECT_EQ(ids(filter), "");
  filter = {};
  filter.state = "granted";
  EXPECT_EQ(ids(filter), "c001 c003 c005 ");
  filter.workflow = "w1";
  EXPECT_EQ(ids(filter), "c001 c003 ");
  filter.only_attention = true;
  EXPECT_EQ(ids(filter), "c001 ");
  filter = {};
  filter.only_attention = true;
  EXPECT_EQ(ids(filter), "c001 c002 ");
  filter.subject = "S1";
  filter.state = "processing";
  EXPECT_EQ(ids(filter), "c002 ");
  filter = {};
  filter.subject = "S2";
  EXPECT_EQ(ids(filter), "c003 ");
}

TEST_P(StoreContract, GivesDueCasesLongestOverdueFirst) {
  const std::vector<std::pair<std::string, Instant>> wakes = {
      {"b", {20, 0}}, {"a", {10, 5}}, {"c", {10, 4}}, {"d", {30, 1}}};
  for (const auto& [id, at] : wakes) {
    CaseCommit one = opening_commit(id, 1);
    one.row.wake_at = at;
    ASSERT_TRUE(commit(one));
  }
  ASSERT_TRUE(commit(opening_commit("never", 1)));
  const auto ids = [this](Instant now, int limit) {
    std::string text;
    const auto found = store->due(now, limit).value();
    for (const CaseId& id : found) text += id.text;
    return text;
  };

  EXPECT_EQ(ids({30, 0}, 10), "cab");
  EXPECT_EQ(ids({30, 1}, 10), "cabd");
  EXPECT_EQ(ids({10, 4}, 10), "c");
  EXPECT_EQ(ids({9, 0}, 10), "");
  EXPECT_EQ(ids({30, 1}, 2), "ca");
  EXPECT_EQ(ids({30, 1}, 0), "");

  CaseCommit later = chained_commit("c", 1, 1);
  later.row.wake_at = Instant{25, 0};
  ASSERT_TRUE(commit(later));
  ASSERT_TRUE(commit(chained_commit("a", 1, 1)));
  EXPECT_EQ(ids({30, 1}, 10), "bcd");
}

TEST_P(StoreContract, ListsWhatItHoldsItselfAsDue) {
  CaseCommit one = opening_commit("a", 1);
  one.row.wake_at = Instant{1, 0};
  ASSERT_TRUE(commit(one));
  ASSERT_TRUE(store->claim({"a"}, "w"));
  EXPECT_EQ(store->due({1, 0}, 1).value().size(), 1u);
}

TEST_P(StoreContract, ClaimsAndGivesBackManyAtOnce) {
  ASSERT_TRUE(store->claim({"b"}, "elsewhere"));
  const CaseId ids[] = {{"a"}, {"b"}, {"c"}};

  const auto epochs = store->claim_all(ids, "w");

  ASSERT_TRUE(epochs);
  ASSERT_EQ(epochs.value().size(), 3u);
  EXPECT_TRUE(epochs.value()[0]);
  ASSERT_FALSE(epochs.value()[1]);
  EXPECT_EQ(epochs.value()[1].error().code, ErrorCode::conflict);
  ASSERT_TRUE(epochs.value()[2]);
  const HeldCase held[] = {{{"a"}, epochs.value()[0].value()},
                           {{"c"}, epochs.value()[2].value() - 1}};
  ASSERT_TRUE(store->release_all(held));
  EXPECT_TRUE(store->claim({"a"}, "elsewhere"));
  EXPECT_FALSE(store->claim({"c"}, "elsewhere")) << "of an older epoch";
}

TEST_P(StoreContract, KeepsHowTimeStandsOneAfterTheOther) {
  EXPECT_FALSE(store->clock_mark().value());
  ClockMark mark{0, "boot", {100, 5}, {1'772'413'200, 7}, std::nullopt};
  ASSERT_TRUE(store->keep_clock_mark(mark));
  const ClockMark first = store->clock_mark().value().value();
  EXPECT_EQ(first.version, 1);
  EXPECT_EQ(first.boot, "boot");
  EXPECT_EQ(first.since_boot, (Duration{100, 5}));
  EXPECT_EQ(first.time, (Instant{1'772'413'200, 7}));
  EXPECT_FALSE(first.doubted);

  ClockMark second = first;
  second.doubted = Instant{1'800'000'000, 9};
  ASSERT_TRUE(store->keep_clock_mark(second));

  EXPECT_EQ(store->clock_mark().value()->doubted, second.doubted);
  EXPECT_EQ(store->clock_mark().value()->version, 2);
  for (const ClockMark& late : {mark, first}) {
    const Status kept = store->keep_clock_mark(late);
    ASSERT_FALSE(kept);
    EXPECT_EQ(kept.error().code, ErrorCode::conflict);
  }
}

TEST_P(StoreContract, KeepsTheFirstContentOfADefinition) {
  ASSERT_TRUE(store->put_definition("h", "流程: 甲\n"));
  ASSERT_TRUE(store->put_definition("h", "other"));
  EXPECT_EQ(store->definition("h").value(), "流程: 甲\n");
}

}  // namespace onething::contract
