// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>

#include "support/batch_world.h"

namespace onething {
namespace {

using testing::BatchTable;
using testing::RunWorld;
using Texts = std::vector<std::string>;

constexpr const char* kRegister = R"(
form:
  company: {title: {zh: 企业名称, en: Name}, type: text, max: 10}
  capital: {title: 注册资本, type: money, when: form.kind == "company"}
  kind:
    title: 企业类型
    type: enum
    of: {company: 有限责任公司, sole: 个人独资企业}
  opened: {title: 开业日期, type: date, optional: true}
  operator:
    title: 经营者
    type: object
    of:
      name: {title: 姓名, type: text}
      id: {title: 身份证号码, type: citizen_id}
  permits:
    title: 许可
    type: list
    optional: true
    of: {code: {title: 编号, type: text}, issuer: {title: 机关, type: text}}
materials:
  articles: {title: 公司章程, when: form.kind == "company"}
  premises: {title: 住所证明, any_of: [title_deed, lease]}
steps:
  tax: {uses: tax/carry_over, with: {name: =form.company}}
)";

std::string error_of(const RunWorld& world, const std::string& csv,
                     const std::string& key = "") {
  const Table table = parse_table(csv, "t.csv").value();
  const auto made = RowMapping::make(world.workflow(), table, nullptr, key);
  EXPECT_FALSE(made);
  return made ? "" : render(made.error().message, Language::en);
}

Columns columns_of(const RunWorld& world, const std::string& yaml) {
  const std::string path = ::testing::TempDir() + "onething_columns.yaml";
  std::ofstream(path) << yaml;
  Result<LoadedColumns> loaded = load_columns(path, world.workflow());
  std::remove(path.c_str());
  EXPECT_TRUE(loaded);
  EXPECT_FALSE(has_errors(loaded.value().diagnostics))
      << render_text(loaded.value().diagnostics, loaded.value().sources, {});
  return std::move(loaded.value().columns);
}

TEST(RowMapping, FindsColumnsByTitlesAndIds) {
  const RunWorld world(kRegister);
  const BatchTable table(
      world,
      "Name,注册资本,企业类型,经营者 › 姓名,operator.id,许可1编号,许可1机关,"
      "公司章程,premises\n"
      "新店,\"1,000\",有限责任公司,陈示例,370299196701130013,A1,税务局,a.pdf,"
      "lease: b.pdf\n");
  EXPECT_EQ(table.defects(0), Texts{});
  EXPECT_EQ(table.form(0),
            R"({"company":"新店","capital":"1000.00","kind":"company",)"
            R"("operator":{"name":"陈示例","id":"370299196701130013"},)"
            R"("permits":[{"code":"A1","issuer":"税务局"}]})");
  EXPECT_EQ(
      to_json(table.mapping->map(table.table.rows[0]).application.materials),
      R"({"articles":{"kind":"articles","file":"a.pdf"},)"
      R"("premises":{"kind":"lease","file":"b.pdf"}})");
}

TEST(RowMapping, TellsAllDefectsOfARowWithTheirColumns) {
  const RunWorld world(kRegister);
  const BatchTable table(
      world,
      "企业名称,注册资本,企业类型,姓名,身份证号码,开业日期,premises\n"
      "一个名字特别特别长的企业,12,sole,,3.70202E+17,2026-02-30,lease: "
      "b.pdf\n");
  EXPECT_EQ(table.defects(0), (Texts{"身份证号码|operator.id|table.scientific",
                                     "企业名称|company|form.text_long",
                                     "注册资本|capital|form.not_asked",
                                     "开业日期|opened|form.not_a",
                                     "姓名|operator.name|form.missing"}));
}

TEST(RowMapping, KeepsARowThatDoesNotFitItsTitlesAsOneDefect) {
  const RunWorld world(kRegister);
  const BatchTable table(world, "企业名称,企业类型\n新店\n");
  EXPECT_EQ(table.defects(0), Texts{"||table.ragged"});
}

TEST(RowMapping, TakesTheKeyFromATitleAFieldOrAFormula) {
  const RunWorld world(kRegister);
  const std::string csv = "企业名称,序号,批次\n新店,7,2026\n";
  const auto key = [&](const std::string& spec) {
    const BatchTable table(world, csv, spec);
    return table.mapping->map(table.table.rows[0]).key;
  };
  EXPECT_EQ(key("序号"), "7");
  EXPECT_EQ(key("company"), "新店");
  EXPECT_EQ(key(R"(=row["批次"] + "-" + row["序号"])"), "2026-7");
  EXPECT_EQ(error_of(world, csv, "序"),
            "the table has no column \"序\"; did you mean 序号?");
  EXPECT_TRUE(error_of(world, csv, "=row[")
                  .starts_with("the formula behind --key is broken: "));
  const BatchTable empty(world, "企业名称,序号\n新店,\n", "序号");
  EXPECT_EQ(empty.defects(0).back(), "序号||batch.key_missing");
}

TEST(RowMapping, RefusesAColumnThatIsProbablyMeantForAField) {
  const RunWorld world(kRegister);
  EXPECT_EQ(error_of(world, "企业名称,operatr\n新店,x\n"),
            "the column \"operatr\" is not used; did you mean operator? Change "
            "the title, or say in a --map file what it is or that it is not "
            "used (ignore)");
  EXPECT_TRUE(
      error_of(world, "甲,乙\n1,2\n").starts_with("none of the columns"));
}

TEST(RowMapping, DoesWhatAnAuthorSays) {
  const RunWorld world(kRegister);
  const Columns columns = columns_of(world, R"(onething: 1
columns: trial_thing
key: 编号
form:
  company: =row["字号"] + "店"
  kind: ="sole"
  operator: {name: 姓名, id: 证件}
  permits:
    - {code: 许可一, issuer: ="示例机关"}
    - {code: 许可二, issuer: ="示例机关"}
materials: {premises: {lease: 合同}}
ignore: [operatr]
)");
  const BatchTable table(world,
                         "编号,字号,姓名,证件,许可一,许可二,合同,operatr\n"
                         "9,新,陈示例,370299196701130013,A1,B2,c.pdf,x\n",
                         "", &columns);
  EXPECT_EQ(table.defects(0), Texts{});
  EXPECT_EQ(table.mapping->map(table.table.rows[0]).key, "9");
  EXPECT_EQ(table.form(0),
            R"({"company":"新店","kind":"sole",)"
            R"("operator":{"name":"陈示例","id":"370299196701130013"},)"
            R"("permits":[{"code":"A1","issuer":"示例机关"},)"
            R"({"code":"B2","issuer":"示例机关"}]})");
}

TEST(RowMapping, SaysWhereAFormulaFailsForARow) {
  const RunWorld world(kRegister);
  const Columns columns = columns_of(world, R"(onething: 1
columns: trial_thing
form:
  company: 企业名称
  opened: =date(row["日"])
)");
  const BatchTable table(world, "企业名称,日\n新店,x\n", "", &columns);
  ASSERT_FALSE(table.defects(0).empty());
  EXPECT_TRUE(table.defects(0)[0].starts_with("|opened|"));
  const Columns wrong = columns_of(world,
                                   "onething: 1\ncolumns: trial_thing\n"
                                   "form:\n  company: =row[\"名\"]\n");
  const Table other = parse_table("企业名称\n新店\n", "t.csv").value();
  const auto made = RowMapping::make(world.workflow(), other, &wrong, "");
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().message.key, "batch.no_column_close");
}

