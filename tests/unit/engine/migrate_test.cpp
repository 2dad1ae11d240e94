// SPDX-License-Identifier: Apache-2.0
//
// Moving a case to another version of its workflow: what fits, what stands in
// the way, and that nothing of it is lost or done twice.

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "engine/life/undo.h"
#include "engine/mend/fit.h"
#include "support/case_builder.h"
#include "support/life_stories.h"

namespace onething {
namespace {

using engine::RunStatus;
using testing::CaseBuilder;
using testing::completion;
using testing::ending;
using testing::give_back;
using testing::json;
using testing::kPaid;
using Harm = CaseBuilder::Harm;
using How = EndTask::How;
using Problems = std::vector<std::pair<std::string, std::string>>;

// One step is done, one under way, one waits for both, one is with a person.
constexpr const char* kFirst = R"(
form: {company: text, fax: {type: text, optional: true}}
prefill:
  licence: {uses: market/find, with: {uscc: =form.company}}
steps:
  open: {uses: tax/open, with: {name: =form.company}}
  tax: {uses: tax/carry_over, with: {name: =form.company}}
  check: {uses: window/review, with: {name: =form.company}}
  last: {uses: tax/carry_over, after: [check], with: {name: '${steps.open.account}${steps.tax.receipt}'}}
outcome: {receipt: =steps.last.receipt}
)";

CaseBuilder begun() {
  CaseBuilder one(kFirst);
  one.submit(R"({"company":"店","fax":"1"})");
  one.done("prefill.licence", R"({"old_name":"老店"})");
  one.done("open", R"({"account":"A1"})");
  return one;
}

std::string with(std::string text, const std::string& from,
                 const std::string& to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos;
       at += to.size())
    text.replace(at, from.size(), to);
  return text;
}

TEST(Migrate, ToTheSameStepsChangesOnlyTheVersion) {
  CaseBuilder one = begun();
  const std::string before = testing::dump(one.state());
  one.new_version(kFirst).move();

  EXPECT_EQ(one.last(), (std::vector<std::string>{"case_migrated"}));
  EXPECT_EQ(one.state().definition, "hash-2");
  ASSERT_EQ(one.state().mendings.size(), 1U);
  EXPECT_EQ(one.state().mendings[0].what, "migrate");
  EXPECT_EQ(one.state().mendings[0].reason, "新版本");
  one.done("tax", kPaid);
  one.act(completion(one.open_task(), R"({"result":"过"})"));
  one.done("last", kPaid);
  EXPECT_EQ(one.status(), "granted");
  EXPECT_NE(before, testing::dump(one.state()));
}

TEST(Migrate, TwiceToTheSameVersionIsDoneAlready) {
  CaseBuilder one = begun();
  one.new_version(kFirst).move().move();

  EXPECT_TRUE(one.last().empty());
}

TEST(Migrate, KeepsTheKeyOfACallUnderWayUnderItsNewName) {
  CaseBuilder one = begun();
  const std::string key = one.run("tax").key;
  const AnswerCall late = one.answer_of("tax", R"({"done":{"receipt":"R"}})");
  one.new_version(with(with(kFirst, "\n  tax:", "\n  transfer:"), "steps.tax",
                       "steps.transfer"));
  one.move({{{"tax", "transfer"}}, {}});

  EXPECT_EQ(one.run("transfer").key, key);
  EXPECT_EQ(one.run("transfer").status, RunStatus::calling);
  const auto owed = engine::pending_effects(one.definition(), one.state());
  ASSERT_EQ(owed.calls.size(), 1U);
  EXPECT_EQ(owed.calls[0].run.step, "transfer");
  EXPECT_EQ(owed.calls[0].key, key);
  AnswerCall answer = late;
  answer.run.step = "transfer";
  one.act(answer);
  EXPECT_EQ(one.run("transfer").status, RunStatus::done);
}

