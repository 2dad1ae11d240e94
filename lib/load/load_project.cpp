// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include "base/limits.h"
#include "load/file_text.h"
#include "onething/load.h"

namespace onething {

namespace {

namespace fs = std::filesystem;

constexpr const char* project_name = "onething.yaml";

bool is_file(const fs::path& path) {
  std::error_code error;
  return fs::is_regular_file(path, error);
}

bool is_folder(const fs::path& path) {
  std::error_code error;
  return fs::is_directory(path, error);
}

// Hidden files, scenarios and what is no YAML are not read here.
bool is_document(std::string_view name) {
  return name.ends_with(".yaml") && !name.ends_with(".test.yaml") &&
         !name.starts_with('.');
}

// Documents of `root`/`folder` as names relative to the root. Works on names:
// a project may have thousands of files, and a path object for each is dear.
Status collect(const fs::path& root, const std::string& folder,
               std::vector<std::string>& out) {
  const fs::path place = root / folder;
  if (!is_folder(place)) return Done{};
  const std::string prefix = folder.empty() ? "" : folder + "/";
  std::error_code error;
  fs::directory_iterator entries(place, error);
  while (!error && entries != fs::directory_iterator()) {
    const std::string& path = entries->path().native();
    const std::string_view name =
        std::string_view(path).substr(path.rfind('/') + 1);
    std::error_code unknown;
    if (is_document(name) && entries->is_regular_file(unknown))
      out.push_back(prefix + std::string(name));
    if (out.size() > limits::project_files_max)
      return Error{ErrorCode::invalid,
                   {"load.too_many_files",
                    {{"max", std::to_string(limits::project_files_max)}}}};
    entries.increment(error);
  }
  if (error)
    return Error{ErrorCode::unavailable,
                 {"load.cannot_list",
                  {{"path", place.string()}, {"reason", error.message()}}}};
  return Done{};
}

}  // namespace

Result<std::string> find_project(std::string_view start) {
  const Error none = {ErrorCode::not_found,
                      {"load.no_project", {{"path", std::string(start)}}}};
  std::error_code error;
  const fs::path given = start.empty() ? fs::path(".") : fs::path(start);
  if (!fs::exists(given, error)) return none;
  fs::path folder = fs::absolute(given, error).lexically_normal();
  if (error) return none;
  if (!is_folder(folder)) folder = folder.parent_path();
  while (true) {
    if (is_file(folder / project_name)) return folder.string();
    if (is_file(folder / "workflows" / project_name))
      return (folder / "workflows").string();
    if (folder == folder.parent_path()) return none;
    folder = folder.parent_path();
  }
}

Result<std::vector<std::string>> project_files(std::string_view root) {
  const fs::path folder(root);
  if (!is_file(folder / project_name))
    return Error{ErrorCode::not_found,
                 {"load.no_project", {{"path", std::string(root)}}}};
  std::vector<std::string> names;
  OT_CHECK(collect(folder, "departments", names));
  OT_CHECK(collect(folder, "", names));
  OT_CHECK(collect(folder, "workflows", names));
  OT_CHECK(collect(folder, "templates", names));
  OT_CHECK(collect(folder, "workflows/templates", names));
  // The project first, then by name: the order of files must not depend on the
  // disk.
  std::sort(names.begin(), names.end(),
            [](const std::string& a, const std::string& b) {
              const bool first_a = a == project_name;
              const bool first_b = b == project_name;
              if (first_a != first_b) return first_a;
              return a < b;
            });
  return names;
}

Result<LoadedProject> load_project(std::string_view root) {
  OT_TRY(const std::vector<std::string> names, project_files(root));
  std::vector<SourceFile> files;
  files.reserve(names.size());
  for (const std::string& name : names) {
    OT_TRY(std::string text,
           load::read_file_text((fs::path(root) / name).string()));
    files.push_back({name, std::move(text)});
  }
  LoadedProject loaded = load_texts(std::move(files));
  loaded.root = std::string(root);
  return loaded;
}

}  // namespace onething
