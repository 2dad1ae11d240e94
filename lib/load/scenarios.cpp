// SPDX-License-Identifier: Apache-2.0
//
// A file of scenarios: what they have in common, and each of them.

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "load/file_text.h"
#include "load/handed_in.h"
#include "load/keys.h"
#include "load/people.h"
#include "load/raw_value.h"
#include "load/scenario_parts.h"
#include "load/whole_file.h"
#include "onething/load.h"

namespace onething {

namespace {

using load::Keys;
using load::Reading;

class ScenariosReader {
 public:
  ScenariosReader(LoadedScenarios& out, const Project& project)
      : out_(out), project_(project), reading_(out.sources, out.diagnostics) {}

  void run() {
    load::read_whole_file(reading_,
                          [this](const yaml::Node& root) { read(root); });
  }

 private:
  void read(const yaml::Node& root) {
    constexpr auto allowed = std::to_array<std::string_view>(
        {"onething", "scenarios", "form", "materials", "agent", "given",
         "examples"});
    const Keys keys(reading_, root, {"load.what_scenarios", {}}, allowed);
    if (!keys.is_mapping()) return;
    keys.require("onething");
    keys.require("scenarios");
    const Spelled name = keys.text("scenarios");
    const yaml::Node* examples = keys.require("examples");
    if (name.empty()) return;
    out_.scenarios.workflow = name.text;
    const Workflow* workflow = project_.find_workflow(name.text);
    if (workflow == nullptr) {
      std::vector<std::string_view> known;
      for (const Workflow& each : project_.workflows)
        known.push_back(each.id.text);
      reading_.report(codes::unknown_workflow, name.span,
                      {"load.scenario_unknown_workflow", {{"name", name.text}}},
                      {"load.scenario_expected_workflow", {}},
                      load::propose(name.text, known));
      return;
    }
    base_ = {keys.mapping("form"), keys.mapping("materials"),
             keys.mapping("given"), keys.find("agent")};
    if (examples == nullptr ||
        !load::expect_mapping(reading_, *examples,
                              {"load.what_key", {{"key", "examples"}}}))
      return;
    for (const yaml::Entry& entry : examples->entries)
      read_example(entry, {reading_, project_, *workflow});
  }

  struct Shared {
    const yaml::Node* form = nullptr;
    const yaml::Node* materials = nullptr;
    const yaml::Node* given = nullptr;
    const yaml::Node* agent = nullptr;
  };

  // What an example says, laid over what all have in common; null takes away.
  static load::HandedPart laid_over(const yaml::Node* base,
                                    const yaml::Node* own, Span head) {
    load::HandedPart part{Object{}, head, {}};
    for (const yaml::Node* node : {base, own}) {
      if (node == nullptr) continue;
      part.nodes.insert(part.nodes.begin(), node);
      for (const yaml::Entry& entry : node->entries) {
        Value value = load::raw_value(entry.value);
        if (value.is_null())
          part.raw.object()->erase(entry.key.text);
        else
          part.raw.object()->set(entry.key.text, std::move(value));
      }
    }
    return part;
  }

  void read_example(const yaml::Entry& entry,
                    const load::ScenarioScope& scope) {
    constexpr auto allowed = std::to_array<std::string_view>(
        {"title", "form", "materials", "agent", "given", "when", "then"});
    const Keys keys(reading_, entry.value, {"load.what_example", {}}, allowed);
    if (!keys.is_mapping()) return;
    Scenario scenario;
    scenario.id = {entry.key.text, entry.key.span};
    if (!load::is_id(entry.key.text))
      reading_.report(codes::bad_id, entry.key.span,
                      {"load.bad_id", {{"id", entry.key.text}}},
                      {"load.expected_id", {}});
    if (keys.find("title") != nullptr) scenario.title = keys.title();
    if (const yaml::Node* when = keys.find("when"))
      scenario.when = load::read_acts(scope, *when);
    read_application(keys, scope, scenario);
    read_agent(keys, scenario);
    read_given(keys, scope, scenario);
    const yaml::Node* then = keys.require("then");
    if (then != nullptr) scenario.then = load::read_expectation(scope, *then);
    out_.scenarios.examples.push_back(std::move(scenario));
  }

  void read_application(const Keys& keys, const load::ScenarioScope& scope,
                        Scenario& scenario) {
    const load::HandedPart form =
        laid_over(base_.form, keys.mapping("form"), scenario.id.span);
    const load::HandedPart materials =
        laid_over(base_.materials, keys.mapping("materials"), scenario.id.span);
    // An application that must be refused is handed in as it is.
    if (!scenario.when.empty() &&
        scenario.when.front().kind == ScenarioAct::Kind::submit &&
        scenario.when.front().is_refused) {
      scenario.form = form.raw;
      scenario.materials = materials.raw;
      return;
    }
    load::HandedIn typed =
        load::check_handed_in(reading_, scope.workflow, form, materials);
    scenario.form = std::move(typed.form);
    scenario.materials = std::move(typed.materials);
  }

  // That of the example instead of the one that all have; null: nobody.
  void read_agent(const Keys& keys, Scenario& scenario) {
    const yaml::Node* own = keys.find("agent");
    const yaml::Node* agent = own == nullptr ? base_.agent : own;
    if (agent == nullptr || agent->is_null()) return;
    std::vector<std::string_view> workflows;
    for (const Workflow& each : project_.workflows)
      workflows.push_back(each.id.text);
    scenario.agent = load::read_agent(reading_, *agent, workflows);
  }

  // Parts of the example replace those of the same name.
  void read_given(const Keys& keys, const load::ScenarioScope& scope,
                  Scenario& scenario) {
    if (const yaml::Node* own = keys.mapping("given"))
      scenario.given = load::read_played(scope, *own);
    if (base_.given == nullptr) return;
    for (PlayedPart& part : load::read_played(scope, *base_.given)) {
      bool is_replaced = false;
      for (const PlayedPart& own : scenario.given)
        is_replaced = is_replaced || own.name.text == part.name.text;
      if (!is_replaced) scenario.given.push_back(std::move(part));
    }
  }

  LoadedScenarios& out_;
  const Project& project_;
  Reading reading_;
  Shared base_;
};

}  // namespace

LoadedScenarios load_scenarios_text(SourceFile file, const Project& project) {
  LoadedScenarios out;
  out.sources.add(std::move(file.path), std::move(file.text));
  ScenariosReader(out, project).run();
  return out;
}

Result<LoadedScenarios> load_scenarios(std::string_view path,
                                       const Project& project) {
  const std::string name(path);
  OT_TRY(std::string text, load::read_file_text(name));
  return load_scenarios_text({name, std::move(text)}, project);
}

}  // namespace onething
