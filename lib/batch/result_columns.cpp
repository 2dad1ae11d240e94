// SPDX-License-Identifier: Apache-2.0

#include "onething/result_columns.h"

#include <array>

namespace onething {

namespace {

constexpr std::array<std::string_view, 7> kColumns = {
    "batch.column_row",    "batch.column_case",   "batch.column_state",
    "batch.column_result", "batch.column_reason", "batch.column_files",
    "batch.column_defects"};

}  // namespace

std::span<const std::string_view> result_columns() { return kColumns; }

bool is_result_column(std::string_view title) {
  for (const std::string_view key : kColumns)
    for (const Language language : {Language::zh, Language::en})
      if (render({key, {}}, language) == title) return true;
  return false;
}

}  // namespace onething
