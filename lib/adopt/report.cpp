// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "load/adopt.h"
#include "onething/adopt.h"
#include "yaml/read.h"

namespace onething {

namespace {

// What the adoption is, rather than what it changes.
constexpr auto kHead = std::to_array<std::string_view>(
    {"onething", "adopts", "as", "of_version", "region", "area"});

using Leaves = std::map<std::string, std::string>;

void flatten(const yaml::Node& node, const std::string& path, Leaves& out) {
  if (node.is_mapping())
    for (const yaml::Entry& entry : node.entries)
      flatten(entry.value,
              path.empty() ? entry.key.text : path + "." + entry.key.text, out);
  else if (node.is_list())
    for (std::size_t i = 0; i < node.items.size(); ++i)
      flatten(node.items[i], path + "[" + std::to_string(i + 1) + "]", out);
  else
    out[path] = node.text;
}

Leaves leaves_of(const yaml::Node& node) {
  Leaves out;
  flatten(node, "", out);
  return out;
}

std::string text_of(const yaml::Node& node, std::string_view key) {
  const yaml::Node* found = node.find(key);
  return found == nullptr ? "" : found->text;
}

class Comparison {
 public:
  Comparison(const Sources& sources, std::uint32_t file)
      : sources_(sources), overlay_(yaml::read(sources, file).root) {
    const std::uint32_t found =
        load::find_document(sources, "workflow", text_of(overlay_, "adopts"));
    if (found < sources.files.size()) model_ = yaml::read(sources, found).root;
    model_leaves_ = leaves_of(model_);
  }

  AdoptionReport report() {
    AdoptionReport out;
    out.id = text_of(overlay_, "as");
    out.model = text_of(overlay_, "adopts");
    out.region = text_of(overlay_, "region");
    out.area = text_of(overlay_, "area");
    out.of_version = text_of(overlay_, "of_version");
    out.version = text_of(model_, "version");
    for (const yaml::Entry& entry : overlay_.entries) {
      if (std::find(kHead.begin(), kHead.end(), entry.key.text) != kHead.end())
        continue;
      if (entry.key.text == "services")
        services(entry.value, out);
      else
        for (const auto& [path, here] : under(entry))
          add({path, model_value(path), here}, out);
    }
    return out;
  }

  std::vector<ModelChange> since(const yaml::Node& old) const {
    const Leaves before = leaves_of(old);
    std::set<std::string> paths;
    for (const auto& [path, text] : before) paths.insert(path);
    for (const auto& [path, text] : model_leaves_) paths.insert(path);
    const Leaves here = leaves_of(overlay_);
    std::vector<ModelChange> out;
    for (const std::string& path : paths) {
      if (path == "version") continue;
      const std::string then = value(before, path);
      const std::string now = value(model_leaves_, path);
      if (then != now || before.contains(path) != model_leaves_.contains(path))
        out.push_back({path, then, now, is_said(here, path)});
    }
    return out;
  }

  std::string model() const { return text_of(overlay_, "adopts"); }

 private:
  // One of several promises may be as the model has it.
  static void add(AdoptedChange change, AdoptionReport& out) {
    if (change.model != change.here) out.changes.push_back(std::move(change));
  }

  static std::string value(const Leaves& leaves, const std::string& path) {
    const auto found = leaves.find(path);
    return found == leaves.end() ? "" : found->second;
  }

  // `promise[1]` of a region is `promise[1].within` of the model.
  static bool is_said(const Leaves& here, const std::string& path) {
    constexpr std::string_view within = ".within";
    return here.contains(path) ||
           (path.ends_with(within) &&
            here.contains(path.substr(0, path.size() - within.size())));
  }

  static Leaves under(const yaml::Entry& entry) {
    Leaves out;
    flatten(entry.value, entry.key.text, out);
    return out;
  }

  std::string model_value(const std::string& path) {
    if (model_leaves_.contains(path)) return value(model_leaves_, path);
    if (model_leaves_.contains(path + ".within"))
      return value(model_leaves_, path + ".within");
    constexpr std::string_view limit = ".limit";
    if (!path.starts_with("steps.") || !path.ends_with(limit)) return {};
    // A step that says nothing goes by its service.
    const std::string step = path.substr(0, path.size() - limit.size());
    return service_limit(value(model_leaves_, step + ".uses"));
  }

  std::string service_limit(const std::string& uses) {
    const Leaves leaves = service(uses);
    const std::string promised = value(leaves, "limit.promised");
    return promised.empty() ? value(leaves, "limit.statutory") : promised;
  }

  Leaves service(const std::string& uses) {
    const std::size_t slash = uses.find('/');
    if (slash == std::string::npos) return {};
    const std::uint32_t file =
        load::find_document(sources_, "department", uses.substr(0, slash));
    if (file >= sources_.files.size()) return {};
    const yaml::Node root = yaml::read(sources_, file).root;
    const yaml::Node* all = root.find("services");
    const yaml::Node* found =
        all == nullptr ? nullptr : all->find(uses.substr(slash + 1));
    return found == nullptr ? Leaves() : leaves_of(*found);
  }

  void services(const yaml::Node& node, AdoptionReport& out) {
    for (const yaml::Entry& entry : node.entries) {
      const Leaves model = service(entry.key.text);
      for (const auto& [path, here] : leaves_of(entry.value)) {
        std::string there = value(model, path);
        if (there.empty() && path == "limit.promised")
          there = value(model, "limit.statutory");
        add({"services." + entry.key.text + "." + path, there, here}, out);
      }
    }
  }

  const Sources& sources_;
  yaml::Node overlay_;
  yaml::Node model_;
  Leaves model_leaves_;
};

}  // namespace

std::vector<const Workflow*> adoptions(const LoadedProject& project) {
  std::vector<const Workflow*> out;
  for (const Workflow& workflow : project.project.workflows)
    if (project.sources.files[workflow.file].text.find("\nadopts:") !=
        std::string::npos)
      out.push_back(&workflow);
  return out;
}

Result<AdoptionReport> adoption_report(
    const LoadedProject& project, const Workflow& adopted,
    const std::optional<std::string>& old_model) {
  Comparison comparison(project.sources, adopted.file);
  AdoptionReport report = comparison.report();
  if (!old_model) return report;
  Sources old;
  const std::uint32_t file = old.add("old.yaml", *old_model);
  const yaml::Node root = yaml::read(old, file).root;
  if (text_of(root, "workflow") != comparison.model())
    return Error{ErrorCode::not_found,
                 {"adopt.not_the_model", {{"model", comparison.model()}}}};
  report.model_changes = comparison.since(root);
  return report;
}

}  // namespace onething
