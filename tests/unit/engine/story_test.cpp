// SPDX-License-Identifier: Apache-2.0
//
// What a case does from submission to its end, told as stories.

#include <gtest/gtest.h>

#include "support/case_builder.h"

namespace onething {
namespace {

using engine::RunStatus;
using testing::CaseBuilder;
using testing::completion;
using testing::ending;
using testing::json;
using Words = std::vector<std::string>;

constexpr const char* kChain = R"(
form:
  uscc: text
  company: {title: 企业名称, type: text, max: 20}
  note: {type: text, optional: true}
subject: uscc
prefill:
  licence: {uses: market/find, with: {uscc: =form.uscc}}
steps:
  register:
    uses: market/register
    with: {uscc: =form.uscc, name: =form.company}
  tax:
    uses: tax/carry_over
    with: {name: =steps.register.name, note: =form.?note}
outcome: {licence: =steps.register.licence}
)";
constexpr const char* kForm = R"({"uscc":"U1","company":"新店"})";

CaseBuilder submitted(std::string_view workflow,
                      std::string_view form = kForm) {
  CaseBuilder one(workflow);
  one.submit(form);
  return one;
}

TEST(Submit, AsksThePrefillFirstAndStartsTheClock) {
  CaseBuilder one = submitted(kChain);
  EXPECT_EQ(one.last(),
            (Words{"case_received", "case_accepted", "step_started"}));
  EXPECT_EQ(one.status(), "processing");
  EXPECT_EQ(one.state().subject, "U1");
  EXPECT_EQ(one.state().title, "试办一件事");
  EXPECT_EQ(one.run("prefill.licence").status, RunStatus::calling);
  EXPECT_TRUE(one.step("register").runs.empty());
  // Five working days after Monday, which itself is not counted.
  EXPECT_EQ(to_text(*one.state().due), "2026-03-09");
}

TEST(Submit, ListsAllDefectsOfTheFormAtOnce) {
  const CaseBuilder one(kChain);
  engine::Decision decision = one.decide(
      SubmitCase{"k", "", json(R"({"company":1,"colour":"red"})"), {}, 0, {}});
  const auto& rejection = std::get<Rejection>(decision);
  EXPECT_EQ(rejection.message.key, "engine.form_has_defects");
  std::vector<std::string> fields;
  for (const CaseDefect& defect : rejection.defects)
    fields.push_back(defect.field);
  EXPECT_NE(std::find(fields.begin(), fields.end(), "uscc"), fields.end());
  EXPECT_NE(std::find(fields.begin(), fields.end(), "colour"), fields.end());
}

TEST(Submit, GrantsAtOnceWhereThereIsNothingToDo) {
  CaseBuilder one = submitted(R"(
form: {keep: bool}
steps:
  tax: {uses: tax/carry_over, when: form.keep, with: {name: "甲"}}
)",
                              R"({"keep":false})");
  EXPECT_EQ(one.status(), "granted");
  EXPECT_TRUE(one.step("tax").skipped);
  EXPECT_EQ(one.state().working_days, 0);
}

TEST(Submit, GivesTheSameCaseIdForTheSameKey) {
  EXPECT_EQ(submitted(kChain).state().id,
            make_case_id("trial", "trial_thing", "key-1"));
}

constexpr std::string_view kPromises = R"(
promise:
  - {when: form.fast, within: 1wd}
  - {when: form.?many.orValue(0) / 0 > 1, within: 2wd}
  - {when: form.?many.orValue(0) > 3, within: 20wd}
form: {fast: bool, many: {type: int, optional: true}}
steps:
  tax: {uses: tax/carry_over, with: {name: "甲"}}
)";

TEST(Submit, PromisesByTheFirstConditionThatHolds) {
  const auto promised = [](std::string_view form) {
    const CaseBuilder one = submitted(kPromises, form);
    const std::optional<Term> term = one.state().promise;
    return term ? to_text(*term) : std::string("nothing");
  };
  EXPECT_EQ(promised(R"({"fast":true,"many":"9"})"), "1wd");
  // The second condition fails, and so does not apply.
  EXPECT_EQ(promised(R"({"fast":false,"many":"9"})"), "20wd");
  EXPECT_EQ(promised(R"({"fast":false})"), "nothing");
}