TEST(Migrate, RenamesEverythingThatKnowsTheStep) {
  CaseBuilder one = begun();
  std::string next = with(kFirst, "\n  check:", "\n  review:");
  next = with(next, "[check]", "[review]");
  next = with(next, "\n  open:", "\n  account:");
  next = with(next, "steps.open", "steps.account");
  next = with(next, "  licence:", "  permit:");
  next = with(next, "fax:", "telefax:");
  const std::string task = one.open_task();
  one.new_version(next).move({{{"check", "review"},
                               {"open", "account"},
                               {"prefill.licence", "prefill.permit"},
                               {"form.fax", "form.telefax"}},
                              {}});

  EXPECT_EQ(one.state().find_task(task)->run.step, "review");
  EXPECT_EQ(one.state().steps.find("open"), nullptr);
  EXPECT_NE(one.state().steps.find("account"), nullptr);
  EXPECT_NE(one.state().prefill.find("permit"), nullptr);
  EXPECT_EQ(*one.state().form.find("telefax")->text(), "1");
  EXPECT_EQ(one.state().form.find("fax"), nullptr);
  EXPECT_TRUE(std::any_of(
      one.state().acts.begin(), one.state().acts.end(),
      [](const engine::Act& act) { return act.run.step == "account"; }));
  one.act(completion(task, R"({"result":"过"})")).done("tax", kPaid);
  EXPECT_EQ(*one.run("last").input.find("name")->text(), "A1R");
  one.act(WithdrawCase{"不办了"}).done("last", kPaid);
  EXPECT_EQ(*one.run("undo.account").input.find("account")->text(), "A1");
}

TEST(Migrate, StartsWhatIsNewAndForgetsWhatNeverBegan) {
  CaseBuilder one = begun();
  std::string next = with(kFirst, "\n  last:", "\n  end:");
  next = with(next, "steps.last", "steps.end");
  next = with(next, "  check:",
              "  more: {uses: tax/debit, with: {name: =steps.open.account}}\n"
              "  check:");
  one.new_version(next).move();

  EXPECT_EQ(one.last(), (std::vector<std::string>{"case_migrated"}));
  one.act(AdvanceCase{});
  EXPECT_EQ(one.run("more").status, RunStatus::calling);
  EXPECT_EQ(one.state().find_step("last"), nullptr);
}

TEST(Migrate, RefusesToLoseWhatWasDoneUnlessItIsGivenUp) {
  CaseBuilder one = begun();
  one.done("tax", kPaid);
  std::string next =
      with(kFirst,
           "  tax: {uses: tax/carry_over, with: {name: =form.company}}\n", "");
  next = with(next, "${steps.tax.receipt}", "");
  next =
      with(next, "  open: {uses: tax/open, with: {name: =form.company}}\n", "");
  next = with(next, "${steps.open.account}", "x");
  one.new_version(next);

  EXPECT_EQ(one.in_the_way(), (Problems{{"open", "migrate.step_gone"},
                                        {"tax", "migrate.step_gone"}}));
  EXPECT_EQ(one.in_the_way({{}, {"open"}}),
            (Problems{{"tax", "migrate.step_gone"}}));
  one.move({{}, {"open", "tax"}});
  EXPECT_EQ(one.state().steps.find("open"), nullptr);
  one.act(completion(one.open_task(), R"({"result":"过"})"));
  one.done("last", kPaid);
  EXPECT_EQ(one.status(), "granted");
}

// What was given up is no secret: it is still so at the department.
TEST(Migrate, TellsWhatStaysInForceOfAStepThatWasGivenUp) {
  CaseBuilder one = begun();
  std::string next = with(
      kFirst, "  open: {uses: tax/open, with: {name: =form.company}}\n", "");
  next = with(next, "${steps.open.account}", "x");
  one.new_version(next).move({{}, {"open"}});
  one.done("tax", kPaid).act(WithdrawCase{"不办了"});

  EXPECT_EQ(one.status(), "withdrawn");
  const auto left = engine::in_force(one.definition(), one.state());
  EXPECT_TRUE(
      std::any_of(left.begin(), left.end(), [](const engine::InForce& each) {
        return each.run.step == "former.1.open" && each.is_certain;
      }));
  EXPECT_FALSE(one.state().compensated);
}

// A new step may have the name of an old one, and acts under keys of its own.
TEST(Migrate, UsesNoKeyForTwoActs) {
  CaseBuilder one = begun();
  const std::string key = one.run("tax").key;
  one.done("tax", kPaid);
  std::string next = with(kFirst, "\n  tax:", "\n  transfer:");
  next = with(next, "steps.tax", "steps.transfer");
  next = with(next, "  check:",
              "  tax: {uses: tax/debit, with: {name: =form.company}}\n"
              "  check:");
  one.new_version(next).move({{{"tax", "transfer"}}, {}}).act(AdvanceCase{});

  EXPECT_EQ(one.run("tax").status, RunStatus::calling);
  EXPECT_NE(one.run("tax").key, key);
  EXPECT_EQ(one.run("tax").generation, 1);
  EXPECT_EQ(one.run("transfer").key, key);
  std::string dropped = with(kFirst, "\n  tax: {uses: tax/carry_over",
                             "\n  tax: {uses: tax/debit");
  one.done("tax", kPaid);
  one.new_version(dropped, "hash-3");
  EXPECT_EQ(one.in_the_way({{}, {"transfer"}}), (Problems{}));
  one.move({{}, {"transfer"}});
  std::set<std::string> keys;
  for (const engine::Event& event : one.history()) {
    const auto* started = std::get_if<engine::StepStarted>(&event.fact);
    if (started == nullptr) continue;
    EXPECT_TRUE(keys.insert(started->key).second) << started->run.step;
  }
}

