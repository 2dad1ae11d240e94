// SPDX-License-Identifier: Apache-2.0

#include "author/comments.h"

#include <gtest/gtest.h>

namespace onething::author {
namespace {

std::vector<std::string> comments_in(std::string_view text) {
  std::vector<std::string> out;
  for (const Comment& each : find_comments(text)) out.emplace_back(each.text);
  return out;
}

using Texts = std::vector<std::string>;

TEST(Comments, StandAloneOrBehindContent) {
  EXPECT_EQ(comments_in("# one\na: 1  # two\nb: 2\n  # three\r\n"),
            (Texts{"one", "two", "three"}));
  const std::vector<Comment> found = find_comments("a: 甲 # x\n# y\n");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].begin, (Position{7, 1, 6}));
  EXPECT_FALSE(found[0].is_alone);
  EXPECT_TRUE(found[1].is_alone);
}

TEST(Comments, NeedASpaceInFront) {
  EXPECT_EQ(comments_in("a: b#c\nd: https://x/#y\n"), Texts{});
}

TEST(Comments, AreNotInQuotes) {
  EXPECT_EQ(comments_in("a: \"x # y\"\nb: 'it''s # z'  # yes\n"), Texts{"yes"});
  EXPECT_EQ(comments_in("a: \"x \\\" # y\"\n"), Texts{});
  EXPECT_EQ(comments_in("a: [\"# x\", '# y']  # yes\n"), Texts{"yes"});
  EXPECT_EQ(comments_in("a: {b: \"# x\", \"# y\": 1}\n"), Texts{});
}

TEST(Comments, AreNotInQuotesOverSeveralLines) {
  EXPECT_EQ(comments_in("a: \"x\n  # y\n  z\"\nb: 1  # yes\n"), Texts{"yes"});
}

TEST(Comments, AreNotInBlocksOfText) {
  EXPECT_EQ(comments_in("a: |\n  # x\n\n  y # z\nb: 1  # yes\n"), Texts{"yes"});
  EXPECT_EQ(comments_in("a: >-\n  # x\n# yes\n"), Texts{"yes"});
  EXPECT_EQ(comments_in("- |2\n   # x\n- b  # yes\n"), Texts{"yes"});
  EXPECT_EQ(comments_in("- a: |\n    # x\n  b: 1  # yes\n"), Texts{"yes"});
  EXPECT_EQ(comments_in("a: |  # first\n  # x\n"), Texts{"first"});
}

TEST(Comments, FollowAnApostropheInAWord) {
  EXPECT_EQ(comments_in("a: it's  # yes\nb: 5\"  # and\n"),
            (Texts{"yes", "and"}));
}

TEST(Comments, SurviveBrokenTexts) {
  EXPECT_EQ(comments_in(""), Texts{});
  EXPECT_EQ(comments_in("#"), Texts{""});
  EXPECT_EQ(comments_in("a: \"never closed # x\n# y\n"), Texts{});
  EXPECT_EQ(comments_in("- - - |\n"), Texts{});
  EXPECT_EQ(comments_in("\xFF\xFE # x"), Texts{"x"});
}

}  // namespace
}  // namespace onething::author
