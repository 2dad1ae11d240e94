// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "create/quoted.h"
#include "onething/create.h"
#include "onething/value.h"

namespace onething {

namespace {

// Where the line of a key of the document begins; npos when there is none.
std::size_t line_of(std::string_view text, std::string_view key) {
  const std::string start = std::string(key) + ":";
  if (text.starts_with(start)) return 0;
  const std::size_t at = text.find("\n" + start);
  return at == text.npos ? at : at + 1;
}

// Everything below a key of the document, with the key; empty when absent.
std::string block_of(std::string_view text, std::string_view key) {
  const std::size_t begin = line_of(text, key);
  if (begin == text.npos) return {};
  std::size_t end = text.find('\n', begin);
  while (end != text.npos && end + 1 < text.size()) {
    const char first = text[end + 1];
    if (first != ' ' && first != '#' && first != '\n' && first != '-') break;
    end = text.find('\n', end + 1);
  }
  std::string out(text.substr(begin, end == text.npos ? end : end - begin));
  // Remarks at the end are about what follows.
  while (!out.empty()) {
    const std::size_t last = out.rfind('\n');
    const std::size_t line = last == std::string::npos ? 0 : last + 1;
    const bool is_content =
        line < out.size() && out[line] != '#' && out[line] != '\n';
    if (is_content) break;
    out.resize(last == std::string::npos ? 0 : last);
  }
  return out.empty() ? out : out + "\n";
}

// `key: …` of the document, where it stands on one line.
void set_line(std::string& text, std::string_view key,
              const std::string& value) {
  const std::size_t begin = line_of(text, key);
  if (begin == std::string::npos) return;
  const std::size_t end = std::min(text.find('\n', begin), text.size());
  text.replace(begin, end - begin, std::string(key) + ": " + value);
}

std::string file_name(const std::string& path) {
  return path.substr(path.rfind('/') + 1);
}

bool is_about(const SourceFile& scenarios, const std::string& id) {
  const std::size_t begin = line_of(scenarios.text, "scenarios");
  if (begin == std::string::npos) return false;
  const std::string rest = scenarios.text.substr(begin + 10, id.size() + 2);
  return rest == " " + id + "\n" || rest == " " + id;
}

}  // namespace

Result<std::vector<NewFile>> files_like(
    const LoadedProject& project, const Workflow& workflow, std::string_view id,
    std::string_view title, const std::vector<SourceFile>& scenarios) {
  const std::string& own = project.sources.files[workflow.file].path;
  OT_TRY(const Value definition,
         parse_canonical(definition_text(project, workflow).content));
  std::vector<NewFile> files;
  for (const auto& [path, text] : *definition.find("files")->object()) {
    NewFile file{path, *text.text()};
    if (path == own) {
      if (line_of(file.text, "workflow") == std::string::npos)
        return Error{ErrorCode::not_found,
                     {"create.cannot_copy", {{"workflow", workflow.id.text}}}};
      set_line(file.text, "workflow", std::string(id));
      if (!title.empty()) set_line(file.text, "title", create::quoted(title));
      file.path = std::string(id) + ".yaml";
    } else if (line_of(file.text, "workflow") != std::string::npos) {
      file.path = file_name(path);
    } else if (path.starts_with("workflows/")) {
      file.path = path.substr(std::string_view("workflows/").size());
    }
    files.push_back(std::move(file));
  }
  std::string application;
  for (const SourceFile& each : scenarios) {
    if (!is_about(each, workflow.id.text)) continue;
    NewFile file{file_name(each.path), each.text};
    // "x.endings.test.yaml" keeps what stands between.
    if (file.path.starts_with(workflow.id.text + "."))
      file.path.replace(0, workflow.id.text.size(), id);
    set_line(file.text, "scenarios", std::string(id));
    if (application.empty() && line_of(each.text, "form") != std::string::npos)
      application =
          block_of(each.text, "form") + block_of(each.text, "materials");
    files.push_back(std::move(file));
  }
  if (!application.empty())
    files.push_back(
        {"examples/" + std::string(id) + ".yaml",
         "onething: 1\napplication: " + std::string(id) + "\n" + application});
  return files;
}

}  // namespace onething
