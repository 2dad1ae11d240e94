// SPDX-License-Identifier: Apache-2.0

#include "check/order/state_ways.h"

#include <algorithm>
#include <deque>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace onething::check {

namespace {

using model::FormulaUse;
using model::Place;
using Steps = std::vector<std::size_t>;

// So many ways to one state are told apart; the last is what all further ones
// have in common with it.
constexpr std::size_t kWaysMax = 6;

using Ids = std::unordered_map<std::string_view, std::size_t>;

void add_once(Steps& list, std::size_t step) {
  if (std::find(list.begin(), list.end(), step) == list.end())
    list.push_back(step);
}

Steps named(const Ids& ids, const std::vector<Spelled>& names) {
  Steps steps;
  for (const Spelled& name : names)
    if (const auto found = ids.find(name.text); found != ids.end())
      add_once(steps, found->second);
  return steps;
}

void add_reads(const Ids& ids, const FormulaUse& use, Steps& list) {
  for (const expr::Reference& read : use.reads) {
    if (read.root != "steps" || read.path.empty()) continue;
    if (const auto found = ids.find(read.path.front()); found != ids.end())
      add_once(list, found->second);
  }
}

std::size_t event_of(const LifeState& state, std::string_view id) {
  std::size_t event = 0;
  while (event < state.on.size() && state.on[event].id.text != id) ++event;
  return event;
}

// A state by numbers.
struct Plan {
  Steps work;   // Entering and while in it.
  Steps leave;  // Before it is left.
  Steps all;
  std::vector<std::size_t> to;  // By event.
  std::vector<Steps> guard;     // By event: what its guard reads.
};

// Keeps of `kept` what is so in `other` too; whether that was less.
bool meet(Standing& kept, const Standing& other) {
  const Standing was = kept;
  for (std::size_t i = 0; i < kept.settled.size(); ++i) {
    kept.settled[i] = kept.settled[i] && other.settled[i];
    kept.stale[i] = kept.stale[i] || other.stale[i];
    kept.touched[i] = kept.touched[i] || other.touched[i];
  }
  std::erase_if(kept.facts, [&other](const GuardFact& fact) {
    return !std::binary_search(other.facts.begin(), other.facts.end(), fact);
  });
  return kept != was;
}

class Walker {
 public:
  Walker(const Workflow& workflow, std::span<const FormulaUse> uses,
         const std::vector<Steps>& waits, const StateWays::CanHappen& can)
      : workflow_(workflow), waits_(waits), can_happen_(can) {
    Ids ids;
    for (std::size_t i = 0; i < workflow.steps.size(); ++i)
      ids.emplace(workflow.steps[i].id.text, i);
    asks_.resize(workflow.steps.size());
    is_named_.resize(workflow.steps.size(), false);
    waits_first_.resize(workflow.steps.size(), true);
    for (const Group& group : workflow.groups)
      for (const std::size_t step : named(ids, group.steps))
        waits_first_[step] = false;
    for (std::size_t i = 0; i < workflow.steps.size(); ++i)
      if (workflow.steps[i].ad_hoc) waits_first_[i] = false;
    for (const LifeState& state : workflow.states) add_plan(ids, state);
    for (const FormulaUse& use : uses) {
      if (use.place == Place::step_when) add_reads(ids, use, asks_[use.owner]);
      if (use.place != Place::state_when) continue;
      const LifeState& state = workflow.states[use.owner];
      const std::size_t event = event_of(state, use.member);
      if (event < state.on.size())
        add_reads(ids, use, plans_[use.owner].guard[event]);
    }
  }

  void run() {
    entered_.resize(plans_.size());
    settled_.resize(plans_.size());
    Standing first;
    for (auto* flags : {&first.settled, &first.stale, &first.touched})
      flags->resize(workflow_.steps.size(), false);
    enter(std::move(first), 0);
    while (!open_.empty()) {
      const auto [state, way] = open_.front();
      open_.pop_front();
      if (workflow_.states[state].end != LifeState::End::none) continue;
      // Copied: the lists grow while this is gone through.
      const Standing at = entered_[state][way];
      for (std::size_t event = 0; event < plans_[state].to.size(); ++event)
        if (can_happen_(state, event)) follow(at, event);
    }
    for (std::size_t state = 0; state < plans_.size(); ++state)
      for (Standing at : entered_[state]) {
        settle(at, plans_[state].work);
        settled_[state].push_back(std::move(at));
      }
  }

