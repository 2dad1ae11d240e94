// SPDX-License-Identifier: Apache-2.0

#include "connect/exchange_name.h"

#include <gtest/gtest.h>

namespace onething::connect {
namespace {

Call call_of(std::string case_id, std::string key) {
  Call call;
  call.case_id = std::move(case_id);
  call.key = std::move(key);
  call.service = "tax/carry_over";
  return call;
}

TEST(ExchangeName, IsMadeOfIdentities) {
  Call call = call_of("case1", "key1");
  EXPECT_EQ(file_name_of(call), "carry_over.case1.key1.json");
  call.name = "taxes";
  EXPECT_EQ(file_name_of(call), "taxes.case1.key1.json");
  call.about = "key1";
  call.key = "key1.query";
  EXPECT_EQ(file_name_of(call), "taxes.case1.key1.query.json");
}

TEST(ExchangeName, ComesBackAsItWasMade) {
  const auto answer = parse_file_name("taxes.case1.key1.json");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->name, "taxes");
  EXPECT_EQ(answer->case_id, "case1");
  EXPECT_EQ(answer->key, "key1");
  EXPECT_FALSE(answer->is_question);
  EXPECT_TRUE(parse_file_name("taxes.case1.key1.query.json")->is_question);
}

TEST(ExchangeName, HoldsNothingThatLeadsElsewhere) {
  for (const char* bad : {"../x", "a/b", "", "a.b", "a b", "键"}) {
    EXPECT_FALSE(file_name_of(call_of(bad, "key1"))) << bad;
    EXPECT_FALSE(file_name_of(call_of("case1", bad))) << bad;
  }
  EXPECT_FALSE(file_name_of(call_of("case1", std::string(81, 'a'))));
}

TEST(ExchangeName, IsNotReadIntoOtherNames) {
  for (const char* bad :
       {"", ".json", "x.json", "a.b.json", "a.b.c.d.json", "a.b.c.txt",
        "a..c.json", ".a.b.c.json", "a.b.c/d.json", "a.b.query.json"})
    EXPECT_FALSE(parse_file_name(bad)) << bad;
}

}  // namespace
}  // namespace onething::connect
