// SPDX-License-Identifier: Apache-2.0
//
// Files, headers and functions have limits (docs/style.md); exceptions are in
// exempt.txt, which may only shrink.

#include <gtest/gtest.h>

#include <cctype>

#include "tidy/tree.h"

namespace onething::tidy {
namespace {

constexpr std::size_t kFileLines = 600;
constexpr std::size_t kHeaderLines = 150;
constexpr std::size_t kFunctionLines = 70;
constexpr std::size_t kColumns = 100;
// How many lines exempt.txt may have: lower it when one goes.
constexpr std::size_t kExemptions = 4;

struct Function {
  std::string name;
  std::size_t lines = 0;
};

// Functions by the format's habit: a body opens with a line that ends in "{"
// after a ")" and closes with a lone "}" in the same column.
std::vector<Function> functions_of(const SourceText& source) {
  std::vector<Function> functions;
  const auto& lines = source.lines;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string& line = lines[i];
    const std::size_t indent = line.find_first_not_of(' ');
    if (indent == std::string::npos || indent > 2) continue;
    if (line.back() != '{' || line.find("namespace") != std::string::npos ||
        line.find("class ") != std::string::npos ||
        line.find("struct ") != std::string::npos)
      continue;
    if (line.find(')') == std::string::npos) continue;
    const std::string close = std::string(indent, ' ') + "}";
    for (std::size_t j = i + 1; j < lines.size(); ++j) {
      if (lines[j] != close) continue;
      functions.push_back({line.substr(indent), j - i + 1});
      break;
    }
  }
  return functions;
}

bool is_header(const std::string& path) { return path.ends_with(".h"); }

TEST(Sizes, FilesHeadersAndFunctionsStayReadable) {
  const auto exempt = exemptions("size");
  for (const char* tree : {"lib", "cli"}) {
    for (const SourceText& source : read_tree(tree)) {
      if (source.path.ends_with(".def") || exempt.contains(source.path))
        continue;
      const std::size_t most =
          is_header(source.path) && !source.path.starts_with("cli/")
              ? kHeaderLines
              : kFileLines;
      EXPECT_LE(source.lines.size(), most) << source.path;
      for (const Function& function : functions_of(source))
        EXPECT_LE(function.lines, kFunctionLines)
            << source.path << ": " << function.name;
    }
  }
}

TEST(Sizes, LinesFitTwoPanes) {
  for (const char* tree : {"lib", "cli"})
    for (const SourceText& source : read_tree(tree)) {
      if (source.path.ends_with(".def")) continue;
      for (const std::string& line : source.lines)
        EXPECT_LE(line.size(), kColumns) << source.path << ": " << line;
    }
}

TEST(Sizes, EveryExemptionIsNeededAndTheListOnlyShrinks) {
  const auto exempt = exemptions("size");
  EXPECT_LE(exempt.size(), kExemptions);
  for (const std::string& path : exempt) {
    bool needed = false;
    for (const char* tree : {"lib", "cli"})
      for (const SourceText& source : read_tree(tree)) {
        if (source.path != path) continue;
        needed = source.lines.size() >
                 (is_header(path) ? kHeaderLines : kFileLines);
        for (const Function& function : functions_of(source))
          needed = needed || function.lines > kFunctionLines;
      }
    EXPECT_TRUE(needed) << path << " no longer needs its exemption";
  }
}

TEST(Sizes, ALongFunctionIsFound) {
  SourceText source{"x.cpp", {"int f() {"}};
  for (int i = 0; i < 80; ++i) source.lines.push_back("  g();");
  source.lines.push_back("}");
  ASSERT_EQ(functions_of(source).size(), 1u);
  EXPECT_GT(functions_of(source)[0].lines, kFunctionLines);
}

}  // namespace
}  // namespace onething::tidy
