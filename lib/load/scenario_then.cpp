// SPDX-License-Identifier: Apache-2.0
//
// `then:` of a scenario: what must have come of it.

#include <algorithm>
#include <array>
#include <utility>

#include "load/keys.h"
#include "load/raw_value.h"
#include "load/scenario_parts.h"

namespace onething::load {

namespace {

class ExpectationReader {
 public:
  ExpectationReader(const ScenarioScope& scope, const yaml::Node& node)
      : scope_(scope),
        reading_(scope.reading),
        node_(node),
        keys_(scope.reading, node, {"load.what_expectation", {}}, kAllowed) {
    out_.span = node.span;
  }

  Expectation read() {
    if (!keys_.is_mapping()) return std::move(out_);
    // A test that cannot fail is none.
    if (node_.entries.empty())
      reading_.report(codes::missing_key, node_.span,
                      {"load.scenario_nothing_expected", {}},
                      {"load.scenario_expected_end", {}});
    read_state();
    out_.took = keys_.limit("took");
    out_.due = read_day("due");
    out_.ended = read_day("ended");
    if (const std::optional<std::int64_t> count = keys_.count("corrections"))
      out_.corrections = {{*count, keys_.find("corrections")->span}};
    if (const yaml::Node* rests = keys_.find("rests"))
      out_.rests = {{keys_.flag("rests"), rests->span}};
    for (const std::string_view standing : step_standings())
      read_steps(standing);
    read_sent();
    read_ledger();
    read_notice();
    read_deadlines();
    if (const yaml::Node* outcome = keys_.mapping("outcome"))
      out_.outcome = {{raw_value(*outcome), outcome->span}};
    return std::move(out_);
  }

 private:
  static constexpr auto kAllowed = std::to_array<std::string_view>(
      {"state", "took", "due", "ended", "corrections", "rests", "done",
       "skipped", "refused", "returned", "under_way", "abandoned", "untouched",
       "sent", "ledger", "notice", "deadlines", "outcome"});

  void read_state() {
    out_.state = keys_.text("state");
    if (out_.state.empty()) return;
    std::vector<std::string_view> known;
    for (const LifeState& state : scope_.workflow.states)
      known.push_back(state.id.text);
    for (const std::string_view word : lifecycle_words()) known.push_back(word);
    if (std::find(known.begin(), known.end(), out_.state.text) != known.end())
      return;
    reading_.report(
        codes::unknown_state, out_.state.span,
        {"load.scenario_unknown_state", {{"name", out_.state.text}}},
        {"load.scenario_expected_state", {}}, propose(out_.state.text, known));
  }

  std::optional<std::pair<Date, Span>> read_day(std::string_view key) {
    const Spelled text = keys_.text(key);
    if (text.empty()) return std::nullopt;
    return with_span(text);
  }

  std::optional<std::pair<Date, Span>> with_span(const Spelled& text) {
    if (const std::optional<Date> date = parse_date(text.text))
      return std::pair{*date, text.span};
    reading_.report(codes::literal_does_not_fit, text.span,
                    {"load.scenario_bad_day", {{"text", text.text}}},
                    {"load.scenario_expected_day", {}});
    return std::nullopt;
  }

  void read_steps(std::string_view standing) {
    const yaml::Node* node = keys_.find(standing);
    if (node == nullptr) return;
    Expectation::Steps steps{standing, {}};
    const std::vector<std::string> known = scope_.steps();
    const auto add = [&](const yaml::Node& item) {
      const Spelled id = read_text(reading_, item, standing);
      if (id.empty()) return;
      if (std::find(known.begin(), known.end(), id.text) == known.end())
        reading_.report(codes::unknown_step, id.span,
                        {"load.scenario_unknown_step", {{"name", id.text}}}, {},
                        propose(id.text, {known.begin(), known.end()}));
      steps.ids.push_back(id);
    };
    if (node->is_list())
      for (const yaml::Node& item : node->items) add(item);
    else
      add(*node);
    out_.steps.push_back(std::move(steps));
  }

