// SPDX-License-Identifier: Apache-2.0
//
// Random small nets from a seed: steps that wait for each other, groups,
// places, conditions over a few variables.

#pragma once

#include <algorithm>
#include <random>

#include "proof/net.h"

namespace onething::testing {

class RandomNet {
 public:
  explicit RandomNet(unsigned seed) : random_(seed) {}

  proof::Net plain() {
    add_data();
    add_steps(2 + pick(3));
    if (pick(3) == 0) add_group();
    return std::move(net_);
  }

  proof::Net with_places() {
    add_data();
    add_steps(1 + pick(4));
    if (pick(4) == 0) add_group();
    add_places(2 + pick(3));
    return std::move(net_);
  }

 private:
  using Index = proof::Index;
  using Node = proof::Node;

  unsigned pick(unsigned below) {
    return static_cast<unsigned>(random_()) % below;
  }
  bool of(unsigned percent) { return pick(100) < percent; }

  void add_data() {
    const unsigned count = pick(3);
    for (unsigned i = 0; i < count; ++i)
      net_.conditions.variables.push_back(
          {static_cast<std::uint8_t>(2 + pick(2)), 0, {}, true, "form", {}});
    if (count == 2 && of(30)) {
      const Index a = atom(0);
      const Index b = atom(1);
      net_.conditions.laws.push_back({a, b});
    }
  }

  Index add(Node node) {
    net_.conditions.nodes.push_back(std::move(node));
    return static_cast<Index>(net_.conditions.nodes.size() - 1);
  }

  Index atom(Index variable) {
    Node node;
    node.kind = Node::Kind::atom;
    node.subject = variable;
    const auto& about = net_.conditions.variables[variable];
    for (unsigned value = 1; value <= about.values; ++value)
      node.by_value.push_back(of(50) ? logic::is_true : logic::is_false);
    // Never the same for all: it would be no law that can hold.
    node.by_value[pick(about.values)] = logic::is_true;
    if (about.absent != 0) node.by_value[about.absent - 1U] = logic::is_error;
    return add(std::move(node));
  }

  // Something about the form or one of the steps.
  Index atom_of(const std::vector<Index>& steps) {
    std::vector<Index> known;
    for (Index i = 0; i < net_.conditions.variables.size(); ++i) {
      const auto& owners = net_.conditions.variables[i].steps;
      if (std::all_of(owners.begin(), owners.end(), [&](Index owner) {
            return std::find(steps.begin(), steps.end(), owner) != steps.end();
          }))
        known.push_back(i);
    }
    if (!steps.empty() && (known.empty() || of(40))) {
      Node node;
      node.kind = Node::Kind::done;
      node.subject = steps[pick(static_cast<unsigned>(steps.size()))];
      return add(std::move(node));
    }
    if (known.empty()) return proof::nowhere;
    return atom(known[pick(static_cast<unsigned>(known.size()))]);
  }

  Index condition(const std::vector<Index>& steps) {
    const Index a = atom_of(steps);
    const Index b = atom_of(steps);
    if (a == proof::nowhere || b == proof::nowhere || of(50)) return a;
    Node node;
    node.kind =
        std::array{Node::Kind::conjunction, Node::Kind::disjunction,
                   Node::Kind::negation, Node::Kind::conditional}[pick(4)];
    node.parts = {a, b, b};
    if (node.kind == Node::Kind::negation) node.parts = {a};
    if (node.kind != Node::Kind::conditional && node.parts.size() == 3)
      node.parts.pop_back();
    return add(std::move(node));
  }

  void add_steps(unsigned count) {
    for (Index i = 0; i < count; ++i) {
      proof::NetStep step;
      for (Index other = 0; other < i; ++other)
        if (of(35)) step.waits.push_back(other);
      if (of(50)) step.when = condition(step.waits);
      step.party =
          std::array{proof::Party::department, proof::Party::later,
                     proof::Party::person, proof::Party::moment}[pick(4)];
      step.may_fail = step.party != proof::Party::moment && of(70);
      step.may_be_refused = step.party != proof::Party::moment && of(40);
      step.ends_the_case = of(60);
      step.may_be_left_out = of(25);
      step.may_return = step.party != proof::Party::moment && of(40);
      step.is_called = of(12);
      net_.steps.push_back(step);
      if (of(35))
        net_.conditions.variables.push_back({3, 3, {i}, true, "", {}});
    }
  }

  void add_group() {
    proof::NetGroup group;
    for (Index i = 0; i < net_.steps.size(); ++i)
      if (of(60)) group.members.push_back(i);
    if (group.members.empty()) return;
    group.needed = static_cast<std::uint8_t>(
        1 + pick(static_cast<unsigned>(group.members.size())));
    for (const Index step : group.members) net_.steps[step].group = 0;
    net_.groups.push_back(group);
  }

  void add_places(unsigned count) {
    std::vector<Index> all;
    for (Index i = 0; i < net_.steps.size(); ++i) all.push_back(i);
    net_.places.resize(count);
    net_.places.back().end =
        of(70) ? proof::Place::End::granted : proof::Place::End::other;
    for (const Index step : all) {
      if (of(20)) continue;
      proof::Place& place = net_.places[pick(count)];
      (of(70)   ? place.steps
       : of(50) ? place.enter
                : place.leave)
          .push_back(step);
    }
    for (unsigned i = 0; i + 1 < count; ++i) {
      const unsigned events = 1 + pick(2);
      for (unsigned e = 0; e < events; ++e) {
        proof::NetEvent event;
        event.kind = std::array{proof::NetEvent::Kind::person,
                                proof::NetEvent::Kind::settled,
                                proof::NetEvent::Kind::settled,
                                proof::NetEvent::Kind::timer}[pick(4)];
        event.to = static_cast<Index>(of(60) ? i + 1 : pick(count));
        if (of(40)) event.when = condition(all);
        net_.places[i].on.push_back(event);
      }
      // Two timers: the first runs out first, or both together.
      auto& on = net_.places[i].on;
      if (on.size() == 2 && on[0].kind == proof::NetEvent::Kind::timer &&
          on[1].kind == proof::NetEvent::Kind::timer && of(70)) {
        if (of(50)) {
          on[1].sooner = 1;
        } else {
          on[0].together = 2;
          on[1].together = 1;
        }
      }
    }
  }

  std::mt19937 random_;
  proof::Net net_;
};

}  // namespace onething::testing
