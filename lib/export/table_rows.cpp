// SPDX-License-Identifier: Apache-2.0

#include "export/table_rows.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace onething::exchange {

namespace {

constexpr Column kColumns[] = {
#define ONETHING_COLUMN(table, name, system) {TableKind::table, name, system},
#include "export/columns.def"
};

constexpr Code kCodes[] = {
#define ONETHING_CODE_SYSTEM(id, name)
#define ONETHING_EXPORT_CODE(id, code, meaning) {id, code, meaning},
#include "export/code_systems.def"
};

constexpr std::pair<std::string_view, std::string_view> kSystems[] = {
#define ONETHING_CODE_SYSTEM(id, name) {id, name},
#define ONETHING_EXPORT_CODE(id, code, meaning)
#include "export/code_systems.def"
};

constexpr std::pair<std::string_view, std::string_view> kNames[kTables] = {
    {"accept", "up_pro_accept"},
    {"process", "up_pro_process"},
    {"special_procedure", "up_pro_special_procedure"},
    {"result", "up_pro_result"},
    {"material", "up_pro_material"},
    {"licence", "up_lic_data"}};

}  // namespace

std::span<const Column> columns_of(TableKind table) {
  const auto is_of = [table](const Column& each) {
    return each.table == table;
  };
  const auto* begin =
      std::find_if(std::begin(kColumns), std::end(kColumns), is_of);
  return {begin, std::find_if_not(begin, std::end(kColumns), is_of)};
}

std::string_view short_name(TableKind table) {
  return kNames[static_cast<std::size_t>(table)].first;
}
std::string_view national_name(TableKind table) {
  return kNames[static_cast<std::size_t>(table)].second;
}

std::span<const Code> codes() { return kCodes; }

std::string_view system_name(std::string_view id) {
  for (const auto& [each, name] : kSystems)
    if (each == id) return name;
  return {};
}

}  // namespace onething::exchange
