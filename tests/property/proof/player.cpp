// SPDX-License-Identifier: Apache-2.0

#include "property/proof/player.h"

#include <algorithm>

namespace onething::testing {

namespace {

using engine::RunStatus;
using How = EndTask::How;
using Kind = proof::Action::Kind;

constexpr const char* kRefused =
    R"({"refused":{"reason":"r","basis":"b","remedies":["x"]}})";
constexpr const char* kReturned =
    R"({"returned":[{"field":"company","problem":"x"}]})";
constexpr const char* kDone = R"({"done":{"receipt":"R"}})";

const engine::RunState* run_of(const CaseBuilder& one, const std::string& id) {
  const engine::StepState* step = one.state().find_step(id);
  return step == nullptr || step->runs.empty() ? nullptr : &step->runs.front();
}

EndTask refusal_of(std::string task) {
  EndTask wish = ending(std::move(task), How::refuse);
  wish.basis = "b";
  wish.remedies = {"x"};
  return wish;
}

}  // namespace

Player::Player(const CaseBuilder& fresh, const Judged& proved, unsigned seed)
    : case_(fresh), proved_(proved), random_(seed) {
  form_ = *form().object();
}

Value Player::form() {
  constexpr const char* kinds[] = {"a", "b", "c"};
  return Object{{"company", "店" + std::to_string(pick(3))},
                {"kind", std::string(kinds[pick(3)])},
                {"flag", of(50)}};
}

bool Player::has_ended() const {
  return engine::has_ended(case_.state().status);
}

std::string Player::standing() const {
  std::string out = std::string(case_.status()) + " " + place();
  for (const engine::StepState& step : case_.state().step_states) {
    out += " " + step.id + "=";
    if (step.skipped) out += "skipped";
    for (const engine::RunState& run : step.runs)
      out += std::to_string(static_cast<int>(run.status));
    if (step.recheck) out += "?";
  }
  return out;
}

std::string Player::describe() const {
  std::string out = standing() + ", " + to_local_text(case_.now());
  for (const engine::ClockState& clock : case_.state().clocks)
    if (clock.running && clock.id.starts_with("state:"))
      out += ", " + clock.id + (clock.expired ? " over" : " running") +
             (clock.ends_at ? " to " + to_local_text(*clock.ends_at) : "");
  return out;
}

void Player::add_answers(std::vector<Wish>& wishes) {
  const auto owed = engine::pending_effects(case_.definition(), case_.state());
  for (const engine::OwedCall& call : owed.calls) {
    for (const char* document : {kDone, kReturned, kRefused})
      wishes.emplace_back(
          case_.answer_of(call.run.step, document, call.run.iteration));
    AnswerCall failed = case_.failure_of(call.run.step);
    failed.try_again = false;
    wishes.emplace_back(std::move(failed));
  }
  for (const engine::AwaitedMessage& message : owed.messages)
    wishes.emplace_back(GiveMessage{
        message.service, Object{{"company", message.run.step},
                                {"number", "N" + std::to_string(random_())}}});
}

void Player::add_tasks(std::vector<Wish>& wishes) {
  for (const engine::TaskState& task : case_.open_tasks()) {
    if (task.kind == "notice") {
      wishes.emplace_back(ending(task.id, How::complete));
      continue;
    }
    const bool is_review = run_of(case_, task.run.step)->service == "review";
    wishes.emplace_back(completion(
        task.id, is_review ? R"({"result":"过"})" : R"({"receipt":"R"})"));
    wishes.emplace_back(refusal_of(task.id));
    wishes.emplace_back(ending(task.id, How::skip));
    if (task.kind == "work") wishes.emplace_back(give_back(task.id, "缺"));
  }
}

std::vector<Player::Wish> Player::wishes() {
  std::vector<Wish> all;
  add_answers(all);
  add_tasks(all);
  if (case_.status() == "correcting")
    all.emplace_back(SupplementCase{form(), Object{}});
  for (const engine::StatePlan& plan : case_.definition().states) {
    if (plan.state->id.text != place()) continue;
    for (const engine::StateChange& change : plan.on)
      if (change.event->kind == StateEvent::Kind::person)
        all.emplace_back(FireEvent{change.event->id.text, "说明"});
  }
  for (const engine::StepPlan& plan : case_.definition().plans)
    if (plan.step->ad_hoc && !case_.state().find_step(plan.id)->called)
      all.emplace_back(CallForStep{plan.id, "说明"});
  all.emplace_back(AdvanceCase{});
  return all;
}

bool Player::does(Wish wish) {
  const engine::Decision decision = case_.decide(wish);
  const auto* decided = std::get_if<engine::Decided>(&decision);
  if (decided == nullptr || decided->events.empty()) return false;
  const engine::CaseState before = case_.state();
  case_.act_unchecked(std::move(wish));
  watch(before);
  return true;
}

// What is seen in the events of the last command.
void Player::watch(const engine::CaseState& before) {
  const auto& plans = case_.definition().plans;
  const auto index_of = [&](const std::string& id) {
    return static_cast<std::size_t>(
        std::find_if(plans.begin(), plans.end(),
                     [&](const auto& plan) { return plan.id == id; }) -
        plans.begin());
  };
  const auto& states = case_.definition().states;
  const auto place_of = [&](const std::string& id) {
    return static_cast<std::size_t>(std::find_if(states.begin(), states.end(),
                                                 [&](const auto& plan) {
                                                   return plan.state->id.text ==
                                                          id;
                                                 }) -
                                    states.begin());
  };
  std::string from = before.place;
  const auto& history = case_.history();
  for (std::size_t i = history.size() - case_.last().size(); i < history.size();
       ++i) {
    const auto& fact = history[i].fact;
    if (const auto* e = std::get_if<engine::StepStarted>(&fact))
      began_.insert(index_of(e->run.step));
    if (const auto* e = std::get_if<engine::WaitBegan>(&fact))
      began_.insert(index_of(e->run.step));
    if (const auto* e = std::get_if<engine::MessageAwaited>(&fact))
      began_.insert(index_of(e->run.step));
    const auto* entered = std::get_if<engine::StateEntered>(&fact);
    if (entered == nullptr) continue;
    entered_.insert(place_of(entered->state));
    if (!entered->event.empty() && !from.empty()) {
      const auto& on = states[place_of(from)].on;
      for (std::size_t event = 0; event < on.size(); ++event)
        if (on[event].event->id.text == entered->event)
          fired_.insert({place_of(from), event});
    }
    from = entered->state;
  }
  if (case_.status() != "granted") return;
  for (const engine::StepState& step : case_.state().step_states) {
    const std::size_t index = index_of(step.id);
    // That the state of a wait is left is how it ends.
    if (proved_.of.net.steps[index].party == proof::Party::moment &&
        proved_.shape.is_of_places[index])
      continue;
    for (const engine::RunState& run : step.runs)
      was_left_open_ = was_left_open_ || engine::is_open(run.status);
  }
}

bool Player::time_passes() {
  const auto owed = engine::pending_effects(case_.definition(), case_.state());
  if (!owed.wake_at) return false;
  if (case_.now() < *owed.wake_at) case_.after(*owed.wake_at - case_.now());
  return does(AdvanceCase{});
}

bool Player::has_stopped(Calls calls) {
  // Reminders and limits that run out change nothing for the case.
  for (int moments = 0; moments < 50; ++moments) {
    // Where the published calendar ends, limits in days have no end.
    if (has_ended() || at("2026-10-01T00:00") < case_.now()) return false;
    for (Wish& wish : wishes()) {
      if (calls == Calls::left_out && std::holds_alternative<CallForStep>(wish))
        continue;
      const engine::Decision decision = case_.decide(std::move(wish));
      const auto* decided = std::get_if<engine::Decided>(&decision);
      if (decided != nullptr && !decided->events.empty()) return false;
    }
    const std::string before = standing();
    if (!time_passes()) return true;
    if (standing() != before) return false;
  }
  return false;
}

void Player::play() {
  does(SubmitCase{"key-1", "digest", form(), Object{}, 7, {}});
  for (int acts = 0; acts < 60 && !has_ended(); ++acts) {
    std::vector<Wish> all = wishes();
    std::shuffle(all.begin(), all.end(), random_);
    bool has_moved = of(15) && time_passes();
    for (std::size_t i = 0; i < all.size() && !has_moved; ++i)
      has_moved = does(std::move(all[i]));
    if (!has_moved && !time_passes()) return;
  }
}

// ── A way that was found ──

std::string Player::id_of(proof::Index step) const {
  return case_.definition().plans[step].id;
}

void Player::take_data(const std::vector<proof::Result>& way) {
  for (const proof::Result& result : way)
    for (const proof::Trace& trace : result.trace) {
      if (trace.what != proof::Trace::What::looked) continue;
      const auto& variable = proved_.of.net.conditions.variables[trace.subject];
      if (!variable.steps.empty()) continue;
      const std::string& word = variable.words[trace.detail - 1U];
      if (variable.text == "form.flag") form_.set("flag", word == "true");
      if (variable.text == "form.kind")
        form_.set("kind", word.substr(1, word.size() - 2));
    }
}

bool Player::fails(const std::string& step) {
  const engine::RunState* run = run_of(case_, step);
  if (run == nullptr) return false;
  if (run->status == RunStatus::fallback) return true;
  if (run->status != RunStatus::calling) return false;
  AnswerCall failed = case_.failure_of(step);
  failed.try_again = false;
  return does(std::move(failed));
}

bool Player::come_back(const std::string& step, const proof::Result& result) {
  const engine::RunState* run = run_of(case_, step);
  if (run == nullptr) return false;
  const bool refused = result.ending == proof::Ending::refused;
  if (result.ending == proof::Ending::left_out)
    return fails(step) && does(ending(case_.task_of(step), How::skip));
  if (run->status == RunStatus::calling)
    return does(case_.answer_of(step, refused ? kRefused
                                      : result.ending == proof::Ending::returned
                                          ? kReturned
                                          : kDone));
  if (run->status == RunStatus::with_person) {
    if (result.ending == proof::Ending::returned)
      return does(give_back(case_.task_of(step), "缺"));
    return does(refused
                    ? refusal_of(case_.task_of(step))
                    : completion(case_.task_of(step), R"({"result":"过"})"));
  }
  if (run->status == RunStatus::expecting)
    return does(GiveMessage{
        "tax/confirmed", Object{{"company", step},
                                {"number", "N" + std::to_string(random_())}}});
  if (run->status != RunStatus::timed) return false;
  if (case_.now() < *run->until) case_.after(*run->until - case_.now());
  return does(AdvanceCase{});
}

bool Player::act(const proof::Position& from, const proof::Action& action,
                 const proof::Result& result) {
  if (result.is_refused) return true;
  if (result.is_dropped)
    for (proof::Index i = 0; i < proved_.of.steps.size(); ++i)
      if (from.status(i) == proof::Status::open &&
          result.at.status(i) == proof::Status::dropped &&
          proved_.of.net.steps[i].party == proof::Party::department &&
          !fails(id_of(i)))
        return false;
  switch (action.kind) {
    case Kind::come_back:
      return come_back(id_of(action.subject), result);
    case Kind::fire:
      return does(FireEvent{case_.definition()
                                .states[from.place()]
                                .on[action.subject]
                                .event->id.text,
                            "说明"});
    case Kind::expire: {
      const auto* clock =
          case_.state().find_clock("state:" + case_.definition()
                                                  .states[from.place()]
                                                  .on[action.subject]
                                                  .event->id.text);
      if (clock == nullptr || !clock->ends_at) return false;
      if (case_.now() < *clock->ends_at)
        case_.after(*clock->ends_at - case_.now());
      return does(AdvanceCase{});
    }
    case Kind::call:
      if (!does(CallForStep{id_of(action.subject), "说明"})) return false;
      does(AdvanceCase{});
      return true;
    case Kind::look_again:
      return does(AdvanceCase{});
    case Kind::supplement:
      break;
  }
  // One notice for all, once the others have come back: another order.
  return false;
}

bool Player::follow(proof::PositionIndex position) {
  std::vector<proof::PositionIndex> indices;
  for (auto at = position; at != proof::nobody;
       at = proved_.found.arrivals[at].from)
    indices.insert(indices.begin(), at);
  proof::Mover mover(proved_.of.net, proved_.shape);
  mover.keep_traces();
  std::vector<proof::Result> way, results;
  const auto choose = [&](proof::PositionIndex to) {
    for (proof::Result& result : results)
      if (result.at == proved_.found.positions[to]) {
        way.push_back(result);
        return;
      }
  };
  mover.begin(results);
  choose(indices.front());
  for (std::size_t i = 1; i < indices.size(); ++i) {
    mover.take(proved_.found.positions[indices[i - 1]],
               proved_.found.arrivals[indices[i]].action, results);
    choose(indices[i]);
  }
  EXPECT_EQ(way.size(), indices.size());
  take_data(way);
  if (!does(SubmitCase{"key-1", "digest", form_, Object{}, 7, {}}))
    return false;
  for (std::size_t i = 1; i < way.size(); ++i)
    if (!act(proved_.found.positions[indices[i - 1]],
             proved_.found.arrivals[indices[i]].action, way[i]))
      return false;
  return true;
}

}  // namespace onething::testing
