// SPDX-License-Identifier: Apache-2.0
//
// The forms with one line for each finding.

#include "base/format.h"
#include "diag/excerpt.h"
#include "diag/headline.h"
#include "diag/json_quote.h"
#include "onething/diagnostic.h"

namespace onething {

namespace {

// What GitHub's runner would take for the end of a line, of a property or of
// the command itself.
std::string escaped(std::string_view text, bool in_property) {
  std::string out;
  for (const char c : text) {
    if (c == '%')
      out += "%25";
    else if (c == '\r')
      out += "%0D";
    else if (c == '\n')
      out += "%0A";
    else if (in_property && c == ':')
      out += "%3A";
    else if (in_property && c == ',')
      out += "%2C";
    else
      out += c;
  }
  return out;
}

std::string_view command_of(Severity severity) {
  return severity == Severity::info ? "notice" : name_of(severity);
}

}  // namespace

std::string render_concise(const Diagnostics& diagnostics,
                           const Sources& sources,
                           const RenderOptions& options) {
  std::string out;
  for (const Diagnostic& d : diagnostics)
    out +=
        format("{}:{}:{}: {}\n", diag::harmless(diag::path_of(d.span, sources)),
               d.span.begin.line, d.span.begin.column,
               diag::headline(d, options.language));
  return out;
}

std::string render_github(const Diagnostics& diagnostics,
                          const Sources& sources,
                          const RenderOptions& options) {
  std::string out;
  for (const Diagnostic& d : diagnostics) {
    std::string text = render(d.found, options.language);
    if (!d.help.empty()) text += "\n" + render(d.help, options.language);
    // Columns only where the finding is on one line: GitHub demands it.
    const bool is_one_line = d.span.begin.line == d.span.end.line;
    const std::string columns =
        is_one_line ? format(",col={},endColumn={}", d.span.begin.column,
                             d.span.end.column)
                    : std::string();
    out +=
        format("::{} title={},file={},line={},endLine={}{}::{}\n",
               command_of(d.severity), d.code,
               escaped(diag::path_of(d.span, sources), true), d.span.begin.line,
               d.span.end.line, columns, escaped(text, false));
  }
  return out;
}

}  // namespace onething
