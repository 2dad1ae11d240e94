// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <tuple>

#include "diag/codes.h"
#include "onething/diagnostic.h"

namespace onething {

namespace {

auto order_of(const Diagnostic& d) {
  return std::tie(d.span.file, d.span.begin.line, d.span.begin.column, d.code,
                  d.span.end);
}

bool same_message(const Message& a, const Message& b) {
  if (a.key != b.key || a.args.size() != b.args.size()) return false;
  for (std::size_t i = 0; i < a.args.size(); ++i)
    if (a.args[i].name != b.args[i].name || a.args[i].value != b.args[i].value)
      return false;
  return true;
}

}  // namespace

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

void sort_and_merge(Diagnostics& diagnostics) {
  std::stable_sort(diagnostics.begin(), diagnostics.end(),
                   [](const Diagnostic& a, const Diagnostic& b) {
                     return order_of(a) < order_of(b);
                   });
  const auto last = std::unique(diagnostics.begin(), diagnostics.end(),
                                [](const Diagnostic& a, const Diagnostic& b) {
                                  return order_of(a) == order_of(b) &&
                                         same_message(a.found, b.found);
                                });
  diagnostics.erase(last, diagnostics.end());
}

bool has_errors(const Diagnostics& diagnostics) {
  return std::any_of(
      diagnostics.begin(), diagnostics.end(),
      [](const Diagnostic& d) { return d.severity == Severity::error; });
}

CodeTitle find_title(const RenderOptions& options, std::string_view code) {
  const auto found =
      std::lower_bound(options.titles.begin(), options.titles.end(), code,
                       [](const CodeTitle& title, std::string_view c) {
                         return title.code < c;
                       });
  if (found != options.titles.end() && found->code == code) return *found;
  for (const Code& each : codes::all)
    if (each.code == code) return {code, each.name, {}};
  return {code, {}, {}};
}

}  // namespace onething
