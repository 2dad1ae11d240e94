// SPDX-License-Identifier: Apache-2.0
//
// The file that says which value of a case is which column of the tables.

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "export/map_roots.h"
#include "export/table_rows.h"
#include "load/file_text.h"
#include "load/formulas.h"
#include "load/keys.h"
#include "load/whole_file.h"
#include "onething/export.h"

namespace onething {

namespace {

class MapReader {
 public:
  explicit MapReader(LoadedExportMap& out)
      : out_(out), reading_(out.sources, out.diagnostics) {}

  void run() {
    load::read_whole_file(reading_,
                          [this](const yaml::Node& root) { read(root); });
  }

 private:
  void read(const yaml::Node& root) {
    constexpr auto allowed = std::to_array<std::string_view>(
        {"onething", "export", "accept", "result", "licence"});
    const load::Keys keys(reading_, root, {"export.what_map", {}}, allowed);
    if (!keys.is_mapping()) return;
    keys.require("onething");
    keys.require("export");
    out_.map.workflow = keys.text("export");
    read_part(keys, exchange::TableKind::accept, out_.map.accept);
    read_part(keys, exchange::TableKind::result, out_.map.result);
    read_part(keys, exchange::TableKind::licence, out_.map.licence);
  }

  void read_part(const load::Keys& keys, exchange::TableKind table,
                 std::vector<std::pair<Spelled, Template>>& into) {
    const yaml::Node* part = keys.mapping(exchange::short_name(table));
    if (part == nullptr) return;
    std::vector<std::string_view> names;
    for (const exchange::Column& column : exchange::columns_of(table))
      if (!column.name.ends_with("project_no")) names.push_back(column.name);
    for (const yaml::Entry& entry : part->entries) {
      const std::string& name = entry.key.text;
      bool known = false;
      for (const std::string_view each : names) known = known || each == name;
      if (!known)
        reading_.report(
            codes::unknown_field, entry.key.span,
            {"export.map_unknown",
             {{"name", name},
              {"table", std::string(exchange::national_name(table))}}},
            {"export.expected_map", {}}, load::propose(name, names));
      into.emplace_back(
          Spelled{name, entry.key.span},
          load::read_template(reading_, entry.value, exchange::map_roots));
    }
  }

  LoadedExportMap& out_;
  load::Reading reading_;
};

}  // namespace

Result<LoadedExportMap> load_export_map(std::string_view path) {
  const std::string name(path);
  OT_TRY(std::string text, load::read_file_text(name));
  LoadedExportMap out;
  out.sources.add(name, std::move(text));
  MapReader(out).run();
  return out;
}

}  // namespace onething
