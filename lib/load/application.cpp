// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <string_view>
#include <utility>

#include "load/file_text.h"
#include "load/handed_in.h"
#include "load/keys.h"
#include "load/people.h"
#include "load/raw_value.h"
#include "model/form_rules.h"
#include "model/type_facts.h"
#include "onething/load.h"
#include "yaml/read.h"

namespace onething {

namespace {

using load::Keys;
using load::raw_value;
using load::Reading;

class ApplicationReader {
 public:
  ApplicationReader(LoadedApplication& out, const Project& project,
                    const Workflow& workflow)
      : out_(out),
        project_(project),
        workflow_(workflow),
        reading_(out.sources, out.diagnostics) {}

  void run() {
    yaml::Document document = yaml::read(out_.sources, 0);
    reading_.damaged = has_errors(document.diagnostics);
    out_.diagnostics = std::move(document.diagnostics);
    const yaml::Node& root = document.root;
    // What a damaged file lacks may stand in the part that was not read.
    if (reading_.damaged) return;
    if (!load::expect_mapping(reading_, root, {"load.what_application", {}}))
      return;
    if (is_wrapped(root))
      read_wrapped(root);
    else
      check(root, head_of(root), nullptr, head_of(root));
    sort_and_merge(out_.diagnostics);
  }

 private:
  static Span head_of(const yaml::Node& node) {
    return node.entries.empty() ? node.span : node.entries.front().key.span;
  }

  bool is_wrapped(const yaml::Node& root) const {
    if (root.find("onething") != nullptr || root.find("application") != nullptr)
      return true;
    const yaml::Node* form = root.find("form");
    return form != nullptr && form->is_mapping() &&
           model::find_field(workflow_.form, "form") == nullptr;
  }

  void read_wrapped(const yaml::Node& root) {
    constexpr auto allowed = std::to_array<std::string_view>(
        {"onething", "application", "form", "materials", "given", "supplement",
         "agent"});
    const Keys keys(reading_, root, {"load.what_application", {}}, allowed);
    const Spelled name = keys.text("application");
    out_.application.workflow = name.text;
    if (!name.empty() && name.text != workflow_.id.text) {
      reading_.report(
          codes::other_workflow, name.span,
          {"load.other_workflow",
           {{"found", name.text}, {"workflow", workflow_.id.text}}});
      return;
    }
    const yaml::Node nothing;
    const yaml::Node* form = keys.mapping("form");
    const Span form_head = key_span(root, "form");
    if (form == nullptr && keys.find("form") != nullptr) return;
    check(form == nullptr ? nothing : *form, form_head, keys.find("materials"),
          key_span(root, "materials"));
    if (const yaml::Node* agent = keys.find("agent")) {
      std::vector<std::string_view> workflows;
      for (const Workflow& each : project_.workflows)
        workflows.push_back(each.id.text);
      out_.application.agent = load::read_agent(reading_, *agent, workflows);
    }
    if (const yaml::Node* given = keys.mapping("given")) read_given(*given);
    if (const yaml::Node* supplement = keys.find("supplement"))
      out_.application.follow_up = raw_value(*supplement);
  }

  static Span key_span(const yaml::Node& root, std::string_view key) {
    for (const yaml::Entry& entry : root.entries)
      if (entry.key.text == key) return entry.key.span;
    return head_of(root);
  }

  void check(const yaml::Node& form, Span form_head,
             const yaml::Node* materials, Span materials_head) {
    const yaml::Node nothing;
    const yaml::Node& handed = materials == nullptr ? nothing : *materials;
    load::HandedIn typed = load::check_handed_in(
        reading_, workflow_,
        {form.is_mapping() ? raw_value(form) : Value(Object{}),
         form_head,
         {&form}},
        {raw_value(handed), materials_head, {&handed}});
    out_.application.form = std::move(typed.form);
    out_.application.materials = std::move(typed.materials);
  }

  // {tax/check_arrears: [{returned: […]}, {done: {…}}]}
  void read_given(const yaml::Node& given) {
    std::vector<std::string> known;
    for (const Department& department : project_.departments)
      for (const Service& service : department.services)
        known.push_back(department.id.text + "/" + service.id.text);
    for (const yaml::Entry& entry : given.entries) {
      const std::string& name = entry.key.text;
      if (std::find(known.begin(), known.end(), name) != known.end()) continue;
      reading_.report(codes::unknown_service, entry.key.span,
                      {"load.unknown_given", {{"service", name}}},
                      {"load.expected_service", {}},
                      load::propose(name, {known.begin(), known.end()}));
    }
    out_.application.given = raw_value(given);
  }

  LoadedApplication& out_;
  const Project& project_;
  const Workflow& workflow_;
  Reading reading_;
};

}  // namespace

Result<LoadedApplication> load_application(std::string_view path,
                                           const Project& project,
                                           const Workflow& workflow) {
  const std::string name(path);
  OT_TRY(std::string text, load::read_file_text(name));
  if (name.ends_with(".json")) text = load::without_json_tabs(std::move(text));
  LoadedApplication out;
  out.sources.add(name, std::move(text));
  ApplicationReader(out, project, workflow).run();
  return out;
}

}  // namespace onething
