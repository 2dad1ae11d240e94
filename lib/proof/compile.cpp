// SPDX-License-Identifier: Apache-2.0

#include "proof/compile.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/limits.h"
#include "expr/ast.h"
#include "model/step_service.h"
#include "proof/cut.h"

namespace onething::proof {

namespace {

using Ids = std::unordered_map<std::string_view, Index>;

Index find(const Ids& ids, std::string_view id) {
  const auto found = ids.find(id);
  return found == ids.end() ? nowhere : found->second;
}

void add_once(std::vector<Index>& list, Index one) {
  if (one != nowhere && std::find(list.begin(), list.end(), one) == list.end())
    list.push_back(one);
}

Party party_of(const Step& step, const Service& service) {
  if (step.wait) return Party::moment;
  if (service.by == Performer::person) return Party::person;
  const bool takes_time = service.by == Performer::message ||
                          service.call.answers_later || service.call.file ||
                          !service.call.workflow.empty();
  return takes_time ? Party::later : Party::department;
}

NetStep step_of(const Step& step, const Service& service) {
  NetStep made;
  made.party = party_of(step, service);
  const bool is_told = service.by == Performer::message && !step.wait;
  // Whoever tells us cannot fail; only its time can run out.
  const bool is_asked_for = step.within && step.on_late == OnLate::attention;
  made.may_fail = made.party != Party::moment && (!is_told || is_asked_for);
  const bool may_be_late_refused =
      step.within && step.on_late == OnLate::refuse;
  made.may_be_refused = made.may_fail || may_be_late_refused;
  made.ends_the_case = step.on_refused == OnRefused::end;
  // Only what the fallback team has been given can be left out by it.
  const bool is_call = service.by == Performer::system && !step.wait;
  made.may_be_left_out = (step.may_skip && (is_call || is_asked_for)) ||
                         (step.on_failed == OnFailed::skip && is_call) ||
                         (step.within && step.on_late == OnLate::skip);
  made.may_return = made.may_fail && !is_told &&
                    step.on_returned == OnReturned::correct &&
                    service.call.workflow.empty();
  made.is_called = step.ad_hoc;
  return made;
}

// In which unit, and how much of it; only the same units can be compared.
std::pair<int, std::int64_t> length_of(const Term& term) {
  switch (term.unit) {
    case TermUnit::working_days:
      return {0, term.count};
    case TermUnit::days:
      return {1, term.count};
    case TermUnit::hours:
      return {2, term.count * 3'600};
    case TermUnit::minutes:
      return {2, term.count * 60};
    case TermUnit::seconds:
      break;
  }
  return {2, term.count};
}

// Which timers of a state run out before which others.
void order_timers(const LifeState& state, Place& place) {
  for (std::size_t one = 0; one < state.on.size(); ++one) {
    if (!state.on[one].after) continue;
    const auto own = length_of(state.on[one].after->term);
    for (std::size_t other = 0; other < state.on.size(); ++other) {
      if (other == one || !state.on[other].after) continue;
      const auto length = length_of(state.on[other].after->term);
      if (length.first != own.first || length.second > own.second) continue;
      std::uint8_t& set = length.second < own.second ? place.on[one].sooner
                                                     : place.on[one].together;
      set = static_cast<std::uint8_t>(set | 1U << other);
    }
  }
}

class WorkflowCompiler {
 public:
  WorkflowCompiler(const Project& project, const Workflow& workflow,
                   std::span<const model::FormulaUse> uses,
                   const logic::Knowledge& knowledge)
      : project_(project),
        workflow_(workflow),
        uses_(uses),
        cutter_(knowledge, [this](std::string_view root, std::string_view id) {
          return proof::find(root == "prefill" ? prefills_ : steps_, id);
        }) {}

  std::optional<WorkflowNet> run() {
    out_.prefills = workflow_.prefill.size();
    if (out_.prefills + workflow_.steps.size() > limits::steps_max ||
        workflow_.states.size() > limits::net_places_max)
      return std::nullopt;
    for (const Step& step : workflow_.prefill)
      if (!add_step(step, prefills_)) return std::nullopt;
    for (const Step& step : workflow_.steps)
      if (!add_step(step, steps_)) return std::nullopt;
    add_waits();
    for (const Group& group : workflow_.groups) add_group(group);
    for (Index step = 0; step < out_.steps.size(); ++step) add_runs(step);
    for (const LifeState& state : workflow_.states)
      if (!add_place(state)) return std::nullopt;
    if (!add_conditions()) return std::nullopt;
    return std::move(out_);
  }

 private:
  bool add_step(const Step& step, Ids& ids) {
    const Service* service = model::service_for(project_, step);
    if (service == nullptr) return false;
    ids.emplace(step.id.text, static_cast<Index>(out_.steps.size()));
    out_.steps.push_back(&step);
    NetStep& made = out_.net.steps.emplace_back(step_of(step, *service));
    made.may_fall_short =
        step.join.needed > 0 &&
        (made.may_be_left_out || (made.may_be_refused && !made.ends_the_case));
    // Of a list there is an answer, be it an empty one.
    if (!step.for_each.empty()) {
      made.may_be_left_out = false;
      made.may_be_refused = made.may_be_refused && made.ends_the_case;
    }
    return true;
  }

  void add_waits() {
    for (const model::FormulaUse& use : uses_) {
      if (!model::stands_in_step(use.place)) continue;
      const auto own = static_cast<Index>(out_.prefills + use.owner);
      for (const expr::Reference& read : use.reads)
        if (read.root == "steps") wait_for(own, read);
    }
    for (std::size_t i = 0; i < workflow_.steps.size(); ++i) {
      NetStep& step = out_.net.steps[out_.prefills + i];
      for (const Spelled& id : workflow_.steps[i].after)
        add_once(step.waits, proof::find(steps_, id.text));
      for (Index prefill = 0; prefill < out_.prefills; ++prefill)
        add_once(step.waits, prefill);
    }
  }

  void wait_for(Index own, const expr::Reference& read) {
    std::vector<Index>& waits = out_.net.steps[own].waits;
    if (!read.path.empty()) {
      const Index other = proof::find(steps_, read.path.front());
      if (other != own) add_once(waits, other);
      return;
    }
    for (std::size_t other = out_.prefills; other < out_.steps.size(); ++other)
      if (other != own) add_once(waits, static_cast<Index>(other));
  }

  void add_group(const Group& group) {
    if (group.join.needed <= 0) return;
    NetGroup made;
    const auto index = static_cast<Index>(out_.net.groups.size());
    for (const Spelled& id : group.steps) {
      const Index member = proof::find(steps_, id.text);
      if (member == nowhere || out_.net.steps[member].group != nowhere)
        continue;
      NetStep& step = out_.net.steps[member];
      step.group = index;
      // An empty list is none of those that are done.
      if (!out_.steps[member]->for_each.empty()) step.may_be_left_out = true;
      made.members.push_back(member);
    }
    if (made.members.empty()) return;
    const auto most = static_cast<std::int64_t>(made.members.size());
    made.needed = static_cast<std::uint8_t>(
        std::min(std::min(group.join.needed, most), std::int64_t{UINT8_MAX}));
    out_.net.groups.push_back(std::move(made));
    out_.groups.push_back(&group);
  }

  void add_runs(Index step) {
    if (out_.steps[step]->for_each.empty() ||
        out_.steps[step]->join.needed <= 0)
      return;
    out_.net.steps[step].runs = static_cast<Index>(out_.net.groups.size());
    out_.net.groups.push_back({{step}, 1, true});
    out_.joined_steps.push_back(step);
  }

  void add_list(const std::vector<Spelled>& names,
                std::vector<Index>& list) const {
    for (const Spelled& name : names)
      add_once(list, proof::find(steps_, name.text));
  }

  bool add_place(const LifeState& state) {
    if (state.on.size() > limits::net_events_max) return false;
    Place place;
    add_list(state.enter, place.enter);
    add_list(state.steps, place.steps);
    add_list(state.leave, place.leave);
    if (state.end == LifeState::End::granted) place.end = Place::End::granted;
    if (state.end == LifeState::End::denied ||
        state.end == LifeState::End::terminated)
      place.end = Place::End::other;
    for (const StateEvent& event : state.on) {
      NetEvent made;
      if (event.kind == StateEvent::Kind::settled)
        made.kind = NetEvent::Kind::settled;
      if (event.kind == StateEvent::Kind::timer)
        made.kind = NetEvent::Kind::timer;
      const auto to = std::find_if(
          workflow_.states.begin(), workflow_.states.end(),
          [&](const LifeState& one) { return one.id.text == event.to.text; });
      if (to == workflow_.states.end()) return false;
      made.to = static_cast<Index>(to - workflow_.states.begin());
      place.on.push_back(made);
    }
    order_timers(state, place);
    out_.net.places.push_back(std::move(place));
    return true;
  }

  // A condition and where its node goes.
  struct Wanted {
    logic::Claim claim;
    Index* node = nullptr;
  };

  bool add_conditions() {
    std::vector<Wanted> wanted;
    const auto want = [&](const Formula& formula, Index& node) {
      if (!formula.empty())
        wanted.push_back({cutter_.read(formula.ast()), &node});
    };
    for (std::size_t i = 0; i < out_.steps.size(); ++i)
      want(out_.steps[i]->when, out_.net.steps[i].when);
    for (std::size_t i = 0; i < workflow_.states.size(); ++i)
      for (std::size_t e = 0; e < workflow_.states[i].on.size(); ++e)
        want(workflow_.states[i].on[e].when, out_.net.places[i].on[e].when);
    if (wanted.empty()) return true;
    if (!cutter_.run(out_.net.conditions)) return false;
    for (const Wanted& one : wanted) *one.node = cutter_.node_of(one.claim);
    return true;
  }

  const Project& project_;
  const Workflow& workflow_;
  std::span<const model::FormulaUse> uses_;
  Ids prefills_;
  Ids steps_;
  Cutter cutter_;
  WorkflowNet out_;
};

}  // namespace

std::optional<WorkflowNet> compile(const Project& project,
                                   const Workflow& workflow,
                                   std::span<const model::FormulaUse> uses,
                                   const logic::Knowledge& knowledge) {
  return WorkflowCompiler(project, workflow, uses, knowledge).run();
}

}  // namespace onething::proof