  std::vector<std::vector<Standing>> entered() { return std::move(entered_); }
  std::vector<std::vector<Standing>> settled() { return std::move(settled_); }
  std::vector<Steps> works() const {
    std::vector<Steps> works;
    for (const Plan& plan : plans_) works.push_back(plan.all);
    return works;
  }

 private:
  void add_plan(const Ids& ids, const LifeState& state) {
    Plan plan;
    plan.work = named(ids, state.enter);
    for (const std::size_t step : named(ids, state.steps))
      add_once(plan.work, step);
    plan.leave = named(ids, state.leave);
    plan.all = plan.work;
    for (const std::size_t step : plan.leave) add_once(plan.all, step);
    for (const std::size_t step : plan.all) is_named_[step] = true;
    for (const StateEvent& event : state.on) {
      std::size_t to = 0;
      while (to < workflow_.states.size() &&
             workflow_.states[to].id.text != event.to.text)
        ++to;
      plan.to.push_back(to);
    }
    plan.guard.resize(state.on.size());
    plans_.push_back(std::move(plan));
  }

  // What has settled since the state was entered had whatever it waits for
  // before it; unless it need not have begun. What no state names acts once.
  void settle(Standing& at, const Steps& steps) const {
    Steps open = steps;
    std::vector<bool> seen(at.settled.size(), false);
    while (!open.empty()) {
      const std::size_t step = open.back();
      open.pop_back();
      if (seen[step]) continue;
      seen[step] = true;
      at.settled[step] = true;
      if (!waits_first_[step]) continue;
      const bool is_here =
          std::find(steps.begin(), steps.end(), step) != steps.end();
      for (const std::size_t other : waits_[step])
        if (is_here || !is_named_[other]) open.push_back(other);
    }
  }

  bool is_steady(const Standing& at, const Steps& reads) const {
    return std::all_of(reads.begin(), reads.end(), [&](std::size_t step) {
      return at.settled[step] && !workflow_.steps[step].ad_hoc;
    });
  }

  void add_fact(Standing& at, GuardFact fact) const {
    if (workflow_.states[fact.state].on[fact.event].when.empty() ||
        !is_steady(at, plans_[fact.state].guard[fact.event]))
      return;
    const auto place = std::lower_bound(at.facts.begin(), at.facts.end(), fact);
    if (place == at.facts.end() || *place != fact) at.facts.insert(place, fact);
  }

  void follow(Standing at, std::size_t event) {
    const std::size_t state = at.state;
    const Plan& plan = plans_[state];
    if (plan.to[event] >= plans_.size()) return;
    const std::vector<StateEvent>& on = workflow_.states[state].on;
    if (on[event].kind == StateEvent::Kind::settled) {
      settle(at, plan.work);
      // The first one whose guard is true happens.
      for (std::size_t earlier = 0; earlier < event; ++earlier)
        if (on[earlier].kind == StateEvent::Kind::settled)
          add_fact(at, {state, earlier, false});
    }
    add_fact(at, {state, event, true});
    settle(at, plan.leave);
    enter(std::move(at), plan.to[event]);
  }

  // What the state names acts anew.
  void enter(Standing at, std::size_t state) {
    at.state = state;
    const Steps& all = plans_[state].all;
    const auto is_here = [&all](std::size_t step) {
      return std::find(all.begin(), all.end(), step) != all.end();
    };
    for (std::size_t step = 0; step < asks_.size(); ++step)
      if (!is_here(step) && std::any_of(asks_[step].begin(), asks_[step].end(),
                                        [&](std::size_t other) {
                                          return is_here(other) &&
                                                 at.touched[other];
                                        }))
        at.stale[step] = true;
    std::erase_if(at.facts, [&](const GuardFact& fact) {
      const Steps& reads = plans_[fact.state].guard[fact.event];
      return std::any_of(reads.begin(), reads.end(), is_here);
    });
    for (const std::size_t step : all) {
      at.settled[step] = false;
      at.stale[step] = false;
      at.touched[step] = true;
    }
    arrive(std::move(at));
  }

