// SPDX-License-Identifier: Apache-2.0
//
// Every line of transitions.def is tried by a story, and every pair of state
// and command without a line is refused.

#include "engine/transitions.h"

#include <gtest/gtest.h>

#include "support/case_builder.h"
#include "support/life_stories.h"
#include "support/people_stories.h"
#include "support/undo_stories.h"

namespace onething {
namespace {

using engine::CaseStatus;
using testing::CaseBuilder;
using testing::completion;
using testing::ending;
using testing::give_back;
using testing::json;
using testing::Tried;
using Harm = CaseBuilder::Harm;
using testing::How;

constexpr const char* kWorkflow = R"(
form:
  company: text
  calls: bool
  check: bool
steps:
  tax: {uses: tax/carry_over, when: form.calls, with: {name: =form.company}}
  bank: {uses: tax/debit, when: form.calls, with: {name: =form.company}}
  seal: {uses: tax/debit, when: form.calls, with: {name: "章"}}
  check: {uses: window/review, when: form.check, with: {name: =form.company}}
)";
constexpr const char* kReceipt = R"({"receipt":"R"})";
constexpr const char* kReturned = R"({"returned":["缺"]})";
constexpr const char* kRefused =
    R"({"refused":{"reason":"不行","basis":"某条","remedies":["复议"]}})";

// A case that starts with its three calls, its review, or both.
CaseBuilder calls() {
  CaseBuilder one(kWorkflow);
  one.submit(R"({"company":"店","calls":true,"check":false})");
  return one;
}
CaseBuilder review() {
  CaseBuilder one(kWorkflow);
  one.submit(R"({"company":"店","calls":false,"check":true})");
  return one;
}
CaseBuilder all() {
  CaseBuilder one(kWorkflow);
  one.submit(R"({"company":"店","calls":true,"check":true})");
  return one;
}

// Correcting, while the fallback team has bank and seal.
CaseBuilder correcting() {
  CaseBuilder one = calls();
  one.fail("bank", Harm::possible).fail("seal", Harm::possible);
  one.answer("tax", kReturned);
  return one;
}
// … and has had both tried again.
CaseBuilder correcting_with_calls() {
  CaseBuilder one = correcting();
  one.act(ending(one.task_of("bank"), How::retry));
  one.act(ending(one.task_of("seal"), How::retry));
  return one;
}

void add(std::set<Tried>& tried, const CaseBuilder& one) {
  tried.insert(one.tried().begin(), one.tried().end());
}

void while_processing(std::set<Tried>& tried) {
  CaseBuilder nothing(kWorkflow);
  add(tried, nothing.submit(R"({"company":"店","calls":false,"check":false})"));
  CaseBuilder one = calls();
  one.fail("tax").after(Duration{1, 0}).act(AdvanceCase{});
  one.interrupt("tax").done("tax", kReceipt).done("bank", kReceipt);
  add(tried, one.done("seal", kReceipt));
  one = calls();
  one.answer("tax", kReturned).done("bank", kReceipt);
  add(tried, one.done("seal", kReceipt));
  one = calls();
  one.answer("tax", kReturned).done("bank", kReceipt);
  add(tried, one.interrupt("seal"));
  one = calls();
  one.answer("tax", kRefused).done("bank", kReceipt);
  add(tried, one.done("seal", kReceipt));
  one = calls();
  one.answer("tax", kRefused).done("bank", kReceipt);
  add(tried, one.interrupt("seal"));
  one = calls();
  one.act(WithdrawCase{}).done("tax", kReceipt).done("bank", kReceipt);
  add(tried, one.done("seal", kReceipt));
  one = calls();
  one.act(WithdrawCase{}).done("tax", kReceipt).done("bank", kReceipt);
  add(tried, one.interrupt("seal"));
}

void with_people(std::set<Tried>& tried) {
  CaseBuilder one = review();
  one.act(ClaimTask{one.open_task()});
  add(tried, one.act(completion(one.open_task(), R"({"result":"过"})")));
  one = review();
  add(tried, one.act(give_back(one.open_task(), "缺")));
  one = review();
  add(tried, one.act(ending(one.open_task(), How::refuse)));
  one = review();
  add(tried, one.act(WithdrawCase{}));
  one = all();
  add(tried, one.act(completion(one.open_task(), R"({"result":"过"})")));
}

void while_correcting(std::set<Tried>& tried) {
  CaseBuilder one = correcting();
  one.act(ClaimTask{one.task_of("bank")});
  one.act(ending(one.task_of("bank"), How::retry)).fail("bank");
  one.after(Duration{1, 0}).act(AdvanceCase{}).interrupt("bank");
  add(tried, one.act(ending(one.task_of("seal"), How::refuse)));
  one = correcting();
  add(tried, one.act(SupplementCase{json(R"({"company":"新"})"), {}}));
  one = review();
  one.act(give_back(one.open_task(), "缺"));
  add(tried, one.act(SupplementCase{json(R"({"check":false})"), {}}));
  add(tried, correcting().act(WithdrawCase{}));
  one = correcting_with_calls();
  add(tried, one.answer("bank", kRefused).done("seal", kReceipt));
  one = correcting_with_calls();
  add(tried, one.answer("bank", kRefused).interrupt("seal"));
  one = correcting_with_calls();
  one.act(WithdrawCase{}).done("bank", kReceipt);
  add(tried, one.done("seal", kReceipt));
  one = correcting_with_calls();
  one.act(WithdrawCase{}).done("bank", kReceipt);
  add(tried, one.interrupt("seal"));
}

void after_the_end(std::set<Tried>& tried) {
  CaseBuilder granted(kWorkflow);
  granted.submit(R"({"company":"店","calls":false,"check":false})");
  CaseBuilder denied = review();
  denied.act(ending(denied.open_task(), How::refuse));
  CaseBuilder withdrawn = review();
  withdrawn.act(WithdrawCase{});
  for (CaseBuilder* one : {&granted, &denied, &withdrawn}) {
    one->act(AdvanceCase{});
    one->act(AnswerCall{});
    one->act(InterruptCall{});
    one->act(GiveMessage{});
    EXPECT_TRUE(one->last().empty());
    add(tried, *one);
  }
}

constexpr const char* kTwoReviews = R"(
form: {company: text, more: bool}
steps:
  one: {uses: window/review, with: {name: =form.company}}
  two: {uses: window/review, with: {name: =form.company}}
  tax: {uses: tax/carry_over, when: form.more, after: [two], with: {name: =form.company}}
)";

