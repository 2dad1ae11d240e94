// SPDX-License-Identifier: Apache-2.0

#include <array>
#include <filesystem>
#include <string_view>
#include <utility>

#include "load/documents.h"
#include "load/resolve.h"
#include "load/scalars.h"
#include "onething/load.h"
#include "yaml/read.h"

namespace onething {

namespace {

using load::Reading;

enum class DocumentKind { project, department, workflow, other, foreign };

constexpr auto kinds =
    std::to_array<std::string_view>({"project", "department", "workflow"});
// Belong to the project and are read by others.
constexpr auto other_kinds =
    std::to_array<std::string_view>({"scenarios", "application", "form"});

DocumentKind kind_of_document(const yaml::Node& root) {
  for (std::size_t i = 0; i < kinds.size(); ++i)
    if (root.find(kinds[i]) != nullptr) return static_cast<DocumentKind>(i);
  for (const std::string_view kind : other_kinds)
    if (root.find(kind) != nullptr) return DocumentKind::other;
  return DocumentKind::foreign;
}

bool is_project_path(const std::string& path) {
  return std::filesystem::path(path).filename() == "onething.yaml";
}

// `onething: 1` says that a file is ours and how to read it.
void check_version(Reading& reading, const yaml::Node& root) {
  const yaml::Node* version = root.find("onething");
  if (version == nullptr) {
    if (reading.damaged) return;
    reading.report(codes::no_version, root.entries.front().key.span,
                   {"load.no_version", {}}, {"load.expected_version", {}},
                   {"load.help_version", {}});
    return;
  }
  if (version->is_scalar() && version->text == "1") return;
  reading.report(codes::unknown_version, version->span,
                 {"load.unknown_version", {{"version", version->text}}},
                 {"load.expected_version_1", {}});
}

class Loader {
 public:
  explicit Loader(LoadedProject& loaded) : loaded_(loaded) {}

  void run() {
    const std::size_t count = loaded_.sources.files.size();
    evidence_.damaged.resize(count, false);
    for (std::size_t i = 0; i < count; ++i)
      read_file(static_cast<std::uint32_t>(i));
    load::resolve(loaded_, evidence_);
    sort_and_merge(loaded_.diagnostics);
  }

 private:
  void read_file(std::uint32_t file) {
    yaml::Document document = yaml::read(loaded_.sources, file);
    Reading reading(loaded_.sources, loaded_.diagnostics);
    reading.damaged = has_errors(document.diagnostics);
    evidence_.damaged[file] = reading.damaged;
    for (Diagnostic& diagnostic : document.diagnostics)
      loaded_.diagnostics.push_back(std::move(diagnostic));
    const yaml::Node& root = document.root;
    if (!root.is_mapping() || root.entries.empty())
      return no_document(reading, root, file);
    const DocumentKind kind = kind_of_document(root);
    if (kind == DocumentKind::foreign) return foreign(reading, root, file);
    check_version(reading, root);
    if (kind == DocumentKind::project) return project(reading, root, file);
    if (kind == DocumentKind::department)
      loaded_.project.departments.push_back(
          load::read_department(reading, root));
    if (kind == DocumentKind::workflow) {
      loaded_.project.workflows.push_back(load::read_workflow(reading, root));
      loaded_.project.workflows.back().file = file;
      evidence_.reads.push_back(std::move(reading.reads));
    }
  }

  void project(Reading& reading, const yaml::Node& root, std::uint32_t file) {
    if (!is_project_path(loaded_.sources.files[file].path)) {
      reading.report(codes::project_in_wrong_file, root.find("project")->span,
                     {"load.project_in_wrong_file", {}},
                     {"load.expected_project_file", {}});
      return;
    }
    loaded_.project.file = load::read_project_file(reading, root);
    evidence_.targets = std::move(reading.reads);
  }

  // Nothing could be read: said already when the text is damaged.
  void no_document(Reading& reading, const yaml::Node& root,
                   std::uint32_t file) {
    evidence_.damaged[file] = true;
    if (reading.damaged) return;
    Span span = root.span;
    span.file = file;
    reading.report(codes::not_a_document, span, {"load.not_a_document", {}},
                   {"load.expected_document", {}}, {"load.help_version", {}});
  }

  // A YAML file of another program may lie beside ours; one that says
  // `onething:` or stands where only ours may stand is a mistake.
  void foreign(Reading& reading, const yaml::Node& root, std::uint32_t file) {
    // Whatever it was meant to be is not there for the others.
    evidence_.damaged[file] = true;
    if (reading.damaged) return;
    const std::string& path = loaded_.sources.files[file].path;
    const bool ours = root.find("onething") != nullptr ||
                      is_project_path(path) || path.starts_with("departments/");
    const Span span = root.entries.front().key.span;
    if (!ours) {
      reading.report(codes::foreign_file, span, {"load.foreign_file", {}},
                     {"load.expected_document", {}}, {"load.help_version", {}});
      return;
    }
    reading.report(codes::unknown_document, span, {"load.unknown_document", {}},
                   {"load.expected_document", {}}, {"load.help_kinds", {}});
  }

  LoadedProject& loaded_;
  load::Evidence evidence_;
};

}  // namespace

LoadedProject load_texts(std::vector<SourceFile> files) {
  LoadedProject loaded;
  loaded.sources.files = std::move(files);
  Loader(loaded).run();
  return loaded;
}

}  // namespace onething