TEST(Submit, LeavesTheDueDateOpenWhereTheCalendarDoesNotReach) {
  CaseBuilder one(kChain);
  one.on("2026-12-30T09:00").submit(kForm);
  EXPECT_FALSE(one.state().due);
  EXPECT_TRUE(one.state().promise);
}

TEST(Steps, WaitForTheDataTheyReadAndMoveItOn) {
  CaseBuilder one = submitted(kChain);
  one.done("prefill.licence", R"({"old_name":"老店"})");
  EXPECT_EQ(one.last(), (Words{"step_done", "step_started"}));
  EXPECT_TRUE(one.step("tax").runs.empty());
  one.done("register", R"({"uscc":"U2","name":"新店有限公司","licence":"L1"})");
  EXPECT_EQ(engine::request_of(one.run("tax")), R"({"name":"新店有限公司"})");
  one.after(Duration{172'800, 0}).done("tax", R"({"receipt":"T1"})");
  EXPECT_EQ(one.last(), (Words{"step_done", "case_granted"}));
  EXPECT_EQ(to_json(one.state().outcome), R"({"licence":"L1"})");
  EXPECT_EQ(one.state().working_days, 2);
}

TEST(Steps, SayWhatWasSentWhereFromAndWhy) {
  CaseBuilder one = submitted(kChain);
  one.done("prefill.licence", R"({"old_name":"老店"})");
  const auto& started =
      std::get<engine::StepStarted>(one.history().back().fact);
  ASSERT_EQ(started.sent.size(), 2U);
  EXPECT_EQ(started.sent[0].field, "uscc");
  EXPECT_EQ(started.sent[0].from, Words{"applicant"});
  EXPECT_EQ(started.sent[0].purpose, "设立登记");
  EXPECT_EQ(started.sent[0].basis, "登记条例第一条");
  one.done("register", R"({"uscc":"U2","name":"新店","licence":"L"})");
  const auto& tax = std::get<engine::StepStarted>(one.history().back().fact);
  ASSERT_EQ(tax.sent.size(), 1U);
  EXPECT_EQ(tax.sent[0].from, Words{"market"});
}

TEST(Steps, WhoseInputCannotBeComputedGoToTheFallbackTeam) {
  CaseBuilder one = submitted(R"(
form: {uscc: text, company: text, note: {type: text, optional: true}}
steps:
  tax: {uses: tax/carry_over, with: {name: =form.note}}
)");
  EXPECT_EQ(one.status(), "processing");
  EXPECT_EQ(one.run("tax").status, RunStatus::fallback);
  const engine::TaskState task = one.open_tasks().at(0);
  EXPECT_EQ(task.kind, "fallback");
  EXPECT_EQ(task.department, "market");
  EXPECT_EQ(task.role, "兜底");
  EXPECT_EQ(one.refused(ending(task.id, EndTask::How::retry)),
            "engine.nothing_was_sent");
  one.act(completion(task.id, R"({"receipt":"T"})"));
  EXPECT_EQ(one.status(), "granted");
}

TEST(Steps, AreSkippedWhenTheirConditionIsFalseAndOthersGoOn) {
  CaseBuilder one = submitted(R"(
form: {uscc: text, company: text}
steps:
  bank: {uses: tax/debit, when: form.company == "别的店", with: {name: "甲"}}
  tax: {uses: tax/carry_over, after: [bank], with: {name: =form.company}}
outcome: {receipt: '=steps.?bank.receipt.orValue("无")'}
)");
  EXPECT_EQ(one.last(), (Words{"case_received", "case_accepted", "step_skipped",
                               "step_started"}));
  one.done("tax", R"({"receipt":"T"})");
  EXPECT_EQ(to_json(one.state().outcome), R"({"receipt":"无"})");
}

constexpr const char* kEach = R"(
form:
  permits: {type: list, of: {code: text}}
steps:
  permits:
    for_each: =form.permits
    uses: tax/permit
    with: {code: =each.code}
  tax:
    uses: tax/carry_over
    with: {name: '=steps.permits.map(p, p.code).join("、")'}
)";

TEST(ForEach, RunsOnceForEveryElementInParallel) {
  CaseBuilder one =
      submitted(kEach, R"({"permits":[{"code":"A"},{"code":"B"}]})");
  EXPECT_EQ(one.last(),
            (Words{"case_received", "case_accepted", "step_expanded",
                   "step_started", "step_started"}));
  EXPECT_NE(one.run("permits", 0).key, one.run("permits", 1).key);
  one.done("permits", R"({"code":"B2"})", 1);
  EXPECT_TRUE(one.step("tax").runs.empty());
  one.done("permits", R"({"code":"A2"})", 0);
  EXPECT_EQ(engine::request_of(one.run("tax")), R"({"name":"A2、B2"})");
}

TEST(ForEach, OverNothingIsSettledWithAnEmptyList) {
  CaseBuilder one = submitted(kEach, R"({"permits":[]})");
  EXPECT_TRUE(one.step("permits").is_settled());
  EXPECT_EQ(to_json(*one.state().steps.find("permits")), "[]");
  EXPECT_EQ(engine::request_of(one.run("tax")), R"({"name":""})");
}

TEST(ForEach, OverTooMuchGoesToTheFallbackTeam) {
  std::string form = R"({"permits":[)";
  for (int i = 0; i < 1'001; ++i) form += R"({"code":"A"},)";
  form.back() = ']';
  CaseBuilder one = submitted(kEach, form + "}");
  EXPECT_EQ(one.run("permits").status, RunStatus::fallback);
  EXPECT_EQ(one.run("permits").failure, "engine.for_each_too_many");
}

constexpr const char* kOne = R"(
form: {uscc: text, company: text}
steps:
  register:
    uses: market/register
    with: {uscc: =form.uscc, name: =form.company}
    keep: {uscc: =form.uscc}
)";

TEST(Answers, ThatDoNotFitTheContractGoToTheFallbackTeam) {
  CaseBuilder one = submitted(kOne);
  one.done("register", R"({"uscc":"U1","name":"新店"})");
  EXPECT_EQ(one.run("register").failure, "engine.output_unfit");
  EXPECT_EQ(*one.run("register").details.find("field")->text(), "licence");
  EXPECT_EQ(one.open_tasks().size(), 1U);
}

TEST(Answers, ThatAreNotUnderstoodGoToTheFallbackTeam) {
  for (const char* odd :
       {R"({"ok":true})", R"([])", R"("done")", R"({"done":{},"refused":{}})",
        R"({"returned":[]})", R"({"returned":"补正"})"}) {
    CaseBuilder one = submitted(kOne);
    one.answer("register", odd);
    EXPECT_EQ(one.last(), (Words{"step_failed", "task_opened"})) << odd;
  }
}

TEST(Answers, ThatChangeWhatWasPromisedToStayAreNotTaken) {
  CaseBuilder one = submitted(kOne);
  one.done("register", R"({"uscc":"U9","name":"新店","licence":"L"})");
  const engine::RunState& run = one.run("register");
  EXPECT_EQ(run.failure, "engine.keep_broken");
  EXPECT_EQ(*run.details.find("promised")->text(), "U1");
  EXPECT_EQ(*run.details.find("found")->text(), "U9");
}

TEST(Answers, NeverShowAPersonalValueThatWasChanged) {
  CaseBuilder one = submitted(R"(
form: {uscc: text, company: text}
steps:
  register:
    uses: market/register
    with: {uscc: =form.uscc, name: =form.company}
    keep: {owner: =form.company}
)");
  one.done("register",
           R"({"uscc":"U1","name":"新","licence":"L","owner":"某人"})");
  EXPECT_EQ(one.run("register").failure, "engine.keep_broken");
  EXPECT_EQ(*one.run("register").details.find("found")->text(), "***");
}

TEST(Answers, ThatComeTwiceChangeNothing) {
  CaseBuilder one = submitted(kChain);
  const AnswerCall answer =
      one.answer_of("prefill.licence", R"({"done":{"old_name":"老店"}})");
  one.act(answer);
  one.act(answer);
  EXPECT_TRUE(one.last().empty());
}

TEST(Answers, WithAForeignKeyOrALaterAttemptChangeNothing) {
  CaseBuilder one = submitted(kOne);
  AnswerCall answer = one.answer_of("register", R"({"done":{}})");
  answer.key = "other";
  one.act(answer);
  EXPECT_TRUE(one.last().empty());
  answer = one.answer_of("register", R"({"done":{}})");
  answer.attempt = 2;
  one.act(answer);
  EXPECT_TRUE(one.last().empty());
  answer.run = {"nowhere", 0};
  one.act(answer);
  answer.run = {"register", 7};
  one.act(answer);
  answer.run = {"register", -1};
  one.act(answer);
  EXPECT_TRUE(one.last().empty());
}

TEST(Answers, ToAnEarlierAttemptCountWhileTheCallIsStillUnderWay) {
  CaseBuilder one = submitted(kOne);
  const AnswerCall first = one.answer_of(
      "register", R"({"done":{"uscc":"U1","name":"新店","licence":"L"}})");
  one.fail("register");
  EXPECT_EQ(one.run("register").status, RunStatus::retrying);
  one.act(first);
  EXPECT_EQ(one.status(), "granted");
}

TEST(Refusal, EndsTheCaseWithReasonBasisAndRemedies) {
  CaseBuilder one = submitted(kOne);
  one.answer("register", R"({"refused":{"reason":"名称已用","basis":"第六条",
      "remedies":["行政复议","行政诉讼"]}})");
  EXPECT_EQ(one.last(), (Words{"step_refused", "case_denied"}));
  EXPECT_EQ(one.status(), "denied");
  EXPECT_EQ(one.state().reason, "名称已用");
  EXPECT_EQ(one.state().basis, "第六条");
  EXPECT_EQ(one.state().remedies, (Words{"行政复议", "行政诉讼"}));
  EXPECT_EQ(one.state().denied_by, "register");
}

