// SPDX-License-Identifier: Apache-2.0

#include "support/life_stories.h"
#include "support/story_book.h"

namespace onething::testing {

namespace {

class Stories : public StoryBook {
 public:
  using StoryBook::StoryBook;

  void acceptance() {
    CaseBuilder one = received(kCheck);
    one.act(ClaimTask{one.open_task()}).act(AdvanceCase{});
    add(one.act(ending(one.open_task(), How::complete)));
    one = received();
    add(one.act(ending(one.open_task(), How::complete)));
    one = received(kCheck);
    one.alone();
    add(one.act(ending(one.open_task(), How::complete)));
    one = received();
    one.act(give_back(one.open_task(), "缺"));
    add(one.act(SupplementCase{json(R"({"company":"新"})"), {}}));
    one = received();
    add(one.act(refusal(one.open_task())));
    add(received().act(DeclineCase{"不需要许可", "街道"}));
    add(received().act(WithdrawCase{"不办了"}));
    add(received().act(termination()));
    for (const char* form : {kCheck, kNothing}) {
      one = received(form);
      add(one.on("2026-03-10T01:00:00Z").act(AdvanceCase{}));
    }
    one = received(kCheck);
    one.alone();
    add(one.on("2026-03-10T01:00:00Z").act(AdvanceCase{}));
  }

  void terminations() {
    CaseBuilder one = open_case(kCheck);
    add(one.act(termination()));
    one = open_case(kCalls);
    one.act(termination()).done("tax", kPaid);
    add(one.done("seal", kPaid));
    one = open_case(kCalls);
    one.act(termination()).done("tax", kPaid);
    add(one.interrupt("seal"));
    one = open_case(kCalls);
    one.alone();
    CaseBuilder waiting("\n" + plain());
    waiting.alone().submit(kCalls, kLease);
    add(waiting.act(termination()));
    one = open_case(kCheck);
    one.act(give_back(one.open_task(), "缺"));
    add(one.act(termination()));
    for (const bool answered : {true, false}) {
      one = correcting_with_call();
      one.act(termination());
      if (answered)
        one.done("seal", kPaid);
      else
        one.interrupt("seal");
      add(one);
    }
  }

  void deadlines() {
    CaseBuilder one = open_case(kCheck);
    one.act(give_back(one.open_task(), "缺"));
    add(one.on("2026-04-30T01:00:00Z").act(AdvanceCase{}));
    one = open_case(kCheck, "{}");
    add(one.act(SupplementCase{{}, json(kLease)}));
    CaseBuilder alone("\n" + plain());
    alone.alone().submit(kCheck, "{}");
    add(alone.act(SupplementCase{{}, json(kLease)}));
    one = open_case(kCheck, "{}");
    one.act(hearing());
    add(one.act(SupplementCase{{}, json(kLease)}));
    add(open_case(kCheck).act(extension()));
  }

  void standing_still() {
    for (const bool special : {true, false}) {
      still(special);
      still_and_ending(special);
      still_and_correcting(special);
      still_and_own_states(special);
    }
  }

  void after_granting() {
    CaseBuilder one = received();
    one.act(ending(one.open_task(), How::complete));
    one.act(ClaimTask{one.open_task()}).act(AdvanceCase{});
    CaseBuilder late = one;
    late.on("2026-03-24T01:00:00Z").act(AdvanceCase{});
    const auto open = late.open_tasks();
    add(late.act(ending(open.back().id, How::complete)));
    CaseBuilder tolerant = open_case(kNothing, "{}");
    add(tolerant.act(SupplementCase{{}, json(kLease)}));
    CaseBuilder revoked = one;
    add(revoked.act(revocation()));
    CaseBuilder by_hand = one;
    add(by_hand.act(DeliverCase{"邮寄", "申请人"}));
    add(one.act(ending(one.open_task(), How::complete)));
    add(one.act(revocation()));
    CaseBuilder delivered = by_hand;
    CaseBuilder not_accepted = received();
    not_accepted.act(DeclineCase{"不需要许可", ""});
    CaseBuilder refused = received();
    refused.act(refusal(refused.open_task()));
    CaseBuilder terminated = open_case(kCheck);
    terminated.act(termination());
    CaseBuilder lapsed = open_case(kCheck);
    lapsed.act(give_back(lapsed.open_task(), "缺"));
    lapsed.on("2026-04-30T01:00:00Z").act(AdvanceCase{});
    for (CaseBuilder* ended : {&delivered, &not_accepted, &refused, &terminated,
                               &lapsed, &revoked}) {
      ended->act(AdvanceCase{});
      ended->act(AnswerCall{});
      ended->act(InterruptCall{});
      add(*ended);
    }
  }

