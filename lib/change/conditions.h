// SPDX-License-Identifier: Apache-2.0
//
// How two conditions differ: the same, or one holds wherever the other does, or
// neither; proved where lib/logic can, with an example.
//
// Where nothing is proved, says only that they are written differently.

#pragma once

#include <string>

#include "change/pair.h"

namespace onething::change {

enum class Relation : std::uint8_t {
  same,       // Written alike.
  rewritten,  // Written differently, and proved to mean the same.
  narrower,   // The later one holds for fewer cases,
  wider,      // for more,
  other,      // for others; or nothing is known.
};

struct ComparedConditions {
  Relation relation = Relation::same;
  std::string example;  // Where they differ; may be empty.
};

// An empty one always holds.
ComparedConditions compare_conditions(const Pair& pair, const Formula& before,
                                      const Formula& after);

struct ConditionKinds {
  Kind wider = Kind::condition_wider;
  Kind narrower = Kind::condition_narrower;
  Kind other = Kind::condition_changed;
};
// Adds what was found; the place is that of the owner's condition.
void add_condition(Pair& pair, const Spot& spot, const Formula& before,
                   const Formula& after, const ConditionKinds& kinds = {});

}  // namespace onething::change