TEST(Migrate, WaitsForWhatIsUnderWayWhereItsServiceChanges) {
  CaseBuilder one = begun();
  one.new_version(
      with(kFirst, "tax: {uses: tax/carry_over", "tax: {uses: tax/debit"));

  EXPECT_EQ(one.in_the_way(),
            (Problems{{"tax", "migrate.under_way_elsewhere"}}));
  EXPECT_EQ(one.in_the_way({{}, {"tax"}}),
            (Problems{{"tax", "migrate.drop_under_way"}}));
  one.done("tax", kPaid);
  EXPECT_EQ(one.in_the_way(), (Problems{{"tax", "migrate.done_elsewhere"}}));
}

TEST(Migrate, KeepsWhatCanBeTakenBackSo) {
  CaseBuilder one = begun();
  one.done("tax", kPaid);
  std::string next =
      with(kFirst, "open: {uses: tax/open", "open: {uses: tax/carry_over");
  one.new_version(with(next, "steps.open.account", "steps.open.receipt"));

  const Problems problems = one.in_the_way();
  EXPECT_NE(std::find(problems.begin(), problems.end(),
                      std::pair<std::string, std::string>{
                          "open", "migrate.done_elsewhere"}),
            problems.end());
  EXPECT_NE(
      std::find(problems.begin(), problems.end(),
                std::pair<std::string, std::string>{"open", "migrate.no_undo"}),
      problems.end());
}

TEST(Migrate, GivesUpNothingThatIsInDoubtOrReturned) {
  CaseBuilder returned = begun();
  returned.act(give_back(returned.task_of("check"), "缺"));
  returned.done("tax", kPaid);
  ASSERT_EQ(returned.status(), "correcting");
  returned.new_version(kFirst);

  EXPECT_EQ(returned.in_the_way({{}, {"check"}}),
            (Problems{{"check", "migrate.drop_returned"}}));
  EXPECT_EQ(returned.in_the_way(), (Problems{}));
  CaseBuilder unknown(R"(
form: {company: text}
steps:
  bank: {uses: tax/debit, on_refused: continue, with: {name: =form.company}}
  check: {uses: window/review, with: {name: =form.company}}
)");
  unknown.submit(R"({"company":"店"})").fail("bank", Harm::possible);
  EndTask refusal = ending(unknown.task_of("bank"), How::refuse);
  refusal.basis = "某条";
  refusal.remedies = {"复议"};
  unknown.act(refusal);
  unknown.new_version(
      "form: {company: text}\nsteps:\n  check: {uses: window/review, with: "
      "{name: =form.company}}\n");
  EXPECT_EQ(unknown.in_the_way({{}, {"bank"}}),
            (Problems{{"bank", "migrate.drop_in_doubt"}}));
}

TEST(Migrate, ChecksFormAndMaterialsOfTheNewVersion) {
  CaseBuilder one = begun();
  one.new_version(with(kFirst, "fax: {type: text, optional: true}",
                       "owner: text, company_no: {type: int, optional: true}"));

  EXPECT_EQ(one.in_the_way(),
            (Problems{{"form.owner", "migrate.field_missing"},
                      {"form.fax", "migrate.field_not_asked"}}));
  EXPECT_EQ(one.in_the_way({{{"form.fax", "form.owner"}}, {}}), (Problems{}));
  EXPECT_EQ(one.in_the_way({{}, {"form.fax"}}),
            (Problems{{"form.owner", "migrate.field_missing"}}));
  one.new_version(with(kFirst, "company: text", "company: int"));
  EXPECT_EQ(one.in_the_way(),
            (Problems{{"form.company", "migrate.field_unfit"}}));
  one.new_version(std::string(kFirst) + "materials: {lease: {title: 合同}}\n");
  EXPECT_EQ(one.in_the_way(),
            (Problems{{"materials.lease", "migrate.field_missing"}}));
}

