// SPDX-License-Identifier: Apache-2.0
//
// `when:` of a scenario: who does what, and at which moment.

#include <algorithm>
#include <array>
#include <utility>

#include "load/keys.h"
#include "load/raw_value.h"
#include "load/scenario_parts.h"

namespace onething::load {

namespace {

constexpr auto kSubjects =
    std::to_array<std::string_view>({"step", "event", "service"});

std::string_view key_of(ActSubject subject) {
  switch (subject) {
    case ActSubject::none:
      return {};
    case ActSubject::step:
      return kSubjects[0];
    case ActSubject::event:
      return kSubjects[1];
    case ActSubject::service:
      return kSubjects[2];
  }
  return {};
}

class ActsReader {
 public:
  explicit ActsReader(const ScenarioScope& scope)
      : scope_(scope), reading_(scope.reading) {}

  std::vector<ScenarioAct> read(const yaml::Node& node) {
    std::vector<ScenarioAct> acts;
    if (!node.is_list()) {
      reading_.report(codes::wrong_kind, node.span,
                      {"load.not_list", {{"found", kind_of(node)}}},
                      {"load.scenario_expected_acts", {}});
      return acts;
    }
    for (const yaml::Node& item : node.items) {
      std::optional<ScenarioAct> act = read_act(item);
      if (!act) continue;
      if (act->kind == ScenarioAct::Kind::submit && !acts.empty())
        reading_.report(codes::key_does_not_fit, act->span,
                        {"load.scenario_late_submit", {}},
                        {"load.scenario_expected_first", {}});
      acts.push_back(std::move(*act));
    }
    return acts;
  }

 private:
  std::optional<ScenarioAct> read_act(const yaml::Node& node) {
    constexpr auto allowed = std::to_array<std::string_view>(
        {"at", "after", "do", "step", "event", "service", "with", "materials",
         "reason", "by", "refused"});
    const Keys keys(reading_, node, {"load.what_act", {}}, allowed);
    if (!keys.is_mapping()) return std::nullopt;
    const yaml::Node* word = keys.require("do");
    if (word == nullptr) return std::nullopt;
    std::vector<std::string_view> words;
    for (const ScenarioActRow& row : scenario_acts()) words.push_back(row.word);
    const std::optional<std::size_t> kind =
        read_word(reading_, *word, "do", words);
    if (!kind) return std::nullopt;
    ScenarioAct act;
    act.kind = static_cast<ScenarioAct::Kind>(*kind);
    act.span = word->span;
    read_time(keys, act);
    read_subject(keys, scenario_acts()[*kind].subject, act);
    if (const yaml::Node* with = keys.find("with")) act.with = raw_value(*with);
    if (const yaml::Node* materials = keys.mapping("materials"))
      act.materials = raw_value(*materials);
    act.reason = keys.text("reason").text;
    const Spelled by = keys.text("by");
    if (!by.empty()) check_person(by);
    act.by = by.text;
    act.is_refused = keys.flag("refused");
    return act;
  }

  void read_time(const Keys& keys, ScenarioAct& act) {
    if (const std::optional<Limit> after = keys.limit("after"))
      act.after = after->term;
    const Spelled at = keys.text("at");
    if (at.empty()) return;
    act.at = parse_instant(at.text);
    if (!act.at)
      reading_.report(codes::literal_does_not_fit, at.span,
                      {"load.scenario_bad_moment", {{"text", at.text}}},
                      {"load.scenario_expected_moment", {}});
    if (act.after)
      reading_.report(codes::key_does_not_fit, at.span,
                      {"load.scenario_two_times", {}},
                      {"load.scenario_expected_one_time", {}});
  }

  void read_subject(const Keys& keys, ActSubject wanted, ScenarioAct& act) {
    const std::string_view word =
        scenario_acts()[static_cast<std::size_t>(act.kind)].word;
    for (const std::string_view key : kSubjects) {
      const yaml::Node* found = keys.find(key);
      if (key == key_of(wanted)) {
        if (keys.require(key) == nullptr) continue;
        act.subject = keys.text(key);
        if (!act.subject.empty()) check_subject(wanted, act.subject);
      } else if (found != nullptr) {
        reading_.report(
            codes::key_does_not_fit, found->span,
            {"load.scenario_no_such_subject",
             {{"act", std::string(word)}, {"key", std::string(key)}}},
            {"load.scenario_expected_subject", {}});
      }
    }
  }

  void check_subject(ActSubject wanted, const Spelled& subject) {
    if (wanted == ActSubject::service)
      return check(scope_.services(), subject, codes::unknown_service,
                   "load.scenario_unknown_service");
    if (wanted == ActSubject::event) {
      std::vector<std::string> events;
      for (const LifeState& state : scope_.workflow.states)
        for (const StateEvent& event : state.on)
          events.push_back(event.id.text);
      return check(std::move(events), subject, codes::unknown_state,
                   "load.scenario_unknown_event");
    }
    std::vector<std::string> steps = scope_.steps();
    for (const char* kind : {"acceptance", "notice", "delivery"})
      steps.emplace_back(kind);
    check(std::move(steps), subject, codes::unknown_step,
          "load.scenario_unknown_step");
    scope_.check_own_word(subject);
  }

  void check(std::vector<std::string> known, const Spelled& name,
             const Code& code, std::string_view key) {
    if (std::find(known.begin(), known.end(), name.text) != known.end()) return;
    reading_.report(code, name.span, {key, {{"name", name.text}}}, {},
                    propose(name.text, {known.begin(), known.end()}));
  }

  void check_person(const Spelled& by) {
    const std::vector<Person>& people = scope_.project.file.people;
    if (people.empty() || scope_.project.find_person(by.text) != nullptr)
      return;
    std::vector<std::string_view> names;
    for (const Person& person : people) names.push_back(person.id.text);
    reading_.report(codes::bad_word, by.span,
                    {"load.scenario_unknown_person", {{"name", by.text}}}, {},
                    propose(by.text, names));
  }

  const ScenarioScope& scope_;
  Reading& reading_;
};

}  // namespace

std::vector<ScenarioAct> read_acts(const ScenarioScope& scope,
                                   const yaml::Node& node) {
  return ActsReader(scope).read(node);
}

}  // namespace onething::load
