// SPDX-License-Identifier: Apache-2.0
//
// Thousands of random nets: what exploring says is what trying everything says.

#include <gtest/gtest.h>

#include "proof/explore.h"
#include "property/proof/brute_force.h"
#include "property/proof/random_net.h"

namespace onething {
namespace {

using proof::Exploration;
using proof::Net;
using testing::BruteAnswer;
using testing::RandomNet;

std::set<int> numbers(const std::vector<bool>& flags) {
  std::set<int> out;
  for (std::size_t i = 0; i < flags.size(); ++i)
    if (flags[i]) out.insert(static_cast<int>(i));
  return out;
}

std::set<std::pair<int, int>> fired(const proof::Seen& seen) {
  std::set<std::pair<int, int>> out;
  for (std::size_t place = 0; place < seen.fired.size(); ++place)
    for (const int event : numbers(seen.fired[place]))
      out.insert({static_cast<int>(place), event});
  return out;
}

template <typename T>
bool any(const std::vector<std::optional<T>>& list) {
  return std::any_of(list.begin(), list.end(),
                     [](const auto& one) { return one.has_value(); });
}

// Somebody has to call for it, or for what it waits for.
bool is_called(const Net& net, int step) {
  const proof::NetStep& one = net.steps[static_cast<std::size_t>(step)];
  return one.is_called ||
         std::any_of(one.waits.begin(), one.waits.end(),
                     [&](proof::Index other) { return is_called(net, other); });
}

bool has_called(const Net& net) {
  return std::any_of(net.steps.begin(), net.steps.end(),
                     [](const proof::NetStep& step) { return step.is_called; });
}

struct Tally {
  int compared = 0, stuck = 0, astray = 0, restless = 0, open = 0, unmet = 0;
  int waiting = 0, not_waiting = 0;
};

void compare(const Net& net, unsigned seed, Tally& tally) {
  BruteAnswer expected = testing::brute_force(net);
  if (!expected.is_complete) return;
  // Of groups a net without places speaks of those who do not change their
  // mind.
  if (net.places.empty()) {
    std::set<int> began = std::move(expected.began);
    expected = testing::brute_force(net, testing::Applicants::stay_as_they_are);
    expected.began = std::move(began);
  }
  ++tally.compared;
  const proof::Shape shape(net);
  const Exploration all = explore(net, shape, proof::Orders::all);
  const Exploration one = explore(net, shape);
  EXPECT_LE(one.positions.size(), all.positions.size()) << seed;
  for (const Exploration* found : {&all, &one}) {
    const std::string of =
        (found == &all ? "all orders, net " : "one order, net ") +
        std::to_string(seed);
    EXPECT_TRUE(found->is_complete) << of;
    EXPECT_EQ(found->stuck.has_value(), expected.is_stuck) << of;
    EXPECT_EQ(found->astray.has_value(), expected.is_astray) << of;
    EXPECT_EQ(found->restless.has_value(), expected.is_restless) << of;
    EXPECT_EQ(found->can_be_granted, expected.can_be_granted) << of;
    // What a state has left behind is not followed to the very end.
    if (found == &all || any(found->left_open)) {
      EXPECT_EQ(any(found->left_open), expected.is_left_open) << of;
    }
    EXPECT_EQ(any(found->unmet), expected.is_unmet) << of;
    // Whom nobody can call in time may seem to act (moves.h).
    std::set<int> began = numbers(found->seen.began);
    if (net.places.empty())
      std::erase_if(began, [&](int step) {
        return expected.began.count(step) == 0 && is_called(net, step);
      });
    EXPECT_EQ(began, expected.began) << of;
    if (!net.places.empty() || !has_called(net)) {
      EXPECT_EQ(numbers(found->seen.joined), expected.joined) << of;
    }
    EXPECT_EQ(numbers(found->seen.entered), expected.entered) << of;
    EXPECT_EQ(fired(found->seen), expected.fired) << of;
  }
  tally.stuck += expected.is_stuck;
  tally.astray += expected.is_astray;
  tally.restless += expected.is_restless;
  tally.open += expected.is_left_open;
  tally.unmet += expected.is_unmet;
}

// One step of which nothing is ever heard.
void compare_without(Net net, unsigned seed, Tally& tally) {
  const auto silent = static_cast<proof::Index>(seed % net.steps.size());
  const proof::Shape shape(net);
  const Exploration found = explore_without(net, shape, silent);
  net.steps[silent].never_ends = true;
  const BruteAnswer expected = testing::brute_force(
      net, net.places.empty() ? testing::Applicants::stay_as_they_are
                              : testing::Applicants::correct);
  if (!expected.is_complete) return;
  // Whom nobody can call in time may seem to act (moves.h).
  const bool may_seem = net.places.empty() && is_called(net, silent);
  if (!may_seem || expected.is_waiting) {
    EXPECT_EQ(found.waiting.has_value(), expected.is_waiting)
        << "net " << seed << " without step " << silent;
  }
  if (found.waiting) {
    EXPECT_EQ(found.positions[*found.waiting].status(silent),
              proof::Status::open);
  }
  ++(expected.is_waiting ? tally.waiting : tally.not_waiting);
}

TEST(RandomNets, WithoutPlacesAreJudgedAsByTryingEverything) {
  Tally tally;
  for (unsigned seed = 0; seed < 2'800; ++seed) {
    compare(RandomNet(seed).plain(), seed, tally);
    if (seed % 4 == 0) compare_without(RandomNet(seed).plain(), seed, tally);
    if (HasFailure()) break;
  }
  EXPECT_GT(tally.compared, 2'500);
  EXPECT_EQ(tally.stuck, 0);
  EXPECT_GT(tally.unmet, 100);
  EXPECT_GT(tally.waiting, 100);
  EXPECT_GT(tally.not_waiting, 30);
}

TEST(RandomNets, WithPlacesAreJudgedAsByTryingEverything) {
  Tally tally;
  for (unsigned seed = 0; seed < 2'800; ++seed) {
    compare(RandomNet(seed).with_places(), seed, tally);
    if (seed % 4 == 0)
      compare_without(RandomNet(seed).with_places(), seed, tally);
    if (HasFailure()) break;
  }
  EXPECT_GT(tally.compared, 2'500);
  EXPECT_GT(tally.stuck, 500);
  EXPECT_GT(tally.astray, 30);
  EXPECT_GT(tally.restless, 30);
  EXPECT_GT(tally.open, 100);
  EXPECT_GT(tally.waiting, 100);
  EXPECT_GT(tally.not_waiting, 100);
}

}  // namespace
}  // namespace onething
