// SPDX-License-Identifier: Apache-2.0

#include "table/xlsx_library.h"

#include <dlfcn.h>

#include <string>

namespace onething::table {

namespace {

template <typename Function>
bool find(void* library, const char* name, Function& function) {
  function = reinterpret_cast<Function>(dlsym(library, name));
  return function != nullptr;
}

bool find_all(void* from, XlsxLibrary& to) {
  return find(from, "workbook_new_opt", to.workbook_new) &&
         find(from, "workbook_add_worksheet", to.add_worksheet) &&
         find(from, "workbook_add_format", to.add_format) &&
         find(from, "workbook_close", to.close) &&
         find(from, "format_set_num_format", to.set_num_format) &&
         find(from, "format_set_bold", to.set_bold) &&
         find(from, "worksheet_write_string", to.write_string) &&
         find(from, "worksheet_set_column", to.set_column) &&
         find(from, "worksheet_write_comment", to.write_comment) &&
         find(from, "worksheet_data_validation_range", to.validate) &&
         find(from, "worksheet_freeze_panes", to.freeze_panes);
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
