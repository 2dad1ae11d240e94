// SPDX-License-Identifier: Apache-2.0

#include "batch/find_columns.h"

#include <set>
#include <utility>

#include "batch/cell_value.h"
#include "model/type_facts.h"

namespace onething::batch {

namespace {

constexpr std::size_t kElementsMax = 100;  // Of a list, side by side.

std::set<std::string> own_names(const Field& field) {
  std::set<std::string> names;
  for (const std::string& name :
       {field.id.text, field.title.zh, field.title.en})
    if (!name.empty()) names.insert(normal_title(name));
  return names;
}

const std::vector<Field>& fields_of(const Type& type) {
  static const std::vector<Field> person = model::person_fields();
  return type.kind == TypeKind::person && type.fields.empty() ? person
                                                              : type.fields;
}

bool is_record(const Type& type) {
  return type.kind == TypeKind::object || type.kind == TypeKind::person;
}

Source cell(std::size_t column) {
  Source source;
  source.kind = Source::Kind::cell;
  source.column = column;
  return source;
}

}  // namespace

ColumnFinder::ColumnFinder(const Workflow& workflow,
                           const std::vector<std::string>& titles)
    : titles_(titles) {
  for (std::size_t i = 0; i < titles.size(); ++i)
    if (!titles[i].empty()) by_name_.emplace(normal_title(titles[i]), i);
  count(workflow.form);
  for (const Material& material : workflow.materials)
    for (const std::string& name :
         {material.id.text, material.title.zh, material.title.en})
      if (!name.empty()) ++leaves_[normal_title(name)];
}

void ColumnFinder::count(const std::vector<Field>& fields) {
  for (const Field& field : fields) {
    for (const std::string& name : own_names(field)) ++leaves_[name];
    if (is_record(field.type)) count(fields_of(field.type));
  }
}

std::optional<std::size_t> ColumnFinder::column(const Names& names) const {
  for (const std::string& name : names)
    if (const auto found = by_name_.find(name); found != by_name_.end())
      return found->second;
  return std::nullopt;
}

std::optional<std::size_t> ColumnFinder::title(std::string_view title) const {
  for (std::size_t i = 0; i < titles_.size(); ++i)
    if (titles_[i] == title) return i;
  return column({normal_title(title)});
}

Source ColumnFinder::field(const Field& field) { return find(field, {}); }

// Types nest no deeper than the documents they come from.
Source ColumnFinder::find(const Field& field, const Names& around) {
  Names names;
  for (const std::string& name : own_names(field)) {
    for (const std::string& outer : around) names.push_back(outer + name);
    if (around.empty() || leaves_[name] == 1) names.push_back(name);
  }
  if (is_record(field.type)) {
    Source inside = members(fields_of(field.type), names);
    if (inside.kind != Source::Kind::nothing) return inside;
  }
  if (field.type.kind == TypeKind::list && !field.type.element.empty()) {
    Source several = elements(field.type.element.front(), names);
    if (several.kind != Source::Kind::nothing) return several;
  }
  if (const auto found = column(names)) return cell(*found);
  return {};
}

Source ColumnFinder::members(const std::vector<Field>& fields,
                             const Names& around) {
  Source source;
  for (const Field& field : fields) {
    Source inner = find(field, around);
    if (inner.kind == Source::Kind::nothing) continue;
    source.kind = Source::Kind::object;
    source.members.push_back({field.id.text, std::move(inner)});
  }
  return source;
}

// "许可1编号", "许可2编号" …
Source ColumnFinder::elements(const Type& element, const Names& names) {
  Source source;
  for (std::size_t i = 1; i <= kElementsMax; ++i) {
    Names numbered;
    for (const std::string& name : names)
      numbered.push_back(name + std::to_string(i));
    Source inner;
    if (is_record(element)) {
      Source record;
      for (const Field& field : fields_of(element)) {
        Names inside;
        for (const std::string& own : own_names(field))
          for (const std::string& outer : numbered)
            inside.push_back(outer + own);
        const auto found = column(inside);
        if (!found) continue;
        record.kind = Source::Kind::object;
        record.members.push_back({field.id.text, cell(*found)});
      }
      inner = std::move(record);
    } else if (const auto found = column(numbered)) {
      inner = cell(*found);
    }
    if (inner.kind == Source::Kind::nothing) break;
    source.kind = Source::Kind::list;
    source.items.push_back(std::move(inner));
  }
  return source;
}

Source ColumnFinder::material(const Material& material) const {
  Names names;
  for (const std::string& name :
       {material.id.text, material.title.zh, material.title.en})
    if (!name.empty()) names.push_back(normal_title(name));
  if (const auto found = column(names)) return cell(*found);
  return {};
}

}  // namespace onething::batch
