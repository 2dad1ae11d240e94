// SPDX-License-Identifier: Apache-2.0

#include "onething/disclosure.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "check/privacy/disclosure.h"
#include "onething/value.h"

namespace onething {

namespace {

DisclosureMatrix matrix_of(const Project& project, const Workflow& workflow) {
  DisclosureMatrix matrix{workflow.id.text, workflow.title, {}};
  for (check::DisclosureRow& row : check::disclosure_of(project, workflow)) {
    DisclosedField& field = matrix.fields.emplace_back();
    field.field = std::move(row.field);
    field.title = std::move(row.title);
    field.sensitivity = row.sensitivity;
    field.department = row.department->id.text;
    field.department_title = row.department->title;
    field.service = row.service->id.text;
    field.service_title = row.service->title;
    field.input = std::move(row.input);
    field.steps = std::move(row.steps);
    field.purpose = std::move(row.purpose);
    field.basis = std::move(row.basis);
    field.conditions = std::move(row.conditions);
  }
  return matrix;
}

std::string joined(const std::vector<std::string>& texts,
                   std::string_view between) {
  std::string out;
  for (const std::string& text : texts) {
    if (!out.empty()) out += between;
    out += text;
  }
  return out;
}

// A spreadsheet runs what begins like this.
bool looks_like_a_formula(std::string_view text) {
  return !text.empty() &&
         std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos;
}

std::string cell(std::string text) {
  if (looks_like_a_formula(text)) text.insert(0, 1, '\'');
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + "\"";
}

template <std::size_t N>
void add_line(std::string& out, std::array<std::string, N> cells) {
  for (std::size_t i = 0; i < N; ++i)
    out += (i == 0 ? "" : ",") + cell(std::move(cells[i]));
  out += "\r\n";
}

List list_of(const std::vector<std::string>& texts) {
  List list;
  for (const std::string& text : texts) list.emplace_back(text);
  return list;
}

Object object_of(const DisclosedField& field, Language language) {
  return Object{
      {"field", field.field},
      {"title", field.title.in(language)},
      {"sensitivity", std::string(sensitivity_word(field.sensitivity))},
      {"department", field.department},
      {"department_title", field.department_title.in(language)},
      {"service", field.service},
      {"service_title", field.service_title.in(language)},
      {"input", field.input},
      {"steps", list_of(field.steps)},
      {"purpose", field.purpose},
      {"basis", field.basis},
      {"conditions", list_of(field.conditions)}};
}

}  // namespace

std::vector<DisclosureMatrix> disclosure_matrices(const CheckRun& run) {
  std::vector<DisclosureMatrix> matrices;
  std::uint32_t first = 0;
  for (const LoadedProject& loaded : run.projects) {
    for (const Workflow& workflow : loaded.project.workflows)
      if (std::find(run.asked.begin(), run.asked.end(),
                    first + workflow.file) != run.asked.end())
        matrices.push_back(matrix_of(loaded.project, workflow));
    first += static_cast<std::uint32_t>(loaded.sources.files.size());
  }
  return matrices;
}

std::string disclosure_csv(const std::vector<DisclosureMatrix>& matrices,
                           Language language) {
  const auto word = [language](std::string_view key) {
    return render({key, {}}, language);
  };
  std::string out = "\xEF\xBB\xBF";
  add_line<13>(
      out, {word("disclosure.workflow"), word("disclosure.field"),
            word("disclosure.title"), word("disclosure.sensitivity"),
            word("disclosure.department"), word("disclosure.department_title"),
            word("disclosure.service"), word("disclosure.service_title"),
            word("disclosure.input"), word("disclosure.steps"),
            word("disclosure.purpose"), word("disclosure.basis"),
            word("disclosure.conditions")});
  for (const DisclosureMatrix& matrix : matrices)
    for (const DisclosedField& field : matrix.fields)
      add_line<13>(out, {matrix.workflow, field.field, field.title.in(language),
                         std::string(sensitivity_word(field.sensitivity)),
                         field.department, field.department_title.in(language),
                         field.service, field.service_title.in(language),
                         field.input, joined(field.steps, "; "), field.purpose,
                         field.basis, joined(field.conditions, "; ")});
  return out;
}

std::string disclosure_json(const std::vector<DisclosureMatrix>& matrices,
                            Language language) {
  List workflows;
  for (const DisclosureMatrix& matrix : matrices) {
    List fields;
    for (const DisclosedField& field : matrix.fields)
      fields.emplace_back(object_of(field, language));
    workflows.emplace_back(Object{{"workflow", matrix.workflow},
                                  {"title", matrix.title.in(language)},
                                  {"fields", std::move(fields)}});
  }
  return to_json(Object{{"workflows", std::move(workflows)}}, 2) + "\n";
}

}  // namespace onething
