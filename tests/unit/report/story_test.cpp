// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include <algorithm>

#include "engine/codec/codec.h"
#include "engine/codec/stored_message.h"
#include "onething/report.h"
#include "support/case_view_sample.h"

namespace onething {
namespace {

using namespace engine;
using onething::testing::moment;

// One fact of every type, with what must not be told.
std::vector<Fact> all_facts() {
  const Actor clerk{"li", "clerk", Channel::window};
  const RunName run{"tax", 0};
  CaseReceived received;
  received.workflow = "convert";
  received.case_id = "case1";
  received.form = Object{{"name", "SECRET"}};
  received.actor = clerk;
  StepStarted started;
  started.run = {"permits", 1};
  started.department = "tax";
  started.service = "carry_over";
  started.input = Object{{"name", "SECRET"}};
  const Message failure{"connect.server_error",
                        {{"service", "tax/carry_over"}, {"status", "503"}}};
  const CaseDefect defect{"name", "Name", "SECRET", {}};
  std::vector<Fact> facts = {
      received,
      CaseAccepted{parse_term("5wd"), parse_date("2026-03-09")},
      StepSkipped{"bank", {}, "condition", {}},
      StepExpanded{"permits", List{"SECRET", "SECRET"}},
      started,
      RetryOrdered{run},
      CallRetried{run, 2},
      CallFailed{run, 1, true, std::string(failure.key),
                 failure_details(failure), moment("2026-03-02T02:00:00Z")},
      StepDone{run, Object{{"owner", "SECRET"}}, {}},
      StepReturned{run, {defect}, {}},
      StepRefused{run, "debts", "law", {"appeal"}, true, {}},
      StepFailed{run, std::string(failure.key), failure_details(failure)},
      StepKept{"seal"},
      StepReset{"tax", 1, {}},
      TaskOpened{"T1", "fallback", run, "lead", "clerk", {}},
      TaskClaimed{"T1", clerk},
      TaskClosed{"T1", "completed", "", clerk},
      CorrectionRequested{{defect}},
      CaseSupplemented{Object{{"name", "SECRET"}},
                       Object{},
                       {"name"},
                       {},
                       2,
                       parse_date("2026-03-11"),
                       clerk},
      WithdrawalRequested{"moved", clerk},
      CaseGranted{Object{{"x", "SECRET"}}, 3, "", {}},
      CaseDenied{"tax", "debts", "law", {"appeal"}, 3},
      CaseWithdrawn{"moved"},
      CaseDeemedAccepted{parse_term("5wd"), parse_date("2026-03-09")},
      CaseNotAccepted{"no decision needed", "the street office", clerk},
      ApplicationRefused{"debts", "law", {"appeal"}, clerk},
      CaseLapsed{"supplement"},
      MaterialsAdded{Object{{"lease", "SECRET"}}, {"lease"}, {}, clerk},
      CaseExtended{parse_term("10wd"), parse_date("2026-03-23"), "difficult",
                   "director", parse_date("2026-03-05"), clerk},
      SpecialStarted{"hearing", "third parties", "director",
                     parse_date("2026-03-05"), parse_date("2026-03-20"), clerk},
      SpecialEnded{"no objection", clerk},
      CaseSuspended{"a court decides", "law", clerk},
      CaseContinued{"decided", clerk},
      TerminationRequested{"dissolved", "law", clerk},
      CaseTerminated{"dissolved", "law"},
      CaseDelivered{"post", "applicant", clerk},
      CaseRevoked{"obtained by fraud", "law", {"appeal"}, clerk},
      ClockStarted{
          "delivery", parse_term("10wd"), parse_date("2026-03-23"), {}},
      ClockStopped{"delivery"},
      ClockProjected{"promise", parse_date("2026-03-24"), {}, "pause"},
      ClockExpired{"promise"},
      Reminded{"task:T1", 0},
      Escalated{"material:lease", 1},
      StateEntered{"handling", "dispatch", "", false, clerk},
      StateLeft{"handling", "done", "", clerk},
      WaitBegan{run, 0, "key", moment("2026-03-05T01:00:00Z")},
      StepLimited{run, moment("2026-03-05T01:00:00Z")},
      StepLate{run, "skip"},
      GroupJoined{"reviews", {"tax"}, {"bank"}},
      RunsJoined{"permits", {1}},
      RunCancelled{run, "joined"},
      LateAnswerTaken{run, Object{{"x", "SECRET"}}},
      MessageAwaited{run, 0, "key", "tax", "confirmed",
                     Object{{"x", "SECRET"}}},
      MessageKept{"id", "tax/confirmed", Object{{"x", "SECRET"}},
                  Object{{"x", "SECRET"}}, clerk},
      MessageTaken{run, "id"},
      StepCalledFor{"tax", "moved", clerk},
      StepRepeated{"tax", 1},
      ChildStarted{run,
                   0,
                   "key",
                   "own",
                   "premises",
                   Object{{"x", "SECRET"}},
                   "w",
                   "key",
                   "case2",
                   {}},
      ParentNamed{"case2", run},
      CallPending{{"tax", 0}, 1, {}, {}, false},
      QueryStarted{{"tax", 0}, 1},
      QueryFailed{{"tax", 0}, 1, "engine.no_answer", {}, {}},
      CallOverdue{{"tax", 0}},
      EndingOrdered{"denied", "upheld", "law"},
      ClockDoubted{parse_instant("2026-03-02T02:00:00Z").value()},
      RunRenewed{{"tax", 0}, 1, "k2", R"({"a":"SECRET"})"},
      RefusalReceived{{"tax", 0}, "debts", "", {}},
      UndoOrdered{{{"tax", 0}, {"permits", 1}}},
      UndoGivenUp{{"undo.tax", 0}, "closed long ago", clerk},
      CaseCompensated{{{"tax", 0}}},
      CaseMigrated{"old",
                   "new",
                   {"tax"},
                   {},
                   {},
                   {},
                   Object{{"a", "SECRET"}},
                   Object{},
                   {},
                   "",
                   "new version",
                   clerk},
      CaseRepaired{
          "set", "tax", {}, "", Object{{"a", "SECRET"}}, {}, "as told", clerk},
      TaskReleased{"t1", "claim", "by mistake", clerk},
      TaskHandedOver{"t1", "zhao_min", "reviewer", "on leave", clerk},
      TaskDelegated{"t1", "zhao_min", "travelling", clerk},
      NoteAdded{"SECRET", clerk},
      FileAttached{"SECRET", "d", "s", 3, "text/plain", clerk},
      AgentNamed{{"wang_qiang", "SECRET", "SECRET", {}, {}, {}, "passed", "A"}},
  };
  // In the order of the variant, whatever the order above.
  std::sort(facts.begin(), facts.end(),
            [](const Fact& a, const Fact& b) { return a.index() < b.index(); });
  return facts;
}

class StoryTest : public ::testing::Test {
 protected:
  void store_facts(const std::vector<Fact>& facts) {
    CaseCommit commit;
    commit.row.id = {"case1"};
    const Result<std::int64_t> epoch = store_->claim(commit.row.id, "test");
    ASSERT_TRUE(epoch);
    commit.epoch = epoch.value();
    for (const Fact& fact : facts) {
      const Event event{moment("2026-03-02T01:00:00Z"), fact};
      EncodedEvent encoded = encode(event);
      Record record;
      record.type = encoded.type;
      record.version = encoded.version;
      record.at = event.at;
      record.payload = std::move(encoded.payload);
      commit.records.push_back(std::move(record));
    }
    const CaseCommit commits[] = {commit};
    const auto stored = store_->commit(commits);
    ASSERT_TRUE(stored);
    ASSERT_TRUE(stored.value().front());
  }

