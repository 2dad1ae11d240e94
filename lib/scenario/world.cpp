// SPDX-License-Identifier: Apache-2.0

#include "scenario/world.h"

#include <algorithm>

#include "base/limits.h"
#include "scenario/acts.h"
#include "scenario/terms.h"

namespace onething::scenario {

namespace {

constexpr std::string_view kFirstMoment = "2026-03-02T09:00";  // A Monday.

// Each on its own, so that nobody does two things that one may not do.
Actor doer(const std::string& id) { return {id, "", Channel::window}; }

Actor machine() { return {"system", "", Channel::system}; }

std::string name_of(const RunName& run, std::int64_t generation) {
  return run.step + "#" + std::to_string(run.iteration) + "#" +
         std::to_string(generation);
}

}  // namespace

World::World(const engine::Definition& definition, const Scenario& scenario,
             const stub::Services& services)
    : definition_(definition),
      scenario_(scenario),
      departments_(scenario, services),
      now_(*parse_instant(kFirstMoment)),
      last_act_(now_) {}

void World::differ(Span span, Message message) {
  differences_.push_back({span, std::move(message)});
}

const engine::RunState* World::run_of(const RunName& name) const {
  const engine::StepState* step = state_.find_step(name.step);
  const auto index = static_cast<std::size_t>(name.iteration);
  return step == nullptr || index >= step->runs.size() ? nullptr
                                                       : &step->runs[index];
}

std::optional<Rejection> World::command(decltype(Command::what) what,
                                        Actor actor) {
  const auto* order = std::get_if<FireEvent>(&what);
  const std::string ordered = order == nullptr ? "" : order->event;
  engine::Decision decision = engine::decide(
      definition_, state_, {std::move(what), std::move(actor)}, now_);
  if (auto* rejection = std::get_if<Rejection>(&decision)) {
    if (!ordered.empty()) refused_orders_.push_back({ordered, history_.size()});
    return std::move(*rejection);
  }
  auto& decided = std::get<engine::Decided>(decision);
  for (engine::Event& event : decided.events)
    history_.push_back(std::move(event));
  state_ = std::move(decided.state);
  decisions_.push_back(history_.size());
  return std::nullopt;
}

// ── What is asked of departments and people ──

void World::come(const Reply& reply, decltype(Command::what) what,
                 Actor actor) {
  Instant at = now_;
  if (reply.slow) {
    const std::optional<Instant> end =
        later(*definition_.calendar, now_, *reply.slow);
    if (!end)
      return differ(reply.span,
                    {"scenario.no_calendar", {{"term", to_text(*reply.slow)}}});
    at = *end;
  }
  if (!reply.problem.empty())
    return differ(scenario_.id.span,
                  {"scenario.sample_failed", {{"problem", reply.problem}}});
  coming_.push_back(
      {at, Command{std::move(what), std::move(actor)}, reply.span});
}

void World::collect_calls(const engine::PendingEffects& owed) {
  for (const engine::OwedCall& call : owed.calls) {
    const std::string name =
        "call " + call.key + " " + std::to_string(call.attempt);
    const engine::RunState* run = run_of(call.run);
    if (run == nullptr || !asked_.insert(name).second) continue;
    const Reply reply = departments_.reply(call.run, *run);
    AnswerCall answer;
    answer.run = call.run;
    answer.key = call.key;
    answer.attempt = call.attempt;
    if (reply.kind == Reply::Kind::document)
      answer.document = reply.document;
    else
      answer.failure = {"scenario.no_answer", {}};
    // Nobody knows whether it was done.
    answer.may_have_acted = reply.kind == Reply::Kind::never;
    come(reply, std::move(answer), machine());
  }
}

void World::collect_messages(const engine::PendingEffects& owed) {
  for (const engine::AwaitedMessage& message : owed.messages) {
    const engine::RunState* run = run_of(message.run);
    if (run == nullptr ||
        !asked_.insert("message " + name_of(message.run, run->generation))
             .second)
      continue;
    const Reply reply = departments_.reply(message.run, *run);
    const Value* done = reply.document.find("done");
    // One for which there is no sample comes only when the file says so.
    const bool is_empty =
        done == nullptr || done->object() == nullptr || done->object()->empty();
    if (reply.kind != Reply::Kind::document || is_empty) continue;
    Value data = run->input.object() == nullptr ? Value(Object{}) : run->input;
    for (const auto& [member, value] : *done->object())
      data.object()->set(member, value);
    come(reply,
         GiveMessage{message.service, std::move(data),
                     name_of(message.run, run->generation)},
         machine());
  }
}

// A case of its own answers as a department would.
void World::collect_children(const engine::PendingEffects& owed) {
  for (const engine::OwedChild& child : owed.children) {
    const engine::RunState* run = run_of(child.run);
    if (run == nullptr || !child.is_wanted ||
        !asked_.insert("child " + child.key).second)
      continue;
    const Reply reply = departments_.reply(child.run, *run);
    if (reply.kind == Reply::Kind::never) continue;
    AnswerCall answer;
    answer.run = child.run;
    answer.key = child.key;
    answer.try_again = false;
    if (reply.kind == Reply::Kind::document)
      answer.document = reply.document;
    else
      answer.failure = {"scenario.no_answer", {}};
    come(reply, std::move(answer), machine());
  }
}

void World::collect_tasks() {
  for (const engine::TaskState& task : state_.tasks) {
    const bool is_acceptance = task.kind == "acceptance";
    if (!task.open || (task.kind != "work" && !is_acceptance) ||
        !asked_.insert("task " + task.id).second)
      continue;
    const engine::RunState* run = run_of(task.run);
    if (run == nullptr && !is_acceptance) continue;
    const Reply reply = is_acceptance ? departments_.reply(task.kind)
                                      : departments_.reply(task.run, *run);
    if (reply.kind == Reply::Kind::never) continue;
    const std::string who = is_acceptance ? task.kind : task.run.step;
    if (reply.kind == Reply::Kind::nothing)
      come(reply, ending(task.id, EndTask::How::fail, reason_of(scenario_)),
           doer(who));
    else
      come(reply, end_of(task.id, reply.document, reason_of(scenario_)),
           doer(who));
  }
}

bool World::collect() {
  const std::size_t before = coming_.size();
  const engine::PendingEffects owed =
      engine::pending_effects(definition_, state_);
  collect_calls(owed);
  collect_messages(owed);
  collect_children(owed);
  collect_tasks();
  return coming_.size() > before;
}

// ── Time ──

bool World::take_next() {
  std::size_t next = coming_.size();
  for (std::size_t i = 0; i < coming_.size(); ++i)
    if (coming_[i].at <= now_ &&
        (next == coming_.size() || coming_[i].at < coming_[next].at))
      next = i;
  if (next == coming_.size()) return false;
  Coming taken = std::move(coming_[next]);
  coming_.erase(coming_.begin() + static_cast<std::ptrdiff_t>(next));
  // What comes too late changes nothing, and a closed task is nobody's fault.
  const bool is_late =
      std::holds_alternative<EndTask>(taken.command.what) && [&] {
        const auto& wish = std::get<EndTask>(taken.command.what);
        const auto* task = state_.find_task(wish.task);
        return task == nullptr || !task->open;
      }();
  if (is_late) return true;
  std::optional<Rejection> rejection =
      command(std::move(taken.command.what), std::move(taken.command.actor));
  if (rejection)
    differ(taken.span.end.byte == 0 ? scenario_.id.span : taken.span,
           refusal_text(*rejection));
  return true;
}

bool World::advance() {
  const std::size_t before = history_.size();
  command(AdvanceCase{}, machine());
  return history_.size() > before;
}

// How often one of the workflow's own states was entered.
std::size_t World::count_moves(std::size_t since) const {
  std::size_t moves = 0;
  for (std::size_t i = since; i < history_.size(); ++i)
    if (std::holds_alternative<engine::StateEntered>(history_[i].fact)) ++moves;
  return moves;
}

void World::settle() {
  if (state_.status == engine::CaseStatus::none || is_restless_) return;
  // States may lead into each other for ever: so often none is entered at one
  // moment otherwise.
  const std::size_t moves_max = definition_.workflow->states.size() +
                                static_cast<std::size_t>(limits::repeats_max);
  std::size_t moves = 0;
  std::size_t seen = history_.size();
  for (std::size_t i = 0; i < limits::case_events_max; ++i) {
    if (!collect() && !take_next() && !advance()) return;
    moves += count_moves(seen);
    seen = history_.size();
    if (moves > moves_max) break;
  }
  is_restless_ = true;
  const bool is_expected = scenario_.then.rests && !scenario_.then.rests->first;
  if (!is_expected) differ(scenario_.id.span, {"scenario.no_rest", {}});
}

void World::pass_until(Instant moment) {
  settle();
  for (std::size_t i = 0; i < limits::case_events_max && !is_restless_; ++i) {
    std::optional<Instant> next;
    const auto consider = [&](const std::optional<Instant>& at) {
      if (at && now_ < *at && *at <= moment && (!next || *at < *next))
        next = at;
    };
    consider(engine::pending_effects(definition_, state_).wake_at);
    for (const Coming& each : coming_) consider(each.at);
    if (!next) break;
    now_ = *next;
    settle();
  }
  now_ = std::max(now_, moment);
  settle();
}

std::optional<Instant> World::next_of_itself() const {
  std::optional<Instant> next;
  const auto consider = [&](const std::optional<Instant>& at) {
    if (at && (!next || *at < *next)) next = at;
  };
  for (const Coming& each : coming_) consider(each.at);
  consider(engine::pending_effects(definition_, state_).retry_at);
  for (const engine::StepState& step : state_.step_states)
    for (const engine::RunState& run : step.runs)
      if (run.status == engine::RunStatus::timed) consider(run.until);
  return next;
}

void World::finish() {
  settle();
  for (std::size_t i = 0; i < limits::case_events_max && !is_restless_; ++i) {
    const std::optional<Instant> next = next_of_itself();
    if (!next) return;
    const std::size_t before = history_.size();
    const std::size_t coming = coming_.size();
    const Instant was = now_;
    pass_until(*next);
    if (now_ == was && history_.size() == before && coming_.size() == coming)
      return;
  }
}

// ── Acts ──

Actor World::actor_of(const std::string& by, std::string otherwise) const {
  if (by.empty()) return doer(otherwise);
  Actor actor = doer(by);
  if (const Person* person = definition_.project->find_person(by)) {
    actor.standing = standing_of(*person);
    if (!person->channels.empty()) actor.channel = person->channels.front();
  }
  return actor;
}

std::optional<Instant> World::moment_of(const ScenarioAct& act) {
  if (act.at) {
    if (*act.at < now_ && state_.status != engine::CaseStatus::none) {
      differ(act.span,
             {"scenario.back_in_time",
              {{"at", to_local_text(*act.at)}, {"now", to_local_text(now_)}}});
      return std::nullopt;
    }
    return act.at;
  }
  if (!act.after) return now_;
  const std::optional<Instant> moment =
      later(*definition_.calendar, last_act_, *act.after);
  if (!moment) {
    differ(act.span, {"scenario.no_calendar", {{"term", to_text(*act.after)}}});
    return std::nullopt;
  }
  return std::max(*moment, now_);
}

void World::act(const ScenarioAct& act) {
  const std::optional<Instant> moment = moment_of(act);
  if (!moment) return;
  if (state_.status == engine::CaseStatus::none)
    now_ = *moment;
  else
    pass_until(*moment);
  last_act_ = now_;
  if (act.kind == ScenarioAct::Kind::wait) return;
  std::variant<decltype(Command::what), Message> made =
      command_of(act, scenario_, state_);
  if (auto* problem = std::get_if<Message>(&made))
    return differ(act.span, std::move(*problem));
  const bool is_applicant = act.kind == ScenarioAct::Kind::submit ||
                            act.kind == ScenarioAct::Kind::supplement ||
                            act.kind == ScenarioAct::Kind::withdraw;
  const std::string applicant =
      scenario_.agent ? scenario_.agent->id : "applicant";
  const std::string otherwise = is_applicant          ? applicant
                                : act.subject.empty() ? "clerk"
                                                      : act.subject.text;
  std::optional<Rejection> rejection =
      command(std::get<decltype(Command::what)>(std::move(made)),
              actor_of(act.by, otherwise));
  if (rejection && !act.is_refused) differ(act.span, refusal_text(*rejection));
  if (!rejection && act.is_refused)
    differ(act.span, {"scenario.not_refused", {}});
  settle();
}

void World::play() {
  const bool is_submitted =
      !scenario_.when.empty() &&
      scenario_.when.front().kind == ScenarioAct::Kind::submit;
  if (!is_submitted) {
    ScenarioAct submit;
    submit.span = scenario_.id.span;
    act(submit);
  }
  for (const ScenarioAct& each : scenario_.when) {
    act(each);
    // Without an application there is nothing to act on.
    if (state_.status == engine::CaseStatus::none) return;
  }
  finish();
}

}  // namespace onething::scenario
