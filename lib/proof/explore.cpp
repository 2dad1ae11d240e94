// SPDX-License-Identifier: Apache-2.0

#include "proof/explore.h"

#include <algorithm>
#include <utility>

#include "base/limits.h"
#include "proof/rounds.h"

namespace onething::proof {

namespace {

using Kind = Action::Kind;

// Positions by what they are: open addressing over their numbers.
class Known {
 public:
  explicit Known(const std::vector<Position>& positions)
      : positions_(positions), slots_(kFirst, nobody) {}

  PositionIndex find(const Position& position) const {
    for (std::size_t slot = first(position);; slot = next(slot)) {
      if (slots_[slot] == nobody) return nobody;
      if (positions_[slots_[slot]] == position) return slots_[slot];
    }
  }
  // It stands in the list already and is not known yet.
  void add(PositionIndex index) {
    if (++count_ * 2 > slots_.size()) grow();
    insert(index);
  }

 private:
  static constexpr std::size_t kFirst = 64;

  std::size_t first(const Position& position) const {
    return position.hash() & (slots_.size() - 1);
  }
  std::size_t next(std::size_t slot) const {
    return (slot + 1) & (slots_.size() - 1);
  }
  void insert(PositionIndex index) {
    std::size_t slot = first(positions_[index]);
    while (slots_[slot] != nobody) slot = next(slot);
    slots_[slot] = index;
  }
  void grow() {
    std::vector<PositionIndex> old(slots_.size() * 2, nobody);
    old.swap(slots_);
    for (const PositionIndex index : old)
      if (index != nobody) insert(index);
  }

  const std::vector<Position>& positions_;
  std::vector<PositionIndex> slots_;
  std::size_t count_ = 0;
};

class Explorer {
 public:
  Explorer(const Net& net, const Shape& shape, Orders orders)
      : net_(net),
        shape_(shape),
        orders_(orders),
        mover_(net, shape),
        known_(out_.positions) {
    out_.left_open.resize(net.steps.size());
    out_.unmet.resize(net.groups.size());
    find_calm();
  }

  // `start`: null where cases begin.
  Exploration run(const Position* start = nullptr) {
    if (start == nullptr)
      mover_.begin(results_);
    else
      mover_.resume(*start, results_);
    for (Result& result : results_) arrive(nobody, {}, std::move(result));
    // Grows while it is gone through.
    for (PositionIndex at = 0; at < out_.positions.size(); ++at) {
      if (out_.positions.size() > limits::positions_max) {
        out_.is_complete = false;
        seen_to_ = at;
        break;
      }
      expand(at);
      seen_to_ = at + 1;
    }
    judge();
    out_.seen = mover_.seen();
    return std::move(out_);
  }

 private:
  void find_calm() {
    for (const Place& place : net_.places)
      is_calm_.push_back(std::all_of(
          place.on.begin(), place.on.end(), [](const NetEvent& event) {
            return event.kind == NetEvent::Kind::settled;
          }));
  }

  void expand(PositionIndex at) {
    // The list of positions moves while it grows.
    const Position position = out_.positions[at];
    mover_.find_actions(position, actions_);
    if (waits(position)) waiting_.push_back(at);
    for (const Action& action : actions_)
      if (action.kind == Kind::come_back) mover_.see_due(action.subject);
    if (orders_ == Orders::one && actions_.size() > 1 && try_one(at, position))
      return;
    bool any = false;
    for (const Action& action : actions_) {
      mover_.take(position, action, results_);
      // What is called for again and again gets the case nowhere.
      const bool is_call =
          action.kind == Kind::call && shape_.is_called_freely[action.subject];
      any = any || (!results_.empty() && !is_call);
      for (Result& result : results_) arrive(at, action, std::move(result));
    }
    if (!any && position.course() == Course::running) stuck_.push_back(at);
  }

