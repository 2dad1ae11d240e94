// SPDX-License-Identifier: Apache-2.0
//
// Cases whose departments, people and machines do as they please, from fixed
// seeds: whatever happens, a case ends or waits for somebody who is named, a
// doubled answer changes nothing, and no key is used for two acts.

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

#include "support/case_builder.h"

namespace onething {
namespace {

using testing::CaseBuilder;
using testing::completion;
using testing::ending;
using testing::give_back;
using testing::json;
using How = EndTask::How;

constexpr const char* kWorkflow = R"(
form:
  company: text
  extra: {type: bool, optional: true}
  permits: {type: list, of: {code: text}}
prefill:
  licence: {uses: market/find, with: {uscc: =form.company}}
steps:
  check: {uses: window/review, with: {name: =prefill.licence.old_name}}
  tax: {uses: tax/carry_over, may_skip: true, with: {name: =form.company}}
  bank: {uses: tax/debit, on_refused: continue, after: [check], with: {name: =form.company}}
  extra: {uses: tax/carry_over, when: form.?extra.orValue(false), with: {name: '=steps.?tax.receipt.orValue("无")'}}
  permits: {uses: tax/permit, for_each: =form.permits, with: {code: '${each.code}${steps.check.result}'}}
  last: {uses: tax/carry_over, after: [bank, extra, permits], with: {name: "末"}}
)";

class Chance {
 public:
  explicit Chance(std::uint32_t seed) : numbers_(seed) {}
  // Below `count`; the same on every machine.
  std::size_t below(std::size_t count) { return numbers_() % count; }
  bool of(unsigned percent) { return numbers_() % 100 < percent; }

