// SPDX-License-Identifier: Apache-2.0
//
// The schema and the loader know the same keys. The loader is asked: a key that
// it does not know makes it name those that it does.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <map>
#include <set>

#include "onething/export.h"
#include "onething/load.h"
#include "schema/table.h"

namespace onething::schema {
namespace {

constexpr std::string_view kProbe = "zzzzzzzzzzzz";

using KeySet = std::set<std::string>;

KeySet split(const std::string& joined) {
  KeySet out;
  for (std::size_t at = 0; at < joined.size();) {
    const std::size_t end = std::min(joined.find(", ", at), joined.size());
    out.insert(joined.substr(at, end - at));
    at = end + 2;
  }
  return out;
}

// What the loader says of the probe on each line that has one.
std::map<std::uint32_t, KeySet> accepted(const Diagnostics& diagnostics) {
  std::map<std::uint32_t, KeySet> out;
  for (const Diagnostic& d : diagnostics) {
    if (d.help.key != "load.help_allowed") continue;
    if (d.found.args.empty() || d.found.args[0].value != kProbe) continue;
    for (const Arg& arg : d.help.args)
      if (arg.name == "allowed") out[d.span.begin.line] = split(arg.value);
  }
  return out;
}

KeySet keys_of(std::string_view section) {
  KeySet out;
  for (const Key& key : all_keys())
    if (key.section == section) out.insert(std::string(key.name));
  return out;
}

// Lines that end with "#? section" hold a probe for that section.
struct Probes {
  std::string text;
  std::map<std::uint32_t, std::string> sections;  // By line.
};

Probes probes(std::string_view pattern) {
  Probes out;
  std::uint32_t line = 1;
  for (std::size_t at = 0; at < pattern.size(); ++line) {
    const std::size_t end = std::min(pattern.find('\n', at), pattern.size());
    std::string row(pattern.substr(at, end - at));
    const std::size_t mark = row.find("? ");
    if (mark != std::string::npos) {
      out.sections[line] = row.substr(mark + 2);
      row = row.substr(0, mark) + std::string(kProbe) + ": 1";
    }
    out.text += row + "\n";
    at = end + 1;
  }
  return out;
}

constexpr std::string_view kProject = R"(onething: 1
project: p
? project
sealing:
  key: env:A
  ? sealing
people:
  p:
    roles: auditor
    ? person
environments:
  trial:
    ? environment
    pace:
      a:
        ? pace
    departments:
      a:
        ? target
        http:
          base: "https://a.example.cn"
          ? http_target
          auth:
            bearer: env:A
            ? auth
      b:
        exec:
          argv: [/a]
          ? exec_target
      c:
        file:
          outbox: /a
          inbox: /b
          ? file_target
)";

constexpr std::string_view kDepartment = R"(onething: 1
department: a
title:
  zh: a
  ? title
? department
contact:
  phone: p
  ? contact
holds:
  h:
    type: text
    ? held_field
services:
  s:
    title: s
    ? service
    retry:
      attempts: 2
      ? retry
    input:
      i:
        type: text
        ? input_field
    output:
      o:
        type: list
        of:
          type: text
          ? element_type
        ? output_field
    limit:
      ? service_limit
    commitment:
      field: general
      ? commitment
    call:
      ? call
      http:
        path: /s
        query:
          path: /q
          ? query_call
        ? http_call
  t:
    title: t
    call:
      exec:
        query: true
        ? exec_call
  u:
    title: u
    call:
      file:
        query: true
        ? file_call
)";

constexpr std::string_view kWorkflow = R"(onething: 1
workflow: w
? workflow
use:
  x:
    template: templates/t@1
    ? use
title: w
lead: a
promise:
  - within: 1wd
    ? promise_route
clocks:
  escalate:
    - after: 1wd
      role: r
      ? escalation
  ? clocks
before:
  label: x
  ? before
fallback:
  ? fallback
guide:
  fee: none
  ? guidance
  questions:
    - ask: a
      answer: b
      ? question
form:
  f:
    type: text
    ? form_field
prefill:
  p:
    uses: a/s
    ? prefill
materials:
  m:
    title: m
    ? material
steps:
  s:
    uses: a/s
    ? step
groups:
  g:
    steps: [s]
    ? group
acceptance:
  role: r
  ? office
agents:
  reason: r
  ? agents
states:
  st:
    title: t
    events:
      e:
        to: st
        ? state_event
    ? state
)";

constexpr std::string_view kTemplate = R"(onething: 1
template: t
version: 1
title: t
? template
parameters:
  p:
    type: text
    default: d
    ? parameter
form:
  $f:
    type: text
)";

constexpr std::string_view kAdoption = R"(onething: 1
adopts: w
as: w_here
of_version: "1"
region: r
area: "370202"
? adopts
clocks:
  ? adopted_clocks
form:
  f:
    ? adopted_field
steps:
  s:
    ? adopted_step
services:
  a/s:
    ? adopted_service
    limit:
      ? adopted_service_limit
)";

constexpr std::string_view kApplication = R"(onething: 1
application: w
? application
agent:
  id: a
  scope: submit
  valid_until: 2026-01-01
  real_name: passed
  ? agent
)";

constexpr std::string_view kMigration = R"(onething: 1
migration: w
? migration
)";

