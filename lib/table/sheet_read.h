// SPDX-License-Identifier: Apache-2.0
//
// One sheet of a workbook: its rows, cell by cell, with what they show.
//
// A formula is never computed: the value that was saved with it counts, and
// where there is none the cell says so.

#pragma once

#include <string>
#include <vector>

#include "onething/result.h"
#include "table/forms.h"
#include "table/zip_read.h"

namespace onething::table {

// What the cells of a sheet refer to.
struct SheetSurroundings {
  const std::vector<std::string>& texts;
  const std::vector<bool>& date_formats;
  bool from_1904 = false;
};

Result<std::vector<RawRow>> read_sheet(Archive& archive,
                                       const std::string& part,
                                       const SheetSurroundings& surroundings);

}  // namespace onething::table
