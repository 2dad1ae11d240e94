// SPDX-License-Identifier: Apache-2.0
//
// A row of a table while it is filled, by national names; columns.def is the
// list of them. How rows are written is write_tables.cpp.

#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace onething::exchange {

enum class TableKind {
  accept,
  process,
  special_procedure,
  result,
  material,
  licence
};
inline constexpr std::size_t kTables = 6;

struct Column {
  TableKind table;
  std::string_view name;
  std::string_view code_system;
};
std::span<const Column> columns_of(TableKind table);

std::string_view short_name(TableKind table);
std::string_view national_name(TableKind table);

// What is not set stays empty. A name that is no column of its table stops the
// program.
using Row = std::map<std::string_view, std::string>;
using Rows = std::array<std::vector<Row>, kTables>;

struct Code {
  std::string_view system;
  std::string_view code;
  std::string_view meaning;  // Message key.
};
std::span<const Code> codes();
// "GB/T 39046-2020 A.6"
std::string_view system_name(std::string_view id);

}  // namespace onething::exchange
