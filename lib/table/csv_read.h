// SPDX-License-Identifier: Apache-2.0
//
// CSV as RFC 4180 has it and as spreadsheets write it: quoted cells with line
// ends in them, commas, tabs or semicolons between cells.
//
// Gives texts by their lines; which of them are titles is read_table.cpp's.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "onething/result.h"

namespace onething::table {

struct CsvRecord {
  std::int64_t line = 0;  // On which it begins.
  std::vector<std::string> cells;
  Message problem;  // Of the whole record; empty where it is sound.
};

// invalid (table.quote_open) when a quote is never closed, with its line;
// everything behind it would be one cell.
Result<std::vector<CsvRecord>> read_csv(std::string_view text);

}  // namespace onething::table
