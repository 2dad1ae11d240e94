// SPDX-License-Identifier: Apache-2.0
//
// Recorded histories are replayed for ever: what once was stored must be
// readable, and mean the same, in every later version. The files in
// tests/history/ are never rewritten; a new version of an event adds new files.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "support/case_builder.h"
#include "support/golden.h"
#include "support/life_stories.h"

namespace onething {
namespace {

using testing::CaseBuilder;
using testing::completion;
using testing::ending;
using testing::give_back;
using testing::json;

// One line for each event: {"at", "payload", "type", "version"}.
std::string to_lines(const std::vector<engine::Event>& history) {
  std::string lines;
  for (const engine::Event& event : history) {
    const engine::EncodedEvent stored = engine::encode(event);
    lines += to_json(Object{{"type", stored.type},
                            {"version", stored.version},
                            {"at", to_text(event.at)},
                            {"payload", stored.payload}});
    lines += '\n';
  }
  return lines;
}

engine::CaseState replay(const std::filesystem::path& path) {
  engine::CaseState state;
  std::istringstream lines(testing::read_file(path));
  for (std::string line; std::getline(lines, line);) {
    const Value stored = json(line);
    const Result<engine::Event> event = engine::decode(
        *stored.find("type")->text(),
        static_cast<int>(*stored.find("version")->as<std::int64_t>()),
        testing::at(*stored.find("at")->text()),
        *stored.find("payload")->text());
    EXPECT_TRUE(event) << line;
    if (event) engine::evolve(state, event.value());
  }
  return state;
}

// A case in which every event of a granted or withdrawn case occurs.
CaseBuilder eventful_case() {
  CaseBuilder one(R"(
form:
  company: {title: 企业名称, type: text}
  capital: {type: money, optional: true}
  permits: {type: list, of: {code: text}}
prefill:
  licence: {uses: market/find, with: {uscc: =form.company}}
steps:
  tax: {uses: tax/carry_over, with: {name: =form.company}}
  bank: {uses: tax/debit, may_skip: true, with: {name: "甲"}}
  extra: {uses: tax/debit, when: has(form.capital), with: {name: "乙"}}
  permits: {uses: tax/permit, for_each: =form.permits, with: {code: =each.code}}
  check: {uses: window/review, with: {name: =form.company}}
outcome: {receipt: =steps.tax.receipt}
)");
  one.submit(R"({"company":"新店","permits":[{"code":"A"},{"code":"B"}]})");
  one.done("prefill.licence", R"({"old_name":"老店","founded":"2020-01-31"})");
  one.fail("tax").after(Duration{1, 0}).act(AdvanceCase{});
  one.fail("bank", CaseBuilder::Harm::possible);
  one.answer("tax", R"({"returned":[{"field":"company","problem":"重名"}]})");
  one.done("permits", R"({"code":"A2"})", 0);
  one.done("permits", R"({"code":"B2"})", 1);
  one.as("甲示例").act(ClaimTask{one.task_of("check")});
  one.act(give_back(one.task_of("check"), "名称不合规"));
  one.as("陈示例").on("2026-03-04T10:00");
  one.act(SupplementCase{
      json(
          R"({"company":"新新店","capital":"1000.50","permits":[{"code":"A"},{"code":"C"}]})"),
      {}});
  one.done("permits", R"({"code":"C2"})", 1);
  one.done("prefill.licence", R"({"old_name":"老店"})");
  for (const char* step : {"tax", "extra"})
    if (one.run(step).status == engine::RunStatus::calling)
      one.done(step, R"({"receipt":"R"})");
  one.act(ending(one.task_of("bank"), EndTask::How::skip));
  return one;
}

// Waits, limits and joins, until the case is granted.
CaseBuilder joined_case() {
  CaseBuilder one(R"(
form:
  company: text
  permits: {type: list, of: text}
steps:
  pause: {wait: 2wd}
  quick: {uses: tax/carry_over, with: {name: =form.company}}
  slow: {uses: tax/carry_over, with: {name: =form.company}}
  late: {uses: window/review, within: 1wd, on_late: skip, with: {name: =form.company}}
  permits: {uses: tax/permit, for_each: =form.permits, join: first, rest: finish, with: {code: =each}}
groups: {either: {steps: [quick, slow], join: first, rest: cancel}}
)");
  one.submit(R"({"company":"新店","permits":["A","B"]})");
  const AnswerCall late = one.answer_of("slow", R"({"done":{"receipt":"R"}})");
  one.done("quick", R"({"receipt":"R"})").act(late);
  one.done("permits", R"({"code":"A"})");
  one.on("2026-03-05T09:00").act(AdvanceCase{});
  return one;
}

// Messages, repetitions and a step that is called for, until it is granted.
CaseBuilder told_case() {
  CaseBuilder one(R"(
form: {company: text}
steps:
  inspect:
    uses: window/review
    with: {name: =form.company}
    while: steps.inspect.result == "不合格"
    at_most: 3
  told: {uses: tax/confirmed, after: [inspect], with: {company: =form.company}}
  visit: {uses: window/review, ad_hoc: true, with: {name: =form.company}}
)");
  one.submit(R"({"company":"新店"})");
  one.act(GiveMessage{"tax/confirmed",
                      json(R"({"company":"新店","number":"N1"})")});
  one.act(CallForStep{"visit", "群众反映"}).act(AdvanceCase{});
  one.act(completion(one.task_of("visit"), R"({"result":"去过"})"));
  one.act(completion(one.open_task(), R"({"result":"不合格"})"));
  one.act(completion(one.open_task(), R"({"result":"合格"})"));
  return one;
}

// A case that acts for another, and has one act for it: as it would be stored.
std::vector<engine::Event> child_case() {
  const Instant now = testing::at("2026-03-02T09:00");
  const Actor system{"system", "", Channel::system};
  const RunName run{"premises", 0};
  return {{now, engine::CaseReceived{"trial",
                                     "premises",
                                     "hash",
                                     "key",
                                     "digest",
                                     "case",
                                     "",
                                     "场所核查",
                                     7,
                                     json("{}"),
                                     json("{}"),
                                     {},
                                     {"premises"},
                                     system}},
          {now, engine::ParentNamed{"parent", {"check", 1}}},
          {now, engine::CaseAccepted{}},
          {now, engine::ChildStarted{run,
                                     0,
                                     "k",
                                     "own",
                                     "premises",
                                     json(R"({"company":"店"})"),
                                     "w",
                                     "k",
                                     "child",
                                     {}}},
          {now, engine::StepDone{run, json(R"({"number":"N"})"), system}},
          {now, engine::CaseGranted{}}};
}

CaseBuilder granted_case() {
  CaseBuilder one = eventful_case();
  for (int moves = 0; one.status() == "processing" && moves < 20; ++moves) {
    const auto owed = engine::pending_effects(one.definition(), one.state());
    if (!owed.calls.empty()) {
      const RunName run = owed.calls.front().run;
      one.done(run.step,
               run.step == "permits" ? R"({"code":"X"})" : R"({"receipt":"R"})",
               run.iteration);
    } else if (!one.open_tasks().empty()) {
      one.act(completion(one.open_tasks().front().id, R"({"result":"过"})"));
    }
  }
  return one;
}

// Every event of the lifecycle and its clocks, in a few cases.
std::vector<std::pair<std::string, CaseBuilder>> life_stories() {
  std::vector<std::pair<std::string, CaseBuilder>> stories;
  CaseBuilder by_law = testing::received(testing::kCheck);
  by_law.on("2026-03-10T01:00:00Z").act(AdvanceCase{});
  by_law.on("2026-03-31T01:00:00Z").act(AdvanceCase{});
  by_law.act(WithdrawCase{"等不及"});
  stories.emplace_back("life_late", std::move(by_law));
  CaseBuilder declined = testing::received();
  declined.act(DeclineCase{"不需要许可", "街道"});
  stories.emplace_back("life_declined", std::move(declined));
  CaseBuilder refused = testing::received();
  refused.act(testing::refusal(refused.open_task()));
  stories.emplace_back("life_refused", std::move(refused));
  CaseBuilder lapsed = testing::open_case(testing::kCheck);
  lapsed.act(give_back(lapsed.open_task(), "缺"));
  lapsed.on("2026-04-30T01:00:00Z").act(AdvanceCase{});
  stories.emplace_back("life_lapsed", std::move(lapsed));
  CaseBuilder still = testing::open_case(testing::kCheck, "{}");
  still.act(testing::extension()).act(testing::hearing());
  still.on("2026-03-04T01:00:00Z").act(EndSpecial{"听证完毕"});
  still.act(SuspendCase{"等法院裁判", "第一条"});
  still.on("2026-03-06T01:00:00Z").act(ContinueCase{"裁判生效"});
  still.act(SupplementCase{{}, json(testing::kLease)});
  still.act(testing::termination());
  stories.emplace_back("life_terminated", std::move(still));
  CaseBuilder revoked = testing::received();
  revoked.act(ending(revoked.open_task(), EndTask::How::complete));
  revoked.act(DeliverCase{"邮寄", "申请人"}).act(testing::revocation());
  stories.emplace_back("life_revoked", std::move(revoked));
  CaseBuilder own = testing::appeal("none", "grant", true);
  own.act(FireEvent{"dispatch", "转办"});
  own.act(completion(own.open_task(), testing::kPassed));
  stories.emplace_back("life_states", std::move(own));
  CaseBuilder leaving(R"(
form: {company: text}
steps:
  part: {uses: tax/carry_over, with: {name: =form.company}}
states:
  open: {leave: [part], events: {close: {to: closed}}}
  closed: {end: granted}
)");
  leaving.submit(R"({"company":"店"})").act(FireEvent{"close", ""});
  leaving.done("part", testing::kPaid);
  stories.emplace_back("life_leaving", std::move(leaving));
  return stories;
}

// A person finds out that it was not done, and completes a bare refusal.
void record_mending(const std::filesystem::path& folder) {
  if (!testing::is_updating_golden_files() ||
      std::filesystem::exists(folder / "mended.jsonl"))
    return;
  CaseBuilder one(
      "form: {company: text}\nsteps:\n"
      "  bank: {uses: tax/debit, with: {name: =form.company}}\n");
  one.submit(R"({"company":"新店"})");
  one.fail("bank", CaseBuilder::Harm::possible);
  one.act(ending(one.task_of("bank"), EndTask::How::retry));
  one.answer("bank", R"({"refused":{"reason":"不行"}})");
  EndTask refusal = ending(one.task_of("bank"), EndTask::How::refuse);
  refusal.basis = "某条";
  refusal.remedies = {"行政复议"};
  one.act(refusal);
  std::ofstream(folder / "mended.jsonl") << to_lines(one.history());
}

// A department that answers later, and one that nobody could ask.
void record_pending(const std::filesystem::path& folder) {
  if (!testing::is_updating_golden_files() ||
      std::filesystem::exists(folder / "pending.jsonl"))
    return;
  CaseBuilder one(
      "form: {company: text}\nsteps:\n"
      "  assess: {uses: tax/assess, with: {name: =form.company}}\n");
  one.submit(R"({"company":"新店"})").answer("assess", R"({"pending":{}})");
  one.after(Duration{10, 0}).act(AdvanceCase{});
  AnswerCall silent = one.failure_of("assess");
  silent.key = engine::query_key(silent.key);
  silent.attempt = 1;
  one.act(silent).on("2026-03-09T09:00").act(AdvanceCase{});
  AnswerCall told = one.answer_of("assess", R"({"done":{"receipt":"R"}})");
  one.act(told);
  std::ofstream(folder / "pending.jsonl") << to_lines(one.history());
}

// A state of its own ends it after something was done, while the machine's
// clock is not believed.
void record_ending(const std::filesystem::path& folder) {
  if (!testing::is_updating_golden_files() ||
      std::filesystem::exists(folder / "life_ended.jsonl"))
    return;
  CaseBuilder one(
      "form: {company: text}\nsteps:\n"
      "  open: {uses: tax/open, with: {name: =form.company}}\n"
      "states:\n  work: {steps: [open], events: {deny: {to: bad}}}\n"
      "  bad: {end: denied}\n");
  one.submit(R"({"company":"新店"})").done("open", R"({"account":"A1"})");
  std::vector<engine::Event> history = one.history();
  engine::CaseState state = one.state();
  const auto decide = [&](const Command& command) {
    engine::Decision decision =
        engine::decide(one.definition(), std::move(state), command, one.now());
    auto& decided = std::get<engine::Decided>(decision);
    state = std::move(decided.state);
    for (engine::Event& event : decided.events)
      history.push_back(std::move(event));
  };
  Command deny{FireEvent{"deny", "不成立"}, {"李示例", "", Channel::window}};
  deny.doubted_clock = testing::at("2026-05-01T09:00");
  decide(deny);
  AnswerCall taken_back;
  taken_back.run = {"undo.open", 0};
  taken_back.key = state.find_step("undo.open")->runs[0].key;
  taken_back.document = json(R"({"done":{}})");
  decide({std::move(taken_back), {"system", "", Channel::system}});
  std::ofstream(folder / "life_ended.jsonl") << to_lines(history);
}

// Cases that end without a grant after something was done.
void record_undoing(const std::filesystem::path& folder) {
  if (!testing::is_updating_golden_files() ||
      std::filesystem::exists(folder / "compensated.jsonl"))
    return;
  for (const bool gives_up : {false, true}) {
    CaseBuilder one(
        "form: {company: text}\nsteps:\n"
        "  open: {uses: tax/open, with: {name: =form.company}}\n"
        "  tax: {uses: tax/carry_over, with: {name: =steps.open.account}}\n");
    one.submit(R"({"company":"新店"})");
    one.done("open", R"({"account":"A1"})");
    one.answer("tax", R"({"refused":{"reason":"不行","basis":"某条",
        "remedies":["行政复议"]}})");
    if (gives_up) {
      one.fail("undo.open", CaseBuilder::Harm::possible);
      one.act(ending(one.task_of("undo.open"), EndTask::How::skip));
    } else {
      one.done("undo.open", "{}");
    }
    std::ofstream(folder / (gives_up ? "given_up.jsonl" : "compensated.jsonl"))
        << to_lines(one.history());
  }
}

