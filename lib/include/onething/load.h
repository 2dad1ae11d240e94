// SPDX-License-Identifier: Apache-2.0
//
// Loading: files to a Project, an application file to a typed form.
//
// Loading never stops at the first mistake: it returns what could be understood
// and every diagnostic. It resolves references and parses formulas; whether the
// whole makes sense is the business of checks.

#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "onething/agent.h"
#include "onething/columns.h"
#include "onething/diagnostic.h"
#include "onething/migration.h"
#include "onething/result.h"
#include "onething/scenarios.h"
#include "onething/workflow.h"

namespace onething {

struct LoadedProject {
  std::string root;  // Folder of onething.yaml.
  Sources sources;
  Project project;
  Diagnostics diagnostics;
};

// The folder of the onething.yaml that governs `start` (a file or folder): its
// own folder, that folder's workflows/, or the nearest parent for which this
// holds. not_found (load.no_project) otherwise.
Result<std::string> find_project(std::string_view start);

// The documents of the project, relative to `root`: onething.yaml, then by
// name.
Result<std::vector<std::string>> project_files(std::string_view root);

// Reads onething.yaml, departments/*.yaml, *.yaml and workflows/*.yaml below
// `root`, except *.test.yaml. Fails only when files cannot be read.
Result<LoadedProject> load_project(std::string_view root);

// The same from texts; for stored definitions, tests and editors. `jobs`
// threads at most, 0 for one per core; the result is the same.
LoadedProject load_texts(std::vector<SourceFile> files, unsigned jobs = 1);

// What a case is pinned to: the project's name, the workflow's file and those
// of the departments it uses, as one text, and that text's hash.
// load_definition reads it back.
struct DefinitionText {
  std::string hash;
  std::string content;
};
DefinitionText definition_text(const LoadedProject& loaded,
                               const Workflow& workflow);
Result<LoadedProject> load_definition(std::string_view content);

// What an applicant hands in, from a YAML or JSON file:
//   onething: 1
//   application: individual_to_company
//   form: {…}
//   materials: {articles: articles.pdf, premises: {lease: lease.pdf}}
//   agent: {id: wang_qiang, scope: [submit], …}
//   given: {tax/check_arrears: [{returned: […]}, {done: {…}}]}   # trial only
// A file without these keys is the form itself.
struct Application {
  std::string workflow;        // Empty when the file does not say.
  Value form;                  // Typed by the workflow's form; an object.
  Value materials;             // {id: {kind: …, file: …}}; an object.
  std::optional<Agent> agent;  // Who files for the applicant.
  Value given;      // How the trial's departments answer; may be null.
  Value follow_up;  // `supplement:` for what comes after a return; may be null.
};
struct LoadedApplication {
  Sources sources;
  Application application;
  Diagnostics diagnostics;  // All defects at once, with the fields' titles.
};
Result<LoadedApplication> load_application(std::string_view path,
                                           const Project& project,
                                           const Workflow& workflow);

// A mapping file for moving cases to `target`:
//   onething: 1
//   migration: individual_to_company
//   steps: {tax: tax_transfer}      # also prefill, form, materials, states
//   drop: [archive, form.fax]       # of which nothing is kept
// `earlier` are the versions that cases have now; old names are theirs.
struct LoadedMigration {
  Sources sources;
  Migration migration;
  Diagnostics diagnostics;
};
Result<LoadedMigration> load_migration(
    std::string_view path, const Workflow& target,
    std::span<const Workflow* const> earlier);

// A file that says how the columns of a table become applications:
//   onething: 1
//   columns: individual_to_company
//   key: 统一社会信用代码
//   form: {uscc: 统一社会信用代码, route: ="direct_change"}
//   materials: {articles: 公司章程}
//   ignore: [序号]
struct LoadedColumns {
  Sources sources;
  Columns columns;
  Diagnostics diagnostics;
};
Result<LoadedColumns> load_columns(std::string_view path,
                                   const Workflow& workflow);

// A file of scenarios (docs/format.md), for a workflow of the project.
struct LoadedScenarios {
  Sources sources;
  Scenarios scenarios;
  Diagnostics diagnostics;
};
Result<LoadedScenarios> load_scenarios(std::string_view path,
                                       const Project& project);
LoadedScenarios load_scenarios_text(SourceFile file, const Project& project);

// Any YAML or JSON file as plain values: scalars are texts, because only a type
// can say more. invalid with the first mistake.
Result<Value> load_values(std::string_view path);

}  // namespace onething