  void own_states() {
    for (const char* way : {"grant", "deny", "stop", "work"})
      add(appeal(way, "none", true));
    for (const char* event : {"stay", "good", "gone", "dispatch"})
      add(appeal("none", "none", true).act(FireEvent{event, ""}));
    add(appeal("none", "none").act(FireEvent{"bad", "不支持"}));
    for (const char* end : {"grant", "deny", "stop"}) {
      CaseBuilder one = appeal("work", end, true);
      add(one.act(completion(one.open_task(), kPassed)));
      one = appeal("work", end, true);
      one.act(give_back(one.open_task(), "缺"));
      add(one.act(SupplementCase{json(R"({"check":false})"), {}}));
      one = appeal("none", end);
      add(one.on("2026-03-10T01:00:00Z").act(AdvanceCase{}));
      CaseBuilder accepted(
          "\nacceptance: {department: window, role: 受理岗}\n"
          "clocks: {notice: 5wd}" +
          without_clocks());
      accepted.submit(appeal_form(end, "none"));
      CaseBuilder by_law = accepted;
      add(accepted.act(ending(accepted.open_task(), How::complete)));
      add(by_law.on("2026-03-10T01:00:00Z").act(AdvanceCase{}));
    }
    CaseBuilder one = appeal("work", "grant", true, true);
    one.alone().act(completion(one.open_task(), kPassed));
    add(one.alone(false).interrupt("tax"));
  }

 private:
  static std::string without_clocks() {
    std::string all = kAppeal;
    const std::size_t begin = all.find("clocks:");
    all.erase(begin, all.find('\n', begin) - begin + 1);
    return all;
  }

  // Correcting, while a call that the fallback team ordered is under way.
  static CaseBuilder correcting_with_call() {
    CaseBuilder one(R"(
form: {company: text}
steps:
  tax: {uses: tax/carry_over, with: {name: =form.company}}
  seal: {uses: tax/debit, with: {name: =form.company}}
)");
    one.submit(R"({"company":"店"})");
    one.fail("seal", CaseBuilder::Harm::possible);
    one.answer("tax", R"({"returned":["缺"]})");
    one.act(ending(one.task_of("seal"), How::retry));
    return one;
  }

  static void stand_still(CaseBuilder& one, bool special) {
    if (special)
      one.act(hearing());
    else
      one.act(SuspendCase{"等法院裁判", ""});
  }
  static void go_on(CaseBuilder& one, bool special) {
    if (special)
      one.act(EndSpecial{"听证完毕"});
    else
      one.act(ContinueCase{"裁判生效"});
  }

  void still(bool special) {
    CaseBuilder one = open_case(kCheck);
    stand_still(one, special);
    one.act(AdvanceCase{});
    if (special) {
      one.act(ClaimTask{one.open_task()});
      CaseBuilder refused = one;
      add(refused.act(refusal(refused.open_task())));
      CaseBuilder done = one;
      done.act(completion(done.open_task(), kPassed));
      go_on(done, special);
      add(done);
    }
    go_on(one, special);
    add(one);
    one = open_case(kCalls);
    stand_still(one, special);
    one.done("tax", kPaid).interrupt("seal").done("seal", kPaid);
    go_on(one, special);
    add(one);
  }

  void still_and_ending(bool special) {
    for (const bool answered : {true, false}) {
      const auto finish = [&](CaseBuilder& one) {
        if (answered)
          one.done("seal", kPaid);
        else
          one.interrupt("seal");
        add(one);
      };
      CaseBuilder one = open_case(kCalls);
      stand_still(one, special);
      one.answer("tax", kNo);
      finish(one);
      one = open_case(kCalls);
      stand_still(one, special);
      one.act(WithdrawCase{"不办了"}).done("tax", kPaid);
      finish(one);
      one = open_case(kCalls);
      stand_still(one, special);
      one.act(termination()).done("tax", kPaid);
      finish(one);
    }
    CaseBuilder one = open_case(kCheck);
    stand_still(one, special);
    add(one.act(WithdrawCase{"不办了"}));
    one = open_case(kCheck);
    stand_still(one, special);
    add(one.act(termination()));
  }

  void still_and_correcting(bool special) {
    CaseBuilder one = open_case(kCalls);
    stand_still(one, special);
    one.answer("tax", R"({"returned":["缺"]})").done("seal", kPaid);
    go_on(one, special);
    EXPECT_EQ(one.status(), "correcting");
    add(one);
  }

  void still_and_own_states(bool special) {
    for (const char* end : {"deny", "stop"}) {
      CaseBuilder one = own_call(end);
      stand_still(one, special);
      one.done("tax", kPaid);
      go_on(one, special);
      add(one);
    }
  }

  static CaseBuilder own_call(std::string_view end) {
    CaseBuilder one(R"(
form: {company: text, end: text}
steps:
  tax: {uses: tax/carry_over, with: {name: =form.company}}
states:
  work:
    steps: [tax]
    events:
      a: {done: true, when: form.end == "deny", to: bad}
      b: {done: true, when: form.end == "stop", to: gone}
  bad: {end: denied}
  gone: {end: terminated}
)");
    one.submit(R"({"company":"店","end":")" + std::string(end) + "\"}");
    return one;
  }
};

}  // namespace

void add_life_stories(std::set<Tried>& tried) {
  Stories stories(tried);
  stories.acceptance();
  stories.terminations();
  stories.deadlines();
  stories.standing_still();
  stories.after_granting();
  stories.own_states();
}

}  // namespace onething::testing