// 行政许可法 art. 38: it is not passed on to the applicant as it is.
TEST(Refusal, WithoutReasonBasisAndRemediesIsCompletedByTheLeadDepartment) {
  CaseBuilder one = submitted(kOne);
  one.answer("register", R"({"refused":{"reason":"名称已用"}})");
  EXPECT_EQ(one.last(), (Words{"refusal_received", "task_opened"}));
  EXPECT_EQ(one.status(), "processing");
  const engine::TaskState task = one.open_tasks().front();
  EXPECT_EQ(task.kind, "refusal");
  EXPECT_EQ(task.department, "market");
  EXPECT_EQ(one.refused(ending(task.id, EndTask::How::refuse)),
            "engine.refusal_incomplete");
  EndTask refusal = ending(task.id, EndTask::How::refuse);
  refusal.reason = "名称与他人已登记的相同";
  refusal.remedies = {"行政复议"};
  one.act(refusal);
  EXPECT_EQ(one.status(), "denied");
  EXPECT_EQ(one.state().reason, "名称与他人已登记的相同");
  EXPECT_EQ(one.state().basis, "登记条例第一条") << "the service's";
  EXPECT_EQ(one.state().remedies, Words{"行政复议"});
}

TEST(Refusal, ThatSaysNothingCanBeMendedIntoADoneStep) {
  CaseBuilder one = submitted(kOne);
  one.answer("register", R"({"refused":null})");
  EndTask silent = testing::completion(
      one.open_task(), R"({"uscc":"U1","name":"店","licence":"L"})");
  silent.reason.clear();
  EXPECT_EQ(one.refused(silent), "engine.fallback_needs_reason");
  silent.reason = "部门来电更正";
  one.act(silent);
  EXPECT_EQ(one.status(), "granted");
}