void where_nobody_can_start(std::set<Tried>& tried) {
  CaseBuilder one(kWorkflow);
  one.alone().submit(R"({"company":"店","calls":true,"check":false})");
  EXPECT_EQ(one.status(), "accepted");
  one.act(AdvanceCase{}).alone(false).act(AdvanceCase{});
  add(tried, one);
  CaseBuilder nothing(kWorkflow);
  nothing.alone().submit(R"({"company":"店","calls":false,"check":false})");
  add(tried, nothing.alone(false).act(AdvanceCase{}));
  CaseBuilder withdrawn(kWorkflow);
  withdrawn.alone().submit(R"({"company":"店","calls":true,"check":false})");
  add(tried, withdrawn.act(WithdrawCase{}));
  for (const bool returned : {true, false}) {
    CaseBuilder two(kTwoReviews);
    two.submit(R"({"company":"店","more":false})");
    const std::string first = two.task_of("one");
    const std::string second = two.task_of("two");
    two.alone().act(completion(second, R"({"result":"过"})"));
    if (returned)
      two.act(give_back(first, "缺"));
    else
      two.act(completion(first, R"({"result":"过"})"));
    EXPECT_EQ(two.status(), "processing");
    add(tried, two.alone(false).act(AdvanceCase{}));
    EXPECT_EQ(two.status(), returned ? "correcting" : "granted");
  }
}

// A retry that a window orders is not taken for one that somebody else lost.
TEST(Retry, OrderedWhereNobodyCanCallIsSentByTheNextAdvance) {
  CaseBuilder one = calls();
  one.fail("bank", Harm::possible);
  one.alone().act(ending(one.task_of("bank"), How::retry));
  EXPECT_EQ(one.last(),
            (std::vector<std::string>{"task_closed", "run_renewed"}));
  EXPECT_TRUE(engine::pending_effects(one.definition(), one.state()).wake_at);
  one.alone(false).act(AdvanceCase{});
  EXPECT_EQ(one.last(), (std::vector<std::string>{"call_retried"}));
  EXPECT_EQ(one.run("bank").attempt, 2);
}

constexpr const char* kLimited = R"(
form: {company: text}
steps:
  tax: {uses: window/review, within: 5wd, on_late: refuse, with: {name: =form.company}}
  check: {uses: window/review, with: {name: =form.company}}
)";

constexpr const char* kLimitedCalls = R"(
form: {company: text}
steps:
  tax: {uses: tax/carry_over, with: {name: =form.company}}
  bank: {uses: tax/debit, within: 5wd, on_late: refuse, with: {name: =form.company}}
)";

void when_time_passes(std::set<Tried>& tried) {
  CaseBuilder late(kLimited);
  late.submit(R"({"company":"店"})").on("2026-04-01T09:00");
  add(tried, late.act(AdvanceCase{}));
  EXPECT_EQ(late.status(), "denied");
  CaseBuilder ordered(kLimitedCalls);
  ordered.submit(R"({"company":"店"})").fail("bank", Harm::possible);
  ordered.answer("tax", kReturned);
  ordered.act(ending(ordered.open_task(), How::retry)).on("2026-04-01T09:00");
  add(tried, ordered.act(AdvanceCase{}));
  EXPECT_EQ(ordered.status(), "denied");
}

