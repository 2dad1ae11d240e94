// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include <chrono>

#include "proof/explore.h"

namespace onething {
namespace {

using proof::Exploration;
using proof::Index;
using proof::Net;
using proof::NetEvent;
using proof::NetStep;
using proof::Node;
using proof::Party;
using proof::Place;
using proof::Shape;

NetStep by(Party party, std::vector<Index> waits = {}) {
  NetStep step;
  step.party = party;
  step.waits = std::move(waits);
  step.may_return = party != Party::moment;
  return step;
}

Exploration explored(const Net& net) { return explore(net, Shape(net)); }

// Done, returned, refused, failed and left out, all at once.
Net parallel_departments(std::size_t count) {
  Net net;
  for (std::size_t i = 0; i < count; ++i) {
    NetStep step = by(Party::department);
    step.may_be_left_out = true;
    net.steps.push_back(step);
  }
  NetStep last = by(Party::person);
  for (Index i = 0; i < count; ++i) last.waits.push_back(i);
  net.steps.push_back(last);
  return net;
}

TEST(Explore, TwentyParallelDepartmentsNeedNoMoreThanTheirNumber) {
  const Exploration found = explored(parallel_departments(20));

  EXPECT_TRUE(found.is_complete);
  EXPECT_TRUE(found.can_be_granted);
  EXPECT_FALSE(found.stuck);
  EXPECT_LE(found.positions.size(), 24U);
}

TEST(Explore, TwentyParallelDepartmentsInAPlaceNeedNoMoreEither) {
  Net net = parallel_departments(20);
  net.places.resize(2);
  for (Index i = 0; i <= 20; ++i) net.places[0].steps.push_back(i);
  net.places[0].on = {{NetEvent::Kind::settled, proof::nowhere, 1}};
  net.places[1].end = Place::End::granted;

  const Exploration found = explored(net);

  EXPECT_TRUE(found.is_complete);
  EXPECT_TRUE(found.can_be_granted);
  EXPECT_FALSE(found.stuck);
  EXPECT_LE(found.positions.size(), 50U);
}

TEST(Explore, AStepOfAPlaceThatWasLeftIsWaitedForInVain) {
  Net net;
  net.steps = {by(Party::person), by(Party::department, {0})};
  net.places.resize(3);
  net.places[0].steps = {0};
  net.places[0].on = {{NetEvent::Kind::settled, proof::nowhere, 1},
                      {NetEvent::Kind::person, proof::nowhere, 1}};
  net.places[1].steps = {1};
  net.places[1].on = {{NetEvent::Kind::settled, proof::nowhere, 2}};
  net.places[2].end = Place::End::granted;

  const Exploration found = explored(net);

  ASSERT_TRUE(found.stuck);
  EXPECT_EQ(found.positions[*found.stuck].place(), 1);
  EXPECT_EQ(found.positions[*found.stuck].status(0), proof::Status::dropped);
  EXPECT_TRUE(found.can_be_granted);
}

TEST(Explore, PlacesThatLeadToEachOtherByThemselvesAreRestless) {
  Net net;
  net.steps = {by(Party::department)};
  net.places.resize(3);
  net.places[0].steps = {0};
  net.places[0].on = {{NetEvent::Kind::settled, proof::nowhere, 1}};
  net.places[1].on = {{NetEvent::Kind::settled, proof::nowhere, 0},
                      {NetEvent::Kind::person, proof::nowhere, 2}};
  net.places[2].end = Place::End::granted;

  const Exploration found = explored(net);

  EXPECT_TRUE(found.restless);
  EXPECT_FALSE(found.seen.entered[2]);
  EXPECT_TRUE(found.astray);
}

TEST(Explore, WhatIsGrantedWhileAStepIsUnderWayIsLeftOpen) {
  Net net;
  net.steps = {by(Party::department), by(Party::person)};
  net.places.resize(2);
  net.places[0].steps = {1};
  net.places[0].on = {{NetEvent::Kind::settled, proof::nowhere, 1}};
  net.places[1].end = Place::End::granted;

  const Exploration found = explored(net);

  EXPECT_TRUE(found.left_open[0]);
  EXPECT_FALSE(found.stuck);
}

TEST(Explore, ExclusiveConditionsNeverLetBothStepsBegin) {
  Net net;
  net.conditions.variables.push_back({2, 0, {}, true, "form.kind", {"a", "b"}});
  Node is_a;
  is_a.kind = Node::Kind::atom;
  is_a.by_value = {logic::is_true, logic::is_false};
  Node is_b = is_a;
  is_b.by_value = {logic::is_false, logic::is_true};
  Node done;
  done.kind = Node::Kind::done;
  done.subject = 0;
  Node both;
  both.kind = Node::Kind::conjunction;
  both.parts = {1, 2};
  net.conditions.nodes = {is_a, is_b, done, both};
  net.steps = {by(Party::department), by(Party::department, {0})};
  net.steps[0].when = 0;
  net.steps[1].when = 3;

  const Exploration found = explored(net);

  EXPECT_TRUE(found.seen.began[0]);
  EXPECT_FALSE(found.seen.began[1]);
}

// An event asks which of them are done, and somebody may order it at any time.
TEST(Explore, GivesUpAndSaysSoWhereThereIsTooMuch) {
  Net net;
  net.places.resize(2);
  Node all;
  all.kind = Node::Kind::conjunction;
  for (Index i = 0; i < 20; ++i) {
    net.steps.push_back(by(Party::department));
    net.places[0].steps.push_back(i);
    Node done;
    done.kind = Node::Kind::done;
    done.subject = i;
    net.conditions.nodes.push_back(done);
    all.parts.push_back(i);
  }
  net.conditions.nodes.push_back(all);
  net.places[0].on = {{NetEvent::Kind::settled, proof::nowhere, 1},
                      {NetEvent::Kind::person, 20, 1}};
  net.places[1].end = Place::End::granted;

  const Exploration found = explored(net);

  EXPECT_FALSE(found.is_complete);
  EXPECT_FALSE(found.stuck);
}

TEST(Explore, TwentyParallelDepartmentsThatSomebodyMayStopNeedNotMuchMore) {
  Net net = parallel_departments(20);
  net.places.resize(3);
  for (Index i = 0; i <= 20; ++i) net.places[0].steps.push_back(i);
  net.places[0].on = {{NetEvent::Kind::settled, proof::nowhere, 1},
                      {NetEvent::Kind::person, proof::nowhere, 2}};
  net.places[1].end = Place::End::granted;
  net.places[2].on = {{NetEvent::Kind::person, proof::nowhere, 0}};

  const Exploration found = explored(net);

  EXPECT_TRUE(found.is_complete);
  EXPECT_FALSE(found.stuck);
  EXPECT_LE(found.positions.size(), 1'000U);
}

// Somebody may call for each at any moment, and may end the place.
TEST(Explore, WhatMayBeCalledForDoublesPositionsAndNoMore) {
  const auto explored_with = [](Index count) {
    Net net;
    net.steps = {by(Party::person)};
    for (Index i = 1; i <= count; ++i) {
      net.steps.push_back(by(Party::person));
      net.steps.back().is_called = true;
    }
    net.places.resize(2);
    for (Index i = 0; i <= count; ++i) net.places[0].steps.push_back(i);
    net.places[0].on = {{NetEvent::Kind::settled, proof::nowhere, 1},
                        {NetEvent::Kind::person, proof::nowhere, 1}};
    net.places[1].end = Place::End::granted;
    return explored(net);
  };

  const Exploration four = explored_with(4);
  const Exploration eight = explored_with(8);

  EXPECT_TRUE(eight.is_complete);
  EXPECT_LE(eight.positions.size(), 16 * (four.positions.size() + 1));
  EXPECT_FALSE(eight.stuck);
  EXPECT_EQ(eight.seen.began, std::vector<bool>(9, true));
}

TEST(Explore, AStepOfWhichNothingIsHeardIsWaitedForUnlessATimeRunsOut) {
  Net net;
  net.steps = {by(Party::later), by(Party::person)};
  net.places.resize(2);
  net.places[0].steps = {0, 1};
  net.places[0].on = {{NetEvent::Kind::settled, proof::nowhere, 1},
                      {NetEvent::Kind::person, proof::nowhere, 1}};
  net.places[1].end = Place::End::granted;

  const Exploration waits = explore_without(net, Shape(net), 0);
  net.places[0].on.push_back({NetEvent::Kind::timer, proof::nowhere, 1});
  const Exploration goes_on = explore_without(net, Shape(net), 0);

  ASSERT_TRUE(waits.waiting);
  EXPECT_EQ(waits.positions[*waits.waiting].status(0), proof::Status::open);
  EXPECT_TRUE(is_settled(waits.positions[*waits.waiting].status(1)));
  EXPECT_FALSE(goes_on.waiting);
}

TEST(Explore, AStepWithTooFewRunsDoneIsTold) {
  Net net;
  net.steps = {by(Party::person), by(Party::person, {0})};
  net.steps[0].runs = 0;
  net.groups = {{{0}, 1, true}};

  const Exploration sound = explored(net);
  net.steps[0].may_fall_short = true;
  const Exploration shorter = explored(net);

  EXPECT_FALSE(sound.unmet[0]);
  ASSERT_TRUE(shorter.unmet[0]);
  EXPECT_TRUE(shorter.unmet[0]->is_certain);
  EXPECT_TRUE(shorter.seen.joined[0]);
}

}  // namespace
}  // namespace onething
