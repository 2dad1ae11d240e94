// SPDX-License-Identifier: Apache-2.0
//
// What a cell means where a certain type is asked for: dates, money and choices
// in the ways in which spreadsheets and people write them become what a form
// takes.
//
// Only the writing is changed, never the value. What a spreadsheet program has
// spoilt beyond repair is said; everything else that does not fit is left as it
// is, so that the form says what is wrong with it.

#pragma once

#include <string>
#include <string_view>

#include "onething/table.h"
#include "onething/type.h"

namespace onething::batch {

struct CellValue {
  Value value;      // Null for an empty cell.
  Message problem;  // When nobody can tell any more what it was.
};
CellValue cell_value(const Cell& cell, const Type& type);

// Elements of a list in one cell.
std::vector<std::string> split_list(std::string_view text);

// A title without spaces, marks and the width of its letters, for comparing.
std::string normal_title(std::string_view title);

// Spaces at both ends, and what a guard against formulas has put in front.
std::string_view bare_text(std::string_view text);

}  // namespace onething::batch
