// SPDX-License-Identifier: Apache-2.0
//
// The policy asked about every role and every act: what has no line is refused,
// and what has one holds under its condition and not without it.

#include "onething/policy.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace onething {
namespace {

Actor somebody(Role role) {
  Actor actor{"li_na", "", Channel::online};
  actor.standing = Standing{"tax", {"登记员"}, {role}, {}};
  return actor;
}

// Everything that a condition could ask for is so, or nothing of it.
Subject with(bool everything) {
  Subject subject;
  subject.applicant = everything ? "li_na" : "wang_wei";
  subject.lead = everything ? "tax" : "bank";
  subject.departments = {everything ? "tax" : "bank"};
  subject.owners = {{everything ? "tax" : "bank", "登记员"}};
  return subject;
}

TEST(Policy, DecidesEveryPairOfRoleAndActAndRefusesByDefault) {
  std::size_t allowed = 0;
  std::size_t pairs = 0;
  for (const Role role : all_roles())
    for (const Act act : all_acts()) {
      ++pairs;
      const Condition condition = condition_of(role, act);
      Actor there = somebody(role);
      there.channel = Channel::window;
      const std::string pair =
          std::string(word_of(role)) + " " + std::string(word_of(act));
      EXPECT_EQ(!why_not(there, act, with(true)), condition != Condition::never)
          << pair;
      EXPECT_EQ(!why_not(somebody(role), act, with(false)),
                condition == Condition::always)
          << pair;
      EXPECT_EQ(!why_never(there, act), condition != Condition::never) << pair;
      allowed += condition != Condition::never ? 1 : 0;
    }
  EXPECT_EQ(pairs, all_roles().size() * all_acts().size());
  EXPECT_GT(allowed, 100U);
  EXPECT_LT(allowed, pairs / 2);
}

TEST(Policy, LetsNobodyPassWithoutARole) {
  Actor nobody{"li_na", "", Channel::window};
  nobody.standing = Standing{"tax", {}, {}, {}};
  for (const Act act : all_acts())
    EXPECT_TRUE(why_not(nobody, act, with(true))) << word_of(act);
}

TEST(Policy, AsksNobodyWhereTheProjectNamesNoPeople) {
  const Actor anybody{"li_na", "", Channel::online};
  for (const Act act : all_acts())
    EXPECT_FALSE(why_not(anybody, act, {})) << word_of(act);
}

TEST(Policy, EveryActIsForSomebody) {
  for (const Act act : all_acts()) {
    bool found = false;
    for (const Role role : all_roles())
      found |= condition_of(role, act) != Condition::never;
    EXPECT_TRUE(found) << word_of(act);
  }
}

// 三员分立.
TEST(Policy, KeepsThoseApartWhoMustNotBeOne) {
  constexpr Act kChanging[] = {
      Act::submit,   Act::supplement, Act::withdraw, Act::claim,
      Act::complete, Act::give_back,  Act::refuse,   Act::retry,
      Act::skip,     Act::decline,    Act::extend,   Act::special,
      Act::suspend,  Act::terminate,  Act::deliver,  Act::revoke,
      Act::fire,     Act::note,       Act::attach};
  for (const Act act : kChanging) {
    EXPECT_EQ(condition_of(Role::auditor, act), Condition::never);
    EXPECT_EQ(condition_of(Role::data_protection, act), Condition::never);
    EXPECT_EQ(condition_of(Role::operations, act), Condition::never);
  }
  for (const Role role : {Role::operations, Role::auditor, Role::author}) {
    EXPECT_EQ(condition_of(role, Act::see_personal), Condition::never);
    EXPECT_EQ(condition_of(role, Act::erase), Condition::never);
  }
  EXPECT_EQ(condition_of(Role::data_protection, Act::backup), Condition::never);
}

TEST(Policy, AsksForTheDepartmentAndThePostOfATask) {
  const Subject task{"", "", "", {}, {{"tax", "登记员"}}};
  const Subject post{"", "", "", {}, {{"tax", "复核员"}}};
  const Subject elsewhere{"", "", "", {}, {{"bank", "登记员"}}};
  Actor clerk = somebody(Role::clerk);

  EXPECT_FALSE(why_not(clerk, Act::claim, task));
  EXPECT_EQ(why_not(clerk, Act::claim, post)->key, "policy.not_own_task");
  EXPECT_EQ(why_not(clerk, Act::claim, elsewhere)->key, "policy.not_own_task");
  clerk.standing->posts.clear();
  EXPECT_FALSE(why_not(clerk, Act::claim, post));
  clerk.standing->department.clear();
  EXPECT_TRUE(why_not(clerk, Act::claim, {"", "", "", {}, {{"", ""}}}));
}

TEST(Policy, TakesTheMostOfSeveralRoles) {
  Actor both = somebody(Role::auditor);
  both.standing->roles.push_back(Role::clerk);
  const Subject task{"", "", "", {}, {{"tax", "登记员"}}};
  EXPECT_FALSE(why_not(both, Act::claim, task));
  EXPECT_FALSE(why_not(both, Act::audit_verify));
  EXPECT_EQ(why_not(both, Act::erase)->key, "policy.not_for_role");
}

TEST(Policy, LetsNobodyPassByAChannelThatIsNotTheirs) {
  Actor clerk = somebody(Role::clerk);
  clerk.standing->channels = {Channel::window};
  EXPECT_EQ(why_not(clerk, Act::list_tasks)->key, "policy.wrong_channel");
  EXPECT_EQ(why_never(clerk, Act::list_tasks)->key, "policy.wrong_channel");
  clerk.channel = Channel::window;
  EXPECT_FALSE(why_not(clerk, Act::list_tasks));
}

// Both languages, every argument filled in.
TEST(Policy, SaysWhyInTheReadersLanguage) {
  std::set<std::string_view> keys;
  for (const Role role : all_roles())
    for (const Act act : all_acts()) {
      const auto why = why_not(somebody(role), act, with(false));
      if (!why) continue;
      keys.insert(why->key);
      for (const Language language : {Language::zh, Language::en}) {
        const std::string text = render(*why, language);
        EXPECT_EQ(text.find('{'), std::string::npos) << text;
        EXPECT_NE(text.find("li_na"), std::string::npos) << text;
      }
    }
  EXPECT_EQ(keys.size(), 7U);
}

TEST(Words, OfThePolicyComeBack) {
  for (const Role role : all_roles()) EXPECT_EQ(role_of(word_of(role)), role);
  for (const Act act : all_acts()) EXPECT_EQ(act_of(word_of(act)), act);
  for (const Channel channel : all_channels())
    EXPECT_EQ(channel_of(channel_word(channel)), channel);
  EXPECT_FALSE(role_of("boss"));
  EXPECT_FALSE(act_of(""));
}

}  // namespace
}  // namespace onething