// A case that was repaired, moved to another version with other names, and
// repaired again until it ended.
void record_moving(const std::filesystem::path& folder) {
  if (!testing::is_updating_golden_files() ||
      std::filesystem::exists(folder / "moved.jsonl"))
    return;
  CaseBuilder one(
      "form: {company: text, fax: {type: text, optional: true}}\n"
      "prefill:\n"
      "  licence: {uses: market/find, with: {uscc: =form.company}}\n"
      "steps:\n"
      "  open: {uses: tax/open, with: {name: =form.company}}\n"
      "  tax: {uses: tax/carry_over, with: {name: =steps.open.account}}\n"
      "  check: {uses: window/review, with: {name: =form.company}}\n");
  one.submit(R"({"company":"新店","fax":"1"})");
  one.done("prefill.licence", R"({"old_name":"老店"})");
  one.done("open", R"({"account":"A1"})").done("tax", R"({"receipt":"R"})");
  RepairCase wish;
  wish.what = RepairCase::What::set;
  wish.step = "tax";
  wish.output = json(R"({"receipt":"R2"})");
  wish.reason = "部门更正";
  one.act(wish);
  one.new_version(
      "form: {company: text}\n"
      "prefill:\n"
      "  permit: {uses: market/find, with: {uscc: =form.company}}\n"
      "steps:\n"
      "  tax_transfer: {uses: tax/carry_over, with: {name: =form.company}}\n"
      "  review: {uses: window/review, with: {name: =form.company}}\n");
  one.move({{{"tax", "tax_transfer"},
             {"check", "review"},
             {"prefill.licence", "prefill.permit"}},
            {"open", "form.fax"}});
  wish = {};
  wish.step = "tax_transfer";
  wish.what = RepairCase::What::redo;
  wish.reason = "再办一次";
  one.act(wish).act(AdvanceCase{}).done("tax_transfer", R"({"receipt":"R3"})");
  wish = {};
  wish.what = RepairCase::What::cancel;
  wish.reason = "重复提交";
  one.act(wish);
  std::ofstream(folder / "moved.jsonl") << to_lines(one.history());
}

