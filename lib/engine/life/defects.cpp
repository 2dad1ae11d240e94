// SPDX-License-Identifier: Apache-2.0

#include "engine/life/defects.h"

#include <utility>

namespace onething {

std::string problem_text(const CaseDefect& defect, Language language) {
  return defect.message.empty() ? defect.problem
                                : render(defect.message, language);
}

std::string problems_text(std::span<const CaseDefect> defects,
                          Language language) {
  std::string text;
  for (const CaseDefect& defect : defects) {
    if (!text.empty()) text += "; ";
    const std::string& name =
        defect.title.empty() ? defect.field : defect.title;
    text += name.empty() ? "" : name + ": ";
    text += problem_text(defect, language);
  }
  return text;
}

}  // namespace onething

namespace onething::engine {

namespace {

std::string text_member(const Value& value, std::string_view name) {
  const Value* member = value.find(name);
  if (member == nullptr) return {};
  return member->text() != nullptr ? *member->text() : to_json(*member);
}

}  // namespace

std::string title_of_path(const std::string& path, const Workflow& workflow) {
  const std::string first = path.substr(0, path.find('.'));
  for (const Field& field : workflow.form)
    if (field.id.text == first) return field.title.in(Language::zh);
  for (const Material& material : workflow.materials)
    if (material.id.text == first) return material.title.in(Language::zh);
  return {};
}

std::string path_text(const std::vector<std::string>& path) {
  std::string text;
  for (const std::string& part : path) {
    if (!text.empty()) text += '.';
    text += part;
  }
  return text;
}

std::vector<CaseDefect> to_case_defects(
    const std::vector<model::Defect>& defects) {
  std::vector<CaseDefect> found;
  found.reserve(defects.size());
  for (const model::Defect& defect : defects)
    found.push_back({path_text(defect.path), defect.title.in(Language::zh), "",
                     defect.problem});
  return found;
}

std::vector<CaseDefect> read_defects(const List& listed,
                                     const Workflow& workflow) {
  std::vector<CaseDefect> found;
  found.reserve(listed.size());
  for (const Value& item : listed) {
    CaseDefect& defect = found.emplace_back();
    if (item.object() == nullptr) {
      defect.problem = item.text() != nullptr ? *item.text() : to_json(item);
      continue;
    }
    defect.field = text_member(item, "field");
    defect.problem = text_member(item, "problem");
    defect.title = title_of_path(defect.field, workflow);
  }
  return found;
}

}  // namespace onething::engine
