// SPDX-License-Identifier: Apache-2.0

#include "author/unified_diff.h"

#include <gtest/gtest.h>

namespace onething::author {
namespace {

TEST(UnifiedDiff, IsEmptyForEqualTexts) {
  EXPECT_EQ(unified_diff("a", "x\n", "x\n"), "");
  EXPECT_EQ(unified_diff("a", "", ""), "");
}

TEST(UnifiedDiff, ShowsThreeLinesAround) {
  EXPECT_EQ(unified_diff("a", "1\n2\n3\n4\n5\n6\n7\n8\n9\n",
                         "1\n2\n3\n4\nfive\n6\n7\n8\n9\n"),
            "--- a\n+++ a\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n"
            " 8\n");
}

TEST(UnifiedDiff, TakesLinesAwayAndAddsSome) {
  EXPECT_EQ(unified_diff("a", "1\n2\n3\n", "1\n3\n"),
            "--- a\n+++ a\n@@ -1,3 +1,2 @@\n 1\n-2\n 3\n");
  EXPECT_EQ(unified_diff("a", "", "1\n"),
            "--- a\n+++ a\n@@ -0,0 +1,1 @@\n+1\n");
  EXPECT_EQ(unified_diff("a", "1", "1\n"),
            "--- a\n+++ a\n@@ -1,1 +1,1 @@\n-1\n\\ No newline at end of "
            "file\n+1\n");
}

TEST(UnifiedDiff, MakesHunksOfChangesFarApart) {
  std::string before;
  std::string after;
  for (int i = 0; i < 40; ++i) {
    before += std::to_string(i) + "\n";
    after += (i == 5 || i == 30 ? "x" : std::to_string(i)) + "\n";
  }
  const std::string diff = unified_diff("a", before, after);
  EXPECT_NE(diff.find("@@ -3,7 +3,7 @@"), std::string::npos) << diff;
  EXPECT_NE(diff.find("@@ -28,7 +28,7 @@"), std::string::npos) << diff;
}

TEST(UnifiedDiff, GivesUpOnFewestLinesWhenAlmostAllDiffer) {
  std::string before;
  std::string after;
  for (int i = 0; i < 3000; ++i) {
    before += "a" + std::to_string(i) + "\n";
    after += "b" + std::to_string(i) + "\n";
  }
  const std::string diff = unified_diff("a", before, after);
  EXPECT_NE(diff.find("@@ -1,3000 +1,3000 @@"), std::string::npos);
}

}  // namespace
}  // namespace onething::author
