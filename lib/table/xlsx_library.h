// SPDX-License-Identifier: Apache-2.0
//
// The functions of libxlsxwriter that we use, found when the first workbook is
// written.
//
// Not linked: Debian ships it as a shared object only, and most runs of the
// program write no workbook. Once loaded it stays loaded.

#pragma once

#include <xlsxwriter.h>

#include "onething/result.h"

namespace onething::table {

struct XlsxLibrary {
  decltype(&workbook_new_opt) workbook_new = nullptr;
  decltype(&workbook_add_worksheet) add_worksheet = nullptr;
  decltype(&workbook_add_format) add_format = nullptr;
  decltype(&workbook_close) close = nullptr;
  decltype(&format_set_num_format) set_num_format = nullptr;
  decltype(&format_set_bold) set_bold = nullptr;
  decltype(&worksheet_write_string) write_string = nullptr;
  decltype(&worksheet_set_column) set_column = nullptr;
  decltype(&worksheet_write_comment) write_comment = nullptr;
  decltype(&worksheet_data_validation_range) validate = nullptr;
  decltype(&worksheet_freeze_panes) freeze_panes = nullptr;
};

// unavailable (table.no_writer) when the library is missing or too old. `file`
// is a parameter for tests.
Result<XlsxLibrary> load_xlsx_writer(const char* file = "libxlsxwriter.so.4");

}  // namespace onething::table
