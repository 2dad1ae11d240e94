// SPDX-License-Identifier: Apache-2.0
//
// docs/people.md has the policy as it is, read by acts and by roles.

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "onething/policy.h"
#include "support/golden.h"

namespace onething {
namespace {

std::string both(const Message& name) {
  return render(name, Language::zh) + " · " + render(name, Language::en);
}

// One row for each act, one column for each role.
std::string by_acts() {
  std::string text = "| act |";
  std::string rule = "|---|";
  for (const Role role : all_roles()) {
    text += " `" + std::string(word_of(role)) + "` |";
    rule += "---|";
  }
  text += "\n" + rule + "\n";
  for (const Act act : all_acts()) {
    text += "| `" + std::string(word_of(act)) + "` |";
    for (const Role role : all_roles()) {
      const Condition condition = condition_of(role, act);
      text += condition == Condition::never
                  ? " – |"
                  : " " + render(name_of(condition), Language::en) + " |";
    }
    text += "\n";
  }
  return text;
}

// One row for each role: under which condition it may do what.
std::string by_roles() {
  std::string text =
      "| 身份 · role | 条件 · when | 能做什么 · acts |\n|---|---|---|\n";
  for (const Role role : all_roles()) {
    std::map<Condition, std::string> acts;
    for (const Act act : all_acts()) {
      const Condition condition = condition_of(role, act);
      if (condition == Condition::never) continue;
      std::string& all = acts[condition];
      all += (all.empty() ? "" : ", ") + both(name_of(act));
    }
    for (const auto& [condition, all] : acts)
      text += "| `" + std::string(word_of(role)) + "` " + both(name_of(role)) +
              " | " + both(name_of(condition)) + " | " + all + " |\n";
  }
  return text;
}

std::string with_part(std::string page, const std::string& name,
                      const std::string& part) {
  const std::string open = "<!-- " + name + ": from policy.def -->\n";
  const std::string close = "<!-- end of " + name + " -->";
  const std::size_t begin = page.find(open);
  const std::size_t end = page.find(close);
  if (begin == std::string::npos || end == std::string::npos) {
    ADD_FAILURE() << "docs/people.md has lost the marks of " << name;
    return page;
  }
  const std::size_t from = begin + open.size();
  return page.replace(from, end - from, "\n" + part + "\n");
}

TEST(PeoplePage, HasTheWholePolicy) {
  const char* path = "../docs/people.md";
  std::string page =
      with_part(testing::read_file(path), "by roles", by_roles());
  page = with_part(std::move(page), "by acts", by_acts());
  testing::expect_golden(path, page);
}

}  // namespace
}  // namespace onething
