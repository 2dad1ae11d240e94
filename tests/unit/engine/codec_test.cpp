// SPDX-License-Identifier: Apache-2.0
//
// Events as they are stored: each comes back as it was, and what is not
// understood is reported rather than guessed.

#include "engine/codec/codec.h"

#include <gtest/gtest.h>

#include <set>

#include "engine/evolve.h"
#include "support/case_builder.h"

namespace onething {
namespace {

using engine::decode;
using engine::encode;
using engine::Event;
using testing::at;

const Actor kActor{"甲示例", "审查员", Channel::kiosk};
const std::vector<CaseDefect> kDefects = {
    {"company", "企业名称", "名称重复", {}},
    {"id", "", "", {"form.too_small", {{"min", "3"}}}},
    {"x",
     "",
     "",
     {"engine.input_unfit",
      {{"field", "x"}, {"problem", Message{"form.missing", {}}}}}}};

// One event of every type, with nothing left at its default.
std::vector<engine::Fact> all_facts() {
  const RunName run{"permits", 2};
  const Instant moment = at("2026-03-02T09:00");
  const Value value =
      Object{{"a", Money{12'345}}, {"d", Date{20'000}}, {"n", Value()}};
  return {
      engine::CaseReceived{"p",
                           "w",
                           "hash",
                           "key",
                           "digest",
                           "case",
                           "U1",
                           "件",
                           18'446'744'073'709'551'615ULL,
                           value,
                           Object{},
                           {"m"},
                           {"a", "b"},
                           kActor},
      engine::CaseAccepted{Term{5, TermUnit::working_days}, Date{20'001}},
      engine::StepSkipped{"a", 3, "person", kActor},
      engine::StepExpanded{"a", {1, "二", value}},
      engine::StepStarted{
          run,
          2,
          "key",
          "tax",
          "carry",
          true,
          value,
          R"({"a":1})",
          {{"a", {"applicant", "tax"}, "用途", "依据", "personal"}}},
      engine::RetryOrdered{run},
      engine::CallRetried{run, 7},
      engine::CallFailed{run, 3, true, "engine.no_answer", value,
                         at("2026-03-02T09:00:00.5")},
      engine::StepDone{run, value, kActor},
      engine::StepReturned{run, kDefects, kActor},
      engine::StepRefused{run, "理由", "依据", {"复议"}, false, kActor},
      engine::StepFailed{run, "engine.no_answer", value},
      engine::StepKept{"a"},
      engine::StepReset{"a", 4, {0, 2}},
      engine::TaskOpened{"t/1", "work", run, "tax", "岗", Date{20'002}},
      engine::TaskClaimed{"t/1", kActor},
      engine::TaskClosed{"t/1", "returned", "理由", kActor},
      engine::CorrectionRequested{kDefects},
      engine::CallPending{run, 2, at("2026-03-02T09:00"), Date{20'004}, true},
      engine::QueryStarted{run, 3},
      engine::QueryFailed{run, 3, "engine.no_answer", value,
                          at("2026-03-02T09:00")},
      engine::CallOverdue{run},
      engine::EndingOrdered{"denied", "理由", "依据"},
      engine::ClockDoubted{moment},
      engine::RunRenewed{run, 3, "key", R"({"a":1})"},
      engine::RefusalReceived{run, "理由", "依据", {"复议"}},
      engine::UndoOrdered{{run, {"a", 0}}},
      engine::UndoGivenUp{run, "理由", kActor},
      engine::CaseCompensated{{run}},
      engine::CaseSupplemented{
          value, value, {"a"}, {"m"}, 4, Date{20'003}, kActor},
      engine::WithdrawalRequested{"理由", kActor},
      engine::CaseGranted{value, 3, "engine.outcome_failed", value},
      engine::CaseDenied{"a", "理由", "依据", {"诉讼"}, 5},
      engine::CaseWithdrawn{"理由"},
      engine::CaseDeemedAccepted{Term{5, TermUnit::working_days}, Date{20'001}},
      engine::CaseNotAccepted{"理由", "街道", kActor},
      engine::ApplicationRefused{"理由", "依据", {"复议"}, kActor},
      engine::CaseLapsed{"supplement"},
      engine::MaterialsAdded{value, {"a"}, {"m"}, kActor},
      engine::CaseExtended{Term{9, TermUnit::days}, Date{20'004}, "理由",
                           "局长", Date{20'005}, kActor},
      engine::SpecialStarted{"听证", "理由", "局长", Date{20'005}, Date{20'006},
                             kActor},
      engine::SpecialEnded{"结果", kActor},
      engine::CaseSuspended{"理由", "依据", kActor},
      engine::CaseContinued{"理由", kActor},
      engine::TerminationRequested{"理由", "依据", kActor},
      engine::CaseTerminated{"理由", "依据"},
      engine::CaseDelivered{"邮寄", "某人", kActor},
      engine::CaseRevoked{"理由", "依据", {"诉讼"}, kActor},
      engine::ClockStarted{"delivery", Term{2, TermUnit::hours}, Date{20'007},
                           moment},
      engine::ClockStopped{"delivery"},
      engine::ClockProjected{"promise", Date{20'008}, moment, "pause"},
      engine::ClockExpired{"promise"},
      engine::Reminded{"promise", 2},
      engine::Escalated{"promise", 1},
      engine::StateEntered{"open", "dispatch", "理由", true, kActor},
      engine::StateLeft{"open", "dispatch", "理由", kActor},
      engine::WaitBegan{run, 2, "key", at("2026-03-05T00:00")},
      engine::StepLimited{run, at("2026-03-05T00:00")},
      engine::StepLate{run, "skip"},
      engine::GroupJoined{"g", {"a"}, {"b"}},
      engine::RunsJoined{"a", {1, 2}},
      engine::RunCancelled{run, "joined"},
      engine::LateAnswerTaken{run, value},
      engine::MessageAwaited{run, 1, "key", "tax", "confirmed", value},
      engine::MessageKept{"m", "tax/confirmed", value, Object{}, kActor},
      engine::MessageTaken{run, "m"},
      engine::StepCalledFor{"a", "理由", kActor},
      engine::StepRepeated{"a", 2},
      engine::ChildStarted{run,
                           1,
                           "key",
                           "own",
                           "premises",
                           value,
                           "w",
                           "key",
                           "case",
                           {{"a", {"applicant"}, "用途", "依据", "open"}}},
      engine::ParentNamed{"case", run},
      engine::CaseMigrated{"old",
                           "new",
                           {"a", "b"},
                           {{"x", "a"}, {"form.u", "form.v"}},
                           {"y"},
                           {"y"},
                           value,
                           Object{},
                           {"m"},
                           "open",
                           "理由",
                           kActor},
      engine::CaseRepaired{"set", "a", 2, "open", value, {"b"}, "理由", kActor},
      engine::TaskReleased{"t/1", "delegation", "理由", kActor},
      engine::TaskHandedOver{"t/1", "乙示例", "岗", "理由", kActor},
      engine::TaskDelegated{"t/1", "乙示例", "理由", kActor},
      engine::NoteAdded{"备注", kActor},
      engine::FileAttached{"租约.pdf", "aa", "bb", 17, "application/pdf",
                           kActor},
      engine::AgentNamed{{"wang_qiang",
                          "王示例",
                          "370202198001010019",
                          {"submit", "w"},
                          Date{20'000},
                          Date{20'009},
                          "passed",
                          "A"}},
  };
}

TEST(Codec, BringsEveryEventBackAsItWas) {
  const Instant now = at("2026-03-02T09:00");
  std::set<std::string> words;
  std::set<std::size_t> kinds;
  for (const engine::Fact& fact : all_facts()) {
    const engine::EncodedEvent stored = encode({now, fact});
    words.emplace(stored.type);
    const Result<Event> read =
        decode(stored.type, stored.version, now, stored.payload);
    ASSERT_TRUE(read) << stored.type << " " << stored.payload;
    EXPECT_EQ(read.value().at, now);
    EXPECT_EQ(read.value().fact.index(), fact.index());
    EXPECT_EQ(encode(read.value()).payload, stored.payload) << stored.type;
    kinds.insert(fact.index());
  }
  EXPECT_EQ(kinds.size(), std::variant_size_v<engine::Fact>);
  EXPECT_EQ(words.size(), std::variant_size_v<engine::Fact>);
}

TEST(Codec, KeepsFieldsThatHaveTheSameReasonTogether) {
  engine::StepStarted started;
  started.sent = {{"a", {"tax"}, "用途", "依据", "open"},
                  {"b", {"tax"}, "别的", "依据", "open"},
                  {"c", {"tax"}, "用途", "依据", "open"}};
  const engine::EncodedEvent stored = encode({{}, started});
  EXPECT_NE(stored.payload.find(R"("fields":["a","c"])"), std::string::npos)
      << stored.payload;
  const Result<Event> read =
      decode(stored.type, stored.version, {}, stored.payload);
  const auto& back = std::get<engine::StepStarted>(read.value().fact).sent;
  ASSERT_EQ(back.size(), 3U);
  EXPECT_EQ(back[1].field, "c");
  EXPECT_EQ(back[1].purpose, "用途");
  EXPECT_EQ(back[2].purpose, "别的");
}

// Stored before version 2: what such a case has sent it sends again, to the
// byte.
TEST(Codec, ReadsTheFirstShapeOfAStart) {
  const Result<Event> read = decode(
      "step_started", 1, {},
      R"({"by_person":false,"department":"tax","generation":0,)"
      R"("input":{"b":"1","a":"2"},"key":"k","request":"{\"b\":\"1\",\"a\":\"2\"}",)"
      R"("run":{"iteration":0,"step":"s"},"sent":[{"basis":"依据","field":"b",)"
      R"("from":["applicant"],"purpose":"用途","sensitivity":"open"}],"service":"x"})");
  ASSERT_TRUE(read);
  engine::CaseState state;
  state.step_states.push_back({});
  state.step_states[0].id = "s";
  engine::evolve(state, read.value());
  EXPECT_EQ(engine::request_of(state.step_states[0].runs.at(0)),
            R"({"b":"1","a":"2"})");
  const auto& sent = std::get<engine::StepStarted>(read.value().fact).sent;
  ASSERT_EQ(sent.size(), 1U);
  EXPECT_EQ(sent[0].from, std::vector<std::string>{"applicant"});
}

TEST(Codec, KeepsTheMessagesOfDefects) {
  const engine::EncodedEvent stored =
      encode({{}, engine::CorrectionRequested{kDefects}});
  const Result<Event> read = decode(stored.type, 1, {}, stored.payload);
  const auto& back = std::get<engine::CorrectionRequested>(read.value().fact);
  for (std::size_t i = 0; i < kDefects.size(); ++i)
    EXPECT_EQ(testing::text_of(back.defects[i].message),
              testing::text_of(kDefects[i].message));
}

TEST(Codec, ShowsAnUnknownMessageByItsKey) {
  const Result<Event> read =
      decode("correction_requested", 1, {},
             R"({"defects":[{"field":"a","title":"","problem":"",)"
             R"("message":{"key":"old.gone","args":{}}}]})");
  ASSERT_TRUE(read);
  const auto& back = std::get<engine::CorrectionRequested>(read.value().fact);
  EXPECT_NE(testing::text_of(back.defects[0].message).find("old.gone"),
            std::string::npos);
}

TEST(Codec, RefusesWhatItDoesNotKnow) {
  const std::vector<std::tuple<const char*, int, const char*>> bad = {
      {"step_teleported", 1, R"({"step":"a"})"},
      {"step_kept", 2, R"({"step":"a"})"},
      {"step_kept", 0, R"({"step":"a"})"},
      {"step_kept", 1, R"({})"},
      {"step_kept", 1, R"({"step":7})"},
      {"step_kept", 1, R"({"step":"a","more":1})"},
      {"step_kept", 1, R"(["step"])"},
      {"step_kept", 1, R"({"step":)"},
      {"step_kept", 1, ""},
      {"call_retried", 1, R"({"run":{"step":"a"},"attempt":2})"},
      {"task_claimed", 1,
       R"({"task":"t","actor":{"id":"a","role":"","channel":"pigeon"}})"},
      {"case_accepted", 1, R"({"due":"soon"})"},
      {"correction_requested", 1, R"({"defects":["x"]})"},
  };
  for (const auto& [type, version, payload] : bad) {
    const Result<Event> read = decode(type, version, {}, payload);
    ASSERT_FALSE(read) << type << " " << payload;
    EXPECT_EQ(read.error().code, ErrorCode::corrupt);
    EXPECT_EQ(read.error().message.key, "engine.bad_event");
  }
}

}  // namespace
}  // namespace onething
