// SPDX-License-Identifier: Apache-2.0

#include <map>
#include <vector>

#include "base/format.h"
#include "diag/json_quote.h"
#include "diag/xml_text.h"
#include "onething/diagnostic.h"

namespace onething {

namespace {

using diag::escaped;

bool is_failure(const Diagnostic& d, const RenderOptions& options) {
  return static_cast<int>(d.severity) <= static_cast<int>(options.fail_on);
}

std::string finding_case(const Diagnostic& d, std::string_view path,
                         const RenderOptions& options) {
  const std::string found = render(d.found, options.language);
  std::string body = format("{}:{}:{}: {}", path, d.span.begin.line,
                            d.span.begin.column, found);
  if (!d.help.empty()) body += "\n" + render(d.help, options.language);
  const std::string content =
      is_failure(d, options)
          ? format("      <failure message=\"{}\" type=\"{}\">{}</failure>\n",
                   escaped(found), escaped(d.code), escaped(body))
          : format("      <system-out>{}</system-out>\n", escaped(body));
  return format(
      "    <testcase classname=\"{}\" name=\"{} {}:{}\" time=\"0\">\n{}"
      "    </testcase>\n",
      escaped(path), escaped(d.code), d.span.begin.line, d.span.begin.column,
      content);
}

struct Suite {
  std::string cases;
  std::size_t tests = 0;
  std::size_t failures = 0;
};

std::string suite_xml(std::string_view path, const Suite& suite) {
  return format(
      "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"0\" "
      "skipped=\"0\" time=\"0\">\n{}  </testsuite>\n",
      escaped(path), suite.tests, suite.failures, suite.cases);
}

}  // namespace

std::string render_junit(const Diagnostics& diagnostics, const Sources& sources,
                         const RenderOptions& options) {
  std::map<std::uint32_t, Suite> suites;
  for (const std::uint32_t file : options.files) suites[file];
  if (options.files.empty())
    for (std::size_t i = 0; i < sources.files.size(); ++i)
      suites[static_cast<std::uint32_t>(i)];
  for (const Diagnostic& d : diagnostics) {
    Suite& suite = suites[d.span.file];
    suite.cases += finding_case(d, diag::path_of(d.span, sources), options);
    ++suite.tests;
    suite.failures += is_failure(d, options) ? 1 : 0;
  }
  std::string body;
  Suite all;
  for (auto& [file, suite] : suites) {
    Span span;
    span.file = file;
    const std::string_view path = diag::path_of(span, sources);
    if (suite.tests == 0) {
      suite.tests = 1;
      suite.cases =
          format("    <testcase classname=\"{}\" name=\"check\" time=\"0\"/>\n",
                 escaped(path));
    }
    all.tests += suite.tests;
    all.failures += suite.failures;
    body += suite_xml(path, suite);
  }
  return format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites "
      "name=\"onething check\" tests=\"{}\" failures=\"{}\" errors=\"0\" "
      "time=\"0\">\n{}</testsuites>\n",
      all.tests, all.failures, body);
}

}  // namespace onething
