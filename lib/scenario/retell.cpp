// SPDX-License-Identifier: Apache-2.0

#include "scenario/retell.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "check/soundness/names.h"
#include "scenario/plausible.h"
#include "scenario/terms.h"

namespace onething::scenario {

namespace {

using proof::Action;
using proof::Ending;
using proof::Index;
using What = proof::Trace::What;

constexpr std::int64_t kHour = 3'600;
constexpr std::int64_t kFailsAlways = 20;

class Retelling {
 public:
  explicit Retelling(const check::WorkflowFacts& facts)
      : facts_(facts), proved_(*facts.proved) {}

  std::optional<Scenario> run(const check::Walk& walk) {
    for (const check::Move& move : walk) {
      if (move.from) pass(move);
      look(move.result);
      if (move.from && !tell(*move.from, move)) is_told_ = false;
      see(move.result);
    }
    if (!is_told_ || !fill_in()) return std::nullopt;
    silence();
    return std::move(out_);
  }

 private:
  const Step& step(Index index) const { return *proved_.of.steps[index]; }
  const proof::NetStep& net_step(Index index) const {
    return proved_.of.net.steps[index];
  }
  const StateEvent& event(const proof::Position& at, Index index) const {
    return facts_.workflow.states[at.place()].on[index];
  }
  const Service* service_of(Index index) const {
    return facts_.project.project.service_of(step(index).uses);
  }

  // The moment of a move.
  void pass(const check::Move& move) {
    const Instant from = now_;
    now_ = now_ + Duration{kHour, 0};
    const Action& action = move.action;
    if (action.kind == Action::Kind::expire)
      pass_term(entered_, event(*move.from, action.subject).after);
    if (action.kind == Action::Kind::come_back &&
        net_step(action.subject).party == proof::Party::moment)
      pass_term(begun(action.subject, from), step(action.subject).wait);
  }

  void pass_term(Instant from, const std::optional<Limit>& limit) {
    if (!limit) return;
    const bool is_in_days = limit->term.unit == TermUnit::days ||
                            limit->term.unit == TermUnit::working_days;
    std::optional<Instant> end =
        later(facts_.project.calendar, from, limit->term);
    if (!end) {
      is_told_ = false;
      return;
    }
    // A limit in days ends with its last day.
    if (is_in_days) end = start_of(Date{local_date(*end).days + 1});
    now_ = std::max(now_, *end + Duration{kHour, 0});
    act(ScenarioAct::Kind::wait, {});
  }

  Instant begun(Index index, Instant otherwise) const {
    const auto known = begun_.find(index);
    if (known != begun_.end()) return known->second;
    Instant latest = start_;
    for (const Index other : net_step(index).waits) {
      const auto settled = settled_.find(other);
      if (settled != settled_.end()) latest = std::max(latest, settled->second);
    }
    return std::min(latest, otherwise);
  }

  // What is looked at is data that somebody gives: the applicant, or a step.
  void look(const proof::Result& result) {
    for (const proof::Trace& trace : result.trace) {
      if (trace.what != What::looked) continue;
      const proof::Variable& variable =
          proved_.of.net.conditions.variables[trace.subject];
      if (!variable.is_understood) {
        is_told_ = false;
        continue;
      }
      const std::string& words = variable.words[trace.detail - 1U];
      if (variable.steps.empty())
        choose(variable.text, words);
      else
        answer_with(variable.steps.front(), variable.text, words);
    }
  }

  void choose(const std::string& text, const std::string& words) {
    constexpr std::string_view root = "form.";
    const std::string path =
        text.starts_with(root) ? text.substr(root.size()) : "";
    const Field* field = field_at(facts_.workflow.form, path);
    std::optional<Value> value;
    if (field != nullptr) value = value_in_words(field->type, words);
    if (!value) {
      is_told_ = false;
      return;
    }
    if (supplement_ != nowhere_)
      put(out_.when[supplement_].with, path, std::move(*value));
    else
      chosen_.emplace_back(path, std::move(*value));
  }

  // "steps.check.clear": of its last answer, or of the one to come.
  void answer_with(Index index, const std::string& text,
                   const std::string& words) {
    const std::string name = check::step_name(proved_, index);
    const bool is_prefill = name.starts_with("prefill.");
    const std::string root = (is_prefill ? name : "steps." + name) + ".";
    const Service* service = service_of(index);
    const Field* field =
        service == nullptr || !text.starts_with(root)
            ? nullptr
            : field_at(service->output, text.substr(root.size()));
    std::optional<Value> value;
    if (field != nullptr) value = value_in_words(field->type, words);
    if (!value) {
      is_told_ = false;
      return;
    }
    const std::string path = text.substr(root.size());
    pending_[index].emplace_back(path, *value);
    PlayedPart* part = find_part(name);
    if (part != nullptr && !part->answers.empty() &&
        part->answers.back().kind == PlayedAnswer::Kind::done)
      put(part->answers.back().content, path, std::move(*value));
  }

  PlayedPart* find_part(const std::string& name) {
    for (PlayedPart& part : out_.given)
      if (part.name.text == name) return &part;
    return nullptr;
  }
  PlayedPart& part_of(Index index) {
    const std::string name = check::step_name(proved_, index);
    if (PlayedPart* known = find_part(name)) return *known;
    out_.given.push_back({{name, {}}, {}, false});
    return out_.given.back();
  }