 private:
  std::mt19937 numbers_;
};

std::string output_of(const std::string& service) {
  if (service == "find") return R"({"old_name":"老店"})";
  if (service == "permit") return R"({"code":"P"})";
  return R"({"receipt":"R"})";
}

void answer_somehow(CaseBuilder& one, Chance& chance,
                    const engine::OwedCall& call) {
  const auto [step, iteration] = call.run;
  const std::size_t what = chance.below(100);
  AnswerCall answer = one.answer_of(step, "null", iteration);
  if (what < 55)
    answer.document =
        json(R"({"done":)" + output_of(one.run(step, iteration).service) + "}");
  else if (what < 65)
    answer.document =
        json(R"({"returned":[{"field":"company","problem":"x"}]})");
  else if (what < 67)
    answer.document =
        json(chance.of(70)
                 ? R"({"refused":{"reason":"r","basis":"b","remedies":["x"]}})"
                 : R"({"refused":{"reason":"r"}})");
  else if (what < 70)
    answer.document = json(R"({"what":1})");
  else if (what < 80) {
    one.interrupt(step, iteration);
    return;
  } else {
    answer.document.reset();
    answer.may_have_acted = chance.of(50);
    answer.try_again = chance.of(80);
  }
  one.act(answer);
  one.act(answer);
  EXPECT_TRUE(one.last().empty()) << "a doubled answer";
}

void act_on_task(CaseBuilder& one, Chance& chance,
                 const engine::TaskState& task) {
  if (task.assignee.empty() && chance.of(30)) {
    one.act(ClaimTask{task.id});
    return;
  }
  if (task.kind == "notice") {
    one.act(ending(task.id, chance.of(70) ? How::complete : How::retry));
    return;
  }
  const bool work = task.kind == "work";
  const std::size_t what = chance.below(100);
  const std::string output =
      work ? R"({"result":"过"})"
           : output_of(task.run.step == "prefill.licence" ? "find"
                       : task.run.step == "permits"       ? "permit"
                                                          : "");
  EndTask refusal = ending(task.id, How::refuse);
  refusal.basis = "b";
  refusal.remedies = {"x"};
  if (what < 3 || (task.kind == "refusal" && what < 50))
    one.act(refusal);
  else if (work && what < 20)
    one.act(give_back(task.id, "缺"));
  else if (!work && what < 40 &&
           !one.run(task.run.step, task.run.iteration).key.empty())
    one.act(ending(task.id, How::retry));
  else if (!work && what < 60 && task.run.step == "tax")
    one.act(ending(task.id, How::skip));
  else
    one.act(completion(task.id, task.kind == "work" || task.run.step != "check"
                                    ? output
                                    : R"({"result":"过"})"));
}

void supplement_somehow(CaseBuilder& one, Chance& chance) {
  Object changes;
  if (chance.of(50))
    changes.set("company", "店" + std::to_string(chance.below(5)));
  if (chance.of(40)) changes.set("extra", chance.of(50));
  if (chance.of(40)) {
    List permits;
    for (std::size_t i = chance.below(4); i > 0; --i)
      permits.push_back(
          Object{{"code", "C" + std::to_string(chance.below(3))}});
    changes.set("permits", permits);
  }
  one.act(SupplementCase{changes, Object{}});
}

// Whoever can move the case, does so; false when nobody can.
bool step_somehow(CaseBuilder& one, Chance& chance) {
  const auto owed = engine::pending_effects(one.definition(), one.state());
  const auto tasks = one.open_tasks();
  const bool correcting = one.status() == "correcting";
  std::vector<int> ways;
  if (!owed.calls.empty()) ways.insert(ways.end(), 3, 0);
  if (!tasks.empty()) ways.push_back(1);
  if (owed.wake_at) ways.push_back(2);
  if (correcting && !engine::is_ending(one.state())) ways.push_back(3);
  if (ways.empty()) return false;
  one.after(Duration{static_cast<std::int64_t>(chance.below(30'000)), 0});
  switch (ways[chance.below(ways.size())]) {
    case 0:
      answer_somehow(one, chance, owed.calls[chance.below(owed.calls.size())]);
      break;
    case 1:
      act_on_task(one, chance, tasks[chance.below(tasks.size())]);
      break;
    case 2:
      one.after(Duration{60, 0}).act(AdvanceCase{});
      break;
    default:
      supplement_somehow(one, chance);
  }
  if (chance.of(1) && !engine::has_ended(one.state().status) &&
      !one.state().refused)
    one.act(WithdrawCase{"不办了"});
  return true;
}

void expect_each_key_for_one_act(const CaseBuilder& one) {
  std::map<std::string, std::pair<RunName, std::int64_t>> acts;
  std::set<std::pair<RunName, std::int64_t>> seen;
  for (const engine::Event& event : one.history()) {
    const auto* started = std::get_if<engine::StepStarted>(&event.fact);
    if (started == nullptr) continue;
    const auto act = std::pair(started->run, started->generation);
    EXPECT_TRUE(seen.insert(act).second) << "started twice";
    const auto [known, fresh] = acts.emplace(started->key, act);
    EXPECT_TRUE(fresh || known->second == act) << "two acts, one key";
  }
}

// Somebody mends what may be mended, or moves the case to another version;
// whatever makes no sense is refused.
int mend_somehow(CaseBuilder& one, Chance& chance, int& versions) {
  constexpr const char* kSteps[] = {"prefill.licence", "check",   "tax", "bank",
                                    "extra",           "permits", "last"};
  using What = RepairCase::What;
  constexpr What kWays[] = {What::retry, What::set, What::skip, What::redo,
                            What::cancel};
  decltype(Command::what) what;
  if (chance.of(15)) {
    one.new_version(kWorkflow, "hash-" + std::to_string(++versions));
    what = one.moving();
  } else {
    RepairCase wish;
    wish.what = kWays[chance.of(2) ? 4 : chance.below(4)];
    wish.step = kSteps[chance.below(std::size(kSteps))];
    wish.reason = "说明";
    wish.was_not_done = chance.of(50);
    if (wish.step == "permits" || chance.of(10))
      wish.iteration = static_cast<std::int64_t>(chance.below(3));
    wish.output = json(wish.step == "check"
                           ? R"({"result":"改"})"
                           : output_of(wish.step == "prefill.licence" ? "find"
                                       : wish.step == "permits"       ? "permit"
                                                                      : ""));
    what = wish;
  }
  if (std::holds_alternative<Rejection>(one.decide(what))) return 0;
  one.act(what).act(AdvanceCase{});
  return 1;
}

TEST(RandomStories, EndAlsoWhereTheyAreMendedAndMoved) {
  int mended = 0;
  int versions = 0;
  std::map<std::string, int> ends;
  for (std::uint32_t seed = 101; seed <= 130; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Chance chance(seed);
    CaseBuilder one(kWorkflow);
    one.submit(R"({"company":"店","permits":[{"code":"C0"},{"code":"C1"}]})");
    int moves = 0;
    while (!engine::has_ended(one.state().status) && moves < 400) {
      if (chance.of(30)) {
        mended += mend_somehow(one, chance, versions);
      } else if (!step_somehow(one, chance)) {
        ADD_FAILURE() << "nobody can move it: " << testing::dump(one.state());
        break;
      }
      ++moves;
      if (::testing::Test::HasFailure()) return;
    }
    ++ends[one.status()];
    expect_each_key_for_one_act(one);
  }
  EXPECT_GT(mended, 60);
  EXPECT_GT(versions, 20);
  EXPECT_GT(ends["granted"], 5);
}

TEST(RandomStories, AlwaysEndOrWaitForSomebodyNamed) {
  std::map<std::string, int> ends;
  for (std::uint32_t seed = 1; seed <= 25; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Chance chance(seed);
    CaseBuilder one(kWorkflow);
    one.submit(R"({"company":"店","permits":[{"code":"C0"},{"code":"C1"}]})");
    int moves = 0;
    while (!engine::has_ended(one.state().status) && moves < 300) {
      if (!step_somehow(one, chance)) {
        ADD_FAILURE() << "nobody can move it: " << testing::dump(one.state());
        break;
      }
      ++moves;
      if (::testing::Test::HasFailure()) return;
    }
    ++ends[one.status()];
    expect_each_key_for_one_act(one);
  }
  EXPECT_GT(ends["granted"], 2);
  EXPECT_GT(ends["denied"], 2);
  EXPECT_GT(ends["withdrawn"], 0);
}

}  // namespace
}  // namespace onething
