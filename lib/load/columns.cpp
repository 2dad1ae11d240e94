// SPDX-License-Identifier: Apache-2.0
//
// The file that says which column is what. Whether the table has such columns
// is asked where there is a table.

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "load/file_text.h"
#include "load/formulas.h"
#include "load/keys.h"
#include "load/whole_file.h"
#include "onething/load.h"

namespace onething {

namespace {

using load::Keys;
using load::Reading;

class ColumnsReader {
 public:
  ColumnsReader(LoadedColumns& out, const Workflow& workflow)
      : out_(out),
        workflow_(workflow),
        reading_(out.sources, out.diagnostics) {}

  void run() {
    load::read_whole_file(reading_,
                          [this](const yaml::Node& root) { read(root); });
  }

 private:
  void read(const yaml::Node& root) {
    constexpr auto allowed = std::to_array<std::string_view>(
        {"onething", "columns", "key", "form", "materials", "ignore"});
    const Keys keys(reading_, root, {"load.what_columns", {}}, allowed);
    if (!keys.is_mapping()) return;
    keys.require("onething");
    keys.require("columns");
    const Spelled name = keys.text("columns");
    if (!name.empty() && name.text != workflow_.id.text) {
      reading_.report(
          codes::other_workflow, name.span,
          {"load.columns_of_other",
           {{"found", name.text}, {"workflow", workflow_.id.text}}});
      return;
    }
    if (const yaml::Node* key = keys.find("key"))
      out_.columns.key =
          load::read_template(reading_, *key, load::roots::table_row);
    if (const yaml::Node* form = keys.mapping("form"))
      read_part(*form, workflow_.form, out_.columns.form);
    if (const yaml::Node* materials = keys.mapping("materials"))
      read_part(*materials, workflow_.materials, out_.columns.materials);
    if (const yaml::Node* ignore = keys.find("ignore")) read_ignore(*ignore);
  }

  template <typename Items>
  void read_part(const yaml::Node& part, const Items& items,
                 std::vector<std::pair<Spelled, Template>>& into) {
    std::vector<std::string_view> ids;
    for (const auto& item : items) ids.push_back(item.id.text);
    for (const yaml::Entry& entry : part.entries) {
      const std::string& id = entry.key.text;
      bool known = false;
      for (const std::string_view each : ids) known = known || each == id;
      if (!known)
        reading_.report(codes::unknown_field, entry.key.span,
                        {"load.columns_unknown", {{"name", id}}},
                        {"load.expected_columns", {}}, load::propose(id, ids));
      into.emplace_back(
          Spelled{id, entry.key.span},
          load::read_template(reading_, entry.value, load::roots::table_row));
    }
  }

  void read_ignore(const yaml::Node& node) {
    if (!node.is_list()) {
      reading_.report(codes::wrong_kind, node.span,
                      {"load.not_list", {{"found", load::kind_of(node)}}},
                      {"load.expected_ignore", {}});
      return;
    }
    for (const yaml::Node& item : node.items)
      out_.columns.ignore.push_back(load::read_text(reading_, item, "ignore"));
  }

  LoadedColumns& out_;
  const Workflow& workflow_;
  Reading reading_;
};

}  // namespace

Result<LoadedColumns> load_columns(std::string_view path,
                                   const Workflow& workflow) {
  const std::string name(path);
  OT_TRY(std::string text, load::read_file_text(name));
  LoadedColumns out;
  out.sources.add(name, std::move(text));
  ColumnsReader(out, workflow).run();
  return out;
}

}  // namespace onething