TEST(Migrate, TakesMaterialsAndTheirTimeAlong) {
  CaseBuilder one(
      "form: {company: text}\n"
      "materials: {lease: {title: 合同, tolerate: 5wd}}\nsteps:\n"
      "  check: {uses: window/review, with: {name: =form.company}}\n");
  one.submit(R"({"company":"店"})");
  one.new_version(
      "form: {company: text}\n"
      "materials: {premises: {title: 住所, tolerate: 9wd}, seal: {title: 章, "
      "tolerate: 2wd}}\n"
      "steps:\n"
      "  check: {uses: window/review, with: {name: =form.company}}\n");
  const auto due = one.state().find_clock("material:lease")->due;
  one.move({{{"materials.lease", "materials.premises"}}, {}});

  EXPECT_EQ(one.last(),
            (std::vector<std::string>{"case_migrated", "clock_started"}));
  EXPECT_EQ(one.state().find_clock("material:premises")->due, due);
  EXPECT_NE(one.state().find_clock("material:seal"), nullptr);
  EXPECT_EQ(one.state().tolerated,
            (std::vector<std::string>{"premises", "seal"}));
}

TEST(Migrate, KeepsThePromiseThatWasGiven) {
  CaseBuilder one = begun();
  one.new_version("\npromise: 30wd\n" + std::string(kFirst)).move();

  EXPECT_EQ(one.state().promise->count, 5);
}

TEST(Migrate, FitsListsToListsAndRepetitionsToRepetitions) {
  const std::string list = R"(
form: {company: text, permits: {type: list, of: text}}
steps:
  permits: {uses: tax/permit, for_each: =form.permits, with: {code: =each}}
)";
  CaseBuilder one(list);
  one.submit(R"({"company":"店","permits":["A","B"]})");
  one.done("permits", R"({"code":"A"})");
  one.new_version(with(list, "for_each: =form.permits, with: {code: =each}",
                       "with: {code: =form.company}"));
  EXPECT_EQ(one.in_the_way(), (Problems{{"permits", "migrate.other_shape"}}));
  one.new_version(list).move();
  one.done("permits", R"({"code":"B"})", 1);
  EXPECT_EQ(one.status(), "granted");
}

TEST(Migrate, SeesWhoCountsOnAStepThatBroughtNothing) {
  CaseBuilder one(R"(
form: {company: text, more: bool}
steps:
  tax: {uses: tax/carry_over, when: form.more, with: {name: =form.company}}
  check: {uses: window/review, with: {name: =form.company}}
)");
  one.submit(R"({"company":"店","more":false})");
  const std::string next = R"(
form: {company: text, more: bool}
steps:
  tax: {uses: tax/carry_over, with: {name: =form.company}}
  check: {uses: window/review, with: {name: =form.company}}
  bank: {uses: tax/debit, after: [check], with: {name: =steps.tax.receipt}}
)";
  one.new_version(next);
  EXPECT_EQ(one.in_the_way(), (Problems{{"tax", "migrate.brought_nothing"}}));
  one.new_version(with(next, "=steps.tax.receipt",
                       "'=steps.?tax.receipt.orValue(\"无\")'"));
  EXPECT_EQ(one.in_the_way(), (Problems{}));
}

TEST(Migrate, FindsThePlaceAmongTheStatesOfTheWorkflow) {
  CaseBuilder one = testing::appeal("none", "grant", true);
  one.act(FireEvent{"dispatch", "转办"});
  ASSERT_EQ(one.state().place, "work");
  const std::string renamed =
      with(with(testing::kAppeal, "\n  work:", "\n  handling:"), "to: work",
           "to: handling");
  one.new_version(renamed);
  EXPECT_EQ(one.in_the_way(),
            (Problems{{"states.work", "migrate.state_gone"}}));
  one.move({{{"states.work", "states.handling"}}, {}});
  EXPECT_EQ(one.state().place, "handling");
  one.act(completion(one.open_task(), testing::kPassed));
  EXPECT_EQ(one.status(), "granted");
  CaseBuilder paused = testing::appeal("none", "grant", true);
  paused.new_version(with(testing::kAppeal, "title: 登记",
                          "title: 登记\n    pauses_clock: true"));
  EXPECT_EQ(paused.in_the_way(),
            (Problems{{"states.first", "migrate.state_other_kind"}}));
}

