// SPDX-License-Identifier: Apache-2.0
//
// The public suite of CEL: every case that our profile keeps passes, every case
// that it drops is one that we cannot run, and docs/formulas.md says how many.

#include <gtest/gtest.h>

#include <map>

#include "base/format.h"
#include "conformance/cel_run.h"
#include "support/golden.h"

namespace onething::conformance {
namespace {

struct Drop {
  std::string_view where;
  std::string_view what;
  std::string_view reason;
  int cases = 0;
};

std::vector<Drop> all_drops() {
  return {
#define ONETHING_DROP(where, what, reason) {where, what, reason, 0},
#include "conformance/dropped.def"
#undef ONETHING_DROP
  };
}

struct FileCount {
  int cases = 0;
  int kept = 0;
  int passed = 0;
};

struct Report {
  std::vector<Drop> drops = all_drops();
  std::vector<std::string> order;
  std::map<std::string, FileCount> files;
  std::vector<std::string> failures;
  std::vector<std::string> stale;  // Dropped, and yet they give their value.
};

Drop* find_drop(std::vector<Drop>& drops, const CelCase& one) {
  for (Drop& drop : drops)
    if (one.id.starts_with(drop.where) &&
        one.line.find(drop.what) != std::string::npos)
      return &drop;
  return nullptr;
}

// An error where an error is wanted may be another one.
bool wants_a_value(const CelCase& one) {
  return one.original("value") != nullptr ||
         one.original("typedResult") != nullptr;
}

void count(const CelCase& one, Report& report) {
  if (!report.files.contains(one.file)) report.order.push_back(one.file);
  FileCount& file = report.files[one.file];
  ++file.cases;
  const auto wrong = run_case(one);
  if (Drop* drop = find_drop(report.drops, one)) {
    ++drop->cases;
    if (wrong.empty() && wants_a_value(one)) report.stale.push_back(one.id);
    return;
  }
  ++file.kept;
  if (wrong.empty()) ++file.passed;
  for (const std::string& complaint : wrong)
    report.failures.push_back(one.id + ": " + one.original_text("expr") +
                              "\n  " + complaint);
}

const Report& report() {
  static const Report whole = [] {
    Report made;
    for (const CelCase& one : read_cel_cases()) count(one, made);
    return made;
  }();
  return whole;
}

TEST(Cel, PassesEveryCaseThatTheProfileKeeps) {
  EXPECT_GT(report().files.size(), 30u);
  for (const std::string& failure : report().failures) ADD_FAILURE() << failure;
}

TEST(Cel, DropsOnlyWhatItCannotRun) {
  for (const std::string& id : report().stale)
    ADD_FAILURE() << id << " passes and need not be dropped";
  for (const Drop& drop : report().drops)
    EXPECT_GT(drop.cases, 0) << drop.where << " " << drop.what;
}

// These cases come without values; in cel-go each is `true`, except where it
// needs names or is a mistake.
TEST(Cel, EvaluatesComprehensionsWithTwoVariables) {
  int count = 0;
  for (const CelCase& one : read_cel_cases())
    if (one.kind == "comprehension") count += gives_true(one) ? 1 : 0;
  EXPECT_EQ(count, 50);
}

std::string table() {
  std::string out = "| File | Cases | Kept | Passed |\n|---|---|---|---|\n";
  FileCount sum;
  for (const std::string& name : report().order) {
    const FileCount& file = report().files.at(name);
    out += format("| {} | {} | {} | {} |\n", name, file.cases, file.kept,
                  file.passed);
    sum.cases += file.cases;
    sum.kept += file.kept;
    sum.passed += file.passed;
  }
  out +=
      format("| **all** | {} | {} | {} |\n\n", sum.cases, sum.kept, sum.passed);
  std::map<std::string_view, int> reasons;
  for (const Drop& drop : report().drops) reasons[drop.reason] += drop.cases;
  out += "| Dropped because of | Cases |\n|---|---|\n";
  for (const auto& [reason, cases] : reasons)
    out += format("| {} | {} |\n", reason, cases);
  return out;
}

TEST(Cel, TheDocumentShowsTheseNumbers) {
  constexpr std::string_view path = "../docs/formulas.md";
  constexpr std::string_view open = "<!-- conformance: written by tests -->\n";
  constexpr std::string_view close = "<!-- end -->";
  const std::string page = testing::read_file(path);
  const std::size_t begin = page.find(open);
  const std::size_t end = page.find(close);
  ASSERT_NE(begin, page.npos);
  ASSERT_NE(end, page.npos);
  const std::size_t body = begin + open.size();
  testing::expect_golden(path,
                         page.substr(0, body) + table() + page.substr(end));
}

}  // namespace
}  // namespace onething::conformance
