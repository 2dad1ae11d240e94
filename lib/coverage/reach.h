// SPDX-License-Identifier: Apache-2.0
//
// What a case can come to in a workflow, and from which position on: every
// ending of every step, every event, every condition decided both ways.
//
// Looks once more at the positions that exploring has found (lib/proof), which
// come nearest first. Knows no scenario.

#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "check/soundness/walk.h"

namespace onething::coverage {

// The nearest position from which something happens, and how.
struct Sighting {
  proof::PositionIndex from = proof::nobody;  // nobody: at the beginning.
  check::Move move;
  bool is_certain = true;  // On the whole way.
};
using MaybeSighting = std::optional<Sighting>;

// What can happen to a step.
enum class Fate : std::uint8_t {
  begun,     // Its condition held.
  skipped,   // It did not.
  needless,  // Others of its group sufficed.
  done,
  refused,
  left_out,  // By a person, or because it failed or was late.
};
inline constexpr std::size_t fates = 6;

struct EventSightings {
  MaybeSighting fired;
  MaybeSighting refused;  // It was ordered while its condition did not hold.
};

struct Reach {
  std::vector<std::array<MaybeSighting, fates>> steps;  // As the net's.
  std::vector<std::vector<EventSightings>> places;      // And their events.

  const MaybeSighting& of(std::size_t step, Fate fate) const {
    return steps[step][static_cast<std::size_t>(fate)];
  }
};

Reach reach_of(const check::Proved& proved);

// From the beginning to what was seen.
check::Walk walk_of(const check::Proved& proved, const Sighting& sighting);
// The same up to where the step has begun and has not yet come back.
check::Walk walk_before(const check::Proved& proved, const Sighting& sighting);

}  // namespace onething::coverage
