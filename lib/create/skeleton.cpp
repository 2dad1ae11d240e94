// SPDX-License-Identifier: Apache-2.0

#include "create/skeleton.h"

#include <algorithm>
#include <string>
#include <vector>

#include "create/quoted.h"
#include "onething/create.h"

namespace onething {

namespace {

using create::EmbeddedFile;

// What stands around both languages of a text in a skeleton, as bytes.
constexpr std::string_view kOpen = "\xC2\xAB";
constexpr std::string_view kClose = "\xC2\xBB";

std::string in_language(std::string_view text, Language language) {
  std::string out;
  while (true) {
    const std::size_t open = text.find(kOpen);
    const std::size_t bar = text.find('|', open);
    const std::size_t close = text.find(kClose, bar);
    if (open == text.npos || bar == text.npos || close == text.npos) break;
    out += text.substr(0, open);
    const std::size_t first = open + kOpen.size();
    out += language == Language::zh ? text.substr(first, bar - first)
                                    : text.substr(bar + 1, close - bar - 1);
    text.remove_prefix(close + kClose.size());
  }
  return out + std::string(text);
}

void replace_all(std::string& text, std::string_view what,
                 std::string_view with) {
  for (std::size_t at = text.find(what); at != std::string::npos;
       at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
}

}  // namespace

std::vector<std::string_view> starting_templates() {
  std::vector<std::string_view> names;
  for (const EmbeddedFile& file : create::embedded_files()) {
    const std::size_t slash = file.path.find('/');
    if (slash == file.path.npos) continue;
    const std::string_view name = file.path.substr(0, slash);
    if (std::find(names.begin(), names.end(), name) == names.end())
      names.push_back(name);
  }
  return names;
}

std::vector<NewFile> files_from_template(std::string_view name,
                                         std::string_view id,
                                         std::string_view title,
                                         Language language) {
  std::vector<NewFile> files;
  const std::string folder = std::string(name) + "/";
  for (const EmbeddedFile& file : create::embedded_files()) {
    if (!file.path.starts_with(folder)) continue;
    NewFile made{std::string(file.path.substr(folder.size())),
                 in_language(file.text, language)};
    if (made.path == "@id@.form.yaml") made.path = "examples/@id@.yaml";
    replace_all(made.path, "@id@", id);
    replace_all(made.text, "@id@", id);
    replace_all(made.text, "@title@", create::quoted(title));
    files.push_back(std::move(made));
  }
  if (files.empty()) return files;
  for (const EmbeddedFile& file : create::embedded_files())
    if (file.path.starts_with(std::string(name) + "@"))
      files.push_back(
          {"templates/" + std::string(file.path), std::string(file.text)});
  return files;
}

}  // namespace onething