TEST(RowMapping, ReadsNestedValuesOfJsonLines) {
  const RunWorld world(kRegister);
  const Table table =
      parse_table(
          R"({"company":"新店","kind":"sole","operator":{"name":"陈示例",)"
          R"("id":"370299196701130013"},"premises":{"lease":"l.pdf"},)"
          R"("permits":[{"code":"A","issuer":"B"}]})"
          "\n",
          "t.jsonl")
          .value();
  const RowMapping mapping =
      std::move(RowMapping::make(world.workflow(), table, nullptr, "").value());
  const MappedRow mapped = mapping.map(table.rows[0]);
  EXPECT_TRUE(mapped.defects.empty());
  EXPECT_EQ(to_json(*mapped.application.form.find("operator")),
            R"({"name":"陈示例","id":"370299196701130013"})");
}

// The titles of a template find their own fields again.
TEST(TemplateColumns, AreFoundAgainByTheirTitles) {
  const RunWorld world(kRegister);
  for (const Language language : {Language::zh, Language::en}) {
    const auto columns = template_columns(world.workflow(), language);
    Table table;
    for (const TemplateColumn& column : columns)
      table.titles.push_back(column.title);
    const auto mapping = RowMapping::make(world.workflow(), table, nullptr, "");
    ASSERT_TRUE(mapping) << RunWorld::problem_of(mapping);
    for (std::size_t i = 0; i < columns.size(); ++i)
      EXPECT_EQ(mapping.value().uses()[i].field, columns[i].field);
  }
}

TEST(ResultColumns, MeanNothingWhenTheyComeBack) {
  const RunWorld world(kRegister);
  const BatchTable table(world, "企业名称,办理状态,Reason\n新店,x,y\n");
  EXPECT_EQ(table.mapping->uses()[1].field, "");
}

}  // namespace
}  // namespace onething
