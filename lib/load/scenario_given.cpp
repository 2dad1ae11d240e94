// SPDX-License-Identifier: Apache-2.0
//
// How departments and people answer, and the names of a scenario's world.

#include <algorithm>
#include <array>
#include <utility>

#include "base/limits.h"
#include "load/keys.h"
#include "load/raw_value.h"
#include "load/scenario_parts.h"
#include "model/conform.h"

namespace onething::load {

namespace {

constexpr std::string_view kUndo = "undo.";
constexpr std::string_view kPrefill = "prefill.";

const Step* find_step(const std::vector<Step>& steps, std::string_view id) {
  for (const Step& step : steps)
    if (step.id.text == id) return &step;
  return nullptr;
}

class GivenReader {
 public:
  explicit GivenReader(const ScenarioScope& scope)
      : scope_(scope), reading_(scope.reading) {}

  std::vector<PlayedPart> read(const yaml::Node& node) {
    std::vector<std::string> names = scope_.steps();
    names.emplace_back("acceptance");
    for (std::string& service : scope_.services())
      names.push_back(std::move(service));
    std::vector<PlayedPart> parts;
    for (const yaml::Entry& entry : node.entries) {
      const std::string& name = entry.key.text;
      if (std::find(names.begin(), names.end(), name) == names.end())
        reading_.report(codes::unknown_service, entry.key.span,
                        {"load.scenario_unknown_given", {{"name", name}}},
                        {"load.scenario_expected_given", {}},
                        propose(name, {names.begin(), names.end()}));
      if (name == "acceptance") scope_.check_own_word({name, entry.key.span});
      parts.push_back({{name, entry.key.span}, {}, !entry.value.is_list()});
      const Service* service = scope_.service_of(name);
      if (!entry.value.is_list()) {
        parts.back().answers.push_back(read_answer(entry.value, service));
        continue;
      }
      for (const yaml::Node& item : entry.value.items)
        parts.back().answers.push_back(read_answer(item, service));
    }
    return parts;
  }

 private:
  PlayedAnswer read_answer(const yaml::Node& node, const Service* service) {
    constexpr auto allowed = std::to_array<std::string_view>(
        {"done", "returned", "refused", "silent", "fails", "slow"});
    PlayedAnswer answer;
    answer.span = node.span;
    const Keys keys(reading_, node, {"load.what_played", {}}, allowed);
    if (!keys.is_mapping()) return answer;
    if (const std::optional<std::int64_t> fails = keys.count("fails"))
      answer.fails = read_fails(*keys.find("fails"), *fails);
    if (const std::optional<Limit> slow = keys.limit("slow"))
      answer.slow = slow->term;
    std::size_t told = 0;
    if (const yaml::Node* done = keys.find("done")) {
      ++told;
      answer.kind = PlayedAnswer::Kind::done;
      answer.content = raw_value(*done);
      if (service != nullptr) check_output(*done, *service);
    }
    if (const yaml::Node* returned = keys.find("returned")) {
      ++told;
      answer.kind = PlayedAnswer::Kind::returned;
      answer.content = raw_value(*returned);
    }
    if (const yaml::Node* refused = keys.find("refused")) {
      ++told;
      answer.kind = PlayedAnswer::Kind::refused;
      answer.content = raw_value(*refused);
    }
    if (keys.flag("silent")) {
      ++told;
      answer.kind = PlayedAnswer::Kind::silent;
    }
    if (told > 1)
      reading_.report(codes::key_does_not_fit, node.span,
                      {"load.scenario_two_answers", {}},
                      {"load.scenario_expected_one_answer", {}},
                      {"load.scenario_help_list", {}});
    return answer;
  }

  std::int64_t read_fails(const yaml::Node& node, std::int64_t fails) {
    if (fails >= 0 && fails <= limits::stub_fails_max) return fails;
    reading_.report(codes::bad_count, node.span,
                    {"load.scenario_bad_fails", {{"text", node.text}}},
                    {"load.scenario_expected_fails",
                     {{"max", std::to_string(limits::stub_fails_max)}}});
    return 0;
  }

  void check_output(const yaml::Node& done, const Service& service) {
    if (!expect_mapping(reading_, done, {"load.what_key", {{"key", "done"}}}))
      return;
    std::vector<std::string_view> known;
    for (const Field& field : service.output) known.push_back(field.id.text);
    for (const yaml::Entry& entry : done.entries) {
      const Field* found = nullptr;
      for (const Field& field : service.output)
        if (field.id.text == entry.key.text) found = &field;
      if (found == nullptr) {
        reading_.report(
            codes::unknown_field, entry.key.span,
            {"load.scenario_unknown_output",
             {{"service", service.id.text}, {"field", entry.key.text}}},
            {"load.scenario_expected_output", {}},
            propose(entry.key.text, known));
        continue;
      }
      const model::Conformed fit =
          model::conform(raw_value(entry.value), found->type);
      if (!fit.ok())
        reading_.report(codes::form_defect, entry.value.span,
                        {"load.defect",
                         {{"field", entry.key.text},
                          {"problem", fit.defects.front().problem}}});
    }
  }

  const ScenarioScope& scope_;
  Reading& reading_;
};

}  // namespace

void ScenarioScope::check_own_word(const Spelled& name) const {
  const bool is_task = (name.text == "acceptance" && workflow.acceptance) ||
                       (name.text == "delivery" && workflow.delivery) ||
                       name.text == "notice";
  if (!is_task || find_step(workflow.steps, name.text) == nullptr) return;
  reading.report(codes::key_does_not_fit, name.span,
                 {"load.scenario_own_word", {{"name", name.text}}},
                 {"load.scenario_expected_own_word", {}},
                 {"load.scenario_help_own_word", {{"name", name.text}}});
}

std::vector<std::string> ScenarioScope::steps() const {
  std::vector<std::string> names;
  for (const Step& step : workflow.steps) names.push_back(step.id.text);
  for (const Step& step : workflow.prefill)
    names.push_back(std::string(kPrefill) + step.id.text);
  for (const Step& step : workflow.steps)
    names.push_back(std::string(kUndo) + step.id.text);
  return names;
}

std::vector<std::string> ScenarioScope::services() const {
  std::vector<std::string> names;
  for (const Department& department : project.departments)
    for (const Service& service : department.services)
      names.push_back(department.id.text + "/" + service.id.text);
  return names;
}

const Service* ScenarioScope::service_of(std::string_view name) const {
  const bool is_prefill = name.starts_with(kPrefill);
  const Step* step =
      is_prefill ? find_step(workflow.prefill, name.substr(kPrefill.size()))
                 : find_step(workflow.steps, name);
  if (step != nullptr) return project.service_of(step->uses);
  for (const Department& department : project.departments)
    for (const Service& service : department.services)
      if (department.id.text + "/" + service.id.text == name) return &service;
  return nullptr;
}

std::vector<PlayedPart> read_played(const ScenarioScope& scope,
                                    const yaml::Node& node) {
  return GivenReader(scope).read(node);
}

}  // namespace onething::load
