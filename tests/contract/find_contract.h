// SPDX-License-Identifier: Apache-2.0
//
// What every Store promises of filters and orders, as tests; they belong to the
// suite of store_contract.h and run wherever it runs.

#pragma once

#include <algorithm>
#include <random>

#include "contract/store_contract.h"

namespace onething::contract {

inline std::string ids_of(const std::vector<CaseRow>& rows) {
  std::string ids;
  for (const CaseRow& row : rows) ids += row.id.text + " ";
  return ids;
}

// All pages, `limit` rows each.
inline std::vector<CaseRow> all_pages(Store& store, CaseFilter filter,
                                      int limit) {
  std::vector<CaseRow> all;
  filter.limit = limit;
  while (true) {
    const auto rows = store.cases(filter);
    EXPECT_TRUE(rows);
    if (!rows || rows.value().empty()) return all;
    EXPECT_LE(std::ssize(rows.value()), limit);
    for (const CaseRow& row : rows.value()) all.push_back(row);
    filter.after = page_mark(filter.order, all.back());
  }
}

class FindContract : public StoreContract {
 protected:
  void SetUp() override {
    StoreContract::SetUp();
    // Two that came in at the same moment, and one without a limit.
    add("a", 20, {100, 0}, {500, 0}, "processing", "tax");
    add("b", 10, {100, 5}, {300, 0}, "granted", "");
    add("c", std::nullopt, {300, 0}, {300, 0}, "processing", "bank");
    add("d", 10, {200, 0}, {400, 7}, "correcting", "");
    add("e", 30, {100, 5}, {400, 8}, "processing", "tax");
  }
  void add(const std::string& id, std::optional<int> due, Instant received,
           Instant changed, const std::string& state,
           const std::string& department) {
    CaseCommit commit_of = opening_commit(id, 1);
    if (due) commit_of.row.due = Date{*due};
    commit_of.row.received_at = received;
    commit_of.row.changed_at = changed;
    commit_of.row.state = state;
    if (!department.empty()) {
      commit_of.tasks = {testing::task_of(id, id + "/1"),
                         testing::task_of(id, id + "/2")};
      commit_of.tasks[0].department = department;
      commit_of.tasks[1].department = "closed_there";
      commit_of.tasks[1].state = "closed";
    }
    ASSERT_TRUE(commit(commit_of));
  }
  std::string find(const CaseFilter& filter) {
    for (int limit : {1, 2, 3})
      EXPECT_EQ(ids_of(all_pages(*store, filter, limit)),
                ids_of(all_pages(*store, filter, 100)));
    return ids_of(all_pages(*store, filter, 100));
  }
};

TEST_P(FindContract, SortsInFourOrders) {
  CaseFilter filter;
  EXPECT_EQ(find(filter), "a b c d e ");
  filter.order = CaseOrder::due;
  EXPECT_EQ(find(filter), "b d a e c ");
  filter.order = CaseOrder::received;
  EXPECT_EQ(find(filter), "c d e b a ");
  filter.order = CaseOrder::changed;
  EXPECT_EQ(find(filter), "a e d c b ");
}

TEST_P(FindContract, FiltersByLimitMomentDepartmentAndState) {
  for (const CaseOrder order : {CaseOrder::id, CaseOrder::due,
                                CaseOrder::received, CaseOrder::changed}) {
    const auto sorted = [&](CaseFilter filter) {
      filter.order = order;
      std::string ids = find(filter);
      std::erase(ids, ' ');
      std::sort(ids.begin(), ids.end());
      return ids;
    };
    CaseFilter filter;
    filter.due_before = Date{20};
    EXPECT_EQ(sorted(filter), "bd");
    filter.other_states = {"granted", "denied"};
    EXPECT_EQ(sorted(filter), "d");
    filter = {};
    filter.received_from = Instant{100, 5};
    EXPECT_EQ(sorted(filter), "bcde");
    filter.received_before = Instant{300, 0};
    EXPECT_EQ(sorted(filter), "bde");
    filter = {};
    filter.department = "tax";
    EXPECT_EQ(sorted(filter), "ae");
    filter.due_before = Date{25};
    EXPECT_EQ(sorted(filter), "a");
    filter.department = "closed_there";
    EXPECT_EQ(sorted(filter), "");
    filter = {};
    filter.state = "processing";
    filter.other_states = {"process"};
    EXPECT_EQ(sorted(filter), "ace");
  }
}

TEST_P(FindContract, FollowsALimitThatChanges) {
  CaseCommit later = chained_commit("b", 1, 1);
  later.row.due = Date{40};
  later.row.received_at = {100, 5};
  ASSERT_TRUE(commit(later));
  CaseFilter filter;
  filter.due_before = Date{35};
  EXPECT_EQ(find(filter), "a d e ");
  filter.due_before = Date{41};
  EXPECT_EQ(find(filter), "a b d e ");
}

TEST_P(FindContract, RefusesAMarkThatNoListGave) {
  for (const CaseOrder order :
       {CaseOrder::due, CaseOrder::received, CaseOrder::changed}) {
    CaseFilter filter;
    filter.order = order;
    filter.after = "zzz";
    const auto refused = store->cases(filter);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::not_found);
  }
}

}  // namespace onething::contract
