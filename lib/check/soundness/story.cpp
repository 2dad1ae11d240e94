// SPDX-License-Identifier: Apache-2.0

#include "check/soundness/story.h"

#include <algorithm>
#include <string>
#include <utility>

#include "check/facts.h"
#include "check/soundness/names.h"
#include "check/soundness/walk.h"
#include "proof/moves.h"

namespace onething::check {

namespace {

using proof::Action;
using proof::Index;
using proof::Position;
using proof::PositionIndex;
using proof::Result;
using What = proof::Trace::What;

class Teller {
 public:
  explicit Teller(const WorkflowFacts& facts)
      : facts_(facts), proved_(*facts.proved) {}

  void tell(const Walk& walk) {
    for (const Move& move : walk) {
      if (move.from)
        tell(*move.from, move.action, move.result);
      else
        tell_traces(move.result, false);
    }
  }

  std::vector<Label> finish() {
    // The data comes first, whenever it was asked for.
    std::vector<Label> all;
    add(all, facts_.workflow.id.span,
        data_.empty()
            ? Message{"check_soundness.story_applies", {}}
            : Message{"check_soundness.story_applies_with", {{"data", data_}}});
    for (auto& [span, message] : told_) add(all, span, std::move(message));
    return all;
  }

 private:
  static void add(std::vector<Label>& all, Span span, Message message) {
    const std::string number = std::to_string(all.size() + 1);
    all.push_back(
        {span,
         {"check_soundness.story", {{"number", number}, {"text", message}}}});
  }

  void say(Span span, Message message) {
    told_.emplace_back(span, std::move(message));
  }

  const Step& step(Index index) const { return *proved_.of.steps[index]; }
  const LifeState& state(Index index) const {
    return facts_.workflow.states[index];
  }

  void tell(const Position& from, const Action& action, const Result& result) {
    if (!result.is_refused) tell_act(from, action, result);
    tell_traces(result, action.kind == Action::Kind::fire);
    if (!result.is_dropped) return;
    for (Index i = 0; i < proved_.of.steps.size(); ++i)
      if (from.status(i) == proof::Status::open &&
          result.at.status(i) == proof::Status::dropped)
        say(step(i).id.span, {"check_soundness.story_dropped",
                              {{"step", step_name(proved_, i)}}});
  }

  void tell_act(const Position& from, const Action& action,
                const Result& result) {
    const bool is_of_place = action.kind == Action::Kind::fire ||
                             action.kind == Action::Kind::expire;
    if (is_of_place) {
      const StateEvent& event = state(from.place()).on[action.subject];
      const std::string& id = event.id.text;
      if (action.kind == Action::Kind::fire)
        say(event.id.span, {"check_soundness.story_fired", {{"event", id}}});
      else
        say(event.id.span, {"check_soundness.story_expired", {{"event", id}}});
      return;
    }
    if (action.kind == Action::Kind::look_again) return;
    const Span span = step(action.subject).id.span;
    const std::string name = step_name(proved_, action.subject);
    if (action.kind == Action::Kind::call)
      return say(span, {"check_soundness.story_called", {{"step", name}}});
    if (action.kind == Action::Kind::supplement)
      return say(span, {"check_soundness.story_supplement", {{"step", name}}});
    switch (result.ending) {
      case proof::Ending::none:
        return;
      case proof::Ending::done:
        return say(span, {"check_soundness.story_done",
                          {{"who", doer(facts_, step(action.subject))},
                           {"step", name}}});
      case proof::Ending::fell_short:
        return say(
            span,
            {"check_soundness.story_fell_short",
             {{"step", name},
              {"needed", std::to_string(step(action.subject).join.needed)}}});
      case proof::Ending::left_out:
        return say(span, {"check_soundness.story_left_out", {{"step", name}}});
      case proof::Ending::refused:
        return tell_refusal(action.subject, result);
      case proof::Ending::returned:
        return say(span, {"check_soundness.story_returned", {{"step", name}}});
    }
  }

  void tell_refusal(Index index, const Result& result) {
    const Span span = step(index).id.span;
    const std::vector<Arg> args = {{"who", doer(facts_, step(index))},
                                   {"step", step_name(proved_, index)}};
    if (result.at.course() == proof::Course::running)
      say(span, {"check_soundness.story_refused", args});
    else
      say(span, {"check_soundness.story_refused_last", args});
  }

  // `is_told`: the first move is what somebody ordered, and has been said.
  void tell_traces(const Result& result, bool is_told) {
    for (const proof::Trace& trace : result.trace) {
      if (trace.what == What::looked) look(trace.subject, trace.detail);
      if (trace.what == What::skipped)
        say(step(trace.subject).when.span(),
            {"check_soundness.story_skipped",
             {{"step", step_name(proved_, trace.subject)}}});
      if (trace.what != What::moved) continue;
      const StateEvent& event = state(trace.subject).on[trace.detail];
      if (is_told)
        say(event.to.span,
            {"check_soundness.story_enters", {{"state", event.to.text}}});
      else
        say(event.id.span,
            {"check_soundness.story_moves",
             {{"event", event.id.text}, {"state", event.to.text}}});
      is_told = false;
    }
  }

  // What the applicant says goes into the first sentence.
  void look(Index index, Index value) {
    const proof::Variable& variable =
        proved_.of.net.conditions.variables[index];
    if (!variable.is_understood) return suppose(index, value);
    const std::string words = words_of(variable, value);
    if (!variable.steps.empty())
      return say(step(variable.steps.front()).id.span,
                 {"check_soundness.story_answers", {{"data", words}}});
    data_ += (data_.empty() ? "" : ", ") + words;
  }

  void suppose(Index variable, Index value) {
    const std::vector<Span> spans = conditions_reading(facts_, variable);
    if (spans.empty()) return;
    const std::string& word =
        proved_.of.net.conditions.variables[variable].words[value - 1U];
    if (word == "true")
      say(spans.front(), {"check_soundness.story_suppose_true", {}});
    else if (word == "false")
      say(spans.front(), {"check_soundness.story_suppose_false", {}});
    else
      say(spans.front(), {"check_soundness.story_suppose_error", {}});
  }

  const WorkflowFacts& facts_;
  const Proved& proved_;
  std::string data_;
  std::vector<std::pair<Span, Message>> told_;
};

}  // namespace

std::vector<Label> story_of(const WorkflowFacts& facts, const Walk& walk) {
  Teller teller(facts);
  teller.tell(walk);
  return teller.finish();
}

std::vector<Label> story_to(const WorkflowFacts& facts,
                            PositionIndex position) {
  return story_of(facts, walk_to(*facts.proved, position));
}

std::vector<Label> story_around(const WorkflowFacts& facts,
                                PositionIndex position) {
  return story_of(facts, walk_around(*facts.proved, position));
}

std::vector<Label> story_to(const WorkflowFacts& facts,
                            const proof::Sight& sight) {
  return story_of(facts, walk_to(*facts.proved, sight));
}

std::optional<InVain> waiting_in_vain(const Proved& proved,
                                      const Position& at) {
  const auto& steps = proved.of.net.steps;
  const proof::Mover mover(proved.of.net, proved.shape);
  std::optional<InVain> found;
  for (Index i = 0; i < steps.size(); ++i) {
    if (!mover.acts_here(at, i) || is_settled(at.status(i))) continue;
    if (at.status(i) == proof::Status::dropped && !found) found = InVain{i, i};
    for (const Index other : steps[i].waits)
      if (!is_settled(at.status(other)) && (!found || found->step == other))
        found = InVain{i, other};
  }
  return found;
}

}  // namespace onething::check
