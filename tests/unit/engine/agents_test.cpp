// SPDX-License-Identifier: Apache-2.0
//
// Agents: who may file for others, what their authority covers, until when.

#include "engine/people/agents.h"

#include <gtest/gtest.h>

#include "support/life_stories.h"
#include "support/people_stories.h"

namespace onething {
namespace {

using testing::CaseBuilder;
using testing::file_of;
using testing::json;
using testing::person;

constexpr const char* kSteps = R"(
form: {company: text, contact: text}
steps:
  check: {uses: window/review, with: {name: =form.company}}
)";

Agent agent() {
  Agent one;
  one.id = "wang_qiang";
  one.name = "王示例";
  one.scope = {"submit", "supplement", "withdraw", "attach"};
  one.valid_from = parse_date("2026-01-01");
  one.valid_until = parse_date("2026-03-31");
  one.real_name = "passed";
  return one;
}

SubmitCase filed_by(
    Agent one, const char* form = R"({"company":"店","contact":"赵示例"})") {
  SubmitCase wish{"key-1", "digest", json(form), json("{}"), 7, {}};
  wish.agent = std::move(one);
  return wish;
}

Actor filing(const std::string& id = "wang_qiang") {
  return person(id, "", {Role::agent});
}

CaseBuilder fresh(const std::string& rules = "") {
  CaseBuilder one(rules + kSteps);
  return one.as(filing());
}

TEST(Agents, AreRecordedAndAreAPartyToTheCase) {
  CaseBuilder one = fresh();
  one.act(filed_by(agent()));
  EXPECT_EQ(one.last()[1], "agent_named");
  ASSERT_TRUE(one.state().agent);
  EXPECT_EQ(one.state().agent->id, "wang_qiang");
  one.act(file_of("委托书.pdf")).act(WithdrawCase{"不办了"});
  EXPECT_EQ(one.status(), "withdrawn");
}

TEST(Agents, WhoseNameWasNotCheckedMayNotFile) {
  for (const char* word : {"failed", "not_done", ""}) {
    Agent one = agent();
    one.real_name = word;
    EXPECT_EQ(fresh().refused(filed_by(one)), "engine.agent_not_verified");
  }
}

TEST(Agents, FileOnlyWhileTheirAuthorityHolds) {
  Agent none = agent();
  none.valid_until.reset();
  EXPECT_EQ(fresh().refused(filed_by(none)), "engine.agent_without_end");
  Agent later = agent();
  later.valid_from = parse_date("2026-03-03");
  EXPECT_EQ(fresh().refused(filed_by(later)), "engine.agent_too_early");
  Agent over = agent();
  over.valid_until = parse_date("2026-03-01");
  EXPECT_EQ(fresh().refused(filed_by(over)), "engine.agent_expired");
  Agent last = agent();
  last.valid_until = parse_date("2026-03-02");
  fresh().act(filed_by(last));
}

TEST(Agents, AreAskedAgainAtEveryLaterAct) {
  CaseBuilder one = fresh();
  one.act(filed_by(agent()));
  one.on("2026-04-01T09:00");
  EXPECT_EQ(one.refused(WithdrawCase{"不办了"}), "engine.agent_expired");
  EXPECT_EQ(one.refused(file_of("f")), "engine.agent_expired");
  // The applicant's own clerk at the window is no agent.
  one.as(person("窗示例", "", {Role::window})).act(WithdrawCase{"不办了"});
}

TEST(Agents, DoWhatTheirAuthorityCovers) {
  Agent one = agent();
  one.scope = {"submit"};
  CaseBuilder filed = fresh();
  filed.act(filed_by(one));
  EXPECT_EQ(filed.refused(WithdrawCase{""}), "engine.agent_out_of_scope");
  one.scope = {"supplement"};
  EXPECT_EQ(fresh().refused(filed_by(one)), "engine.agent_out_of_scope");
  one.scope = {"other_thing"};
  EXPECT_EQ(fresh().refused(filed_by(one)), "engine.agent_out_of_scope");
  one.scope = {};
  EXPECT_EQ(fresh().refused(filed_by(one)), "engine.agent_out_of_scope");
  one.scope = {"trial_thing"};
  CaseBuilder whole = fresh();
  whole.act(filed_by(one)).act(WithdrawCase{"不办了"});
}

TEST(Agents, AreOfAge) {
  Agent one = agent();
  one.certificate = "370202200803030013";
  if (is_citizen_id(one.certificate)) {
    EXPECT_EQ(fresh().refused(filed_by(one)), "engine.agent_too_young");
  }
  // Eighteen today, by the check digit of each number.
  for (const auto& [day, is_refused] :
       {std::pair{"20080303", true}, std::pair{"20080302", false}}) {
    for (char last : std::string("0123456789X")) {
      const std::string number = "370202" + std::string(day) + "001" + last;
      if (!is_citizen_id(number)) continue;
      one.certificate = number;
      CaseBuilder filed = fresh();
      if (is_refused)
        EXPECT_EQ(filed.refused(filed_by(one)), "engine.agent_too_young");
      else
        filed.act(filed_by(one));
    }
  }
}

TEST(Agents, AreWhoTheySayTheyAre) {
  CaseBuilder one = fresh();
  one.as(filing("other"));
  EXPECT_EQ(one.refused(filed_by(agent())), "engine.agent_is_another");
  SubmitCase bare = filed_by(agent());
  bare.agent.reset();
  EXPECT_EQ(fresh().refused(bare), "engine.agent_unnamed");
}

TEST(Agents, AreBarredWhereTheWorkflowSaysSo) {
  EXPECT_EQ(fresh("\nagents: barred").refused(filed_by(agent())),
            "engine.agents_barred");
  EXPECT_EQ(fresh("\nagents: {allowed: false, reason: 婚姻登记须双方到场}")
                .refused(filed_by(agent())),
            "engine.agents_barred_reason");
  CaseBuilder one =
      fresh("\nagents: {barred_acts: [withdraw], reason: 撤回须本人}");
  one.act(filed_by(agent()));
  EXPECT_EQ(one.refused(WithdrawCase{""}), "engine.agent_act_barred");
  one.act(file_of("f"));
}

TEST(Agents, MayNotAlsoBeTheContactPerson) {
  const char* rules = "\nagents: {not_also: contact}";
  EXPECT_EQ(fresh(rules).refused(
                filed_by(agent(), R"({"company":"店","contact":"王示例"})")),
            "engine.agent_is_also");
  fresh(rules).act(filed_by(agent()));
}

TEST(Agents, FileOnlyWithAGradeThatTheWorkflowNames) {
  const char* rules = "\nagents: {grades: [A, B]}";
  EXPECT_EQ(fresh(rules).refused(filed_by(agent())),
            "engine.agent_without_grade");
  Agent one = agent();
  for (const char* grade : {"C", "a", ""}) {
    one.grade = grade;
    EXPECT_EQ(fresh(rules).refused(filed_by(one)),
              *grade == '\0' ? "engine.agent_without_grade"
                             : "engine.agent_grade_barred");
  }
  one.grade = "C";
  fresh().act(filed_by(one));
  one.grade = "B";
  CaseBuilder filed = fresh(rules);
  filed.act(filed_by(one));
  EXPECT_EQ(filed.state().agent->grade, "B");
}

TEST(Agents, OfALowGradeAreLookedAtByAPerson) {
  constexpr const char* steps = R"(
form: {company: text, contact: text}
steps:
  look: {uses: window/review, when: case.agent_grade == "D", with: {name: =form.company}}
  check: {uses: window/review, after: [look], with: {name: =form.company}}
)";
  Agent one = agent();
  for (const char* grade : {"A", "D"}) {
    one.grade = grade;
    CaseBuilder filed(steps);
    filed.as(filing()).act(filed_by(one));
    EXPECT_EQ(filed.step("look").runs.size(), *grade == 'D' ? 1U : 0U);
  }
  CaseBuilder nobody(steps);
  nobody.submit(R"({"company":"店","contact":"赵示例"})");
  EXPECT_EQ(nobody.step("look").runs.size(), 0U) << "it is left out";
}

// Without people nobody's role is known, but what the application says counts.
TEST(Agents, AreHeldToTheirAuthorityInATrialToo) {
  CaseBuilder one(kSteps);
  Agent over = agent();
  over.valid_until = parse_date("2026-03-01");
  EXPECT_EQ(one.refused(filed_by(over)), "engine.agent_expired");
  one.act(filed_by(agent()));
  one.as("wang_qiang").on("2026-04-01T09:00");
  EXPECT_EQ(one.refused(WithdrawCase{""}), "engine.agent_expired");
}

}  // namespace
}  // namespace onething
