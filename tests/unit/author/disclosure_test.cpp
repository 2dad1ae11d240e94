// SPDX-License-Identifier: Apache-2.0

#include "onething/disclosure.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "onething/text.h"
#include "onething/value.h"

namespace onething {
namespace {

std::vector<DisclosureMatrix> matrices_of(std::vector<std::string> paths) {
  CheckRequest request;
  request.paths = std::move(paths);
  request.today = *parse_date("2026-03-02");
  Workers here(1);
  request.workers = &here;
  Result<CheckRun> run = check_files(request);
  EXPECT_TRUE(run);
  return disclosure_matrices(run.value());
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

bool has_line(const std::string& text, const std::string& line) {
  const std::vector<std::string> lines = lines_of(text);
  return std::find(lines.begin(), lines.end(), line) != lines.end();
}

DisclosureMatrix small(std::string title, std::string purpose) {
  DisclosedField field;
  field.field = "form.name";
  field.title.zh = std::move(title);
  field.department = "tax";
  field.department_title.zh = "税务局";
  field.service = "file";
  field.input = "name";
  field.purpose = std::move(purpose);
  return {"filing", {"备案", "Filing"}, {field}};
}

TEST(DisclosureText, ShowsWhoGetsWhatAtAGlance) {
  const std::string text = disclosure_text(
      matrices_of({"golden/check/base/convert.yaml"}), Language::zh);

  EXPECT_TRUE(has_line(text, "1  registry  登记机关"));
  // What two columns leave for the field, then for how carefully it is handled.
  EXPECT_TRUE(
      has_line(text, pad("form.operator.id  公民身份号码", 69) + "敏感   x  ."))
      << text;
}

TEST(DisclosureText, StaysWithinEightyColumns) {
  for (const Language language : {Language::zh, Language::en})
    for (const std::string& line :
         lines_of(disclosure_text(matrices_of({"../workflows"}), language)))
      EXPECT_LE(display_width(line), 80u) << line;
}

TEST(DisclosureText, SaysWhereNoPurposeIsStated) {
  EXPECT_NE(disclosure_text({small("名称", "")}, Language::en)
                .find("(no purpose stated)"),
            std::string::npos);
}

TEST(DisclosureCsv, KeepsSpreadsheetsFromRunningWhatTheyRead) {
  const std::string csv =
      disclosure_csv({small("=1+1", "@SUM"), small("-x", "+y")}, Language::zh);

  EXPECT_NE(csv.find(",'=1+1,"), std::string::npos);
  EXPECT_NE(csv.find(",'@SUM,"), std::string::npos);
  EXPECT_NE(csv.find(",'-x,"), std::string::npos);
  EXPECT_NE(csv.find(",'+y,"), std::string::npos);
}

TEST(DisclosureCsv, QuotesWhatWouldBreakARow) {
  const std::string csv =
      disclosure_csv({small("名称,\"新\"", "用途")}, Language::zh);

  EXPECT_NE(csv.find("\"名称,\"\"新\"\"\""), std::string::npos);
  EXPECT_TRUE(csv.starts_with("\xEF\xBB\xBF流程,数据项,"));
}

TEST(DisclosureJson, IsReadBackWithEveryRow) {
  const std::vector<DisclosureMatrix> matrices =
      matrices_of({"golden/check/base/convert.yaml"});
  const Result<Value> read =
      parse_json(disclosure_json(matrices, Language::en));

  ASSERT_TRUE(read);
  const List& workflows = *read.value().object()->find("workflows")->list();
  ASSERT_EQ(workflows.size(), 1u);
  EXPECT_EQ(workflows[0].object()->find("fields")->list()->size(),
            matrices[0].fields.size());
}

TEST(Disclosure, ShowsOnlyWorkflowsThatWereAskedFor) {
  EXPECT_TRUE(matrices_of({"golden/check/base/departments"}).empty());
  EXPECT_EQ(matrices_of({"golden/check/base"}).size(), 1u);
}

}  // namespace
}  // namespace onething
