// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>
#include <utility>

#include "author/ignored_files.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "layout/layout.h"
#include "load/file_text.h"
#include "onething/author.h"
#include "yaml/encoding.h"

namespace onething {

namespace {

namespace fs = std::filesystem;

bool is_document_name(const std::string& name) {
  return (name.ends_with(".yaml") || name.ends_with(".yml")) &&
         !name.starts_with('.');
}

Error cannot_look(const std::string& path, const std::error_code& error) {
  return {
      ErrorCode::unavailable,
      {"author.cannot_look", {{"path", path}, {"reason", error.message()}}}};
}

// Documents below `folder`, without hidden folders and what git ignores.
Status find_documents(const std::string& folder, std::set<std::string>& out) {
  std::error_code error;
  author::IgnoredFiles ignored(fs::absolute(folder, error).lexically_normal());
  fs::recursive_directory_iterator at(folder, error);
  if (error) return cannot_look(folder, error);
  while (at != fs::recursive_directory_iterator()) {
    const std::string name = at->path().filename();
    const bool is_folder = at->is_directory(error) && !at->is_symlink(error);
    const fs::path full = fs::absolute(at->path(), error).lexically_normal();
    const bool is_hidden =
        name.starts_with('.') || ignored.is_ignored(full, is_folder);
    if (is_folder && is_hidden) at.disable_recursion_pending();
    if (!is_folder && !is_hidden && is_document_name(name) &&
        at->is_regular_file(error))
      out.insert(at->path().lexically_normal());
    if (out.size() > limits::project_files_max)
      return Error{ErrorCode::invalid,
                   {"author.too_many_files",
                    {{"path", folder},
                     {"max", std::to_string(limits::project_files_max)}}}};
    at.increment(error);
    if (error) return cannot_look(folder, error);
  }
  return Done{};
}

std::size_t count_private(std::string_view text) {
  std::size_t count = 0;
  while (!text.empty()) {
    const base::CodePoint point = base::first_code_point(text);
    if (point.value >= 0xE000 && point.value <= 0xF8FF) ++count;
    text.remove_prefix(std::max<std::size_t>(point.length, 1));
  }
  return count;
}

void lay_out(LayoutRun& run, std::string path, std::string text,
             bool from_gb18030) {
  LaidOutFile file;
  file.change.path = std::move(path);
  file.change.before = std::move(text);
  std::string readable = file.change.before;
  if (from_gb18030 && yaml::guess_encoding(file.change.before).encoding !=
                          yaml::Encoding::utf8) {
    if (auto converted = yaml::from_gb18030(file.change.before)) {
      readable = std::move(*converted);
      file.private_characters = count_private(readable);
    }
  }
  const std::uint32_t number =
      run.sources.add(file.change.path, std::move(readable));
  layout::LaidOut out = layout::canonical_layout(run.sources, number);
  // What cannot be read is not converted either.
  file.change.after =
      has_errors(out.diagnostics) ? file.change.before : std::move(out.text);
  file.diagnostics = std::move(out.diagnostics);
  run.files.push_back(std::move(file));
}

}  // namespace

Result<LayoutRun> lay_out_files(const LayoutRequest& request) {
  std::set<std::string> paths;
  for (const std::string& path : request.paths) {
    std::error_code error;
    if (fs::is_directory(path, error)) {
      OT_CHECK(find_documents(path, paths));
      continue;
    }
    if (!fs::exists(path, error))
      return Error{ErrorCode::not_found,
                   {"author.no_such_path", {{"path", path}}}};
    paths.insert(path);
  }
  LayoutRun run;
  for (const std::string& path : paths) {
    OT_TRY(std::string text, load::read_file_text(path));
    lay_out(run, path, std::move(text), request.from_gb18030);
  }
  return run;
}

LayoutRun lay_out_text(const std::string& name, std::string text,
                       bool from_gb18030) {
  LayoutRun run;
  lay_out(run, name, std::move(text), from_gb18030);
  return run;
}

}  // namespace onething
