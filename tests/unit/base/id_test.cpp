// SPDX-License-Identifier: Apache-2.0

#include "onething/id.h"

#include <gtest/gtest.h>

#include <set>

namespace onething {
namespace {

TEST(Hash, MatchesThePublishedVectors) {
  EXPECT_EQ(to_hex(sha256("")),
            "e3b0c44298fc1c149afbf4c8996fb924"
            "27ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(to_hex(sha256("abc")),
            "ba7816bf8f01cfea414140de5dae2223"
            "b00361a396177a9cb410ff61f20015ad");
}

TEST(Hash, TellsFieldsApartThatJoinToTheSameText) {
  EXPECT_NE(sha256_of_fields({"ab", "c"}), sha256_of_fields({"a", "bc"}));
  EXPECT_NE(sha256_of_fields({"a", ""}), sha256_of_fields({"a"}));
  EXPECT_NE(sha256_of_fields({"", "a"}), sha256_of_fields({"a", ""}));
}

TEST(Hash, PrintsLowerCaseBase32WithoutPadding) {
  Digest digest{};
  EXPECT_EQ(to_base32(digest), std::string(52, 'a'));
  digest.fill(0xff);
  EXPECT_EQ(to_base32(digest), std::string(51, '7') + 'q');
  // RFC 4648: "foobar" is MZXW6YTBOI.
  digest.fill(0);
  const std::string_view foobar = "foobar";
  std::copy(foobar.begin(), foobar.end(), digest.begin());
  EXPECT_EQ(to_base32(digest).substr(0, 9), "mzxw6ytbo");
}

// These two may never change: stored cases and departments know them.
TEST(CaseId, StaysTheSameInEveryVersionOfTheProgram) {
  EXPECT_EQ(make_case_id("qingdao", "open-a-restaurant", "2026-0001").text,
            "usi7mtq7p5goyv455qjkjqndkb");
}

TEST(StepKey, StaysTheSameInEveryVersionOfTheProgram) {
  EXPECT_EQ(make_step_key({"abc"}, "register", 0, 1),
            "jgkazwxhddewm76hnjorolizxvy6leqx");
}

TEST(CaseId, HasTwentySixCharactersAndDependsOnAllThreeNames) {
  const CaseId id = make_case_id("a", "b", "c");
  EXPECT_EQ(id.text.size(), 26U);
  EXPECT_EQ(id, make_case_id("a", "b", "c"));
  EXPECT_NE(id, make_case_id("x", "b", "c"));
  EXPECT_NE(id, make_case_id("a", "x", "c"));
  EXPECT_NE(id, make_case_id("a", "b", "x"));
  EXPECT_NE(id, make_case_id("ab", "", "c"));
}

TEST(StepKey, DependsOnCaseStepIterationAndGeneration) {
  const CaseId id{"abc"};
  const std::set<std::string> keys = {
      make_step_key(id, "tax", 0, 0),     make_step_key({"abd"}, "tax", 0, 0),
      make_step_key(id, "tax2", 0, 0),    make_step_key(id, "tax", 1, 0),
      make_step_key(id, "tax", 0, 1),     make_step_key(id, "tax", 11, 0),
      make_step_key(id, "tax", 1, 10000),
  };
  EXPECT_EQ(keys.size(), 7U);
  for (const std::string& key : keys) EXPECT_GE(key.size(), 26U);
}

}  // namespace
}  // namespace onething
