// SPDX-License-Identifier: Apache-2.0

#include <array>

#include "calendar/calendar.h"
#include "export/case_rows.h"
#include "export/map_roots.h"
#include "model/template.h"

namespace onething::exchange {

namespace {

void collect_reads(const Formula& formula, std::vector<std::string>& paths) {
  if (formula.empty()) return;
  for (const expr::Reference& each : formula.reads()) {
    std::string path(each.root);
    for (const std::string_view part : each.path)
      path += "." + std::string(part);
    paths.push_back(std::move(path));
  }
}

// Every value that the template is made of. Nested no deeper than the document
// it was read from.
void collect_reads(const Template& from, std::vector<std::string>& paths) {
  collect_reads(from.formula, paths);
  for (const Template::Part& part : from.parts)
    collect_reads(part.formula, paths);
  for (const Template& item : from.items) collect_reads(item, paths);
  for (const auto& [name, member] : from.members) collect_reads(member, paths);
}

std::string mapped(const StoredCase& of, const ExportOptions& options,
                   const Template& from) {
  const auto compiled = model::CompiledTemplate::compile(from, map_roots);
  const auto* ready = std::get_if<model::CompiledTemplate>(&compiled);
  if (ready == nullptr) return {};
  const std::array<const Value*, map_roots.size()> roots = {
      &of.state.form, &of.state.prefill, &of.state.materials, &of.state.steps};
  const expr::EvalResult result = ready->evaluate({roots, &Calendar::china()});
  const Value* value = std::get_if<Value>(&result);
  if (value == nullptr) return {};
  std::vector<std::string> paths;
  collect_reads(from, paths);
  return Shown(of, options).value(*value, paths);
}

const Field* only_person(const Workflow& workflow) {
  const Field* found = nullptr;
  for (const Field& field : workflow.form) {
    if (field.type.kind != TypeKind::person) continue;
    if (found != nullptr) return nullptr;
    found = &field;
  }
  return found;
}

void add_person(const StoredCase& of, const ExportOptions& options,
                const Field& field, Row& row) {
  const Value* person = of.state.form.find(field.id.text);
  if (person == nullptr) return;
  const Shown shown(of, options);
  const std::string path = "form." + field.id.text;
  const auto member = [&](std::string_view name) {
    const Value* value = person->find(name);
    return value == nullptr ? std::string() : shown.value(*value, path);
  };
  row["applyer_name"] = member("name");
  row["applyer_type"] = "1";
  row["applyer_page_code"] = member("id");
  if (!row["applyer_page_code"].empty())
    row["applyer_page_type"] = type_word(TypeKind::citizen_id);
}

}  // namespace

bool add_mapped(const StoredCase& of, const ExportOptions& options,
                const std::vector<std::pair<Spelled, Template>>& part,
                TableKind table, Row& row) {
  bool has_any = false;
  for (const Column& column : columns_of(table))
    for (const auto& [name, from] : part)
      if (name.text == column.name) {
        std::string text = mapped(of, options, from);
        has_any = has_any || !text.empty();
        row[column.name] = std::move(text);
      }
  return has_any;
}

void add_applicant(const StoredCase& of, const ExportOptions& options,
                   Row& row) {
  const Workflow& workflow = *of.definition->workflow;
  const Shown shown(of, options);
  bool has_subject = false;
  for (const Field& field : workflow.form) {
    if (field.id.text != workflow.subject) continue;
    const bool is_uscc = field.type.kind == TypeKind::uscc;
    if (!is_uscc && field.type.kind != TypeKind::citizen_id) continue;
    const Value* value = of.state.form.find(field.id.text);
    if (value == nullptr || value->is_null()) continue;
    has_subject = true;
    row["applyer_page_code"] = shown.value(*value, "form." + field.id.text);
    row["applyer_page_type"] = type_word(field.type.kind);
    if (is_uscc)
      row["org_code"] = row["applyer_page_code"];
    else
      row["applyer_type"] = "1";
  }
  const Field* person = only_person(workflow);
  if (!has_subject && person != nullptr) add_person(of, options, *person, row);
  if (options.map != nullptr && options.map->workflow.text == workflow.id.text)
    add_mapped(of, options, options.map->accept, TableKind::accept, row);
}

}  // namespace onething::exchange
