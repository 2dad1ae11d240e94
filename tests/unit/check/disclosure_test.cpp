// SPDX-License-Identifier: Apache-2.0

#include "check/privacy/disclosure.h"

#include <gtest/gtest.h>

#include "check/flow.h"
#include "support/check_case.h"

namespace onething {
namespace {

using check::DisclosureRow;

const LoadedProject& base() {
  static const LoadedProject loaded = testing::check_over_base({});
  return loaded;
}

// Rows as "field > department/service.input".
std::vector<std::string> lines_of(const std::vector<DisclosureRow>& rows) {
  std::vector<std::string> lines;
  for (const DisclosureRow& row : rows)
    lines.push_back(row.field + " > " + row.department->id.text + "/" +
                    row.service->id.text + "." + row.input);
  return lines;
}

std::vector<DisclosureRow> rows_of(const LoadedProject& loaded) {
  return check::disclosure_of(loaded.project,
                              *loaded.project.find_workflow("convert"));
}

// The base with another formula for the name that the tax bureau gets.
LoadedProject with_name(const std::string& formula) {
  std::string text =
      testing::read_documents("golden/check/base").at("convert.yaml");
  const std::string old_text = "name: =steps.register.name}";
  text.replace(text.find(old_text), old_text.size(), "name: " + formula + "}");
  return testing::check_over_base({{"convert.yaml", text}});
}

std::vector<std::string> names_sent(const std::string& formula) {
  const LoadedProject loaded = with_name(formula);
  std::vector<std::string> found;
  for (const DisclosureRow& row : rows_of(loaded))
    if (row.service->id.text == "carry_over" && row.input == "name")
      found.push_back(row.field);
  return found;
}

using Names = std::vector<std::string>;

TEST(Disclosure, ListsEveryDatumWithEveryReceiver) {
  EXPECT_EQ(lines_of(rows_of(base())),
            (Names{"form.uscc > registry/find_licence.uscc",
                   "form.uscc > registry/convert.uscc",
                   "form.name > registry/convert.name",
                   "form.kind > registry/convert.kind",
                   "form.capital > registry/convert.capital",
                   "form.operator.name > registry/convert.operator_name",
                   "form.operator.id > registry/convert.operator_id",
                   "steps.register.uscc > tax/carry_over.uscc",
                   "steps.register.name > tax/carry_over.name"}));
}

TEST(Disclosure, SaysForWhatPurposeAndOnWhatBasis) {
  const std::vector<DisclosureRow> rows = rows_of(base());

  EXPECT_EQ(rows[6].field, "form.operator.id");
  EXPECT_EQ(rows[6].sensitivity, Sensitivity::sensitive);
  EXPECT_EQ(rows[6].purpose, "实名校验");
  EXPECT_EQ(rows[6].basis, "《市场主体登记管理条例》第十九条");
  EXPECT_EQ(rows[6].steps, Names{"register"});
  EXPECT_TRUE(rows[6].conditions.empty());
  EXPECT_EQ(rows[0].steps, Names{"prefill.licence"});
}

TEST(Disclosure, NamesTheConditionOnlyWhenThereAlwaysIsOne) {
  std::string text =
      testing::read_documents("golden/check/base").at("convert.yaml");
  const std::string old_text = "    uses: tax/carry_over\n";
  text.replace(text.find(old_text), old_text.size(),
               old_text + "    when: form.kind == \"company\"\n");
  const LoadedProject loaded =
      testing::check_over_base({{"convert.yaml", text}});

  const std::vector<DisclosureRow> rows = rows_of(loaded);

  EXPECT_EQ(rows.back().conditions, Names{"form.kind == \"company\""});
  EXPECT_TRUE(rows.front().conditions.empty());
}

TEST(Disclosure, FollowsBothBranchesButNotTheConditionBetweenThem) {
  EXPECT_EQ(names_sent("'=form.kind == \"company\" ? form.name : "
                       "form.operator.name'"),
            (Names{"form.name", "form.operator.name"}));
}

TEST(Disclosure, FollowsValuesThroughTextsAndFunctions) {
  EXPECT_EQ(names_sent("\"${form.name}之变更\""), Names{"form.name"});
  EXPECT_EQ(names_sent("=form.?capital.orValue(0).string()"),
            Names{"form.capital"});
  EXPECT_EQ(names_sent("'=form[\"name\"]'"), Names{"form.name"});
  EXPECT_EQ(names_sent("=case.subject"), Names{"form.uscc"});
}

TEST(Disclosure, LeavesOutWhatIsOnlyLookedAt) {
  EXPECT_EQ(names_sent("'=has(form.capital) && form.kind == \"sole\" ? \"a\" : "
                       "\"b\"'"),
            Names{});
  EXPECT_EQ(names_sent("=string(form.operator.id.size())"), Names{});
}

TEST(Disclosure, FollowsElementsThroughMacros) {
  EXPECT_EQ(names_sent("'=[form.name, form.operator.name].filter(n, n != "
                       "form.operator.id)[0]'"),
            (Names{"form.name", "form.operator.name"}));
  EXPECT_EQ(names_sent("'=[form.operator].map(o, o.name)[0]'"),
            Names{"form.operator.name"});
}

}  // namespace
}  // namespace onething
