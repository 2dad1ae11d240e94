// SPDX-License-Identifier: Apache-2.0
//
// `import …`: what exists elsewhere as a proposed workflow, in files.

#include <filesystem>
#include <utility>

#include "import_commands.h"
#include "onething/file_shelf.h"
#include "onething/import.h"
#include "onething/table.h"
#include "session.h"

namespace onething::cli {

namespace {

namespace fs = std::filesystem;

// All that are in the way are told before anything is written.
Status write_files(const Imported& imported, const std::string& folder,
                   bool force) {
  std::error_code error;
  for (const Imported::File& file : imported.files)
    if (const fs::path path = fs::path(folder) / file.path;
        !force && fs::exists(path, error))
      return Error{ErrorCode::not_found,
                   {"import.exists", {{"path", path.string()}}}};
  for (const Imported::File& file : imported.files) {
    const fs::path path = fs::path(folder) / file.path;
    fs::create_directories(path.parent_path(), error);
    if (force) fs::remove(path, error);
    OT_CHECK(write_file_anew(path.string(), file.text));
  }
  return Done{};
}

std::string number(std::size_t count) { return std::to_string(count); }

void report(Session& session, const Imported& imported,
            const std::string& folder) {
  if (session.json()) {
    List files;
    List merged;
    List left;
    for (const auto& each : imported.files) files.emplace_back(each.path);
    for (const Message& each : imported.merged)
      merged.push_back(Object{{"what", std::string(each.key)},
                              {"text", session.text(each)}});
    for (const std::string& each : imported.left) left.emplace_back(each);
    const auto count = [](const Imported::Count& each) {
      return Object{{"before", static_cast<std::int64_t>(each.before)},
                    {"after", static_cast<std::int64_t>(each.after)}};
    };
    session.print(to_json(Object{{"files", std::move(files)},
                                 {"fields", count(imported.fields)},
                                 {"materials", count(imported.materials)},
                                 {"merged", std::move(merged)},
                                 {"not_used", std::move(left)}},
                          2) +
                  "\n");
    return;
  }
  session.print(
      session.text({"import.counts",
                    {{"fields_before", number(imported.fields.before)},
                     {"fields_after", number(imported.fields.after)},
                     {"materials_before", number(imported.materials.before)},
                     {"materials_after", number(imported.materials.after)}}}) +
      "\n");
  for (const Message& each : imported.merged)
    session.print("  " + session.text(each) + "\n");
  for (const std::string& each : imported.left)
    session.print("  " + session.text({"import.left", {{"place", each}}}) +
                  "\n");
  session.say({"import.written",
               {{"files", number(imported.files.size())}, {"folder", folder}}});
}

int finish(Session& session, const Arguments& arguments,
           const Result<Imported>& imported) {
  const std::string folder = arguments.get("--out");
  if (!imported) return session.fail(imported.error());
  const Status written =
      write_files(imported.value(), folder, arguments.has("--force"));
  if (!written) return session.fail(written.error());
  report(session, imported.value(), folder);
  return exit_done;
}

bool lacks_folder(Session& session, const Arguments& arguments) {
  if (!arguments.get("--out").empty()) return false;
  session.say({"cli.missing_option", {{"option", "--out FOLDER"}}});
  return true;
}

}  // namespace

int command_import_guide(Session& session, const Arguments& arguments) {
  if (lacks_folder(session, arguments)) return exit_usage;
  const Result<std::string> text = read_table_file(arguments.get("FILE"));
  if (!text) return session.fail(text.error());
  return finish(session, arguments,
                import_guide(text.value(), session.language()));
}

int command_import_merge(Session& session, const Arguments& arguments) {
  if (lacks_folder(session, arguments)) return exit_usage;
  std::vector<std::string> texts;
  for (const std::string& path : arguments.all("ITEM")) {
    Result<std::string> text = read_table_file(path);
    if (!text) return session.fail(text.error());
    texts.push_back(std::move(text.value()));
  }
  return finish(session, arguments, import_items(texts, session.language()));
}

}  // namespace onething::cli
