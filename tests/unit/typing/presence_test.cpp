// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include <algorithm>

#include "unit/typing/formula.h"

namespace onething::typing {
namespace {

TEST(Presence, NeedsAGuardForWhatMayBeAbsent) {
  EXPECT_EQ(verdict("form.capital > money(1)"), "absent_used");
  EXPECT_EQ(pointed_at("1 == 1 && form.capital > money(1)"), "form.capital");
  const Mistake mistake = judge("form.capital > money(1)").mistakes[0];
  EXPECT_EQ(mistake.path, (std::vector<std::string>{"form", "capital"}));
  EXPECT_EQ(mistake.proposals[0], "form.?capital.orValue(money(0))");
  EXPECT_EQ(verdict("form[\"capital\"] > money(1)"), "absent_used");
  EXPECT_EQ(verdict("form.bank.number == \"1\""), "absent_used");
  EXPECT_EQ(verdict("has(form.bank.branch)"), "absent_used");
  EXPECT_EQ(verdict("form.permits.all(p, p.issuer == \"a\")"), "absent_used");
  EXPECT_EQ(verdict("form.permits[0].issuer"), "absent_used");
}

TEST(Presence, UnderstandsGuards) {
  for (const std::string_view formula : {
           "has(form.capital) && form.capital > money(1)",
           "has(form.capital) ? form.capital : money(0)",
           "!has(form.capital) ? money(0) : form.capital",
           "!has(form.capital) || form.capital > money(1)",
           "form.kept && has(form.capital) && form.capital > money(1)",
           "!(form.kept && has(form.capital)) || form.capital > money(1)",
           "form.?capital.hasValue() && form.capital > money(1)",
           "\"capital\" in form && form.capital > money(1)",
           "form.?capital.orValue(money(0)) > money(1)",
           "has(form.bank) && form.bank.number == \"1\"",
           "has(form.bank) && has(form.bank.branch) && form.bank.branch != "
           "\"\"",
           "form.?bank.?branch.hasValue() && form.bank.branch != \"\"",
           "form.?bank.branch.orValue(\"\") != \"\" && form.bank.branch != "
           "\"x\"",
           "form.permits.all(p, has(p.issuer) && p.issuer == \"a\")",
           "form.permits.filter(p, has(p.issuer)).map(p, p.issuer)",
           "form.permits.map(p, has(p.issuer), p.issuer)",
           "has(form.permits[0].issuer) && form.permits[0].issuer == \"a\"",
           "cel.bind(b, form, has(b.capital) && form.capital > money(1))",
           "form.?bank.optMap(b, b.number).orValue(\"\")",
           "(has(form.capital) && form.kept || has(form.capital)) && "
           "form.capital > money(1)",
           "[?form.?capital]",
           // An error on the left is hidden by the right side.
           "form.capital > money(1) && has(form.capital)",
           "form.capital > money(1) && form.kept && has(form.capital)",
           "form.capital > money(1) || !has(form.capital)",
       })
    EXPECT_EQ(in_words(judge(formula)), "") << formula;
}

TEST(Presence, IsNotFooledByGuardsOfSomethingElse) {
  for (const std::string_view formula : {
           "has(form.capital) || form.capital > money(1)",
           "!has(form.capital) && form.capital > money(1)",
           "has(form.bank) && form.capital > money(1)",
           "has(form.capital) ? money(0) : form.capital",
           "(has(form.capital) || form.kept) && form.capital > money(1)",
           "(has(form.capital) ? true : false) && form.capital > money(1)",
           "form.permits.exists(p, has(p.issuer)) && "
           "form.permits.all(p, p.issuer == \"a\")",
           "form.permits.all(p, form.permits.all(q, has(q.issuer) && "
           "p.issuer == \"a\"))",
           "form.?capital.orValue(money(1)) != money(0) && "
           "form.capital > money(1)",
           "[has(form.capital), form.capital > money(1)]",
           "form.capital > money(1) || has(form.capital)",
           "form.capital > money(1) && has(form.capital) || "
           "form.capital > money(2)",
       })
    EXPECT_EQ(verdict(formula), "absent_used") << formula;
}

TEST(Presence, MentionsGuardsThatNobodyNeeds) {
  EXPECT_EQ(verdict("has(form.name)"), "needless_guard");
  EXPECT_EQ(verdict("form.?name.orValue(\"\")"), "needless_guard");
  EXPECT_EQ(verdict("form.permits.all(p, has(p.code))"), "needless_guard");
  EXPECT_EQ(verdict("has(form.extra.whatever)"), "fine");
  EXPECT_EQ(verdict("form.?bank.?number.orValue(\"\")"), "fine");
  EXPECT_EQ(verdict("has(any.thing)"), "fine");
}

TEST(Presence, AsksTheCallerWithPathAndAssumptions) {
  Types types;
  Environment environment = form_environment(types);
  std::vector<std::string> asked;
  environment.is_known_present = [&](const PresenceQuestion& question) {
    std::string line;
    for (const std::string& name : question.path) line += name + " ";
    for (const Assumption& assumption : question.assumptions)
      line += assumption.truth ? "+" : "-";
    asked.push_back(line);
    return question.path.back() == "bank";
  };
  EXPECT_FALSE(judge("form.kept && (!form.kept || form.capital > money(1))",
                     environment, types)
                   .is_fine());
  EXPECT_TRUE(judge("form.bank.number == \"\"", environment, types).is_fine());
  // Variables of macros are not the caller's.
  judge("form.permits.all(form, form.issuer == \"\")", environment, types);
  EXPECT_EQ(asked, (std::vector<std::string>{"form capital +-", "form bank "}));
}

}  // namespace
}  // namespace onething::typing
