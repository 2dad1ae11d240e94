// SPDX-License-Identifier: Apache-2.0
//
// What people read is in i18n/ in both languages, and code keeps to the words
// of docs/glossary.md and the rules of docs/style.md.

#include <gtest/gtest.h>

#include <cctype>
#include <regex>

#include "onething/message.h"
#include "tidy/tree.h"

namespace onething::tidy {
namespace {

bool has_han(const std::string& text) {
  // UTF-8 of U+4E00 to U+9FFF begins with E4 to E9.
  for (std::size_t i = 0; i + 2 < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte >= 0xe4 && byte <= 0xe9 &&
        (static_cast<unsigned char>(text[i + 1]) & 0xc0) == 0x80)
      return true;
  }
  return false;
}

// The part of a line that is not comment.
std::string code_of(const std::string& line) {
  const std::size_t comment = line.find("//");
  return comment == std::string::npos ? line : line.substr(0, comment);
}

TEST(Words, ChineseSentencesStandOnlyInI18n) {
  const auto exempt = exemptions("han");
  for (const char* tree : {"lib", "cli"}) {
    for (const SourceText& source : read_tree(tree)) {
      if (source.path.starts_with("lib/i18n/messages/")) continue;
      if (exempt.contains(source.path)) continue;
      for (const std::string& line : source.lines)
        EXPECT_FALSE(has_han(code_of(line))) << source.path << ": " << line;
    }
  }
}

// Keys are written as literals, so that they can be found; each must exist.
TEST(Words, EveryMessageKeyInTheCodeExists) {
  const std::set<std::string> areas = [] {
    std::set<std::string> found;
    for (const std::string_view key : all_message_keys())
      found.insert(std::string(key.substr(0, key.find('.'))));
    return found;
  }();
  const std::regex literal(R"re("([a-z0-9_]+)\.([a-z0-9_.]+)")re");
  std::size_t checked = 0;
  for (const char* tree : {"lib", "cli"}) {
    for (const SourceText& source : read_tree(tree)) {
      if (source.path.starts_with("lib/i18n/messages/")) continue;
      for (const std::string& line : source.lines) {
        const std::string code = code_of(line);
        for (std::sregex_iterator it(code.begin(), code.end(), literal), end;
             it != end; ++it) {
          if (code.find("#include") != std::string::npos) continue;
          const std::string key = (*it)[1].str() + "." + (*it)[2].str();
          if (!areas.contains((*it)[1].str())) continue;
          if (key.ends_with(".h") || key.ends_with(".def")) continue;
          EXPECT_TRUE(is_known_message(key)) << source.path << ": " << key;
          ++checked;
        }
      }
    }
  }
  EXPECT_GT(checked, 50u);
}

// Those synonyms of docs/glossary.md that mean nothing else anywhere.
TEST(Words, SentencesKeepToTheGlossary) {
  const std::vector<std::pair<std::string, std::string>> synonyms = {
      {"agency", "department"}, {"bundle", "one-thing"},
      {"pipeline", "workflow"}, {"ticket", "task"},
      {"rectif", "correct"},    {"套餐", "一件事"},
      {"工作流", "流程"},       {"工单", "任务"},
      {"节点", "步骤"},         {"环节", "步骤"},
      {"补件", "补正"},         {"主办部门", "牵头部门"},
  };
  for (const std::string_view key : all_message_keys())
    for (const Language language : {Language::zh, Language::en}) {
      const std::string text = render({key, {}}, language);
      for (const auto& [word, instead] : synonyms)
        EXPECT_EQ(text.find(word), std::string::npos)
            << key << ": use " << instead << " instead of " << word;
    }
}

TEST(Words, NoFileNameHidesWhatItHolds) {
  for (const char* tree : {"lib", "cli"})
    for (const SourceText& source : read_tree(tree))
      for (const char* banned :
           {"util", "common", "misc", "manager", "helper", "impl."})
        EXPECT_EQ(source.path.find(banned), std::string::npos) << source.path;
}

TEST(Words, HeadersOpenWithTheirPurpose) {
  for (const SourceText& source : read_tree("lib")) {
    ASSERT_FALSE(source.lines.empty()) << source.path;
    EXPECT_EQ(source.lines[0], "// SPDX-License-Identifier: Apache-2.0")
        << source.path;
    if (!source.path.ends_with(".h")) continue;
    std::size_t prose = 0;
    for (const std::string& line : source.lines) {
      if (line.starts_with("#pragma once")) break;
      if (line.starts_with("// ")) ++prose;
    }
    EXPECT_GE(prose, 3u) << source.path;
  }
}

TEST(Words, BannedWordsHaveReplacements) {
  const std::vector<std::pair<std::string, std::string>> banned = {
      {"std::regex", "RE2, in expr/"},
      {"shared_ptr", "a value, a reference or unique_ptr"},
      {"using namespace", "the full name"},
      {"throw ", "Result or Diagnostic"},
      {"std::cout", "the Output of cli/"},
      {"std::system(", "the exec connector"},
  };
  for (const char* tree : {"lib", "cli"})
    for (const SourceText& source : read_tree(tree)) {
      if (source.path.ends_with(".def")) continue;
      for (const std::string& line : source.lines)
        for (const auto& [word, instead] : banned)
          EXPECT_EQ(code_of(line).find(word), std::string::npos)
              << source.path << ": use " << instead << " instead of " << word;
    }
}

}  // namespace
}  // namespace onething::tidy