  void act(ScenarioAct::Kind kind, std::string subject,
           bool is_refused = false) {
    ScenarioAct made;
    made.kind = kind;
    made.at = now_;
    made.subject.text = std::move(subject);
    made.is_refused = is_refused;
    out_.when.push_back(std::move(made));
  }

  // False for what no scenario can say.
  bool tell(const proof::Position& from, const check::Move& move) {
    const Action& action = move.action;
    switch (action.kind) {
      case Action::Kind::look_again:
      case Action::Kind::expire:
        return true;
      case Action::Kind::fire:
        act(ScenarioAct::Kind::event, event(from, action.subject).id.text,
            move.result.is_refused);
        return true;
      case Action::Kind::call:
        act(ScenarioAct::Kind::call, step(action.subject).id.text,
            move.result.is_refused);
        return true;
      case Action::Kind::supplement:
        answer(action.subject, PlayedAnswer::Kind::returned);
        now_ = now_ + Duration{kHour, 0};
        act(ScenarioAct::Kind::supplement, {});
        supplement_ = out_.when.size() - 1;
        out_.when.back().with = Object{};
        return true;
      case Action::Kind::come_back:
        return come_back(action.subject, move.result.ending);
    }
    return false;
  }

  bool come_back(Index index, Ending ending) {
    if (net_step(index).party == proof::Party::moment) return true;
    switch (ending) {
      case Ending::none:
        return true;
      case Ending::done:
        answer(index, PlayedAnswer::Kind::done);
        return true;
      case Ending::refused:
        answer(index, PlayedAnswer::Kind::refused);
        return true;
      case Ending::fell_short:
        return fall_short(index);
      case Ending::returned:
        answer(index, PlayedAnswer::Kind::returned);
        return true;
      case Ending::left_out:
        break;
    }
    PlayedAnswer failing;
    failing.fails = kFailsAlways;
    part_of(index).answers.push_back(std::move(failing));
    act(ScenarioAct::Kind::skip, check::step_name(proved_, index));
    return true;
  }

  // Every run is refused, however many there are; runs that are left out for
  // another reason are not told.
  bool fall_short(Index index) {
    if (net_step(index).ends_the_case) return false;
    answer(index, PlayedAnswer::Kind::refused);
    PlayedPart& part = part_of(index);
    part.answers = {part.answers.back()};
    part.is_always = true;
    return true;
  }

  void answer(Index index, PlayedAnswer::Kind kind) {
    PlayedAnswer made;
    made.kind = kind;
    const std::int64_t seconds = (now_ - begun(index, now_)).seconds;
    if (seconds > 0) made.slow = Term{seconds / kHour, TermUnit::hours};
    const Service* service = service_of(index);
    if (kind == PlayedAnswer::Kind::done) {
      made.content =
          service == nullptr ? Value(Object{}) : plausible(service->output);
      for (auto& [path, value] : pending_[index])
        put(made.content, path, value);
    }
    if (kind == PlayedAnswer::Kind::returned) made.content = "x";
    if (kind == PlayedAnswer::Kind::refused)
      made.content =
          Object{{"reason", "x"}, {"basis", "x"}, {"remedies", List{"x"}}};
    part_of(index).answers.push_back(std::move(made));
    settled_[index] = now_;
    begun_.erase(index);
    pending_[index].clear();
  }

  void see(const proof::Result& result) {
    for (const proof::Trace& trace : result.trace) {
      if (trace.what == What::began) begun_[trace.subject] = now_;
      if (trace.what == What::moved) entered_ = now_;
    }
  }

  bool fill_in() {
    std::optional<PlausibleApplication> made =
        plausible_application(facts_.workflow, chosen_);
    if (!made) return false;
    out_.form = std::move(made->form);
    out_.materials = std::move(made->materials);
    ScenarioAct submit;
    submit.at = start_;
    out_.when.insert(out_.when.begin(), std::move(submit));
    return true;
  }

  // Nobody does more than the story tells.
  void silence() {
    for (Index i = 0; i < proved_.of.steps.size(); ++i) {
      if (net_step(i).party == proof::Party::moment) continue;
      PlayedAnswer silent;
      silent.kind = PlayedAnswer::Kind::silent;
      PlayedPart& part = part_of(i);
      if (part.is_always && !part.answers.empty()) continue;
      part.is_always = part.answers.empty();
      part.answers.push_back(std::move(silent));
    }
  }

  static constexpr std::size_t nowhere_ = static_cast<std::size_t>(-1);

  const check::WorkflowFacts& facts_;
  const check::Proved& proved_;
  const Instant start_ = *parse_instant("2026-03-02T09:00");
  Instant now_ = start_;
  Instant entered_ = start_;
  bool is_told_ = true;
  Scenario out_;
  std::vector<std::pair<std::string, Value>> chosen_;
  std::map<Index, std::vector<std::pair<std::string, Value>>> pending_;
  std::map<Index, Instant> begun_;
  std::map<Index, Instant> settled_;
  std::size_t supplement_ = nowhere_;
};

}  // namespace

std::optional<Scenario> retell(const check::WorkflowFacts& facts,
                               const check::Walk& walk) {
  return Retelling(facts).run(walk);
}

}  // namespace onething::scenario
