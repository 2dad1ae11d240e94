// SPDX-License-Identifier: Apache-2.0

#include "property/proof/brute_force.h"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <vector>

namespace onething::testing {

namespace {

using proof::Index;
using proof::Net;
using proof::NetEvent;
using proof::NetStep;
using proof::Node;
using proof::nowhere;
using proof::Party;
using proof::Place;

enum How { idle, called, open, dropped, done, nothing };
enum End { running, granted, ended, refused, torn };

struct State {
  int place = 0, leaving = -1, end = running, unrest = 0;
  std::vector<int> how, data;
  std::set<int> expired;

  friend auto operator<=>(const State&, const State&) = default;
};

struct Way {
  int to = 0;
  bool automatic = false;
};

// 0 false, 1 true, 2 error.
class Brute {
 public:
  Brute(const Net& net, Applicants applicants)
      : net_(net), applicants_(applicants) {}

  BruteAnswer run() {
    State first;
    first.how.resize(net_.steps.size(), idle);
    first.data.resize(net_.conditions.variables.size(), 1);
    draw(first, form_variables(), [&](State drawn) {
      if (!net_.places.empty())
        enter(drawn, 0, [&](State in) { all(in); });
      else
        all(drawn);
    });
    for (std::size_t i = 0; i < states_.size() && answer_.is_complete; ++i) {
      from_ = static_cast<int>(i);
      expand(states_[i]);
      answer_.is_complete = states_.size() < 4'000;
    }
    if (answer_.is_complete) judge();
    return answer_;
  }

 private:
  using Then = std::function<void(State)>;

  void all(State state) {
    automatic_ = false;
    from_ = -1;
    settle(std::move(state));
  }

  int eval(const State& s, Index index) const {
    const Node& node = net_.conditions.nodes[index];
    const auto one = [](proof::Outcomes outcomes) {
      return outcomes == logic::is_true    ? 1
             : outcomes == logic::is_false ? 0
                                           : 2;
    };
    switch (node.kind) {
      case Node::Kind::constant:
        return one(node.outcomes);
      case Node::Kind::atom: {
        const auto& variable = net_.conditions.variables[node.subject];
        int value = s.data[node.subject];
        if (variable.absent != 0)
          for (const Index step : variable.steps)
            if (s.how[step] != done) value = variable.absent;
        return one(node.by_value[static_cast<std::size_t>(value) - 1]);
      }
      case Node::Kind::done:
        return s.how[node.subject] == done ? 1 : 0;
      case Node::Kind::negation: {
        const int part = eval(s, node.parts[0]);
        return part == 2 ? 2 : 1 - part;
      }
      case Node::Kind::conjunction:
      case Node::Kind::disjunction: {
        const int absorbing = node.kind == Node::Kind::conjunction ? 0 : 1;
        int out = 1 - absorbing;
        for (const Index part : node.parts) {
          const int value = eval(s, part);
          if (value == absorbing) return absorbing;
          if (value == 2) out = 2;
        }
        return out;
      }
      case Node::Kind::conditional: {
        const int condition = eval(s, node.parts[0]);
        if (condition == 2) return 2;
        return eval(s, node.parts[condition == 1 ? 1 : 2]);
      }
    }
    return 2;
  }
  bool holds(const State& s, Index when) const {
    return when == nowhere || eval(s, when) == 1;
  }
  bool lawful(const State& s) const {
    for (const auto& law : net_.conditions.laws)
      if (eval(s, law.premise) == 1 && eval(s, law.conclusion) != 1)
        return false;
    return true;
  }

  std::vector<int> form_variables() const {
    std::vector<int> out;
    for (std::size_t i = 0; i < net_.conditions.variables.size(); ++i)
      if (net_.conditions.variables[i].steps.empty())
        out.push_back(static_cast<int>(i));
    return out;
  }

  void draw(State s, std::vector<int> variables, const Then& then) const {
    if (variables.empty()) {
      if (lawful(s)) then(s);
      return;
    }
    const auto at = static_cast<std::size_t>(variables.back());
    variables.pop_back();
    for (int value = 1; value <= net_.conditions.variables[at].values;
         ++value) {
      s.data[at] = value;
      draw(s, variables, then);
    }
  }

