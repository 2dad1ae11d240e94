// SPDX-License-Identifier: Apache-2.0
//
// The words that authors of scenarios may use.

#include <array>

#include "onething/scenarios.h"

namespace onething {

namespace {

constexpr ScenarioActRow kActs[] = {
#define ONETHING_SCENARIO_ACT(name, word, subject) {word, ActSubject::subject},
#include "model/scenario_acts.def"
};

constexpr ScenarioAct::Kind kKinds[] = {
#define ONETHING_SCENARIO_ACT(name, word, subject) ScenarioAct::Kind::name,
#include "model/scenario_acts.def"
};

constexpr bool are_in_order() {
  for (std::size_t i = 0; i < std::size(kKinds); ++i)
    if (static_cast<std::size_t>(kKinds[i]) != i) return false;
  return std::size(kKinds) == std::size(kActs);
}
static_assert(are_in_order(), "the kinds of acts stand in another order");

constexpr auto kStandings =
    std::to_array<std::string_view>({"done", "skipped", "refused", "returned",
                                     "under_way", "abandoned", "untouched"});

// As the engine's lifecycle has them; a test compares the two.
constexpr auto kLifecycle = std::to_array<std::string_view>(
    {"received", "accepted", "processing", "correcting", "special", "suspended",
     "undoing", "not_accepted", "refused", "granted", "denied", "withdrawn",
     "terminated", "lapsed", "delivered", "revoked"});

}  // namespace

std::span<const ScenarioActRow> scenario_acts() { return kActs; }
std::span<const std::string_view> step_standings() { return kStandings; }
std::span<const std::string_view> lifecycle_words() { return kLifecycle; }

}  // namespace onething
