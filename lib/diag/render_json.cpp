// SPDX-License-Identifier: Apache-2.0

#include "base/format.h"
#include "onething/diagnostic.h"
#include "onething/text.h"

namespace onething {

namespace {

// What JSON must have escaped, and U+FFFD for every byte that is not UTF-8.
std::string quoted(std::string_view text) {
  const bool is_valid = is_valid_utf8(text);
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (byte < 0x20 || byte == 0x7F) {
      out += format("\\u{:04x}", byte);
    } else if (byte >= 0x80 && !is_valid) {
      out += "\xEF\xBF\xBD";
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string_view name_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::info:
      return "info";
  }
  return {};
}

std::string position_json(const Position& p) {
  return format(R"({{"line":{},"column":{},"byte":{}}})", p.line, p.column,
                p.byte);
}

std::string place_json(const Span& span, const Sources& sources) {
  const std::string_view path = span.file < sources.files.size()
                                    ? sources.files[span.file].path
                                    : std::string_view();
  return format(R"("file":{},"range":{{"start":{},"end":{}}})", quoted(path),
                position_json(span.begin), position_json(span.end));
}

std::string diagnostic_json(const Diagnostic& d, const Sources& sources,
                            Language language) {
  std::string labels;
  for (const Label& label : d.labels)
    labels += format("{}{{{},\"message\":{}}}", labels.empty() ? "" : ",",
                     place_json(label.span, sources),
                     quoted(render(label.message, language)));
  std::string fixes;
  for (const Edit& edit : d.edits)
    fixes += format("{}{{{},\"replacement\":{}}}", fixes.empty() ? "" : ",",
                    place_json(edit.span, sources), quoted(edit.replacement));
  return format(R"({{"code":{},"severity":{},"message_id":{},"message":{},{},)"
                R"("expected":{},"labels":[{}],"help":{},"fixes":[{}]}})",
                quoted(d.code), quoted(name_of(d.severity)),
                quoted(d.found.key), quoted(render(d.found, language)),
                place_json(d.span, sources),
                quoted(render(d.expected, language)), labels,
                quoted(render(d.help, language)), fixes);
}

}  // namespace

std::string render_json(const Diagnostics& diagnostics, const Sources& sources,
                        const RenderOptions& options) {
  std::string list;
  std::size_t errors = 0;
  std::size_t warnings = 0;
  for (const Diagnostic& d : diagnostics) {
    if (!list.empty()) list += ',';
    list += diagnostic_json(d, sources, options.language);
    errors += d.severity == Severity::error;
    warnings += d.severity == Severity::warning;
  }
  return format("{{\"diagnostics\":[{}],\"errors\":{},\"warnings\":{}}}\n",
                list, errors, warnings);
}

}  // namespace onething
