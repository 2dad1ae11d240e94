// SPDX-License-Identifier: Apache-2.0
//
// The parts of a workbook beside its sheets: which sheets there are, the texts
// that they share, and which formats of cells show a date.
//
// ECMA-376 part 1, as Excel, WPS and LibreOffice write it.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "onething/result.h"
#include "table/zip_read.h"

namespace onething::table {

struct SheetName {
  std::string name;
  std::string part;  // "xl/worksheets/sheet1.xml"
  bool hidden = false;
};

struct Workbook {
  std::vector<SheetName> sheets;
  bool from_1904 = false;
};

// invalid (table.no_workbook) when the archive is something else.
Result<Workbook> read_workbook(Archive& archive);
// Empty where there are none.
Result<std::vector<std::string>> read_shared_texts(Archive& archive);
// By format of a cell.
Result<std::vector<bool>> read_date_formats(Archive& archive);

}  // namespace onething::table
