// SPDX-License-Identifier: Apache-2.0
//
// Tables as texts: CSV in its encodings, JSON lines.

#include <gtest/gtest.h>

#include <random>

#include "onething/table.h"

namespace onething {
namespace {

Table table_of(std::string text, std::string_view name = "t.csv",
               const TableOptions& options = {}) {
  Result<Table> table = parse_table(std::move(text), name, options);
  EXPECT_TRUE(table) << render(table.error().message, Language::en);
  return table ? std::move(table.value()) : Table{};
}

std::string error_of(std::string text, const TableOptions& options = {}) {
  const Result<Table> table = parse_table(std::move(text), "t.csv", options);
  EXPECT_FALSE(table);
  return table ? "" : render(table.error().message, Language::en);
}

std::string cell(const Table& table, std::size_t row, std::size_t column) {
  return table.rows.at(row).cells.at(column).text;
}

TEST(CsvTable, ReadsCellsBelowTitles) {
  const Table table = table_of("名称,代码\r\n甲店,A1\r\n乙店,A2\r\n");

  EXPECT_EQ(table.titles, (std::vector<std::string>{"名称", "代码"}));
  ASSERT_EQ(table.rows.size(), 2u);
  EXPECT_EQ(table.encoding, "utf-8");
  EXPECT_EQ(table.rows[1].number, 2);
  EXPECT_EQ(table.rows[1].line, 3);
  EXPECT_EQ(cell(table, 1, 0), "乙店");
}

TEST(CsvTable, KeepsQuotedLineEndsAndCountsThem) {
  const Table table = table_of("a,b\n\"one\ntwo, \"\"three\"\"\",x\nlast,y\n");
  EXPECT_EQ(cell(table, 0, 0), "one\ntwo, \"three\"");
  EXPECT_EQ(table.rows[0].line, 2);
  EXPECT_EQ(table.rows[1].line, 4);
}

TEST(CsvTable, ReadsWhatIsSeparatedOtherwise) {
  EXPECT_EQ(cell(table_of("a\tb\n1\t2,3\n"), 0, 1), "2,3");
  EXPECT_EQ(cell(table_of("a;b\n1;2,3\n"), 0, 1), "2,3");
  EXPECT_EQ(cell(table_of("a,b\r1,2\r"), 0, 1), "2");
}

TEST(CsvTable, ReadsEveryEncodingThatSpreadsheetsWrite) {
  const std::string gb = "\xC3\xFB\xB3\xC6\n\xC7\xE0\xB5\xBA\n";  // 名称 青岛
  EXPECT_EQ(table_of(gb).encoding, "gb18030");
  EXPECT_EQ(cell(table_of(gb), 0, 0), "青岛");
  const Table marked = table_of("\xEF\xBB\xBF名称\n青岛\n");
  EXPECT_EQ(marked.titles[0], "名称");
  EXPECT_EQ(marked.encoding, "utf-8");
  const std::string wide(
      "\xFF\xFE"
      "a\0\n\0b\0\n\0",
      10);
  EXPECT_EQ(table_of(wide).encoding, "utf-16le");
  EXPECT_EQ(cell(table_of(wide), 0, 0), "b");
}

TEST(CsvTable, KeepsRareCharactersOfGb18030) {
  // U+20000, four bytes of GB18030.
  const std::string text = "\xC3\xFB\n\x95\x32\x82\x36\n";
  EXPECT_EQ(cell(table_of(text), 0, 0), "\U00020000");
}

TEST(CsvTable, SaysWhereBytesDoNotBelong) {
  EXPECT_EQ(
      error_of("a\nb\n\xFF\xFF\xFF\n"),
      "line 3 is not gb18030; say with --encoding which encoding the file "
      "has");
  EXPECT_EQ(error_of("a\n\xC3\xFB\n", {.encoding = "utf-8"}),
            "line 2 is not utf-8; say with --encoding which encoding the file "
            "has");
  EXPECT_EQ(
      error_of("a\nb\n\xC3", {.encoding = "gb18030"}),
      "line 3 is not gb18030; say with --encoding which encoding the file "
      "has");
}

TEST(CsvTable, KeepsARaggedRowInItsPlaceAndSaysSo) {
  const Table table = table_of("a,b,c\n1,2\n1,2,3,4\n1,2,3,,\n\n,,\n4,5,6\n");
  ASSERT_EQ(table.rows.size(), 4u);
  ASSERT_EQ(table.rows[0].problems.size(), 1u);
  EXPECT_EQ(render(table.rows[0].problems[0].second, Language::en),
            "the row has 2 cells, and there are 3 titles");
  EXPECT_EQ(render(table.rows[1].problems[0].second, Language::en),
            "the row has 4 cells, and there are 3 titles");
  EXPECT_TRUE(table.rows[2].problems.empty());
  EXPECT_EQ(table.rows[3].line, 7);
  EXPECT_EQ(table.rows[3].number, 4);
}

TEST(CsvTable, RefusesAQuoteThatIsNeverClosed) {
  EXPECT_EQ(
      error_of("a,b\n1,2\n\"3,4\n5,6\n"),
      "the quote that opens in line 3 is never closed, so that nobody can "
      "tell the cells behind it apart");
}

TEST(CsvTable, TellsWhatIsWrongInARow) {
  const Table table = table_of(std::string("a,b\n\"1\"x,2\n1,\0\n", 15));
  ASSERT_EQ(table.rows.size(), 2u);
  EXPECT_EQ(table.rows[0].problems.at(0).second.key, "table.after_quote");
  EXPECT_EQ(table.rows[1].problems.at(0).second.key, "table.nul");
}

TEST(CsvTable, RefusesWhatIsNoTable) {
  EXPECT_EQ(error_of(""),
            "the table is empty; its first row should have the titles of its "
            "columns");
  EXPECT_EQ(error_of("a,b,a\n1,2,3\n"), "two columns have the title \"a\"");
}

TEST(CsvTable, PassesOverTheHintsOfATemplate) {
  const Table table = table_of("a,b\n# hint,text\n1,2\n#3,4\n");
  ASSERT_EQ(table.rows.size(), 2u);
  EXPECT_EQ(cell(table, 1, 0), "#3");
}

TEST(CsvTable, GivesBackWhatWasWritten) {
  std::mt19937 random(7);
  const std::vector<std::string> parts = {"a",    ",", "\"", "\n", "青",
                                          "\r\n", " ", "x",  "\t", ";"};
  for (int i = 0; i < 500; ++i) {
    std::string text = "p,q,r\r\n";
    std::vector<std::vector<std::string>> rows;
    for (int r = 0; r < 4; ++r) {
      std::vector<std::string>& row = rows.emplace_back();
      for (int c = 0; c < 3; ++c) {
        std::string cell = "v";
        for (auto n = random() % 6; n > 0; --n)
          cell += parts[random() % parts.size()];
        row.push_back(cell);
      }
      text += csv_line(row);
    }
    const Table table = table_of(text);
    ASSERT_EQ(table.rows.size(), rows.size());
    for (std::size_t r = 0; r < rows.size(); ++r)
      for (std::size_t c = 0; c < 3; ++c)
        EXPECT_EQ(cell(table, r, c), rows[r][c]);
  }
}

TEST(CsvLine, QuotesAndGuardsAgainstFormulas) {
  const std::vector<std::string> cells = {"a", "b,c",     "d\"e",  "=1+1",
                                          "",  "＝SUM()", "x\ny",  "-5",
                                          "-", "-1+2",    "+8613", "@x"};
  EXPECT_EQ(csv_line(cells),
            "a,\"b,c\",\"d\"\"e\",'=1+1,,'＝SUM(),\"x\ny\",-5,'-,'-1+2,'+8613,"
            "'@x\r\n");
}

TEST(JsonLines, BecomeATableWithAllNames) {
  const Table table = table_of(
      "{\"a\":\"x\",\"n\":12.50}\n\n{\"b\":[1],\"a\":null}\n", "t.jsonl");
  EXPECT_EQ(table.form, TableForm::json_lines);
  EXPECT_EQ(table.titles, (std::vector<std::string>{"a", "n", "b"}));
  EXPECT_EQ(table.rows[0].cells[1].kind, CellKind::number);
  EXPECT_EQ(table.rows[1].line, 3);
  EXPECT_EQ(table.rows[1].cells[0].kind, CellKind::empty);
  EXPECT_EQ(table.rows[1].cells[2].kind, CellKind::nested);
  EXPECT_EQ(cell(table, 1, 2), "[1]");
}

TEST(JsonLines, KeepALineThatIsNoneInItsPlace) {
  const Table table = table_of("{\"a\":1}\n{\"a\":\n[1]\n", "-");
  ASSERT_EQ(table.rows.size(), 3u);
  EXPECT_EQ(table.rows[1].problems.at(0).second.key, "table.bad_json");
  EXPECT_EQ(table.rows[2].problems.at(0).second.key, "table.no_object");
}

TEST(TableDigest, IsTheSameInEveryFormAndOtherForOtherContent) {
  const Table csv = table_of("a,b\n1,\n2,x\n");
  const Table json = table_of(
      "{\"a\":\"1\",\"b\":null}\n{\"a\":\"2\",\"b\":\"x\"}\n", "t.jsonl");
  EXPECT_EQ(table_digest(csv), table_digest(json));
  EXPECT_EQ(row_digest(csv, csv.rows[1]), row_digest(json, json.rows[1]));
  EXPECT_NE(table_digest(csv), table_digest(table_of("a,b\n1,\n2,y\n")));
  EXPECT_NE(table_digest(table_of("a,b\n12,3\n")),
            table_digest(table_of("a,b\n1,23\n")));
}

}  // namespace
}  // namespace onething
