// SPDX-License-Identifier: Apache-2.0
//
// One case in a scenario: the pure engine, a clock that only this moves, and
// answers that come when their time has come.
//
// Everything that is due at a moment has happened before the next act. After
// the last act time goes on only for what is still to come of itself: slow
// answers, retries, waits. A limit runs out when an act lies behind it.

#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/decide.h"
#include "engine/effects.h"
#include "onething/scenario_run.h"
#include "scenario/departments.h"

namespace onething::scenario {

class World {
 public:
  // All outlive it.
  World(const engine::Definition& definition, const Scenario& scenario,
        const stub::Services& services);

  void play();

  const engine::Definition& definition() const { return definition_; }
  const engine::CaseState& state() const { return state_; }
  const std::vector<engine::Event>& history() const { return history_; }
  Instant now() const { return now_; }
  // Acts that were refused, or were not.
  const std::vector<Difference>& differences() const { return differences_; }
  // It would go on for ever at one moment.
  bool is_restless() const { return is_restless_; }
  // How many events there were after each decision.
  const std::vector<std::size_t>& decisions() const { return decisions_; }
  // Events of the workflow's states that were ordered in vain, and after how
  // many events.
  struct RefusedOrder {
    std::string event;
    std::size_t after = 0;
  };
  const std::vector<RefusedOrder>& refused_orders() const {
    return refused_orders_;
  }

  // Somebody's act at this moment. Nothing when it was done.
  std::optional<Rejection> command(decltype(Command::what) what, Actor actor);
  // Goes on to a moment, with everything that happens before and at it.
  void pass_until(Instant moment);
  // Until nothing more comes of itself.
  void finish();

 private:
  struct Coming {
    Instant at;
    Command command;
    Span span;
  };

  void act(const ScenarioAct& act);
  std::optional<Instant> moment_of(const ScenarioAct& act);
  Actor actor_of(const std::string& by, std::string otherwise) const;
  void settle();
  bool collect();
  void collect_calls(const engine::PendingEffects& owed);
  void collect_messages(const engine::PendingEffects& owed);
  void collect_children(const engine::PendingEffects& owed);
  void collect_tasks();
  bool take_next();
  bool advance();
  std::size_t count_moves(std::size_t since) const;
  std::optional<Instant> next_of_itself() const;
  const engine::RunState* run_of(const RunName& name) const;
  void come(const Reply& reply, decltype(Command::what) what, Actor actor);
  void differ(Span span, Message message);

  const engine::Definition& definition_;
  const Scenario& scenario_;
  Departments departments_;
  engine::CaseState state_;
  std::vector<engine::Event> history_;
  std::vector<Difference> differences_;
  std::vector<std::size_t> decisions_;
  std::vector<RefusedOrder> refused_orders_;
  std::vector<Coming> coming_;
  std::set<std::string> asked_;  // Calls, tasks and the like, once each.
  Instant now_;
  Instant last_act_;
  bool is_restless_ = false;
};

}  // namespace onething::scenario
