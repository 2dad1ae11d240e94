// SPDX-License-Identifier: Apache-2.0
//
// What every BatchShelf promises, as tests; they belong to the suite of
// store_contract.h and run wherever it runs.

#pragma once

#include <algorithm>

#include "contract/store_contract.h"

namespace onething::contract {

inline BatchRow batch_row(const std::string& id, std::int64_t rows) {
  BatchRow row;
  row.id = id;
  row.workflow = "individual_to_company";
  row.source = "{\"data\":\"登记.csv\"}";
  row.content = "c0ffee";
  row.options = "{}";
  row.actor = "li_na";
  row.state = "open";
  row.rows = rows;
  row.opened_at = {1'770'000'000, 5};
  row.changed_at = {1'770'000'000, 5};
  return row;
}

inline BatchLine batch_line(std::int64_t number, const std::string& case_id) {
  BatchLine line;
  line.number = number;
  line.line = number + 1;
  line.digest = "d" + std::to_string(number);
  line.case_id = case_id;
  line.state = case_id.empty() ? "refused" : "accepted";
  line.reason = case_id.empty() ? "[]" : "";
  return line;
}

inline std::int64_t total(const std::vector<BatchCount>& counts) {
  std::int64_t sum = 0;
  for (const BatchCount& each : counts) sum += each.count;
  return sum;
}

inline std::int64_t counted(const std::vector<BatchCount>& counts,
                            const std::string& state, bool attention = false) {
  for (const BatchCount& each : counts)
    if (each.state == state && each.attention == attention) return each.count;
  return 0;
}

TEST_P(StoreContract, GivesABatchAndItsLinesBackAsTheyWere) {
  BatchShelf& shelf = *store->batch_shelf();
  const BatchLine lines[] = {batch_line(1, "a"), batch_line(2, "")};
  ASSERT_TRUE(shelf.open_batch(batch_row("b1", 2), lines));

  const BatchRow row = shelf.batch("b1").value();
  const std::vector<BatchLine> found = shelf.batch_lines("b1", 0, 10).value();

  EXPECT_EQ(row.workflow, "individual_to_company");
  EXPECT_EQ(row.source, "{\"data\":\"登记.csv\"}");
  EXPECT_EQ(row.content, "c0ffee");
  EXPECT_EQ(row.actor, "li_na");
  EXPECT_EQ(row.rows, 2);
  EXPECT_EQ(row.opened_at, (Instant{1'770'000'000, 5}));
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].case_id, "a");
  EXPECT_EQ(found[0].digest, "d1");
  EXPECT_EQ(found[1].line, 3);
  EXPECT_EQ(found[1].reason, "[]");
  EXPECT_EQ(shelf.batch("b2").error().code, ErrorCode::not_found);
  EXPECT_TRUE(shelf.batch_lines("b2", 0, 10).value().empty());
}

TEST_P(StoreContract, OpensABatchOnce) {
  BatchShelf& shelf = *store->batch_shelf();
  const BatchLine first[] = {batch_line(1, "a")};
  ASSERT_TRUE(shelf.open_batch(batch_row("b1", 1), first));
  const BatchLine other[] = {batch_line(1, "z"), batch_line(2, "y")};
  BatchRow again = batch_row("b1", 2);
  again.workflow = "other";

  ASSERT_TRUE(shelf.open_batch(again, other));

  EXPECT_EQ(shelf.batch("b1").value().workflow, "individual_to_company");
  ASSERT_EQ(shelf.batch_lines("b1", 0, 10).value().size(), 1u);
  EXPECT_EQ(shelf.batch_lines("b1", 0, 10).value()[0].case_id, "a");
}

TEST_P(StoreContract, ListsBatchesAndLinesPageByPage) {
  BatchShelf& shelf = *store->batch_shelf();
  std::vector<BatchLine> lines;
  for (int i = 1; i <= 5; ++i)
    lines.push_back(batch_line(i, "c" + std::to_string(i)));
  for (const char* id : {"b2", "b1", "b3"})
    ASSERT_TRUE(shelf.open_batch(batch_row(id, 5), lines));

  EXPECT_EQ(shelf.batches("", 2).value()[1].id, "b2");
  EXPECT_EQ(shelf.batches("b2", 2).value().size(), 1u);
  const auto page = shelf.batch_lines("b2", 2, 2).value();
  ASSERT_EQ(page.size(), 2u);
  EXPECT_EQ(page[0].number, 3);
  EXPECT_EQ(page[1].number, 4);
}

TEST_P(StoreContract, ChangesLinesTogetherOrNotAtAll) {
  BatchShelf& shelf = *store->batch_shelf();
  const BatchLine lines[] = {batch_line(1, "a"), batch_line(2, "b")};
  ASSERT_TRUE(shelf.open_batch(batch_row("b1", 2), lines));
  BatchLine refused = batch_line(1, "a");
  refused.state = "refused";
  refused.reason = "[1]";
  refused.digest = "other";
  const BatchLine unknown[] = {refused, batch_line(7, "x")};

  EXPECT_EQ(shelf.change_batch_lines("b1", unknown).error().code,
            ErrorCode::not_found);
  EXPECT_EQ(shelf.batch_lines("b1", 0, 1).value()[0].state, "accepted");
  EXPECT_TRUE(shelf.change_batch_lines("b1", {&refused, 1}));

  const BatchLine found = shelf.batch_lines("b1", 0, 1).value()[0];
  EXPECT_EQ(found.state, "refused");
  EXPECT_EQ(found.reason, "[1]");
  EXPECT_EQ(found.digest, "d1");
}

TEST_P(StoreContract, ChangesHowABatchStands) {
  BatchShelf& shelf = *store->batch_shelf();
  ASSERT_TRUE(shelf.open_batch(batch_row("b1", 0), {}));
  BatchRow row = batch_row("b1", 0);
  row.state = "cancelled";
  row.reason = "改期";
  row.changed_at = {1'770'000'100, 0};

  ASSERT_TRUE(shelf.change_batch(row));

  EXPECT_EQ(shelf.batch("b1").value().state, "cancelled");
  EXPECT_EQ(shelf.batch("b1").value().reason, "改期");
  EXPECT_EQ(shelf.batch("b1").value().changed_at, (Instant{1'770'000'100, 0}));
  EXPECT_EQ(shelf.change_batch(batch_row("b9", 0)).error().code,
            ErrorCode::not_found);
}

// Rows in = accepted + refused, and accepted = those of all states, whatever is
// stored in between.
TEST_P(StoreContract, CountsEveryRowOfABatchOnceAtEveryMoment) {
  BatchShelf& shelf = *store->batch_shelf();
  std::vector<BatchLine> lines = {batch_line(1, "a"), batch_line(2, ""),
                                  batch_line(3, "c"), batch_line(4, "d")};
  ASSERT_TRUE(shelf.open_batch(batch_row("b1", 4), lines));
  EXPECT_EQ(counted(shelf.batch_counts("b1").value(), "waiting"), 3);
  EXPECT_EQ(counted(shelf.batch_counts("b1").value(), "refused"), 1);

  CaseCommit first = opening_commit("a", 1);
  first.row.state = "processing";
  ASSERT_TRUE(commit(first));
  EXPECT_EQ(total(shelf.batch_counts("b1").value()), 4);
  EXPECT_EQ(counted(shelf.batch_counts("b1").value(), "processing"), 1);
  EXPECT_EQ(counted(shelf.batch_counts("b1").value(), "waiting"), 2);

  CaseCommit stuck = opening_commit("c", 1);
  stuck.row.state = "processing";
  stuck.row.attention = true;
  ASSERT_TRUE(commit(stuck));
  lines[3].state = "refused";
  ASSERT_TRUE(shelf.change_batch_lines("b1", {&lines[3], 1}));

  const std::vector<BatchCount> counts = shelf.batch_counts("b1").value();
  EXPECT_EQ(total(counts), 4);
  EXPECT_EQ(counted(counts, "processing", true), 1);
  EXPECT_EQ(counted(counts, "refused"), 2);
  EXPECT_EQ(counted(counts, "waiting"), 0);
  EXPECT_TRUE(shelf.batch_counts("b2").value().empty());
}

}  // namespace onething::contract
