// SPDX-License-Identifier: Apache-2.0
//
// The forms in which a table is read, each from its bytes to the same Table.
//
// Only CSV and sheets share how titles are found; JSON lines name them in each
// row.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "onething/result.h"
#include "onething/table.h"

namespace onething::table {

// A line of a text, or a row of a sheet, before it is known what is a title.
struct RawRow {
  std::int64_t line = 0;
  std::vector<Cell> cells;
  Message problem;  // Of the whole row.
  std::vector<std::pair<std::size_t, Message>> cell_problems;
};

Result<Table> read_json_lines(std::string_view text);

struct RawSheet {
  std::string name;
  std::vector<RawRow> rows;
};
// Bytes of a workbook; `wanted` names a sheet, or is empty.
Result<RawSheet> read_xlsx(std::string_view bytes, std::string_view wanted);
bool looks_like_xlsx(std::string_view bytes);

// Titles from the first row that has any, and the rows below. Rows that are
// empty from end to end are passed over, and so is a row right below the titles
// that begins with "#": hints of a template.
Result<Table> with_titles(std::vector<RawRow> raw, TableForm form);

// White space at both ends, also of the full width.
std::string_view trimmed(std::string_view text);

}  // namespace onething::table