  bool waits(const Position& position) const {
    bool is_under_way = false;
    for (Index step = 0; step < net_.steps.size(); ++step)
      is_under_way = is_under_way || (net_.steps[step].never_ends &&
                                      position.status(step) == Status::open);
    return is_under_way && position.course() == Course::running &&
           std::all_of(
               actions_.begin(), actions_.end(), [](const Action& action) {
                 return action.kind == Kind::fire || action.kind == Kind::call;
               });
  }

  // Goes on with a single step where that loses nothing.
  bool try_one(PositionIndex at, const Position& position) {
    for (const Action& action : actions_) {
      if (!is_by_itself(position, action)) continue;
      mover_.take(position, action, results_);
      if (!keeps_all_ways(position)) continue;
      for (Result& result : results_) arrive(at, action, std::move(result));
      take_others(at, position);
      return true;
    }
    return false;
  }

  // What people and the time do at any moment is not put off: they may end the
  // case while the step is under way.
  void take_others(PositionIndex at, const Position& position) {
    if (net_.places.empty()) return;
    for (const Action& action : actions_) {
      if (action.kind == Kind::come_back) continue;
      mover_.take(position, action, results_);
      for (Result& result : results_) arrive(at, action, std::move(result));
    }
  }

  // Nothing that others do changes what comes of it, nor the other way round.
  bool is_by_itself(const Position& position, const Action& action) const {
    if (action.kind != Kind::come_back) return false;
    const Index step = action.subject;
    const NetStep& one = net_.steps[step];
    if (shape_.corrections_matter || could_wait_longer(position, one))
      return false;
    if (net_.places.empty()) {
      if (one.group == nowhere) return true;
      return is_alike(position, one.group);
    }
    if (one.group != nowhere || shape_.is_watched[step] ||
        position.leaving() != nowhere)
      return false;
    // Where it does not belong nobody looks at it any more.
    if (shape_.is_local[step]) return true;
    return is_calm_[position.place()] &&
           shape_.works_in[position.place()][step];
  }

  // For what somebody may still call for.
  bool could_wait_longer(const Position& position, const NetStep& step) const {
    return std::any_of(step.waits.begin(), step.waits.end(), [&](Index other) {
      return net_.steps[other].is_called &&
             position.status(other) == Status::idle;
    });
  }

  // All of a group that are not settled can come back now, and nobody asks
  // which of them it was.
  bool is_alike(const Position& position, Index group) const {
    const std::vector<Index>& members = net_.groups[group].members;
    const NetStep& first = net_.steps[members.front()];
    return std::all_of(members.begin(), members.end(), [&](Index step) {
      const NetStep& one = net_.steps[step];
      if (shape_.is_watched[step] ||
          one.may_be_refused != first.may_be_refused ||
          one.ends_the_case != first.ends_the_case ||
          one.may_be_left_out != first.may_be_left_out)
        return false;
      if (is_settled(position.status(step))) return true;
      return std::any_of(
          actions_.begin(), actions_.end(), [step](const Action& action) {
            return action.kind == Kind::come_back && action.subject == step;
          });
    });
  }

  bool keeps_all_ways(const Position& position) const {
    bool is_new = net_.places.empty();
    for (const Result& result : results_) {
      const Course course = result.at.course();
      if (course == Course::granted || course == Course::ended) return false;
      is_new = is_new || known_.find(result.at) == nobody;
      if (net_.places.empty() || course == Course::refused) continue;
      if (result.at.place() != position.place() ||
          result.at.leaving() != position.leaving())
        return false;
    }
    return is_new && !results_.empty();
  }

  void arrive(PositionIndex from, const Action& action, Result result) {
    const bool is_certain =
        result.is_certain && (from == nobody || out_.arrivals[from].is_certain);
    if (result.left_open != nowhere)
      see(out_.left_open[result.left_open], from, action, result, is_certain);
    if (result.unmet != nowhere)
      see(out_.unmet[result.unmet], from, action, result, is_certain);
    const Course course = result.at.course();
    out_.can_be_granted = out_.can_be_granted || course == Course::granted;
    PositionIndex to = known_.find(result.at);
    if (to == nobody) {
      to = static_cast<PositionIndex>(out_.positions.size());
      out_.positions.push_back(std::move(result.at));
      out_.arrivals.push_back({from, action, is_certain});
      known_.add(to);
    } else if (is_certain && !out_.arrivals[to].is_certain &&
               (from == nobody || from < to)) {
      // From an earlier one, so that ways never run in a circle.
      out_.arrivals[to] = {from, action, is_certain};
    }
    if (from == nobody) return;
    const bool is_automatic =
        action.kind == Kind::look_again ||
        (action.kind == Kind::come_back &&
         net_.steps[action.subject].party == Party::department);
    edges_.push_back({from, to, is_automatic});
  }

