// SPDX-License-Identifier: Apache-2.0

#include "base/format.h"
#include "diag/family.h"
#include "diag/json_quote.h"
#include "onething/diagnostic.h"

namespace onething {

namespace {

using diag::path_of;
using diag::quoted;

std::string position_json(const Position& p) {
  return format(R"({{"line":{},"column":{},"byte":{}}})", p.line, p.column,
                p.byte);
}

std::string lines_json(const Span& span) {
  return format(R"("line":{},"column":{},"end_line":{},"end_column":{})",
                span.begin.line, span.begin.column, span.end.line,
                span.end.column);
}

std::string place_json(const Span& span, const Sources& sources) {
  return format(R"("file":{},"range":{{"start":{},"end":{}}},{})",
                quoted(path_of(span, sources)), position_json(span.begin),
                position_json(span.end), lines_json(span));
}

std::string args_json(const Message& message, Language language) {
  std::string out;
  for (const Arg& arg : message.args)
    out += format(
        "{}{}:{}", out.empty() ? "" : ",", quoted(arg.name),
        quoted(arg.nested.empty() ? arg.value
                                  : render(arg.nested.front(), language)));
  return out;
}

// With what is told inside as a message of its own: the events of a story.
std::string told_json(const Message& message, Language language) {
  std::string out;
  for (const Arg& arg : message.args) {
    out += format("{}{}:", out.empty() ? "" : ",", quoted(arg.name));
    if (arg.nested.empty()) {
      out += quoted(arg.value);
      continue;
    }
    const Message& inner = arg.nested.front();
    out += format("{{\"message_id\":{},\"message\":{},\"args\":{{{}}}}}",
                  quoted(inner.key), quoted(render(inner, language)),
                  args_json(inner, language));
  }
  return out;
}

std::string labels_json(const Diagnostic& d, const Sources& sources,
                        Language language) {
  std::string out;
  for (const Label& label : d.labels)
    out += format("{}{{{},\"message_id\":{},\"message\":{},\"args\":{{{}}}}}",
                  out.empty() ? "" : ",", place_json(label.span, sources),
                  quoted(label.message.key),
                  quoted(render(label.message, language)),
                  told_json(label.message, language));
  return out;
}

std::string edits_json(const Diagnostic& d, const Sources& sources) {
  std::string out;
  for (const Edit& edit : d.edits)
    out += format("{}{{{},\"replacement\":{}}}", out.empty() ? "" : ",",
                  place_json(edit.span, sources), quoted(edit.replacement));
  return out;
}

std::string diagnostic_json(const Diagnostic& d, const Sources& sources,
                            const RenderOptions& options) {
  const Language language = options.language;
  const std::string edits = edits_json(d, sources);
  // `fixes` came first and stays: this document only grows.
  const std::string mend =
      edits.empty() ? "null" : "{\"edits\":[" + edits + "]}";
  return format(
      R"({{"code":{},"name":{},"family":{},"severity":{},"message_id":{},)"
      R"("message":{},"args":{{{}}},{},"expected":{},"labels":[{}],)"
      R"("help":{},"fixes":[{}],"mend":{}}})",
      quoted(d.code), quoted(find_title(options, d.code).name),
      quoted(family_of(d.code)), quoted(name_of(d.severity)),
      quoted(d.found.key), quoted(render(d.found, language)),
      args_json(d.found, language), place_json(d.span, sources),
      quoted(render(d.expected, language)), labels_json(d, sources, language),
      quoted(render(d.help, language)), edits, mend);
}

}  // namespace

std::string render_json(const Diagnostics& diagnostics, const Sources& sources,
                        const RenderOptions& options) {
  std::string list;
  std::size_t counts[3] = {};
  for (const Diagnostic& d : diagnostics) {
    if (!list.empty()) list += ",\n";
    list += diagnostic_json(d, sources, options);
    ++counts[static_cast<std::size_t>(d.severity)];
  }
  return format(
      "{{\"diagnostics\":[{}],\"errors\":{},\"warnings\":{},\"infos\":{}}}\n",
      list, counts[0], counts[1], counts[2]);
}

}  // namespace onething
