// SPDX-License-Identifier: Apache-2.0

#include "load/load_texts.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "load/adopt.h"
#include "load/documents.h"
#include "load/expand.h"
#include "load/resolve.h"
#include "load/scalars.h"
#include "load/template.h"
#include "onething/load.h"
#include "yaml/read.h"

namespace onething {

namespace {

using load::Reading;

enum class DocumentKind {
  project,
  department,
  adoption,
  workflow,
  fragment,
  other,
  foreign
};

constexpr auto kinds = std::to_array<std::string_view>(
    {"project", "department", "adopts", "workflow", "template"});
// Belong to the project and are read by others.
constexpr auto other_kinds = std::to_array<std::string_view>(
    {"scenarios", "application", "migration", "columns", "export"});

// An application may leave its workflow open, and then has its form alone.
// Steps beside it are a workflow's, whose own key was misspelt.
bool is_bare_application(const yaml::Node& root) {
  return root.find("form") != nullptr && root.find("steps") == nullptr;
}

DocumentKind kind_of_document(const yaml::Node& root) {
  for (std::size_t i = 0; i < kinds.size(); ++i)
    if (root.find(kinds[i]) != nullptr) return static_cast<DocumentKind>(i);
  for (const std::string_view kind : other_kinds)
    if (root.find(kind) != nullptr) return DocumentKind::other;
  return is_bare_application(root) ? DocumentKind::other
                                   : DocumentKind::foreign;
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

// What one file turned out to be, and what was wrong with it. Made on any
// thread, since it knows of no other file.
struct FileReading {
  Diagnostics diagnostics;
  bool damaged = false;
  std::optional<ProjectFile> project;
  std::size_t folders = 0;  // In which the project's file lies.
  std::optional<Department> department;
  std::optional<Workflow> workflow;
  // A workflow that uses templates or adopts another.
  std::optional<yaml::Node> unexpanded;
  load::RegionalServices services;  // Of an adoption.
  std::vector<Spelled> targets;
};

class FileReader {
 public:
  FileReader(const Sources& sources, std::uint32_t file)
      : sources_(sources), file_(file), reading_(sources, out_.diagnostics) {}

  FileReading read() {
    yaml::Document document = yaml::read(sources_, file_);
    reading_.damaged = has_errors(document.diagnostics);
    out_.damaged = reading_.damaged;
    out_.diagnostics = std::move(document.diagnostics);
    read_root(document.root);
    if (waits_) out_.unexpanded = std::move(document.root);
    out_.targets = std::move(reading_.targets);
    return std::move(out_);
  }

 private:
  void read_root(const yaml::Node& root) {
    if (!root.is_mapping() || root.entries.empty()) return no_document(root);
    const DocumentKind kind = kind_of_document(root);
    if (kind == DocumentKind::foreign) return foreign(root);
    check_version(reading_, root);
    if (kind == DocumentKind::project) return project(root);
    if (kind == DocumentKind::department)
      out_.department = load::read_department(reading_, root);
    if (kind == DocumentKind::fragment)
      load::check_template(reading_, root, file_);
    // Takes other files, which are not known here.
    waits_ = kind == DocumentKind::adoption ||
             (kind == DocumentKind::workflow && root.find("use") != nullptr);
    if (kind != DocumentKind::workflow) return;
    if (waits_) return;
    out_.workflow = load::read_workflow(reading_, root);
    out_.workflow->file = file_;
  }

  const std::string& path() const { return sources_.files[file_].path; }

  void project(const yaml::Node& root) {
    if (is_project_path(path())) {
      out_.project = load::read_project_file(reading_, root);
      out_.folders = static_cast<std::size_t>(
          std::count(path().begin(), path().end(), '/'));
      return;
    }
    reading_.report(codes::project_in_wrong_file, root.find("project")->span,
                    {"load.project_in_wrong_file", {}},
                    {"load.expected_project_file", {}});
  }

  // Nothing could be read: said already when the text is damaged.
  void no_document(const yaml::Node& root) {
    out_.damaged = true;
    if (reading_.damaged) return;
    Span span = root.span;
    span.file = file_;
    reading_.report(codes::not_a_document, span, {"load.not_a_document", {}},
                    {"load.expected_document", {}}, {"load.help_version", {}});
  }

  // A YAML file of another program may lie beside ours; one that says
  // `onething:` or stands where only ours may stand is a mistake.
  void foreign(const yaml::Node& root) {
    // Whatever it was meant to be is not there for the others.
    out_.damaged = true;
    if (reading_.damaged) return;
    const bool ours = root.find("onething") != nullptr ||
                      is_project_path(path()) ||
                      path().starts_with("departments/");
    const Span span = root.entries.front().key.span;
    if (!ours) {
      reading_.report(codes::foreign_file, span, {"load.foreign_file", {}},
                      {"load.expected_document", {}},
                      {"load.help_version", {}});
      return;
    }
    reading_.report(codes::unknown_document, span,
                    {"load.unknown_document", {}},
                    {"load.expected_document", {}}, {"load.help_kinds", {}});
  }

  const Sources& sources_;
  std::uint32_t file_;
  FileReading out_;
  Reading reading_;
  bool waits_ = false;
};

void read_expanded(Sources& sources, std::uint32_t file, FileReading& out) {
  Reading reading(sources, out.diagnostics);
  reading.damaged = out.damaged;
  yaml::Node& root = *out.unexpanded;
  if (root.find("adopts") == nullptr)
    load::expand_uses(sources, reading, root, file);
  else if (!load::adopt_model(sources, reading, root, file, out.services))
    return;
  out.damaged = reading.damaged;
  out.workflow = load::read_workflow(reading, root);
  out.workflow->file = file;
}

// Puts what the files are together, in the order of the files.
class Assembly {
 public:
  explicit Assembly(LoadedProject& loaded) : loaded_(loaded) {}

  void add(FileReading&& file) {
    evidence_.damaged.push_back(file.damaged);
    std::move(file.diagnostics.begin(), file.diagnostics.end(),
              std::back_inserter(loaded_.diagnostics));
    // One of another project in a folder below does not take the place of the
    // project's own file, and with it of its people, whichever comes first.
    if (file.project) {
      if (file.folders >= folders_) return;
      folders_ = file.folders;
      loaded_.project.file = std::move(*file.project);
      evidence_.targets = std::move(file.targets);
    } else if (file.department) {
      loaded_.project.departments.push_back(std::move(*file.department));
    } else if (file.workflow) {
      for (auto& [uses, service] : file.services)
        regional_.push_back(
            {loaded_.project.workflows.size(), uses, std::move(service)});
      loaded_.project.workflows.push_back(std::move(*file.workflow));
    }
  }

  void finish(Workers& workers) {
    // Texts made by uses of templates.
    evidence_.damaged.resize(loaded_.sources.files.size(), false);
    add_regional_services();
    load::resolve(loaded_, evidence_, workers);
    sort_and_merge(loaded_.diagnostics);
  }

 private:
  struct Regional {
    std::size_t workflow = 0;
    std::string uses;
    Service service;
  };

  // Beside the department's own, under the same id: departments are called as
  // before, and only the adopting workflow knows of it.
  void add_regional_services() {
    for (Regional& each : regional_)
      for (Department& department : loaded_.project.departments) {
        if (!each.uses.starts_with(department.id.text + "/")) continue;
        evidence_.regional[{each.workflow, each.uses}] =
            department.services.size();
        department.services.push_back(std::move(each.service));
        break;
      }
  }

  LoadedProject& loaded_;
  load::Evidence evidence_;
  std::vector<Regional> regional_;
  // That the project's file lies in, of all that were seen.
  std::size_t folders_ = std::string::npos;
};

}  // namespace

LoadedProject load::load_texts(std::vector<SourceFile> files,
                               Workers& workers) {
  LoadedProject loaded;
  loaded.sources.files = std::move(files);
  const std::size_t count = loaded.sources.files.size();
  std::vector<FileReading> read(count);
  workers.for_each_index(count, [&](std::size_t i) {
    read[i] = FileReader(loaded.sources, static_cast<std::uint32_t>(i)).read();
  });
  // One after the other: each adds the texts that it uses to the sources.
  for (std::size_t i = 0; i < count; ++i)
    if (read[i].unexpanded)
      read_expanded(loaded.sources, static_cast<std::uint32_t>(i), read[i]);
  Assembly assembly(loaded);
  for (FileReading& file : read) assembly.add(std::move(file));
  assembly.finish(workers);
  return loaded;
}

LoadedProject load_texts(std::vector<SourceFile> files, unsigned jobs) {
  Workers workers(jobs);
  return load::load_texts(std::move(files), workers);
}

}  // namespace onething