constexpr const char* kTold = R"(
form: {company: text}
steps:
  told: {uses: tax/confirmed, with: {company: =form.company}}
  check: {uses: window/review, with: {name: =form.company}}
  visit: {uses: window/review, ad_hoc: true, with: {name: =form.company}}
)";

constexpr const char* kTwoTold = R"(
form: {company: text}
steps:
  told: {uses: tax/confirmed, with: {company: =form.company}}
  gate: {uses: window/review, with: {name: =form.company}}
  check: {uses: window/review, with: {name: =form.company}}
  never: {uses: window/review, after: [gate], when: form.company == "x", with: {name: =form.company}}
)";

void when_others_act(std::set<Tried>& tried) {
  const GiveMessage ours{"tax/confirmed",
                         json(R"({"company":"店","number":"N"})")};
  const GiveMessage other{"tax/confirmed",
                          json(R"({"company":"别","number":"N"})")};
  CaseBuilder early(kTold);
  early.alone().submit(R"({"company":"店"})").act(other);
  add(tried, early.act(CallForStep{"visit", "看看"}));
  CaseBuilder one(kTold);
  one.submit(R"({"company":"店"})").act(other).act(CallForStep{"visit", "看"});
  one.act(AdvanceCase{});
  one.act(give_back(one.task_of("check"), "缺"));
  one.act(give_back(one.task_of("visit"), "缺")).act(ours);
  EXPECT_EQ(one.status(), "correcting");
  add(tried, one);
  CaseBuilder called(kTold);
  called.submit(R"({"company":"店"})");
  called.act(give_back(called.task_of("check"), "缺"));
  add(tried, called.act(CallForStep{"visit", "看"}));
  CaseBuilder last(kTold);
  last.submit(R"({"company":"店"})");
  last.act(completion(last.task_of("check"), R"({"result":"过"})"));
  add(tried, last.act(ours));
  EXPECT_EQ(last.status(), "granted");
  CaseBuilder held(kTwoTold);
  held.submit(R"({"company":"店"})");
  held.alone().act(completion(held.task_of("gate"), R"({"result":"过"})"));
  held.act(give_back(held.task_of("check"), "缺"));
  EXPECT_EQ(held.status(), "processing");
  add(tried, held.alone(false).act(ours));
  EXPECT_EQ(held.status(), "correcting");
}

std::string name_of(const Tried& line) {
  return std::string(engine::status_word(std::get<0>(line))) + " " +
         std::string(engine::command_word(std::get<1>(line))) + " " +
         std::string(engine::status_word(std::get<2>(line)));
}

TEST(Transitions, AreAllTriedByAStory) {
  std::set<Tried> tried;
  while_processing(tried);
  with_people(tried);
  while_correcting(tried);
  testing::add_undo_stories(tried);
  after_the_end(tried);
  where_nobody_can_start(tried);
  testing::add_life_stories(tried);
  testing::add_people_stories(tried);
  when_time_passes(tried);
  when_others_act(tried);
  for (const engine::Transition& line : engine::transitions()) {
    const Tried wanted{line.from, line.command, line.to};
    EXPECT_TRUE(tried.contains(wanted)) << name_of(wanted);
  }
}

constexpr std::size_t kCommands = std::variant_size_v<decltype(Command::what)>;

// An empty command of each kind, in the order of the variant.
template <std::size_t... kIndex>
std::vector<Command> all_commands(std::index_sequence<kIndex...>) {
  return {Command{decltype(Command::what)(std::in_place_index<kIndex>), {}}...};
}

TEST(Transitions, ThatAreNotInTheTableAreRefused) {
  const CaseBuilder one(kWorkflow);
  int refused = 0;
  for (int s = 0; s <= static_cast<int>(CaseStatus::revoked); ++s) {
    for (const Command& command :
         all_commands(std::make_index_sequence<kCommands>{})) {
      const auto status = static_cast<CaseStatus>(s);
      const engine::CommandKind kind = engine::kind_of(command);
      bool listed = false;
      for (const engine::Transition& line : engine::transitions())
        listed |= line.from == status && line.command == kind;
      if (listed) continue;
      engine::CaseState state;
      state.status = status;
      const engine::Decision decision =
          engine::decide(one.definition(), state, command, one.now());
      const auto* rejection = std::get_if<Rejection>(&decision);
      ASSERT_NE(rejection, nullptr) << s << " " << command_word(kind);
      EXPECT_EQ(rejection->message.key, "engine.not_in_this_state");
      EXPECT_EQ(testing::text_of(rejection->message).find('{'),
                std::string::npos);
      ++refused;
    }
  }
  EXPECT_GT(refused, 30);
}

}  // namespace
}  // namespace onething
