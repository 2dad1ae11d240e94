// SPDX-License-Identifier: Apache-2.0

#include "support/mend_stories.h"

#include "support/life_stories.h"
#include "support/story_book.h"

namespace onething::testing {

namespace {

using Harm = CaseBuilder::Harm;
using What = RepairCase::What;

constexpr const char* kWorkflow = R"(
form: {company: text, check: bool}
steps:
  open: {uses: tax/open, with: {name: =form.company}}
  bank: {uses: tax/debit, with: {name: =form.company}}
  check: {uses: window/review, when: form.check, with: {name: =form.company}}
)";

RepairCase mending(What what, std::string step = {}) {
  RepairCase wish;
  wish.what = what;
  wish.step = std::move(step);
  wish.reason = "说明";
  return wish;
}

CaseBuilder begun(std::string_view form = R"({"company":"店","check":true})") {
  CaseBuilder one(kWorkflow);
  one.submit(form);
  return one;
}
// The fallback team has the bank.
CaseBuilder stuck() {
  CaseBuilder one = begun();
  one.fail("bank", Harm::possible);
  return one;
}
// An account is open, and nothing else is under way.
CaseBuilder opened() {
  CaseBuilder one = stuck();
  one.done("open", R"({"account":"A1"})");
  return one;
}
CaseBuilder without_open() {
  CaseBuilder one(kOffices);
  one.submit(kCheck, kLease);
  one.act(ending(one.open_task(), How::complete));
  return one;
}

class Stories : public StoryBook {
 public:
  using StoryBook::StoryBook;

  void migrate() {
    for (CaseBuilder one : {received(kCheck), received_alone(), begun(),
                            correcting(), special(), suspended()}) {
      const std::string before = one.status();
      one.new_version(before == "received" ? kOffices : kWorkflow);
      one.move();
      EXPECT_EQ(one.status(), before);
      EXPECT_EQ(one.state().definition, "hash-2");
      add(one);
    }
  }

  // What can be mended where the case is leaves it there; ending it ends it, at
  // once, or when everything is taken back.
  void repair() {
    add(received(kCheck).act(mending(What::cancel)));
    add(received_alone().act(mending(What::cancel)));
    for (CaseBuilder one : {opened(), with_bank(correcting()),
                            with_bank(special()), with_bank(suspended())}) {
      const std::string before = one.status();
      RepairCase set = mending(What::set, "bank");
      set.output = json(kPaid);
      CaseBuilder mended = one;
      add(mended.act(set));
      EXPECT_EQ(mended.status(), before);
      add(one.act(mending(What::cancel)));
      EXPECT_EQ(one.status(), "undoing");
    }
  }

  void cancel() {
    CaseBuilder one = without_open();
    add(one.act(mending(What::cancel)));
    EXPECT_EQ(one.status(), "terminated");
    one = without_open();
    one.act(give_back(one.open_task(), "缺"));
    add(one.act(mending(What::cancel)));
    one = without_open();
    add(one.act(hearing()).act(mending(What::cancel)));
    one = without_open();
    add(one.act(SuspendCase{"等", "第一条"}).act(mending(What::cancel)));
  }

  void undo() {
    for (const int how : {0, 1, 2, 3}) {
      CaseBuilder one = undoing(how);
      one.fail("undo.open", Harm::possible);
      RepairCase retry = mending(What::retry, "undo.open");
      retry.was_not_done = true;
      one.act(retry).fail("undo.open", Harm::possible);
      one.act(mending(What::skip, "undo.open"));
      EXPECT_TRUE(engine::has_ended(one.state().status)) << one.status();
      add(one);
    }
  }

 private:
  static CaseBuilder received_alone() {
    CaseBuilder one(kWorkflow);
    one.alone().submit(R"({"company":"店","check":true})");
    EXPECT_EQ(one.status(), "accepted");
    return one;
  }
  static CaseBuilder correcting() {
    CaseBuilder one = opened();
    one.act(give_back(one.task_of("check"), "缺"));
    EXPECT_EQ(one.status(), "correcting");
    return one;
  }
  static CaseBuilder special() {
    CaseBuilder one = opened();
    return one.act(hearing());
  }
  static CaseBuilder suspended() {
    CaseBuilder one = opened();
    return one.act(SuspendCase{"等", "第一条"});
  }
  static CaseBuilder with_bank(CaseBuilder one) {
    EXPECT_EQ(one.run("bank").status, engine::RunStatus::fallback);
    return one;
  }
  // Denied, withdrawn, terminated, ended by repair.
  static CaseBuilder undoing(int how) {
    CaseBuilder one = opened();
    if (how == 0) one.act(refusal(one.task_of("check")));
    if (how == 1) one.act(WithdrawCase{"不办了"});
    if (how == 2) one.act(termination());
    if (how == 3) one.act(mending(What::cancel));
    EXPECT_EQ(one.status(), "undoing");
    return one;
  }
};

}  // namespace

void add_mend_stories(std::set<Tried>& tried) {
  Stories stories(tried);
  stories.migrate();
  stories.repair();
  stories.cancel();
  stories.undo();
}

}  // namespace onething::testing
