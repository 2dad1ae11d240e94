// SPDX-License-Identifier: Apache-2.0
//
// Table: rows of cells with titles above, as spreadsheets write them. Reads
// CSV, JSON lines and XLSX, and writes them.
//
// Nothing is guessed about what a cell means and nothing is cut off: a row that
// does not fit its titles keeps its place and says what is wrong with it. What
// a column stands for is batch.h. Formulas are never computed.

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "onething/result.h"
#include "onething/time.h"

namespace onething {

enum class CellKind {
  empty,
  text,
  number,   // As written in the file, "1200.5" or "3.70202E+17".
  boolean,  // "true" or "false"
  date,     // "2026-03-02", or "2026-03-02T09:30" with a time.
  nested,   // JSON of a list or an object.
};

struct Cell {
  CellKind kind = CellKind::empty;
  std::string text;
};

struct TableRow {
  std::int64_t number = 0;  // 1, 2, 3 … below the titles.
  std::int64_t line = 0;    // Line of the text, or row of the sheet.
  std::vector<Cell> cells;  // As many as there are titles.
  // What is wrong with it: with one cell, or with the whole row where the
  // column is the number of titles.
  std::vector<std::pair<std::size_t, Message>> problems;
};

enum class TableForm { csv, json_lines, xlsx };

struct Table {
  TableForm form = TableForm::csv;
  std::string encoding;  // "utf-8", "gb18030", "utf-16le" …; texts only.
  std::string sheet;     // XLSX
  std::vector<std::string> titles;
  std::vector<TableRow> rows;
};

struct TableOptions {
  std::string encoding = "auto";  // "utf-8", "gb18030"; else it is found out.
  std::string sheet = {};         // Empty: the first that can be seen.
  std::optional<TableForm> form = {};  // Else by content and name.
};

// All bytes of a file, or of standard input ("-"). not_found, unavailable, or
// invalid when there are more than a table may have.
Result<std::string> read_table_file(const std::string& path);

// invalid (table.*) for what is no table at all; rows that are wrong are in it.
// `name` helps to tell its form.
Result<Table> parse_table(std::string bytes, std::string_view name,
                          const TableOptions& options = {});

// Hex SHA-256 of one row, and of titles and rows together, whatever the form.
std::string row_digest(const Table& table, const TableRow& row);
std::string table_digest(const Table& table);

// One line of CSV, quoted where needed. What a spreadsheet would take for a
// formula gets an apostrophe; a plain negative number does not.
std::string csv_line(std::span<const std::string> cells);
// What a spreadsheet needs at the beginning to see that a CSV is UTF-8.
inline constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";

// One sheet to be written.
struct SheetColumn {
  enum class Look { text, date, plain };
  std::string title;
  Look look = Look::text;
  std::vector<std::string> choices = {};  // Offered for each cell below.
  std::string remark = {};                // Shown beside the title.
};
struct Sheet {
  std::string name;
  std::vector<SheetColumn> columns;
  std::vector<std::vector<std::string>>
      rows;  // Texts, whatever they look like.
};
// The bytes of a workbook. unavailable when the library is missing.
Result<std::string> write_xlsx(std::span<const Sheet> sheets);

}  // namespace onething
