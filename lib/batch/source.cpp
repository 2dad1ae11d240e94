// SPDX-License-Identifier: Apache-2.0

#include "batch/source.h"

#include <array>
#include <string_view>

#include "batch/cell_value.h"
#include "calendar/calendar.h"
#include "model/type_facts.h"

namespace onething::batch {

namespace {

std::string below(const std::string& path, const std::string& member) {
  return path.empty() ? member : path + "." + member;
}

bool is_scalar_text(const Value& value) { return value.text() != nullptr; }

Value formula_value(const Source& source, const Type& type, RowReading& reading,
                    const std::string& path) {
  const std::array<const Value*, 1> roots = {&reading.texts};
  expr::EvalResult result =
      source.formula.front().evaluate({roots, &Calendar::china()});
  if (auto* error = std::get_if<expr::EvalError>(&result)) {
    reading.problems.emplace_back(path, std::move(error->message));
    return {};
  }
  Value value = std::move(std::get<Value>(result));
  if (const Optional* optional = value.as<Optional>()) {
    if (optional->content.empty()) return {};
    value = Value(optional->content.front());
  }
  if (!is_scalar_text(value)) return value;
  CellValue read = cell_value({CellKind::text, *value.text()}, type);
  if (!read.problem.empty())
    reading.problems.emplace_back(path, std::move(read.problem));
  return std::move(read.value);
}

const Type& member_type(const Type& type, const std::string& member) {
  static const Type any;
  static const std::vector<Field> person = model::person_fields();
  const bool is_plain_person =
      type.kind == TypeKind::person && type.fields.empty();
  const Field* field =
      model::find_field(is_plain_person ? person : type.fields, member);
  return field == nullptr ? any : field->type;
}

Value object_value(const Source& source, const Type& type, RowReading& reading,
                   const std::string& path) {
  Object object;
  for (const auto& [member, inner] : source.members) {
    Value value = read_source(inner, member_type(type, member), reading,
                              below(path, member));
    if (!value.is_null()) object.set(member, std::move(value));
  }
  if (object.empty()) return {};
  return object;
}

Value list_value(const Source& source, const Type& type, RowReading& reading,
                 const std::string& path) {
  static const Type any;
  const Type& element = type.element.empty() ? any : type.element.front();
  List items;
  for (const Source& inner : source.items) {
    Value value = read_source(inner, element, reading,
                              below(path, std::to_string(items.size() + 1)));
    if (!value.is_null()) items.push_back(std::move(value));
  }
  // Columns that are all empty are a list without elements, where it may be.
  if (items.empty() && type.min.value_or(0) > 0) return {};
  return items;
}

}  // namespace

Value read_source(const Source& source, const Type& type, RowReading& reading,
                  const std::string& path) {
  switch (source.kind) {
    case Source::Kind::nothing:
      return {};
    case Source::Kind::cell: {
      CellValue read = cell_value(reading.row.cells.at(source.column), type);
      if (!read.problem.empty())
        reading.problems.emplace_back(path, std::move(read.problem));
      return std::move(read.value);
    }
    case Source::Kind::formula:
      return formula_value(source, type, reading, path);
    case Source::Kind::object:
      return object_value(source, type, reading, path);
    case Source::Kind::list:
      return list_value(source, type, reading, path);
  }
  return {};
}

Value read_text(const Source& source, RowReading& reading,
                const std::string& path) {
  static const Type text;
  Value value = read_source(source, text, reading, path);
  if (value.is_null() || value.text() != nullptr || value.object() != nullptr)
    return value;
  return Value(to_json(value));
}

void add_columns(const Source& source, const std::string& path,
                 std::map<std::string, std::size_t>& columns) {
  if (source.kind == Source::Kind::cell) columns.emplace(path, source.column);
  for (const auto& [member, inner] : source.members)
    add_columns(inner, below(path, member), columns);
  for (std::size_t i = 0; i < source.items.size(); ++i)
    add_columns(source.items[i], below(path, std::to_string(i + 1)), columns);
}

}  // namespace onething::batch
