// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <filesystem>
#include <string>
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
bool is_document(const fs::path& path) {
  const std::string name = path.filename().string();
  return name.ends_with(".yaml") && !name.ends_with(".test.yaml") &&
         !name.starts_with('.');
}

Status collect(const fs::path& folder, std::vector<fs::path>& out) {
  if (!is_folder(folder)) return Done{};
  std::error_code error;
  fs::directory_iterator entries(folder, error);
  while (!error && entries != fs::directory_iterator()) {
    if (is_document(entries->path()) && is_file(entries->path()))
      out.push_back(entries->path());
    if (out.size() > limits::project_files_max)
      return Error{ErrorCode::invalid,
                   {"load.too_many_files",
                    {{"max", std::to_string(limits::project_files_max)}}}};
    entries.increment(error);
  }
  if (error)
    return Error{ErrorCode::unavailable,
                 {"load.cannot_list",
                  {{"path", folder.string()}, {"reason", error.message()}}}};
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
  std::vector<fs::path> paths;
  OT_CHECK(collect(folder / "departments", paths));
  OT_CHECK(collect(folder, paths));
  OT_CHECK(collect(folder / "workflows", paths));
  // The project first, then by name: the order of files must not depend on the
  // disk.
  std::sort(paths.begin(), paths.end(),
            [&](const fs::path& a, const fs::path& b) {
              const bool first_a = a == folder / project_name;
              const bool first_b = b == folder / project_name;
              if (first_a != first_b) return first_a;
              return a < b;
            });
  std::vector<std::string> names;
  names.reserve(paths.size());
  for (const fs::path& path : paths)
    names.push_back(path.lexically_relative(folder).generic_string());
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
