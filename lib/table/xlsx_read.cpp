// SPDX-License-Identifier: Apache-2.0

#include <utility>

#include "table/forms.h"
#include "table/sheet_read.h"
#include "table/xlsx_parts.h"

namespace onething::table {

namespace {

Result<SheetName> choose(const Workbook& workbook, std::string_view wanted) {
  std::string names;
  for (const SheetName& sheet : workbook.sheets) {
    if (wanted.empty() ? !sheet.hidden : sheet.name == wanted) return sheet;
    names += (names.empty() ? "" : ", ") + sheet.name;
  }
  if (wanted.empty()) return workbook.sheets.front();
  return Error{
      ErrorCode::not_found,
      {"table.no_sheet", {{"sheet", std::string(wanted)}, {"sheets", names}}}};
}

}  // namespace

bool looks_like_xlsx(std::string_view bytes) {
  return bytes.starts_with("PK\x03\x04");
}

Result<RawSheet> read_xlsx(std::string_view bytes, std::string_view wanted) {
  OT_TRY(Archive archive, Archive::open(bytes));
  OT_TRY(const Workbook workbook, read_workbook(archive));
  OT_TRY(const SheetName sheet, choose(workbook, wanted));
  OT_TRY(const std::vector<std::string> texts, read_shared_texts(archive));
  OT_TRY(const std::vector<bool> formats, read_date_formats(archive));
  RawSheet raw;
  raw.name = sheet.name;
  OT_TRY(raw.rows,
         read_sheet(archive, sheet.part, {texts, formats, workbook.from_1904}));
  return raw;
}

}  // namespace onething::table
