// SPDX-License-Identifier: Apache-2.0

#include "table/xlsx_library.h"

#include <dlfcn.h>

#include <string>

#include "base/shared_library.h"

namespace onething::table {

namespace {

bool find_all(void* from, XlsxLibrary& to) {
  return find_function(from, "workbook_new_opt", to.workbook_new) &&
         find_function(from, "workbook_add_worksheet", to.add_worksheet) &&
         find_function(from, "workbook_add_format", to.add_format) &&
         find_function(from, "workbook_close", to.close) &&
         find_function(from, "format_set_num_format", to.set_num_format) &&
         find_function(from, "format_set_bold", to.set_bold) &&
         find_function(from, "worksheet_write_string", to.write_string) &&
         find_function(from, "worksheet_set_column", to.set_column) &&
         find_function(from, "worksheet_write_comment", to.write_comment) &&
         find_function(from, "worksheet_data_validation_range", to.validate) &&
         find_function(from, "worksheet_freeze_panes", to.freeze_panes);
}

}  // namespace

Result<XlsxLibrary> load_xlsx_writer(const char* file) {
  void* library = dlopen(file, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
  XlsxLibrary found;
  if (library == nullptr || !find_all(library, found))
    return Error{ErrorCode::unavailable,
                 {"table.no_writer", {{"file", std::string(file)}}}};
  return found;
}

}  // namespace onething::table
