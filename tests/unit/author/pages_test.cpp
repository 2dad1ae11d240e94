// SPDX-License-Identifier: Apache-2.0
//
// Every code has a page, and what the pages say is true: their wrong examples
// give the finding, their right ones do not.
//
// Examples are laid over golden/check/base. A fence "# application.yaml" is
// what an applicant hands in for the workflow that the other fences make.

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "author/page.h"
#include "author/run_texts.h"
#include "onething/text.h"
#include "support/check_case.h"

namespace onething {
namespace {

namespace fs = std::filesystem;

using author::Page;

constexpr std::string_view application_name = "application.yaml";

Diagnostics findings_of_application(const std::string& text,
                                    const LoadedProject& loaded) {
  if (loaded.project.workflows.empty()) return {};
  std::string path = (fs::temp_directory_path() / "onething-XXXXXX").string();
  const int file = mkstemp(path.data());
  EXPECT_GE(file, 0);
  close(file);
  std::ofstream(path, std::ios::binary) << text;
  const Result<LoadedApplication> application =
      load_application(path, loaded.project, loaded.project.workflows.front());
  fs::remove(path);
  EXPECT_TRUE(application);
  return application ? application.value().diagnostics : Diagnostics{};
}

// What a whole run says about `files` over the base.
Diagnostics findings_of(const std::vector<SourceFile>& files) {
  testing::FileTexts texts = testing::read_documents("golden/check/base");
  std::string application;
  for (const SourceFile& file : files)
    if (file.path == application_name)
      application = file.text;
    else
      texts[file.path] = file.text;
  author::ProjectTexts project;
  project.root = "base";
  for (auto& [path, text] : texts) {
    project.files.push_back({path, std::move(text)});
    project.asked.push_back(true);
  }
  CheckRequest request;
  request.today = *parse_date("2026-03-02");
  Workers here(1);
  request.workers = &here;
  const Result<CheckRun> run = author::run_texts(request, {project});
  EXPECT_TRUE(run);
  Diagnostics found = run.value().diagnostics;
  if (application.empty()) return found;
  for (Diagnostic& each :
       findings_of_application(application, run.value().projects.front()))
    found.push_back(std::move(each));
  return found;
}

std::string said(const Diagnostics& diagnostics) {
  std::string out;
  for (const Diagnostic& each : diagnostics)
    out +=
        std::string(each.code) + ": " + render(each.found, Language::en) + "\n";
  return out;
}

bool has_code(const Diagnostics& diagnostics, std::string_view code) {
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [&](const Diagnostic& each) { return each.code == code; });
}

// In explain, a family without a title is a pair of empty brackets.
TEST(Catalogue, HasATitleForEveryFamily) {
  for (const CodeEntry& entry : all_codes())
    EXPECT_FALSE(family_title(entry.family).empty())
        << entry.code << " " << entry.family;
}

TEST(Pages, EveryCodeHasOne) {
  for (const CodeEntry& entry : all_codes())
    EXPECT_TRUE(author::find_page(entry.code))
        << entry.code << " " << entry.name << " has no page that can be read";
}

TEST(Pages, EveryPageBelongsToACode) {
  const std::vector<CodeEntry> all = all_codes();
  for (const author::PageText& text : author::page_texts()) {
    const std::optional<Page> page = author::parse_page(text.text);
    ASSERT_TRUE(page) << text.code;
    EXPECT_EQ(page->code, text.code);
    const auto entry = std::find_if(
        all.begin(), all.end(),
        [&](const CodeEntry& each) { return each.code == text.code; });
    ASSERT_NE(entry, all.end()) << text.code;
    EXPECT_EQ(page->name, entry->name) << text.code;
    EXPECT_FALSE(page->zh.paragraphs.empty()) << text.code;
    EXPECT_FALSE(page->en.paragraphs.empty()) << text.code;
  }
}

TEST(Pages, WrongExamplesGiveTheFindingAndRightOnesDoNot) {
  for (const author::PageText& text : author::page_texts()) {
    const std::optional<Page> page = author::parse_page(text.text);
    if (!page) continue;
    // What no page can show, such as a file that is too large, is described.
    if (!page->wrong.front().path.empty()) {
      const Diagnostics wrong = findings_of(page->wrong);
      EXPECT_TRUE(has_code(wrong, text.code))
          << text.code << ": the wrong example gives\n"
          << said(wrong);
    }
    const Diagnostics right = findings_of(page->right);
    EXPECT_FALSE(has_code(right, text.code) || has_errors(right))
        << text.code << ": the right example gives\n"
        << said(right);
  }
}

TEST(Pages, FitATerminal) {
  for (const author::PageText& text : author::page_texts()) {
    std::istringstream lines{std::string(text.text)};
    bool in_fence = false;
    for (std::string line; std::getline(lines, line);) {
      if (line.starts_with("```")) in_fence = !in_fence;
      if (in_fence) continue;
      EXPECT_LE(display_width(line), 88U) << text.code << ": " << line;
    }
  }
}

// A table cell may hold no bar.
std::string cell(std::string text) {
  std::replace(text.begin(), text.end(), '|', '/');
  return text;
}

std::string_view word_of(Severity severity) {
  return severity == Severity::error     ? "error"
         : severity == Severity::warning ? "warning"
                                         : "info";
}

TEST(Pages, TheDocumentListsAllChecks) {
  const std::vector<CodeTitle> zh = code_titles(Language::zh);
  const std::vector<CodeTitle> en = code_titles(Language::en);
  std::string text =
      "<!-- Generated; tests/unit/author/pages_test.cpp keeps it in line. "
      "-->\n\n# Checks / 检查项\n\n"
      "`onething explain CODE` shows the page of a code, offline, with a wrong "
      "and a right\nexample. 用 `onething explain 编号` "
      "看一项的说明和对错示例。\n";
  std::vector<std::string_view> families;
  const std::vector<CodeEntry> all = all_codes();
  for (const CodeEntry& entry : all)
    if (std::find(families.begin(), families.end(), entry.family) ==
        families.end())
      families.push_back(entry.family);
  for (const std::string_view family : families) {
    text += "\n## " + std::string(family) +
            "\n\n| Code | Name | Severity | 说明 | What it says |\n"
            "|---|---|---|---|---|\n";
    for (std::size_t i = 0; i < all.size(); ++i)
      if (all[i].family == family)
        text += "| " + std::string(all[i].code) + " | " +
                std::string(all[i].name) + " | " +
                std::string(word_of(all[i].severity)) + " | " +
                cell(zh[i].headline) + " | " + cell(en[i].headline) + " |\n";
  }
  testing::expect_golden("../docs/checks.md", text);
}

}  // namespace
}  // namespace onething