TEST(Refusal, ThatMayBePassedOverLetsTheOthersGoOn) {
  CaseBuilder one = submitted(R"(
form: {uscc: text, company: text}
steps:
  bank: {uses: tax/debit, on_refused: continue, with: {name: =form.company}}
  tax: {uses: tax/carry_over, after: [bank], with: {name: =form.company}}
)");
  one.answer(
      "bank",
      R"({"refused":{"reason":"不办","basis":"某条","remedies":["复议"]}})");
  EXPECT_EQ(one.last(), (Words{"step_refused", "step_started"}));
  one.done("tax", R"({"receipt":"T"})");
  EXPECT_EQ(one.status(), "granted");
}

constexpr const char* kTwo = R"(
form: {uscc: text, company: text}
steps:
  bank: {uses: tax/debit, with: {name: =form.company}}
  tax: {uses: tax/carry_over, with: {name: =form.company}}
  check: {uses: window/review, with: {name: =form.company}}
  last: {uses: tax/carry_over, after: [bank, tax, check], with: {name: "末"}}
)";

TEST(Refusal, WaitsForWhatIsUnderWayAndClosesTasks) {
  CaseBuilder one = submitted(kTwo);
  EXPECT_EQ(one.open_tasks().size(), 1U);
  one.answer(
      "bank",
      R"({"refused":{"reason":"不办","basis":"某条","remedies":["复议"]}})");
  EXPECT_EQ(one.last(), (Words{"step_refused", "task_closed"}));
  EXPECT_EQ(one.status(), "processing");
  EXPECT_EQ(one.refused(WithdrawCase{"不办了"}), "engine.already_refused");
  one.fail("tax");
  EXPECT_EQ(one.last(), (Words{"call_failed", "case_denied"}));
  EXPECT_TRUE(one.open_tasks().empty());
}