TEST(Migrate, SetsTheTimersOfThePlaceAnew) {
  CaseBuilder one = testing::appeal("none", "grant", true);
  ASSERT_TRUE(one.state().find_clock("state:late")->running);
  one.new_version(
      with(testing::kAppeal, "late: {after: 3wd", "overdue: {after: 4wd"));
  one.move();

  EXPECT_EQ(one.last(),
            (std::vector<std::string>{"case_migrated", "clock_stopped",
                                      "clock_started"}));
  EXPECT_FALSE(one.state().find_clock("state:late")->running);
  EXPECT_TRUE(one.state().find_clock("state:overdue")->running);
}

TEST(Migrate, KeepsMessagesThatCameEarly) {
  const std::string told = R"(
form: {company: text}
steps:
  check: {uses: window/review, with: {name: =form.company}}
  told: {uses: tax/confirmed, after: [check], with: {company: =form.company}}
)";
  CaseBuilder one(told);
  one.submit(R"({"company":"店"})");
  one.act(
      GiveMessage{"tax/confirmed", json(R"({"company":"店","number":"N"})")});
  one.new_version(with(told,
                       "  told: {uses: tax/confirmed, after: [check], with: "
                       "{company: =form.company}}\n",
                       ""));
  EXPECT_EQ(one.in_the_way(), (Problems{{"", "migrate.message_lost"}}));
  one.new_version(told).move();
  one.act(completion(one.open_task(), R"({"result":"过"})"));
  EXPECT_EQ(one.status(), "granted");
}

TEST(Migrate, GivesWhoItActsForWhatWasAgreed) {
  CaseBuilder one = begun();
  Service service;
  for (const char* name : {"receipt", "note"}) {
    Field field;
    field.id.text = name;
    field.optional = std::string_view(name) == "note";
    service.output.push_back(std::move(field));
  }
  one.acting_for(service);
  one.new_version(with(kFirst, "outcome: {receipt:", "outcome: {number:"));
  EXPECT_EQ(one.in_the_way(), (Problems{{"", "migrate.outcome_lacks"}}));
  one.new_version(kFirst);
  EXPECT_EQ(one.in_the_way(), (Problems{}));
}

TEST(Migrate, GivesWhoItActsForValuesOfTheTypeThatWasAgreed) {
  CaseBuilder one = begun();
  Service service;
  service.output.emplace_back();
  service.output[0].id.text = "receipt";
  one.acting_for(service);
  const auto with_type = [&](TypeKind kind, const char* outcome) {
    service.output[0].type.kind = kind;
    one.new_version(with(kFirst, "outcome: {receipt: =steps.last.receipt",
                         std::string("outcome: {receipt: ") + outcome));
    return one.in_the_way();
  };
  const Problems unfit{{"", "migrate.outcome_unfit"}};

  EXPECT_EQ(with_type(TypeKind::list, "=steps.tax.receipt"), unfit);
  EXPECT_EQ(with_type(TypeKind::object, "=form.company"), unfit);
  EXPECT_EQ(with_type(TypeKind::integer, "none"), unfit);
  EXPECT_EQ(with_type(TypeKind::boolean, "[done]"), unfit);
  EXPECT_EQ(with_type(TypeKind::list, "\"no ${form.company}\""), unfit);
  EXPECT_EQ(with_type(TypeKind::integer, "\"7\""), Problems{});
  EXPECT_EQ(with_type(TypeKind::list, "[done]"), Problems{});
  EXPECT_EQ(with_type(TypeKind::text, "=form.company"), Problems{});
  EXPECT_EQ(with_type(TypeKind::list, "=steps.tax.receipt + \"x\""), Problems{})
      << "of what is computed nothing is known";
}

TEST(Migrate, LeavesAloneWhatComesToItsEnd) {
  CaseBuilder ending_case = begun();
  ending_case.act(WithdrawCase{"不办了"});
  ending_case.new_version(kFirst);
  EXPECT_EQ(ending_case.refused(ending_case.moving()),
            "migrate.case_is_ending");
  ending_case.done("tax", kPaid);
  EXPECT_EQ(ending_case.refused(ending_case.moving()),
            "engine.not_in_this_state");
  CaseBuilder one = begun();
  one.new_version(kFirst);
  MigrateCase silent = one.moving();
  silent.reason.clear();
  EXPECT_EQ(one.refused(silent), "migrate.needs_reason");
}

TEST(Migrate, DoesNotMakeTwoStepsOne) {
  CaseBuilder one = begun();
  one.new_version(kFirst);

  EXPECT_EQ(one.in_the_way({{{"open", "tax"}}, {}}).front().second,
            "migrate.two_for_one");
}

}  // namespace
}  // namespace onething
