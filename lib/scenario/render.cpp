// SPDX-License-Identifier: Apache-2.0
//
// A run of scenarios as text, JSON and JUnit.

#include <algorithm>
#include <string>
#include <utility>

#include "base/format.h"
#include "diag/xml_text.h"
#include "onething/scenario_run.h"
#include "onething/text.h"
#include "onething/value.h"

namespace onething {

namespace {

constexpr std::string_view kGreen = "\x1b[32m";
constexpr std::string_view kRed = "\x1b[1;31m";
constexpr std::string_view kPlain = "\x1b[0m";

const std::string& path_of(const ScenarioRun& run, std::uint32_t file) {
  return run.sources.files[file].path;
}

std::string place_of(const Difference& difference) {
  return std::to_string(difference.span.begin.line) + ":" +
         std::to_string(difference.span.begin.column);
}

bool has_passed(const PlayedScenario& one) { return one.differences.empty(); }

class TextForm {
 public:
  TextForm(const ScenarioRun& run, Language language, bool colour)
      : run_(run), language_(language), colour_(colour) {}

  std::string text() {
    for (std::uint32_t file = 0; file < run_.sources.files.size(); ++file) {
      bool has_any = false;
      for (const PlayedScenario& one : run_.played) {
        if (one.file != file) continue;
        if (!has_any) out_ += path_of(run_, file) + "\n";
        has_any = true;
        add(one);
      }
      if (has_any) out_ += "\n";
    }
    return std::move(out_);
  }

 private:
  std::string say(const Message& message) const {
    return render(message, language_);
  }

  void add(const PlayedScenario& one) {
    const bool passed = has_passed(one);
    const std::string word = say(passed ? Message{"scenario.passed", {}}
                                        : Message{"scenario.failed", {}});
    out_ += "  ";
    if (colour_) out_ += passed ? kGreen : kRed;
    out_ += word;
    if (colour_) out_ += kPlain;
    out_ += "  " + one.id;
    if (!one.title.empty()) out_ += "  " + one.title.in(language_);
    out_ += "\n";
    if (passed) return;
    for (const Difference& each : one.differences)
      out_ += "      " + path_of(run_, one.file) + ":" + place_of(each) + ": " +
              say(each.message) + "\n";
    if (one.story.empty()) return;
    out_ += "      " + say({"scenario.story", {}}) + "\n";
    for (const PlayedMoment& moment : one.story)
      out_ += "        " + to_local_text(moment.at) + "  " + say(moment.text) +
              "\n";
  }

  const ScenarioRun& run_;
  Language language_;
  bool colour_;
  std::string out_;
};

std::string body_of(const ScenarioRun& run, const PlayedScenario& one,
                    Language language) {
  std::string body;
  for (const Difference& each : one.differences)
    body += path_of(run, one.file) + ":" + place_of(each) + ": " +
            render(each.message, language) + "\n";
  for (const PlayedMoment& moment : one.story)
    body +=
        to_local_text(moment.at) + "  " + render(moment.text, language) + "\n";
  return body;
}

std::string case_xml(const ScenarioRun& run, const PlayedScenario& one,
                     Language language) {
  const std::string head =
      format("    <testcase classname=\"{}\" name=\"{}\" time=\"0\"",
             diag::escaped(path_of(run, one.file)), diag::escaped(one.id));
  if (has_passed(one)) return head + "/>\n";
  return head +
         format(
             ">\n      <failure message=\"{}\" type=\"scenario\">{}"
             "</failure>\n    </testcase>\n",
             diag::escaped(render(one.differences.front().message, language)),
             diag::escaped(body_of(run, one, language)));
}

// A file that could not be played is one test that has failed.
std::string problem_xml(std::string_view name, const std::string& text) {
  return format(
      "    <testcase classname=\"{}\" name=\"load\" time=\"0\">\n"
      "      <failure message=\"{}\" type=\"load\">{}</failure>\n"
      "    </testcase>\n",
      diag::escaped(name), diag::escaped(text), diag::escaped(text));
}

struct Suites {
  std::string body;
  std::size_t tests = 0;
  std::size_t failures = 0;

  void add(std::string_view name, const std::string& cases, std::size_t all,
           std::size_t failed) {
    if (all == 0) return;
    tests += all;
    failures += failed;
    body += format(
        "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"0\" "
        "skipped=\"0\" time=\"0\">\n{}  </testsuite>\n",
        diag::escaped(name), all, failed, cases);
  }
};

}  // namespace

std::string scenarios_text(const ScenarioRun& run, Language language,
                           bool colour) {
  return TextForm(run, language, colour).text();
}

std::string scenarios_json(const ScenarioRun& run, Language language) {
  List played;
  std::int64_t passed = 0;
  for (const PlayedScenario& one : run.played) {
    List differences;
    for (const Difference& each : one.differences)
      differences.push_back(
          Object{{"line", static_cast<std::int64_t>(each.span.begin.line)},
                 {"column", static_cast<std::int64_t>(each.span.begin.column)},
                 {"message_id", each.message.key},
                 {"message", render(each.message, language)}});
    List story;
    for (const PlayedMoment& moment : one.story)
      story.push_back(
          Object{{"at", moment.at}, {"text", render(moment.text, language)}});
    passed += has_passed(one) ? 1 : 0;
    played.push_back(
        Object{{"file", path_of(run, one.file)},
               {"line", static_cast<std::int64_t>(one.span.begin.line)},
               {"workflow", one.workflow},
               {"id", one.id},
               {"title", one.title.in(language)},
               {"passed", has_passed(one)},
               {"differences", std::move(differences)},
               {"story", std::move(story)}});
  }
  List problems;
  for (const Message& each : run.problems)
    problems.push_back(render(each, language));
  for (const Error& each : run.unreadable)
    problems.push_back(render(each.message, language));
  RenderOptions options;
  options.language = language;
  const Result<Value> mistakes =
      parse_json(render_json(run.diagnostics, run.sources, options));
  const Value* diagnostics =
      mistakes ? mistakes.value().find("diagnostics") : nullptr;
  const auto all = static_cast<std::int64_t>(run.played.size());
  return to_json(Object{{"scenarios", std::move(played)},
                        {"diagnostics",
                         diagnostics == nullptr ? Value(List{}) : *diagnostics},
                        {"problems", std::move(problems)},
                        {"passed", passed},
                        {"failed", all - passed}},
                 2) +
         "\n";
}

std::string scenarios_junit(const ScenarioRun& run, Language language) {
  Suites suites;
  for (std::uint32_t file = 0; file < run.sources.files.size(); ++file) {
    std::string cases;
    std::size_t all = 0;
    std::size_t failed = 0;
    for (const Diagnostic& each : run.diagnostics) {
      if (each.span.file != file || each.severity != Severity::error) continue;
      cases += problem_xml(path_of(run, file), render(each.found, language));
      ++all;
      ++failed;
    }
    for (const PlayedScenario& one : run.played) {
      if (one.file != file) continue;
      cases += case_xml(run, one, language);
      ++all;
      failed += has_passed(one) ? 0U : 1U;
    }
    suites.add(path_of(run, file), cases, all, failed);
  }
  for (const Message& each : run.problems)
    suites.add("project", problem_xml("project", render(each, language)), 1, 1);
  for (const Error& each : run.unreadable)
    suites.add("file", problem_xml("file", render(each.message, language)), 1,
               1);
  return format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites "
      "name=\"onething test\" tests=\"{}\" failures=\"{}\" errors=\"0\" "
      "time=\"0\">\n{}</testsuites>\n",
      suites.tests, suites.failures, suites.body);
}

}  // namespace onething