  void read_sent() {
    const yaml::Node* node = keys_.mapping("sent");
    if (node == nullptr) return;
    std::vector<std::string> known = scope_.steps();
    for (std::string& service : scope_.services())
      known.push_back(std::move(service));
    for (const yaml::Entry& entry : node->entries) {
      const Spelled name{entry.key.text, entry.key.span};
      if (std::find(known.begin(), known.end(), name.text) == known.end())
        reading_.report(codes::unknown_service, name.span,
                        {"load.scenario_unknown_given", {{"name", name.text}}},
                        {"load.scenario_expected_given", {}},
                        propose(name.text, {known.begin(), known.end()}));
      if (!expect_mapping(reading_, entry.value,
                          {"load.what_key", {{"key", name.text}}}))
        continue;
      if (const Service* service = scope_.service_of(name.text))
        check_inputs(entry.value, *service);
      out_.sent.emplace_back(name, raw_value(entry.value));
    }
  }

  void check_inputs(const yaml::Node& sent, const Service& service) {
    std::vector<std::string_view> known;
    for (const Field& field : service.input) known.push_back(field.id.text);
    for (const yaml::Entry& entry : sent.entries)
      if (std::find(known.begin(), known.end(), entry.key.text) == known.end())
        reading_.report(
            codes::unknown_input, entry.key.span,
            {"load.scenario_unknown_input",
             {{"service", service.id.text}, {"field", entry.key.text}}},
            {}, propose(entry.key.text, known));
  }

  // The inputs of a service, or of all that a department has; empty where there
  // is neither.
  std::vector<std::string_view> inputs_of(std::string_view name,
                                          bool& is_known) const {
    std::vector<std::string_view> inputs;
    const std::size_t slash = std::min(name.find('/'), name.size());
    const Department* department =
        scope_.project.find_department(name.substr(0, slash));
    if (department == nullptr) return inputs;
    for (const Service& service : department->services) {
      if (slash < name.size() && service.id.text != name.substr(slash + 1))
        continue;
      is_known = true;
      for (const Field& field : service.input) inputs.push_back(field.id.text);
    }
    return inputs;
  }

  void read_ledger() {
    const yaml::Node* node = keys_.mapping("ledger");
    if (node == nullptr) return;
    std::vector<std::string> known = scope_.services();
    for (const Department& department : scope_.project.departments)
      known.push_back(department.id.text);
    for (const yaml::Entry& entry : node->entries) {
      const Spelled name{entry.key.text, entry.key.span};
      bool is_known = false;
      const std::vector<std::string_view> inputs =
          inputs_of(name.text, is_known);
      if (!is_known) {
        reading_.report(
            codes::unknown_service, name.span,
            {"load.scenario_unknown_receiver", {{"name", name.text}}},
            {"load.scenario_expected_receiver", {}},
            propose(name.text, {known.begin(), known.end()}));
        continue;
      }
      std::vector<Spelled> fields;
      const auto add = [&](const yaml::Node& item) {
        const Spelled field = read_text(reading_, item, "ledger");
        if (field.empty()) return;
        if (std::find(inputs.begin(), inputs.end(), field.text) == inputs.end())
          reading_.report(codes::unknown_input, field.span,
                          {"load.scenario_unknown_input",
                           {{"service", name.text}, {"field", field.text}}},
                          {}, propose(field.text, inputs));
        fields.push_back(field);
      };
      if (entry.value.is_list())
        for (const yaml::Node& item : entry.value.items) add(item);
      else
        add(entry.value);
      out_.ledger.emplace_back(name, std::move(fields));
    }
  }

  void read_notice() {
    const yaml::Node* node = keys_.find("notice");
    if (node == nullptr) return;
    if (!node->is_list()) {
      const Spelled one = read_text(reading_, *node, "notice");
      if (!one.empty()) out_.notice.push_back(one);
      return;
    }
    for (const yaml::Node& item : node->items) {
      const Spelled one = read_text(reading_, item, "notice");
      if (!one.empty()) out_.notice.push_back(one);
    }
  }

  void read_deadlines() {
    const yaml::Node* node = keys_.mapping("deadlines");
    if (node == nullptr) return;
    for (const yaml::Entry& entry : node->entries) {
      const Spelled text = read_text(reading_, entry.value, "deadlines");
      if (text.empty()) continue;
      if (const auto day = with_span(text))
        out_.deadlines.emplace_back(Spelled{entry.key.text, entry.key.span},
                                    day->first);
    }
  }

  const ScenarioScope& scope_;
  Reading& reading_;
  const yaml::Node& node_;
  const Keys keys_;
  Expectation out_;
};

}  // namespace

Expectation read_expectation(const ScenarioScope& scope,
                             const yaml::Node& node) {
  return ExpectationReader(scope, node).read();
}

}  // namespace onething::load
