// SPDX-License-Identifier: Apache-2.0
//
// Workbooks: what cells show, what hostile files do, and what we write.

#include <gtest/gtest.h>

#include "base/limits.h"
#include "onething/table.h"
#include "support/zip_text.h"
#include "table/serial_date.h"
#include "table/xlsx_library.h"

namespace onething {
namespace {

using testing::BookText;
using testing::ZipText;

Table table_of(const std::string& bytes, const TableOptions& options = {}) {
  Result<Table> table = parse_table(bytes, "t.xlsx", options);
  EXPECT_TRUE(table) << render(table.error().message, Language::en);
  return table ? std::move(table.value()) : Table{};
}

std::string key_of(const std::string& bytes) {
  const Result<Table> table = parse_table(bytes, "t.xlsx");
  EXPECT_FALSE(table);
  return table ? "" : std::string(table.error().message.key);
}

const char kTitles[] =
    "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c>"
    "<c r=\"B1\" t=\"inlineStr\"><is><t>日期</t></is></c></row>";
const char kTexts[] =
    "<si><t>名称</t></si><si><r><t>青</t></r><r><t>岛</t></r>"
    "<rPh><t>qingdao</t></rPh></si>";

TEST(Xlsx, ShowsWhatCellsShow) {
  BookText book;
  book.texts = kTexts;
  book.codes = "<numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;m\"/>";
  book.formats =
      "<xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/>";
  book.rows = std::string(kTitles) +
              "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>1</v></c>"
              "<c r=\"B3\" s=\"1\"><v>46083</v></c></row>"
              "<row r=\"4\"><c r=\"A4\"><v>3.70202198001011E+17</v></c>"
              "<c r=\"B4\" s=\"2\"><v>46083.5</v></c></row>"
              "<row r=\"5\"><c r=\"B5\" t=\"b\"><v>1</v></c></row>";

  const Table table = table_of(book.bytes());

  EXPECT_EQ(table.form, TableForm::xlsx);
  EXPECT_EQ(table.sheet, "登记");
  EXPECT_EQ(table.titles, (std::vector<std::string>{"名称", "日期"}));
  ASSERT_EQ(table.rows.size(), 3u);
  EXPECT_EQ(table.rows[0].cells[0].text, "青岛");
  EXPECT_EQ(table.rows[0].line, 3);
  EXPECT_EQ(table.rows[0].cells[1].kind, CellKind::date);
  EXPECT_EQ(table.rows[0].cells[1].text, "2026-03-02");
  EXPECT_EQ(table.rows[1].cells[0].kind, CellKind::number);
  EXPECT_EQ(table.rows[1].cells[0].text, "3.70202198001011E+17");
  EXPECT_EQ(table.rows[1].cells[1].text, "2026-03-02T12:00:00");
  EXPECT_EQ(table.rows[2].cells[0].kind, CellKind::empty);
  EXPECT_EQ(table.rows[2].cells[1].text, "true");
}

TEST(Xlsx, CountsDaysFrom1904WhereTheWorkbookDoes) {
  BookText book;
  book.texts = kTexts;
  book.formats = "<xf numFmtId=\"0\"/><xf numFmtId=\"14\"/>";
  book.workbook_properties = "<workbookPr date1904=\"1\"/>";
  book.rows = std::string(kTitles) +
              "<row r=\"2\"><c r=\"B2\" s=\"1\"><v>44621</v></c></row>";
  EXPECT_EQ(table_of(book.bytes()).rows.at(0).cells[1].text, "2026-03-02");
}

TEST(Xlsx, TakesTheSavedValueOfAFormulaAndSaysWhereThereIsNone) {
  BookText book;
  book.texts = kTexts;
  book.rows = std::string(kTitles) +
              "<row r=\"2\"><c r=\"A2\"><f>1+1</f><v>2</v></c>"
              "<c r=\"B2\"><f>NOW()</f></c></row>"
              "<row r=\"3\"><c r=\"A3\" t=\"e\"><v>#N/A</v></c></row>"
              "<row r=\"4\"><c r=\"A4\" t=\"s\"><v>77</v></c></row>";

  const Table table = table_of(book.bytes());

  EXPECT_EQ(table.rows.at(0).cells[0].text, "2");
  ASSERT_EQ(table.rows[0].problems.size(), 1u);
  EXPECT_EQ(table.rows[0].problems[0].first, 1u);
  EXPECT_EQ(table.rows[0].problems[0].second.key,
            "table.formula_without_value");
  EXPECT_EQ(table.rows[1].problems.at(0).second.key, "table.cell_error");
  EXPECT_EQ(table.rows[2].problems.at(0).second.key, "table.text_missing");
}

TEST(Xlsx, FindsASheetByItsNameAndSaysWhichThereAre) {
  BookText book;
  book.texts = kTexts;
  book.rows = kTitles;
  EXPECT_EQ(table_of(book.bytes(), {.sheet = "h"}).titles.at(0), "秘密");
  const auto missing = parse_table(book.bytes(), "t.xlsx", {.sheet = "x"});
  ASSERT_FALSE(missing);
  EXPECT_EQ(render(missing.error().message, Language::en),
            "there is no sheet \"x\"; there are: h, 登记");
}

TEST(Xlsx, RefusesWhatIsNoWorkbook) {
  EXPECT_EQ(key_of("PK\x03\x04nothing"), "table.no_archive");
  EXPECT_EQ(key_of(ZipText().add("a.txt", "x").finish()), "table.no_workbook");
  BookText cut;
  cut.rows = "<row r=\"1\"><c";
  EXPECT_EQ(key_of(cut.bytes()), "table.part_damaged");
  BookText book;
  book.rows = kTitles;
  std::string bytes = book.bytes();
  const Result<Table> shortened =
      parse_table(bytes.substr(0, bytes.size() / 2), "t.xlsx");
  EXPECT_FALSE(shortened);
}

TEST(Xlsx, DoesNotFollowEntities) {
  BookText book;
  book.rows = kTitles;
  const std::string bomb = ZipText()
                               .add("xl/workbook.xml",
                                    "<!DOCTYPE x [<!ENTITY a \"aaaa\">]>"
                                    "<workbook>&a;</workbook>")
                               .add("xl/_rels/workbook.xml.rels", "<R/>")
                               .finish();
  EXPECT_EQ(key_of(bomb), "table.part_damaged");
}

TEST(Xlsx, StopsAtAnArchiveThatGrows) {
  BookText book;
  book.texts = kTexts;
  // White space packs a thousand to one.
  std::string spaces(limits::table_inflated_bytes_max / 2, ' ');
  book.rows = kTitles + spaces;
  book.codes = std::move(spaces);
  EXPECT_EQ(key_of(book.bytes()), "table.inflates");
}

TEST(Xlsx, RefusesColumnsBeyondAllTables) {
  BookText book;
  book.texts = kTexts;
  book.rows = std::string(kTitles) +
              "<row r=\"2\"><c r=\"ZZZZZZZZ2\" t=\"str\"><v>x</v></c></row>";
  EXPECT_EQ(key_of(book.bytes()), "table.too_many_columns");
}

TEST(Xlsx, ReadsBackWhatItWrote) {
  Sheet sheet;
  sheet.name = "申请";
  sheet.columns = {{"统一社会信用代码", SheetColumn::Look::text, {}, "18 位"},
                   {"日期", SheetColumn::Look::date, {}, ""},
                   {"办理方式", SheetColumn::Look::text, {"甲", "乙"}, ""}};
  sheet.rows = {{"92370202MA3FAKE019", "2026-03-02", "=1+1"},
                {"370202198001010011", "", "\U00020000"}};
  const Sheet sheets[] = {sheet};

  const Result<std::string> bytes = write_xlsx(sheets);

  ASSERT_TRUE(bytes) << render(bytes.error().message, Language::en);
  const Table table = table_of(bytes.value());
  ASSERT_EQ(table.rows.size(), 2u);
  EXPECT_EQ(table.titles[0], "统一社会信用代码");
  EXPECT_EQ(table.rows[0].cells[2].kind, CellKind::text);
  EXPECT_EQ(table.rows[0].cells[2].text, "=1+1");
  EXPECT_EQ(table.rows[1].cells[0].text, "370202198001010011");
  EXPECT_EQ(table.rows[1].cells[2].text, "\U00020000");
}

TEST(Xlsx, SaysThatTheLibraryIsMissing) {
  const auto missing = table::load_xlsx_writer("libnothing.so.0");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::unavailable);
}

TEST(SerialDate, KnowsTheDayThatNeverWas) {
  using table::serial_date;
  EXPECT_EQ(serial_date("1", false), "1900-01-01");
  EXPECT_EQ(serial_date("59", false), "1900-02-28");
  EXPECT_EQ(serial_date("60", false), std::nullopt);
  EXPECT_EQ(serial_date("61", false), "1900-03-01");
  EXPECT_EQ(serial_date("0.5", false), "12:00:00");
  EXPECT_EQ(serial_date("0.999999", false), "1900-01-01");
  EXPECT_EQ(serial_date("-1", false), std::nullopt);
  EXPECT_EQ(serial_date("x", false), std::nullopt);
  EXPECT_EQ(serial_date("1e300", false), std::nullopt);
}

TEST(DateFormat, IsToldByItsCode) {
  using table::is_date_format;
  EXPECT_TRUE(is_date_format(std::string_view("yyyy/m/d")));
  EXPECT_TRUE(is_date_format(std::string_view("[$-804]h:mm")));
  EXPECT_FALSE(is_date_format(std::string_view("0.00\"days\"")));
  EXPECT_FALSE(is_date_format(std::string_view("[Red]#,##0")));
  EXPECT_FALSE(is_date_format(std::string_view("General")));
  EXPECT_FALSE(is_date_format(std::string_view("0;y")));
}

}  // namespace
}  // namespace onething
