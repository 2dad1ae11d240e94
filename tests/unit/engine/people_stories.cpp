// SPDX-License-Identifier: Apache-2.0

#include "support/people_stories.h"

#include "support/life_stories.h"
#include "support/undo_stories.h"

namespace onething::testing {

namespace {

void add(std::set<Tried>& tried, const CaseBuilder& one) {
  tried.insert(one.tried().begin(), one.tried().end());
}

void put_beside(CaseBuilder& one) {
  one.act(AddNote{"申请人来过电话"});
  one.act(file_of("回执.txt"));
}

// Claimed, delegated, given back, handed over, put back: the task is as before.
void pass_round(CaseBuilder& one, const std::string& task) {
  one.as("甲示例").act(ClaimTask{task});
  one.act(DelegateTask{task, "乙示例", "出差", {}});
  one.as("乙示例").act(ReleaseTask{task, "回来了"});
  one.as("甲示例").act(HandOverTask{task, "丙示例", "", "轮岗", {}});
  one.as("丙示例").act(ReleaseTask{task, ""});
}

// Two fallback tasks, of which one is still open where the case ends.
constexpr const char* kWorkflow = R"(
form: {company: text}
steps:
  tax: {uses: tax/carry_over, with: {name: =form.company}}
  bank: {uses: tax/debit, with: {name: =form.company}}
  seal: {uses: tax/debit, with: {name: "章"}}
)";

CaseBuilder correcting() {
  CaseBuilder one(kWorkflow);
  one.submit(R"({"company":"店"})");
  one.fail("bank", CaseBuilder::Harm::possible);
  one.fail("seal", CaseBuilder::Harm::possible);
  one.answer("tax", R"({"returned":["缺"]})");
  return one;
}

// Accepted, where nobody can start its steps; the promise has passed and the
// section chief has been told.
CaseBuilder accepted() {
  CaseBuilder one("\n" + plain());
  one.alone().submit(kCheck, kLease);
  one.on("2026-03-20T01:00:00Z").act(AdvanceCase{});
  return one;
}

CaseBuilder undoing() {
  CaseBuilder one(R"(
form: {company: text}
steps:
  stamp: {uses: window/stamp, with: {name: =form.company}}
  check: {uses: window/review, with: {name: =form.company}}
)");
  one.submit(R"({"company":"店"})");
  one.act(completion(one.task_of("stamp"), R"({"stamp":"S"})"));
  one.act(refusal(one.task_of("check")));
  return one;
}

CaseBuilder granted() {
  CaseBuilder one = received();
  one.act(ending(one.open_task(), How::complete));
  return one;
}

void where_tasks_are_open(std::set<Tried>& tried) {
  std::vector<CaseBuilder> all = {received(kCheck),  accepted(),
                                  open_case(kCheck), correcting(),
                                  undoing(),         granted()};
  CaseBuilder special = open_case(kCheck);
  all.push_back(special.act(hearing()));
  CaseBuilder suspended = open_case(kCheck);
  all.push_back(suspended.act(SuspendCase{"等法院裁判", ""}));
  CaseBuilder own = appeal("work", "none", true);
  all.push_back(own);
  std::set<std::string> states;
  for (CaseBuilder& one : all) {
    const auto open = one.open_tasks();
    ASSERT_FALSE(open.empty()) << one.status();
    const std::string before = one.status();
    pass_round(one, open.front().id);
    put_beside(one);
    EXPECT_EQ(one.status(), before);
    states.insert(before);
    add(tried, one);
  }
  EXPECT_EQ(states, (std::set<std::string>{"received", "accepted", "processing",
                                           "correcting", "special", "suspended",
                                           "undoing", "granted"}));
}

void after_the_end(std::set<Tried>& tried) {
  CaseBuilder not_accepted = received();
  not_accepted.act(DeclineCase{"不需要许可", ""});
  CaseBuilder refused = received();
  refused.act(refusal(refused.open_task()));
  CaseBuilder terminated = open_case(kCheck);
  terminated.act(termination());
  CaseBuilder withdrawn = open_case(kCheck);
  withdrawn.act(WithdrawCase{"不办了"});
  CaseBuilder denied = open_case(kCheck);
  denied.act(refusal(denied.open_task()));
  CaseBuilder lapsed = open_case(kCheck);
  lapsed.act(give_back(lapsed.open_task(), "缺"));
  lapsed.on("2026-04-30T01:00:00Z").act(AdvanceCase{});
  CaseBuilder delivered = granted();
  delivered.act(DeliverCase{"邮寄", "申请人"});
  CaseBuilder revoked = delivered;
  revoked.act(revocation());
  for (CaseBuilder* one : {&not_accepted, &refused, &terminated, &withdrawn,
                           &denied, &lapsed, &delivered, &revoked}) {
    put_beside(*one);
    add(tried, *one);
  }
}

}  // namespace

void add_people_stories(std::set<Tried>& tried) {
  where_tasks_are_open(tried);
  after_the_end(tried);
}

}  // namespace onething::testing
