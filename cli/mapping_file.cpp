// SPDX-License-Identifier: Apache-2.0

#include "mapping_file.h"

#include <memory>
#include <set>
#include <string>
#include <utility>

namespace onething::cli {

namespace {

// The versions that these cases have; the pointers live with the projects.
struct Earlier {
  std::vector<std::unique_ptr<LoadedProject>> projects;
  std::vector<const Workflow*> workflows;
};

Result<Earlier> versions_of(Store& store, const std::vector<CaseRow>& rows) {
  Earlier earlier;
  std::set<std::string> known;
  for (const CaseRow& row : rows) {
    if (!known.insert(row.definition).second) continue;
    OT_TRY(const std::string content, store.definition(row.definition));
    OT_TRY(LoadedProject loaded, load_definition(content));
    earlier.projects.push_back(
        std::make_unique<LoadedProject>(std::move(loaded)));
    const auto& workflows = earlier.projects.back()->project.workflows;
    if (!workflows.empty()) earlier.workflows.push_back(&workflows.front());
  }
  return earlier;
}

}  // namespace

Result<Migration> mapping_of(Session& session, const Arguments& arguments,
                             const Workflow& target,
                             const std::vector<CaseRow>& rows) {
  if (!arguments.has("--mapping")) return Migration{};
  OT_TRY(Store * store, session.open_store());
  OT_TRY(const Earlier earlier, versions_of(*store, rows));
  OT_TRY(LoadedMigration loaded,
         load_migration(arguments.get("--mapping"), target, earlier.workflows));
  if (!has_errors(loaded.diagnostics)) return std::move(loaded.migration);
  session.show(loaded.diagnostics, loaded.sources);
  return Error{ErrorCode::invalid, {"migrate.mapping_has_errors", {}}};
}

}  // namespace onething::cli
