// SPDX-License-Identifier: Apache-2.0
//
// What is said of open cases, against what becomes of them in the engine: the
// safe ones move and reach an end, the stuck ones reach none.

#include "onething/live_cases.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "support/run_world.h"

namespace onething {
namespace {

using testing::completion;
using testing::RunWorld;

// Reviewed in the first state, let through by a person in the second.
constexpr const char* kNow = R"(
form: {name: text}
steps:
  review: {uses: window/review, with: {name: =form.name}}
states:
  open:
    title: 办理
    steps: [review]
    events: {done: {to: check}}
  check:
    title: 复查
    events: {pass: {title: 通过, to: closed}}
  closed: {title: 办结, end: granted}
)";
// The next version has a stamp made in the first state, and asks for it before
// it lets anything through: who is past the first state never gets one.
constexpr const char* kNext = R"(
form: {name: text}
steps:
  review: {uses: window/review, with: {name: =form.name}}
  stamp: {uses: window/stamp, with: {name: =form.name}}
states:
  open:
    title: 办理
    steps: [review, stamp]
    events: {done: {to: check}}
  check:
    title: 复查
    events: {pass: {title: 通过, to: closed, when: 'steps.?stamp.hasValue()'}}
  closed: {title: 办结, end: granted}
)";
constexpr const char* kRenamed = R"(
form: {name: text}
steps:
  inspect: {uses: window/review, with: {name: =form.name}}
states:
  open:
    title: 办理
    steps: [inspect]
    events: {done: {to: check}}
  check:
    title: 复查
    events: {pass: {title: 通过, to: closed}}
  closed: {title: 办结, end: granted}
)";

constexpr Date kToday{20514};

// The next version beside the world, which has the one that cases began with.
struct Next {
  explicit Next(const char* text) : world(text) {}
  const Workflow& workflow() const { return world.workflow(); }
  RunWorld world;
};

class LiveCasesOf : public ::testing::Test {
 protected:
  // A case in the first state, and one that is past it.
  LiveCasesOf() {
    early_ = submitted("key-1");
    late_ = submitted("key-2");
    world_.act(late_,
               completion(view(late_).tasks.front().id, R"({"result":"过"})"));
    EXPECT_EQ(world_.drive(late_).place, "check");
  }

  CaseId submitted(std::string_view key) {
    const CaseId id = world_.submit(R"({"name":"甲"})", key).id;
    world_.drive(id);
    return id;
  }
  CaseView view(const CaseId& id) {
    Runner runner(*world_.store, world_.clock, nullptr);
    return runner.view(id).value();
  }
  LiveCases look(const Next& next, const Migration& mapping = {}) {
    Runner runner(*world_.store, world_.clock, nullptr);
    const CaseRow rows[] = {world_.store->row(early_).value(),
                            world_.store->row(late_).value()};
    const auto found = look_at_cases(runner, next.world.loaded, next.workflow(),
                                     rows, mapping, RunWorld::actor(), kToday);
    EXPECT_TRUE(found) << RunWorld::problem_of(found);
    return found ? found.value() : LiveCases{};
  }
  // Without asking the outlook.
  void move(const CaseId& id, const Next& next) {
    Runner runner(*world_.store, world_.clock, nullptr);
    MigrateCase wish;
    wish.to = runner
                  .add_definition(next.world.loaded, next.workflow(),
                                  Runner::Keep::in_store)
                  .value();
    wish.reason = "新版";
    RunWorld::view_of(runner.act(id, {std::move(wish), RunWorld::actor()}));
    world_.drive(id);
  }

  RunWorld world_{kNow};
  CaseId early_, late_;
};

std::map<std::string, Prospect> by_case(const LiveCases& cases) {
  std::map<std::string, Prospect> out;
  for (const LivePosition& position : cases.positions)
    for (const CaseId& id : position.cases) out[id.text] = position.prospect;
  return out;
}

TEST_F(LiveCasesOf, TheSameVersionAreSafe) {
  const Next same(kNow);
  const LiveCases found = look(same);

  EXPECT_EQ(found.count(Prospect::safe), 2U);
  EXPECT_EQ(found.positions.size(), 2U);
}

TEST_F(LiveCasesOf, AVersionThatShutsTheirWayAreStuckAndTheOthersSafe) {
  const Next next(kNext);
  const auto found = by_case(look(next));

  EXPECT_EQ(found.at(early_.text), Prospect::safe);
  EXPECT_EQ(found.at(late_.text), Prospect::stuck);
}

TEST_F(LiveCasesOf, WhatIsSafeMovesAndReachesAnEnd) {
  const Next next(kNext);
  move(early_, next);
  while (!view(early_).tasks.empty()) {
    const CaseView now = view(early_);
    world_.act(early_, completion(now.tasks.front().id,
                                  now.tasks.front().step == "stamp"
                                      ? R"({"stamp":"章"})"
                                      : R"({"result":"过"})"));
    world_.drive(early_);
  }
  world_.act(early_, FireEvent{"pass", ""});

  EXPECT_EQ(world_.drive(early_).status, "granted");
}

TEST_F(LiveCasesOf, WhatIsStuckReachesNoEndOnceItIsMovedAllTheSame) {
  const Next next(kNext);
  move(late_, next);

  Runner runner(*world_.store, world_.clock, nullptr);
  const CaseView stands = view(late_);
  EXPECT_TRUE(stands.tasks.empty());
  ASSERT_EQ(stands.events.size(), 1U);
  EXPECT_NE(RunWorld::refusal_of(
                runner.act(late_, {FireEvent{"pass", ""}, RunWorld::actor()})),
            "");
  EXPECT_FALSE(world_.drive(late_).ended);
}

TEST_F(LiveCasesOf, AStepWithAnotherNameNeedAMappingAndAreSafeWithIt) {
  const Next next(kRenamed);
  const LiveCases found = look(next);
  EXPECT_EQ(found.count(Prospect::mapping), 2U);
  EXPECT_EQ(found.positions.front().problems.front().field, "review");

  const LiveCases mapped = look(next, {{{"review", "inspect"}}, {}});
  EXPECT_EQ(mapped.count(Prospect::safe), 2U);
}

}  // namespace
}  // namespace onething
