// SPDX-License-Identifier: Apache-2.0
//
// Stored cases in the shapes that others read: the tables of the national
// exchange of approval data, and event logs for process mining.
//
// Read from the events, one case at a time; nothing is remembered beside them.
// The same cases give the same bytes. Personal values are masked unless whoever
// asks may see them. docs/export.md has every column.

#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "onething/case_view.h"
#include "onething/diagnostic.h"
#include "onething/privacy.h"
#include "onething/result.h"
#include "onething/store.h"
#include "onething/workflow.h"

namespace onething {

// What an author says of columns that no type tells, by national name.
struct ExportMap {
  Spelled workflow;  // Only its cases are meant.
  std::vector<std::pair<Spelled, Template>> accept, result, licence;
};
// A file of it:
//   onething: 1
//   export: individual_to_company
//   accept: {applyer_name: =form.legal_rep.name, applyer_type: "2"}
//   licence: {certificate_number: =steps.licence.licence_no}
struct LoadedExportMap {
  Sources sources;
  ExportMap map;
  Diagnostics diagnostics;
};
Result<LoadedExportMap> load_export_map(std::string_view path);

struct ExportOptions {
  const ExportMap* map = nullptr;  // Outlives the export.
  // Asked of each case before anything of it is written; an Error ends the
  // export. Empty: every case is admitted.
  std::function<Status(const CaseView&)> admits;
  // Whether this value of the case may stand there as it is, or, of null, the
  // names of those who acted. Empty: everything personal is masked.
  std::function<bool(const CaseView&, const Provenance*)> unmasks;
};

// Where a file goes piece by piece; false ends the export.
using Write = std::function<bool(std::string_view)>;

enum class ExportForm { csv, json };

// "accept", "process", … in the order of docs/export.md.
std::vector<std::string_view> export_tables();
// "up_pro_accept"; empty for a table that there is not.
std::string_view national_name(std::string_view table);

class TableExport {
 public:
  // A file for each table, and one that names the code systems. Files get their
  // names at the end; not_found when one of them is taken.
  static Result<TableExport> into_folder(Store& store,
                                         const std::string& folder,
                                         ExportForm form,
                                         ExportOptions options);
  // One table, to `write`.
  static Result<TableExport> of_table(Store& store, std::string_view table,
                                      ExportForm form, ExportOptions options,
                                      Write write);
  TableExport(TableExport&&) noexcept;
  ~TableExport();

  Status add(const CaseId& id);
  // Rows of each table that were written, by its short name.
  Result<std::vector<std::pair<std::string_view, std::int64_t>>> end();

 private:
  class Impl;
  explicit TableExport(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// IEEE 1849 (XES): a trace for each case, an event for each beginning and end
// of a step or a task and for what happens to the case.
class XesExport {
 public:
  static Result<XesExport> into_file(Store& store, const std::string& path,
                                     ExportOptions options);
  XesExport(Store& store, ExportOptions options, Write write);
  XesExport(XesExport&&) noexcept;
  ~XesExport();

  Status add(const CaseId& id);
  // How many events were written.
  Result<std::int64_t> end();

 private:
  class Impl;
  explicit XesExport(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace onething
