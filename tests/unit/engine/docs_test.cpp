// SPDX-License-Identifier: Apache-2.0
//
// docs/cases.md and docs/event_log.md say what the code says.

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <string>

#include "engine/transitions.h"
#include "support/golden.h"

namespace onething {
namespace {

using engine::CaseStatus;

// transitions.def as Mermaid: one arrow for each pair of states.
std::string diagram() {
  std::map<std::pair<CaseStatus, CaseStatus>, std::string> arrows;
  for (const engine::Transition& line : engine::transitions()) {
    std::string& label = arrows[{line.from, line.to}];
    if (!label.empty()) label += ", ";
    label += engine::command_word(line.command);
  }
  std::string text = "```mermaid\nstateDiagram-v2\n";
  for (const auto& [pair, label] : arrows) {
    const auto& [from, to] = pair;
    // What comes after the end and changes nothing would only hide the rest.
    if (engine::has_ended(from)) continue;
    text += "    ";
    text += from == CaseStatus::none ? "[*]" : engine::status_word(from);
    text += " --> ";
    text += engine::status_word(to);
    text += ": " + label + "\n";
  }
  for (const CaseStatus end :
       {CaseStatus::granted, CaseStatus::denied, CaseStatus::withdrawn})
    text += "    " + std::string(engine::status_word(end)) + " --> [*]\n";
  return text + "```\n";
}

// The table below the diagram: every line of transitions.def.
std::string table() {
  std::map<std::pair<CaseStatus, engine::CommandKind>, std::string> rows;
  for (const engine::Transition& line : engine::transitions()) {
    std::string& to = rows[{line.from, line.command}];
    if (!to.empty()) to += ", ";
    to += "`" + std::string(engine::status_word(line.to)) + "`";
  }
  std::string text = "| in | command | can lead to |\n|---|---|---|\n";
  for (const auto& [pair, to] : rows)
    text += "| `" + std::string(engine::status_word(pair.first)) + "` | `" +
            std::string(engine::command_word(pair.second)) + "` | " + to +
            " |\n";
  return text;
}

// `page` with what stands between the marks replaced.
std::string with_part(std::string page, const std::string& name,
                      const std::string& part) {
  const std::string open = "<!-- " + name + ": from transitions.def -->\n";
  const std::string close = "<!-- end of " + name + " -->";
  const std::size_t begin = page.find(open);
  const std::size_t end = page.find(close);
  if (begin == std::string::npos || end == std::string::npos) {
    ADD_FAILURE() << "docs/cases.md has lost the marks of " << name;
    return page;
  }
  const std::size_t from = begin + open.size();
  return page.replace(from, end - from, "\n" + part + "\n");
}

TEST(CasesPage, HasTheDiagramAndTheTableOfTheCode) {
  const char* path = "../docs/cases.md";
  std::string page = with_part(testing::read_file(path), "diagram", diagram());
  page = with_part(std::move(page), "table", table());
  testing::expect_golden(path, page);
}

TEST(EventLogPage, DescribesEveryEventAndItsFields) {
  const std::string page = testing::read_file("../docs/event_log.md");
#define ONETHING_EVENT(Type, word, version)                                \
  EXPECT_NE(page.find("### `" word "` (" #version ")"), std::string::npos) \
      << word;
#include "engine/codec/event_types.def"
}

}  // namespace
}  // namespace onething