  static void see(std::optional<Sight>& sight, PositionIndex from,
                  const Action& action, const Result& result, bool is_certain) {
    if (!sight || (is_certain && !sight->is_certain))
      sight = Sight{from, action, result.at, is_certain};
  }

  // Nearest first; a certain way before any other.
  void pick(std::optional<PositionIndex>& best, PositionIndex found) const {
    if (!best ||
        (!out_.arrivals[*best].is_certain && out_.arrivals[found].is_certain))
      best = found;
  }

  void judge() {
    for (const PositionIndex at : stuck_) pick(out_.stuck, at);
    for (const PositionIndex at : waiting_) pick(out_.waiting, at);
    std::vector<bool> reaches(out_.positions.size(), false);
    for (PositionIndex i = 0; i < out_.positions.size(); ++i) {
      const Course course = out_.positions[i].course();
      // Of what was not gone through nothing bad is said.
      reaches[i] =
          i >= seen_to_ || course == Course::granted || course == Course::ended;
    }
    spread_back(out_.positions.size(), edges_, reaches);
    std::vector<bool> leads_to_stuck(out_.positions.size(), false);
    for (const PositionIndex at : stuck_) leads_to_stuck[at] = true;
    spread_back(out_.positions.size(), edges_, leads_to_stuck);
    for (PositionIndex i = 0; i < out_.positions.size(); ++i)
      if (!reaches[i] && !leads_to_stuck[i] &&
          out_.positions[i].course() == Course::running)
        pick(out_.astray, i);
    out_.restless = automatic_round(out_.positions.size(), edges_);
  }

  const Net& net_;
  const Shape& shape_;
  Orders orders_;
  Mover mover_;
  Exploration out_;
  Known known_;
  std::vector<bool> is_calm_;  // By place: nobody and no timer leads out.
  std::vector<Action> actions_;
  std::vector<Result> results_;
  std::vector<Edge> edges_;
  std::vector<PositionIndex> stuck_;
  std::vector<PositionIndex> waiting_;
  PositionIndex seen_to_ = 0;
};

}  // namespace

namespace {

bool could_begin_after_all(const Net& net, const Exploration& found) {
  const bool may_correct =
      std::any_of(net.steps.begin(), net.steps.end(),
                  [](const NetStep& step) { return step.may_return; });
  return may_correct &&
         std::find(found.seen.began.begin(), found.seen.began.end(), false) !=
             found.seen.began.end();
}

}  // namespace

Exploration explore_from(const Net& net, const Shape& shape,
                         const Position& start) {
  return Explorer(net, shape, Orders::one).run(&start);
}

Exploration explore(const Net& net, const Shape& shape, Orders orders) {
  Exploration found = Explorer(net, shape, orders).run();
  if (shape.corrections_matter || !could_begin_after_all(net, found))
    return found;
  // Never, as long as the applicant says the same: and after a correction?
  Shape wider = shape;
  wider.corrections_matter = true;
  const Exploration corrected = Explorer(net, wider, orders).run();
  found.are_beginnings_complete = corrected.is_complete;
  for (std::size_t step = 0; step < net.steps.size(); ++step)
    if (corrected.seen.began[step]) found.seen.began[step] = true;
  return found;
}

Exploration explore_without(Net net, const Shape& shape, Index step) {
  net.steps[step].never_ends = true;
  return Explorer(net, shape, Orders::one).run();
}

}  // namespace onething::proof
