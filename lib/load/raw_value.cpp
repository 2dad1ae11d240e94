// SPDX-License-Identifier: Apache-2.0

#include "load/raw_value.h"

#include <algorithm>
#include <utility>

#include "load/file_text.h"
#include "onething/load.h"
#include "yaml/read.h"

namespace onething {

namespace load {

// The reader bounds the depth of what is walked here.
Value raw_value(const yaml::Node& node) {
  if (node.is_list()) {
    List list;
    for (const yaml::Node& item : node.items) list.push_back(raw_value(item));
    return list;
  }
  if (node.is_mapping()) {
    Object object;
    for (const yaml::Entry& entry : node.entries)
      object.set(entry.key.text, raw_value(entry.value));
    return object;
  }
  if (node.is_missing() || node.is_null()) return {};
  return Value(node.text);
}

std::string without_json_tabs(std::string text) {
  const std::size_t start = text.find_first_not_of(" \t\r\n");
  if (start != std::string::npos && text[start] == '{')
    std::replace(text.begin(), text.end(), '\t', ' ');
  return text;
}

}  // namespace load

Result<Value> load_values(std::string_view path) {
  OT_TRY(std::string text, load::read_file_text(std::string(path)));
  Sources sources;
  const std::uint32_t file =
      sources.add(std::string(path), load::without_json_tabs(std::move(text)));
  const yaml::Document document = yaml::read(sources, file);
  for (const Diagnostic& diagnostic : document.diagnostics) {
    if (diagnostic.severity != Severity::error) continue;
    return Error{ErrorCode::invalid,
                 {"load.values_broken",
                  {{"path", std::string(path)},
                   {"line", std::to_string(diagnostic.span.begin.line)},
                   {"column", std::to_string(diagnostic.span.begin.column)},
                   {"problem", diagnostic.found}}}};
  }
  return load::raw_value(document.root);
}

}  // namespace onething
