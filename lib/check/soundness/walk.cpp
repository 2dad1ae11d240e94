// SPDX-License-Identifier: Apache-2.0

#include "check/soundness/walk.h"

#include <algorithm>
#include <utility>

namespace onething::check {

namespace {

using proof::Action;
using proof::nobody;
using proof::Position;
using proof::PositionIndex;
using proof::Result;

bool shows_fault(const Result& result) {
  return result.unmet != proof::nowhere || result.left_open != proof::nowhere;
}

bool is_plainer(const Result& a, const Result& b) {
  if (shows_fault(a) != shows_fault(b)) return shows_fault(a);
  if (a.is_certain != b.is_certain) return a.is_certain;
  if (a.is_dropped != b.is_dropped) return !a.is_dropped;
  return a.ending == proof::Ending::done && b.ending != proof::Ending::done;
}

class Walker {
 public:
  explicit Walker(const Proved& proved)
      : proved_(proved), mover_(proved.of.net, proved.shape) {
    mover_.keep_traces();
  }

  void go_to(PositionIndex position) {
    const std::vector<Position>& positions = proved_.found.positions;
    std::vector<PositionIndex> way;
    for (PositionIndex at = position; at != nobody;
         at = proved_.found.arrivals[at].from)
      way.push_back(at);
    std::reverse(way.begin(), way.end());
    begin(positions[way.front()]);
    for (std::size_t i = 1; i < way.size(); ++i)
      go(positions[way[i - 1]], proved_.found.arrivals[way[i]].action,
         positions[way[i]]);
  }

  void go(const Position& from, const Action& action, const Position& to) {
    std::vector<Result> results;
    mover_.take(from, action, results);
    Result* best = nullptr;
    for (Result& result : results)
      if (result.at == to && (best == nullptr || is_plainer(result, *best)))
        best = &result;
    if (best != nullptr) walk_.push_back({from, action, std::move(*best)});
  }

  // Once around, by what happens of itself.
  void go_round(PositionIndex begin) {
    std::vector<Stop> stops = {{proved_.found.positions[begin], 0, {}}};
    for (std::size_t i = 0; i < stops.size() && i < kRoundMax; ++i) {
      const Position from = stops[i].at;
      std::vector<Action> actions;
      mover_.find_actions(from, actions);
      for (const Action& action : actions) {
        if (!is_automatic(action)) continue;
        std::vector<Result> results;
        mover_.take(from, action, results);
        for (Result& result : results) {
          if (result.at == stops.front().at) {
            stops.push_back({std::move(result.at), i, action});
            return go_along(stops);
          }
          if (std::none_of(stops.begin(), stops.end(), [&](const Stop& stop) {
                return stop.at == result.at;
              }))
            stops.push_back({std::move(result.at), i, action});
        }
      }
    }
  }

  Walk finish() { return std::move(walk_); }

 private:
  static constexpr std::size_t kRoundMax = 200;

  struct Stop {
    Position at;
    std::size_t from = 0;  // Of the stops; the first is where it begins.
    Action action;
  };

  void begin(const Position& first) {
    std::vector<Result> results;
    mover_.begin(results);
    for (Result& result : results)
      if (result.at == first)
        return walk_.push_back({std::nullopt, {}, std::move(result)});
  }

  // To the last of them.
  void go_along(const std::vector<Stop>& stops) {
    std::vector<std::size_t> way;
    for (std::size_t at = stops.size() - 1; at != 0; at = stops[at].from)
      way.push_back(at);
    std::reverse(way.begin(), way.end());
    for (const std::size_t at : way)
      go(stops[stops[at].from].at, stops[at].action, stops[at].at);
  }

  bool is_automatic(const Action& action) const {
    return action.kind == Action::Kind::look_again ||
           (action.kind == Action::Kind::come_back &&
            proved_.of.net.steps[action.subject].party ==
                proof::Party::department);
  }

  const Proved& proved_;
  proof::Mover mover_;
  Walk walk_;
};

}  // namespace

Walk walk_to(const Proved& proved, PositionIndex position) {
  Walker walker(proved);
  walker.go_to(position);
  return walker.finish();
}

Walk walk_to(const Proved& proved, const proof::Sight& sight) {
  Walker walker(proved);
  if (sight.from != nobody) {
    walker.go_to(sight.from);
    walker.go(proved.found.positions[sight.from], sight.action, sight.to);
  }
  return walker.finish();
}

Walk walk_around(const Proved& proved, PositionIndex position) {
  Walker walker(proved);
  walker.go_to(position);
  walker.go_round(position);
  return walker.finish();
}

}  // namespace onething::check
