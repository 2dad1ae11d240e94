// SPDX-License-Identifier: Apache-2.0

#include "scenario/compare.h"

#include <algorithm>
#include <set>
#include <utility>

namespace onething::scenario {

namespace {

constexpr std::int64_t kDay = 86'400;

std::string shown(const Value* value) {
  if (value == nullptr || value->is_null()) return "-";
  if (value->text() != nullptr) return *value->text();
  const std::string text = to_json(*value);
  return text.size() > 1 && text.front() == '"' && text.back() == '"'
             ? text.substr(1, text.size() - 2)
             : text;
}

std::string shown(const std::optional<Date>& date) {
  return date ? to_text(*date) : "-";
}

bool is_same_scalar(const Value& written, const Value& found) {
  const std::string text = shown(&written);
  if (const Money* amount = found.as<Money>()) {
    const std::optional<Money> wanted = parse_money(text);
    return wanted && *wanted == *amount;
  }
  if (const Instant* moment = found.as<Instant>()) {
    const std::optional<Instant> wanted = parse_instant(text);
    return wanted && *wanted == *moment;
  }
  return text == shown(&found);
}

const Value* at_path(const Value* value, std::string_view path) {
  while (value != nullptr && !path.empty()) {
    const std::size_t dot = std::min(path.find('.'), path.size());
    const std::string_view name = path.substr(0, dot);
    path.remove_prefix(std::min(dot + 1, path.size()));
    if (const List* list = value->list()) {
      std::size_t index = 0;
      for (const char c : name)
        index = index * 10 + static_cast<std::size_t>(c - '0');
      value =
          index >= 1 && index <= list->size() ? &(*list)[index - 1] : nullptr;
    } else {
      value = value->find(name);
    }
  }
  return value;
}

std::string joined(const std::string& path, const std::string& next) {
  return path.empty() ? next : path + "." + next;
}

class Comparison {
 public:
  Comparison(const Expectation& then, const World& world)
      : then_(then), world_(world), state_(world.state()) {}

  std::vector<Difference> run() {
    compare_state();
    compare_took();
    if (then_.due && state_.due != then_.due->first)
      differ(then_.due->second, "due", to_text(then_.due->first),
             shown(state_.due));
    compare_ended();
    if (then_.corrections && state_.corrections != then_.corrections->first)
      differ(then_.corrections->second, "corrections",
             std::to_string(then_.corrections->first),
             std::to_string(state_.corrections));
    // That it never rests though it should, the world has said.
    if (then_.rests && !then_.rests->first && !world_.is_restless())
      differ(then_.rests->second, "rests", "false", "true");
    for (const Expectation::Steps& steps : then_.steps) compare_steps(steps);
    for (const auto& [name, values] : then_.sent) compare_sent(name, values);
    for (const auto& [name, fields] : then_.ledger)
      compare_ledger(name, fields);
    for (const Spelled& text : then_.notice) compare_notice(text);
    for (const auto& [clock, day] : then_.deadlines) compare_clock(clock, day);
    if (then_.outcome)
      compare_values(then_.outcome->second, "outcome", then_.outcome->first,
                     &state_.outcome);
    return std::move(out_);
  }

 private:
  void differ(Span span, std::string what, std::string wanted,
              std::string found) {
    out_.push_back({span,
                    {"scenario.differs",
                     {{"what", std::move(what)},
                      {"wanted", std::move(wanted)},
                      {"found", std::move(found)}}}});
  }

  void compare_state() {
    if (then_.state.empty()) return;
    const std::string& wanted = then_.state.text;
    const std::string status(engine::status_word(state_.status));
    bool is_own = false;
    for (const LifeState& state : world_.definition().workflow->states)
      is_own = is_own || state.id.text == wanted;
    if (wanted == (is_own ? state_.place : status)) return;
    differ(then_.state.span, "state", wanted,
           state_.place.empty() ? status : status + " (" + state_.place + ")");
  }

  void compare_took() {
    if (!then_.took) return;
    const Term wanted = then_.took->term;
    if (!state_.ended_at)
      return out_.push_back({then_.took->span, {"scenario.not_ended", {}}});
    Term found{0, wanted.unit};
    const std::int64_t seconds =
        (*state_.ended_at - state_.received_at).seconds;
    switch (wanted.unit) {
      case TermUnit::working_days:
        if (!state_.working_days)
          return differ(then_.took->span, "took", to_text(wanted), "-");
        found.count = *state_.working_days;
        break;
      case TermUnit::days:
        found.count = local_date(*state_.ended_at).days -
                      local_date(state_.received_at).days;
        break;
      case TermUnit::hours:
        found.count = seconds / (kDay / 24);
        break;
      case TermUnit::minutes:
        found.count = seconds / 60;
        break;
      case TermUnit::seconds:
        found.count = seconds;
        break;
    }
    if (!(found == wanted))
      differ(then_.took->span, "took", to_text(wanted), to_text(found));
  }

  void compare_ended() {
    if (!then_.ended) return;
    std::optional<Date> found;
    if (state_.ended_at) found = local_date(*state_.ended_at);
    if (found != then_.ended->first)
      differ(then_.ended->second, "ended", to_text(then_.ended->first),
             shown(found));
  }

  void compare_steps(const Expectation::Steps& steps) {
    for (const Spelled& id : steps.ids) {
      const std::string_view found = standing_of(state_.find_step(id.text));
      if (found != steps.key)
        differ(id.span, id.text, std::string(steps.key), std::string(found));
    }
  }