TEST(Withdrawal, StartsNothingNewAndEndsWhenCallsHaveComeBack) {
  CaseBuilder one = submitted(kTwo);
  one.act(WithdrawCase{"改日再来"});
  EXPECT_EQ(one.last(), (Words{"withdrawal_requested", "task_closed"}));
  one.act(WithdrawCase{"再说一遍"});
  EXPECT_TRUE(one.last().empty());
  one.done("bank", R"({"receipt":"B"})");
  EXPECT_EQ(one.status(), "processing");
  one.done("tax", R"({"receipt":"T"})");
  EXPECT_EQ(one.last(), (Words{"step_done", "case_withdrawn"}));
  EXPECT_EQ(one.state().reason, "改日再来");
  EXPECT_TRUE(one.step("last").runs.empty());
}

TEST(Withdrawal, GivesUpRetriesAtOnce) {
  CaseBuilder one = submitted(kOne);
  one.fail("register");
  one.act(WithdrawCase{"不等了"});
  EXPECT_EQ(one.status(), "withdrawn");
  EXPECT_FALSE(engine::pending_effects(one.definition(), one.state()).wake_at);
}

TEST(Outcome, ThatCannotBeComputedDoesNotHoldTheCaseBack) {
  CaseBuilder one = submitted(R"(
form: {keep: bool}
steps:
  tax: {uses: tax/carry_over, when: form.keep, with: {name: "甲"}}
outcome: {receipt: =steps.tax.receipt}
)",
                              R"({"keep":false})");
  EXPECT_EQ(one.status(), "granted");
  EXPECT_EQ(one.state().outcome_failure, "engine.outcome_failed");
}

TEST(Decide, GivesTheSameBytesForTheSameCommandAtTheSameMoment) {
  const auto bytes = [] {
    std::string all;
    CaseBuilder one = submitted(kTwo);
    one.fail("tax").done("bank", R"({"receipt":"B"})");
    for (const engine::Event& event : one.history())
      all += engine::encode(event).payload;
    return all;
  };
  EXPECT_EQ(bytes(), bytes());
}

TEST(Decide, SendsTheSameBytesWhetherOrNotTheProcessWasRestarted) {
  // A whole form goes to a service; one of its members is an object without
  // fields of its own, which keeps the order in which it was written.
  CaseBuilder one(R"(
form:
  zeta: text
  alpha: text
  loose: object
steps:
  archive: {uses: window/archive, with: {form: =form}}
)");
  one.submit(R"({"zeta":"z","alpha":"a","loose":{"y":1,"b":{"q":2,"c":3}}})");
  EXPECT_EQ(engine::request_of(one.run("archive")),
            R"({"form":{"alpha":"a","loose":{"b":{"c":3,"q":2},"y":1},)"
            R"("zeta":"z"}})");
}

TEST(Decide, TakesNothingMoreWhenTheHistoryIsFull) {
  CaseBuilder one = submitted(kOne);
  engine::CaseState full = one.state();
  full.length = 100'000;
  const engine::Decision decision =
      engine::decide(one.definition(), full, {WithdrawCase{}, {}}, one.now());
  EXPECT_EQ(std::get<Rejection>(decision).message.key, "engine.history_full");
}

}  // namespace
}  // namespace onething