  static bool in(const std::vector<Index>& list, int step) {
    return std::find(list.begin(), list.end(), static_cast<Index>(step)) !=
           list.end();
  }
  bool settled(const State& s, int step) const {
    const int how = s.how[static_cast<std::size_t>(step)];
    return how == done || how == nothing;
  }
  // Nobody waits for a step that nobody called for.
  bool settled(const State& s, const std::vector<Index>& list) const {
    return std::all_of(list.begin(), list.end(),
                       [&](Index step) { return out_of_the_way(s, step); });
  }
  bool placed(int step) const {
    return std::any_of(net_.places.begin(), net_.places.end(),
                       [&](const Place& place) {
                         return in(place.enter, step) ||
                                in(place.steps, step) || in(place.leave, step);
                       });
  }
  bool acts(const State& s, int step) const {
    if (!placed(step)) return true;
    const Place& place = net_.places[static_cast<std::size_t>(s.place)];
    if (s.leaving >= 0) return in(place.leave, step);
    return in(place.enter, step) ||
           (in(place.steps, step) && settled(s, place.enter));
  }
  const NetStep& step_of(int step) const {
    return net_.steps[static_cast<std::size_t>(step)];
  }
  bool out_of_the_way(const State& s, int step) const {
    return settled(s, step) || (step_of(step).is_called &&
                                s.how[static_cast<std::size_t>(step)] == idle);
  }
  int count(const State& s, std::size_t group) const {
    int n = 0;
    for (const Index step : net_.groups[group].members)
      if (s.how[step] == done) ++n;
    return n;
  }

  void grant(State& s) {
    s.end = granted;
    answer_.can_be_granted = true;
    for (std::size_t step = 0; step < s.how.size(); ++step)
      if (s.how[step] == open && (net_.steps[step].party != Party::moment ||
                                  !placed(static_cast<int>(step))))
        answer_.is_left_open = true;
    for (std::size_t g = 0; g < net_.groups.size(); ++g)
      if (count(s, g) < net_.groups[g].needed) answer_.is_unmet = true;
  }

  void enter(State s, int to, const Then& then) {
    s.place = to;
    s.leaving = -1;
    s.expired.clear();
    answer_.entered.insert(to);
    const Place& place = net_.places[static_cast<std::size_t>(to)];
    for (const auto* list : {&place.enter, &place.steps, &place.leave})
      for (const Index step : *list)
        if (s.how[step] != idle && s.how[step] != called)
          s.how[step] = net_.steps[step].is_called ? called : idle;
    if (place.end == Place::End::granted) grant(s);
    if (place.end == Place::End::other) s.end = ended;
    then(s);
  }

  void leave(State s, int event, const Then& then) {
    const Place& place = net_.places[static_cast<std::size_t>(s.place)];
    answer_.fired.insert({s.place, event});
    std::vector<std::size_t> open_ones;
    for (std::size_t i = 0; i < s.how.size(); ++i) {
      const int step = static_cast<int>(i);
      if (s.how[i] != open || !(in(place.enter, step) || in(place.steps, step)))
        continue;
      if (net_.steps[i].party == Party::person)
        s.how[i] = dropped;
      else if (net_.steps[i].may_fail || net_.steps[i].may_return)
        open_ones.push_back(i);
    }
    for (unsigned mask = 0; mask < 1U << open_ones.size(); ++mask) {
      State way = s;
      for (std::size_t i = 0; i < open_ones.size(); ++i)
        if ((mask >> i & 1U) != 0) way.how[open_ones[i]] = dropped;
      if (!place.leave.empty()) {
        way.leaving = event;
        then(way);
      } else {
        enter(way, place.on[static_cast<std::size_t>(event)].to, then);
      }
    }
  }

  void settle(State s) {
    bool moved = s.end == running;
    while (moved) {
      moved = false;
      for (std::size_t g = 0; g < net_.groups.size(); ++g) {
        if (count(s, g) < net_.groups[g].needed) continue;
        answer_.joined.insert(static_cast<int>(g));
        for (const Index step : net_.groups[g].members)
          if (!settled(s, step)) s.how[step] = nothing;
      }
      for (std::size_t i = 0; i < s.how.size(); ++i) {
        const int step = static_cast<int>(i);
        const bool due = s.how[i] == called ||
                         (s.how[i] == idle && !net_.steps[i].is_called);
        if (!due || !acts(s, step)) continue;
        const auto& waits = net_.steps[i].waits;
        if (!std::all_of(waits.begin(), waits.end(),
                         [&](Index w) { return out_of_the_way(s, w); }))
          continue;
        s.how[i] = holds(s, net_.steps[i].when) ? open : nothing;
        if (s.how[i] == open) answer_.began.insert(step);
        moved = true;
      }
    }
    if (s.end != running) return arrive(s);
    if (net_.places.empty()) {
      for (std::size_t i = 0; i < s.how.size(); ++i)
        if (!out_of_the_way(s, static_cast<int>(i))) return arrive(s);
      grant(s);
      return arrive(s);
    }
    if (s.unrest > static_cast<int>(net_.places.size())) return arrive(s);
    move(
        s,
        [&](State next) {
          ++next.unrest;
          settle(next);
        },
        [&] { arrive(s); });
  }

