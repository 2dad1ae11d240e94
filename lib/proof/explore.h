// SPDX-License-Identifier: Apache-2.0
//
// Every position that a case can come to in a net, and what can be said of them
// all: whether some end can still be reached from each, what never happens,
// what is left open at the end.
//
// Steps that do not see each other are tried in one order only, which loses
// none of these answers (decision 18). Breadth first, so that the way to a
// fault is short. Bounded by limits.h: `is_complete` says whether all was seen.

#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "proof/moves.h"

namespace onething::proof {

using PositionIndex = std::uint32_t;
inline constexpr PositionIndex nobody = 0xffff'ffff;

struct Arrival {
  PositionIndex from = nobody;  // nobody: a case begins here.
  Action action;
  bool is_certain = true;  // On the whole way.
};

// A step on the way to something: what was done where, and with which result.
struct Sight {
  PositionIndex from = nobody;  // nobody: at the beginning.
  Action action;
  Position to;
  bool is_certain = true;
};

struct Exploration {
  std::vector<Position> positions;
  std::vector<Arrival> arrivals;  // The first one, by position.
  bool is_complete = true;
  bool are_beginnings_complete = true;  // seen.began, where not all was seen.
  Seen seen;
  bool can_be_granted = false;
  // The nearest position in which nobody can do anything and the case has not
  // ended; that can be left and leads to no end that the net names; both only
  // where the way there is certain, if there is such a one.
  std::optional<PositionIndex> stuck;
  std::optional<PositionIndex> astray;
  // A step that never ends is under way, and nothing happens but what people
  // may order or call for.
  std::optional<PositionIndex> waiting;
  // Places are passed one after the other for ever, and nobody is asked: a
  // position of such a round.
  std::optional<PositionIndex> restless;
  std::vector<std::optional<Sight>> left_open;  // By step,
  std::vector<std::optional<Sight>> unmet;      // by group.
};

// Whether steps that do not see each other are tried in one order only; in all,
// to compare.
enum class Orders : std::uint8_t { one, all };

Exploration explore(const Net& net, const Shape& shape,
                    Orders orders = Orders::one);

// The same net, and nothing is ever heard of that step: see `waiting`.
Exploration explore_without(Net net, const Shape& shape, Index step);

// The same from where a case stands instead of where cases begin. Says nothing
// of what begins or is entered: much of it lies behind.
Exploration explore_from(const Net& net, const Shape& shape,
                         const Position& start);

}  // namespace onething::proof
