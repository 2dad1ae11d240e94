// SPDX-License-Identifier: Apache-2.0

#include "change/git.h"

#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <utility>

#include "connect/program.h"

namespace onething::change {

namespace {

constexpr std::chrono::seconds kTime{60};
constexpr std::string_view kProjectFile = "onething.yaml";

Error error(ErrorCode code, Message message) {
  return {code, std::move(message)};
}

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : value;
}

std::string find_git() {
  const std::string path = variable("PATH");
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t end = std::min(path.find(':', at), path.size());
    const std::string program = path.substr(at, end - at) + "/git";
    if (end > at && access(program.c_str(), X_OK) == 0) return program;
    at = end + 1;
  }
  return {};
}

// What git needs to find itself and whom it trusts, and no more.
std::vector<std::string> environment() {
  std::vector<std::string> out = {"LC_ALL=C.UTF-8", "GIT_OPTIONAL_LOCKS=0",
                                  "GIT_TERMINAL_PROMPT=0"};
  for (const char* name : {"PATH", "HOME", "XDG_CONFIG_HOME",
                           "GIT_CONFIG_GLOBAL", "GIT_CEILING_DIRECTORIES"})
    if (const std::string value = variable(name); !value.empty())
      out.push_back(std::string(name) + "=" + value);
  return out;
}

class Repository {
 public:
  static Result<Repository> open() {
    Repository out;
    out.program_ = find_git();
    if (out.program_.empty())
      return error(ErrorCode::unavailable, {"change.no_git", {}});
    const auto top = out.run({"rev-parse", "--show-toplevel"}, "");
    const auto prefix = out.run({"rev-parse", "--show-prefix"}, "");
    if (!top || !prefix)
      return error(ErrorCode::unavailable, {"change.no_repository", {}});
    out.prefix_ = line(*prefix);
    out.top_ = line(*top);
    return out;
  }

  const std::string& prefix() const { return prefix_; }

  std::optional<std::string> run(std::vector<std::string> arguments,
                                 std::string_view input) const {
    std::vector<std::string> argv = {program_};
    if (!top_.empty()) argv.insert(argv.end(), {"-C", top_});
    for (std::string& each : arguments) argv.push_back(std::move(each));
    auto ended = connect::run_to_end(argv, environment(), input, kTime);
    if (!ended || ended->exit_code != 0) return std::nullopt;
    return std::move(ended->output);
  }

  // All files of a revision, by their paths from the root.
  std::optional<std::vector<std::string>> list(
      const std::string& commit) const {
    const auto out = run({"ls-tree", "-r", "-z", "--name-only", commit}, "");
    if (!out) return std::nullopt;
    std::vector<std::string> names;
    for (std::size_t at = 0; at < out->size();) {
      const std::size_t end = std::min(out->find('\0', at), out->size());
      names.push_back(out->substr(at, end - at));
      at = end + 1;
    }
    return names;
  }

  // "<id> blob <bytes>\n", the bytes and a line end, for each.
  std::optional<std::vector<std::string>> read(
      const std::string& commit, const std::vector<std::string>& paths) const {
    std::string asked;
    for (const std::string& path : paths) asked += commit + ":" + path + "\n";
    const auto out = run({"cat-file", "--batch"}, asked);
    if (!out) return std::nullopt;
    std::vector<std::string> texts;
    std::size_t at = 0;
    for (std::size_t i = 0; i < paths.size(); ++i) {
      const std::size_t end = out->find('\n', at);
      if (end == std::string::npos) return std::nullopt;
      const std::size_t space = out->rfind(' ', end);
      std::size_t size = 0;
      const auto [rest, problem] =
          std::from_chars(out->data() + space + 1, out->data() + end, size);
      if (problem != std::errc() || end + 1 + size > out->size())
        return std::nullopt;
      texts.push_back(out->substr(end + 1, size));
      at = end + 1 + size + 1;
    }
    return texts;
  }

 private:
  static std::string line(std::string text) {
    while (!text.empty() && text.back() == '\n') text.pop_back();
    return text;
  }

  std::string program_, top_, prefix_;
};

bool is_folder_of(const std::string& path,
                  const std::vector<std::string>& files) {
  return path.empty() ||
         std::any_of(files.begin(), files.end(), [&](const std::string& file) {
           return file.starts_with(path + "/");
         });
}

bool has(const std::vector<std::string>& files, const std::string& path) {
  return std::find(files.begin(), files.end(), path) != files.end();
}

// As find_project() has it: its own folder, that folder's workflows/, or the
// nearest above.
std::optional<std::string> root_of(const std::string& path,
                                   const std::vector<std::string>& files) {
  namespace fs = std::filesystem;
  for (fs::path folder = path;; folder = folder.parent_path()) {
    for (const fs::path& each : {folder, folder / "workflows"}) {
      const std::string name = each.generic_string();
      if (has(files, name.empty() ? std::string(kProjectFile)
                                  : name + "/" + std::string(kProjectFile)))
        return name;
    }
    if (folder.empty()) return std::nullopt;
  }
}

// What a project is made of; see load_project().
bool is_document(std::string_view path) {
  if (!path.ends_with(".yaml") || path.ends_with(".test.yaml")) return false;
  const std::size_t slash = path.find('/');
  if (slash == std::string_view::npos) return true;
  const std::string_view folder = path.substr(0, slash);
  return (folder == "departments" || folder == "workflows") &&
         path.find('/', slash + 1) == std::string_view::npos;
}

std::string normal(const std::filesystem::path& path) {
  std::string text = path.lexically_normal().generic_string();
  while (!text.empty() && text.back() == '/') text.pop_back();
  return text == "." ? std::string() : text;
}

}  // namespace

Result<FilesAt> files_at(std::string_view revision, std::string_view path) {
  OT_TRY(const Repository repository, Repository::open());
  const Error no_revision =
      error(ErrorCode::not_found,
            {"change.no_revision", {{"revision", std::string(revision)}}});
  if (revision.empty() || revision.front() == '-') return no_revision;
  auto commit = repository.run(
      {"rev-parse", "--verify", "--quiet", std::string(revision) + "^{commit}"},
      "");
  if (!commit) return no_revision;
  while (!commit->empty() && commit->back() == '\n') commit->pop_back();
  const auto files = repository.list(*commit);
  if (!files) return no_revision;
  // From here first: it is what people type.
  std::string named = normal(repository.prefix() + std::string(path));
  if (!has(*files, named) && !is_folder_of(named, *files))
    named = normal(std::string(path));
  const auto missing = [&](std::string_view key) {
    return error(ErrorCode::not_found, {key,
                                        {{"revision", std::string(revision)},
                                         {"path", std::string(path)}}});
  };
  if (!has(*files, named) && !is_folder_of(named, *files))
    return missing("change.no_path");
  const std::optional<std::string> root = root_of(named, *files);
  if (!root) return missing("change.no_project");
  const std::string front = root->empty() ? "" : *root + "/";
  FilesAt out;
  std::vector<std::string> wanted;
  for (const std::string& file : *files)
    if (file.starts_with(front) && is_document(file.substr(front.size())) &&
        file.find('\n') == std::string::npos)
      wanted.push_back(file);
  auto texts = repository.read(*commit, wanted);
  if (!texts) return missing("change.no_path");
  for (std::size_t i = 0; i < wanted.size(); ++i)
    out.files.push_back(
        {wanted[i].substr(front.size()), std::move((*texts)[i])});
  if (named != *root && named.starts_with(front))
    out.inside = named.substr(front.size());
  return out;
}

}  // namespace onething::change