  void move(const State& s, const Then& then,
            const std::function<void()>& not_now) {
    const Place& place = net_.places[static_cast<std::size_t>(s.place)];
    if (s.leaving >= 0) {
      if (!settled(s, place.leave)) return not_now();
      return enter(s, place.on[static_cast<std::size_t>(s.leaving)].to, then);
    }
    for (std::size_t e = 0; e < place.on.size(); ++e) {
      const NetEvent& event = place.on[e];
      const bool due = (event.kind == NetEvent::Kind::settled &&
                        settled(s, place.enter) && settled(s, place.steps)) ||
                       (event.kind == NetEvent::Kind::timer &&
                        s.expired.count(static_cast<int>(e)) > 0);
      if (due && holds(s, event.when))
        return leave(s, static_cast<int>(e), then);
    }
    not_now();
  }

  void arrive(State s) {
    const bool restless = s.unrest > static_cast<int>(net_.places.size());
    s.unrest = 0;
    if (s.end != running) {
      // Only how it ended matters.
      const int end = s.end, place = s.place;
      s = State{};
      s.end = end;
      s.place = end == refused ? 0 : place;
    }
    const auto [at, fresh] =
        number_.emplace(s, static_cast<int>(states_.size()));
    if (fresh) {
      states_.push_back(s);
      ways_.emplace_back();
    }
    if (from_ >= 0)
      ways_[static_cast<std::size_t>(from_)].push_back(
          {at->second, automatic_});
    if (restless) restless_.insert(at->second);
  }

  void come_back(const State& s, int step) {
    const NetStep& one = step_of(step);
    const auto i = static_cast<std::size_t>(step);
    std::vector<int> own;
    for (std::size_t v = 0; v < net_.conditions.variables.size(); ++v) {
      const auto& steps = net_.conditions.variables[v].steps;
      if (std::find(steps.begin(), steps.end(), static_cast<Index>(step)) !=
          steps.end())
        own.push_back(static_cast<int>(v));
    }
    State well = s;
    well.how[i] = done;
    draw(well, own, [&](State drawn) { settle(drawn); });
    State left = s;
    left.how[i] = nothing;
    if (one.may_be_left_out) settle(left);
    if (one.may_be_refused) {
      bool ends = one.ends_the_case;
      if (ends && one.group != nowhere) {
        int possible = 0;
        for (const Index other : net_.groups[one.group].members)
          if (other != step && (s.how[other] == done || !settled(s, other)))
            ++possible;
        ends = possible < net_.groups[one.group].needed;
      }
      if (ends) left.end = refused;
      settle(left);
    }
    if (one.may_return && !net_.places.empty() && !acts(s, step)) {
      State back = s;
      back.how[i] = dropped;
      settle(back);
    }
  }

  // What people may do if they like is not looked at.
  bool waits(const State& s) const {
    bool is_under_way = false;
    for (std::size_t i = 0; i < s.how.size(); ++i) {
      if (s.how[i] != open) continue;
      if (!net_.steps[i].never_ends) return false;
      is_under_way = true;
    }
    if (!is_under_way || restless_.count(from_) > 0) return false;
    if (net_.places.empty() || s.leaving >= 0) return true;
    const auto& on = net_.places[static_cast<std::size_t>(s.place)].on;
    for (std::size_t e = 0; e < on.size(); ++e)
      if (on[e].kind == NetEvent::Kind::timer &&
          s.expired.count(static_cast<int>(e)) == 0)
        return false;
    return true;
  }

