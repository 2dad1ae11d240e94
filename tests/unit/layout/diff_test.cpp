// SPDX-License-Identifier: Apache-2.0

#include "layout/diff.h"

#include <gtest/gtest.h>

namespace onething::layout {
namespace {

TEST(UnifiedDiff, IsEmptyForEqualTexts) {
  EXPECT_EQ(unified_diff("a.yaml", "a: 1\n", "a: 1\n"), "");
}

TEST(UnifiedDiff, ShowsAChangedLineBetweenItsNeighbours) {
  EXPECT_EQ(unified_diff("a.yaml", "1\n2\n3\n4\nx:  5\n6\n7\n8\n9\n",
                         "1\n2\n3\n4\nx: 5\n6\n7\n8\n9\n"),
            "--- a.yaml\n+++ a.yaml\n@@ -2,7 +2,7 @@\n"
            " 2\n 3\n 4\n-x:  5\n+x: 5\n 6\n 7\n 8\n");
}

TEST(UnifiedDiff, ShowsRemovedBlankLines) {
  EXPECT_EQ(unified_diff("a.yaml", "a: 1\n\n\n\nb: 2\n", "a: 1\n\nb: 2\n"),
            "--- a.yaml\n+++ a.yaml\n@@ -1,5 +1,3 @@\n"
            " a: 1\n \n-\n-\n b: 2\n");
}

TEST(UnifiedDiff, SaysWhereTheLastLineEndIsMissing) {
  EXPECT_EQ(unified_diff("a.yaml", "a: 1", "a: 1\n"),
            "--- a.yaml\n+++ a.yaml\n@@ -1,1 +1,1 @@\n"
            "-a: 1\n\\ No newline at end of file\n+a: 1\n");
}

TEST(UnifiedDiff, SeparatesChangesThatAreFarApart) {
  const std::string diff =
      unified_diff("a.yaml", "a:  1\n2\n3\n4\n5\n6\n7\n8\nb:  9\n",
                   "a: 1\n2\n3\n4\n5\n6\n7\n8\nb: 9\n");
  EXPECT_NE(diff.find("@@ -1,4 +1,4 @@"), std::string::npos) << diff;
  EXPECT_NE(diff.find("@@ -6,4 +6,4 @@"), std::string::npos) << diff;
}

}  // namespace
}  // namespace onething::layout
