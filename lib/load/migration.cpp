// SPDX-License-Identifier: Apache-2.0
//
// A mapping file: what is called otherwise in the new version of a workflow.
// Every name is looked up, the old ones in the versions that running cases
// have, the new ones in the version to which they are to go.

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "load/file_text.h"
#include "load/keys.h"
#include "load/whole_file.h"
#include "onething/load.h"

namespace onething {

namespace {

using load::Keys;
using load::Reading;

// A part of the file: names of one kind. `place` stands before each of them
// where all kinds are together.
struct Part {
  std::string_view key;
  std::string_view place;
  const Code& code;
};
const std::array<Part, 5> kParts = {
    {{"steps", "", codes::unknown_step},
     {"prefill", "prefill.", codes::unknown_step},
     {"form", "form.", codes::unknown_field},
     {"materials", "materials.", codes::unknown_field},
     {"states", "states.", codes::unknown_state}}};

template <typename Items>
void add_ids(const Items& items, std::vector<std::string_view>& ids) {
  for (const auto& item : items)
    if (std::find(ids.begin(), ids.end(), item.id.text) == ids.end())
      ids.push_back(item.id.text);
}

void add_names(const Workflow& workflow, std::string_view key,
               std::vector<std::string_view>& names) {
  if (key == "steps") return add_ids(workflow.steps, names);
  if (key == "prefill") return add_ids(workflow.prefill, names);
  if (key == "form") return add_ids(workflow.form, names);
  if (key == "materials") return add_ids(workflow.materials, names);
  add_ids(workflow.states, names);
}

bool is_among(const std::vector<std::string_view>& names,
              std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

class MigrationReader {
 public:
  MigrationReader(LoadedMigration& out, const Workflow& target,
                  std::span<const Workflow* const> earlier)
      : out_(out),
        target_(target),
        earlier_(earlier),
        reading_(out.sources, out.diagnostics) {}

  void run() {
    load::read_whole_file(reading_,
                          [this](const yaml::Node& root) { read(root); });
  }

 private:
  void read(const yaml::Node& root) {
    constexpr auto allowed = std::to_array<std::string_view>(
        {"onething", "migration", "steps", "prefill", "form", "materials",
         "states", "drop"});
    const Keys keys(reading_, root, {"load.what_migration", {}}, allowed);
    if (!keys.is_mapping()) return;
    keys.require("onething");
    keys.require("migration");
    const Spelled name = keys.text("migration");
    if (!name.empty() && name.text != target_.id.text) {
      reading_.report(codes::other_workflow, name.span,
                      {"load.migration_of_other",
                       {{"found", name.text}, {"workflow", target_.id.text}}});
      return;
    }
    for (const Part& part : kParts)
      if (const yaml::Node* names = keys.mapping(part.key))
        read_part(*names, part);
    if (const yaml::Node* drop = keys.find("drop")) read_drop(*drop);
  }

  std::vector<std::string_view> old_names(const Part& part) const {
    std::vector<std::string_view> names;
    for (const Workflow* workflow : earlier_)
      add_names(*workflow, part.key, names);
    return names;
  }

  void read_part(const yaml::Node& names, const Part& part) {
    const std::vector<std::string_view> before = old_names(part);
    std::vector<std::string_view> after;
    add_names(target_, part.key, after);
    for (const yaml::Entry& entry : names.entries) {
      const std::string& from = entry.key.text;
      if (!is_among(before, from))
        reading_.report(part.code, entry.key.span,
                        {"load.unknown_old_name", {{"name", from}}},
                        {"load.expected_old_name", {}},
                        load::propose(from, before));
      const Spelled to = load::read_id(reading_, entry.value);
      if (to.empty()) continue;
      if (!is_among(after, to.text))
        reading_.report(
            part.code, to.span, {"load.unknown_new_name", {{"name", to.text}}},
            {"load.expected_new_name", {}}, load::propose(to.text, after));
      add({std::string(part.place) + from, std::string(part.place) + to.text},
          to.span);
    }
  }

  void add(Renamed renamed, Span span) {
    for (const Renamed& other : out_.migration.renamed)
      if (other.to == renamed.to)
        reading_.report(codes::duplicate_id, span,
                        {"load.two_become_one",
                         {{"first", other.from}, {"second", renamed.from}}},
                        {"load.expected_one_each", {}});
    out_.migration.renamed.push_back(std::move(renamed));
  }

  void read_drop(const yaml::Node& drop) {
    if (!drop.is_list()) {
      reading_.report(codes::wrong_kind, drop.span,
                      {"load.not_list", {{"found", load::kind_of(drop)}}},
                      {"load.expected_drop", {}});
      return;
    }
    std::vector<std::string> known;
    for (const Part& part : kParts)
      if (part.key != "states")
        for (const std::string_view name : old_names(part))
          known.push_back(std::string(part.place) + std::string(name));
    const std::vector<std::string_view> names(known.begin(), known.end());
    for (const yaml::Node& item : drop.items) {
      const Spelled name = load::read_text(reading_, item, "drop");
      if (name.empty()) continue;
      if (!is_among(names, name.text))
        reading_.report(codes::unknown_step, name.span,
                        {"load.unknown_old_name", {{"name", name.text}}},
                        {"load.expected_drop", {}},
                        load::propose(name.text, names));
      if (out_.migration.new_name(name.text) != name.text)
        reading_.report(codes::duplicate_id, name.span,
                        {"load.renamed_and_dropped", {{"name", name.text}}},
                        {"load.expected_one_of_both", {}});
      out_.migration.dropped.push_back(name.text);
    }
  }

  LoadedMigration& out_;
  const Workflow& target_;
  std::span<const Workflow* const> earlier_;
  Reading reading_;
};

}  // namespace

Result<LoadedMigration> load_migration(
    std::string_view path, const Workflow& target,
    std::span<const Workflow* const> earlier) {
  const std::string name(path);
  OT_TRY(std::string text, load::read_file_text(name));
  LoadedMigration out;
  out.sources.add(name, std::move(text));
  MigrationReader(out, target, earlier).run();
  return out;
}

}  // namespace onething
