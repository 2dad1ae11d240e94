// SPDX-License-Identifier: Apache-2.0

#include "load/template.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "load/keys.h"
#include "onething/text.h"
#include "yaml/places.h"

namespace onething::load {

namespace {

constexpr auto kParameterTypes =
    std::to_array<std::string_view>({"text", "formula", "limit", "count"});

// What could end the scalar that the value is put into.
bool is_plain_text(std::string_view text) {
  return text.find_first_of("\"'\\#{}[]\n\r\t`|>&*!%@") ==
             std::string_view::npos &&
         text.find(": ") == std::string_view::npos && !text.ends_with(':');
}

bool is_simple_formula(std::string_view formula) {
  return std::all_of(formula.begin(), formula.end(), [](unsigned char c) {
    return c == '.' || c == '_' || (c >= 'a' && c <= 'z') ||
           (c >= '0' && c <= '9');
  });
}

Parameter read_parameter(Reading& reading, const yaml::Entry& entry) {
  Parameter parameter;
  parameter.id = read_id(reading, entry.key).text;
  constexpr auto allowed =
      std::to_array<std::string_view>({"title", "type", "default"});
  const Keys keys(reading, entry.value, {"template.what_parameter", {}},
                  allowed);
  keys.title();
  keys.require("type");
  parameter.type =
      static_cast<ParameterType>(keys.word("type", kParameterTypes, 0));
  if (const yaml::Node* value = keys.find("default"))
    parameter.fallback = parameter_text(reading, *value, parameter);
  return parameter;
}

// Names in $(…) that no parameter has.
void check_places(Reading& reading, std::uint32_t file,
                  const std::vector<Parameter>& parameters) {
  yaml::Places places(file, reading.sources.files[file].text);
  const std::string text(places.text());
  for (std::size_t at = text.find("$("); at != std::string::npos;
       at = text.find("$(", at + 2)) {
    const std::size_t end = text.find(')', at);
    if (end == std::string::npos) return;
    const std::string name = text.substr(at + 2, end - at - 2);
    std::vector<std::string_view> known;
    for (const Parameter& each : parameters) known.push_back(each.id);
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    reading.report(codes::template_parameter, places.span(at, end + 1),
                   {"template.unknown_parameter", {{"name", name}}},
                   {"template.expected_parameter", {}}, propose(name, known));
  }
}

}  // namespace

std::optional<std::string> parameter_text(Reading& reading,
                                          const yaml::Node& node,
                                          const Parameter& parameter) {
  const std::string text = read_text(reading, node, parameter.id).text;
  if (text.empty()) return std::nullopt;
  if (parameter.type == ParameterType::limit)
    return read_limit(reading, node, parameter.id) ? std::optional(text)
                                                   : std::nullopt;
  if (parameter.type == ParameterType::count)
    return read_count(reading, node, parameter.id) ? std::optional(text)
                                                   : std::nullopt;
  const bool is_formula = parameter.type == ParameterType::formula;
  const bool fits = is_formula
                        ? text.size() > 1 && text[0] == '=' && text[1] != '=' &&
                              text.find('\n') == std::string::npos
                        : is_plain_text(text);
  if (!fits) {
    reading.report(
        codes::template_parameter, node.span,
        {"template.bad_value", {{"name", parameter.id}}},
        {is_formula ? "template.expected_formula" : "template.expected_plain",
         {}});
    return std::nullopt;
  }
  if (!is_formula) return text;
  const std::string formula = text.substr(1);
  return is_simple_formula(formula) ? formula : "(" + formula + ")";
}

TemplateHead read_template_head(Reading& reading, const yaml::Node& root) {
  constexpr auto allowed = std::to_array<std::string_view>(
      {"onething", "template", "version", "title", "parameters", "form",
       "prefill", "materials", "steps", "groups"});
  const Keys keys(reading, root, {"template.what_template", {}}, allowed);
  TemplateHead head;
  if (const yaml::Node* id = keys.require("template"))
    head.id = read_id(reading, *id);
  keys.require("version");
  head.version = keys.text("version");
  keys.require("title");
  keys.title();
  if (const yaml::Node* parameters = keys.mapping("parameters"))
    for (const yaml::Entry& entry : parameters->entries)
      head.parameters.push_back(read_parameter(reading, entry));
  return head;
}

void check_template(Reading& reading, const yaml::Node& root,
                    std::uint32_t file) {
  const TemplateHead head = read_template_head(reading, root);
  check_places(reading, file, head.parameters);
  const std::string& path = reading.sources.files[file].path;
  const std::string name = head.id.text + "@" + head.version.text + ".yaml";
  if (!reading.damaged && !path.ends_with("templates/" + name))
    reading.report(codes::unknown_template, root.entries.front().key.span,
                   {"template.wrong_file", {{"name", name}}},
                   {"template.expected_file", {{"name", name}}});
  const bool has_content = std::any_of(
      kFragmentParts.begin(), kFragmentParts.end(), [&](std::string_view part) {
        const yaml::Node* node = root.find(part);
        return node != nullptr && !node->entries.empty();
      });
  if (!has_content && !reading.damaged)
    reading.report(codes::unknown_template, root.entries.front().key.span,
                   {"template.empty", {}}, {"template.expected_content", {}});
}

}  // namespace onething::load
