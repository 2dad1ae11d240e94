// SPDX-License-Identifier: Apache-2.0

#include "onething/outlook.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "calendar/calendar.h"
#include "check/facts.h"
#include "check/types/known.h"
#include "proof/compile.h"
#include "proof/explore.h"

namespace onething {

namespace {

using proof::Course;
using proof::Index;

std::string name_of(const StepView& step) {
  return step.is_prefill && !step.id.starts_with("prefill.")
             ? "prefill." + step.id
             : step.id;
}

bool has(const std::vector<Index>& list, Index step) {
  return std::find(list.begin(), list.end(), step) != list.end();
}

bool ends_well(const proof::Position& position) {
  return position.course() == Course::granted ||
         position.course() == Course::ended;
}

// What is worse counts: of two ways in which the case may stand.
Prospect worse(Prospect a, Prospect b) {
  if (a == b) return a;
  if (a == Prospect::unknown || b == Prospect::unknown)
    return Prospect::unknown;
  return Prospect::may_stop;
}

}  // namespace

class Outlook::Impl {
 public:
  Impl(const LoadedProject& loaded, const Workflow& workflow, Date today)
      : facts_(check::project_facts(loaded.project, loaded.sources,
                                    loaded.diagnostics, Calendar::china(),
                                    today)),
        ground_(check::ground_facts(facts_, workflow)),
        workflow_(workflow) {
    if (ground_.is_broken) return;
    net_ = proof::compile(loaded.project, workflow, ground_.formulas,
                          [this](logic::Path path) {
                            return check::known_of(facts_, workflow_, path);
                          });
    if (net_) shape_.emplace(net_->net);
  }

  Prospect look(const CaseView& view) const {
    if (!net_) return Prospect::unknown;
    // Nothing has been decided on yet: it begins as every case does.
    if (!net_->net.places.empty() && view.place.empty())
      return judge(proof::explore(net_->net, *shape_));
    std::optional<Prospect> out;
    for (const proof::Position& start : positions_of(view)) {
      const Prospect one =
          judge(proof::explore_from(net_->net, *shape_, start));
      out = out ? worse(*out, one) : one;
    }
    return out.value_or(Prospect::unknown);
  }

 private:
  static Prospect judge(const proof::Exploration& found) {
    const bool can_end =
        std::any_of(found.positions.begin(), found.positions.end(), ends_well);
    if (!can_end)
      return found.is_complete ? Prospect::stuck : Prospect::unknown;
    if (found.stuck || found.astray || found.restless)
      return Prospect::may_stop;
    return found.is_complete ? Prospect::safe : Prospect::unknown;
  }

  proof::Status status_of(Index step, const StepView& view,
                          const proof::Place* place) const {
    const std::string& word = view.status;
    const proof::NetStep& net = net_->net.steps[step];
    if (word == "done") return proof::Status::done;
    if (word == "skipped" || word == "refused" || word == "cancelled")
      return proof::Status::nothing;
    if (word == "uncalled") return proof::Status::idle;
    if (word == "waiting")
      return net.is_called ? proof::Status::called : proof::Status::idle;
    // A person's work is closed when its state is left.
    const bool is_elsewhere =
        place != nullptr && net.party == proof::Party::person &&
        shape_->is_of_places[step] && !has(place->enter, step) &&
        !has(place->steps, step) && !has(place->leave, step);
    return is_elsewhere ? proof::Status::dropped : proof::Status::open;
  }

  std::optional<Index> place_of(const std::string& id) const {
    for (std::size_t i = 0; i < workflow_.states.size(); ++i)
      if (workflow_.states[i].id.text == id) return static_cast<Index>(i);
    return std::nullopt;
  }

  // More than one where it is not seen from outside which event the state is
  // being left by.
  std::vector<proof::Position> positions_of(const CaseView& view) const {
    const proof::Net& net = net_->net;
    proof::Position start(net);
    const proof::Place* place = nullptr;
    if (!net.places.empty()) {
      const std::optional<Index> here = place_of(view.place);
      if (!here) return {};
      start.set_place(*here);
      place = &net.places[*here];
    }
    for (Index step = 0; step < net.steps.size(); ++step) {
      const bool is_prefill = step < net_->prefills;
      const std::string id =
          (is_prefill ? "prefill." : "") + net_->steps[step]->id.text;
      for (const StepView& each : view.steps)
        if (name_of(each) == id)
          start.set_status(step, status_of(step, each, place));
    }
    for (Index group = 0; group < net.groups.size(); ++group) {
      std::uint8_t done = 0;
      for (const Index step : net.groups[group].members)
        done = static_cast<std::uint8_t>(
            done + (start.status(step) == proof::Status::done ? 1 : 0));
      start.set_count(group, done);
    }
    return with_ways_out(start, place);
  }

  static std::vector<proof::Position> with_ways_out(
      const proof::Position& start, const proof::Place* place) {
    const bool is_leaving =
        place != nullptr &&
        std::any_of(place->leave.begin(), place->leave.end(), [&](Index step) {
          return start.status(step) != proof::Status::idle;
        });
    if (!is_leaving) return {start};
    std::vector<proof::Position> out;
    for (Index event = 0; event < place->on.size(); ++event) {
      out.push_back(start);
      out.back().set_leaving(event);
    }
    return out;
  }

  check::ProjectFacts facts_;
  check::GroundFacts ground_;
  const Workflow& workflow_;
  std::optional<proof::WorkflowNet> net_;
  std::optional<proof::Shape> shape_;
};

std::string_view prospect_word(Prospect prospect) {
  switch (prospect) {
    case Prospect::safe:
      return "safe";
    case Prospect::may_stop:
      return "may_stop";
    case Prospect::stuck:
      return "stuck";
    case Prospect::unknown:
      return "unknown";
    case Prospect::mapping:
      return "mapping";
    case Prospect::stays:
      return "stays";
  }
  return "";
}

Message objection_to(Prospect prospect) {
  if (prospect == Prospect::stuck) return {"change.would_be_stuck", {}};
  return {};
}

Outlook::Outlook(const LoadedProject& loaded, const Workflow& workflow,
                 Date today)
    : impl_(std::make_unique<Impl>(loaded, workflow, today)) {}
Outlook::~Outlook() = default;

Prospect Outlook::look(const CaseView& moved) {
  const std::string position = position_text(moved);
  const auto found = known_.find(position);
  if (found != known_.end()) return found->second;
  const Prospect prospect = impl_->look(moved);
  known_.emplace(position, prospect);
  return prospect;
}

std::string position_text(const CaseView& view) {
  std::string out = view.definition + "\n" + view.place;
  for (const StepView& step : view.steps)
    out += "\n" + name_of(step) + " " + step.status;
  return out;
}

}  // namespace onething
