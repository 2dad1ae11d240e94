// SPDX-License-Identifier: Apache-2.0
//
// The policy asked by decide(): before the handler, about the case as it is.

#include "engine/people/permission.h"

#include <gtest/gtest.h>

#include "support/life_stories.h"
#include "support/people_stories.h"

namespace onething {
namespace {

using testing::CaseBuilder;
using testing::completion;
using testing::json;
using testing::person;

constexpr const char* kForm = R"({"company":"店","calls":false,"check":true})";

Actor applicant(const std::string& id) {
  return person(id, "", {Role::applicant});
}

CaseBuilder handed_in_by(const std::string& id) {
  CaseBuilder one("\n" + testing::plain());
  one.as(applicant(id));
  return one.submit(kForm, testing::kLease);
}

TEST(Permission, ApplicantsActInTheirOwnCasesOnly) {
  CaseBuilder one = handed_in_by("陈示例");
  one.as(applicant("李示例"));
  EXPECT_EQ(one.refused(WithdrawCase{"不办了"}), "policy.not_own_case");
  EXPECT_EQ(one.refused(SupplementCase{{}, {}}), "policy.not_own_case");
  EXPECT_EQ(one.refused(AddNote{"x"}), "policy.not_for_role");
  EXPECT_EQ(one.refused(ClaimTask{one.open_task()}), "policy.not_for_role");
  one.as(applicant("陈示例")).act(WithdrawCase{"不办了"});
}

TEST(Permission, ClerksDoTheTasksOfTheirDepartment) {
  CaseBuilder one = handed_in_by("陈示例");
  const std::string id = one.open_task();
  one.as(person("甲示例", "tax", {Role::clerk}));
  EXPECT_EQ(one.refused(ClaimTask{id}), "policy.not_own_task");
  EXPECT_EQ(one.refused(completion(id, "{}")), "policy.not_own_task");
  one.as(person("甲示例", "window", {Role::clerk}, {"章管员"}));
  EXPECT_EQ(one.refused(ClaimTask{id}), "policy.not_own_task");
  one.as(person("甲示例", "window", {Role::clerk}, {"审查员"}));
  one.act(ClaimTask{id}).act(completion(id, testing::kPassed));
}

TEST(Permission, OrdersAboutACaseAreTheLeadDepartments) {
  CaseBuilder one = handed_in_by("陈示例");
  for (const Actor& other : {person("甲示例", "window", {Role::lead_clerk}),
                             person("甲示例", "window", {Role::clerk})}) {
    one.as(other);
    EXPECT_NE(one.refused(SuspendCase{"等", ""}), "");
    EXPECT_NE(one.refused(testing::extension()), "");
    EXPECT_NE(one.refused(testing::termination()), "");
    EXPECT_NE(one.refused(testing::hearing()), "");
  }
  one.as(person("乙示例", "market", {Role::lead_clerk}));
  one.act(testing::extension()).act(testing::hearing());
  one.act(EndSpecial{"完"}).act(SuspendCase{"等", ""});
  one.act(ContinueCase{"好了"}).act(testing::termination());
}

TEST(Permission, AnyWindowGoesOnWithACaseWhileTheApplicantIsThere) {
  CaseBuilder one("\n" + testing::plain());
  Actor window = person("窗示例", "", {Role::window});
  one.as(window).submit(kForm, "{}");
  window.channel = Channel::online;
  one.as(window);
  EXPECT_EQ(one.refused(SupplementCase{{}, json(testing::kLease)}),
            "policy.not_face_to_face");
  Actor other = person("另示例", "", {Role::window});
  other.channel = Channel::onsite;
  one.as(other).act(SupplementCase{{}, json(testing::kLease)});
}

TEST(Permission, SystemsAnswerForTheirDepartmentOnly) {
  CaseBuilder one(R"(
form: {company: text}
steps:
  told: {uses: tax/confirmed, with: {company: =form.company}}
)");
  one.submit(R"({"company":"店"})");
  const GiveMessage message{"tax/confirmed",
                            json(R"({"company":"店","number":"N"})")};
  one.as(person("bank_system", "window", {Role::system}));
  EXPECT_EQ(one.refused(message), "policy.not_own_service");
  one.as(person("tax_system", "tax", {Role::system})).act(message);
}

TEST(Permission, TheProgramItselfIsNotAsked) {
  CaseBuilder one = handed_in_by("陈示例");
  one.as("onething").act(AdvanceCase{});
  one.as(person("甲示例", "tax", {Role::clerk}));
  EXPECT_EQ(one.refused(AdvanceCase{}), "policy.not_for_role");
}

TEST(Permission, OfAnEventIsThatOfWhomItNames) {
  CaseBuilder one(R"(
form: {company: text}
steps:
  check: {uses: window/review, with: {name: =form.company}}
states:
  first:
    steps: [check]
    events:
      dispatch: {to: good, who: {department: tax, role: 分派岗}}
      close: {to: good}
  good: {end: granted}
)");
  one.submit(R"({"company":"店"})");
  one.as(person("甲示例", "window", {Role::clerk}));
  EXPECT_EQ(one.refused(FireEvent{"dispatch", ""}), "policy.not_own_task");
  EXPECT_EQ(one.refused(FireEvent{"close", ""}), "policy.not_own_task");
  one.as(person("乙示例", "market", {Role::lead_clerk}));
  CaseBuilder lead = one;
  lead.act(FireEvent{"dispatch", ""});
  one.as(person("丙示例", "tax", {Role::clerk}, {"分派岗"}));
  one.act(FireEvent{"dispatch", ""});
}

// The whole matrix through decide(): what the table refuses whatever the case
// is, is refused with a reason in both languages.
TEST(Permission, OfEveryRoleIsAskedForEveryCommand) {
  const CaseBuilder base = handed_in_by("陈示例");
  std::size_t refused = 0;
  for (const Role role : all_roles()) {
    CaseBuilder one = base;
    one.as(person("甲示例", "elsewhere", {role}));
    const std::vector<decltype(Command::what)> wishes = {
        SupplementCase{},
        WithdrawCase{"r"},
        ClaimTask{base.open_task()},
        ReleaseTask{base.open_task(), ""},
        HandOverTask{base.open_task(), "乙", "", "r", {}},
        DelegateTask{base.open_task(), "乙", "r", {}},
        completion(base.open_task(), "{}"),
        testing::extension(),
        testing::hearing(),
        SuspendCase{"r", ""},
        testing::termination(),
        CallForStep{"check", "r"},
        AddNote{"n"},
        testing::file_of("f")};
    for (const auto& wish : wishes) {
      const engine::Decision decision = one.decide(wish);
      const auto* rejection = std::get_if<Rejection>(&decision);
      if (rejection == nullptr ||
          !rejection->message.key.starts_with("policy."))
        continue;
      ++refused;
      for (const Language language : {Language::zh, Language::en})
        EXPECT_EQ(render(rejection->message, language).find('{'),
                  std::string::npos);
    }
  }
  EXPECT_GT(refused, 120U);
}

}  // namespace
}  // namespace onething
