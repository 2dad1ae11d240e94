// SPDX-License-Identifier: Apache-2.0
//
// What every KeyShelf promises, as tests; they belong to the suite of
// store_contract.h and run wherever it runs.

#pragma once

#include "contract/store_contract.h"

namespace onething::contract {

inline KeyRow key_row(const std::string& id, const std::string& wrapped) {
  KeyRow row;
  row.id = id;
  row.suite = "aes-256-gcm";
  row.master = "first";
  row.wrapped = wrapped;
  row.label = std::string("la\0bel", 6);
  return row;
}

inline AccessLine line_of(const std::string& act, const std::string& id) {
  AccessLine line;
  line.at = {1'770'000'000, 5};
  line.actor = "li_na";
  line.act = act;
  line.case_id = id;
  line.reason = "按申请抹除";
  return line;
}

TEST_P(StoreContract, KeepsAKeyWithTheFirstRecordsOfItsCase) {
  CaseCommit first = opening_commit("a", 1);
  first.row.subject = "digest";
  first.key = key_row("a", std::string("k\0ey", 4));
  const Status stored = commit(first);
  ASSERT_TRUE(stored) << render(stored.error().message, Language::en);

  const auto key = store->key_shelf()->key("a").value();

  ASSERT_TRUE(key);
  EXPECT_EQ(key->suite, "aes-256-gcm");
  EXPECT_EQ(key->master, "first");
  EXPECT_EQ(key->wrapped, std::string("k\0ey", 4));
  EXPECT_EQ(key->label, std::string("la\0bel", 6));
  EXPECT_FALSE(key->erased_at);
  EXPECT_FALSE(store->key_shelf()->key("b").value());
}

TEST_P(StoreContract, KeepsNoKeyOfARefusedCommit) {
  CaseCommit wrong = opening_commit("a", 1);
  wrong.expected_length = 7;
  wrong.key = key_row("a", "key");
  ASSERT_FALSE(commit(wrong));
  EXPECT_FALSE(store->key_shelf()->key("a").value());

  CaseCommit other = opening_commit("a", 1);
  other.key = key_row("b", "key");
  EXPECT_EQ(commit(other).error().code, ErrorCode::invalid);
}

TEST_P(StoreContract, AddsAKeyOnce) {
  KeyShelf& shelf = *store->key_shelf();
  EXPECT_EQ(shelf.add_key(key_row("store", "one")).value().wrapped, "one");
  EXPECT_EQ(shelf.add_key(key_row("store", "two")).value().wrapped, "one");
}

TEST_P(StoreContract, ListsKeysInPages) {
  KeyShelf& shelf = *store->key_shelf();
  for (const char* id : {"c", "a", "b"})
    ASSERT_TRUE(shelf.add_key(key_row(id, id)));
  const auto first = shelf.keys("", 2).value();
  ASSERT_EQ(first.size(), 2u);
  EXPECT_EQ(first[1].id, "b");
  EXPECT_EQ(shelf.keys("b", 2).value().at(0).id, "c");
}

TEST_P(StoreContract, RewrapsKeysThatAreThere) {
  KeyShelf& shelf = *store->key_shelf();
  ASSERT_TRUE(shelf.add_key(key_row("a", "old")));
  KeyRow again = key_row("a", "new");
  again.master = "second";
  const std::vector<KeyRow> rows = {again, key_row("nobody", "new")};
  ASSERT_TRUE(shelf.rewrap_keys(rows));
  EXPECT_EQ(shelf.key("a").value()->wrapped, "new");
  EXPECT_EQ(shelf.key("a").value()->master, "second");
  EXPECT_FALSE(shelf.key("nobody").value());
}

TEST_P(StoreContract, ErasesAKeyAndLeavesTheHistory) {
  CaseCommit first = opening_commit("a", 2);
  first.row.subject = "digest";
  first.key = key_row("a", "key");
  ASSERT_TRUE(commit(first));
  KeyShelf& shelf = *store->key_shelf();

  ASSERT_TRUE(shelf.erase_key(line_of("erased", "a")));

  const auto key = shelf.key("a").value();
  EXPECT_EQ(key->wrapped, "");
  EXPECT_EQ(key->label, "");
  EXPECT_EQ(key->erased_at, (Instant{1'770'000'000, 5}));
  EXPECT_EQ(key->erased_by, "li_na");
  EXPECT_EQ(key->reason, "按申请抹除");
  EXPECT_EQ(store->row({"a"}).value().subject, "");
  EXPECT_TRUE(verify_chain(store->history({"a"}).value()));
  EXPECT_EQ(shelf.lines().value().at(0).act, "erased");

  EXPECT_EQ(shelf.erase_key(line_of("erased", "a")).error().code,
            ErrorCode::conflict);
  EXPECT_EQ(shelf.erase_key(line_of("erased", "b")).error().code,
            ErrorCode::not_found);
  ASSERT_TRUE(shelf.rewrap_keys(std::vector{key_row("a", "back")}));
  EXPECT_EQ(shelf.key("a").value()->wrapped, "");
  EXPECT_EQ(shelf.lines().value().size(), 1u);
}

TEST_P(StoreContract, ChainsTheLinesOfAccess) {
  KeyShelf& shelf = *store->key_shelf();
  ASSERT_TRUE(shelf.add_line(line_of("unmasked", "a")));
  ASSERT_TRUE(shelf.add_line(line_of("rotated", "")));

  std::vector<AccessLine> lines = shelf.lines().value();

  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[1].sequence, 2);
  EXPECT_EQ(lines[0].at, (Instant{1'770'000'000, 5}));
  EXPECT_TRUE(verify_lines(lines));
  lines[0].actor = "somebody else";
  EXPECT_EQ(verify_lines(lines).error().code, ErrorCode::corrupt);
  lines.erase(lines.begin());
  EXPECT_FALSE(verify_lines(lines));
}

}  // namespace onething::contract