  void arrive(Standing at) {
    std::vector<Standing>& ways = entered_[at.state];
    if (std::find(ways.begin(), ways.end(), at) != ways.end()) return;
    if (ways.size() < kWaysMax) {
      open_.emplace_back(at.state, ways.size());
      ways.push_back(std::move(at));
      return;
    }
    if (meet(ways.back(), at)) open_.emplace_back(at.state, ways.size() - 1);
  }

  const Workflow& workflow_;
  const std::vector<Steps>& waits_;
  const StateWays::CanHappen& can_happen_;
  std::vector<Plan> plans_;
  std::vector<Steps> asks_;        // By step: what its condition reads.
  std::vector<bool> is_named_;     // By step: by some state.
  std::vector<bool> waits_first_;  // By step: settles only after its waits.
  std::vector<std::vector<Standing>> entered_;
  std::vector<std::vector<Standing>> settled_;
  std::deque<std::pair<std::size_t, std::size_t>> open_;
};

}  // namespace

StateWays::StateWays(const Workflow& workflow, std::span<const FormulaUse> uses,
                     std::vector<Steps> waits, const CanHappen& can_happen)
    : workflow_(workflow),
      waits_(std::move(waits)),
      is_stale_(workflow.steps.size(), false) {
  if (workflow.states.empty()) return;
  Walker walker(workflow, uses, waits_, can_happen);
  walker.run();
  entered_ = walker.entered();
  settled_ = walker.settled();
  works_ = walker.works();
  for (const std::vector<Standing>& ways : entered_)
    for (const Standing& at : ways)
      for (std::size_t step = 0; step < is_stale_.size(); ++step)
        if (at.stale[step]) is_stale_[step] = true;
}

// A step begins when all that it waits for has settled.
std::vector<Standing> StateWays::before_step(std::size_t step) const {
  std::vector<Standing> out;
  for (std::size_t state = 0; state < works_.size(); ++state) {
    const auto& works = works_[state];
    if (std::find(works.begin(), works.end(), step) == works.end()) continue;
    for (const Standing& at : entered_[state]) out.push_back(at);
  }
  const bool is_of_states =
      std::any_of(works_.begin(), works_.end(), [step](const auto& works) {
        return std::find(works.begin(), works.end(), step) != works.end();
      });
  if (!is_of_states)
    out.push_back({unresolved,
                   std::vector<bool>(is_stale_.size(), false),
                   is_stale_,
                   is_stale_,
                   {}});
  for (Standing& at : out)
    for (const std::size_t other : waits_[step]) at.settled[other] = true;
  return out;
}

std::vector<Standing> StateWays::at_guard(std::size_t state,
                                          std::string_view event) const {
  const std::vector<StateEvent>& on = workflow_.states[state].on;
  const std::size_t index = event_of(workflow_.states[state], event);
  const bool is_settled =
      index < on.size() && on[index].kind == StateEvent::Kind::settled;
  return is_settled ? settled_[state] : entered_[state];
}

std::vector<Standing> StateWays::at(const FormulaUse& use) const {
  if (workflow_.states.empty()) return {};
  if (model::stands_in_step(use.place)) return before_step(use.owner);
  if (use.place == Place::state_when) return at_guard(use.owner, use.member);
  std::vector<Standing> out;
  if (use.place != Place::outcome) return out;
  for (std::size_t state = 0; state < entered_.size(); ++state)
    if (workflow_.states[state].end == LifeState::End::granted)
      out.insert(out.end(), entered_[state].begin(), entered_[state].end());
  return out;
}

}  // namespace onething::check