TEST(History, RecordedOnceReadsTheSameForEver) {
  // Each folder was written once, when an event had a new version: v1 with all
  // of the first, v2 with the second of what starts.
  const std::filesystem::path folder = "history/v2";
  if (testing::is_updating_golden_files() &&
      !std::filesystem::exists(folder / "granted.jsonl")) {
    std::ofstream(folder / "granted.jsonl")
        << to_lines(granted_case().history());
    CaseBuilder withdrawn = eventful_case();
    withdrawn.act(WithdrawCase{"改日再来"});
    for (int moves = 0; withdrawn.status() == "processing" && moves < 9;
         ++moves) {
      const RunName run =
          engine::pending_effects(withdrawn.definition(), withdrawn.state())
              .calls.front()
              .run;
      withdrawn.interrupt(run.step, run.iteration);
    }
    std::ofstream(folder / "withdrawn.jsonl") << to_lines(withdrawn.history());
    CaseBuilder denied(
        "form: {company: text}\nsteps:\n"
        "  tax: {uses: tax/carry_over, with: {name: =form.company}}\n");
    denied.submit(R"({"company":"新店"})");
    denied.answer("tax", R"({"refused":{"reason":"不行","basis":"某条",
        "remedies":["行政复议"]}})");
    std::ofstream(folder / "denied.jsonl") << to_lines(denied.history());
  }
  for (const auto& [name, story] : life_stories()) {
    const std::filesystem::path file = folder / (name + ".jsonl");
    if (testing::is_updating_golden_files() && !std::filesystem::exists(file))
      std::ofstream(file) << to_lines(story.history());
  }
  if (testing::is_updating_golden_files() &&
      !std::filesystem::exists(folder / "ordered.jsonl")) {
    CaseBuilder ordered(
        "form: {company: text}\nsteps:\n"
        "  bank: {uses: tax/debit, with: {name: =form.company}}\n");
    ordered.submit(R"({"company":"新店"})");
    ordered.fail("bank", CaseBuilder::Harm::possible);
    ordered.act(ending(ordered.task_of("bank"), EndTask::How::retry));
    ordered.done("bank", R"({"receipt":"R"})");
    std::ofstream(folder / "ordered.jsonl") << to_lines(ordered.history());
  }
  if (testing::is_updating_golden_files() &&
      !std::filesystem::exists(folder / "joined.jsonl"))
    std::ofstream(folder / "joined.jsonl") << to_lines(joined_case().history());
  if (testing::is_updating_golden_files() &&
      !std::filesystem::exists(folder / "told.jsonl"))
    std::ofstream(folder / "told.jsonl") << to_lines(told_case().history());
  if (testing::is_updating_golden_files() &&
      !std::filesystem::exists(folder / "child.jsonl"))
    std::ofstream(folder / "child.jsonl") << to_lines(child_case());
  record_ending(folder);
  record_undoing(folder);
  record_mending(folder);
  record_pending(folder);
  record_moving(folder);
  std::size_t replayed = 0;
  for (const auto& path : testing::golden_inputs("history", ".jsonl")) {
    const engine::CaseState state = replay(path);
    EXPECT_TRUE(engine::has_ended(state.status)) << path;
    auto expected = path;
    testing::expect_golden(expected.replace_extension(".state.json"),
                           testing::dump(state) + "\n");
    ++replayed;
  }
  EXPECT_GE(replayed, 3U);
}

TEST(History, CoversEveryEventThatIsWritten) {
  std::set<std::pair<std::string, std::int64_t>> recorded;
  for (const auto& path : testing::golden_inputs("history", ".jsonl")) {
    std::istringstream lines(testing::read_file(path));
    for (std::string line; std::getline(lines, line);) {
      const Value event = json(line);
      recorded.emplace(*event.find("type")->text(),
                       *event.find("version")->as<std::int64_t>());
    }
  }
#define ONETHING_EVENT(Type, word, version) \
  EXPECT_TRUE(recorded.contains({word, version})) << word;
#define ONETHING_EARLIER_EVENT(Type, Shape, word, version) \
  EXPECT_TRUE(recorded.contains({word, version})) << word;
#include "engine/codec/event_types.def"
}

}  // namespace
}  // namespace onething
