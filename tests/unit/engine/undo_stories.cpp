// SPDX-License-Identifier: Apache-2.0

#include "support/undo_stories.h"

#include "support/life_stories.h"
#include "support/story_book.h"

namespace onething::testing {

namespace {

using Harm = CaseBuilder::Harm;

constexpr const char* kWorkflow = R"(
form: {company: text, check: bool}
steps:
  open: {uses: tax/open, with: {name: =form.company}}
  tax: {uses: tax/carry_over, with: {name: =form.company}}
  bank: {uses: tax/debit, within: 5wd, on_late: refuse, with: {name: =form.company}}
  seal: {uses: tax/debit, with: {name: "章"}}
  check: {uses: window/review, when: form.check, with: {name: =form.company}}
)";

// An account is open; tax, bank and seal are being called.
CaseBuilder opened(bool check = false) {
  CaseBuilder one(kWorkflow);
  one.submit(check ? R"({"company":"店","check":true})"
                   : R"({"company":"店","check":false})");
  one.done("open", kAccount);
  return one;
}

CaseBuilder opened_and_reviewed() {
  CaseBuilder one = opened(true);
  for (const char* step : {"tax", "bank", "seal"}) one.done(step, kPaid);
  return one;
}

CaseBuilder correcting() {
  CaseBuilder one = opened();
  one.fail("bank", Harm::possible).fail("seal", Harm::possible);
  one.answer("tax", kReturned);
  return one;
}

// … and the fallback team has had both tried again.
CaseBuilder correcting_with_calls() {
  CaseBuilder one = correcting();
  one.act(ending(one.task_of("bank"), How::retry));
  one.act(ending(one.task_of("seal"), How::retry));
  return one;
}

CaseBuilder undoing() {
  CaseBuilder one = opened();
  one.done("tax", kPaid).done("bank", kPaid).answer("seal", kNo);
  EXPECT_EQ(one.status(), "undoing");
  return one;
}

CaseBuilder undoing_after(const decltype(Command::what)& order) {
  CaseBuilder one = opened_and_reviewed();
  one.act(order);
  EXPECT_EQ(one.status(), "undoing");
  return one;
}

class Stories : public StoryBook {
 public:
  using StoryBook::StoryBook;

  void from_processing() {
    add(undoing());
    add(undoing_after(WithdrawCase{"不办了"}));
    add(undoing_after(termination()));
    CaseBuilder one = opened();
    one.done("tax", kPaid).answer("bank", kNo);
    add(one.interrupt("seal"));
    one = opened_and_reviewed();
    add(one.act(ending(one.task_of("check"), How::refuse)));
    one = opened();
    one.done("tax", kPaid).done("seal", kPaid).fail("bank");
    add(one.on("2026-04-01T09:00").act(AdvanceCase{}));
  }

  void from_correcting() {
    for (const bool interrupts : {false, true}) {
      CaseBuilder one = correcting_with_calls();
      one.answer("bank", kNo);
      if (interrupts)
        one.interrupt("seal");
      else
        one.done("seal", kPaid);
      add(one);
    }
    CaseBuilder one = correcting();
    add(one.act(ending(one.task_of("bank"), How::refuse)));
    add(correcting().act(WithdrawCase{"不办了"}));
    add(correcting().act(termination()));
    one = correcting();
    one.act(ending(one.task_of("bank"), How::retry)).fail("bank");
    add(one.on("2026-04-01T09:00").act(AdvanceCase{}));
  }

  void from_standing_still() {
    const std::vector<decltype(Command::what)> orders = {
        hearing(), SuspendCase{"等法院裁判", ""}};
    for (const auto& order : orders) {
      for (const bool interrupts : {false, true}) {
        CaseBuilder one = opened();
        one.act(order).done("tax", kPaid).answer("bank", kNo);
        if (interrupts)
          one.interrupt("seal");
        else
          one.done("seal", kPaid);
        add(one);
      }
      CaseBuilder one = opened_and_reviewed();
      add(one.act(order).act(WithdrawCase{"不办了"}));
      one = opened_and_reviewed();
      add(one.act(order).act(termination()));
    }
    CaseBuilder one = opened_and_reviewed();
    one.act(hearing());
    add(one.act(ending(one.task_of("check"), How::refuse)));
  }

  void to_the_end() {
    CaseBuilder one = undoing();
    one.fail("undo.open").after(Duration{1, 0}).act(AdvanceCase{});
    one.interrupt("undo.open");
    one.act(ClaimTask{one.task_of("undo.open")});
    one.act(ending(one.task_of("undo.open"), How::retry));
    add(one.done("undo.open", "{}"));
    const std::vector<CaseBuilder> starts = {
        undoing(), undoing_after(WithdrawCase{"不办了"}),
        undoing_after(termination())};
    for (const CaseBuilder& start : starts) {
      CaseBuilder done = start;
      add(done.done("undo.open", "{}"));
      CaseBuilder given_up = start;
      given_up.fail("undo.open", Harm::possible);
      add(given_up.act(ending(given_up.task_of("undo.open"), How::skip)));
    }
  }
};

}  // namespace

void add_undo_stories(std::set<Tried>& tried) {
  Stories stories(tried);
  stories.from_processing();
  stories.from_correcting();
  stories.from_standing_still();
  stories.to_the_end();
}

}  // namespace onething::testing