  void compare_values(Span span, const std::string& what, const Value& wanted,
                      const Value* found) {
    std::string path;
    if (is_as_written(wanted, found, path)) return;
    differ(span, joined(what, path), shown(at_path(&wanted, path)),
           shown(at_path(found, path)));
  }

  // One of the calls must have had it; else the last one is shown.
  void compare_sent(const Spelled& name, const Value& wanted) {
    const Value* last = nullptr;
    for (const engine::Event& event : world_.history()) {
      const auto* started = std::get_if<engine::StepStarted>(&event.fact);
      if (started == nullptr ||
          (started->run.step != name.text &&
           started->department + "/" + started->service != name.text))
        continue;
      std::string path;
      last = &started->input;
      if (is_as_written(wanted, last, path)) return;
    }
    if (last == nullptr)
      return out_.push_back(
          {name.span, {"scenario.nothing_sent", {{"name", name.text}}}});
    compare_values(name.span, name.text, wanted, last);
  }

  // What went to a department or a service, in all calls of all steps.
  std::set<std::string> received_by(const std::string& name) const {
    std::set<std::string> fields;
    const auto add = [&](const auto& started) {
      if (started.department != name &&
          started.department + "/" + started.service != name)
        return;
      for (const engine::SentField& field : started.sent)
        fields.insert(field.field);
    };
    for (const engine::Event& event : world_.history()) {
      if (const auto* call = std::get_if<engine::StepStarted>(&event.fact))
        add(*call);
      if (const auto* child = std::get_if<engine::ChildStarted>(&event.fact))
        add(*child);
    }
    return fields;
  }

  void compare_ledger(const Spelled& name, const std::vector<Spelled>& wanted) {
    std::set<std::string> more = received_by(name.text);
    for (const Spelled& field : wanted)
      if (more.erase(field.text) == 0)
        out_.push_back({field.span,
                        {"scenario.not_in_ledger",
                         {{"name", name.text}, {"field", field.text}}}});
    for (const std::string& field : more)
      out_.push_back({name.span,
                      {"scenario.more_in_ledger",
                       {{"name", name.text}, {"field", field}}}});
  }

  void compare_notice(const Spelled& text) {
    std::string told;
    for (const engine::Event& event : world_.history()) {
      const auto* notice =
          std::get_if<engine::CorrectionRequested>(&event.fact);
      if (notice == nullptr) continue;
      for (const CaseDefect& defect : notice->defects) {
        if (defect.field == text.text || defect.title == text.text ||
            defect.problem == text.text)
          return;
        told += (told.empty() ? "" : "; ") + defect.field + " " +
                problem_text(defect, Language::zh);
      }
    }
    differ(text.span, "notice", text.text, told.empty() ? "-" : told);
  }

  void compare_clock(const Spelled& id, Date wanted) {
    const engine::ClockState* clock = state_.find_clock(id.text);
    if (clock != nullptr) {
      if (clock->due != wanted)
        differ(id.span, id.text, to_text(wanted), shown(clock->due));
      return;
    }
    std::string known;
    for (const engine::ClockState& each : state_.clocks)
      known += (known.empty() ? "" : ", ") + each.id;
    out_.push_back(
        {id.span,
         {"scenario.no_clock",
          {{"clock", id.text}, {"clocks", known.empty() ? "-" : known}}}});
  }

  const Expectation& then_;
  const World& world_;
  const engine::CaseState& state_;
  std::vector<Difference> out_;
};

}  // namespace

std::string_view standing_of(const engine::StepState* step) {
  if (step == nullptr) return "untouched";
  if (step->skipped) return "skipped";
  if (step->runs.empty()) return step->expanded ? "done" : "untouched";
  const auto is_any = [step](engine::RunStatus status) {
    return std::any_of(
        step->runs.begin(), step->runs.end(),
        [status](const auto& run) { return run.status == status; });
  };
  using engine::RunStatus;
  if (is_any(RunStatus::returned)) return "returned";
  if (is_any(RunStatus::refused)) return "refused";
  if (is_any(RunStatus::abandoned)) return "abandoned";
  for (const engine::RunState& run : step->runs)
    if (!engine::has_come_back(run.status))
      return run.status == RunStatus::waiting ? "untouched" : "under_way";
  return is_any(RunStatus::done) ? "done" : "skipped";
}

bool is_as_written(const Value& written, const Value* found,
                   std::string& path) {
  if (written.is_null()) return found == nullptr || found->is_null();
  if (found == nullptr) return false;
  const std::string here = path;
  if (const Object* object = written.object()) {
    if (found->object() == nullptr) return false;
    for (const auto& [name, value] : *object) {
      path = joined(here, name);
      if (!is_as_written(value, found->find(name), path)) return false;
    }
    path = here;
    return true;
  }
  if (const List* list = written.list()) {
    const List* other = found->list();
    if (other == nullptr || other->size() != list->size()) return false;
    for (std::size_t i = 0; i < list->size(); ++i) {
      path = joined(here, std::to_string(i + 1));
      if (!is_as_written((*list)[i], &(*other)[i], path)) return false;
    }
    path = here;
    return true;
  }
  return found->object() == nullptr && found->list() == nullptr &&
         is_same_scalar(written, *found);
}

std::vector<Difference> differences(const Expectation& then,
                                    const World& world) {
  return Comparison(then, world).run();
}

}  // namespace onething::scenario
