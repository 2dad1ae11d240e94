// SPDX-License-Identifier: Apache-2.0

#include "tidy/tree.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace onething::tidy {

namespace {

namespace fs = std::filesystem;

// Tests run in tests/; the project is above.
const char* const kRoot = "..";

bool is_source(const fs::path& path) {
  const std::string extension = path.extension().string();
  return extension == ".h" || extension == ".cpp" || extension == ".def";
}

void add_word(Folder& folder, const std::string& section,
              const std::string& word) {
  if (section == "DEPENDS") folder.depends.insert(word);
  if (section == "HEADERS") folder.headers.insert(word);
  if (section == "THIRD_PARTY") folder.third_party.insert(word);
}

}  // namespace

std::string read_text(const std::string& path) {
  std::ifstream file(fs::path(kRoot) / path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<SourceText> read_tree(const std::string& folder) {
  std::vector<SourceText> sources;
  for (const auto& entry :
       fs::recursive_directory_iterator(fs::path(kRoot) / folder)) {
    if (!entry.is_regular_file() || !is_source(entry.path())) continue;
    SourceText source;
    source.path = fs::relative(entry.path(), kRoot).string();
    std::ifstream file(entry.path());
    for (std::string line; std::getline(file, line);)
      source.lines.push_back(line);
    sources.push_back(std::move(source));
  }
  std::sort(sources.begin(), sources.end(),
            [](const SourceText& a, const SourceText& b) {
              return a.path < b.path;
            });
  return sources;
}

std::vector<Include> includes_of(const SourceText& source) {
  std::vector<Include> includes;
  for (const std::string& line : source.lines) {
    if (!line.starts_with("#include")) continue;
    const std::size_t open = line.find_first_of("<\"");
    if (open == std::string::npos) continue;
    const bool quoted = line[open] == '"';
    const std::size_t close = line.find(quoted ? '"' : '>', open + 1);
    if (close == std::string::npos) continue;
    includes.push_back({line.substr(open + 1, close - open - 1), quoted});
  }
  return includes;
}

std::map<std::string, Folder> parse_folders(const std::string& cmake) {
  std::map<std::string, Folder> folders;
  const std::string call = "onething_folder(";
  for (std::size_t at = cmake.find("\n" + call); at != std::string::npos;
       at = cmake.find("\n" + call, at + 1)) {
    const std::size_t begin = at + 1 + call.size();
    std::istringstream words(
        cmake.substr(begin, cmake.find(')', begin) - begin));
    std::string name;
    words >> name;
    Folder& folder = folders[name];
    std::string section;
    for (std::string word; words >> word;) {
      if (std::all_of(word.begin(), word.end(),
                      [](char c) { return c == '_' || (c >= 'A' && c <= 'Z'); }))
        section = word;
      else
        add_word(folder, section, word);
    }
  }
  return folders;
}

std::map<std::string, Folder> read_folders() {
  return parse_folders(read_text("lib/CMakeLists.txt"));
}

std::string folder_of(const std::string& path,
                      const std::map<std::string, Folder>& folders) {
  const std::string public_prefix = "lib/include/onething/";
  if (path.starts_with(public_prefix)) {
    const std::string header = path.substr(public_prefix.size());
    for (const auto& [name, folder] : folders)
      if (folder.headers.contains(header)) return name;
    return {};
  }
  const std::string lib = "lib/";
  if (!path.starts_with(lib)) return {};
  const std::string rest = path.substr(lib.size());
  const std::string name = rest.substr(0, rest.find('/'));
  return folders.contains(name) ? name : std::string();
}

std::set<std::string> exemptions(const std::string& rule) {
  std::set<std::string> found;
  std::istringstream lines(read_text("tests/tidy/exempt.txt"));
  for (std::string line; std::getline(lines, line);)
    if (line.starts_with(rule + " ")) found.insert(line.substr(rule.size() + 1));
  return found;
}

}  // namespace onething::tidy
