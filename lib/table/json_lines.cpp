// SPDX-License-Identifier: Apache-2.0

#include <map>
#include <utility>

#include "base/limits.h"
#include "onething/value.h"
#include "table/forms.h"

namespace onething::table {

namespace {

Cell cell_of(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::null:
      return {};
    case Value::Kind::boolean:
      return {CellKind::boolean, *value.as<bool>() ? "true" : "false"};
    case Value::Kind::integer:
    case Value::Kind::unsigned_integer:
    case Value::Kind::real:
      return {CellKind::number, to_json(value)};
    case Value::Kind::text:
      return {value.text()->empty() ? CellKind::empty : CellKind::text,
              *value.text()};
    default:
      return {CellKind::nested, to_json(value)};
  }
}

// Titles as they come up; later rows may bring more.
class Columns {
 public:
  explicit Columns(Table& table) : table_(table) {}

  std::size_t find(const std::string& title) {
    const auto [found, is_new] = places_.try_emplace(title, places_.size());
    if (is_new) table_.titles.push_back(title);
    return found->second;
  }

 private:
  Table& table_;
  std::map<std::string, std::size_t, std::less<>> places_;
};

}  // namespace

Result<Table> read_json_lines(std::string_view text) {
  Table table;
  table.form = TableForm::json_lines;
  Columns columns(table);
  std::int64_t line = 0;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view one = trimmed(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    ++line;
    if (one.empty()) continue;
    if (table.rows.size() >= limits::table_rows_max)
      return Error{ErrorCode::invalid,
                   {"table.too_many_rows",
                    {{"max", std::to_string(limits::table_rows_max)}}}};
    TableRow row;
    row.number = static_cast<std::int64_t>(table.rows.size()) + 1;
    row.line = line;
    const Result<Value> value = parse_json(one);
    const Object* object = value ? value.value().object() : nullptr;
    Message problem;
    if (!value)
      problem = {"table.bad_json", {{"why", value.error().message}}};
    else if (object == nullptr)
      problem = {"table.no_object", {}};
    if (object != nullptr)
      for (const auto& [name, member] : *object) {
        const std::size_t column = columns.find(name);
        if (row.cells.size() <= column) row.cells.resize(column + 1);
        row.cells[column] = cell_of(member);
      }
    if (!problem.empty()) row.problems.emplace_back(0, std::move(problem));
    table.rows.push_back(std::move(row));
  }
  if (table.titles.size() > limits::table_columns_max)
    return Error{ErrorCode::invalid,
                 {"table.too_many_columns",
                  {{"max", std::to_string(limits::table_columns_max)}}}};
  for (TableRow& row : table.rows) {
    row.cells.resize(table.titles.size());
    for (auto& [column, problem] : row.problems) column = table.titles.size();
  }
  return table;
}

}  // namespace onething::table
