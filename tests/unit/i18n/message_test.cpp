// SPDX-License-Identifier: Apache-2.0

#include "onething/message.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "base/utf8.h"

namespace onething {
namespace {

std::string text_of(std::string_view key, Language language) {
  return render({key, {}}, language);
}

// Without those that only choose a word, "{count|file|files}".
std::multiset<std::string> arguments(std::string_view text) {
  std::multiset<std::string> names;
  for (std::size_t open = text.find('{'); open != std::string_view::npos;
       open = text.find('{', open + 1)) {
    const std::size_t close = text.find('}', open);
    if (close == std::string_view::npos) break;
    const std::string_view inside = text.substr(open + 1, close - open - 1);
    if (inside.find('|') == std::string_view::npos) names.emplace(inside);
  }
  return names;
}

// Rows such as "“{value}”" lay out their arguments and say nothing themselves.
bool has_words(std::string_view text) {
  bool is_inside = false;
  return std::any_of(text.begin(), text.end(), [&](char c) {
    if (c == '{' || c == '}') is_inside = c == '{';
    return !is_inside && ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'));
  });
}

bool has_han(std::string_view text) {
  while (!text.empty()) {
    const base::CodePoint point = base::first_code_point(text);
    if (point.value >= 0x4e00 && point.value <= 0x9fff) return true;
    text.remove_prefix(point.length);
  }
  return false;
}

TEST(Render, PutsArgumentsIntoEachLanguage) {
  const Message message{"json.duplicate_name", {{"name", "uscc"}}};
  EXPECT_EQ(render(message, Language::zh), "JSON 里“uscc”出现了两次");
  EXPECT_EQ(render(message, Language::en), "the JSON names \"uscc\" twice");
}

TEST(Render, RendersNestedMessagesInTheReadersLanguage) {
  const Message inner{"json.too_deep", {{"limit", "64"}}};
  const Message message{"json.duplicate_name", {{"name", inner}}};
  EXPECT_EQ(render(message, Language::zh),
            "JSON 里“JSON 嵌套超过 64 层”出现了两次");
  EXPECT_EQ(render(message, Language::en),
            "the JSON names \"the JSON is nested more than 64 levels deep\" "
            "twice");
}

TEST(Render, KeepsAnArgumentVisibleThatIsNotGiven) {
  EXPECT_EQ(render({"json.duplicate_name", {{"other", "x"}}}, Language::en),
            "the JSON names \"{name}\" twice");
}

TEST(Render, DoesNotLookForArgumentsInsideArguments) {
  EXPECT_EQ(render({"json.duplicate_name", {{"name", "{name}"}}}, Language::en),
            "the JSON names \"{name}\" twice");
}

Message count_of(const std::string& count) {
  return {"cli.mend_done", {{"files", count}}};
}

TEST(Render, TellsOneFromMany) {
  EXPECT_EQ(render(count_of("1"), Language::en), "1 file mended");
  EXPECT_EQ(render(count_of("0"), Language::en), "0 files mended");
  EXPECT_EQ(render(count_of("2"), Language::en), "2 files mended");
  EXPECT_EQ(render(count_of("11"), Language::en), "11 files mended");
  EXPECT_EQ(render(count_of("1"), Language::zh), "修改了 1 个文件");
}

TEST(Render, GivesNothingForNoMessage) {
  EXPECT_EQ(render({}, Language::zh), "");
}

TEST(Keys, AreKnownAndWellFormed) {
  EXPECT_FALSE(is_known_message("json.no_such_key"));
  EXPECT_FALSE(is_known_message(""));
  for (std::string_view key : all_message_keys()) {
    EXPECT_TRUE(is_known_message(key)) << key;
    EXPECT_NE(key.find('.'), std::string_view::npos) << key;
    EXPECT_TRUE(std::all_of(key.begin(), key.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' ||
             c == '_';
    })) << key;
  }
}

TEST(Sentences, TakeTheSameArgumentsInBothLanguages) {
  // A title, which each language has for itself.
  constexpr std::string_view title = "check_soundness.doer";
  for (std::string_view key : all_message_keys()) {
    if (key == title) continue;
    EXPECT_EQ(arguments(text_of(key, Language::zh)),
              arguments(text_of(key, Language::en)))
        << key;
  }
}

// "file(s)" is the sign of a sentence that was not finished.
TEST(Sentences, TellOneFromMany) {
  for (std::string_view key : all_message_keys()) {
    const std::string en = text_of(key, Language::en);
    for (const char* undecided : {"(s)", "(es)", "(ies)"})
      EXPECT_EQ(en.find(undecided), std::string::npos) << key;
  }
}

// "{count|one|many}" chooses by an argument that the sentence has.
TEST(Sentences, ChooseWordsByTheirOwnArguments) {
  for (std::string_view key : all_message_keys()) {
    const std::string en = text_of(key, Language::en);
    const std::multiset<std::string> own = arguments(en);
    for (std::size_t open = en.find('{'); open != std::string::npos;
         open = en.find('{', open + 1)) {
      const std::string inside =
          en.substr(open + 1, en.find('}', open) - open - 1);
      const std::size_t bar = inside.find('|');
      if (bar == std::string::npos) continue;
      EXPECT_TRUE(own.contains(inside.substr(0, bar))) << key << inside;
      EXPECT_NE(inside.find('|', bar + 1), std::string::npos) << key;
    }
  }
}

TEST(Sentences, AreChineseInChineseAndEnglishInEnglish) {
  for (std::string_view key : all_message_keys()) {
    const std::string zh = text_of(key, Language::zh);
    EXPECT_FALSE(zh.empty()) << key;
    // A command to type is the same in both.
    const std::string en = text_of(key, Language::en);
    const bool is_command = zh == en && en.starts_with("onething ");
    EXPECT_TRUE(has_han(zh) || !has_words(en) || is_command) << key;
    EXPECT_FALSE(has_han(text_of(key, Language::en))) << key;
    EXPECT_FALSE(text_of(key, Language::en).empty()) << key;
  }
}

TEST(Sentences, NeverShout) {
  for (std::string_view key : all_message_keys()) {
    EXPECT_EQ(text_of(key, Language::zh).find("！"), std::string::npos) << key;
    EXPECT_EQ(text_of(key, Language::en).find("! "), std::string::npos) << key;
    EXPECT_FALSE(text_of(key, Language::en).ends_with('!')) << key;
  }
}

TEST(Language, FollowsTheLocale) {
  EXPECT_EQ(language_of("zh_CN.UTF-8"), Language::zh);
  EXPECT_EQ(language_of("zh"), Language::zh);
  EXPECT_EQ(language_of("en_US.UTF-8"), Language::en);
  EXPECT_EQ(language_of("C"), Language::en);
  EXPECT_EQ(language_of(""), Language::en);
}

}  // namespace
}  // namespace onething