  void expand(const State s) {
    if (s.end != running) return;
    const std::size_t before = ways_[static_cast<std::size_t>(from_)].size();
    if (waits(s)) answer_.is_waiting = true;
    for (std::size_t i = 0; i < s.how.size(); ++i) {
      const int step = static_cast<int>(i);
      if (s.how[i] == open && !net_.steps[i].never_ends) {
        automatic_ = net_.steps[i].party == Party::department;
        come_back(s, step);
        automatic_ = false;
        if (net_.steps[i].may_return && acts(s, step)) supplement(s, i);
      }
      automatic_ = false;
      if (net_.steps[i].is_called && s.how[i] == idle) {
        State next = s;
        next.how[i] = called;
        settle(next);
      }
    }
    if (net_.places.empty()) return;
    if (restless_.count(from_) > 0) {
      automatic_ = true;
      settle(s);
      automatic_ = false;
    }
    if (s.leaving < 0) happen(s);
    if (ways_[static_cast<std::size_t>(from_)].size() == before)
      answer_.is_stuck = true;
  }

  void supplement(const State& s, std::size_t returned) {
    if (applicants_ == Applicants::stay_as_they_are) return;
    State next = s;
    next.how[returned] = net_.steps[returned].is_called ? called : idle;
    for (std::size_t i = 0; i < s.how.size(); ++i) {
      const int step = static_cast<int>(i);
      if (s.how[i] == nothing && acts(s, step) &&
          net_.steps[i].when != nowhere &&
          (net_.steps[i].group == nowhere ||
           count(s, net_.steps[i].group) <
               net_.groups[net_.steps[i].group].needed))
        next.how[i] = idle;
    }
    draw(next, form_variables(), [&](State drawn) { settle(drawn); });
  }

  void happen(const State& s) {
    const Place& place = net_.places[static_cast<std::size_t>(s.place)];
    for (std::size_t e = 0; e < place.on.size(); ++e) {
      const int event = static_cast<int>(e);
      if (place.on[e].kind == NetEvent::Kind::person &&
          holds(s, place.on[e].when))
        leave(s, event, [&](State next) { settle(next); });
      if (place.on[e].kind == NetEvent::Kind::timer &&
          s.expired.count(event) == 0 && are_over(s, place.on[e].sooner)) {
        State next = s;
        for (int other = 0; other < 8; ++other)
          if ((place.on[e].together >> other & 1) != 0)
            next.expired.insert(other);
        next.expired.insert(event);
        settle(next);
      }
    }
  }

  static bool are_over(const State& s, unsigned events) {
    for (int event = 0; event < 8; ++event)
      if ((events >> event & 1U) != 0 && s.expired.count(event) == 0)
        return false;
    return true;
  }

  void spread(std::vector<bool>& marked) const {
    for (bool moved = true; moved;) {
      moved = false;
      for (std::size_t i = 0; i < states_.size(); ++i)
        for (const Way& way : ways_[i])
          if (!marked[i] && marked[static_cast<std::size_t>(way.to)])
            marked[i] = moved = true;
    }
  }

  void judge() {
    std::vector<bool> ends(states_.size()), stops(states_.size());
    for (std::size_t i = 0; i < states_.size(); ++i) {
      ends[i] = states_[i].end == granted || states_[i].end == ended;
      stops[i] = states_[i].end == running && ways_[i].empty();
    }
    spread(ends);
    spread(stops);
    for (std::size_t i = 0; i < states_.size(); ++i)
      if (states_[i].end == running && !ends[i] && !stops[i])
        answer_.is_astray = true;
    // What is left when whatever leads nowhere by itself is taken away.
    std::vector<bool> gone(states_.size(), false);
    for (bool moved = true; moved;) {
      moved = false;
      for (std::size_t i = 0; i < states_.size(); ++i)
        if (!gone[i] &&
            std::none_of(ways_[i].begin(), ways_[i].end(), [&](const Way& way) {
              return way.automatic && !gone[static_cast<std::size_t>(way.to)];
            }))
          gone[i] = moved = true;
    }
    answer_.is_restless =
        std::find(gone.begin(), gone.end(), false) != gone.end();
  }

  const Net& net_;
  Applicants applicants_;
  BruteAnswer answer_;
  std::vector<State> states_;
  std::map<State, int> number_;
  std::vector<std::vector<Way>> ways_;
  std::set<int> restless_;
  int from_ = -1;
  bool automatic_ = false;
};

}  // namespace

BruteAnswer brute_force(const Net& net, Applicants applicants) {
  return Brute(net, applicants).run();
}

}  // namespace onething::testing