  std::unique_ptr<Store> store_ = make_memory_store();
};

TEST_F(StoryTest, HasOneSentenceForEveryEventInBothLanguages) {
  const std::vector<Fact> facts = all_facts();
  ASSERT_EQ(facts.size(), std::variant_size_v<Fact>);
  store_facts(facts);

  const auto story = tell_story(*store_, {"case1"}, Language::en);

  ASSERT_TRUE(story);
  ASSERT_EQ(story.value().size(), facts.size());
  for (std::size_t i = 0; i < facts.size(); ++i) {
    EXPECT_EQ(facts[i].index(), i);
    const StoryLine& line = story.value()[i];
    EXPECT_EQ(line.sequence, static_cast<std::int64_t>(i) + 1);
    EXPECT_EQ(line.hash.size(), 12U);
    for (const Language language : {Language::zh, Language::en}) {
      const std::string text = render(line.text, language);
      EXPECT_FALSE(text.empty());
      EXPECT_EQ(text.find('{'), std::string::npos) << text;
      EXPECT_EQ(text.find("SECRET"), std::string::npos) << text;
    }
  }
}

TEST_F(StoryTest, TellsASmallCaseAsPeopleWould) {
  const std::vector<Fact> facts = all_facts();
  store_facts({facts[0], facts[1], facts[4], facts[7], facts[8], facts[20]});

  const auto story = tell_story(*store_, {"case1"}, Language::en);

  ASSERT_TRUE(story);
  std::string text;
  for (const StoryLine& line : story.value())
    text += line.type + ": " + render(line.text, Language::en) + "\n";
  const std::string failure =
      render({"connect.server_error",
              {{"service", "tax/carry_over"}, {"status", "503"}}},
             Language::en);
  EXPECT_EQ(text,
            "case_received: received: convert (li)\n"
            "case_accepted: accepted, due by 2026-03-09\n"
            "step_started: permits 2 started: 0 fields go to "
            "tax/carry_over\n"
            "call_failed: tax did not succeed at attempt 1 (" +
                failure +
                "); next try at 2026-03-02 10:00\n"
                "step_done: tax is done\n"
                "case_granted: granted, 3 working days used\n");
}

TEST_F(StoryTest, SaysThatAStepForEachOfNoneHasNothingToDo) {
  store_facts({StepExpanded{"permits", {}}});

  const auto story = tell_story(*store_, {"case1"}, Language::en);

  ASSERT_TRUE(story);
  EXPECT_EQ(render(story.value()[0].text, Language::en),
            "permits has nothing to do");
}

TEST_F(StoryTest, SaysThatACaseIsNotThere) {
  const auto story = tell_story(*store_, {"nobody"}, Language::en);

  ASSERT_FALSE(story);
  EXPECT_EQ(story.error().code, ErrorCode::not_found);
}

TEST_F(StoryTest, StopsAtAnEventThatNobodyKnows) {
  CaseCommit commit;
  commit.row.id = {"case1"};
  commit.epoch = store_->claim(commit.row.id, "test").value();
  Record record;
  record.type = "case_dissolved";
  record.payload = "{}";
  commit.records.push_back(record);
  const CaseCommit commits[] = {commit};
  ASSERT_TRUE(store_->commit(commits));

  const auto story = tell_story(*store_, {"case1"}, Language::en);

  ASSERT_FALSE(story);
  EXPECT_EQ(story.error().code, ErrorCode::corrupt);
}

TEST_F(StoryTest, ListsWhatWentToWhom) {
  engine::StepStarted started;
  started.run = {"tax", 0};
  started.department = "tax";
  started.service = "carry_over";
  started.sent = {{"name", {"applicant"}, "purpose", "basis", "personal"}};
  const engine::EncodedEvent encoded =
      engine::encode({moment("2026-03-02T01:00:00Z"), started});
  CaseCommit commit;
  commit.row.id = {"case1"};
  commit.epoch = store_->claim(commit.row.id, "test").value();
  Record record;
  record.type = encoded.type;
  record.version = encoded.version;
  record.at = moment("2026-03-02T01:00:00Z");
  record.payload = encoded.payload;
  commit.records.push_back(record);
  const CaseCommit commits[] = {commit};
  ASSERT_TRUE(store_->commit(commits).value().front());

  const auto moved = disclosures(*store_, {"case1"});

  ASSERT_TRUE(moved);
  ASSERT_EQ(moved.value().size(), 1U);
  EXPECT_EQ(moved.value()[0].field, "name");
  EXPECT_EQ(moved.value()[0].from, "applicant");
  EXPECT_EQ(moved.value()[0].to, "tax");
  EXPECT_EQ(moved.value()[0].service, "carry_over");
  EXPECT_EQ(moved.value()[0].sensitivity, "personal");
  EXPECT_EQ(moved.value()[0].at, moment("2026-03-02T01:00:00Z"));
}

}  // namespace
}  // namespace onething
