// SPDX-License-Identifier: Apache-2.0

#include "batch/cell_value.h"

#include <gtest/gtest.h>

namespace onething::batch {
namespace {

Type of(TypeKind kind) {
  Type type;
  type.kind = kind;
  return type;
}

std::string read(std::string_view text, TypeKind kind,
                 CellKind cell = CellKind::text) {
  const CellValue value = cell_value({cell, std::string(text)}, of(kind));
  EXPECT_TRUE(value.problem.empty()) << render(value.problem, Language::en);
  return value.value.text() == nullptr ? to_json(value.value)
                                       : *value.value.text();
}

std::string_view problem(std::string_view text, TypeKind kind,
                         CellKind cell = CellKind::text) {
  return cell_value({cell, std::string(text)}, of(kind)).problem.key;
}

TEST(CellValue, ReadsDaysAsPeopleWriteThem) {
  for (const char* text :
       {"2026-03-02", "2026/3/2", "2026.3.2", "2026年3月2日", "2026年03月02日",
        "20260302", "2026-3-2", "2026/3/2 0:00:00", "2026-03-02T00:00:00",
        " ２０２６-03-02　"})
    EXPECT_EQ(read(text, TypeKind::date), "2026-03-02") << text;
  EXPECT_EQ(read("20260302", TypeKind::date, CellKind::number), "2026-03-02");
}

TEST(CellValue, LeavesDaysThatMayBeTwoThings) {
  for (const char* text : {"3/2/2026", "02-03-26", "2026年", "下周一"})
    EXPECT_EQ(read(text, TypeKind::date), text);
}

TEST(CellValue, ReadsMoments) {
  EXPECT_EQ(read("2026/3/2 9:30", TypeKind::time), "2026-03-02T09:30");
  EXPECT_EQ(read("2026-03-02T09:30:00", TypeKind::time), "2026-03-02T09:30:00");
}

TEST(CellValue, ReadsMoneyAsPeopleWriteIt) {
  for (const char* text :
       {"1,234,567.50", "￥1,234,567.50", "¥1234567.50", "1234567.50元",
        "１２３４５６７.50", "1234567.50 元"})
    EXPECT_EQ(read(text, TypeKind::money), "1234567.50") << text;
  EXPECT_EQ(read("(1,200)", TypeKind::money), "-1200");
  EXPECT_EQ(read("1200.4999999999998", TypeKind::money, CellKind::number),
            "1200.5");
  EXPECT_EQ(read("100000", TypeKind::money, CellKind::number), "100000");
}

TEST(CellValue, LeavesMoneyThatMayBeTwoThings) {
  EXPECT_EQ(read("12万", TypeKind::money), "12万");
  EXPECT_EQ(read("1,23", TypeKind::money), "1,23");
  EXPECT_EQ(read("12,34,567", TypeKind::money), "12,34,567");
}

TEST(CellValue, ReadsWholeNumbers) {
  EXPECT_EQ(read("12.0", TypeKind::integer), "12");
  EXPECT_EQ(read("1,200", TypeKind::integer), "1200");
  EXPECT_EQ(read("12", TypeKind::integer, CellKind::number), "12");
  EXPECT_EQ(read("12.5", TypeKind::integer), "12.5");
}

TEST(CellValue, ReadsYesAndNoInBothLanguages) {
  for (const char* text : {"是", "有", "√", "TRUE", "Yes", "1", "Ｙ"})
    EXPECT_EQ(read(text, TypeKind::boolean), "true") << text;
  for (const char* text : {"否", "无", "×", "false", "NO", "0"})
    EXPECT_EQ(read(text, TypeKind::boolean), "false") << text;
  EXPECT_EQ(read("也许", TypeKind::boolean), "也许");
}

TEST(CellValue, FindsAChoiceByItsTitle) {
  Type type = of(TypeKind::enumeration);
  type.options = {{{"company", {}}, {"有限责任公司", "limited company"}},
                  {{"sole_owner", {}}, {"个人独资企业", ""}}};
  const auto choice = [&](const char* text) {
    return *cell_value({CellKind::text, text}, type).value.text();
  };
  EXPECT_EQ(choice("有限责任公司"), "company");
  EXPECT_EQ(choice(" Limited Company"), "company");
  EXPECT_EQ(choice("SOLE_OWNER"), "sole_owner");
  EXPECT_EQ(choice("合伙企业"), "合伙企业");
}

TEST(CellValue, KeepsNumbersThatIdentifySomebody) {
  EXPECT_EQ(read("370202198001010011", TypeKind::citizen_id),
            "370202198001010011");
  EXPECT_EQ(read("'0532-12345678", TypeKind::phone), "0532-12345678");
  EXPECT_EQ(read("=\"066000\"", TypeKind::postcode), "066000");
  EXPECT_EQ(read("13800000000", TypeKind::phone, CellKind::number),
            "13800000000");
  EXPECT_EQ(read("\t370202198001010011", TypeKind::citizen_id),
            "370202198001010011");
}

TEST(CellValue, SaysWhatASpreadsheetHasSpoilt) {
  EXPECT_EQ(problem("3.70202E+17", TypeKind::citizen_id), "table.scientific");
  EXPECT_EQ(
      problem("3.70202198001011e+17", TypeKind::bank_account, CellKind::number),
      "table.scientific");
  EXPECT_EQ(problem("370202198001010000", TypeKind::citizen_id),
            "table.rounded");
  EXPECT_EQ(problem("6222021234567890000", TypeKind::bank_account), "");
  EXPECT_EQ(problem("1E5", TypeKind::text), "");
}

TEST(CellValue, TakesOffWhatGuardsAgainstFormulas) {
  EXPECT_EQ(read("'=1+1", TypeKind::text), "=1+1");
  EXPECT_EQ(read("'引号", TypeKind::text), "'引号");
  EXPECT_EQ(read("'+8613800000000", TypeKind::phone), "+8613800000000");
}

TEST(CellValue, SplitsAListInOneCell) {
  Type type = of(TypeKind::list);
  type.element.push_back(of(TypeKind::integer));
  EXPECT_EQ(to_json(cell_value({CellKind::text, "1、2，3; 4\n5"}, type).value),
            R"(["1","2","3","4","5"])");
  EXPECT_EQ(to_json(cell_value({CellKind::nested, "[1,2]"}, type).value),
            "[1,2]");
}

TEST(CellValue, IsNothingForAnEmptyCell) {
  EXPECT_TRUE(cell_value({}, of(TypeKind::text)).value.is_null());
  EXPECT_TRUE(
      cell_value({CellKind::text, " 　"}, of(TypeKind::text)).value.is_null());
}

TEST(NormalTitle, LetsMarksAndWidthBe) {
  EXPECT_EQ(normal_title("经营者 › 姓名*"), normal_title("经营者姓名"));
  EXPECT_EQ(normal_title("Ｏｐｅｒａｔｏｒ.ID"), "operatorid");
  EXPECT_EQ(normal_title("注册资本（万元）"), "注册资本(万元)");
}

}  // namespace
}  // namespace onething::batch
