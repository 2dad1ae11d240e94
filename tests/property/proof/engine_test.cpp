// SPDX-License-Identifier: Apache-2.0
//
// Random workflows, judged by exploring and played in the real engine: what is
// called stuck stops there by the story that is told, what is called sound
// never does, and nothing happens that was said never to happen.

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "property/proof/player.h"
#include "property/proof/random_workflow.h"

namespace onething {
namespace {

using testing::CaseBuilder;
using testing::Judged;
using testing::Player;
using testing::RandomLife;

// What is known of the form of a RandomLife.
logic::Known known_of(logic::Path path) {
  logic::Known known;
  if (path.size() != 2 || path[0] != "form") return known;
  known.presence.kind = logic::Presence::Kind::always;
  known.domain.kind = logic::Domain::Kind::text;
  if (path[1] == "flag") known.domain.kind = logic::Domain::Kind::boolean;
  if (path[1] != "kind") return known;
  known.domain.kind = logic::Domain::Kind::enumeration;
  known.domain.options = {"a", "b", "c"};
  return known;
}

std::unique_ptr<const Judged> judge(const CaseBuilder& one) {
  const engine::Definition& definition = one.definition();
  const auto uses = model::formula_uses(*definition.workflow);
  std::optional<proof::WorkflowNet> net =
      proof::compile(*definition.project, *definition.workflow, uses, known_of);
  if (!net) return nullptr;
  proof::Shape shape(net->net);
  proof::Exploration found = explore(net->net, shape);
  return std::make_unique<const Judged>(
      Judged{std::move(*net), std::move(shape), std::move(found)});
}

std::string place_of(const CaseBuilder& one, const Judged& proved,
                     proof::PositionIndex position) {
  return one.definition()
      .workflow->states[proved.found.positions[position].place()]
      .id.text;
}

// What was seen in a play has been seen by exploring.
void expect_seen(const Player& player, const Judged& proved, unsigned seed) {
  for (const std::size_t step : player.began())
    EXPECT_TRUE(proved.found.seen.began[step])
        << "workflow " << seed << ": step " << step << " acted";
  for (const std::size_t place : player.entered())
    EXPECT_TRUE(proved.found.seen.entered[place])
        << "workflow " << seed << ": state " << place << " was entered";
  for (const auto& [place, event] : player.fired())
    EXPECT_TRUE(proved.found.seen.fired[place][event])
        << "workflow " << seed << ": event " << event << " of " << place;
  const auto any = [](const auto& list) {
    return std::any_of(list.begin(), list.end(),
                       [](const auto& each) { return each.has_value(); });
  };
  EXPECT_TRUE(!player.was_left_open() || any(proved.found.left_open))
      << "workflow " << seed << " was granted with a step under way";
}

TEST(Engine, DoesWhatExploringSays) {
  int sound = 0, stuck = 0, replayed = 0, ended = 0;
  for (unsigned seed = 0; seed < 400 && !HasFailure(); ++seed) {
    const std::string text = RandomLife(seed).text();
    SCOPED_TRACE(text);
    const CaseBuilder fresh(text);
    const std::unique_ptr<const Judged> proved = judge(fresh);
    ASSERT_TRUE(proved);
    if (!proved->found.is_complete) continue;
    const auto stops = proved->found.stuck;
    for (unsigned play = 0; play < 3 && !HasFailure(); ++play) {
      Player player(fresh, *proved, seed * 7 + play);
      player.play();
      expect_seen(player, *proved, seed);
      if (player.has_ended()) ++ended;
      EXPECT_TRUE(stops || !player.has_stopped())
          << "workflow " << seed << ", called sound, stops in "
          << player.describe();
    }
    if (!stops) {
      ++sound;
      continue;
    }
    ++stuck;
    Player player(fresh, *proved, seed);
    if (!player.follow(*stops)) continue;
    ++replayed;
    EXPECT_TRUE(player.has_stopped(Player::Calls::left_out))
        << "workflow " << seed << " goes on from " << player.describe();
    EXPECT_EQ(player.place(), place_of(fresh, *proved, *stops)) << seed;
  }
  EXPECT_GT(sound, 100);
  EXPECT_GT(stuck, 100);
  EXPECT_GT(replayed, 80);
  EXPECT_GT(ended, 200);
}

}  // namespace
}  // namespace onething