void compare(const Probes& asked, const Diagnostics& diagnostics,
             std::set<std::string>& seen) {
  const std::map<std::uint32_t, KeySet> answers = accepted(diagnostics);
  for (const auto& [line, section] : asked.sections) {
    const auto answer = answers.find(line);
    ASSERT_NE(answer, answers.end())
        << section << ": the loader says nothing of line " << line;
    EXPECT_EQ(keys_of(section), answer->second)
        << section << ": lib/schema/keys.def beside what lib/load accepts";
    seen.insert(section);
  }
}

TEST(SchemaKeys, AreThoseOfTheLoader) {
  std::set<std::string> seen;
  const Probes project = probes(kProject);
  const Probes department = probes(kDepartment);
  const Probes workflow = probes(kWorkflow);
  const Probes fragment = probes(kTemplate);
  const Probes adoption = probes(kAdoption);
  const std::vector<SourceFile> files = {
      {"onething.yaml", project.text},
      {"departments/a.yaml", department.text},
      {"templates/t@1.yaml", fragment.text},
      {"here.yaml", adoption.text},
      {"w.yaml", workflow.text}};
  const LoadedProject loaded = load_texts(files);
  const auto of_file = [&](std::string_view path) {
    Diagnostics out;
    for (const Diagnostic& d : loaded.diagnostics)
      if (loaded.sources.files[d.span.file].path == path) out.push_back(d);
    return out;
  };
  compare(project, of_file("onething.yaml"), seen);
  compare(department, of_file("departments/a.yaml"), seen);
  compare(workflow, of_file("w.yaml"), seen);
  compare(fragment, of_file("templates/t@1.yaml"), seen);
  compare(adoption, of_file("here.yaml"), seen);
  for (const Section& section : all_sections()) {
    const std::string name(section.name);
    // Compared below, or read by nobody yet.
    const std::set<std::string> others = {
        "application", "agent",       "migration", "scenarios",     "example",
        "event",       "expectation", "columns",   "played_answer", "export"};
    if (others.contains(name)) continue;
    EXPECT_TRUE(seen.contains(name)) << name << " is not compared";
  }
}

TEST(SchemaKeys, OfAnApplicationAreThoseOfTheLoader) {
  const Probes asked = probes(kApplication);
  const std::string path = ::testing::TempDir() + "onething_probe.yaml";
  std::ofstream(path) << asked.text;
  Project project;
  Workflow workflow;
  workflow.id.text = "w";

  const Result<LoadedApplication> loaded =
      load_application(path, project, workflow);

  std::remove(path.c_str());
  ASSERT_TRUE(loaded);
  std::set<std::string> seen;
  compare(asked, loaded.value().diagnostics, seen);
}

TEST(SchemaKeys, OfAMappingAreThoseOfTheLoader) {
  const Probes asked = probes(kMigration);
  const std::string path = ::testing::TempDir() + "onething_mapping.yaml";
  std::ofstream(path) << asked.text;
  Workflow workflow;
  workflow.id.text = "w";

  const Result<LoadedMigration> loaded = load_migration(path, workflow, {});

  std::remove(path.c_str());
  ASSERT_TRUE(loaded);
  std::set<std::string> seen;
  compare(asked, loaded.value().diagnostics, seen);
}

TEST(SchemaKeys, OfColumnsAreThoseOfTheLoader) {
  const Probes asked = probes("onething: 1\ncolumns: w\n? columns\n");
  const std::string path = ::testing::TempDir() + "onething_columns.yaml";
  std::ofstream(path) << asked.text;
  Workflow workflow;
  workflow.id.text = "w";

  const Result<LoadedColumns> loaded = load_columns(path, workflow);

  std::remove(path.c_str());
  ASSERT_TRUE(loaded);
  std::set<std::string> seen;
  compare(asked, loaded.value().diagnostics, seen);
}

TEST(SchemaKeys, OfAnExportMapAreThoseOfTheLoader) {
  const Probes asked = probes("onething: 1\nexport: w\n? export\n");
  const std::string path = ::testing::TempDir() + "onething_export.yaml";
  std::ofstream(path) << asked.text;

  const Result<LoadedExportMap> loaded = load_export_map(path);

  std::remove(path.c_str());
  ASSERT_TRUE(loaded);
  std::set<std::string> seen;
  compare(asked, loaded.value().diagnostics, seen);
}

constexpr std::string_view kScenarios = R"(onething: 1
scenarios: w
? scenarios
examples:
  one:
    ? example
    given:
      a:
        silent: true
        ? played_answer
    when:
      - do: wait
        ? event
    then:
      state: granted
      ? expectation
)";

TEST(SchemaKeys, OfScenariosAreThoseOfTheLoader) {
  const Probes asked = probes(kScenarios);
  Project project;
  project.workflows.emplace_back().id.text = "w";

  const LoadedScenarios loaded =
      load_scenarios_text({"w.test.yaml", asked.text}, project);

  std::set<std::string> seen;
  compare(asked, loaded.diagnostics, seen);
  EXPECT_EQ(seen.size(), 5U);
}

TEST(SchemaKeys, EveryShapeExists) {
  for (const Key& key : all_keys()) {
    EXPECT_NE(find_section(key.section), nullptr) << key.section;
    EXPECT_FALSE(key.name.empty());
  }
  EXPECT_EQ(document_kinds().size(), 10U);
  for (const std::string_view kind : document_kinds())
    EXPECT_NE(find_section(kind), nullptr) << kind;
}

}  // namespace
}  // namespace onething::schema
