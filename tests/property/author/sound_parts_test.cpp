// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "author/project_run.h"
#include "author/targets.h"

namespace onething {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

constexpr const char* flow = "individual_to_company.yaml";

// The shipped project, with another text of its workflow.
author::ProjectTexts project_with(const std::string& text) {
  author::ProjectTexts target;
  target.root = "../workflows";
  target.files.push_back({"onething.yaml", read("../workflows/onething.yaml")});
  for (const auto& each : fs::directory_iterator("../workflows/departments"))
    target.files.push_back(
        {"departments/" + each.path().filename().string(), read(each.path())});
  target.files.push_back({flow, text});
  target.asked.assign(target.files.size(), true);
  return target;
}

struct Found {
  std::vector<std::string> loading;
  std::vector<std::string> checks;  // Of formulas and order, with their line.
};

Found check(const std::string& text) {
  Workers here(1);
  const author::ProjectRun run =
      author::run_project(project_with(text), *parse_date("2026-03-02"), here);
  Found found;
  for (const Diagnostic& each : run.loaded.diagnostics) {
    const std::string what =
        std::string(each.code) + ":" + std::to_string(each.span.begin.line);
    if (each.code.starts_with("OT31") || each.code.starts_with("OT4"))
      found.checks.push_back(what);
    else if (each.severity == Severity::error)
      found.loading.push_back(what);
  }
  return found;
}

std::string shipped() { return read(std::string("../workflows/") + flow); }

std::string replaced(std::string text, std::string_view from,
                     std::string_view to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

using Codes = std::vector<std::string>;

// A wrong type in the last step but one, far from the errors below.
std::string with_wrong_type() {
  return replaced(shipped(), "legal_rep_id: =form.legal_rep.id\n\n  social_",
                  "legal_rep_id: =1 + form.has_employees\n\n  social_");
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = text.find('\n', begin);
    lines.push_back(text.substr(begin, end - begin));
    begin = end == std::string::npos ? text.size() : end + 1;
  }
  return lines;
}

// Ways to break one line; unchanged where they do not apply.
std::string broken(const std::string& line, std::size_t way) {
  const std::size_t colon = line.find(": ");
  if (line.find_first_not_of(' ') == std::string::npos ||
      line.find('#') != std::string::npos)
    return line;
  switch (way) {
    case 0:  // The key is misspelt.
      return colon == std::string::npos ? line
                                        : std::string(line).insert(colon, "x");
    case 1:  // The value, or the formula, is cut short.
      return line.substr(0, line.size() - 1);
    case 2:  // The line is gone.
      return "";
    default:  // Something stands behind it.
      return line + " +";
  }
}

TEST(SoundParts, AreCheckedBesideAnErrorElsewhere) {
  const Found before = check(with_wrong_type());
  ASSERT_EQ(before.loading, Codes{});
  ASSERT_EQ(before.checks.size(), 1u);

  const Found unknown_service = check(
      replaced(with_wrong_type(), "tax/carry_over_taxpayer", "tax/carry_over"));
  EXPECT_EQ(unknown_service.loading.size(), 1u);
  EXPECT_EQ(unknown_service.checks, before.checks);

  const Found unreadable_formula =
      check(replaced(with_wrong_type(), "former_uscc: =form.uscc\n      uscc",
                     "former_uscc: =form.\n      uscc"));
  EXPECT_EQ(unreadable_formula.loading.size(), 1u);
  EXPECT_EQ(unreadable_formula.checks, before.checks);

  const Found unknown_key =
      check(replaced(with_wrong_type(), "stage: 经营发展", "stagee: 经营发展"));
  EXPECT_EQ(unknown_key.loading.size(), 1u);
}

TEST(SoundParts, AreNotThoseThatNeedABrokenOne) {
  // `seal`, with the wrong type, reads the step `licence`.
  const Found found =
      check(replaced(with_wrong_type(), "uses: market_regulation/issue_licence",
                     "uses: market_regulation/issue"));
  EXPECT_EQ(found.loading.size(), 1u);
  EXPECT_EQ(found.checks, Codes{});
}

TEST(SoundParts, AreNoneWhereTheTextIsDamaged) {
  const Found found =
      check(replaced(with_wrong_type(), "materials:\n", "materials：\n"));
  EXPECT_FALSE(found.loading.empty());
  EXPECT_EQ(found.checks, Codes{});
}

// An error in a workflow without findings gives that error and no other
// finding. ONETHING_ALL=1 tries every line in every way.
TEST(SoundParts, GiveNoFalseFindingWhateverLineIsBroken) {
  const std::vector<std::string> lines = lines_of(shipped());
  ASSERT_EQ(check(shipped()).checks, Codes{});
  const std::size_t stride = std::getenv("ONETHING_ALL") != nullptr ? 1 : 97;
  std::size_t tried = 0;
  for (std::size_t i = 0; i < lines.size() * 4; i += stride) {
    const std::size_t at = i % lines.size();
    const std::string line = broken(lines[at], i / lines.size());
    if (line == lines[at]) continue;
    std::string text;
    for (std::size_t j = 0; j < lines.size(); ++j)
      text += (j == at ? line : lines[j]) + "\n";
    const Found found = check(text);
    if (found.loading.empty()) continue;  // A workflow of another meaning.
    ++tried;
    EXPECT_EQ(found.checks, Codes{})
        << "line " << at + 1 << ": " << line << "\n"
        << found.loading.front();
  }
  EXPECT_GT(tried, 5u);
}

}  // namespace
}  // namespace onething
