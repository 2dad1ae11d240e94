// SPDX-License-Identifier: Apache-2.0

#include "support/life_stories.h"
#include "support/story_book.h"
#include "support/undo_stories.h"

namespace onething::testing {

namespace {

using Harm = CaseBuilder::Harm;

// A state of its own that ends the case once its steps are settled, or when
// somebody says so.
constexpr const char* kStates = R"(
form: {company: text, end: text, open: bool, check: bool, told: bool}
clocks: {supplement: 10wd}
steps:
  open: {uses: tax/open, when: form.open, with: {name: =form.company}}
  check: {uses: window/review, when: form.check, with: {name: =form.company}}
  told: {uses: tax/confirmed, when: form.told, with: {company: =form.company}}
states:
  work:
    title: 办理
    steps: [open, check, told]
    events:
      a: {done: true, when: form.end == "deny", to: bad}
      b: {done: true, when: form.end == "stop", to: gone}
      bad: {to: bad, reason: true}
      gone: {to: gone}
  bad: {title: 不予支持, end: denied}
  gone: {title: 终止, end: terminated}
)";

CaseBuilder at_work(std::string_view end, bool open, bool check, bool told) {
  const auto word = [](bool yes) { return yes ? "true" : "false"; };
  CaseBuilder one(kStates);
  one.submit(R"({"company":"店","end":")" + std::string(end) + R"(","open":)" +
             word(open) + R"(,"check":)" + word(check) + R"(,"told":)" +
             word(told) + "}");
  return one;
}

GiveMessage told() {
  return {"tax/confirmed", json(R"({"company":"店","number":"N"})")};
}

constexpr const char* kLate = "2026-04-30T01:00:00Z";

// An account is open, tax was returned, and the time to correct has passed.
constexpr const char* kCorrected = R"(
form: {company: text, open: bool}
clocks: {supplement: 10wd}
steps:
  open: {uses: tax/open, when: form.open, with: {name: =form.company}}
  tax: {uses: tax/carry_over, with: {name: =form.company}}
  bank: {uses: tax/debit, with: {name: =form.company}}
)";
CaseBuilder lapsing(bool open) {
  CaseBuilder one(kCorrected);
  one.submit(open ? R"({"company":"店","open":true})"
                  : R"({"company":"店","open":false})");
  if (open) one.done("open", kAccount);
  one.fail("bank", Harm::possible).answer("tax", kReturned);
  EXPECT_EQ(one.status(), "correcting");
  return one;
}

class Stories : public StoryBook {
 public:
  using StoryBook::StoryBook;

  void by_states() {
    CaseBuilder one = at_work("none", true, true, false);
    one.done("open", kAccount);
    add(one.act(FireEvent{"bad", "不成立"}));
    one = at_work("deny", true, false, true);
    one.done("open", kAccount);
    add(one.act(told()));
    one = at_work("deny", false, false, true);
    add(one.act(told()));
    one = at_work("stop", false, false, true);
    add(one.act(told()));
    one = at_work("deny", true, true, false);
    one.done("open", kAccount).act(hearing());
    one.act(completion(one.task_of("check"), kPassed));
    add(one.act(EndSpecial{"听证已经举行"}));
    one = at_work("deny", true, false, false);
    one.act(SuspendCase{"等法院裁判", ""}).done("open", kAccount);
    add(one.act(ContinueCase{"已有裁判"}));
    one = at_work("deny", true, true, false);
    one.done("open", kAccount).act(give_back(one.task_of("check"), "缺"));
    add(one.act(SupplementCase{json(R"({"check":false})"), {}}));
  }

  void by_time() {
    for (const bool interrupts : {false, true}) {
      CaseBuilder one = lapsing(false);
      one.act(ending(one.task_of("bank"), How::retry));
      one.on(kLate).act(AdvanceCase{});
      if (interrupts)
        one.interrupt("bank");
      else
        one.done("bank", kPaid);
      EXPECT_EQ(one.status(), "lapsed");
      add(one);
    }
    CaseBuilder taken_back = lapsing(true);
    taken_back.on(kLate).act(AdvanceCase{});
    CaseBuilder given_up = taken_back;
    add(taken_back.done("undo.open", "{}"));
    given_up.fail("undo.open", Harm::possible);
    add(given_up.act(ending(given_up.task_of("undo.open"), How::skip)));
  }
};

}  // namespace

void add_ending_stories(std::set<Tried>& tried) {
  Stories stories(tried);
  stories.by_states();
  stories.by_time();
}

}  // namespace onething::testing
