// SPDX-License-Identifier: Apache-2.0

#include "onething/text.h"

#include <gtest/gtest.h>

#include "base/limits.h"

namespace onething {
namespace {

using Names = std::vector<std::string>;

TEST(DisplayWidth, CountsTwoCellsForChineseAndEmoji) {
  EXPECT_EQ(display_width(""), 0U);
  EXPECT_EQ(display_width("licence"), 7U);
  EXPECT_EQ(display_width("营业执照"), 8U);
  EXPECT_EQ(display_width("3个工作日"), 9U);
  EXPECT_EQ(display_width("，。"), 4U);
  EXPECT_EQ(display_width("😀"), 2U);
}

TEST(DisplayWidth, CountsOneForAmbiguousAndNoneForCombining) {
  EXPECT_EQ(display_width("“é”"), 3U);
  EXPECT_EQ(display_width("e\u0301"), 1U);
  EXPECT_EQ(display_width("\u200b"), 0U);
}

TEST(DisplayWidth, CountsOneForEachInvalidByte) {
  EXPECT_EQ(display_width("a\xff\xfe"), 3U);
  EXPECT_EQ(display_width("\xe4\xb8"), 2U);
}

TEST(Pad, FillsUpByCellsAndLeavesLongTextAlone) {
  EXPECT_EQ(pad("执照", 6), "执照  ");
  EXPECT_EQ(pad("ab", 4), "ab  ");
  EXPECT_EQ(pad("营业执照", 4), "营业执照");
}

TEST(Shorten, NeverCutsACharacterInHalf) {
  EXPECT_EQ(shorten("营业执照", 8), "营业执照");
  EXPECT_EQ(shorten("营业执照", 7), "营业...");
  EXPECT_EQ(shorten("营业执照", 6), "营...");
  EXPECT_EQ(shorten("licence", 6), "lic...");
  EXPECT_EQ(shorten("licence", 2), "..");
  EXPECT_EQ(shorten("licence", 0), "");
}

TEST(Wrap, BreaksAtSpaces) {
  EXPECT_EQ(wrap("one thing at a time", 9), (Names{"one thing", "at a time"}));
  EXPECT_EQ(wrap("one  two", 4), (Names{"one", "two"}));
  EXPECT_EQ(wrap("", 10), (Names{""}));
}

TEST(Wrap, BreaksBetweenChineseCharactersButNotBeforePunctuation) {
  EXPECT_EQ(wrap("高效办成一件事", 8), (Names{"高效办成", "一件事"}));
  EXPECT_EQ(wrap("办成一事，不跑", 8), (Names{"办成一", "事，不跑"}));
  EXPECT_EQ(wrap("请到（窗口）办", 6), (Names{"请到", "（窗", "口）办"}));
}

TEST(Wrap, KeepsLineBreaksAndCutsWordsThatAreTooLong) {
  EXPECT_EQ(wrap("a\n\nb", 10), (Names{"a", "", "b"}));
  EXPECT_EQ(wrap("abcdefgh", 3), (Names{"abc", "def", "gh"}));
  EXPECT_EQ(wrap("事事", 1), (Names{"事", "事"}));
}

TEST(Utf8, RefusesWhatIsNotUtf8) {
  EXPECT_TRUE(is_valid_utf8("一件事 ok"));
  EXPECT_FALSE(is_valid_utf8("\xff"));
  EXPECT_FALSE(is_valid_utf8("\xc0\xaf"));          // Overlong.
  EXPECT_FALSE(is_valid_utf8("\xed\xa0\x80"));      // Surrogate.
  EXPECT_FALSE(is_valid_utf8("\xf4\x90\x80\x80"));  // Beyond U+10FFFF.
  EXPECT_FALSE(is_valid_utf8("\xe4\xb8"));          // Cut off.
}

TEST(Utf8, CountsCodePoints) {
  EXPECT_EQ(count_code_points("a一😀"), 3U);
  EXPECT_EQ(count_code_points(""), 0U);
}

TEST(DidYouMean, FindsSmallSlips) {
  EXPECT_EQ(did_you_mean("regster", {"register", "tax", "seal"}),
            (Names{"register"}));
  EXPECT_EQ(did_you_mean("Tax", {"tax", "fax"}), (Names{"tax", "fax"}));
  EXPECT_EQ(did_you_mean("titel", {"title", "tel"}), (Names{"title"}));
  EXPECT_EQ(did_you_mean("sumbit-form", {"submit-form"}),
            (Names{"submit-form"}));
}

TEST(DidYouMean, ProposesNothingThatIsFarAway) {
  EXPECT_EQ(did_you_mean("xyz", {"register", "tax"}), Names{});
  EXPECT_EQ(did_you_mean("a", {"b", "c"}), Names{});
  EXPECT_EQ(did_you_mean("", {"a"}), Names{});
  EXPECT_EQ(did_you_mean(std::string(5000, 'a'), {"aaaa"}), Names{});
}

TEST(DidYouMean, ProposesAtMostThreeClosestFirst) {
  EXPECT_EQ(did_you_mean("steps", {"step1", "stepss", "steps2", "stops", "z"}),
            (Names{"step1", "stepss", "steps2"}));
}

TEST(DidYouMean, ComparesNoMoreNamesThanTheLimit) {
  const std::vector<std::string_view> others(
      limits::spelling_candidates_max - 1, "nothing");
  std::vector<std::string_view> names = others;
  names.push_back("address");
  EXPECT_EQ(did_you_mean("adress", names).size(), 1U);
  names = others;
  names.push_back("nothing");
  names.push_back("address");
  EXPECT_EQ(did_you_mean("adress", names).size(), 0U);
}

TEST(DidYouMean, DoesNotConfuseShortChineseNames) {
  EXPECT_EQ(did_you_mean("税务", {"医务", "税收", "公安"}), Names{});
  EXPECT_EQ(did_you_mean("税务局", {"税务", "公安局"}), (Names{"税务"}));
  EXPECT_EQ(did_you_mean("营业执昭", {"营业执照", "公章"}),
            (Names{"营业执照"}));
  EXPECT_EQ(did_you_mean("执照", {"营业执照"}), (Names{"营业执照"}));
}

}  // namespace
}  // namespace onething
